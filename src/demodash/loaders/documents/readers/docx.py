"""Reader of Word documents (.docx): paragraphs, lists, tables, footnotes, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from docx import Document as open_document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml.etree import _Element as Element

from demodash.loaders.documents.headings import Role
from demodash.loaders.documents.passages import LineKind
from demodash.loaders.documents.readers.content import Content
from demodash.loaders.documents.readers.docx_styles import (
    OFF,
    Styles,
    W,
    is_indented,
    list_level,
    outline_level,
    value_of,
)
from demodash.loaders.documents.readers.flow import flow
from demodash.loaders.documents.readers.lines import clean
from demodash.loaders.documents.readers.office_text import (
    OFFICE_ERRORS,
    damaged,
    day,
    descend,
    local_name,
    parsed,
    raised,
)
from demodash.loaders.documents.readers.paragraphs import Paragraphs, cell_text, spread

_UNREAD = ("vanish", "strike", "dstrike")
_PARTS = ("footnotes", "endnotes", "header", "footer")
_SKIPPED = frozenset(
    {
        *("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "Fallback", "sectPr"),
        *("footnoteReference", "endnoteReference", "annotationRef", "tbl"),
    }
)
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_HEADING_NAME = re.compile(r"(?:heading|titre)\s*([1-9])", re.IGNORECASE)
_TITLE_NAMES = frozenset({"title", "titre"})
_LIST_NAME = re.compile(r"list bullet|list number|liste à puces|liste à numéros", re.IGNORECASE)
_LONGEST_CELL = 3


@dataclass(frozen=True)
class _Parts:
    """The roots of the parts of a document that hold text, and its properties."""

    body: Element
    styles: Element
    notes: tuple[Element, ...]
    margins: tuple[Element, ...]
    title: str | None
    created: date | None


def read_docx(data: bytes, name: str) -> Content:
    """Return the content of a Word document.

    Raises:
        DocumentError: when it is damaged.
    """
    parts = _open(data, name)
    reader = _Reader(Styles.of(parts.styles), Paragraphs())
    reader.blocks(parts.body, "text")
    for note in parts.notes:
        reader.notes(note)
    for margin in parts.margins:
        reader.paragraphs.part()
        reader.blocks(margin, "furniture")
    flowing = flow(reader.paragraphs.items)
    pages = [line.page for line in flowing.lines if line.page is not None]
    return Content(
        "docx",
        flowing.lines,
        title=parts.title,
        pages=max(pages) if pages else None,
        created=parts.created,
        unit="slide" if flowing.marks else "page",
        slide_marks=flowing.marks,
    )


def _open(data: bytes, name: str) -> _Parts:
    """Return the parts of a document: the only function that calls python-docx."""
    try:
        document = open_document(BytesIO(data))
        roots: dict[str, list[Element]] = {}
        for relation in document.part.rels.values():
            label = relation.reltype.rpartition("/")[2]
            if label in _PARTS and not relation.is_external:
                roots.setdefault(label, []).append(parsed(relation.target_part.blob))
        properties = document.core_properties
        return _Parts(
            document.element.body,
            document.styles.element,
            (*roots.get("footnotes", ()), *roots.get("endnotes", ())),
            (*roots.get("header", ()), *roots.get("footer", ())),
            clean(properties.title) or None,
            day(properties.created),
        )
    except (PythonDocxError, OpcError, *OFFICE_ERRORS) as error:
        raise damaged(name, ".docx") from error


@dataclass
class _Reader:
    """The walk over the blocks of a document."""

    styles: Styles
    paragraphs: Paragraphs
    _list_level: int | None = None

    def notes(self, root: Element) -> None:
        """Read the footnotes or the endnotes, but not the lines that part them from the text."""
        self.paragraphs.part()
        for note in root:
            if local_name(note) in ("footnote", "endnote") and note.get(f"{W}type") is None:
                self.blocks(note, "text")

    def blocks(self, parent: Element, kind: LineKind) -> None:
        """Read the paragraphs and tables under an element, in order."""
        stack = list(reversed(parent))
        while stack:
            node = stack.pop()
            label = local_name(node)
            if label == "p":
                self._paragraph(node, kind)
            elif label == "tbl":
                if kind == "text" and _is_data(node):
                    self.paragraphs.add_rows(_rows(node))
                else:
                    stack.extend(reversed(node))
            elif label not in _SKIPPED:
                stack.extend(reversed(node))

    def _paragraph(self, node: Element, kind: LineKind) -> None:
        boxes: list[Element] = []
        raws = _text(node, boxes).split("\n")
        if kind == "text":
            role, level = self._role(node)
            self.paragraphs.add(raws, role, level, "•" if role == "bullet" else "")
        else:
            self.paragraphs.add(raws, kind=kind)
        for box in boxes:
            self.paragraphs.part()
            self.blocks(box, kind)
            self.paragraphs.part()

    def _role(self, node: Element) -> tuple[Role | None, int]:
        """Return the part of a paragraph and its level, from its own properties then its style."""
        properties = node.find(f"{W}pPr")
        key = value_of(properties.find(f"{W}pStyle")) if properties is not None else None
        chain = list(self.styles.chain(key))
        for style in chain:
            if style.name.lower() in _TITLE_NAMES:
                return "title", 0
            heading = _HEADING_NAME.match(style.name)
            if heading is not None:
                return "heading", int(heading.group(1))
        outlines = [outline_level(properties), *(style.outline for style in chain)]
        outline = next((level for level in outlines if level is not None), None)
        if outline is not None and outline < 9:
            return "heading", outline + 1
        levels = [list_level(properties), *(style.listed for style in chain)]
        listed = next((level for level in levels if level is not None), None)
        if listed is None and any(_LIST_NAME.match(style.name) for style in chain):
            listed = 0
        if listed is not None and listed >= 0:
            self._list_level = listed
            return "bullet", listed
        indented = is_indented(properties) or any(style.indented for style in chain)
        if self._list_level is not None and indented:
            return None, self._list_level + 1
        self._list_level = None
        return None, 0


def _is_skipped(node: Element) -> bool:
    if local_name(node) == "r":
        marks = (node.find(f"{W}rPr/{W}{name}") for name in _UNREAD)
        return any(mark is not None and value_of(mark) not in OFF for mark in marks)
    return local_name(node) in _SKIPPED


def _text(paragraph: Element, boxes: list[Element]) -> str:
    """Return the text of a paragraph, forced line breaks as line ends; text boxes in it go to `boxes`."""
    parts: list[str] = []

    def skipped(node: Element) -> bool:
        if local_name(node) == "txbxContent":
            boxes.append(node)
            return True
        return _is_skipped(node)

    for node in descend(paragraph, skipped):
        label = local_name(node)
        if label == "t":
            parts.append(raised(node.text or "", _is_raised(node)))
        elif label == "sym":
            code = node.get(f"{W}char") or ""
            if re.fullmatch(r"[0-9A-Fa-f]{4}", code) and not 0xD800 <= int(code, 16) < 0xE000:
                parts.append(chr(int(code, 16)))
        elif label in _CHARACTERS:
            parts.append(_CHARACTERS[label])
    return "".join(parts)


def _is_raised(node: Element) -> bool:
    parent = node.getparent()
    return parent is not None and value_of(parent.find(f"{W}rPr/{W}vertAlign")) == "superscript"


def _is_data(table: Element) -> bool:
    """Tell a table of data from one that only lays a page out."""
    rows = list(table.iterchildren(f"{W}tr"))
    wide = [row for row in rows if len(_cells(row)) > 1]
    if 2 * len(wide) <= len(rows) or table.find(f".//{W}tbl") is not None:
        return False
    paragraphs = [len(list(cell.iter(f"{W}p"))) for row in rows for cell in _cells(row)]
    return max(paragraphs, default=0) <= _LONGEST_CELL and table.find(f".//{W}numPr") is None


def _cells(row: Element) -> Sequence[Element]:
    return list(row.iter(f"{W}tc"))


def _rows(table: Element) -> list[list[str]]:
    """Return the cells by rows; a cell merged over columns or rows is repeated in each."""
    rows: list[list[str]] = []
    for row in table.iter(f"{W}tr"):
        cells: list[tuple[str, int]] = []
        for cell in _cells(row):
            span = value_of(cell.find(f"{W}tcPr/{W}gridSpan")) or "1"
            column = sum(columns for _, columns in cells)
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is not None and value_of(merged) != "restart" and rows and column < len(rows[-1]):
                text = rows[-1][column]
            else:
                boxes: list[Element] = []
                raws = [_text(paragraph, boxes) for paragraph in cell.iter(f"{W}p")]
                text = cell_text([part for raw in raws for part in raw.split("\n")])
            cells.append((text, int(span) if span.isdecimal() else 1))
        rows.append(list(spread(cells)))
    return rows
