"""Break texts into lines that fit, and choose the type size at which they do. Nothing is ever cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from demodash.exports.report.fonts import width, writable

_PIECE = re.compile(r" |[^ \-/?&=]*[\-/?&=]+|[^ \-/?&=]+")
"""A line may break at a space (but not at a no-break space), after a hyphen, and after the signs of an address."""

_ROUNDING = 1e-6


def wrapped(text: str, font: str, size: float, room: float) -> list[str]:
    """Lines of at most ``room`` points; a word that is wider than that is broken where it must."""
    return list(_wrapped(text, font, size, room))


@lru_cache(maxsize=4096)
def _wrapped(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    length = 0.0
    for piece in _pieces(writable(text), font, size, room):
        more = width(piece, font, size)
        if line and length + width(piece.rstrip(" "), font, size) > room + _ROUNDING:
            lines.append(line.rstrip(" "))
            line, length = ("", 0.0) if piece == " " else (piece, more)
        elif line or piece != " ":
            line, length = line + piece, length + more
    return (*lines, line.rstrip(" "))


def fitted(text: str, font: str, sizes: Iterable[float], room: float, most: int) -> tuple[float, list[str]]:
    """The first of ``sizes`` at which the text takes at most ``most`` lines; the last one with all its lines if none.

    Raises:
        ValueError: there is no size.
    """
    found: tuple[float, list[str]] | None = None
    for size in sizes:
        found = size, wrapped(text, font, size, room)
        if len(found[1]) <= most:
            return found
    if found is None:
        raise ValueError("no size to choose from")
    return found


def _pieces(text: str, font: str, size: float, room: float) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        rest = piece
        while width(rest, font, size) > room and len(rest) > 1:
            count = next(at for at in range(len(rest) - 1, 0, -1) if at == 1 or width(rest[:at], font, size) <= room)
            yield rest[:count]
            rest = rest[count:]
        yield rest
