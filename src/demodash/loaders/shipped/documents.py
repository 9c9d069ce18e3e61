"""Figures of a reference document: ``figures.csv``, one row per figure with its place in the document."""

from __future__ import annotations

from pathlib import Path

from demodash.errors import Problem
from demodash.indicators import CATALOGUE
from demodash.loaders.shipped.rows import Harvest, Line, Observation, file_name, number, read_lines, unknown_indicator
from demodash.schema import COLUMNS
from demodash.sources import Source

FIGURES = "figures.csv"
_COLUMNS = tuple(column for column in COLUMNS if column != "source")
_FILLED = ("territory", "category", "period", "qualifier", "status", "locator", "as_printed")


def read_document(folder: Path, sources: tuple[Source, ...]) -> Harvest:
    """Read the figures of one document; its ``source.toml`` must declare that document alone."""
    harvest = Harvest.empty()
    path = folder / FIGURES
    name = file_name(path)
    if len(sources) != 1:
        place = f"{folder.name}/source.toml"
        harvest.problems.append(Problem(place, expected="une seule source, le document", found=f"{len(sources)}"))
        return harvest
    for line in read_lines(path, _COLUMNS, harvest.problems):
        problems = _line_problems(name, line)
        harvest.problems.extend(problems)
        value = number(line["value"])
        if not problems and value is not None:
            harvest.observations.append(_observation(name, line, value, sources[0]))
    return harvest


def _line_problems(file: str, line: Line) -> list[Problem]:
    found = [
        Problem(file, f"ligne {line.number}, {column}", "une valeur", "une cellule vide")
        for column in _FILLED
        if not line[column]
    ]
    if line["indicator"] not in CATALOGUE:
        found.append(unknown_indicator(file, line.number, line["indicator"]))
    if number(line["value"]) is None:
        found.append(Problem(file, f"ligne {line.number}, value", "un nombre à point décimal", line["value"] or "rien"))
    return found


def _observation(file: str, line: Line, value: float, source: Source) -> Observation:
    return Observation(
        file,
        line.number,
        line["indicator"],
        line["territory"],
        line["category"],
        line["period"],
        value,
        line["qualifier"],
        line["status"],
        source.id,
        line["locator"],
        line["as_printed"],
        line["note"],
    )
