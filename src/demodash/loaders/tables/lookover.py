"""A look over the pieces of a workbook before its reader opens it: a few bytes of it could take all the memory."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from demodash.errors import DataError, Problem
from demodash.loaders.tables import guards
from demodash.loaders.tables.extent import OdsExtent
from demodash.loaders.tables.sheet_names import place_of

_CHUNK = 1 << 20
_OVERLAP = 2_048
"""Bytes of a piece read again with the next chunk, so that no cell is cut."""
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Za-z]+)([0-9]+)[\"'][^<>]*(?<!/)>(?=<[^/])")
_COLUMN = re.compile(rb"r\s*=\s*[\"']([A-Za-z]+)[0-9]")
_ROW = re.compile(rb"r\s*=\s*[\"'][A-Za-z]*([0-9]+)")
"""They take more than references of cells: what they find too far is looked at closer, with _CELL."""
_NO_RESULT = re.compile(
    rb"<c\s(?![^<>]*\bt=\"str\")[^<>]*?\br=\"([A-Z]{1,3}[0-9]{1,7})\"[^<>]*>"
    rb"<f(?:[^<>]*/>|[^<>]*>[^<]*</f>)(?:<v></v>|<v/>)?</c>"
)
Tell = Callable[[float], None]
"""Hears which share of a piece of work is done; may raise ``Cancelled``."""
_LETTERS = 26
_OTHERS = (("word/", "un document Word"), ("ppt/", "une présentation PowerPoint"))
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeError,
    OSError,
    expat.ExpatError,
)


def look_over(path: Path, file: str, tell: Tell) -> None:
    """Refuse a workbook in which something could harm, after unpacking every piece of it to nowhere.

    ``tell`` hears which share of it is done.

    Raises:
        DataError: it is protected, damaged, another office document, a binary workbook (xlsb), unpacks to too much,
            covers too many cells, or holds a formula without its result.
        Cancelled: ``tell`` said so.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            is_ods = _is_ods(archive, file)
            look = _Look(archive, file, tell, sum(info.file_size for info in archive.infolist()))
            left = guards.MOST_WORKBOOK
            for info in archive.infolist():
                if is_ods and info.filename == "content.xml":
                    left -= _check_ods(look, info, left)
                elif not info.is_dir():
                    left -= _check_piece(look, info, left)
    except _BROKEN as error:
        raise guards.truncated(file, "un classeur") from error


@dataclass(frozen=True, slots=True)
class _Look:
    """A workbook being looked over: how messages name it, who hears, the bytes that it says it unpacks to."""

    archive: zipfile.ZipFile
    file: str
    tell: Tell
    declared: int


def _is_ods(archive: zipfile.ZipFile, file: str) -> bool:
    names = set(archive.namelist())
    wanted = "un classeur Excel (.xlsx) ou LibreOffice (.ods)"
    if "mimetype" in names and b"spreadsheet" in archive.open("mimetype").read(200):
        manifest = "META-INF/manifest.xml"
        if manifest in names and b"encryption-data" in archive.open(manifest).read(_CHUNK):
            raise guards.locked(file)
        return True
    if "xl/workbook.xml" in names:
        return False
    if "xl/workbook.bin" in names:
        advice = "Ouvrez-le dans Excel et enregistrez-le au format .xlsx."
        raise DataError(Problem(file, expected=wanted, found="un classeur Excel binaire (.xlsb)", advice=advice))
    found = next(
        (words for start, words in _OTHERS if any(name.startswith(start) for name in names)),
        "un document bureautique d’une autre sorte",
    )
    advice = "Importez-le comme document, ou demandez la table au format CSV ou Excel."
    raise DataError(Problem(file, expected=wanted, found=found, advice=advice))


def _check_piece(look: _Look, info: zipfile.ZipInfo, left: int) -> int:
    """Look over a piece of an Excel workbook, and return its size."""
    size = 0
    bound = _Reach()
    for chunk, text in _overlapping(_chunks(look, info, left)):
        size += len(chunk)
        if not info.filename.endswith((".xml", ".rels")):
            continue
        bound.see(set(_COLUMN.findall(text)), set(_ROW.findall(text)))
        formula = _NO_RESULT.search(text) if b"<f" in text else None
        if formula:
            raise _no_result(
                look.file, f"{place_of(look.archive, info.filename)}, cellule {formula[1].decode('ascii')}"
            )
    if bound.cells > guards.MOST_CELLS:  # cells with a style and nothing in them harm nothing: look closer
        filled = _Reach()
        for _, text in _overlapping(_chunks(look, info, left)):
            cells = _CELL.findall(text)
            filled.see({letters for letters, _ in cells}, {number for _, number in cells})
        if filled.cells > guards.MOST_CELLS:
            raise _too_many(look.file, place_of(look.archive, info.filename))
    return size


@dataclass(slots=True)
class _Reach:
    """How far the cells of a sheet reach: the last row and the last column."""

    rows: int = 0
    columns: int = 0

    @property
    def cells(self) -> int:
        """The cells of the rectangle that they span."""
        return self.rows * self.columns

    def see(self, columns: set[bytes], rows: set[bytes]) -> None:
        """Take in references: the letters of columns, the numbers of rows."""
        self.rows = max(self.rows, *(int(number[:12]) for number in rows), 0)
        self.columns = max(self.columns, *map(_column, columns), 0)


def _overlapping(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Give each chunk, and the same with the end of the one before it."""
    kept = b""
    for chunk in chunks:
        text = kept + chunk
        kept = text[-_OVERLAP:]
        yield chunk, text


def _check_ods(look: _Look, info: zipfile.ZipInfo, left: int) -> int:
    extent = OdsExtent()
    size = 0
    for chunk in _chunks(look, info, left):
        size += len(chunk)
        extent.feed(chunk)
        if extent.cells > guards.MOST_CELLS:
            raise _too_many(look.file, f"feuille {extent.sheet}")
    return size


def _chunks(look: _Look, info: zipfile.ZipInfo, left: int) -> Iterator[bytes]:
    """Unpack a piece within the limits of its real size."""
    size = 0
    done = guards.MOST_WORKBOOK - left
    with look.archive.open(info) as piece:
        while chunk := piece.read(_CHUNK):
            size += len(chunk)
            look.tell((done + size) / max(look.declared, 1))
            if size > left:
                wanted = f"{guards.bytes_text(guards.MOST_WORKBOOK)} au plus une fois décompressé"
                raise guards.too_large(look.file, info.filename, wanted, "davantage")
            if size > guards.RATIO_FREE and size > max(info.compress_size, 1) * guards.MOST_RATIO:
                wanted = f"au plus {guards.MOST_RATIO} fois la taille compressée"
                found = f"plus de {guards.bytes_text(size)} pour {guards.bytes_text(info.compress_size)}"
                raise guards.too_large(look.file, info.filename, wanted, found)
            yield chunk


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = number * _LETTERS + letter - 64
    return number


def _too_many(file: str, place: str) -> DataError:
    advice = "Ouvrez-le, supprimez les cellules isolées loin de la table, et enregistrez-le de nouveau."
    wanted = f"une feuille de {guards.MOST_CELLS // 1_000_000} millions de cellules au plus"
    return DataError(Problem(file, place, wanted, "une feuille plus étendue", advice))


def _no_result(file: str, place: str) -> DataError:
    advice = "Ouvrez-le dans Excel ou LibreOffice, laissez-le recalculer, et enregistrez-le."
    found = "une formule dont le résultat n’est pas enregistré"
    return DataError(Problem(file, place, "des valeurs, ou des formules avec leur résultat", found, advice))
