"""The words of a PDF page with their places: the only module that calls PDFium's text functions."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from demodash.loaders.documents.readers.lines import SUPERSCRIPTS

_LINE_HYPHEN = 0x02
_RAISED_SIZE = 0.85
_RAISED_SHIFT = 0.12
_SAME_LINE = 0.5
_RAISED_LINE = 0.7
_WORD_GAP = 1.0
_BACKWARDS = 0.5
_SMALLEST = 0.5
_SLANT = 3.0


class Glyph(NamedTuple):
    """A printed character: its place (y goes down, from the top of the page) and its size in points."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space; `space` is what stands before it in the file."""

    text: str
    left: float
    right: float
    base: float
    size: float
    space: str


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page in the order in which they are drawn, and the slanting texts apart."""

    width: float
    height: float
    words: tuple[Word, ...]
    slanting: tuple[str, ...]
    characters: int
    unreadable: int


def page_text(page: pdfium.PdfPage) -> PageText:
    """Return the text of a page; `unreadable` counts the characters that no font explains.

    Raises:
        PdfiumError: when PDFium cannot read the text of the page.
    """
    left, bottom, right, top = page.get_cropbox()
    turn = _Turn(page.get_rotation(), left, bottom, right - left, top - bottom)
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        words, slanting, unreadable = _gather(textpage.raw, count, turn)
    finally:
        textpage.close()
    return PageText(turn.width, turn.height, tuple(words), tuple(slanting), count, unreadable)


class _Turn:
    """From the place of a character in the file to its place on the page as it is shown."""

    def __init__(self, degrees: int, left: float, bottom: float, across: float, up: float) -> None:
        self.degrees = degrees
        self.left, self.bottom = left, bottom
        self.across, self.up = across, up
        self.width, self.height = (across, up) if degrees % 180 == 0 else (up, across)

    def sides(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float]:
        """Return the left and right sides of a box of the file on the page as it is shown."""
        if self.degrees == 0:
            return left - self.left, right - self.left
        one, two = self.place(left, bottom)[0], self.place(right, top)[0]
        return min(one, two), max(one, two)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return x to the right and y down, from the top left corner of the page as it is shown."""
        x, y = x - self.left, y - self.bottom
        if self.degrees == 90:
            return y, x
        if self.degrees == 180:
            return self.across - x, y
        if self.degrees == 270:
            return self.up - y, self.across - x
        return x, self.up - y


def _gather(textpage: object, count: int, turn: _Turn) -> tuple[list[Word], list[str], int]:
    """Return the words, the texts that are not written straight across, and the unreadable count."""
    words: list[Word] = []
    slanting: list[str] = []
    aside: list[str] = []
    current: list[Glyph] = []
    space, before = "", ""
    unreadable = 0
    for text, glyph in _glyphs(textpage, count, turn):
        if glyph is None:
            if text.isspace():
                space = space or text
                if text in "\r\n" and aside:
                    slanting.append("".join(aside))
                    aside = []
                aside += [" "] if aside else []
            elif text:
                aside.append(text)
            continue
        if aside:
            slanting.append("".join(aside))
            aside = []
        unreadable += text == "\ufffd" or "\ue000" <= text <= "\uefff"
        if current and (space or not _touches(current[-1], glyph)):
            words.append(_word(current, before))
            current, before = [], space
        elif not current:
            before = space
        space = ""
        current.append(glyph)
    if current:
        words.append(_word(current, before))
    if "".join(aside).strip():
        slanting.append("".join(aside))
    return words, [text for text in slanting if text.strip()], unreadable


def _glyphs(textpage: object, count: int, turn: _Turn) -> Iterator[tuple[str, Glyph | None]]:
    """Yield the characters; without a glyph for a space, or for a text that is not written across."""
    box = pdfium_c.FS_RECTF()
    unicode, loose_box = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetLooseCharBox
    run = (0.0, 0.0)
    size = base = 0.0
    for index in range(count):
        code = unicode(textpage, index)
        text = "-" if code == _LINE_HYPHEN else _character(code)
        if not text or text.isspace():
            yield text or " ", None
            continue
        if not loose_box(textpage, index, box):
            continue
        # The loose box is as high as the font: the next characters of a run all have the same.
        if (box.bottom, box.top) != run:
            run = (box.bottom, box.top)
            size, base = _size_and_base(textpage, index, turn)
        if size <= 0:
            yield text, None
            continue
        left, right = turn.sides(box.left, box.bottom, box.right, box.top)
        if size > _SMALLEST and -1 <= left <= turn.width + 1 and -1 <= base <= turn.height + 1:
            yield text, Glyph(text, left, right, base, size)


def _size_and_base(textpage: object, index: int, turn: _Turn) -> tuple[float, float]:
    """Return the size of a character and its base line; 0 and 0 when it is not written across."""
    angle = math.degrees(pdfium_c.FPDFText_GetCharAngle(textpage, index))
    # PDFium counts the angle to the left or to the right, from one version to another.
    if min(abs((angle - way * turn.degrees + 180) % 360 - 180) for way in (1, -1)) > _SLANT:
        return 0.0, 0.0
    x, y = ctypes.c_double(), ctypes.c_double()
    if not pdfium_c.FPDFText_GetCharOrigin(textpage, index, x, y):
        return 0.0, 0.0
    size = pdfium_c.FPDFText_GetFontSize(textpage, index)
    matrix = pdfium_c.FS_MATRIX()
    if pdfium_c.FPDFText_GetMatrix(textpage, index, matrix):
        size *= math.hypot(matrix.c, matrix.d)
    return size, turn.place(x.value, y.value)[1]


def _character(code: int) -> str:
    """Return the character of a code, "" for what is not one: half a pair, a control sign."""
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return "\ufffd"
    return chr(code) if code >= 32 or code in (9, 10, 13) else ""


def _touches(before: Glyph, after: Glyph) -> bool:
    """Tell whether two characters follow each other in one word."""
    size = max(before.size, after.size)
    gap = after.left - before.right
    return on_one_line(before, after) and -_BACKWARDS * size < gap < _WORD_GAP * size


def on_one_line(before: Glyph | Word, after: Glyph | Word) -> bool:
    """Tell whether two characters or words stand on one line, small raised ones included."""
    size = max(before.size, after.size)
    small = min(before.size, after.size) < _RAISED_SIZE * size
    return abs(after.base - before.base) < (_RAISED_LINE if small else _SAME_LINE) * size


def _word(glyphs: list[Glyph], space: str) -> Word:
    """Return the word of some characters; the small raised digits of a footnote become superscripts."""
    first = glyphs[0]
    size, base = first.size, first.base
    right = max(glyphs[-1].right, first.right)
    if all(glyph.size == size and glyph.base == base for glyph in glyphs):
        return Word("".join([glyph.text for glyph in glyphs]), first.left, right, base, size, space)
    size = max(glyph.size for glyph in glyphs)
    base = next(glyph.base for glyph in glyphs if glyph.size == size)
    text = "".join(
        glyph.text.translate(SUPERSCRIPTS) if is_raised(glyph.size, glyph.base, size, base) else glyph.text
        for glyph in glyphs
    )
    return Word(text, first.left, right, base, size, space)


def is_raised(size: float, base: float, line_size: float, line_base: float) -> bool:
    """Tell whether something small stands above the line: the call of a footnote."""
    return size < _RAISED_SIZE * line_size and line_base - base > _RAISED_SHIFT * line_size
