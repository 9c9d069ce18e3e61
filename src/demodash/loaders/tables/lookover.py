"""A look over the pieces of a workbook before its reader opens it: a few bytes of it could take all the memory."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from demodash.errors import DataError, Problem
from demodash.loaders.tables import guards

_CHUNK = 1 << 20
_OVERLAP = 2_048
"""Bytes of a piece read again with the next chunk, so that no cell is cut."""
_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Za-z]+)([0-9]+)[\"'][^<>]*(?<!/)>")
_NO_RESULT = re.compile(
    rb"<c\s(?![^<>]*\bt=\"str\")[^<>]*?\br=\"([A-Z]{1,3}[0-9]{1,7})\"[^<>]*>"
    rb"<f(?:[^<>]*/>|[^<>]*>[^<]*</f>)(?:<v></v>|<v/>)?</c>"
)
_ODS_ROWS = re.compile(rb"<table:table-row\b[^<>]*?number-rows-repeated\s*=\s*[\"']([0-9]+)[\"']")
_ODS_CELLS = re.compile(rb"<table:table-cell\b[^<>]*?number-columns-repeated\s*=\s*[\"']([0-9]+)[\"'][^<>]*(?<!/)>")
_ODS_ROW_END = b"</table:table-row>"
_ODS_FILLED = re.compile(rb"<table:table-cell\b[^<>]*(?<!/)>")
_LETTERS = 26


def look_over(path: Path, file: str) -> None:
    """Refuse a workbook in which something could harm, after unpacking every piece of it to nowhere.

    Raises:
        DataError: it is protected, damaged, another office document, a binary workbook (xlsb), unpacks to too much,
            covers too many cells, or holds a formula without its result.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            _check_kind(names, archive, file)
            left = guards.MOST_WORKBOOK
            for info in archive.infolist():
                if not info.is_dir():
                    left = _check_piece(archive, info, file, left)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise guards.truncated(file, "le classeur") from error


def _check_kind(names: set[str], archive: zipfile.ZipFile, file: str) -> None:
    if "xl/workbook.xml" in names or "xl/worksheets/sheet1.xml" in names:
        return
    wanted = "un classeur Excel (.xlsx) ou LibreOffice (.ods)"
    if "xl/workbook.bin" in names:
        advice = "Ouvrez-le dans Excel et enregistrez-le au format .xlsx."
        raise DataError(Problem(file, expected=wanted, found="un classeur Excel binaire (.xlsb)", advice=advice))
    if "mimetype" in names:
        kind = archive.open("mimetype").read(200).decode("ascii", "replace")
        if "spreadsheet" in kind:
            if "META-INF/manifest.xml" in names and b"encryption-data" in archive.open("META-INF/manifest.xml").read(_CHUNK):
                raise guards.locked(file)
            return
    found = next(
        (word for piece, word in (("word/", "un document Word"), ("ppt/", "une présentation PowerPoint"))
         if any(name.startswith(piece) for name in names)),
        "un document bureautique d’une autre sorte",
    )
    advice = "Importez-le comme document, ou demandez la table au format CSV ou Excel."
    raise DataError(Problem(file, expected=wanted, found=found, advice=advice))


def _check_piece(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: str, left: int) -> int:
    """Unpack a piece to nowhere, looking for what harms; return how many bytes the others may still have."""
    is_xml = info.filename.endswith(".xml")
    is_ods = info.filename.split("/")[-1] == "content.xml"
    size, kept = 0, b""
    rows = columns = filled = 0
    for chunk in _chunks(archive, info):
        size += len(chunk)
        if size > left:
            wanted = f"{guards.bytes_text(guards.MOST_WORKBOOK)} au plus une fois décompressé"
            raise guards.too_large(file, info.filename, wanted, "davantage")
        if size > guards.RATIO_FREE and size > max(info.compress_size, 1) * guards.MOST_RATIO:
            found = f"plus de {guards.bytes_text(size)} pour {guards.bytes_text(info.compress_size)}"
            wanted = f"au plus {guards.MOST_RATIO} fois la taille compressée"
            raise guards.too_large(file, info.filename, wanted, found)
        if not is_xml:
            continue
        text = kept + chunk
        kept = text[-_OVERLAP:]
        formula = _NO_RESULT.search(text)
        if formula:
            raise _no_result(file, info.filename, formula[1].decode("ascii"))
        if is_ods:
            rows = max(rows, *_numbers(_ODS_ROWS, text), text.count(b"<table:table-row"))
            columns = max(columns, *_numbers(_ODS_CELLS, text), 1)
            filled += text.count(b"<table:table-row")
        else:
            rows, columns = _reach(text, rows, columns)
        if is_ods:
            _check_repeats(file, text)
        elif rows * columns > guards.MOST_CELLS:
            raise _too_many(file, info.filename)
    return left - size


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as piece:
        while chunk := piece.read(_CHUNK):
            yield chunk


def _reach(text: bytes, rows: int, columns: int) -> tuple[int, int]:
    """How far the cells of a piece of a sheet reach: the last row and the last column that hold something."""
    found = _CELL.findall(text)
    if not found:
        return rows, columns
    letters = {each for each, _ in found}
    return max(rows, *(int(number) for _, number in found)), max(columns, *map(_column, letters))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:8]:
        number = number * _LETTERS + letter - 64
    return number
