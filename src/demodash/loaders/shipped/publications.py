"""The survey of published figures: ``published_figures.csv`` as it came, and ``mapping.csv`` that gives each a meaning.

``mapping.csv`` holds one row per surveyed figure: the indicator and category it measures, what the survey's
territory and period become when they differ, whether its date is published or inferred, and a note that replaces
the survey's when it is filled. A figure without indicator is left out, with the reason in its note; one marked
``duplicate`` is the figure of a reference document already transcribed, and must equal it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from demodash.errors import Problem
from demodash.indicators import CATALOGUE
from demodash.loaders.shipped.qualifiers import qualifier_of
from demodash.loaders.shipped.raw_units import accepted, factor
from demodash.loaders.shipped.rows import (
    Harvest,
    Line,
    Observation,
    Unmapped,
    file_name,
    number,
    read_lines,
    unknown_indicator,
)
from demodash.sources import Source
from demodash.texts import folded

FIGURES = "published_figures.csv"
MAPPING = "mapping.csv"
STATUSES = ("published", "inferred", "duplicate")
_FIGURE_COLUMNS = (
    "id",
    "theme",
    "indicator_fr",
    "territory",
    "zone_or_category",
    "period",
    "value",
    "unit",
    "as_printed",
    "source_title",
    "publisher",
    "published_date",
    "url",
    "note",
)
_MAPPING_COLUMNS = ("id", "indicator", "territory", "category", "period", "status", "note")

SourceKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A surveyed figure and its line in the mapping."""

    figure: Line
    mapped: Line

    @property
    def territory(self) -> str:
        return self.mapped["territory"] or self.figure["territory"]

    @property
    def period(self) -> str:
        return self.mapped["period"] or self.figure["period"]

    @property
    def note(self) -> str:
        return _typographic(self.mapped["note"] or self.figure["note"])

    @property
    def label(self) -> str:
        return _typographic(self.figure["indicator_fr"])


def read_publications(folder: Path, sources: tuple[Source, ...], documents: Collection[Observation]) -> Harvest:
    """Read the survey; ``documents`` are the observations that duplicates are checked against."""
    harvest = Harvest.empty()
    figures = _by_id(folder / FIGURES, _FIGURE_COLUMNS, harvest.problems)
    mapping = _by_id(folder / MAPPING, _MAPPING_COLUMNS, harvest.problems)
    if harvest.problems:
        return harvest
    harvest.problems.extend(_unpaired(folder, figures, mapping))
    origins = {_key(one.publisher, one.title, one.url): one for one in sources}
    name = file_name(folder / MAPPING)
    for figure_id in figures.keys() & mapping.keys():
        pair = _Pair(figures[figure_id], mapping[figure_id])
        if not pair.mapped["indicator"]:
            _leave_out(name, pair, harvest)
        elif pair.mapped["indicator"] not in CATALOGUE:
            harvest.problems.append(unknown_indicator(name, pair.mapped.number, pair.mapped["indicator"]))
        elif pair.mapped["status"] == "duplicate":
            _check_duplicate(name, pair, documents, harvest)
        else:
            _take(folder, pair, origins, harvest)
    harvest.observations.sort(key=lambda one: one.line)
    harvest.unmapped.sort(key=lambda one: one.line)
    return harvest


def _key(publisher: str, title: str, url: str) -> SourceKey:
    return folded(publisher), folded(title), url


def _typographic(text: str) -> str:
    return re.sub(r"(?<=\S); ", " ; ", text.replace("'", "’"))


def _by_id(path: Path, columns: tuple[str, ...], problems: list[Problem]) -> dict[str, Line]:
    lines: dict[str, Line] = {}
    for line in read_lines(path, columns, problems):
        first = lines.setdefault(line["id"], line)
        if first is not line:
            place = f"lignes {first.number} et {line.number}"
            problems.append(Problem(file_name(path), place, "un identifiant par ligne", f"deux fois {line['id']}"))
    return lines


def _unpaired(folder: Path, figures: Mapping[str, Line], mapping: Mapping[str, Line]) -> list[Problem]:
    mapping_file, figures_file = file_name(folder / MAPPING), file_name(folder / FIGURES)
    absent = [
        Problem(
            mapping_file, expected=f"une ligne pour {figure_id} ({figures_file}, ligne {line.number})", found="rien"
        )
        for figure_id, line in figures.items()
        if figure_id not in mapping
    ]
    unknown = [
        Problem(mapping_file, f"ligne {line.number}", f"un identifiant de {figures_file}", figure_id)
        for figure_id, line in mapping.items()
        if figure_id not in figures
    ]
    return absent + unknown


def _leave_out(file: str, pair: _Pair, harvest: Harvest) -> None:
    place = f"ligne {pair.mapped.number}, note"
    if pair.mapped["note"]:
        reason = _typographic(pair.mapped["note"])
        harvest.unmapped.append(Unmapped(file, pair.mapped.number, pair.mapped["id"], pair.label, reason))
    else:
        harvest.problems.append(Problem(file, place, "la raison de laisser le chiffre de côté", "une cellule vide"))


def _check_duplicate(file: str, pair: _Pair, documents: Collection[Observation], harvest: Harvest) -> None:
    key = (pair.mapped["indicator"], pair.territory, pair.mapped["category"], pair.period)
    same = [one for one in documents if (one.indicator, one.territory, one.category, one.period) == key]
    if not same:
        place = f"ligne {pair.mapped.number}, {pair.mapped['id']}"
        wanted = "le même chiffre dans un document de référence"
        harvest.problems.append(Problem(file, place, wanted, f"aucun pour {' · '.join(key)}"))
    elif number(pair.figure["value"]) != same[0].value:
        place = f"ligne {pair.mapped.number}, {pair.mapped['id']}"
        wanted = f"{same[0].value:g}, comme {same[0].file}, ligne {same[0].line}"
        harvest.problems.append(Problem(file, place, wanted, pair.figure["value"]))
    else:
        reason = f"chiffre déjà transcrit du document ({same[0].source}, {same[0].locator}), de même valeur"
        harvest.unmapped.append(Unmapped(file, pair.mapped.number, pair.mapped["id"], pair.label, reason))


def _take(folder: Path, pair: _Pair, origins: Mapping[SourceKey, Source], harvest: Harvest) -> None:
    figures_file, mapping_file = file_name(folder / FIGURES), file_name(folder / MAPPING)
    figure, mapped = pair.figure, pair.mapped
    indicator = CATALOGUE[mapped["indicator"]]
    found = []
    value = number(figure["value"])
    if value is None:
        wanted = "un nombre à point décimal"
        found.append(Problem(figures_file, f"ligne {figure.number}, value", wanted, figure["value"] or "rien"))
    multiplier = factor(figure["unit"], indicator.unit.id)
    if multiplier is None:
        units = ", ".join(accepted(figure["unit"])) or "aucune unité connue"
        place = f"ligne {mapped.number}, {mapped['id']}"
        wanted = f"un indicateur dont l’unité correspond à « {figure['unit']} » ({units})"
        found.append(Problem(mapping_file, place, wanted, f"{indicator.id} ({indicator.unit.id})"))
    if mapped["status"] not in STATUSES:
        place = f"ligne {mapped.number}, status"
        found.append(Problem(mapping_file, place, f"un statut parmi {', '.join(STATUSES)}", mapped["status"] or "rien"))
    if not mapped["category"]:
        found.append(Problem(mapping_file, f"ligne {mapped.number}, category", "une catégorie", "une cellule vide"))
    origin = origins.get(_key(figure["publisher"], figure["source_title"], figure["url"]))
    if origin is None:
        wanted = f"une source de {folder.name}/source.toml de mêmes éditeur, titre et adresse"
        found.append(Problem(figures_file, f"ligne {figure.number}", wanted, f"{figure['publisher']}, {figure['url']}"))
    harvest.problems.extend(found)
    if not found and value is not None and multiplier is not None and origin is not None:
        harvest.observations.append(
            Observation(
                mapping_file,
                mapped.number,
                indicator.id,
                pair.territory,
                mapped["category"],
                pair.period,
                value * multiplier,
                qualifier_of(figure["as_printed"], figure["note"]),
                mapped["status"],
                origin.id,
                f"page web (relevé {figure['id']})",
                figure["as_printed"],
                pair.note,
            )
        )
