"""The program that reads a workbook in a process of its own: run by its path, it imports nothing of the project.

The reader is compiled and trusts what it reads: a damaged workbook can make it ask for all the memory there is, which
ends the process at once. This one may end; the pages go on. It writes each sheet to a folder as a table of texts, its
first cell the number of the row, and ``index.json`` when it is done: the sheets' names, or what went wrong.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from pathlib import Path

import python_calamine as calamine

INDEX = "index.json"
MOST_MEMORY = 6_000_000_000
"""Bytes of address space: what the largest sheet allowed takes, several times."""
PASSWORD, DAMAGED = "password", "damaged"
_WHOLE = 1e15
"""Below this a float of Excel holds whole numbers exactly."""
_FAILURES = (calamine.CalamineError, OSError, ValueError, OverflowError, MemoryError)

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


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


def main(path: str, folder: Path) -> None:
    """Write the sheets of a workbook to a folder."""
    _limit_memory()
    names: list[str] = []
    place = ""
    outcome: dict[str, object]
    try:
        with calamine.load_workbook(path) as book:
            kinds = {each.name: each.typ for each in book.sheets_metadata}
            for name in book.sheet_names:
                if kinds.get(name) == calamine.SheetTypeEnum.WorkSheet:
                    place = name
                    _write(book.get_sheet_by_name(name), folder / f"{len(names)}.csv")
                    names.append(name)
            outcome = {"sheets": names}
    except calamine.PasswordError:
        outcome = {"error": PASSWORD}
    except _FAILURES:
        outcome = {"error": DAMAGED, "sheet": place}
    (folder / INDEX).write_text(json.dumps(outcome), encoding="utf-8")


def _write(sheet: calamine.CalamineSheet, path: Path) -> None:
    carried = _merged_down(sheet)
    values: dict[int, str] = {}
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        for number, cells in enumerate(sheet.iter_rows()):
            texts = [cell_text(cell) for cell in cells]
            for column, is_first in carried.get(number, ()):
                if is_first:
                    values[column] = texts[column]
                else:
                    texts[column] = texts[column] or values.get(column, "")
            if any(texts):
                writer.writerow([number + 1, *texts])


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


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  there is none on Windows

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
