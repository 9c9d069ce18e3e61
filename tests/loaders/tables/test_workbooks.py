"""Workbooks read in a process of their own: whole or in parts, how far it is, how it is stopped, what is too large."""

import datetime as dt
import io
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest

from demodash.errors import Cancelled, DataError
from demodash.loaders.tables import workbook_child
from demodash.loaders.tables.model import silent
from demodash.loaders.tables.opening import open_table
from demodash.loaders.tables.workbook_parts import CutSizes, cut_up
from demodash.loaders.tables.workbooks import open_workbook
from tests.loaders.tables.examples import workbook, zipped
from tests.loaders.tables.test_opening import ods

WHOLE = CutSizes(large=1 << 40)
IN_PARTS = CutSizes(large=0, part=1_500)


def a_workbook(seed: int) -> bytes:
    """Two sheets of invented cells of every kind, with blank rows, columns that begin late, and merged cells."""
    draw = random.Random(seed)  # noqa: S311  invented cells hide nothing
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in ("Premier & dernier", "Second"):
        sheet = book.create_sheet(name)
        left = draw.randint(1, 4)
        kinds = (
            lambda: f"  Abbé & <court> {draw.randint(0, 50)}",
            lambda: draw.randint(-5, 99_999),
            lambda: draw.random() * 1000,
            lambda: draw.random() < 0.5,
            lambda: dt.datetime(2024, draw.randint(1, 12), 3, draw.choice((0, 12))),
            lambda: None,
        )
        row = draw.randint(1, 9)
        for _ in range(draw.randint(120, 200)):
            row += draw.choice((1, 1, 1, 1, 2, 7))
            for column in range(left + draw.choice((0, 0, 0, 2)), left + draw.randint(3, 7)):
                sheet.cell(row, column, draw.choice(kinds)())
        for top in range(3, row - 30, 40):
            sheet.merge_cells(start_row=top, end_row=top + draw.randint(1, 35), start_column=left, end_column=left)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewritten(content: bytes, *changes: tuple[bytes, bytes]) -> bytes:
    """A workbook with words changed in each of its pieces."""
    pieces = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            pieces[name] = archive.read(name)
            for old, new in changes:
                pieces[name] = pieces[name].replace(old, new)
    return zipped(pieces)


def sheets(content: bytes, folder: Path, sizes: CutSizes) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
    path = folder / f"{sizes.part}.xlsx"
    path.write_bytes(content)
    book = open_workbook(path, "table.xlsx", folder / f"folder{sizes.part}", silent, sizes)
    return {name: list(book.rows(index)) for index, name in enumerate(book.names)}


def parts_of(content: bytes, folder: Path, sizes: CutSizes = IN_PARTS) -> list[int]:
    path, target = folder / "table.xlsx", folder / "cut.xlsx"
    path.write_bytes(content)
    cut = cut_up(path, target, "table.xlsx", lambda share: None, sizes)
    assert target.exists() is bool(cut)
    return [len(each.parts) for each in cut]


@pytest.mark.parametrize("seed", range(8))
def test_a_workbook_read_in_parts_gives_the_rows_that_it_gives_whole(tmp_path, seed):
    content = a_workbook(seed)
    assert min(parts_of(content, tmp_path)) > 3
    whole = sheets(content, tmp_path, WHOLE)
    assert list(whole) == ["Premier & dernier", "Second"]
    assert all(len(rows) > 100 for rows in whole.values())
    assert sheets(content, tmp_path, IN_PARTS) == whole


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"<workbookPr/>", b'<workbookPr date1904="1"/>'), (b'Target="/xl/', b'Target="')],
    ids=["dates from 1904", "relative targets"],
)
def test_other_ways_of_writing_a_workbook(tmp_path, old, new):
    content = rewritten(a_workbook(1), (old, new))
    assert min(parts_of(content, tmp_path)) > 3
    assert sheets(content, tmp_path, IN_PARTS) == sheets(content, tmp_path, WHOLE)


def test_rows_with_a_prefix_are_cut_too(tmp_path):
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    content = a_workbook(2)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pieces = {name: archive.read(name) for name in archive.namelist()}
    for name in list(pieces):
        if name.startswith("xl/worksheets/sheet"):
            pieces[name] = pieces[name].replace(b"</", b"<\1").replace(b"<", b"<x:").replace(b"<x:\1", b"</x:")
            pieces[name] = pieces[name].replace(main, main.replace(b"xmlns=", b"xmlns:x="))
    prefixed = zipped(pieces)
    assert min(parts_of(prefixed, tmp_path)) > 3
    assert sheets(prefixed, tmp_path, IN_PARTS) == sheets(content, tmp_path, WHOLE)


def test_rows_without_a_number_are_left_together(tmp_path):
    rows = "".join(f'<row><c t="inlineStr"><is><t>mot {number}</t></is></c></row>' for number in range(500))
    pieces = {}
    with zipfile.ZipFile(io.BytesIO(workbook({"Un": (("a",),)}))) as archive:
        pieces = {name: archive.read(name) for name in archive.namelist()}
    start, _, end = pieces["xl/worksheets/sheet1.xml"].partition(b"<sheetData>")
    end = end.partition(b"</sheetData>")[2]
    pieces["xl/worksheets/sheet1.xml"] = start + b"<sheetData>" + rows.encode() + b"</sheetData>" + end
    content = zipped(pieces)
    assert parts_of(content, tmp_path) == []
    assert len(sheets(content, tmp_path, IN_PARTS)["Un"]) == 500


def test_a_small_workbook_is_not_cut(tmp_path):
    assert parts_of(a_workbook(3), tmp_path, CutSizes()) == []


def test_the_parts_leave_the_disk(tmp_path):
    sheets(a_workbook(3), tmp_path, IN_PARTS)
    assert not list(tmp_path.rglob("parts.xlsx"))


def a_long_workbook(folder: Path) -> Path:
    path = folder / "long.xlsx"
    path.write_bytes(workbook({"Un": [[f"mot {row}", *range(12)] for row in range(5_000)]}))
    return path


def test_it_says_how_far_it_is(tmp_path):
    said = []
    open_workbook(
        a_long_workbook(tmp_path),
        "long.xlsx",
        tmp_path / "folder",
        lambda share, text: said.append((share, text)),
        CutSizes(large=0, part=50_000),
    )
    texts = list(dict.fromkeys(text for _, text in said))
    assert texts == ["Contrôle du classeur", "Préparation du classeur", "Lecture du classeur"]
    shares = [share for share, _ in said]
    assert shares == sorted(shares)
    assert 0 <= shares[0] < 0.3
    assert 0.5 < shares[-1] <= 1


@pytest.mark.parametrize("stage", ["Contrôle du classeur", "Préparation du classeur", "Lecture du classeur"])
def test_it_stops_at_once(tmp_path, stage):
    def stop(share, text):
        if text == stage:
            raise Cancelled

    with pytest.raises(Cancelled):
        open_workbook(a_long_workbook(tmp_path), "long.xlsx", tmp_path / "folder", stop, CutSizes(0, 50_000))
    assert not (tmp_path / "folder" / workbook_child.INDEX).exists(), "the process read to its end"


def test_what_was_stopped_leaves_nothing_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()

    def stop(share, text):
        if text == "Lecture du classeur":
            raise Cancelled

    with pytest.raises(Cancelled):
        open_table(a_long_workbook(tmp_path), progress=stop)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_workbook_that_needs_too_much_memory(tmp_path):
    cell = '<table:table-cell table:number-columns-repeated="28" office:value-type="string"><text:p>a</text:p>'
    rows = f'<table:table-row table:number-rows-repeated="1040000">{cell}</table:table-cell></table:table-row>'
    path = tmp_path / "grand.ods"
    path.write_bytes(ods(rows))
    with pytest.raises(DataError) as caught:
        open_workbook(path, "grand.ods", tmp_path / "folder")
    assert str(caught.value) == (
        "grand.ods : attendu : un classeur qui se lit avec 1 Go de mémoire ; trouvé : un classeur plus grand. "
        "Ouvrez-le dans Excel ou LibreOffice, enregistrez la feuille au format CSV, et importez ce fichier-là."
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="il n’y a pas de /dev/full ici")
def test_a_disk_that_is_full(tmp_path):
    folder = tmp_path / "folder"

    def fill(share, text):
        if not (folder / "0.csv").is_symlink():
            (folder / "0.csv").symlink_to("/dev/full")

    with pytest.raises(DataError) as caught:
        open_workbook(a_long_workbook(tmp_path), "long.xlsx", folder, fill)
    assert str(caught.value) == (
        f"long.xlsx : attendu : assez de place pour décompresser dans {folder} ; trouvé : un disque plein. "
        "Libérez de la place, puis recommencez : rien n’a été importé."
    )
