"""How a text is laid out, and so which of its lines go on from the ones above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from demodash.loaders.documents.readers.items import UNKNOWN_ROOM, Item
from demodash.loaders.documents.readers.wrapping import begins_low, goes_on, has_digit, is_open

_WIDEST_WRAP = 160
_NARROWEST_WRAP = 40
_FILLED = 0.8
_QUITE_FILLED = 0.9
_FULL = 0.97
_HANGING = 8
_ENOUGH = 5
_CLOSING = (".", ":", ";", "!", "?")


Flush = Literal["measured", "counted", "both"]


@dataclass(frozen=True)
class Layout:
    """How a text is laid out: the widest line of each page, and what its blank lines mean.

    `interleaved`: a blank line stands between all lines, even those of one paragraph.
    `wrapped`: the lines of a paragraph follow each other, broken at a common width.
    `flush`: every broken line is full, by its measured width or by its number of characters.
    On `slides` a line that begins with a capital is a text of its own.
    """

    widths: dict[int | None, int]
    interleaved: bool = False
    wrapped: bool = False
    flush: Flush | None = None
    slides: bool = False

    @classmethod
    def of(cls, items: Sequence[Item], *, slides: bool) -> Layout:
        """Return the layout that the lines show."""
        widths: dict[int | None, int] = {}
        for item in items:
            widths[item.page] = max(widths.get(item.page, 0), len(item.text))
        pairs = [pair for pair in pairwise(items) if pair[0].page == pair[1].page]
        spaced = [after for _, after in pairs if after.blanks == 1]
        low = sum(begins_low(after.text) for after in spaced)
        interleaved = 10 * len(spaced) >= 7 * len(pairs) and low >= max(2, len(pairs) // 10)
        close = [pair for pair in pairs if not pair[1].blanks]
        flush = None if interleaved else _flush(close, max(widths.values(), default=0))
        layout = cls(widths, interleaved=interleaved, flush=flush, slides=slides)
        filled = [pair for pair in close if layout.fill(*pair) >= layout.least]
        low = sum(begins_low(after.text) for _, after in filled)
        wrapped = not interleaved and 3 * len(filled) >= len(close) and low >= max(2, len(filled) // 5)
        return replace(layout, wrapped=wrapped)

    @property
    def least(self) -> float:
        """Return how full a line must be to have been broken there by the width."""
        return _FULL if self.flush else _FILLED

    def goes_on(self, before: Item, after: Item, *, long: bool) -> bool:
        """Tell whether `after` goes on from `before`, bullets apart.

        `long` says that `before` is itself the end of a broken line: it was full where it was written.
        """
        if before.style != after.style or after.blanks > 1:
            return False
        if before.page != after.page or after.turned:
            return self._turns(before, after)
        if before.part != after.part:
            return False
        if is_open(before.text) and (self.interleaved or not after.blanks or not after.text[:1].isupper()):
            return True
        return self._close(before, after, long=long) if self.interleaved or not after.blanks else False

    def _close(self, before: Item, after: Item, *, long: bool) -> bool:
        """Tell whether a line goes on from the one that it follows closely, which may end a sentence."""
        low = begins_low(after.text)
        if self.interleaved and low and not after.blanks:
            return True
        fill = self.fill(before, after)
        if long and not self.flush:
            fill = max(fill, _FILLED)
        if not after.blanks and not low and self._runs_on(before, after, fill):
            return True
        full = fill >= self.least
        return (full or not self.flush) and goes_on(before.text, after.text, full=full)

    def _turns(self, before: Item, after: Item) -> bool:
        """Tell whether a paragraph goes on at the top of the next page or column."""
        if is_open(before.text):
            return True
        if before.text.endswith(_CLOSING) or not begins_low(after.text):
            return False
        full = self.fill(before, after) >= self.least
        return full or not (has_digit(before.text) or has_digit(after.text))

    def _runs_on(self, before: Item, after: Item, fill: float) -> bool:
        """Tell whether a line that begins with a capital or a number goes on from a full one.

        In prose it does; on slides, where the widest line is full whatever comes next, only a number
        after «2020 :» does.
        """
        number = after.text[0].isdecimal()
        if number and before.text.endswith(":"):
            return fill >= _FULL
        if not self.wrapped or self.slides or before.text.endswith(":"):
            return False
        level = after.indent <= before.indent + (_HANGING if before.bullet else 1)
        return level and fill >= (_FULL if before.text.endswith(_CLOSING) else _QUITE_FILLED)

    def fill(self, before: Item, after: Item) -> float:
        """Return how much of its column a line would take if the next word stood on it too.

        0 when the column is too narrow, or too wide, for its lines to have been broken by it.
        """
        if len(before.text) < _NARROWEST_WRAP and not (before.room and before.width > before.room / 2):
            return 0
        measured = _measured(before, after)
        counted = _counted(before, after, self.widths.get(before.page, 0))
        if self.flush == "measured" or before.room >= UNKNOWN_ROOM:
            return measured
        if self.flush is not None:
            counted = _counted(before, after, max(self.widths.values()))
        return counted if self.flush == "counted" else max(measured, counted)


def _measured(before: Item, after: Item) -> float:
    """Return the part of its column that a line and the next word take, 0 when it is not measured."""
    return (before.width + after.first) / before.room if before.room else 0


def _counted(before: Item, after: Item, width: int) -> float:
    """Return the part of `width` characters that a line and the next word take, 0 for a width too large."""
    if not 0 < width <= _WIDEST_WRAP:
        return 0
    return (len(before.text) + 1 + len(after.text.split(" ", 1)[0])) / width


def _flush(pairs: Sequence[tuple[Item, Item]], width: int) -> Flush | None:
    """Return which width breaks the lines: that of the column, or a number of characters.

    It shows on the lines that cannot be the last of their sentence. A text whose lines were broken
    elsewhere, then printed one by one, has them end anywhere.
    """
    broken = [pair for pair in pairs if is_open(pair[0].text) and len(pair[0].text) >= _NARROWEST_WRAP]
    known = [pair for pair in broken if 0 < pair[0].room < UNKNOWN_ROOM]
    measured = sum(_measured(*pair) >= _FULL for pair in known)
    counted = sum(_counted(*pair, width) >= _FULL for pair in broken)
    by_count = len(broken) >= _ENOUGH and 10 * counted >= 9 * len(broken)
    by_measure = any(one.room for one, _ in pairs) and 10 * measured >= 9 * len(broken)
    if by_measure:
        return "both" if by_count else "measured"
    return "counted" if by_count else None
