"""How a text is laid out, and so which of its lines go on from the ones above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from demodash.loaders.documents.readers.items import UNKNOWN_ROOM, Item
from demodash.loaders.documents.readers.wrapping import begins_low, goes_on, has_digit, is_open

_WIDEST_WRAP = 160
_NARROWEST_WRAP = 40
_FILLED = 0.8
_QUITE_FILLED = 0.9
_FULL = 0.97
_HANGING = 8
_CLOSING = (".", ":", ";", "!", "?")


@dataclass(frozen=True)
class Layout:
    """How a text is laid out: the widest line of each page, and what its blank lines mean.

    `interleaved`: a blank line stands between all lines, even those of one paragraph.
    `wrapped`: the lines of a paragraph follow each other, broken at a common width.
    `flush`: the columns have a measured width, at which lines are broken and nowhere else.
    On `slides` a line that begins with a capital is a text of its own.
    """

    widths: dict[int | None, int]
    interleaved: bool = False
    wrapped: bool = False
    flush: bool = False
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
        flush = not interleaved and _is_flush(close)
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
        if is_open(before.text):
            return True
        if after.blanks and not self.interleaved:
            return False
        low = begins_low(after.text)
        fill = self.fill(before, after)
        if self.flush:
            return fill >= _FULL and (goes_on(before.text, after.text, full=True) or self._runs_on(before, after, fill))
        if self.interleaved and low and not after.blanks:
            return True
        if long:
            fill = max(fill, _FILLED)
        if not after.blanks and not low and self._runs_on(before, after, fill):
            return True
        return goes_on(before.text, after.text, full=fill >= _FILLED)

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
        width = self.widths.get(before.page, 0)
        if self.flush or not width or width > _WIDEST_WRAP or before.room >= UNKNOWN_ROOM:
            return measured
        counted = (len(before.text) + 1 + len(after.text.split(" ", 1)[0])) / width
        return max(measured, counted)


def _measured(before: Item, after: Item) -> float:
    """Return the part of its column that a line and the next word take, 0 when it is not measured."""
    return (before.width + after.first) / before.room if before.room else 0


def _is_flush(pairs: Sequence[tuple[Item, Item]]) -> bool:
    """Tell whether measured lines are broken where the column ends.

    It shows on the lines that cannot be the last of their sentence. A text whose lines were broken
    elsewhere, then printed one by one, has them end anywhere.
    """
    measured = [pair for pair in pairs if 0 < pair[0].room < UNKNOWN_ROOM]
    broken = [pair for pair in measured if is_open(pair[0].text) and len(pair[0].text) >= _NARROWEST_WRAP]
    full = [pair for pair in broken if _measured(*pair) >= _FULL]
    return bool(measured) and 4 * len(full) >= 3 * len(broken)
