"""What an extraction found, for a reader (text) and for another program (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from demodash import territories
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE
from demodash.loaders.documents.extraction import Extraction, Figure
from demodash.loaders.documents.leftovers import NotTaken
from demodash.periods import period
from demodash.schema import COLUMNS
from demodash.texts import STATUS_WORDS, decimals_of

_WIDEST = 60
_KINDS = {"txt": "texte", "html": "page web", "pdf": "PDF", "pptx": "diaporama", "docx": "document Word"}


def extract_text_report(extraction: Extraction) -> str:
    """Write in French, in aligned columns, the figures found and every other number with the reason it is not taken."""
    where = territories.label(extraction.territory) if extraction.territory else "territoire inconnu"
    date = period(extraction.date).label if extraction.date else "date inconnue"
    lines = [f"{extraction.file} ({_KINDS.get(extraction.kind, extraction.kind)}) : {where}, {date}"]
    lines += [f"Remarque : {remark}" for remark in extraction.remarks]
    lines += ["", _counted(len(extraction.figures), "Aucun chiffre retenu", "chiffre retenu", "chiffres retenus")]
    lines += _aligned(_figure_cells(figure) for figure in extraction.figures)
    lines += [
        "",
        _counted(len(extraction.not_taken), "Aucun nombre non retenu", "nombre non retenu", "nombres non retenus"),
    ]
    lines += _aligned(_left_cells(one) for one in extraction.not_taken)
    return "\n".join(lines)


def _counted(count: int, none: str, one: str, many: str) -> str:
    return f"{count} {many}" if count > 1 else (f"1 {one}" if count else none)


def _figure_cells(figure: Figure) -> tuple[str, ...]:
    indicator = CATALOGUE[figure.indicator]
    decimals = decimals_of(figure.as_printed, indicator.decimals)
    decimals = 0 if figure.value == int(figure.value) and indicator.decimals == 0 else decimals
    what = indicator.name
    if figure.category != ENSEMBLE:
        what += f", {indicator.dimension.member(figure.category).name}"
    return (
        figure.locator,
        indicator.value_text(figure.value, qualifier=figure.qualifier, decimals=decimals),
        what,
        territories.label(figure.territory),
        period(figure.period).label,
        STATUS_WORDS[figure.status],
        f"« {figure.as_printed} »",
    )


def _left_cells(one: NotTaken) -> tuple[str, ...]:
    return one.locator, f"« {one.as_printed} »", one.reason, one.excerpt


def _aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the rows as lines whose columns, the last apart, have the same width."""
    table = list(rows)
    if not table:
        return []
    widths = [min(_WIDEST, max(len(row[column]) for row in table)) for column in range(len(table[0]) - 1)]
    return [
        "  " + "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])
        for row in table
    ]


def extraction_json(extraction: Extraction) -> str:
    """Write the extraction as JSON in UTF-8, its keys always the same and in the same order.

    ``file``, ``kind``, ``source``, ``date`` and ``territory`` (empty when nothing tells them), ``remarks``;
    ``observations``: the columns of ``schema.COLUMNS``, then ``passage`` with the place of the number in it (``start``,
    ``end``, in characters) and ``heading`` (outermost first); ``not_taken``: ``locator``, ``as_printed``, ``excerpt``,
    ``reason``, ``value`` (null for a date, a label, a name), ``qualifier``, then the place as above.
    """
    content = {
        "file": extraction.file,
        "kind": extraction.kind,
        "source": extraction.source,
        "date": extraction.date,
        "territory": extraction.territory,
        "remarks": list(extraction.remarks),
        "observations": [_figure_fields(figure) for figure in extraction.figures],
        "not_taken": [_left_fields(one) for one in extraction.not_taken],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


_PLACE = ("passage", "start", "end", "heading")


def _figure_fields(figure: Figure) -> dict[str, object]:
    return {name: getattr(figure, name) for name in (*COLUMNS, *_PLACE)}


def _left_fields(one: NotTaken) -> dict[str, object]:
    return {
        name: getattr(one, name)
        for name in ("locator", "as_printed", "excerpt", "reason", "value", "qualifier", *_PLACE)
    }
