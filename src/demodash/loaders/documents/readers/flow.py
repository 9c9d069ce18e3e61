"""From the printed lines of any document to its `Line`s: bullets, broken paragraphs, slide marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from demodash.loaders.documents.headings import Role
from demodash.loaders.documents.passages import Line, SlideMark
from demodash.loaders.documents.readers.broken_lines import Layout
from demodash.loaders.documents.readers.bullets import BulletDepths
from demodash.loaders.documents.readers.furniture import SITE_LABELS
from demodash.loaders.documents.readers.items import Item
from demodash.loaders.documents.readers.lines import printed_date
from demodash.loaders.documents.readers.markers import Mark, slide_marks

_LONGEST_TITLE = 160


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
    free = [item for order, item in enumerate(items) if order not in marked and _is_free(item)]
    walk = _Walk(Layout.of(free, slides=slides or bool(marks)))
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


class _Walk:
    """The walk over the printed lines: what came before, which bullets are in force."""

    def __init__(self, layout: Layout) -> None:
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
        if before is not None and before.part != item.part and not item.turned:
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
