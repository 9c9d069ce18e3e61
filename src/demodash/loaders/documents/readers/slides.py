"""Bullets of slides: what a paragraph inherits from its shape, its layout and its master."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element
from pptx.slide import Slide

from demodash.loaders.documents.readers.office_text import local_name

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_BULLETS = frozenset({"buChar", "buAutoNum", "buBlip"})
_DEEPEST = 8


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
    layout = slide.slide_layout
    for candidate in layout.element.iter(f"{_P}sp"):
        other = Placeholder.of(candidate)
        if other is not None and other.index == place.index:
            yield from candidate.iterfind(f"{_P}txBody/{_A}lstStyle")
    master = layout.slide_master
    style = "titleStyle" if place.is_title else "bodyStyle"
    for candidate in master.element.iter(f"{_P}sp"):
        other = Placeholder.of(candidate)
        if other is not None and (other.kind == "title") == place.is_title and other.kind in ("title", "body"):
            yield from candidate.iterfind(f"{_P}txBody/{_A}lstStyle")
    yield from master.element.iterfind(f"{_P}txStyles/{_P}{style}")
