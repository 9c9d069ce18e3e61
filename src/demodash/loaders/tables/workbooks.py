"""Workbooks (xlsx, xls, ods): the reader's cells given back as texts, its failures as messages."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, TypeVar

import python_calamine as calamine

from demodash.errors import DataError, Problem
from demodash.loaders.tables import guards
from demodash.loaders.tables.lookover import look_over

Cell: TypeAlias = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
_T = TypeVar("_T")
_FAILURES = (calamine.CalamineError, OSError, ValueError, OverflowError)
_WHOLE = 1e15
"""Below this a float of Excel holds whole numbers exactly."""


@dataclass(slots=True)
class Workbook:
    """An open workbook; ``file`` names it in messages; a sheet is read whole the first time it is asked for."""

    path: Path
    file: str
    book: calamine.CalamineWorkbook
    _sheets: dict[str, calamine.CalamineSheet] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the sheets of cells, in order."""
        kinds = {each.name: each.typ for each in self.book.sheets_metadata}
        return tuple(name for name in self.book.sheet_names if kinds.get(name) == calamine.SheetTypeEnum.WorkSheet)

    def rows(self, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Give each row that is not blank with its number, its cells as texts from the first column in use.

        A cell merged over several rows gives its value to each of them.

        Raises:
            DataError: the sheet is damaged.
        """
        if name not in self._sheets:
            self._sheets[name] = _attempt(lambda: self.book.get_sheet_by_name(name), self.file, f"feuille {name}")
        sheet = self._sheets[name]
        carried = _merged_down(sheet)
        values: dict[int, str] = {}
        rows = sheet.iter_rows()
        number = 0
        while (cells := _attempt(lambda: next(rows, None), self.file, f"feuille {name}")) is not None:
            texts = [cell_text(cell) for cell in cells]
            for column, is_first in carried.get(number, ()):
                if is_first:
                    values[column] = texts[column]
                else:
                    texts[column] = texts[column] or values.get(column, "")
            number += 1
            if any(texts):
                yield number, tuple(texts)

    def close(self) -> None:
        """Let go of the file and of the cells."""
        self._sheets.clear()
        self.book.close()


def open_workbook(path: Path, file: str) -> Workbook:
    """Open a workbook once nothing in it can harm.

    Raises:
        DataError: it is damaged, protected, another office document, covers too many cells, or holds formulas
            without their results.
    """
    if zipfile.is_zipfile(path):
        look_over(path, file)
    return Workbook(path, file, _attempt(lambda: calamine.load_workbook(path), file, ""))


def cell_text(cell: Cell) -> str:
    """Write a cell as text: a whole number without decimals, a date in ISO 8601, a text as it is."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "VRAI" if cell else "FAUX"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _WHOLE else format(cell, ".15g")
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def _attempt(step: Callable[[], _T], file: str, place: str) -> _T:
    try:
        return step()
    except calamine.PasswordError as error:
        raise guards.locked(file) from error
    except _FAILURES as error:
        raise _damaged(file, place) from error
    except BaseException as error:
        # The reader is compiled: what it did not foresee comes out of it as a PanicException, which is no Exception
        # and which no module lets one import. Anything else goes on its way.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(file, place) from error


def _damaged(file: str, place: str) -> DataError:
    advice = "Ouvrez-le dans Excel ou LibreOffice, enregistrez-le au format .xlsx, ou téléchargez-le de nouveau."
    return DataError(Problem(file, place, "un classeur lisible", "un classeur tronqué ou abîmé", advice))


def _merged_down(sheet: calamine.CalamineSheet) -> dict[int, list[tuple[int, bool]]]:
    """Columns, counted from the first in use, that a merged cell carries down: by row, with whether it begins there."""
    carried: dict[int, list[tuple[int, bool]]] = {}
    start, end = sheet.start, sheet.end
    if start is None or end is None:
        return carried
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top and start[1] <= left <= end[1]:
            for row in range(top, min(bottom, end[0]) + 1):
                carried.setdefault(row, []).append((left - start[1], row == top))
    return carried
