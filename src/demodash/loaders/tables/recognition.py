"""Which loaders know a file, and how near the nearest is when none does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from demodash.errors import DataError, Problem
from demodash.loaders.tables.headers import Column, nearness
from demodash.loaders.tables.model import Recognition, TableLoader
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.loaders.tables.placing import shown
from demodash.texts import enumeration

Layouts = Mapping[str, Sequence[Sequence[Column]]]
"""The columns of each layout of a loader, by its id."""
_MOST_COLUMNS = 15
_NEAR = 0.3
"""Share of the columns of a layout below which it is not worth naming."""


def recognised(file: TableFile, loaders: Sequence[TableLoader], layouts: Layouts) -> tuple[Recognition, ...]:
    """Ask each loader, best first.

    Raises:
        DataError: none knows the file; it says the columns read and the nearest layout.
    """
    found = tuple(known for each in loaders if (known := each.recognise(file)) is not None)
    if not found:
        raise DataError(_unknown(file, loaders, layouts))
    return found


def _unknown(file: TableFile, loaders: Sequence[TableLoader], layouts: Layouts) -> Problem:
    sheet = max(file.sheets, key=lambda each: max(map(len, each.head), default=0))
    header = _likely_header(sheet)
    columns = ", ".join(f"« {shown(cell)} »" for cell in header[:_MOST_COLUMNS] if cell.strip())
    found = f"aucun modèle connu ; colonnes lues : {columns or 'aucune'}{'…' if len(header) > _MOST_COLUMNS else ''}"
    near = max(
        (
            (nearness(each.numbered_head, columns), loader.label)
            for each in file.sheets
            for loader in loaders
            for columns in layouts.get(loader.id, ())
        ),
        key=lambda pair: (pair[0].likely, pair[0].share),
        default=None,
    )
    expected = "une table officielle que l’application connaît"
    if near is None or near[0].share < _NEAR:
        known = enumeration([loader.label for loader in loaders])
        return Problem(file.name, sheet.title, expected, found, f"Les modèles connus sont : {known}.")
    missing = ", ".join(near[0].missing)
    lacks = (
        f"à qui il manque {missing}" if missing else "dont il a les colonnes, mais non les valeurs attendues dessous"
    )
    advice = f"Le plus proche : {near[1]}, {lacks}."
    if near[0].hints:
        advice = f"{advice} Vouliez-vous dire {', '.join(near[0].hints)} ?"
    return Problem(file.name, sheet.title, expected, found, advice)


def _likely_header(sheet: Sheet) -> tuple[str, ...]:
    """The first row with as many filled cells as any of the first ones."""
    rows = sheet.head[:20]
    filled = [sum(bool(cell.strip()) for cell in cells) for cells in rows]
    return rows[filled.index(max(filled))] if rows else ()
