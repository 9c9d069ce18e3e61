"""Workbooks (xlsx, xls, ods): read in a process of their own, their cells given back as texts."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from demodash.errors import DataError, Problem
from demodash.loaders.tables import guards, workbook_child
from demodash.loaders.tables.lookover import look_over

_LONGEST_SECONDS = 900
"""The largest official workbook takes less than two minutes."""
_LONGEST_CELL = 1_000_000
"""A cell of Excel holds 32,767 characters."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook whose sheets of cells, in order, lie in a folder as tables of texts."""

    folder: Path
    names: tuple[str, ...]

    def rows(self, index: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Give each row of a sheet that is not blank with its number, its cells from the first column in use.

        A cell merged over several rows gives its value to each of them.
        """
        csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
        with (self.folder / f"{index}.csv").open(encoding="utf-8", newline="") as stream:
            for number, *cells in csv.reader(stream):
                yield int(number), tuple(cells)


def open_workbook(path: Path, file: str, folder: Path) -> Workbook:
    """Read a workbook into a folder once nothing in it can harm; ``file`` names it in messages.

    Raises:
        DataError: it is damaged, protected, another office document, covers too many cells, or holds formulas
            without their results.
    """
    if zipfile.is_zipfile(path):
        look_over(path, file)
    folder.mkdir()
    command = [sys.executable, "-P", str(Path(workbook_child.__file__)), str(path), str(folder)]
    index = folder / workbook_child.INDEX
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=_LONGEST_SECONDS)
        outcome = json.loads(index.read_text(encoding="utf-8"))
    except (subprocess.TimeoutExpired, FileNotFoundError) as error:  # it ended before it could say anything
        raise _damaged(file, "") from error
    if outcome.get("error") == workbook_child.PASSWORD:
        raise guards.locked(file)
    if "error" in outcome:
        raise _damaged(file, f"feuille {outcome['sheet']}" if outcome["sheet"] else "")
    return Workbook(folder, tuple(outcome["sheets"]))


def _damaged(file: str, place: str) -> DataError:
    advice = "Ouvrez-le dans Excel ou LibreOffice, enregistrez-le au format .xlsx, ou téléchargez-le de nouveau."
    return DataError(Problem(file, place, "un classeur lisible", "un classeur tronqué ou abîmé", advice))
