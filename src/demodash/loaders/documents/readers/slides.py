"""The parts of a slide deck, and what a slide inherits from its layout and its master."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from lxml.etree import _Element as Element
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.slide import Slide as PptxSlide

from demodash.loaders.documents.readers.content import refusal
from demodash.loaders.documents.readers.limits import MAX_PAGES
from demodash.loaders.documents.readers.lines import clean
from demodash.loaders.documents.readers.office_text import (
    OFFICE_ERRORS,
    damaged,
    day,
    local_name,
    parsed,
)

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_BULLETS = frozenset({"buChar", "buAutoNum", "buBlip"})
_DEEPEST = 8


@dataclass(frozen=True)
class Slide:
    """The elements of a slide, of its layout and master, its notes, and the parts that it draws."""

    element: Element
    layout: Element
    master: Element
    notes: tuple[Element, ...]
    parts: dict[str, Element]

    @property
    def hidden(self) -> bool:
        """Tell whether it is passed over when the deck is shown."""
        return self.element.get("show") in ("0", "false")


@dataclass(frozen=True)
class Deck:
    """The slides of a deck, its title and the day it was made, None when the file does not say."""

    slides: tuple[Slide, ...]
    title: str | None
    created: date | None


def open_deck(data: bytes, name: str) -> Deck:
    """Return the parts of a deck: the only function that calls python-pptx.

    Raises:
        DocumentError: when the deck is damaged or too long.
    """
    try:
        deck = Presentation(BytesIO(data))
        count = len(deck.slides)
        slides = [_slide(slide) for slide in deck.slides] if count <= MAX_PAGES else []
        properties = deck.core_properties
        title, created = clean(properties.title) or None, day(properties.created)
    except (PythonPptxError, *OFFICE_ERRORS) as error:
        raise damaged(name, ".pptx") from error
    if count > MAX_PAGES:
        advice = "Donnez seulement les diapositives utiles."
        raise refusal(name, f"{count} diapositives", advice, f"{MAX_PAGES} diapositives au plus")
    return Deck(tuple(slides), title, created)


def _slide(slide: PptxSlide) -> Slide:
    layout = slide.slide_layout
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    notes = tuple(paragraph._p for paragraph in frame.paragraphs) if frame is not None else ()
    drawn = {node.get(f"{_R}id") or "" for node in slide.element.iter(f"{_C}chart")}
    drawn |= {node.get(f"{_R}dm") or "" for node in slide.element.iter(f"{_DGM}relIds")}
    parts = {relation: parsed(slide.part.related_part(relation).blob) for relation in sorted(drawn)}
    return Slide(slide.element, layout.element, layout.slide_master.element, notes, parts)


@dataclass(frozen=True)
class Placeholder:
    """What a shape says of its place in the layout: kind and index; None when it has none."""

    kind: str
    index: str

    @classmethod
    def of(cls, shape: Element) -> Placeholder | None:
        """Return the placeholder of a shape's element."""
        found = shape.find(f"./*/{_P}nvPr/{_P}ph")
        if found is None:
            return None
        return cls(found.get("type", "obj"), found.get("idx", "0"))

    @property
    def is_title(self) -> bool:
        """Tell whether it holds the title of the slide."""
        return self.kind in ("title", "ctrTitle")

    @property
    def is_furniture(self) -> bool:
        """Tell whether it holds the date, the number, the header or the footer of the slide."""
        return self.kind in ("dt", "sldNum", "hdr", "ftr")


def paragraph_level(paragraph: Element) -> int:
    """Return the level of a paragraph, from 0."""
    properties = paragraph.find(f"{_A}pPr")
    value = properties.get("lvl", "0") if properties is not None else "0"
    return min(int(value), _DEEPEST) if value.isdecimal() else 0


def has_bullet(paragraph: Element, shape: Element, slide: Slide) -> bool:
    """Tell whether a paragraph is shown with a bullet, its own or an inherited one."""
    own = _says_bullet(paragraph.find(f"{_A}pPr"))
    if own is not None:
        return own
    level = f"{_A}lvl{paragraph_level(paragraph) + 1}pPr"
    said = (_says_bullet(styles.find(level)) for styles in _inherited(shape, slide))
    return next((answer for answer in said if answer is not None), False)


def _says_bullet(properties: Element | None) -> bool | None:
    """Return whether properties put a bullet or take it off, None when they say nothing."""
    if properties is None:
        return None
    names = {local_name(node) for node in properties}
    if "buNone" in names:
        return False
    return True if names & _BULLETS else None


def _inherited(shape: Element, slide: Slide) -> Iterator[Element]:
    """Yield the list styles that a shape's paragraphs follow, the closest first."""
    yield from shape.iterfind(f"{_P}txBody/{_A}lstStyle")
    place = Placeholder.of(shape)
    if place is None:
        return
    for candidate in slide.layout.iter(f"{_P}sp"):
        other = Placeholder.of(candidate)
        if other is not None and other.index == place.index:
            yield from candidate.iterfind(f"{_P}txBody/{_A}lstStyle")
    style = "titleStyle" if place.is_title else "bodyStyle"
    for candidate in slide.master.iter(f"{_P}sp"):
        other = Placeholder.of(candidate)
        if other is not None and (other.kind == "title") == place.is_title and other.kind in ("title", "body"):
            yield from candidate.iterfind(f"{_P}txBody/{_A}lstStyle")
    yield from slide.master.iterfind(f"{_P}txStyles/{_P}{style}")
