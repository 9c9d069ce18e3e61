"""Municipal populations in the lists of Melodi: one figure a line, of every level, measure and year.

Source: INSEE, ``DS_POPULATIONS_REFERENCE`` and ``DS_POPULATIONS_HISTORIQUES``, Licence Ouverte.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import partial

from demodash.loaders.content import Fate
from demodash.loaders.tables import melodi
from demodash.loaders.tables.cells import number
from demodash.loaders.tables.communal import PROGRESS_EVERY
from demodash.loaders.tables.gathering import Cell, Gathering, Key
from demodash.loaders.tables.headers import Column, Header
from demodash.loaders.tables.model import Progress
from demodash.loaders.tables.opening import Sheet
from demodash.loaders.tables.placing import AccountBook, Placed, Placer, shown
from demodash.loaders.tables.repeats import Line, Repeats

LIST = (
    melodi.COMMUNE,
    melodi.LEVEL,
    Column("measure", ("POPREF_MEASURE",), looks=re.compile(r"P[A-Z]{3}")),
    melodi.YEAR,
    melodi.VALUE,
)
"""The columns of a list of populations."""
_MUNICIPAL = "PMUN"
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_FIRST = "1990"
OTHER_MEASURE = "autre population que la population municipale"
TOO_OLD = f"population d’avant {_FIRST}"


def read_list(
    sheet: Sheet, header: Header, gathered: tuple[Placer, AccountBook, Gathering], progress: Progress
) -> list[str]:
    """Read the municipal population of each commune of the region, every year; return the years.

    Raises:
        DataError: the sheet is damaged.
        Cancelled: the progress said so.
    """
    placer, book, figures = gathered
    others: Counter[str] = Counter()
    repeats: Repeats[tuple[str, Placed, str]] = Repeats(book)
    for count, (line, cells) in enumerate(sheet.rows()):
        if count % PROGRESS_EVERY == 0:
            progress(None, f"lecture, ligne {line}")
        if line <= header.line:
            continue
        reason, year = _not_ours(header, cells), header.cell(cells, "year")
        if len(cells) < len(header.cells) or any(cells[len(header.cells) :]):
            said = f"{len(cells)} cellules au lieu de {len(header.cells)}"
            repeats.later(partial(book.refused, sheet.place(line), said))
            placed = Placer().commune(melodi.insee_of(header.cell(cells, "commune")))
            placer.seen |= {placed.code} - {""}
            figures.lose_undated(placed.code, placed.insee)
            continue
        if reason:
            others[reason] += 1
            continue
        placed = placer.commune(melodi.insee_of(header.cell(cells, "commune")))
        if placed.fate is Fate.OUTSIDE:
            book.outside()
        elif placed.fate is not Fate.TAKEN:
            repeats.later(partial(book.not_placed, placed, sheet.place(line, header.name("commune"))))
        elif _YEAR.fullmatch(year) is None:
            said = f"« {shown(year)} » n’est pas une année"
            repeats.later(partial(book.refused, sheet.place(line, header.name("year")), said))
            figures.lose_undated(placed.code, placed.insee)
        else:
            people = header.figure(cells, header.columns["count"])
            row = (year, placed, people)
            value = number(people)
            kept = Line(line, sheet.place(line), f"la commune {placed.insee}", row, people if value is None else value)
            repeats.add((placed.insee, year), kept)
    years: set[str] = set()
    for one, stands in repeats.settle():
        year, placed, people = one.row
        if not stands:
            figures.lose(Key("population", year), placed.code)
            continue
        years.add(year)
        place = sheet.place(one.number, header.name("count"))
        cell = Cell(placed.insee, math.nan, place, people)
        figures.close_row([(place, figures.read(Key("population", year), placed.code, cell))], book)
    for reason, lines in others.items():
        book.aside(reason, lines)
    return sorted(years)


def _not_ours(header: Header, cells: tuple[str, ...]) -> str:
    """Say in French why a line gives no municipal population of a commune, empty when it does."""
    if not melodi.is_commune(header.cell(cells, "level")):
        return melodi.OTHER_LEVEL
    if header.cell(cells, "measure") != _MUNICIPAL:
        return OTHER_MEASURE
    year = header.cell(cells, "year")
    return TOO_OLD if _YEAR.fullmatch(year) and year < _FIRST else ""
