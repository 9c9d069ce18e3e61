"""Reader of HTML pages: the main text, what surrounds it being furniture."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag
from bs4.exceptions import ParserRejectedMarkup

from demodash.loaders.documents.headings import Role
from demodash.loaders.documents.passages import LineKind
from demodash.loaders.documents.readers.content import Content, refusal
from demodash.loaders.documents.readers.flow import flow
from demodash.loaders.documents.readers.html_parts import attribute, is_around, is_unseen, main_parts
from demodash.loaders.documents.readers.lines import SUPERSCRIPTS, clean
from demodash.loaders.documents.readers.paragraphs import Paragraphs, cell_text, spread

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
# What browsers take each declared encoding for.
_ENCODINGS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "cp1252": "cp1252",
    "iso8859-15": "iso8859-15",
    "cp850": "cp850",
    "mac-roman": "mac-roman",
}

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS_TEXT = (
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav aside ol p pre section "
    "summary table tbody td tfoot th thead tr ul dialog menu"
)
_BLOCKS = frozenset(_BLOCKS_TEXT.split())
_DATE_NAMES_TEXT = "article:published_time dcterms.date dcterms.created dcterms.issued dc.date date pubdate"
_DATE_NAMES = frozenset(_DATE_NAMES_TEXT.split())
_BREAK = "\n"


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page declares, None when it declares none that is known or UTF-8."""
    found = _DECLARED.search(data[:4096])
    if found is None:
        return None
    try:
        known = codecs.lookup((found.group(1) or found.group(2)).decode("ascii", "replace")).name
    except LookupError:
        return None
    return _ENCODINGS.get(known)


def read_html(text: str, name: str) -> Content:
    """Return the content of an HTML page.

    Raises:
        DocumentError: when the parser cannot make a page of it.
    """
    markup = re.sub(r"\A\s*<\?xml[^>]*>", "", text)
    try:
        soup = BeautifulSoup(markup, "lxml")
    except ParserRejectedMarkup as error:
        advice = "Enregistrez la page à nouveau depuis le navigateur, ou en PDF."
        raise refusal(name, "du HTML illisible", advice, "une page HTML") from error
    page = _Page(main_parts(soup))
    page.walk(soup)
    if all(item.kind != "text" for item in page.paragraphs.items):
        page = _Page(frozenset(), whole=True)
        page.walk(soup)
    flowing = flow(page.paragraphs.items)
    pages = [line.page for line in flowing.lines if line.page is not None]
    return Content(
        "html",
        flowing.lines,
        title=_title(soup),
        pages=max(pages) if pages else None,
        created=_created(soup),
        unit="slide" if flowing.marks else "page",
        slide_marks=flowing.marks,
    )


def _title(soup: BeautifulSoup) -> str | None:
    for tag in (soup.find("title"), soup.find("h1")):
        if isinstance(tag, Tag) and (text := clean(_spaced(tag.get_text()))):
            return text
    return None


def _created(soup: BeautifulSoup) -> date | None:
    """Return the day of publication in the metadata of the page."""
    for meta in soup.find_all("meta"):
        label = attribute(meta, "property") or attribute(meta, "name")
        if label.lower() in _DATE_NAMES:
            try:
                return date.fromisoformat(attribute(meta, "content").strip()[:10])
            except ValueError:
                continue
    return None


_Event = Literal["open", "close"]


@dataclass
class _Page:
    """The walk over a page: what surrounds the current text, and the text not yet written."""

    main: frozenset[int]
    whole: bool = False
    paragraphs: Paragraphs = field(default_factory=Paragraphs)
    _buffer: list[str] = field(default_factory=list)
    _roles: list[tuple[Role, int]] = field(default_factory=list)
    _lists: list[int] = field(default_factory=list)
    _bullet: str = ""
    _main_depth: int = 0
    _around_depth: int = 0
    _raised: int = 0
    _kept_lines: int = 0
    _tables: set[int] = field(default_factory=set)

    def walk(self, root: Tag) -> None:
        """Read every element under `root`, without recursion: a page may nest very deep."""
        for event, node in _events(root, self._tables):
            if isinstance(node, NavigableString):
                self._text(node)
            elif isinstance(node, Tag):
                self._enter(node) if event == "open" else self._leave(node)
        self._flush()

    def _text(self, node: NavigableString) -> None:
        text = str(node)
        if self._kept_lines:
            text = text.replace("\r\n", "\n")
            self._buffer.append(_BREAK.join(_spaced(part) for part in text.split("\n")))
            return
        text = _spaced(text)
        if self._raised and text.strip().isdecimal():
            text = text.translate(SUPERSCRIPTS)
        self._buffer.append(text)

    def _enter(self, tag: Tag) -> None:
        label = tag.name
        if label == "br":
            self._buffer.append(_BREAK)
        self._raised += label == "sup"
        if label not in _BLOCKS:
            self._around_depth += is_around(tag)
            return
        self._flush()
        self._main_depth += id(tag) in self.main
        self._around_depth += is_around(tag)
        self._kept_lines += label == "pre"
        if label in _HEADINGS:
            self._roles.append(("heading", _HEADINGS[label]))
        elif label in ("dt", "summary"):
            self._roles.append(("heading", 0))
        elif label in ("ul", "ol"):
            self._lists.append(_first_number(tag) if label == "ol" else 0)
        elif label == "li":
            self._bullet = self._next_bullet()

    def _leave(self, tag: Tag) -> None:
        label = tag.name
        self._raised -= label == "sup"
        if label not in _BLOCKS:
            self._around_depth -= is_around(tag)
            return
        self._flush()
        self._main_depth -= id(tag) in self.main
        self._around_depth -= is_around(tag)
        self._kept_lines -= label == "pre"
        if label in _HEADINGS or label in ("dt", "summary"):
            self._roles.pop()
        elif label in ("ul", "ol"):
            self._lists.pop()
            self.paragraphs.part()
        elif label == "li":
            self._bullet = ""
        elif label == "table" and id(tag) in self._tables:
            self._table(tag)

    def _next_bullet(self) -> str:
        if not self._lists or not self._lists[-1]:
            return "•"
        self._lists[-1] += 1
        return f"{self._lists[-1] - 1}."

    def _kind(self) -> LineKind:
        """Return furniture for what surrounds the main text, unless the `whole` page is wanted."""
        if self.whole:
            return "text"
        outside = bool(self.main) and not self._main_depth
        return "furniture" if outside or self._around_depth else "text"

    def _flush(self) -> None:
        """Write the paragraph that has been gathered."""
        whole = "".join(self._buffer)
        self._buffer = []
        if not whole.strip() and _BREAK not in whole:
            return
        kind = self._kind()
        raws = whole.split(_BREAK)
        depth = len(self._lists)
        if self._roles:
            role, level = self._roles[-1]
            self.paragraphs.add(raws, role, level, kind=kind)
        elif depth and self._bullet:
            self.paragraphs.add(raws, "bullet", depth - 1, self._bullet, kind)
            self._bullet = ""
        else:
            self.paragraphs.add(raws, level=depth, kind=kind)

    def _table(self, table: Tag) -> None:
        """Write a table of data by rows."""
        rows, heads = _rows(table)
        if self._kind() == "furniture":
            for row in rows:
                self.paragraphs.add([" ; ".join(row)], kind="furniture")
        else:
            self.paragraphs.add_rows(rows, named=heads > 0 or None, two_named=heads in (0, 2))


def _events(root: Tag, tables: set[int]) -> Iterator[tuple[_Event, PageElement]]:
    """Yield the elements and texts under `root` in order, each element opened and closed.

    Unseen elements are passed over; a table of data is given whole, and its id put in `tables`.
    """
    stack: list[tuple[_Event, PageElement]] = [("open", root)]
    while stack:
        event, node = stack.pop()
        if isinstance(node, Tag):
            if event == "open" and is_unseen(node):
                continue
            yield event, node
            if event == "open":
                stack.append(("close", node))
                if _is_data_table(node):
                    tables.add(id(node))
                else:
                    stack.extend(("open", child) for child in reversed(node.contents))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            yield event, node


def _first_number(tag: Tag) -> int:
    start = attribute(tag, "start")
    return int(start) if start.isascii() and start.isdecimal() and len(start) < 5 and int(start) else 1


def _spaced(text: str) -> str:
    """Return the text with its runs of spaces and line ends as one space, as a browser shows it."""
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def _is_data_table(tag: Tag) -> bool:
    """Tell a table of data from one that only lays a page out."""
    if tag.name != "table" or tag.find("table") is not None:
        return False
    if attribute(tag, "role") in ("presentation", "none"):
        return False
    rows = tag.find_all("tr")
    wide = [row for row in rows if len(_cells(row)) > 1]
    blocks = tag.find(("ul", "ol", "h1", "h2", "h3", "h4", "section", "article", "form"))
    return 2 * len(wide) > len(rows) and blocks is None


def _cells(row: Tag) -> list[Tag]:
    return [child for child in row.contents if isinstance(child, Tag) and child.name in ("td", "th")]


def _rows(table: Tag) -> tuple[list[list[str]], int]:
    """Return the cells of a table by rows, and how many rows from the first are marked as their names."""
    rows: list[list[str]] = []
    heads = 0
    carried: dict[int, tuple[int, str]] = {}
    for tag in table.find_all("tr"):
        cells = _cells(tag)
        if (
            cells
            and heads == len(rows)
            and (tag.find_parent("thead") is not None or all(cell.name == "th" for cell in cells))
        ):
            heads += 1
        row: list[str] = []
        for cell in cells:
            _carry(row, carried)
            text = _cell(cell)
            down = _span(cell, "rowspan")
            for _ in spread([("", _span(cell, "colspan"))]):
                if down > 1:
                    carried[len(row)] = (down - 1, text)
                row.append(text)
        _carry(row, carried)
        rows.append(row)
    caption = table.find("caption")
    if isinstance(caption, Tag):
        rows.insert(0, [_cell(caption)])
        heads = 0
    return rows, heads


def _carry(row: list[str], carried: dict[int, tuple[int, str]]) -> None:
    """Fill the next columns with the cells of the rows above that reach down to this one."""
    while len(row) in carried:
        left, text = carried.pop(len(row))
        if left > 1:
            carried[len(row)] = (left - 1, text)
        row.append(text)


def _span(cell: Tag, label: str) -> int:
    value = attribute(cell, label)
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 4 else 1


def _cell(cell: Tag) -> str:
    inner = _Page(frozenset())
    for child in list(cell.contents):
        if isinstance(child, Tag):
            inner.walk(child)
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            inner._text(child)
    inner._flush()
    return cell_text([item.text for item in inner.paragraphs.items])
