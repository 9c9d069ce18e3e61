"""Reader of slide decks (.pptx): text, tables, charts, diagrams and notes, slide by slide."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.etree import _Element as Element

from demodash.loaders.documents.readers.charts import chart_rows, chart_title
from demodash.loaders.documents.readers.content import Content
from demodash.loaders.documents.readers.flow import flow
from demodash.loaders.documents.readers.layout import Box, reading_order
from demodash.loaders.documents.readers.office_text import descend, local_name, raised
from demodash.loaders.documents.readers.paragraphs import Paragraphs, cell_text
from demodash.loaders.documents.readers.slides import Placeholder, Slide, has_bullet, open_deck, paragraph_level

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_SKIPPED = frozenset({"pPr", "rPr", "endParaRPr", "Fallback"})
_SHAPES = frozenset({"sp", "grpSp", "graphicFrame", "cxnSp", "pic"})
_LINKING_POINTS = frozenset({"pres", "parTrans", "sibTrans"})
_FIELD_MARGIN = 20
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}")


def read_pptx(data: bytes, name: str) -> Content:
    """Return the content of a slide deck.

    Raises:
        DocumentError: when it is damaged or too long.
    """
    deck = open_deck(data, name)
    paragraphs = Paragraphs()
    for number, slide in enumerate(deck.slides, 1):
        paragraphs.turn_page(number, hidden=slide.hidden)
        _Walk(slide, paragraphs).read()
    flowing = flow(paragraphs.items, slides=True)
    spoken = {line.page for line in flowing.lines if line.kind == "text"}
    silent = [number for number in range(1, len(deck.slides) + 1) if number not in spoken]
    return Content(
        "pptx",
        flowing.lines,
        title=deck.title,
        pages=len(deck.slides),
        created=deck.created,
        unit="slide",
        slide_marks=flowing.marks,
        remarks=tuple(f"diapositive {number} : aucun texte (une image ?)" for number in silent),
    )


class _Walk:
    """The walk over the shapes of one slide."""

    def __init__(self, slide: Slide, paragraphs: Paragraphs) -> None:
        self.slide = slide
        self.paragraphs = paragraphs

    def read(self) -> None:
        """Read the title, the other shapes in reading order, then the notes."""
        shapes = _children(self.slide.element.find(f"{_P}cSld/{_P}spTree"))
        titles = [shape for shape in shapes if _is_title(shape)]
        for shape in [*titles, *self._ordered([one for one in shapes if one not in titles])]:
            self._shape(shape)
        for paragraph in self.slide.notes:
            self.paragraphs.add(_text(paragraph).split("\n"), kind="notes")

    def _ordered(self, shapes: Sequence[Element]) -> list[Element]:
        boxes = [self._box(shape) for shape in shapes]
        placed = [shape for shape, box in zip(shapes, boxes, strict=True) if box is not None]
        order = reading_order([box for box in boxes if box is not None])
        floating = [shape for shape, box in zip(shapes, boxes, strict=True) if box is None]
        return [*floating, *(placed[rank] for rank in order)]

    def _box(self, shape: Element) -> Box | None:
        """Return where a shape stands, from its layout or master when it does not say."""
        found = _own_box(shape)
        place = Placeholder.of(shape)
        if found is not None or place is None:
            return found
        for parent in (self.slide.layout, self.slide.master):
            for candidate in parent.iter(f"{_P}sp"):
                other = Placeholder.of(candidate)
                if other is not None and other.index == place.index and _own_box(candidate) is not None:
                    return _own_box(candidate)
        return None

    def _shape(self, shape: Element) -> None:
        label = local_name(shape)
        self.paragraphs.part()
        if label == "grpSp":
            for child in self._ordered(_children(shape)):
                self._shape(child)
        elif label == "graphicFrame":
            self._graphic(shape)
        else:
            body = shape.find(f"{_P}txBody")
            if body is not None:
                self._body(body, shape)

    def _body(self, body: Element, shape: Element) -> None:
        place = Placeholder.of(shape)
        paragraphs = list(body.iterchildren(f"{_A}p"))
        if place is not None and place.is_title:
            raws = [raw for paragraph in paragraphs for raw in _text(paragraph).split("\n")]
            self.paragraphs.add(raws, "title")
            return
        bulleted = False
        for paragraph in paragraphs:
            raws = _text(paragraph).split("\n")
            level = paragraph_level(paragraph)
            if (place is not None and place.is_furniture) or _is_numbering(paragraph):
                self.paragraphs.add(raws, kind="furniture")
            elif has_bullet(paragraph, shape, self.slide):
                bulleted = True
                self.paragraphs.add(raws, "bullet", level, "•")
            else:
                self.paragraphs.add(raws, level=level if bulleted else 0)

    def _graphic(self, frame: Element) -> None:
        """Read a table, a chart or a diagram."""
        table = frame.find(f".//{_A}tbl")
        if table is not None:
            self.paragraphs.add_rows(_rows(table))
        for chart in frame.iter(f"{_C}chart"):
            root = self.slide.parts[chart.get(f"{_R}id") or ""]
            self.paragraphs.add([chart_title(root)])
            self.paragraphs.add_rows(list(chart_rows(root)), named=False)
        for diagram in frame.iter(f"{_DGM}relIds"):
            root = self.slide.parts[diagram.get(f"{_R}dm") or ""]
            for point in root.iter(f"{_DGM}pt"):
                if point.get("type") not in _LINKING_POINTS:
                    for paragraph in point.iter(f"{_A}p"):
                        self.paragraphs.add(_text(paragraph).split("\n"))


def _children(tree: Element | None) -> list[Element]:
    """Return the shapes right under a tree or a group, those of alternate contents included."""
    if tree is None:
        return []
    found = []
    stack = list(reversed(tree))
    while stack:
        node = stack.pop()
        label = local_name(node)
        if label in _SHAPES:
            found.append(node)
        elif label in ("AlternateContent", "Choice"):
            stack.extend(reversed(node))
    return found


def _is_title(shape: Element) -> bool:
    place = Placeholder.of(shape)
    return place is not None and place.is_title


def _own_box(shape: Element) -> Box | None:
    transform = shape.find(f"{_P}spPr/{_A}xfrm")
    for path in (f"{_P}grpSpPr/{_A}xfrm", f"{_P}xfrm"):
        transform = shape.find(path) if transform is None else transform
    if transform is None:
        return None
    offset, size = transform.find(f"{_A}off"), transform.find(f"{_A}ext")
    if offset is None or size is None:
        return None
    numbers = [offset.get("x", ""), offset.get("y", ""), size.get("cx", ""), size.get("cy", "")]
    if not all(_WHOLE_NUMBER.fullmatch(number) for number in numbers):
        return None
    left, top, width, height = map(int, numbers)
    return Box(left, top, left + width, top + height)


def _text(paragraph: Element) -> str:
    """Return the text of a paragraph, forced line breaks as line ends."""
    parts: list[str] = []
    for node in descend(paragraph, _is_skipped):
        label = local_name(node)
        if label == "t":
            parent = node.getparent()
            properties = parent.find(f"{_A}rPr") if parent is not None else None
            shift = properties.get("baseline", "0") if properties is not None else "0"
            lifted = shift.isdecimal() and int(shift) > 0
            parts.append(raised((node.text or "").replace("\v", "\n"), lifted))
        elif label == "br":
            parts.append("\n")
    return "".join(parts)


def _is_skipped(node: Element) -> bool:
    """Tell whether an element holds no text, or text that is struck through."""
    if local_name(node) == "r":
        properties = node.find(f"{_A}rPr")
        return properties is not None and properties.get("strike", "noStrike") != "noStrike"
    return local_name(node) in _SKIPPED


def _is_numbering(paragraph: Element) -> bool:
    """Tell whether a paragraph is the number of the slide, or its date, put in by a field."""
    fields = list(paragraph.iter(f"{_A}fld"))
    if not fields:
        return False
    whole = len("".join(_text(paragraph).split()))
    inside = sum(len("".join((text.text or "").split())) for one in fields for text in one.iter(f"{_A}t"))
    numbered = any(field.get("type") == "slidenum" for field in fields)
    return whole == inside or (numbered and whole - inside <= _FIELD_MARGIN)


def _rows(table: Element) -> list[list[str]]:
    """Return the cells by rows; a cell merged over columns or rows is repeated in each."""
    rows: list[list[str]] = []
    for row in table.iterchildren(f"{_A}tr"):
        cells: list[str] = []
        for cell in row.iterchildren(f"{_A}tc"):
            if cell.get("hMerge") in ("1", "true") and cells:
                cells.append(cells[-1])
            elif cell.get("vMerge") in ("1", "true") and rows and len(cells) < len(rows[-1]):
                cells.append(rows[-1][len(cells)])
            else:
                raws = [_text(paragraph) for paragraph in cell.iter(f"{_A}p")]
                cells.append(cell_text([part for raw in raws for part in raw.split("\n")]))
        rows.append(cells)
    return rows
