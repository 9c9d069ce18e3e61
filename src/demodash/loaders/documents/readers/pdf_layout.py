"""From the words of a page to its lines in reading order: columns, tables, superscripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from demodash.loaders.documents.readers.layout import widest_gap
from demodash.loaders.documents.readers.lines import SUPERSCRIPTS, split_bullet
from demodash.loaders.documents.readers.paragraphs import CELL_SEPARATOR
from demodash.loaders.documents.readers.pdf_glyphs import Word, is_raised, on_one_line

_SAME_LINE = 0.5
_CHUNK_GAP = 1.0
_NUMBER_GAP = 0.55
_CELL_GAP = 1.5
_BULLET_GAP = 8.0
_SHORT_CELL = 25
_STRETCHED = 4
_LONE_SIGN = re.compile(r"[^\w\s]|\(?[0-9]{1,2}[.)]|[a-z][.)]|[\uf000-\uf0ff]+|o")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words drawn one after the other on one line, without a wide gap; `order` is that of drawing."""

    words: tuple[Word, ...]
    order: int

    @property
    def left(self) -> float:
        """Return where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Return where it ends."""
        return max(word.right for word in self.words)

    @property
    def base(self) -> float:
        """Return the height of its line, from the top of the page."""
        return max(self.words, key=lambda word: (word.size, len(word.text))).base

    @property
    def size(self) -> float:
        """Return the size that most of its characters have."""
        return _common_size(self.words)

    @property
    def text(self) -> str:
        """Return its words."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page; `part` numbers the column or table of the page that it belongs to.

    `cells` are the texts of a row of a table, () for a line of text.
    """

    raw: str
    left: float
    right: float
    base: float
    size: float
    first: float
    part: int
    cells: tuple[str, ...] = ()


def page_lines(words: Sequence[Word]) -> list[PageLine]:
    """Return the lines of a page in reading order."""
    found: list[PageLine] = []
    parts = 0
    stack: list[tuple[list[list[Chunk]], int]] = [(_rows(list(_chunks(words))), 0)]
    while stack:
        rows, part = stack.pop()
        bands = _bands(rows)
        if len(bands) > 1:
            stack.extend((band, part) for band in reversed(bands))
            continue
        core, tail = _parted(rows)
        sides = _sides(rows)
        if sides is None:
            found += [_line(row, part) for row in rows]
        elif _is_table(core, tail):
            parts += 1
            found += [_line(row, parts, in_table=len(row) > 1) for row in core]
            if tail:
                stack.append((tail, part))
        else:
            parts += 2
            stack.append((_rows(sides[1]), parts))
            stack.append((_rows(sides[0]), parts - 1))
    return found


def _chunks(words: Sequence[Word]) -> Iterator[Chunk]:
    """Yield the chunks in the order in which they are drawn."""
    current: list[Word] = []
    order = 0
    for word in words:
        if current and not _follows(current, word):
            yield Chunk(tuple(current), order)
            order += 1
            current = []
        current.append(word)
    if current:
        yield Chunk(tuple(current), order)


def _follows(current: Sequence[Word], word: Word) -> bool:
    before = current[-1]
    size = max(before.size, word.size)
    gap = word.left - before.right
    if not on_one_line(before, word) or gap < -_SAME_LINE * size:
        return False
    if len(current) == 1 and _LONE_SIGN.fullmatch(before.text):
        return gap < _BULLET_GAP * size
    numbers = before.text[-1:].isdecimal() and word.text[:1].isdecimal()
    return gap < (_NUMBER_GAP if numbers else _CHUNK_GAP) * size


def _rows(chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    """Return the chunks by lines from top to bottom, each line from left to right."""
    rows: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=lambda chunk: (chunk.base, chunk.left)):
        if rows and _is_beside(rows[-1], chunk):
            rows[-1].append(chunk)
        else:
            rows.append([chunk])
    return [_unstretched(sorted(row, key=lambda chunk: chunk.left)) for row in rows]


def _unstretched(row: list[Chunk]) -> list[Chunk]:
    """Return as one chunk the words of a justified line, which all stand as far from each other."""
    gaps = [two.left - one.right for one, two in pairwise(row)]
    words = [word for chunk in row for word in chunk.words]
    if len(gaps) < _STRETCHED or max(gaps) > 1.5 * min(gaps) or len(words) > len(row) + 1:
        return row
    if 3 * sum(_is_number(chunk.text) for chunk in row) > len(row):
        return row
    return [Chunk(tuple(words), row[0].order)]


def _is_beside(row: Sequence[Chunk], chunk: Chunk) -> bool:
    """Tell whether a chunk stands on the line of others, none of which it covers."""
    size = min(chunk.size, row[0].size)
    if abs(chunk.base - row[0].base) >= _SAME_LINE * size:
        return False
    return all(chunk.left >= other.right - 0.3 * size or chunk.right <= other.left + 0.3 * size for other in row)


def _bands(rows: Sequence[list[Chunk]]) -> list[list[list[Chunk]]]:
    """Return the rows by runs that share a gutter; rows that no gutter parts make runs too."""
    bands: list[list[list[Chunk]]] = []
    gutters: list[tuple[float, float]] = []
    for row in rows:
        inner = _gutters(row)
        if bands and gutters:
            common = _free(gutters, row)
            if common:
                bands[-1].append(row)
                gutters = common
                continue
        elif bands and not inner:
            bands[-1].append(row)
            continue
        bands.append([row])
        gutters = inner
    return bands


def _gutters(row: Sequence[Chunk]) -> list[tuple[float, float]]:
    """Return the gaps inside a line."""
    return [(one.right, two.left) for one, two in pairwise(row) if two.left > one.right]


def _free(gutters: Sequence[tuple[float, float]], row: Sequence[Chunk]) -> list[tuple[float, float]]:
    """Return what a line leaves free of some gutters."""
    least = 0.5 * max(chunk.size for chunk in row)
    free: list[tuple[float, float]] = []
    for left, right in gutters:
        start = max([left, *(chunk.right for chunk in row if chunk.left < (left + right) / 2)])
        end = min([right, *(chunk.left for chunk in row if chunk.left >= (left + right) / 2)])
        if end - start > least:
            free.append((start, end))
    return free


def _sides(rows: Sequence[Sequence[Chunk]]) -> tuple[list[Chunk], list[Chunk]] | None:
    """Return the chunks on both sides of the widest gutter, None for a text in one column."""
    chunks = [chunk for row in rows for chunk in row]
    if all(len(row) == 1 for row in rows):
        return None
    cut = widest_gap(range(len(chunks)), lambda rank: (chunks[rank].left, chunks[rank].right))
    if cut is None:
        return None
    _, left, right = cut
    return [chunks[rank] for rank in left], [chunks[rank] for rank in right]


def _parted(rows: Sequence[list[Chunk]]) -> tuple[list[list[Chunk]], list[list[Chunk]]]:
    """Return the lines down to the last that stands on both sides of a gutter, and those below."""
    last = max((order for order, row in enumerate(rows) if len(row) > 1), default=-1)
    return list(rows[: last + 1]), list(rows[last + 1 :])


def _is_table(rows: Sequence[list[Chunk]], below: Sequence[list[Chunk]]) -> bool:
    """Tell a table, read row by row, from columns of text; `below` is what stands under it.

    Columns are drawn one after the other, or hold long lines or bullets; a table has short cells.
    """
    left, right = _sides(rows) or ([], [])
    shared = [row for row in rows if len(row) > 1]
    if any(split_bullet(chunk.text)[0] for chunk in right) or 2 * len(shared) < len(rows):
        return False
    first_right = min(chunk.order for chunk in right)
    if len(shared) == 1 and below:
        return all(chunk.order > first_right for row in below for chunk in row)
    short = median(len(chunk.text) for chunk in right) <= _SHORT_CELL
    numbers = 2 * sum(_is_number(chunk.text) for chunk in right) > len(right)
    if len(shared) > 1 and max(chunk.order for chunk in left) < first_right:
        return short and numbers and len(left) == len(right)
    return short or numbers or len(shared) == 1


def _is_number(text: str) -> bool:
    """Tell whether a cell is a number, with its unit perhaps, rather than words."""
    digits = sum(sign.isdecimal() for sign in text)
    return digits > 0 and sum(sign.isalpha() for sign in text) <= 2 * digits


def _line(row: Sequence[Chunk], part: int, *, in_table: bool = False) -> PageLine:
    """Return the line that the chunks of a row make, wide gaps marked as those of a table."""
    size = _common_size([word for chunk in row for word in chunk.words])
    base = max(row, key=lambda chunk: (chunk.size, len(chunk.text))).base
    raw = ""
    cells: list[str] = []
    for before, chunk in zip((None, *row), row, strict=False):
        text = _text(chunk, size, base)
        if before is None:
            raw, cells = text, [text]
        elif in_table or _is_cell_gap(before, chunk, size):
            raw += CELL_SEPARATOR + text
            cells.append(text)
        else:
            raw += " " + text
            cells[-1] += " " + text
    words = [word for chunk in row for word in chunk.words]
    is_row = in_table or len(cells) > 1
    first = words[0].right - words[0].left
    return PageLine(
        raw,
        row[0].left,
        max(chunk.right for chunk in row),
        base,
        size,
        first,
        part,
        tuple(cells) if is_row else (),
    )


def _is_cell_gap(before: Chunk, after: Chunk, size: float) -> bool:
    gap = after.left - before.right
    numbers = before.text[-1:].isdecimal() and after.text[:1].isdecimal()
    return gap > (_NUMBER_GAP if numbers else _CELL_GAP) * size


def _text(chunk: Chunk, size: float, base: float) -> str:
    """Return the words of a chunk with the spaces of the file, calls of footnotes as superscripts."""
    parts: list[str] = []
    for word in chunk.words:
        text = word.text
        if is_raised(word.size, word.base, size, base) and text.isdecimal():
            text = text.translate(SUPERSCRIPTS)
        parts += [(word.space if word.space.strip("\r\n") else " ") if parts else "", text]
    return "".join(parts)


def _common_size(words: Sequence[Word]) -> float:
    """Return the size that most characters have."""
    weights: dict[float, int] = {}
    for word in words:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    return max(weights, key=lambda size: (weights[size], size))
