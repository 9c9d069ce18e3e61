"""Small valid files of official tables, with invented figures in the real layouts, and how tests read them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from demodash.loaders.content import Fate
from demodash.loaders.tables import loader
from demodash.loaders.tables.model import Recognition, TableReading
from demodash.loaders.tables.opening import open_table
from demodash.schema import problems

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Example:
    """A file that a loader reads: its bytes, its name, the answers to its questions."""

    loader: str
    name: str
    content: bytes
    answers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.loader}-{self.name}"

    def write(self, folder: Path) -> Path:
        path = folder / self.name
        path.write_bytes(self.content)
        return path


def text(lines: str, encoding: str = "utf-8") -> bytes:
    return lines.lstrip("\n").encode(encoding)


def workbook(sheets: Mapping[str, Rows], merged: Mapping[str, str] | None = None) -> bytes:
    """An Excel workbook; ``merged``: a range to merge in a sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if merged and name in merged:
            sheet.merge_cells(merged[name])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def recognised(example: Example, folder: Path) -> Recognition | None:
    with open_table(example.write(folder), example.name) as file:
        return loader(example.loader).recognise(file)


def read(example: Example, folder: Path) -> TableReading:
    """Read an example and check what holds of every reading."""
    with open_table(example.write(folder), example.name) as file:
        rows = sum(1 for sheet in file.sheets for _ in sheet.rows())
        reading = loader(example.loader).read(file, example.answers)
    check(reading, rows)
    return reading


def check(reading: TableReading, rows: int) -> None:
    """What holds of every reading: right observations, sources that are named, an account that adds up."""
    content, account = reading.content, reading.account
    assert problems(content.observations) == []
    known = {source.id for source in content.sources}
    assert set(content.observations["source"]) <= known
    assert set(content.groupings["source"]) <= known
    assert account.rows <= rows or not rows
    assert sum(account.aside.values()) == account.counts.get(Fate.ASIDE, 0)
    described = account.counts.get(Fate.UNPLACED, 0) + account.counts.get(Fate.REFUSED, 0)
    assert len(account.issues) == min(described, 1000)
    assert all(issue.reason and issue.place for issue in account.issues)


def remarks_of(reading: TableReading) -> tuple[str, ...]:
    """The remarks, but for that on the communes of the region that a small example does not hold."""
    return tuple(each for each in reading.remarks if "de la région ne sont pas dans le fichier" not in each)


def values(reading: TableReading, *columns: str) -> list[tuple[object, ...]]:
    """The observations as tuples of some of their columns."""
    return list(reading.content.observations[list(columns)].itertuples(index=False, name=None))
