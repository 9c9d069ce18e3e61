"""From the printed lines of any document to its `Line`s: bullets, broken paragraphs, slide marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from demodash.loaders.documents.headings import Role
from demodash.loaders.documents.passages import Line, LineKind, SlideMark
from demodash.loaders.documents.readers.bullets import BulletDepths
from demodash.loaders.documents.readers.furniture import SITE_LABELS
from demodash.loaders.documents.readers.lines import printed_date
from demodash.loaders.documents.readers.markers import Mark, slide_marks
from demodash.loaders.documents.readers.wrapping import begins_low, goes_on, is_open

_LONGEST_TITLE = 160
_WIDEST_WRAP = 160
_NARROWEST_WRAP = 40
_FILLED = 0.8
_QUITE_FILLED = 0.9
_FULL = 0.98
_HANGING = 8
UNKNOWN_ROOM = 1e6
_CLOSING = (".", ":", ";", "!", "?")


@dataclass(frozen=True, slots=True)
class Item:
    """A printed line, with what the file tells of it.

    `number` is its line for a locator, `blanks` the blank lines above it, `indent` its distance from
    the left. Nothing goes on from one `part` (shape, cell, column) or `style` (size of letters) to
    another. `role` is None when the file does not tell it. `soft`: it follows a forced break inside
    a paragraph. `width`, `first` and `room` are the widths of the line, of its first word and of its
    column; 0 stands for numbers of characters, and a room of `UNKNOWN_ROOM` for a column whose lines
    are not known to be broken.
    """

    raw: str
    text: str
    page: int | None
    number: int
    blanks: int = 0
    indent: float = 0
    part: int = 0
    style: int = 0
    kind: LineKind = "text"
    role: Role | None = None
    level: int = 0
    bullet: str = ""
    hidden: bool = False
    soft: bool = False
    width: float = 0
    first: float = 0
    room: float = 0


@dataclass(frozen=True)
class Flow:
    """The lines of a document and the slide marks found among them."""

    lines: tuple[Line, ...]
    marks: tuple[SlideMark, ...]


def flow(items: Sequence[Item], *, slides: bool = False) -> Flow:
    """Return the lines that the printed lines of a document are; `slides` when its pages are slides.

    A text whose slides are marked gets its slide numbers from the marks when it has no pages.
    """
    marks = _marks(items)
    if marks and all(item.page is None for item in items):
        items = _numbered(items, marks)
    marked = {order: mark for mark in marks for order in range(mark.order, mark.order + mark.lines)}
    layout = _Layout.of([item for order, item in enumerate(items) if order not in marked and _is_free(item)])
    walk = _Walk(replace(layout, slides=slides or bool(marks)))
    for order, item in enumerate(items):
        if order in marked:
            walk.mark(item, marked[order])
        elif item.kind != "text" or item.text in SITE_LABELS:
            walk.aside(item)
        else:
            walk.text(item)
    found = tuple(SlideMark(mark.number, mark.printed, items[mark.order].number) for mark in marks)
    return Flow(tuple(walk.lines), found)


def _is_free(item: Item) -> bool:
    """Tell whether the place of a line in its paragraph is for us to find."""
    return item.kind == "text" and item.role is None and item.text not in SITE_LABELS


def _marks(items: Sequence[Item]) -> list[Mark]:
    texts = [item.text if item.kind == "text" and item.role != "row" else "" for item in items]
    return slide_marks(texts)


def _numbered(items: Sequence[Item], marks: Sequence[Mark]) -> list[Item]:
    """Return the lines with their slide; the marks stand above their slides, or all of them below."""
    at = {mark.order: mark.number for mark in marks}
    below = marks[0].order > 0 and marks[-1].order + marks[-1].lines >= len(items)
    numbered: list[Item] = []
    slide: int | None = None if below else marks[0].number - 1 or None
    ranks = range(len(items))
    for order in reversed(ranks) if below else ranks:
        slide = at.get(order, slide)
        numbered.append(replace(items[order], page=slide))
    return numbered[::-1] if below else numbered


@dataclass(frozen=True)
class _Layout:
    """How a text is laid out: the widest line of each page, and what its blank lines mean.

    `interleaved`: a blank line stands between all lines, even those of one paragraph.
    `wrapped`: the lines of a paragraph follow each other, broken at a common width. On `slides` a line
    that begins with a capital is a text of its own.
    """

    widths: dict[int | None, int]
    interleaved: bool
    wrapped: bool
    slides: bool = False

    @classmethod
    def of(cls, items: Sequence[Item]) -> _Layout:
        """Return the layout that the lines show."""
        widths: dict[int | None, int] = {}
        for item in items:
            widths[item.page] = max(widths.get(item.page, 0), len(item.text))
        pairs = [pair for pair in pairwise(items) if pair[0].page == pair[1].page]
        spaced = [after for _, after in pairs if after.blanks == 1]
        low = sum(begins_low(after.text) for after in spaced)
        interleaved = 10 * len(spaced) >= 7 * len(pairs) and low >= max(2, len(pairs) // 10)
        layout = cls(widths, interleaved=interleaved, wrapped=False)
        close = [pair for pair in pairs if not pair[1].blanks]
        filled = [pair for pair in close if layout.fill(*pair) >= _FILLED]
        low = sum(begins_low(after.text) for _, after in filled)
        wrapped = not interleaved and 3 * len(filled) >= len(close) and low >= max(2, len(filled) // 5)
        return replace(layout, wrapped=wrapped)

    def goes_on(self, before: Item, after: Item, *, long: bool) -> bool:
        """Tell whether `after` goes on from `before`, bullets apart.

        `long` says that `before` is itself the end of a broken line: it was full where it was written.
        """
        if before.part != after.part or before.style != after.style or after.blanks > 1:
            return False
        low, closed = begins_low(after.text), before.text.endswith(_CLOSING)
        if before.page != after.page:
            return is_open(before.text) or (low and not closed)
        if after.blanks and not self.interleaved:
            return is_open(before.text)
        fill = self.fill(before, after)
        if self.interleaved and low and not after.blanks:
            return True
        if long:
            fill = max(fill, _FILLED)
        if not after.blanks and not low and self._runs_on(before, after, fill):
            return True
        return goes_on(before.text, after.text, full=fill >= _FILLED)

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
        measured = (before.width + after.first) / before.room if before.room else 0
        width = self.widths.get(before.page, 0)
        if not width or width > _WIDEST_WRAP or before.room >= UNKNOWN_ROOM:
            return measured
        counted = (len(before.text) + 1 + len(after.text.split(" ", 1)[0])) / width
        return max(measured, counted)


class _Walk:
    """The walk over the printed lines: what came before, which bullets are in force."""

    def __init__(self, layout: _Layout) -> None:
        self.lines: list[Line] = []
        self._layout = layout
        self._depths = BulletDepths()
        self._before: Item | None = None
        self._long = False
        self._titled = True

    def mark(self, item: Item, mark: Mark) -> None:
        """Take the mark of a slide: the next line of text is its title."""
        line = Line(item.text, item.raw, item.page, item.number, "marker", printed=mark.printed)
        self.lines.append(line)
        self._before = None
        self._depths = BulletDepths()
        self._titled = False

    def aside(self, item: Item) -> None:
        """Take a line that is not part of the text."""
        kind = "furniture" if item.kind == "text" else item.kind
        date = printed_date(item.text) if kind == "furniture" else None
        self.lines.append(Line(item.text, item.raw, item.page, item.number, kind, hidden=item.hidden, printed=date))

    def text(self, item: Item) -> None:
        """Take a line of text."""
        before = self._before
        if before is not None and before.part != item.part:
            self._depths = BulletDepths()
            before = None
        if before is not None and before.page != item.page and before.page is not None:
            self._depths = BulletDepths()
        line = self._told(item) if item.role is not None else self._free(item, before)
        if not self._titled:
            self._titled = True
            if line.role == "body" and line.starts and len(line.text) <= _LONGEST_TITLE:
                line = replace(line, role="title")
        self.lines.append(line)
        # The bullet has been taken off: what follows is compared with the text alone.
        self._before = replace(item, text=line.text, bullet=line.bullet)
        self._long = not line.starts and not item.blanks

    def _told(self, item: Item) -> Line:
        """Return a line whose role the file tells."""
        role = item.role or "body"
        if role != "bullet":
            self._depths = BulletDepths()
        return self._line(item, item.text, role=role, level=item.level, bullet=item.bullet, starts=not item.soft)

    def _free(self, item: Item, before: Item | None) -> Line:
        close = before is not None and item.blanks <= 1 and before.style == item.style
        spot = self._depths.take(item.text, item.indent, before.text if before and close else None)
        if spot.bullet:
            level = item.level + spot.level
            return self._line(item, spot.text, role="bullet", level=level, bullet=spot.bullet)
        tied = before is not None and before.role in (None, "bullet")
        if before is not None and tied and self._layout.goes_on(before, item, long=self._long):
            return self._line(item, item.text, starts=False)
        return self._line(item, item.text, level=max(item.level, self._depths.body(item.indent)))

    def _line(
        self,
        item: Item,
        text: str,
        *,
        role: Role = "body",
        level: int = 0,
        bullet: str = "",
        starts: bool = True,
    ) -> Line:
        return Line(
            text,
            item.raw,
            item.page,
            item.number,
            role=role,
            level=level,
            bullet=bullet,
            starts=starts,
            hidden=item.hidden,
        )
