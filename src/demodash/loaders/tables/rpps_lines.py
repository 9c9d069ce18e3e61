"""The lines of the RPPS whose commune could not be found: named one by one, without reading the whole file again."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from demodash.loaders.content import Fate, RowIssue
from demodash.loaders.tables.engine import Text
from demodash.loaders.tables.headers import Header
from demodash.loaders.tables.model import Progress
from demodash.loaders.tables.rpps_counting import GENERAL_PRACTICE, PHYSICIAN, STUDENT, PlaceByCells
from demodash.loaders.tables.rpps_places import Place

NOWHERE = frozenset({Fate.UNPLACED, Fate.REFUSED})
_MARKS = tuple(code.encode() for code in GENERAL_PRACTICE)
_MARK = b"SM"
"""What they all begin with."""
_TELL_EVERY = 200_000


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines of a file are: its text, its header, the cells of a line."""

    text: Text
    header: Header
    width: int


def nowhere(lines: Lines, places: PlaceByCells, most: int, progress: Progress) -> list[RowIssue]:
    """Describe the first ``most`` rows of active GPs that no place was found for, in the order of the file.

    Raises:
        Cancelled: the progress said so.
    """
    found: list[RowIssue] = []
    if not most:
        return found
    for line, cells in _marked(lines, progress):
        place = _place(cells, lines.header.columns, places)
        if place is not None and place.fate in NOWHERE:
            found.append(RowIssue(place.fate, f"ligne {line}", place.reason))
            if len(found) >= most:
                break
    return found


def _marked(lines: Lines, progress: Progress) -> Iterator[tuple[int, list[str]]]:
    """Give the lines that may be a GP's and have all their cells."""
    separator = lines.text.separator
    with lines.text.path.open("rb") as file:
        for line, raw in enumerate(file, 1):
            if line % _TELL_EVERY == 0:
                progress(None, "Repérage des lignes sans commune")
            if line <= lines.header.line or _MARK not in raw or not any(mark in raw for mark in _MARKS):
                continue
            text = raw.decode("utf-8", "replace").rstrip("\r\n")
            cells = next(csv.reader([text], delimiter=separator), []) if lines.text.quoted else text.split(separator)
            if len(cells) == lines.width + 1 and not cells[-1]:  # the engine lets one empty cell more pass
                cells.pop()
            if len(cells) == lines.width:
                yield line, cells


def _place(cells: list[str], columns: Mapping[str, int], places: PlaceByCells) -> Place | None:
    def cell(name: str) -> str:
        return cells[columns[name]] if name in columns else ""

    if cell("profession") != PHYSICIAN or cell("skill") not in GENERAL_PRACTICE or not cell("mode"):
        return None
    if cell("category").strip(" ") == STUDENT:
        return None
    return places.get((cell("commune").strip(" "), cell("postcode").strip(" ")))
