"""The CSV that French Excel opens: ``;``, decimal comma, UTF-8 with BOM, text cells that cannot be formulas."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from demodash import territories
from demodash.exports.provenance import Provenance, indicators_of, sources_of
from demodash.indicators import CATALOGUE
from demodash.periods import period
from demodash.sources import KINDS, Source
from demodash.texts import QUALIFIER_WORDS, STATUS_WORDS, one_line

HEADERS = {
    "theme": "Thème",
    "label": "Indicateur",
    "indicator": "Identifiant de l’indicateur",
    "territory_name": "Territoire",
    "territory": "Code du territoire",
    "category_label": "Catégorie",
    "category": "Identifiant de la catégorie",
    "period_label": "Période",
    "period": "Période (ISO 8601)",
    "value": "Valeur",
    "unit": "Unité",
    "sign": "Signe",
    "status": "Statut",
    "as_printed": "Valeur imprimée",
    "publisher": "Éditeur",
    "source_title": "Source",
    "source_date": "Date de la source",
    "locator": "Repère dans la source",
    "url": "Adresse",
    "note": "Note",
}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_LINE_BREAKS = str.maketrans({"\r": " ", "\n": " ", "\t": " ", "\0": None})


def neutral(text: str) -> str:
    """Make a text cell harmless: no line break, and an apostrophe before what Excel would take for a formula."""
    starts_formula = text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS)
    flat = text.translate(_LINE_BREAKS)
    return f"'{flat}" if starts_formula else flat


def cells(rows: pd.DataFrame, sources: Mapping[str, Source]) -> dict[str, list[object]]:
    """Give the columns that a spreadsheet shows of observations, by the keys of ``HEADERS``, one cell per row.

    ``rows``: columns of ``schema.COLUMNS``. Texts are as they are, not neutralised; ``value`` is a number.
    """
    indicators = [CATALOGUE[one] for one in rows["indicator"]]
    origins = [sources[one] for one in rows["source"]]
    periods = {iso: period(iso).label for iso in rows["period"].unique()}
    columns: dict[str, list[object]] = {
        "theme": [one.theme.label for one in indicators],
        "label": [one.label for one in indicators],
        "territory_name": [territories.name(code) for code in rows["territory"]],
        "category_label": [
            one.dimension.member(category).label for one, category in zip(indicators, rows["category"], strict=True)
        ],
        "period_label": [periods[iso] for iso in rows["period"]],
        "unit": [one.unit.plural for one in indicators],
        "sign": [QUALIFIER_WORDS[qualifier] for qualifier in rows["qualifier"]],
        "status": [STATUS_WORDS[status] for status in rows["status"]],
        "publisher": [one.publisher for one in origins],
        "source_title": [one.title for one in origins],
        "source_date": [one.date + (" (déduite)" if one.date_inferred else "") for one in origins],
        "url": [one.url for one in origins],
    }
    return {name: columns[name] if name in columns else rows[name].to_list() for name in HEADERS}


def table(rows: pd.DataFrame, sources: Mapping[str, Source]) -> pd.DataFrame:
    """Set out observations for a spreadsheet: one row per figure, French headers, ``Valeur`` as a number.

    ``rows``: columns of ``schema.COLUMNS``. Text cells are neutralised, numbers never are.
    """
    everything = cells(rows, sources)
    return pd.DataFrame(
        {
            header: everything[name] if name == "value" else _neutralised(everything[name])
            for name, header in HEADERS.items()
        }
    )


def _neutralised(column: list[object]) -> list[str]:
    # A column repeats a few texts: each is made harmless once.
    safe = {cell: neutral(str(cell)) for cell in set(column)}
    return [safe[cell] for cell in column]


def csv_bytes(shown: pd.DataFrame) -> bytes:
    """Write a table as French Excel reads it (Windows line ends)."""
    text: str = shown.to_csv(sep=";", decimal=",", index=False, lineterminator="\r\n", date_format="%d/%m/%Y")
    return text.encode("utf-8-sig")


def observations_csv(rows: pd.DataFrame, sources: Mapping[str, Source]) -> bytes:
    """Write observations as a French CSV, with source and locator on each row."""
    return csv_bytes(table(rows, sources))


def metadata_text(rows: pd.DataFrame, sources: Mapping[str, Source], provenance: Provenance) -> bytes:
    """Write what goes beside a download: what it is, filters, day, address of the view, sources, definitions."""
    filters = provenance.filters
    lines = [
        f"Titre : {one_line(provenance.title)}",
        f"Téléchargé le : {provenance.day_text}",
        f"Adresse de la vue : {one_line(provenance.address)}",
        f"Lignes : {len(rows)}",
        "",
        "Filtres",
        *(f"- {name} : {one_line(value)}" for name, value in filters.items()),
        *(["- aucun"] if not filters else []),
        "",
        "Indicateurs",
    ]
    for indicator in indicators_of(rows):
        lines.append(f"- {indicator.label} ({indicator.id}), en {indicator.unit.plural} : {indicator.definition}")
        lines += [f"  Limite : {caveat}" for caveat in indicator.caveats]
        if indicator.formula:
            lines.append(f"  Calcul : {indicator.formula.text}")
    lines += ["", "Sources"]
    for source in sources_of(rows, sources):
        parts = [source.publisher, f"« {source.title} »", source.date, KINDS[source.kind], source.licence, source.url]
        lines.append("- " + ", ".join(part for part in parts if part))
    # Text from outside may hold a lone half of a surrogate pair, which has no UTF-8 form.
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig", "replace")
