"""Reader of plain text: press releases, web pages saved as text, the text of a slide deck."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from demodash.loaders.documents.passages import Line, PageUnit, SlideMark
from demodash.loaders.documents.readers.bullets import BulletDepths
from demodash.loaders.documents.readers.content import Content, refusal
from demodash.loaders.documents.readers.furniture import (
    SITE_LABELS,
    Margin,
    repeated_margins,
    says_its_page,
)
from demodash.loaders.documents.readers.lines import MAX_LINE_LENGTH, clean, furniture
from demodash.loaders.documents.readers.markers import slide_marks
from demodash.loaders.documents.readers.wrapping import begins_low, goes_on, is_open

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_SOFT_LINE_ENDS = re.compile("[\x0b\x85\u2028\u2029]")
_LONGEST_TITLE = 160
_WIDEST_WRAP = 160
_NARROWEST_WRAP = 40


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line that is not blank: its number in the file, page, and the blank lines above it."""

    number: int
    raw: str
    text: str
    page: int | None
    blanks: int

    @property
    def indent(self) -> int:
        """Return how many columns its first character stands from the left."""
        expanded = self.raw.replace("\u00a0", " ").expandtabs(4)
        return len(expanded) - len(expanded.lstrip())


def read_text(text: str, name: str) -> Content:
    """Return the content of a plain text.

    Raises:
        DocumentError: when a line is longer than `MAX_LINE_LENGTH` characters.
    """
    printed = _printed_lines(text, name)
    marks = slide_marks([line.text for line in printed])
    unit: PageUnit = "slide" if marks else "page"
    kinds = {order: mark for mark in marks for order in range(mark.order, mark.order + mark.lines)}
    if marks:
        printed = _numbered(printed, [(mark.order, mark.number) for mark in marks])
    decorations = _decorations(printed) if not marks else set()
    layout = _Layout.of([line for order, line in enumerate(printed) if order not in kinds])
    lines: list[Line] = []
    depths = BulletDepths()
    before: _Printed | None = None
    for order, line in enumerate(printed):
        if order in kinds:
            date = kinds[order].printed
            lines.append(Line(line.text, line.raw, line.page, line.number, "marker", printed=date))
            before = None
            depths = BulletDepths()
        elif order in decorations or line.text in SITE_LABELS:
            lines.append(furniture(line.text, line.raw, line.page, line.number))
        else:
            lines.append(_line(line, before, layout, depths, unit))
            before = line
    pages = [line.page for line in printed if line.page is not None]
    return Content(
        "txt",
        tuple(_with_titles(lines) if marks else lines),
        pages=max(pages) if pages else None,
        unit=unit,
        slide_marks=tuple(SlideMark(mark.number, mark.printed, printed[mark.order].number) for mark in marks),
    )


def _printed_lines(text: str, name: str) -> list[_Printed]:
    """Return the lines that are not blank; form feeds part pages."""
    paged = "\f" in text
    page, blanks = 1, 0
    printed: list[_Printed] = []
    for number, whole in enumerate(_LINE_ENDS.split(text), 1):
        if len(whole) > MAX_LINE_LENGTH:
            found = f"une ligne de {len(whole)} caractères"
            advice = "Vérifiez que le fichier est bien un texte, et coupez cette ligne."
            expected = f"des lignes de {MAX_LINE_LENGTH} caractères au plus"
            raise refusal(name, found, advice, expected, f"ligne {number}")
        for rank, part in enumerate(whole.split("\f")):
            page += rank > 0
            for raw in _SOFT_LINE_ENDS.split(part):
                cleaned = clean(raw)
                if cleaned:
                    printed.append(_Printed(number, raw, cleaned, page if paged else None, blanks))
                    blanks = 0
        blanks += not whole.strip()
    return printed


def _numbered(printed: Sequence[_Printed], marks: Sequence[tuple[int, int]]) -> list[_Printed]:
    """Return the lines with their slide; markers stand above their slide, or all of them below."""
    at = dict(marks)
    below = marks[0][0] > 0 and marks[-1][0] + 2 >= len(printed)
    numbered: list[_Printed] = []
    if below:
        slide: int | None = None
        for order in range(len(printed) - 1, -1, -1):
            slide = at.get(order, slide)
            numbered.append(replace(printed[order], page=slide))
        return numbered[::-1]
    slide = marks[0][1] - 1 or None
    for order, line in enumerate(printed):
        slide = at.get(order, slide)
        numbered.append(replace(line, page=slide))
    return numbered


def _decorations(printed: Sequence[_Printed]) -> set[int]:
    """Return the ranks of the running headers, running footers and page numbers."""
    found = {order for order, line in enumerate(printed) if says_its_page(line.text)}
    pages: dict[int, list[int]] = {}
    for order, line in enumerate(printed):
        if line.page is not None:
            pages.setdefault(line.page, []).append(order)
    margins = [
        Margin(page, order, printed[order].text)
        for page, orders in pages.items()
        for order in {*orders[:2], *orders[-2:]}
    ]
    return found | {place for _, place in repeated_margins(margins, len(pages))}


@dataclass(frozen=True)
class _Layout:
    """How a text is laid out: the width of each page, and what its blank lines mean.

    `interleaved`: a blank line stands between all lines, even those of one paragraph.
    `wrapped`: the lines of a paragraph follow each other, broken at a common width.
    """

    widths: dict[int | None, int]
    interleaved: bool
    wrapped: bool

    @classmethod
    def of(cls, printed: Sequence[_Printed]) -> _Layout:
        """Return the layout that the lines show."""
        widths: dict[int | None, int] = {}
        for line in printed:
            widths[line.page] = max(widths.get(line.page, 0), len(line.text))
        inner = [(one, two) for one, two in pairwise(printed) if one.page == two.page]
        spaced = [two for _, two in inner if two.blanks == 1]
        low = [line for line in spaced if begins_low(line.text)]
        interleaved = 10 * len(spaced) >= 7 * len(inner) and len(low) >= max(2, len(inner) // 10)
        close = [one for one, two in inner if not two.blanks]
        long = [line for line in close if 4 * len(line.text) >= 3 * widths[line.page]]
        narrow = all(width <= _WIDEST_WRAP for width in widths.values())
        wrapped = not interleaved and narrow and len(long) >= max(2, len(close) // 2)
        return cls(widths, interleaved, wrapped)

    def goes_on(self, before: _Printed, after: _Printed) -> bool:
        """Tell whether `after` goes on from `before`, bullets apart."""
        if after.blanks > 1:
            return False
        if after.blanks and not self.interleaved:
            return is_open(before.text)
        if self.interleaved and not after.blanks and begins_low(after.text):
            return True
        full = self._is_full(before, after)
        if self.wrapped and full and not after.blanks:
            return True
        return goes_on(before.text, after.text, full=full)

    def _is_full(self, before: _Printed, after: _Printed) -> bool:
        """Tell whether the first word of `after` would not have fitted on the line of `before`."""
        width = self.widths[before.page]
        if width > _WIDEST_WRAP or len(before.text) < _NARROWEST_WRAP:
            return False
        needed = len(before.text) + 1 + len(after.text.split(" ", 1)[0])
        return needed >= 0.8 * width


def _line(line: _Printed, before: _Printed | None, layout: _Layout, depths: BulletDepths, unit: PageUnit) -> Line:
    """Return the line with its bullet taken off and its tie to the one before."""
    same_page = before is not None and (before.page == line.page or unit == "page")
    close = before is not None and same_page and line.blanks <= 1
    spot = depths.take(line.text, line.indent, before.text if before and close else None)
    if spot.bullet:
        return Line(
            spot.text,
            line.raw,
            line.page,
            line.number,
            role="bullet",
            level=spot.level,
            bullet=spot.bullet,
        )
    if before is not None and same_page and layout.goes_on(before, line):
        return Line(line.text, line.raw, line.page, line.number, starts=False)
    level = depths.body(line.indent)
    return Line(line.text, line.raw, line.page, line.number, level=level)


def _with_titles(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a deck, the first text of each slide made its title."""
    titled: list[Line] = []
    seen: set[int | None] = set()
    for line in lines:
        if line.kind == "text" and line.page not in seen:
            seen.add(line.page)
            if line.role == "body" and len(line.text) <= _LONGEST_TITLE:
                titled.append(replace(line, role="title"))
                continue
        titled.append(line)
    return titled
