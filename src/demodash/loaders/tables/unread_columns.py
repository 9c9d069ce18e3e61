"""Columns of figures that a table holds under names nearly right: left out, and said to be."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from demodash.loaders.tables.cells import number
from demodash.loaders.tables.headers import Header, normalised
from demodash.loaders.tables.opening import Sheet
from demodash.texts import first_of, plural

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = range(1990, 2050)
_NEAR = 0.85
"""Likeness of two names past which one may be the other with a slip: one sign wrong in seven."""
_OF_FIGURES = 0.5
"""Share of the filled cells of a column that are numbers, past which it is one of figures."""
_LOOKED_AT = 40
_LONGEST_NAME = 400
_SHOWN = 10
_LOOKALIKES = str.maketrans("ilosbz", "110582")
"""Letters that are read or typed for digits."""


def nearly_read(tables: Iterable[tuple[Sheet, Header]]) -> tuple[str, ...]:
    """Say in French which columns of figures were not read though their names are nearly those of columns that were."""
    found = [told for sheet, header in tables for told in _near_columns(sheet, header)]
    if not found:
        return ()
    what = plural(len(found), "Colonne non lue, au nom presque juste", "Colonnes non lues, aux noms presque justes")
    cure = "Corrigez l’en-tête et importez de nouveau le fichier si ces chiffres doivent en être"
    return (f"{what} : {first_of(found, _SHOWN, ' ; ')}. {cure}.",)


def _near_columns(sheet: Sheet, header: Header) -> Iterator[str]:
    read = {index for many in header.many.values() for index, _ in many}
    known = _names_to_expect([header.printed(index) for index in sorted(read)])
    read |= set(header.columns.values())
    taken = {normalised(header.printed(index)) for index in read}
    rows = [cells for line, cells in sheet.numbered_head if line > header.line][:_LOOKED_AT]
    for index, cell in enumerate(header.cells):
        name = normalised(cell[:_LONGEST_NAME])
        if index in read or not name or name in taken or not _holds_figures(header, rows, index):
            continue
        if difflib.get_close_matches(name, known, n=1, cutoff=_NEAR):
            meant = [each for each in known if each not in taken and _as_digits(each) == _as_digits(name)]
            hint = f" (vouliez-vous dire « {known[meant[0]]} » ?)" if len(meant) == 1 else ""
            place = f"{sheet.title}, " if sheet.title else ""
            yield f"{place}« {header.printed(index)} »{hint}"


def _as_digits(name: str) -> str:
    return name.translate(_LOOKALIKES)


def _names_to_expect(printed: Iterable[str]) -> dict[str, str]:
    """The names of columns and the same of every other year, normalised, with how the file would print them."""
    names: dict[str, str] = {}
    for each in printed:
        names[normalised(each)] = each
        for year in _YEARS if _YEAR.search(each) else ():
            other = _YEAR.sub(str(year), each)
            names.setdefault(normalised(other), other)
    return names


def _holds_figures(header: Header, rows: Iterable[tuple[str, ...]], index: int) -> bool:
    cells = [cell for row in rows if (cell := header.at(row, index))]
    return sum(number(cell) is not None for cell in cells) > _OF_FIGURES * len(cells)
