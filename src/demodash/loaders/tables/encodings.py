"""One pass over a text table: its encoding, its line ends, and what makes it unreadable."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from pathlib import Path

from demodash.errors import DataError, Problem
from demodash.loaders.tables import guards

_CHUNK = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNDEFINED = frozenset(b"\x81\x8d\x8f\x90\x9d")
"""Bytes that stand for nothing in Windows-1252."""
ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
"""How a message names an encoding; any other is Windows-1252."""


def digest(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def encoding_of(path: Path, file: str) -> str:
    """Name the Python encoding of a text table after reading it whole.

    Raises:
        DataError: the file is binary, mixes encodings, or has a line that no table has.
    """
    with path.open("rb") as stream:
        start = stream.read(4096)
    wide = _wide(start)
    if wide:
        return _checked_wide(path, wide, file)
    _check_bytes(path, file)
    marked = next((name for bom, name in _BOMS if start.startswith(bom)), "utf-8")
    if _decodes(path):
        return marked
    _check_single_bytes(path, file)
    return "cp1252"


def _wide(start: bytes) -> str:
    """Name the UTF-16 encoding that the first bytes show, "" when they show none."""
    marked = next((name for bom, name in _BOMS if name == "utf-16" and start.startswith(bom)), "")
    if marked or len(start) < 4:
        return marked
    even, odd = start[::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > half * 0.7 and not even:
        return "utf-16-le"
    if even > half * 0.7 and not odd:
        return "utf-16-be"
    return ""


def _checked_wide(path: Path, encoding: str, file: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)()
    line, length = 1, 0
    try:
        for chunk in _chunks(path):
            text = decoder.decode(chunk)
            if "\0" in text:
                raise _nul(file, line + text[: text.index("\0")].count("\n"))
            newlines = text.count("\n")
            longest = max((len(piece) for piece in text.splitlines()), default=0)
            length = longest if newlines else length + longest
            if length > guards.MOST_LINE_BYTES:
                raise _long(file, line)
            line += newlines
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise guards.truncated(file, "un texte UTF-16") from error
    return encoding


def _check_bytes(path: Path, file: str) -> None:
    line, length = 1, 0
    for chunk in _chunks(path):
        if b"\0" in chunk:
            raise _nul(file, line + chunk[: chunk.index(b"\0")].count(b"\n"))
        first, last = chunk.find(b"\n"), chunk.rfind(b"\n")
        if first < 0:
            first, last = chunk.find(b"\r"), chunk.rfind(b"\r")
        length = length + len(chunk) if first < 0 else max(length + first, 0)
        if length > guards.MOST_LINE_BYTES:
            raise _long(file, line)
        if first >= 0:
            length = len(chunk) - last - 1
        line += chunk.count(b"\n")


def _decodes(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _check_single_bytes(path: Path, file: str) -> None:
    """Refuse a text that is UTF-8 in places only, or that is no Windows-1252 text either."""
    first_utf8 = first_other = 0
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if line.isascii():
                continue
            if not _UNDEFINED.isdisjoint(line) and not _is_utf8(line):
                found = "un octet qui n’a de sens ni en UTF-8 ni en Windows-1252"
                raise DataError(Problem(file, f"ligne {number}", "un texte lisible", found, _SAVE_AGAIN))
            if _is_utf8(line):
                first_utf8 = first_utf8 or number
            else:
                first_other = first_other or number
            if first_utf8 and first_other:
                found = f"de l’UTF-8 à la ligne {first_utf8}, du Windows-1252 à la ligne {first_other}"
                place = f"ligne {max(first_utf8, first_other)}"
                raise DataError(Problem(file, place, "un seul encodage dans le fichier", found, _SAVE_AGAIN))


_SAVE_AGAIN = "Repartez du fichier publié, ou enregistrez la table en « CSV UTF-8 »."


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _nul(file: str, line: int) -> DataError:
    found = "un octet nul : un fichier binaire, ou abîmé"
    return DataError(Problem(file, f"ligne {line}", "une table de texte", found, "Téléchargez-le de nouveau."))


def _long(file: str, line: int) -> DataError:
    wanted = f"des lignes de {guards.bytes_text(guards.MOST_LINE_BYTES)} au plus"
    advice = "Ce n’est pas une table à une ligne par territoire : vérifiez que c’est le bon fichier."
    return DataError(Problem(file, f"ligne {line}", wanted, "une ligne plus longue", advice))
