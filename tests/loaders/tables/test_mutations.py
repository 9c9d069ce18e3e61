"""Every loader on files gone wrong: an error of ours, or a reading whose account adds up; never anything else."""

from __future__ import annotations

import datetime as dt
import importlib
import io
import re
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from demodash.errors import DataError, DocumentError
from demodash.loaders.tables import LOADERS, loader, recognise
from demodash.loaders.tables.opening import open_table
from tests.loaders.tables.examples import Example, check, workbook, zipped

FOLDER = Path(__file__).parent
MODULES = [
    importlib.import_module(f"tests.loaders.tables.{path.stem}")
    for path in sorted(FOLDER.glob("test_*.py"))
    if path.stem != "test_mutations"
]
EXAMPLES: tuple[Example, ...] = tuple(each for module in MODULES for each in getattr(module, "EXAMPLES", ()))
TEXTS = tuple(each for each in EXAMPLES if each.content[:2] not in {b"PK", b"\x1f\x8b"})
BOOKS = tuple(each for each in EXAMPLES if each.content[:2] == b"PK")
EXCEL = tuple(each for each in BOOKS if each.name.endswith(".xlsx"))
ARCHIVES = tuple(each for each in BOOKS if each.name.endswith(".zip"))
OF_EQUIPMENT = "bpe21_ensemble_xy.csv"
"""A line of it is one equipment: two equal ones are two GPs in one place."""
COUNTED = frozenset({"insee_bpe", "insee_populations", "drees", "ameli"})
"""Loaders of whole numbers."""
COUNTS = re.compile(rb'"?(?:effectif|obs_value|nb_|pmun|d265|p\d\d_pop)', re.IGNORECASE)
"""Columns of whole numbers."""
SEPARATORS = {";": b";", ",": b",", "|": b"|"}
HOSTILE = (
    "",
    " ",
    "0",
    "-1",
    "1e309",
    "999999999999999999999",
    "12,5",
    "1 234",
    "NS",
    "N/A",
    "nan",
    "02001",
    "2001",
    "2001.0",
    "99999",
    "2A004",
    "2024-01-02",
    "45292",
    "#REF!",
    "=cmd|'/c calc'!A0",
    "@SUM(1)",
    "<script>alert(1)</script>",
    '"',
    "''",
    ";",
    "\t",
    "é" * 300,
    "\u202e",
    "\ud7ff",
    "１２３",
    "²",
    "٣",
)
TYPED = (
    dt.datetime(2024, 3, 5),
    dt.date(1999, 12, 31),
    dt.time(12, 30),
    -1,
    1.5,
    1e308,
    0,
    45292,
    10**15,
    True,
    "1\u202f234",
    "1.000",
    "N/A - secret statistique",
    "Ensemble",
    "France",
)
FEW = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # to shrink a file of a loader takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
by_name = pytest.mark.parametrize("example", EXAMPLES, ids=str)


def outcome(example: Example, content: bytes) -> str:
    """Read what a valid file became: it must be refused in French, or read with an account that adds up."""
    refusal = ""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fichier"
        path.write_bytes(content)
        try:
            with open_table(path, example.name) as file:
                rows = sum(1 for sheet in file.sheets for _ in sheet.rows())
                known = recognise(file)
                reading = loader(example.loader).read(file, example.answers)
        except (DataError, DocumentError) as error:
            refusal = str(error)
    if refusal:
        assert example.name in refusal
        return "refused"
    assert all(each.what for each in known)
    check(reading, rows)
    return "read"


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_loader_has_an_example():
    assert {each.loader for each in EXAMPLES} == {each.id for each in LOADERS}


@by_name
def test_an_example_is_recognised_by_its_loader_first(example):
    with tempfile.TemporaryDirectory() as folder, open_table(example.write(Path(folder)), example.name) as file:
        assert recognise(file)[0].loader.id == example.loader


@by_name
def test_its_name_changes_nothing(example):
    with tempfile.TemporaryDirectory() as folder, open_table(example.write(Path(folder)), "fichier.bin") as file:
        assert recognise(file)[0].loader.id == example.loader


@by_name
def test_a_whole_example_is_read(example):
    assert outcome(example, example.content) == "read"


@by_name
@FEW
@given(data=st.data())
def test_damaged_bytes(example, data):
    content = bytearray(example.content)
    for _ in range(data.draw(st.integers(1, 4), "edits")):
        at = data.draw(st.integers(0, max(len(content) - 1, 0)), "at")
        piece = data.draw(st.binary(max_size=4), "piece")
        kind = data.draw(st.sampled_from(("replace", "insert", "cut", "end", "repeat")), "kind")
        if kind == "replace":
            content[at : at + len(piece)] = piece
        elif kind == "insert":
            content[at:at] = piece
        elif kind == "cut":
            del content[at : at + data.draw(st.integers(1, 40), "length")]
        elif kind == "end":
            del content[at:]
        else:
            content[at:at] = content[at : at + 60]
    outcome(example, bytes(content))


def damaged(content: bytes, data: st.DataObject) -> bytes:
    """A text with a few cells, rows and headers that are wrong."""
    lines = content.split(b"\n")
    separator = max(SEPARATORS.values(), key=lines[0].count)
    table = [line.split(separator) for line in lines]
    for _ in range(data.draw(st.integers(1, 3), "edits")):
        row = data.draw(st.integers(0, len(table) - 1), "row")
        cell = data.draw(st.integers(0, max(len(table[row]) - 1, 0)), "cell")
        kind = data.draw(st.sampled_from(("cell", "drop", "twice", "swap", "column", "shift", "line")), "kind")
        if kind == "cell" and table[row]:
            table[row][cell] = data.draw(st.sampled_from(HOSTILE), "hostile").encode("utf-8", "replace")
        elif kind == "drop":
            del table[row]
            table = table or [[b""]]
        elif kind == "twice":
            table.insert(row, list(table[row]))
        elif kind == "swap" and table[0]:
            other = data.draw(st.integers(0, max(len(table[0]) - 1, 0)), "other")
            here = min(cell, len(table[0]) - 1)
            table[0][here], table[0][other] = table[0][other], table[0][here]
        elif kind == "column":
            table = [each[:cell] + each[cell + 1 :] for each in table]
        elif kind == "shift":
            table[row].insert(cell, b"")
        elif kind == "line":
            table.insert(row, [data.draw(st.text(max_size=30), "line").encode("utf-8", "replace")])
    return b"\n".join(separator.join(line) for line in table)


@pytest.mark.parametrize("example", TEXTS, ids=str)
@FEW
@given(data=st.data())
def test_damaged_cells_rows_and_headers(example, data):
    outcome(example, damaged(example.content, data))


@pytest.mark.parametrize("example", ARCHIVES, ids=str)
@FEW
@given(data=st.data())
def test_damaged_cells_rows_and_headers_of_an_archive(example, data):
    members = unzipped(example.content)
    name = data.draw(st.sampled_from(sorted(members)), "member")
    kind = data.draw(st.sampled_from(("cells", "drop", "twice", "swap")), "kind")
    if kind == "cells":
        members[name] = damaged(members[name], data)
    elif kind == "drop":
        del members[name]
    elif kind == "twice":
        members[f"copie de {name}"] = members[name]
    else:
        other = data.draw(st.sampled_from(sorted(members)), "other")
        members[name], members[other] = members[other], members[name]
    outcome(example, zipped(members))


def cells_of(content: bytes) -> dict[str, list[list[object]]]:
    """The cells of each sheet of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


@pytest.mark.parametrize("example", EXCEL, ids=str)
@FEW
@given(data=st.data())
def test_damaged_cells_rows_and_headers_of_a_workbook(example, data):
    sheets = cells_of(example.content)
    name = data.draw(st.sampled_from(sorted(sheets)), "sheet")
    table = sheets[name]
    merged = {}
    for _ in range(data.draw(st.integers(1, 3), "edits")):
        row = data.draw(st.integers(0, max(len(table) - 1, 0)), "row")
        cell = data.draw(st.integers(0, max(map(len, table), default=0)), "cell")
        kinds = ("cell", "drop", "twice", "column", "shift", "sheet", "merge")
        kind = data.draw(st.sampled_from(kinds), "kind")
        if not table:
            break
        if kind == "cell" and cell < len(table[row]):
            printable = [each for each in HOSTILE if each.isprintable() and not each.startswith("=")]
            table[row][cell] = data.draw(st.sampled_from((*printable, *TYPED)), "hostile")
        elif kind == "drop":
            del table[row]
        elif kind == "twice":
            table.insert(row, list(table[row]))
        elif kind == "column":
            table[:] = [each[:cell] + each[cell + 1 :] for each in table]
        elif kind == "shift":
            table[row].insert(cell, None)
        elif kind == "sheet":
            sheets[f"{name} bis"[-31:]] = [list(each) for each in table]
        elif kind == "merge":
            column = openpyxl.utils.get_column_letter(cell + 1)
            merged[name] = f"{column}{row + 1}:{column}{row + 3}"
    outcome(example, workbook(sheets, merged))


def figures(example: Example, content: bytes) -> set[tuple[object, ...]]:
    """The figures, the classes, the points and the groupings that a file gives; none when it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fichier"
        path.write_bytes(content)
        try:
            with open_table(path, example.name) as file:
                brought = loader(example.loader).read(file, example.answers).content
        except DataError:
            return set()
    columns = ["indicator", "territory", "category", "period", "value"]
    found = set(brought.observations[columns].itertuples(index=False, name=None))
    found |= {pair for edition in brought.zonings for pair in edition.placements.items()}
    found |= set(brought.points[["id", "commune", "lon"]].fillna(0).itertuples(index=False, name=None))
    return found | set(brought.groupings[["kind", "commune", "code", "name"]].itertuples(index=False, name=None))


def with_rows_twice(content: bytes) -> list[bytes]:
    """A text with each of its rows but the first there twice, one after the other."""
    lines = content.split(b"\n")
    return [b"\n".join([*lines[: at + 1], *lines[at:]]) for at in range(1, len(lines)) if lines[at].strip()]


@pytest.mark.parametrize("example", [each for each in TEXTS if each.name != OF_EQUIPMENT], ids=str)
def test_a_row_that_is_there_twice_changes_no_figure(example):
    right = figures(example, example.content)
    assert right
    for content in with_rows_twice(example.content):
        assert figures(example, content) <= right


@pytest.mark.parametrize("example", ARCHIVES, ids=str)
def test_a_row_that_is_there_twice_in_an_archive_changes_no_figure(example):
    right = figures(example, example.content)
    members = unzipped(example.content)
    for name, member in members.items():
        for content in with_rows_twice(member):
            assert figures(example, zipped({**members, name: content})) <= right


@pytest.mark.parametrize("example", EXCEL, ids=str)
def test_a_sheet_that_is_there_twice_changes_no_figure(example):
    right = figures(example, example.content)
    sheets = cells_of(example.content)
    for name, rows in sheets.items():
        assert figures(example, workbook({**sheets, f"{name} bis"[-31:]: rows})) <= right


@pytest.mark.parametrize("example", [each for each in TEXTS if each.loader in COUNTED], ids=str)
def test_no_cell_with_a_separator_of_thousands_is_read_a_thousand_times_too_small(example):
    lines = example.content.split(b"\n")
    separator = max((b";", b","), key=lines[0].count)
    counts = [place for place, name in enumerate(lines[0].split(separator)) if COUNTS.match(name)]
    right = figures(example, example.content)
    tried = 0
    for at, line in enumerate(lines[1:], 1):
        cells = line.split(separator)
        for place in counts:
            cell = cells[place].strip(b'"') if len(cells) == len(lines[0].split(separator)) else b""
            if cell.isdigit() and len(cell) < 4:
                row = separator.join([*cells[:place], b'"8.000"' if cell == b"7" else b'"7.000"', *cells[place + 1 :]])
                found = figures(example, b"\n".join([*lines[:at], row, *lines[at + 1 :]]))
                assert {figure for figure in found - right if figure[-1]} == set()
                tried += 1
    assert tried or not counts


@pytest.mark.parametrize("example", BOOKS, ids=str)
@FEW
@given(data=st.data())
def test_damaged_pieces_of_an_archive(example, data):
    pieces = {name: bytearray(content) for name, content in unzipped(example.content).items()}
    name = data.draw(st.sampled_from(sorted(pieces)), "piece")
    for _ in range(data.draw(st.integers(1, 4), "edits")):
        piece = pieces[name]
        at = data.draw(st.integers(0, max(len(piece) - 1, 0)), "at")
        kind = data.draw(st.sampled_from(("digit", "byte", "cut", "hostile", "end")), "kind")
        if kind == "digit":
            digits = [index for index, byte in enumerate(piece) if 48 <= byte <= 57]
            if digits:
                where = digits[at % len(digits)]
                piece[where : where + 1] = data.draw(st.sampled_from((b"9", b"0", b"99999", b"-1")), "digits")
        elif kind == "byte":
            piece[at : at + 1] = data.draw(st.binary(min_size=1, max_size=2), "bytes")
        elif kind == "cut":
            del piece[at : at + data.draw(st.integers(1, 60), "length")]
        elif kind == "hostile":
            piece[at:at] = data.draw(st.sampled_from(HOSTILE), "hostile").encode("utf-8", "replace")
        else:
            del piece[at:]
    outcome(example, zipped({name: bytes(content) for name, content in pieces.items()}))
