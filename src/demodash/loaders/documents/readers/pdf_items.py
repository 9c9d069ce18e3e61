"""What the place and the size of the lines of a PDF tell: headings, gaps, furniture, columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from demodash.loaders.documents.headings import Role
from demodash.loaders.documents.passages import PageUnit
from demodash.loaders.documents.readers.column_names import names_columns
from demodash.loaders.documents.readers.furniture import Margin, repeated_margins
from demodash.loaders.documents.readers.items import UNKNOWN_ROOM, Item
from demodash.loaders.documents.readers.lines import clean, split_bullet
from demodash.loaders.documents.readers.paragraphs import CELL_SEPARATOR
from demodash.loaders.documents.readers.pdf_glyphs import PageText
from demodash.loaders.documents.readers.pdf_layout import PageLine, page_lines
from demodash.loaders.documents.readers.wrapping import begins_low, is_open

_MARGIN = 0.12
_MARGIN_LINES = 4
_LARGEST_FURNITURE = 1.1
_HEADING_SIZE = 1.15
_SAME_SIZE = 1.06
_LONGEST_HEADING = 200
_LETTERS = re.compile(r"[^\W\d_]{3}")
_USUAL_PITCH = 1.3
_SAME_PITCH = 1.05
_CLOSE = 1.35
_FILLED = 0.85
_SURE_ROOM = 0.5


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line of a page: the page, the place of the line in it (both from 1), its style and text."""

    page: int
    place: int
    style: int
    text: str
    line: PageLine

    @property
    def column(self) -> tuple[int, int, int]:
        """Return its page, its column and its style."""
        return self.page, self.line.part, self.style


def page_items(pages: Sequence[PageText], unit: PageUnit) -> list[Item]:
    """Return the lines of all pages in reading order, with what their place and size tell."""
    read = [[(clean(_raw(line)), line) for line in page_lines(page.words)] for page in pages]
    kept = [[(text, line) for text, line in lines if text] for lines in read]
    sizes = _Sizes.of([line for lines in kept for _, line in lines])
    placed = [
        _Placed(page, place, sizes.style(line.size), text, line)
        for page, lines in enumerate(kept, 1)
        for place, (text, line) in enumerate(lines, 1)
    ]
    furniture = _furniture(placed, pages, sizes, unit)
    text = [one for one in placed if (one.page, one.place) not in furniture]
    told = {(item.page, item.number): item for item in _text_items(text, pages, sizes, unit)}
    items: list[Item] = []
    for page, group in groupby(placed, key=lambda one: one.page):
        lines = list(group)
        for one in lines:
            aside = Item(one.line.raw, one.text, page, one.place, kind="furniture")
            items.append(told.get((page, one.place), aside))
        items += _slanting(pages[page - 1].slanting, page, len(lines))
    written = {one.page for one in placed}
    for number, page_text in enumerate(pages, 1):
        if number not in written:
            items += _slanting(page_text.slanting, number, 0)
    return items


def _raw(line: PageLine) -> str:
    return CELL_SEPARATOR.join(line.cells) if line.cells else line.raw


def _slanting(texts: Sequence[str], page: int, above: int) -> Iterator[Item]:
    """Yield the texts that are not written straight across, each on its own below the rest."""
    for rank, raw in enumerate(texts, 1):
        if text := clean(raw):
            yield Item(raw, text, page, above + rank, part=-rank)


@dataclass(frozen=True)
class _Sizes:
    """The sizes of letters of a document: those that differ little are one style."""

    floors: tuple[float, ...]
    body: float

    @classmethod
    def of(cls, lines: Sequence[PageLine]) -> _Sizes:
        """Return the sizes of the lines; the body is in the one that most characters have."""
        weights: Counter[float] = Counter()
        for line in lines:
            weights[round(line.size, 1)] += len(line.raw)
        floors: list[float] = []
        for size in sorted(weights):
            if not floors or size > floors[-1] * _SAME_SIZE:
                floors.append(size)
        by_style: Counter[int] = Counter()
        for size, weight in weights.items():
            by_style[bisect_right(floors, size) - 1] += weight
        common = max(by_style, key=lambda style: (by_style[style], style), default=0)
        return cls(tuple(floors), floors[common] if floors else 0)

    def style(self, size: float) -> int:
        """Return the rank of a size, from the smallest."""
        return max(bisect_right(self.floors, round(size, 1)) - 1, 0)

    def heading_level(self, style: int) -> int:
        """Return the level of the headings of a style (1 for the largest), 0 when it has none."""
        large = [floor for floor in self.floors if floor >= self.body * _HEADING_SIZE]
        if not self.floors or self.floors[style] not in large:
            return 0
        return min(len(large) - large.index(self.floors[style]), 6)


def _furniture(
    placed: Sequence[_Placed], pages: Sequence[PageText], sizes: _Sizes, unit: PageUnit
) -> set[tuple[int, int]]:
    """Return the (page, place) of headers, footers and page numbers.

    The title of a slide, repeated on the next one, is none: at the top of slides only what bears a
    number is.
    """
    margins: list[Margin] = []
    for page, group in groupby(placed, key=lambda one: one.page):
        height = pages[page - 1].height
        lines = sorted(group, key=lambda one: one.line.base)
        for one in lines[:_MARGIN_LINES] + lines[-_MARGIN_LINES:]:
            numbered = any(sign.isdecimal() for sign in one.text)
            high = one.line.base <= _MARGIN * height and (unit == "page" or numbered)
            low = one.line.base >= (1 - _MARGIN) * height
            if (high or low) and one.line.size <= _LARGEST_FURNITURE * sizes.body:
                margins.append(Margin(page, one.place, one.text))
    return repeated_margins(margins, len(pages))


def _text_items(placed: Sequence[_Placed], pages: Sequence[PageText], sizes: _Sizes, unit: PageUnit) -> Iterator[Item]:
    """Yield the lines of the text itself."""
    rooms = _Rooms.of(placed, pages, unit)
    pitches = _pitches(placed, sizes)
    heads = _header_rows(placed)
    above: _Placed | None = None
    before: Item | None = None
    for one in placed:
        if above is not None and above.page != one.page and unit == "slide":
            above = None
        blanks = _blanks(above, one, pitches)
        item = replace(rooms.item(one, blanks, unit), turned=_is_turned(above, one, unit))
        if one.line.cells:
            item = replace(item, role="header_row" if (*one.column[:2], one.place) in heads else "row")
        else:
            item = _headed(item, one, sizes, before if above is not None else None, unit)
        yield item
        above, before = one, item


def _is_turned(above: _Placed | None, one: _Placed, unit: PageUnit) -> bool:
    """Tell whether a line is the first of a column of text that follows another one in a report."""
    if above is None or unit == "slide" or above.page != one.page or above.line.part == one.line.part:
        return False
    return not above.line.cells and not one.line.cells and one.line.base < above.line.base


def _headed(item: Item, one: _Placed, sizes: _Sizes, before: Item | None, unit: PageUnit) -> Item:
    """Return the line as a heading when its size says so; `before` is None at the top of a slide."""
    level = sizes.heading_level(one.style)
    is_title = unit == "slide" and before is None
    if not level or len(one.text) > _LONGEST_HEADING or not _LETTERS.search(one.text):
        return item
    role: Role = "title" if is_title else "heading"
    if before is not None and before.role in ("title", "heading"):
        close = before.style == item.style and before.part == item.part and before.page == item.page
        broken = is_open(before.text) or begins_low(item.text)
        if close and broken and not item.blanks:
            return replace(item, role=before.role, level=before.level, soft=True)
    wordy = one.text[0].isdecimal() or one.text.endswith(".") or begins_low(one.text)
    if not is_title and (wordy or split_bullet(one.text)[0]):
        return item
    return replace(item, role=role, level=0 if is_title else level)


@dataclass(frozen=True)
class _Rooms:
    """How wide the columns are: their left and right edges, when their lines show them."""

    edges: dict[tuple[int, int, int], tuple[float, float]]
    flowing: bool

    @classmethod
    def of(cls, placed: Sequence[_Placed], pages: Sequence[PageText], unit: PageUnit) -> _Rooms:
        """Return the edges of the columns; the one main column of a report is that of all pages.

        An edge is only believed when two lines come near it, or when it is far enough on the page.
        """
        columns: dict[tuple[int, int, int], list[_Placed]] = defaultdict(list)
        for one in placed:
            if not one.line.cells:
                columns[cls._key(one, flowing=unit == "page")].append(one)
        edges = {}
        for key, lines in columns.items():
            left = min(one.line.left for one in lines)
            right = max(one.line.right for one in lines)
            near = sum(one.line.right >= left + _FILLED * (right - left) for one in lines)
            width = min(pages[one.page - 1].width for one in lines)
            if near > 1 or right - left >= _SURE_ROOM * width:
                edges[key] = (left, right)
        return cls(edges, flowing=unit == "page")

    def item(self, one: _Placed, blanks: int, unit: PageUnit) -> Item:
        """Return a line with its widths; in a column of no known width no line is ever full."""
        line = one.line
        em = max(line.size, 1)
        left, right = self.edges.get(self._key(one, flowing=self.flowing), (0.0, UNKNOWN_ROOM))
        return Item(
            line.raw,
            one.text,
            one.page,
            one.place,
            blanks,
            indent=2 * line.left / em,
            part=line.part if unit == "page" else one.page * 1000 + line.part,
            style=one.style,
            width=line.right - left,
            first=line.first + em / 4,
            room=max(right - left, em),
        )

    @staticmethod
    def _key(one: _Placed, *, flowing: bool) -> tuple[int, int, int]:
        page = 0 if flowing and not one.line.part else one.page
        return page, one.line.part, one.style


def _pitches(placed: Sequence[_Placed], sizes: _Sizes) -> dict[int, float]:
    """Return the usual distance between two lines of a paragraph, by style."""
    steps: dict[int, list[float]] = defaultdict(list)
    for one, two in pairwise(placed):
        step = two.line.base - one.line.base
        if one.column == two.column and 0.8 * one.line.size < step < 6 * one.line.size:
            steps[one.style].append(step)
    pitches: dict[int, float] = {}
    for style, found in steps.items():
        found.sort()
        usual = (one for one, third in zip(found, found[2:], strict=False) if third <= one * _SAME_PITCH)
        most = _USUAL_PITCH * sizes.floors[style]
        pitches[style] = next(usual, min(found[0], most))
    return pitches


def _blanks(above: _Placed | None, one: _Placed, pitches: dict[int, float]) -> int:
    """Return how many lines are left blank above a line, as its distance tells."""
    if above is None or above.column != one.column or one.style not in pitches:
        return 0
    steps = (one.line.base - above.line.base) / pitches[one.style]
    return 0 if steps <= _CLOSE else max(1, round(steps) - 1)


def _header_rows(placed: Sequence[_Placed]) -> set[tuple[int, int, int]]:
    """Return the (page, column, place) of the rows that name the columns of a table."""
    found = set()
    for (page, part, is_row), group in groupby(placed, key=lambda one: (one.page, one.line.part, bool(one.line.cells))):
        rows = list(group)
        if is_row and names_columns([tuple(clean(cell) for cell in one.line.cells) for one in rows]):
            found.add((page, part, rows[0].place))
    return found
