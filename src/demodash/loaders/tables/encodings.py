"""One pass over a text table: its encoding, its line ends, and what makes it unreadable."""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from demodash.errors import DataError, Problem
from demodash.loaders.tables import guards
from demodash.loaders.tables.model import Progress, silent
from demodash.loaders.tables.pieces import PIECE, pieces

_TELL_EVERY = 100_000
"""Lines from one word of progress to the next."""
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


def look_through(path: Path, file: str, progress: Progress = silent) -> str:
    """Give the Python encoding of a text table after reading it whole.

    Raises:
        DataError: the file is binary, mixes encodings, or has a line that no table has.
        Cancelled: the progress said so.
    """
    with path.open("rb") as stream:
        start = stream.read(4096)
    wide = _wide(start)
    if wide:
        _check_wide(pieces(path, progress), wide, file)
        return wide
    if _check_bytes(path, file, progress):
        return next((name for bom, name in _BOMS if start.startswith(bom)), "utf-8")
    _check_single_bytes(path, file, progress)
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


def _check_wide(text_pieces: Iterator[bytes], encoding: str, file: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    line, length = 1, 0
    try:
        for piece in text_pieces:
            text = decoder.decode(piece)
            if "\0" in text:
                raise _nul(file, line + text[: text.index("\0")].count("\n"))
            newlines = text.count("\n")
            longest = max((len(part) for part in text.splitlines()), default=0)
            length = longest if newlines else length + longest
            if length > guards.MOST_LINE_BYTES:
                raise _long(file, line)
            line += newlines
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise guards.truncated(file, "un texte UTF-16") from error


def _check_bytes(path: Path, file: str, progress: Progress) -> bool:
    """Refuse nul bytes and lines too long, and say whether the text is UTF-8."""
    done = length = 0
    utf8 = _Utf8()
    for piece in pieces(path, progress):
        nul = piece.find(b"\0")
        if nul >= 0:
            raise _nul(file, _line_at(path, done + nul))
        first, last = piece.find(b"\n"), piece.rfind(b"\n")
        if first < 0:
            first, last = piece.find(b"\r"), piece.rfind(b"\r")
        length += len(piece) if first < 0 else first
        if length > guards.MOST_LINE_BYTES:
            raise _long(file, _line_at(path, done))
        if first >= 0:
            length = len(piece) - last - 1
        utf8.see(piece, first + 1, last + 1)
        done += len(piece)
    return utf8.ends_well()


def _line_at(path: Path, offset: int) -> int:
    """1-based line of a byte of a file."""
    line = 1
    with path.open("rb") as stream:
        while offset > 0 and (piece := stream.read(min(PIECE, offset))):
            line += piece.count(b"\n")
            offset -= len(piece)
    return line


@dataclass(slots=True)
class _Utf8:
    """Whether a text that comes by pieces is UTF-8: checked line end to line end, where no character is cut."""

    right: bool = True
    rest: bytes = b""

    def see(self, piece: bytes, first: int, last: int) -> None:
        """Take in a piece: its first line ends before ``first`` and its last one before ``last``, 0 without any."""
        if not self.right:
            return
        if not last:
            self.rest += piece
            return
        self.right = _is_utf8(self.rest + piece[:first]) and _is_long_utf8(memoryview(piece)[first:last])
        self.rest = piece[last:]

    def ends_well(self) -> bool:
        """Whether all of it was UTF-8, the end included."""
        return self.right and _is_utf8(self.rest)


def _is_long_utf8(text: memoryview) -> bool:
    """Check a long text without making one: the columns of Arrow know how, several times faster than decoding."""
    offsets = pa.py_buffer(struct.pack("=ii", 0, len(text)))
    try:
        pa.Array.from_buffers(pa.string(), 1, [None, offsets, pa.py_buffer(text)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _check_single_bytes(path: Path, file: str, progress: Progress) -> None:
    """Refuse a text that is UTF-8 in places only, or that is no Windows-1252 text either."""
    first_utf8 = first_other = 0
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if number % _TELL_EVERY == 0:
                progress(None, "Contrôle de l’encodage")
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


def _nul(file: str, line: int) -> DataError:
    found = "un octet nul : un fichier binaire, ou abîmé"
    return DataError(Problem(file, f"ligne {line}", "une table de texte", found, "Téléchargez-le de nouveau."))


def _long(file: str, line: int) -> DataError:
    wanted = f"des lignes de {guards.bytes_text(guards.MOST_LINE_BYTES)} au plus"
    advice = "Ce n’est pas une table à une ligne par territoire : vérifiez que c’est le bon fichier."
    return DataError(Problem(file, f"ligne {line}", wanted, "une ligne plus longue", advice))
