"""FINESS as text (files cs1100502 and cs1100507, until May 2026): no header, a word at the start of each line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from demodash.loaders.content import Fate, RowIssue
from demodash.loaders.tables.extraction_dates import day_of
from demodash.loaders.tables.finess_structures import Structure, clean_name
from demodash.loaders.tables.model import Progress
from demodash.loaders.tables.opening import Sheet

FIRST_WORD = "finess"
_SECOND_WORD = "etalab"
"""After it, where a table has the name of another column."""
STRUCTURE = "structureet"
POSITION = "geolocalisation"
STRUCTURE_CELLS = 32
POSITION_CELLS = 6
FIRST_CELLS = 4
WIDTHS = frozenset({FIRST_CELLS, POSITION_CELLS, STRUCTURE_CELLS})
"""Cells of the three kinds of lines."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OVERSEAS = re.compile(r"9[A-Z]")
_INSEE = 5
"""Characters of the code of a commune."""
_OF_OVERSEAS = 3
"""Characters of an overseas département (971), whose last is also the first of its communes (101)."""
_TELL_EVERY = 20_000


@dataclass(frozen=True, slots=True)
class Position:
    """Where a structure stands: number, coordinates as printed, place in the file."""

    number: str
    x: str
    y: str
    place: str


def is_finess(sheet: Sheet) -> bool:
    """Say whether a sheet is one of these files, from its first rows."""
    rows = [cells for cells in sheet.head[:5] if cells]
    return sheet.kind == "text" and any(
        [cell.strip().lower() for cell in cells[:2]] == [FIRST_WORD, _SECOND_WORD]
        or (cells[0].strip().lower() == STRUCTURE and len(cells) == STRUCTURE_CELLS)
        for cells in rows
    )


def day(sheet: Sheet) -> str:
    """ISO day that the first line prints, empty when it prints none."""
    first = sheet.head[0] if sheet.head else ()
    return day_of(*first) if first and first[0].strip().lower() == FIRST_WORD else ""


def rows(path: Path, progress: Progress) -> Iterator[Structure | Position | RowIssue]:
    """Read the lines one by one: structures, then positions, and what is wrong with the others.

    Raises:
        Cancelled: the progress said so.
    """
    size = max(path.stat().st_size, 1)
    read = 0
    with path.open("rb") as file:
        for line, raw in enumerate(file, 1):
            read += len(raw)
            if line % _TELL_EVERY == 0:
                progress(min(read / size, 1.0), "Lecture du répertoire")
            text = raw.decode("utf-8-sig" if line == 1 else "utf-8", "replace").strip("\r\n")
            if text.strip("; "):
                yield from _row(text, line)


def _row(text: str, line: int) -> Iterator[Structure | Position | RowIssue]:
    place = f"ligne {line}"
    cells = [cell.strip() for cell in text.split(";")]
    word = cells[0].strip('"').lower()
    wanted = {STRUCTURE: STRUCTURE_CELLS, POSITION: POSITION_CELLS}.get(word)
    if wanted is None:
        if not (word == FIRST_WORD and line == 1):
            yield RowIssue(Fate.REFUSED, place, f"type de ligne inconnu : « {cells[0][:40]} »")
        return
    if '"' in text and (len(cells) != wanted or cells[0].startswith('"')):
        cells = [cell.strip() for cell in next(csv.reader([text], delimiter=";"), [])]
    if len(cells) != wanted:
        yield RowIssue(Fate.REFUSED, place, f"{len(cells)} champs au lieu de {wanted}")
    elif word == POSITION:
        yield Position(cells[1], cells[2], cells[3], place)
    else:
        yield Structure(
            number=cells[1],
            category=cells[18],
            name=clean_name(_unquoted(cells[4]), _unquoted(cells[3])),
            commune=insee_of(cells[13], cells[12]),
            opened=cells[28] if _DAY.fullmatch(cells[28]) else "",
            is_closed=False,
            place=place,
        )


def _unquoted(cell: str) -> str:
    """A cell without the quotes around it, those within it said once; empty when it is nothing but quotes."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        cell = cell[1:-1].replace('""', '"')
    return "" if not cell.strip('" ') else cell


def insee_of(departement: str, commune: str) -> str:
    """INSEE code of a commune of two columns; FINESS writes 9A, 9B … for the overseas départements."""
    if not commune:
        return ""
    head = "97" if _OVERSEAS.fullmatch(departement) else departement.zfill(2)
    if len(head) == len(commune) == _OF_OVERSEAS and head[-1] == commune[0]:
        return head + commune[1:]
    return head + commune.zfill(_INSEE - len(head))
