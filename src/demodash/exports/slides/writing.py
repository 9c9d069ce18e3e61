"""Texts on a slide: what XML can hold, how wide they run, on how many lines, at which size they fit.

The theme's font is Arial, whose widths are those of Helvetica: they are known without the font being installed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

from demodash.exports.xlsx import LONGEST_CELL
from demodash.texts import one_line

FONT = "Arial"
LEADING = 1.2
"""Height of a line, in sizes of its type."""
_SAFETY = 1.01
"""Programs do not all kern alike."""
_SLACK = 1.05
"""A balanced line keeps some room: one word more on it would be seen, one line more would cover what follows."""
_FACES = {False: "Helvetica", True: "Helvetica-Bold"}
# Characters that the measuring font lacks, by others of the same width or a little wider.
_STANDING_IN = str.maketrans({"\u202f": "i", "\u00a0": " ", "\u2212": "+", "→": "—", "←": "—"})


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text that fits its box: what is left of it, its size in points, how many lines it takes."""

    text: str
    size: float
    lines: int

    @property
    def height(self) -> float:
        """Points that its lines take."""
        return self.lines * self.size * LEADING


def clean(text: str) -> str:
    """A text on one line, as a slide and a cell of its workbook can hold it."""
    return one_line(text, LONGEST_CELL)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Points that a text takes on one line."""
    return float(stringWidth(text.translate(_STANDING_IN), _FACES[bold], size)) * _SAFETY


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines of at most ``room`` points; a word too long for a line is broken too."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size, bold=bold) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, size, room, bold=bold)
        lines += full
    return [*lines, line]


def fitted(text: str, room: float, sizes: Sequence[tuple[float, int]], *, bold: bool = False) -> Fitted:
    """Set a text in the largest of ``sizes`` (points, most lines) that holds it; cut at the last one if none does."""
    for size, most in sizes:
        # A text far too long is not measured word by word at every size.
        if len(text) * size * 0.25 <= room * most:
            lines = wrapped(text, size, room, bold=bold)
            if len(lines) <= most:
                return Fitted(text, size, len(lines))
    size, most = sizes[-1]
    kept = wrapped(text[: int(room * most / (size * 0.2))], size, room, bold=bold)[:most]
    last = kept[-1]
    while last and width(f"{last}…", size, bold=bold) > room:
        last = last[:-1]
    return Fitted(" ".join([*kept[:-1], f"{last.rstrip(' ,;:')}…"]), size, most)


def balanced(said: Fitted, room: float, *, bold: bool = False) -> float:
    """The narrowest width, down to half of a room, at which a text takes no more lines: no word is left alone."""
    narrow, wide = room / 2, room
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        if len(wrapped(said.text, said.size, middle, bold=bold)) <= said.lines:
            wide = middle
        else:
            narrow = middle
    return min(room, wide * _SLACK)


def _pieces(word: str, size: float, room: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces
