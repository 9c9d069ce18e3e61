"""What the shipped loaders share: lines with their numbers, observations on their way in, what is left out."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from demodash.errors import Problem
from demodash.indicators import CATALOGUE

DELIMITER = ";"
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its number in the file (the header is line 1) and its cells by column name."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Observation:
    """One row on its way to the observation table, with the file and line that a problem would name."""

    file: str
    line: int
    indicator: str
    territory: str
    category: str
    period: str
    value: float
    qualifier: str
    status: str
    source: str
    locator: str
    as_printed: str
    note: str


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A row of a source that gives no observation of its own, and why."""

    file: str
    line: int
    id: str
    label: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, ligne {self.line}, {self.id} ({self.label}) : {self.reason}"


@dataclass(frozen=True, slots=True)
class MissingCell:
    """A cell declared missing (never read as 0), and why."""

    file: str
    line: int
    column: str
    territory: str
    period: str
    reason: str


@dataclass(slots=True)
class Harvest:
    """What one source gives: its observations, what was left out, and every problem met on the way."""

    observations: list[Observation]
    unmapped: list[Unmapped]
    missing: list[MissingCell]
    problems: list[Problem]

    @classmethod
    def empty(cls) -> Harvest:
        """A harvest with nothing in it."""
        return cls([], [], [], [])

    def add(self, other: Harvest) -> None:
        """Put another harvest into this one."""
        self.observations.extend(other.observations)
        self.unmapped.extend(other.unmapped)
        self.missing.extend(other.missing)
        self.problems.extend(other.problems)


def file_name(path: Path) -> str:
    """How problems name a file of ``data/sources``: its folder and its name."""
    return f"{path.parent.name}/{path.name}"


def read_lines(path: Path, columns: Sequence[str], problems: list[Problem]) -> list[Line]:
    """Read a ``;`` table in UTF-8 whose header must be exactly ``columns``; append what is wrong to ``problems``."""
    name = file_name(path)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        problems.append(Problem(name, f"octet {error.start}", "un fichier en UTF-8", "un octet d’un autre encodage"))
        return []
    reader = csv.reader(text.splitlines(keepends=True), delimiter=DELIMITER)
    header = next(reader, [])
    if header != list(columns):
        problems.append(Problem(name, "ligne 1", f"les colonnes {DELIMITER.join(columns)}", DELIMITER.join(header)))
        return []
    lines = []
    for cells in reader:
        if len(cells) != len(header):
            problems.append(Problem(name, f"ligne {reader.line_num}", f"{len(header)} cellules", f"{len(cells)}"))
        else:
            lines.append(Line(reader.line_num, dict(zip(header, cells, strict=True))))
    return lines


def number(cell: str) -> float | None:
    """Read a number with a decimal point; None when the cell is not one."""
    return float(cell) if _NUMBER.fullmatch(cell) else None


def unknown_indicator(file: str, line: int, indicator: str) -> Problem:
    """Say that an indicator is not declared, with the nearest one that is."""
    near = difflib.get_close_matches(indicator, CATALOGUE.by_id, n=1)
    advice = f"Le plus proche est {near[0]}." if near else ""
    return Problem(file, f"ligne {line}, indicator", "un indicateur du catalogue", indicator or "rien", advice)
