"""Workbooks (xlsx, xls, ods): read in a process of their own, their cells given back as texts."""

from __future__ import annotations

import contextlib
import csv
import json
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from demodash.errors import DataError, Problem
from demodash.loaders.tables import guards, workbook_child
from demodash.loaders.tables.lookover import look_over
from demodash.loaders.tables.model import Progress, silent
from demodash.loaders.tables.workbook_parts import USUAL_SIZES, CutSizes, cut_up

_LONGEST_SECONDS = 900
"""The largest official workbook takes less than a minute."""
_EVERY = 0.3
"""Seconds from one word of progress to the next."""
_LONGEST_CELL = 1_000_000
"""A cell of Excel holds 32,767 characters."""
_ERRORS = "errors"
_REFUSED = re.compile(rb"memory allocation of ([0-9]{1,20}) bytes failed")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet of cells: its name, its first column in use, from 0, and how many columns are."""

    name: str
    first: int
    width: int


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook whose sheets of cells, in order, lie in a folder as tables of texts."""

    folder: Path
    sheets: tuple[_Sheet, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sheets."""
        return tuple(one.name for one in self.sheets)

    def rows(self, index: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Give each row of a sheet that is not blank with its number, its cells from the first column in use.

        A cell merged over several rows gives its value to each of them.
        """
        csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
        sheet = self.sheets[index]
        blank = ("",) * sheet.width
        with (self.folder / f"{index}.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.reader(stream):
                cells = tuple(row[1 + sheet.first :])
                yield int(row[0]), cells + blank[len(cells) :]


@dataclass(frozen=True, slots=True)
class _Stage:
    """A stage of the work: from which share of the whole to which, and its name."""

    progress: Progress
    start: float
    end: float
    text: str

    def __call__(self, share: float) -> None:
        self.progress(self.start + min(share, 1.0) * (self.end - self.start), self.text)


def open_workbook(
    path: Path, file: str, folder: Path, progress: Progress = silent, sizes: CutSizes = USUAL_SIZES
) -> Workbook:
    """Read a workbook into a folder once nothing in it can harm; ``file`` names it in messages.

    Raises:
        DataError: it is damaged, protected, another office document, covers too many cells, needs too much memory, or
            holds formulas without their results.
        Cancelled: the progress said so.
    """
    folder.mkdir()
    source, parts = path, folder / "parts.xlsx"
    if zipfile.is_zipfile(path):
        look_over(path, file, _Stage(progress, 0, 0.3, "Contrôle du classeur"))
        sheets = cut_up(path, parts, file, _Stage(progress, 0.3, 0.5, "Préparation du classeur"), sizes)
        if sheets:
            source = parts
            plan = json.dumps([(one.name, one.parts) for one in sheets])
            (folder / workbook_child.PLAN).write_text(plan, encoding="utf-8")
    reading = _Stage(progress, 0.5, 1, "Lecture du classeur")
    try:
        command = [sys.executable, "-P", str(Path(workbook_child.__file__)), str(source), str(folder)]
        status = _run(command, folder, reading)
    except subprocess.TimeoutExpired as error:
        raise _too_large(file, "", f"un classeur qui se lit en {_LONGEST_SECONDS // 60} minutes") from error
    parts.unlink(missing_ok=True)
    if status == workbook_child.FULL:
        raise guards.no_room(file, folder)
    if status:  # it ended before it could say anything
        raise _too_large(file, "") if _lacked_memory(folder / _ERRORS) else _damaged(file, "")
    outcome = json.loads((folder / workbook_child.INDEX).read_text(encoding="utf-8"))
    place = f"feuille {outcome['sheet']}" if outcome.get("sheet") else ""
    match outcome.get("error"):
        case workbook_child.PASSWORD:
            raise guards.locked(file)
        case workbook_child.MEMORY:
            raise _too_large(file, place)
        case workbook_child.DAMAGED:
            raise _damaged(file, place)
    return Workbook(folder, tuple(_Sheet(one["name"], one["first"], one["width"]) for one in outcome["sheets"]))


def _run(command: list[str], folder: Path, stage: _Stage) -> int:
    """Run the program that reads to its end, telling how far it is; ended as soon as the progress says so.

    Gives what it exited with.

    Raises:
        TimeoutExpired: it took too long.
        Cancelled: the progress said so.
    """
    said = folder / workbook_child.SAID
    said.touch()
    until = time.monotonic() + _LONGEST_SECONDS
    nothing = subprocess.DEVNULL
    with (
        (folder / _ERRORS).open("wb") as errors,
        subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=errors) as child,
    ):
        try:
            while child.poll() is None:
                stage(said.stat().st_size / 100)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.wait(_EVERY)
                if time.monotonic() > until:
                    raise subprocess.TimeoutExpired(command, _LONGEST_SECONDS)
        finally:
            child.kill()
    stage(1)
    return child.returncode


def _lacked_memory(errors: Path) -> bool:
    """Whether the program ended for want of memory: damaged workbooks ask for more than any has, all at once."""
    refused = _REFUSED.search(errors.read_bytes())
    return refused is not None and int(refused[1]) < workbook_child.MOST_MEMORY


def _damaged(file: str, place: str) -> DataError:
    advice = "Ouvrez-le dans Excel ou LibreOffice, enregistrez-le au format .xlsx, ou téléchargez-le de nouveau."
    return DataError(Problem(file, place, "un classeur lisible", "un classeur tronqué ou abîmé", advice))


def _too_large(file: str, place: str, wanted: str = "") -> DataError:
    most = guards.bytes_text(workbook_child.MOST_MEMORY)
    advice = "Ouvrez-le dans Excel ou LibreOffice, enregistrez la feuille au format CSV, et importez ce fichier-là."
    wanted = wanted or f"un classeur qui se lit avec {most} de mémoire"
    return DataError(Problem(file, place, wanted, "un classeur plus grand", advice))
