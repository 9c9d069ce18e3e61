"""A large Excel workbook written anew with each sheet cut into several, between two rows.

Its reader holds a whole sheet in memory, seventy bytes for a cell: cut, it only holds a part. Nothing of a cell
changes: rows keep their numbers, and the texts, the styles and what follows the rows (merged cells) go along.
"""

from __future__ import annotations

import errno
import posixpath
import re
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from demodash.loaders.tables import guards
from demodash.loaders.tables.lookover import Tell

LARGE_SHEET = 64_000_000
"""Bytes of a sheet, unpacked, from which a workbook is cut: a million and a half cells."""
PART = 8_000_000
"""Bytes of rows in a part."""
_BOOK, _RELATIONS, _PACKAGE = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"
_SHEET = "/worksheet"
_USUAL = frozenset({"xl/styles.xml", "xl/sharedstrings.xml"})
_NOT_READ = frozenset({"xl/calcchain.xml"})
_ROWS_BEGIN = re.compile(rb"<((?:\w+:)?)sheetData\s*>")
_LONGEST_ROW_PARTS = 4
_LONGEST_TAG = 1_024
_OFFICE = "http://schemas.openxmlformats.org"
_RELATION = f"{_OFFICE}/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class CutSheet:
    """A sheet of the workbook and the names of its parts, in their order, in the one written anew."""

    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CutSizes:
    """Bytes from which a sheet is cut, and of a part."""

    large: int = LARGE_SHEET
    part: int = PART


USUAL_SIZES = CutSizes()


def cut_up(path: Path, target: Path, file: str, tell: Tell, sizes: CutSizes = USUAL_SIZES) -> tuple[CutSheet, ...]:
    """Write a workbook that was looked over anew, in parts; none, and no file, when it need not or cannot be cut.

    ``tell`` hears which share of it is done.

    Raises:
        DataError: the disk is full.
        Cancelled: ``tell`` said so.
    """
    with zipfile.ZipFile(path) as old:
        lengths = [info.file_size for info in old.infolist()]
        if max(lengths, default=0) < sizes.large:
            return ()
        book = _book(old)
        if book is None:
            return ()
        try:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
                sheets = _Cutting(old, new, tell, sizes.part, sum(lengths)).sheets(book)
        except _CannotCut:
            sheets = ()
        except OSError as error:
            target.unlink(missing_ok=True)
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise guards.no_room(file, target.parent) from error
            raise
    if not sheets:
        target.unlink()
    return sheets


class _CannotCut(Exception):
    """The rows of a sheet are written in a way that leaves no place to cut."""


@dataclass(frozen=True, slots=True)
class _Book:
    """What the parts need of a workbook: its sheets of cells (name, piece), its other pieces, where its dates begin."""

    sheets: tuple[tuple[str, str], ...]
    others: tuple[dict[str, str], ...]
    from_1904: str


def _book(archive: zipfile.ZipFile) -> _Book | None:
    """Read the list of the sheets; None when it is not as usual."""
    names = set(archive.namelist())
    if not {_PACKAGE, _BOOK, _RELATIONS} <= names:
        return None
    try:
        begins = [_piece("", one) for one in _relations(archive, _PACKAGE) if _is(one, "/officeDocument")]
        relations = _relations(archive, _RELATIONS)
        elements = _elements(archive.read(_BOOK))
    except expat.ExpatError:
        return None
    pieces = {one.get("Id", ""): _piece("xl", one) for one in relations if _is(one, _SHEET)}
    listed = [one for tag, one in elements if tag == "sheet"]
    sheets = tuple((one.get("name", ""), pieces[one["id"]]) for one in listed if one.get("id") in pieces)
    if begins != [_BOOK] or not sheets or not {piece for _, piece in sheets} <= names:
        return None
    from_1904 = next((one["date1904"] for tag, one in elements if tag == "workbookPr" and "date1904" in one), "0")
    return _Book(sheets, tuple(one for one in relations if not _is(one, _SHEET)), from_1904)


def _relations(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return [one for tag, one in _elements(archive.read(name)) if tag == "Relationship"]


def _is(relation: dict[str, str], kind: str) -> bool:
    return relation.get("Type", "").endswith(kind)


def _piece(folder: str, relation: dict[str, str]) -> str:
    """The name in the archive of what a relation of a piece of this folder points to."""
    target = relation.get("Target", "")
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _elements(document: bytes) -> list[tuple[str, dict[str, str]]]:
    """List the elements of an XML document with their attributes, without the namespaces of either."""
    found: list[tuple[str, dict[str, str]]] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        found.append((_local(name), {_local(key): value for key, value in attributes.items()}))

    def refuse(*_: object) -> None:
        raise expat.ExpatError("a workbook declares no document type")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(document, True)
    return found


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


@dataclass(frozen=True, slots=True)
class _Cutting:
    """A workbook on its way into another."""

    old: zipfile.ZipFile
    new: zipfile.ZipFile
    tell: Tell
    size: int
    total: int
    written: list[str] = field(default_factory=list)
    """The names of the parts."""

    def sheets(self, book: _Book) -> tuple[CutSheet, ...]:
        """Write the parts of every sheet, then what they need.

        Raises:
            _CannotCut: a sheet has no place where to cut it.
        """
        found = tuple(CutSheet(name, self._sheet(piece)) for name, piece in book.sheets)
        wanted = {_piece("xl", one).lower() for one in book.others} | _USUAL
        for info in self.old.infolist():
            if info.filename.lower() in wanted - _NOT_READ:
                self._copy(info)
        self.new.writestr(_BOOK, _book_text(self.written, book.from_1904))
        self.new.writestr(_RELATIONS, _relations_text(self.written, book.others))
        self._copy(self.old.getinfo(_PACKAGE))
        return found

    def _sheet(self, name: str) -> tuple[str, ...]:
        first = len(self.written)
        with self.old.open(name) as piece:
            text = piece.read(self.size)
            begin = _ROWS_BEGIN.search(text)
            if begin is None:  # a sheet without rows, or what precedes them is larger than a part
                self._rest(text, piece)
            else:
                self._rows(text[: begin.end()], text[begin.end() :], begin[1], piece)
        return tuple(self.written[first:])

    def _rows(self, head: bytes, rows: bytes, prefix: bytes, piece: IO[bytes]) -> None:
        """Write parts as long as there is a row to cut before, then the last one with all that follows the rows."""
        tag, end = b"<" + prefix + b"row ", b"</" + prefix + b"sheetData>"
        numbered = re.compile(re.escape(tag) + rb"[^<>]*?\br=[\"']\d")
        while end not in rows and (more := piece.read(self.size)):
            rows += more
            if end in more:
                break
            cut = rows.rfind(tag, 1, len(rows) - _LONGEST_TAG)
            if cut > 0 and numbered.match(rows, cut):
                self._write(head + rows[:cut] + end + b"</" + prefix + b"worksheet>")
                rows = rows[cut:]
            elif len(rows) > _LONGEST_ROW_PARTS * self.size:
                raise _CannotCut
        self._rest(head + rows, piece)

    def _write(self, text: bytes) -> None:
        self.new.writestr(self._part(), text)

    def _rest(self, text: bytes, piece: IO[bytes]) -> None:
        with self.new.open(self._part(), "w", force_zip64=True) as out:
            out.write(text)
            shutil.copyfileobj(piece, out, self.size)

    def _part(self) -> str:
        """Name the next part."""
        name = f"part{len(self.written)}"
        self.written.append(name)
        self.tell(len(self.written) * self.size / self.total)
        return f"xl/worksheets/{name}.xml"

    def _copy(self, info: zipfile.ZipInfo) -> None:
        with self.old.open(info) as piece, self.new.open(info.filename, "w", force_zip64=True) as out:
            shutil.copyfileobj(piece, out, self.size)


def _book_text(parts: list[str], from_1904: str) -> str:
    sheets = "".join(f'<sheet name="{name}" sheetId="{at + 1}" r:id="{name}"/>' for at, name in enumerate(parts))
    return (
        f'<workbook xmlns="{_OFFICE}/spreadsheetml/2006/main" xmlns:r="{_RELATION}">'
        f"<workbookPr date1904={quoteattr(from_1904)}/><sheets>{sheets}</sheets></workbook>"
    )


def _relations_text(parts: list[str], others: Sequence[dict[str, str]]) -> str:
    written = [{"Id": name, "Type": f"{_RELATION}{_SHEET}", "Target": f"worksheets/{name}.xml"} for name in parts]
    lines = "".join(
        f"<Relationship {' '.join(f'{key}={quoteattr(value)}' for key, value in one.items())}/>"
        for one in (*written, *others)
    )
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{lines}</Relationships>'
