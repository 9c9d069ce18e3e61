"""What a reader gives back: the lines of a document and the passages that they form."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from demodash.loaders.documents.headings import Outline, Role, looks_like_heading
from demodash.loaders.documents.joining import Vocabulary, join_lines

DocumentKind = Literal["txt", "html", "pdf", "pptx", "docx"]
LineKind = Literal["text", "marker", "furniture", "notes"]
PageUnit = Literal["page", "slide"]

DASHES = frozenset("-‐‑‒–—−")
_PAGE_NAMES: dict[PageUnit, str] = {"page": "page", "slide": "diapositive"}
_LINE_NAMES: dict[DocumentKind, str] = {
    "txt": "ligne",
    "pdf": "ligne",
    "pptx": "ligne",
    "docx": "paragraphe",
    "html": "paragraphe",
}


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a document: its page or slide when it has any, and its line."""

    page: int | None
    line: int
    unit: PageUnit = "page"

    def text(self, kind: DocumentKind) -> str:
        """Return the place in French, such as «diapositive 4, ligne 52» or «paragraphe 7»."""
        line = f"{_LINE_NAMES[kind]} {self.line}"
        if self.page is None:
            return line
        return f"{_PAGE_NAMES[self.unit]} {self.page}, {line}"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document, as the reader found it.

    `text` is in Unicode form NFC, without its bullet, every run of spaces (non-breaking ones
    too) being one space; `raw` is the line as it stands in the file. `page` is the page or slide
    (None for a text that flows); `line` counts from 1 in the file for a text, in the page for a
    PDF or a deck, and in the document for HTML and DOCX (where it is a paragraph).

    `kind` is `text`, `marker` (slide number and date, no figure), `furniture` (header, footer, page
    number, no figure) or `notes` (speaker's notes). `level` is the level of a heading (1 is the
    highest) or the depth of a bullet (0 is the outermost); for a body line, a level above 0 says
    that it stands under the bullet of depth `level - 1`. `starts` is False when the line goes on
    from the one before. `printed` is the date on a marker or on a piece of furniture.
    """

    text: str
    raw: str
    page: int | None
    line: int
    kind: LineKind = "text"
    role: Role = "body"
    level: int = 0
    bullet: str = ""
    starts: bool = True
    hidden: bool = False
    printed: date | None = None


@dataclass(frozen=True, slots=True)
class SlideMark:
    """The number and the date printed at the top of a slide in a text."""

    number: int
    printed: date | None
    line: int


@dataclass(frozen=True)
class Document:
    """A document that was read: its lines in reading order and what its file says of itself.

    `created` comes from the metadata of the file (None when it gives no date): it is never a
    figure, nor the date of one. `pages` is None for a text that flows. `remarks` says, in French,
    what of the file could not be read, such as a page that is only an image.
    """

    name: str
    kind: DocumentKind
    title: str | None
    lines: tuple[Line, ...]
    pages: int | None
    sha256: str
    size: int
    created: date | None = None
    unit: PageUnit = "page"
    slide_marks: tuple[SlideMark, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """A paragraph, a bullet, a heading or a row of a table, its broken lines joined again.

    `heading` holds what stands above it, outermost first: title of the slide, headings, the
    sentence that announces a list, the bullet that it is under. `bullet` is the sign or the ordinal
    that was taken off the beginning ("" when there was none). Cells of a row are joined by " ; ".
    `role` is that of its first line, or `heading` when only its wording tells that it is one.
    """

    text: str
    role: Role
    heading: tuple[str, ...]
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    unit: PageUnit = "page"

    @property
    def kind(self) -> LineKind:
        """Return the kind of its lines: text, marker, furniture or notes."""
        return self.lines[0].kind

    @property
    def bullet(self) -> str:
        """Return the bullet or the ordinal taken off its beginning, "" when there was none."""
        return self.lines[0].bullet

    @property
    def page(self) -> int | None:
        """Return the page or slide of its first line, None for a text that flows."""
        return self.lines[0].page

    @property
    def hidden(self) -> bool:
        """Tell whether it stands on a hidden slide."""
        return self.lines[0].hidden

    @property
    def ambiguous_sign(self) -> bool:
        """Tell whether its first number may be negative: «- 6,35 %» may be a bullet or a minus."""
        return self.bullet in DASHES and self.text[:1].isdecimal()

    def locate(self, offset: int) -> Locator:
        """Return the place of the character at `offset` of `text`: the line that it is printed on.

        Raises:
            ValueError: when `offset` is not within the text.
        """
        if not 0 <= offset < max(len(self.text), 1):
            raise ValueError(f"offset {offset} is outside a passage of {len(self.text)} characters")
        line = self.lines[bisect_right(self.starts, offset) - 1]
        return Locator(line.page, line.line, self.unit)


def passages(document: Document) -> tuple[Passage, ...]:
    """Return the passages of a document in reading order, markers, furniture and notes included."""
    vocabulary = Vocabulary.of(line.text for line in document.lines)
    groups = tuple(_groups(document.lines))
    joined = [join_lines([line.text for line in group], vocabulary) for group in groups]
    outline = Outline(by_page=document.unit == "slide")
    found = []
    above = _above_something(groups)
    for group, (text, starts), is_above in zip(groups, joined, above, strict=True):
        first = group[0]
        role = first.role
        heading: tuple[str, ...] = ()
        if first.kind == "marker":
            outline.clear()
        if first.kind == "text":
            if role == "body" and is_above and not first.level and looks_like_heading(text):
                role = "heading"
            heading = outline.place(text, role, first.level, first.page)
        found.append(Passage(text, role, heading, group, starts, document.unit))
    return tuple(found)


def _above_something(groups: Sequence[tuple[Line, ...]]) -> list[bool]:
    """Tell of each group whether a text that is not a heading by its role follows on the same page."""
    answers: list[bool] = []
    after: Line | None = None
    for group in reversed(groups):
        first = group[0]
        free = after is not None and after.role not in ("title", "heading")
        answers.append(free and after is not None and after.page == first.page)
        if first.kind == "text":
            after = first
    return answers[::-1]


def _groups(lines: Iterable[Line]) -> Iterable[tuple[Line, ...]]:
    """Yield the runs of lines of one passage; a line never goes on from one of another kind.

    Furniture between two halves of a paragraph (a page's footer) does not cut it.
    """
    pending: list[Line] = []
    aside: list[tuple[Line, ...]] = []
    for line in lines:
        if pending and line.kind in ("furniture", "marker") and pending[0].kind == "text":
            aside.append((line,))
        elif pending and not line.starts and line.kind == pending[0].kind:
            pending.append(line)
        else:
            if pending:
                yield tuple(pending)
            yield from aside
            aside = []
            pending = [line]
    if pending:
        yield tuple(pending)
    yield from aside
