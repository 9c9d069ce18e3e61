"""The lines of the RPPS whose commune could not be found: named one by one, without reading the whole file again."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from demodash.loaders.content import RowIssue
from demodash.loaders.tables.engine import Text
from demodash.loaders.tables.headers import Header
from demodash.loaders.tables.model import Progress
from demodash.loaders.tables.rpps_counting import GENERAL_PRACTICE, NOWHERE, PHYSICIAN, STUDENT, PlaceByCells
from demodash.loaders.tables.rpps_places import Place

_MARKS = tuple(code.encode() for code in GENERAL_PRACTICE)
_MARK = b"SM"
"""What they all begin with."""
_NEWLINE = ord("\n")
BLOCK = 1 << 20
"""Bytes looked at in one go, whole lines."""
_TELL_EVERY = 64
"""Blocks from one word of progress to the next."""


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
    for line, raw in holding_marks(lines.text.path, progress):
        if line <= lines.header.line:
            continue
        text = raw.decode("utf-8", "replace").rstrip("\r")
        cells = next(csv.reader([text], delimiter=separator), []) if lines.text.quoted else text.split(separator)
        if len(cells) == lines.width + 1 and not cells[-1]:  # the engine lets one empty cell more pass
            cells.pop()
        if len(cells) == lines.width:
            yield line, cells


def holding_marks(path: Path, progress: Progress) -> Iterator[tuple[int, bytes]]:
    """Give the lines that hold one of the marks, with their 1-based numbers, without their ends of line.

    Raises:
        Cancelled: the progress said so.
    """
    line, blocks = 1, 0
    with path.open("rb") as file:
        while block := file.read(BLOCK) + file.readline():
            if blocks % _TELL_EVERY == 0:
                progress(None, "Repérage des lignes sans commune")
            blocks += 1
            codes = np.frombuffer(block, np.uint8)
            ends = np.flatnonzero(codes == _NEWLINE)
            marks = np.flatnonzero((codes[:-1] == _MARK[0]) & (codes[1:] == _MARK[1])).tolist()
            marked = [at for at in marks if block.startswith(_MARKS, at)]
            bounds = [-1, *ends.tolist(), len(block)]
            for number in np.unique(np.searchsorted(ends, marked)).tolist():
                yield line + number, block[bounds[number] + 1 : bounds[number + 1]]
            line += len(ends)


def _place(cells: list[str], columns: Mapping[str, int], places: PlaceByCells) -> Place | None:
    if cells[columns["profession"]] != PHYSICIAN or cells[columns["skill"]] not in GENERAL_PRACTICE:
        return None
    if not cells[columns["mode"]] or ("category" in columns and cells[columns["category"]].strip(" ") == STUDENT):
        return None
    postcode = cells[columns["postcode"]].strip(" ") if "postcode" in columns else ""
    return places.get((cells[columns["commune"]].strip(" "), postcode))
