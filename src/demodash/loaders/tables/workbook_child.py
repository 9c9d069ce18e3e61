"""The program that reads a workbook in a process of its own: run by its path, it imports nothing of the project.

The reader is compiled and trusts what it reads: a damaged workbook can make it ask for all the memory there is, which
ends the process at once. This one may end; the pages go on. It writes each sheet to a folder as a table of texts, each
row after its number, and ``index.json`` when it is done: the sheets, or what went wrong. ``said`` grows on the way by
a byte for each hundredth of the work.
"""

from __future__ import annotations

import csv
import datetime as dt
import errno
import itertools
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

import python_calamine as calamine

INDEX = "index.json"
SAID = "said"
PLAN = "plan.json"
"""The sheets that were cut into parts: a list of their names, and for each the names of its parts."""
MOST_MEMORY = 1_000_000_000
"""Bytes of address space: a workbook that needs more is not read."""
PASSWORD, DAMAGED, MEMORY = "password", "damaged", "memory"
FULL = 28
"""What the program exits with when the disk is full: it may have no room to say so."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
MERGED = "\x1e"
"""A blank after a number whose cell is merged over several rows: nobody can tell of which of them it is."""
_WHOLE = 1e15
"""Below this a float of Excel holds whole numbers exactly."""
_FAILURES = (calamine.CalamineError, ValueError, OverflowError)

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
    """Write the sheets of a workbook to a folder, which may hold the plan of its parts.

    Raises:
        OSError: the disk is full.
    """
    _limit_memory()
    place = ""
    outcome: dict[str, object]
    try:
        with _opened(path) as book, (folder / SAID).open("ab", buffering=0) as said:
            plan = _plan(book, folder / PLAN)
            work = _Work(said, sum(len(parts) for _, parts in plan))
            sheets: list[dict[str, object]] = []
            for place, parts in plan:
                first, width = _write(book, parts, folder / f"{len(sheets)}.csv", work)
                sheets.append({"name": place, "first": first, "width": width})
            outcome = {"sheets": sheets}
    except calamine.PasswordError:
        outcome = {"error": PASSWORD}
    except MemoryError:
        outcome = {"error": MEMORY, "sheet": place}
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise
        outcome = {"error": DAMAGED, "sheet": place}
    except _FAILURES:
        outcome = {"error": DAMAGED, "sheet": place}
    (folder / INDEX).write_text(json.dumps(outcome), encoding="utf-8")


def _opened(path: str) -> calamine.CalamineWorkbook:
    """Open a workbook by its name, whose end the reader believes, else by its content alone."""
    try:
        return calamine.load_workbook(path)
    except calamine.PasswordError:
        raise
    except calamine.CalamineError:
        with Path(path).open("rb") as stream:
            return calamine.load_workbook(stream)


def _plan(book: calamine.CalamineWorkbook, plan: Path) -> list[tuple[str, list[str]]]:
    """The sheets of cells, each with the sheets of this file that hold its rows."""
    if plan.exists():
        return [(str(name), list(parts)) for name, parts in json.loads(plan.read_text(encoding="utf-8"))]
    kinds = {each.name: each.typ for each in book.sheets_metadata}
    return [(name, [name]) for name in book.sheet_names if kinds.get(name) == calamine.SheetTypeEnum.WorkSheet]


class _Work:
    """How much of the work is done, told by bytes."""

    def __init__(self, said: IO[bytes], parts: int) -> None:
        self._said, self._parts = said, parts
        self._done = self._told = 0

    def step(self) -> None:
        """Take in that a part is done."""
        self._done += 1
        hundredths = self._done * 100 // self._parts
        self._said.write(b"." * (hundredths - self._told))
        self._told = hundredths


def _write(book: calamine.CalamineWorkbook, parts: Sequence[str], path: Path, work: _Work) -> tuple[int, int]:
    """Write the rows of a sheet from its column A; returns the first column in use, from 0, and how many there are."""
    last = book.get_sheet_by_name(parts[-1])
    merged = _Merged(last.merged_cell_ranges or ())
    first, end, following = sys.maxsize, -1, 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        for part in parts:
            sheet = last if part == parts[-1] else book.get_sheet_by_name(part)
            if sheet.start is not None and sheet.end is not None:
                first, end = min(first, sheet.start[1]), max(end, sheet.end[1])
                for number, texts in _texts(sheet, sheet.start, following):
                    merged.fill(number, texts)
                    if any(texts):
                        writer.writerow([number + 1, *texts])
                following = sheet.end[0] + 1
            work.step()
    return (first, end - first + 1) if end >= 0 else (0, 0)


def _texts(sheet: calamine.CalamineSheet, start: tuple[int, int], following: int) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a part as texts from column A, each with its number from 0, after those that no part holds."""
    top, left = start
    for number in range(following, top):
        yield number, []
    # Going through the rows begins at the first of the sheet: from far below, taking all of them at once is faster.
    rows = itertools.islice(sheet.iter_rows(), top, None) if top <= sheet.height else iter(sheet.to_python())
    blank = [""] * left
    for number, cells in enumerate(rows, top):
        yield number, blank + [cell_text(cell) for cell in cells]


class _Merged:
    """The cells merged over several rows: each of these rows is given the value of the first, a number with MERGED."""

    def __init__(self, ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
        self._waiting = sorted(
            ((top, left, bottom) for (top, left), (bottom, _) in ranges if bottom > top), reverse=True
        )
        self._open: list[tuple[int, int, str]] = []

    def fill(self, number: int, texts: list[str]) -> None:
        """Give a row, from column A, what cells merged further up carry down to it; rows come in their order."""
        if self._open:
            self._open = [one for one in self._open if one[0] >= number]
            for _, column, value in self._open:
                texts.extend([""] * (column + 1 - len(texts)))
                texts[column] = texts[column] or value
        while self._waiting and self._waiting[-1][0] <= number:
            top, column, bottom = self._waiting.pop()
            if top == number and column < len(texts) and texts[column]:
                texts[column] += MERGED if _is_number(texts[column]) else ""
                self._open.append((bottom, column, texts[column]))


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  there is none on Windows

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))


if __name__ == "__main__":
    try:
        main(sys.argv[1], Path(sys.argv[2]))
    except OSError as error:
        sys.exit(FULL if error.errno in _NO_ROOM else str(error))
