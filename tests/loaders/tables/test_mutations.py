"""Every loader on files gone wrong: an error of ours, or a reading whose account adds up; never anything else."""

from __future__ import annotations

import importlib
import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from demodash.errors import DataError, DocumentError
from demodash.loaders.tables import LOADERS, loader, recognise
from demodash.loaders.tables.opening import open_table
from tests.loaders.tables.examples import Example, check

FOLDER = Path(__file__).parent
MODULES = [
    importlib.import_module(f"tests.loaders.tables.{path.stem}")
    for path in sorted(FOLDER.glob("test_*.py"))
    if path.stem != "test_mutations"
]
EXAMPLES: tuple[Example, ...] = tuple(each for module in MODULES for each in getattr(module, "EXAMPLES", ()))
TEXTS = tuple(each for each in EXAMPLES if each.content[:2] not in {b"PK", b"\x1f\x8b"})
BOOKS = tuple(each for each in EXAMPLES if each.content[:2] == b"PK")
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


@pytest.mark.parametrize("example", TEXTS, ids=str)
@FEW
@given(data=st.data())
def test_damaged_cells_rows_and_headers(example, data):
    lines = example.content.split(b"\n")
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
    outcome(example, b"\n".join(separator.join(line) for line in table))


@pytest.mark.parametrize("example", BOOKS, ids=str)
@FEW
@given(data=st.data())
def test_damaged_pieces_of_an_archive(example, data):
    with zipfile.ZipFile(io.BytesIO(example.content)) as archive:
        pieces = {name: bytearray(archive.read(name)) for name in archive.namelist()}
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
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in pieces.items():
            archive.writestr(each, bytes(content))
    outcome(example, out.getvalue())
