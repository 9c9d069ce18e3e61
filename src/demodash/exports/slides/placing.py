"""Texts into the placeholders of a slide, and shapes into their place in its order of reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.slide import Slide as PptxSlide
from pptx.util import Emu

from demodash.exports.slides.frame import NAMESPACES, Box, emu, escape
from demodash.exports.slides.template import NUMBER_FIELD, SUBTITLE

_HERE = "formes"
_FIRST_NUMBER = 100
"""Numbers of the shapes that are not placeholders begin here."""


def fill_placeholder(
    shown: PptxSlide,
    number: int,
    lines: Sequence[str],
    *,
    size: float = 0.0,
    box: Box | None = None,
    paragraphs: str = "",
    link: str = "",
) -> None:
    """Write lines (or made paragraphs) into a placeholder; a size other than the layout's only where it is given.

    ``link`` makes a link of the last line.
    """
    shape = _placeholder(shown, number)
    shape.name = _layout_name(shown, number)
    body = shape._element.find(qn("p:txBody"))
    for old in body.findall(qn("a:p")):
        body.remove(old)
    relation = shown.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True) if link else ""
    look = f' sz="{round(size * 100)}"' if size else ""
    made = paragraphs
    for place, line in enumerate(lines):
        click = f'<a:hlinkClick r:id="{relation}"/>' if relation and place == len(lines) - 1 else ""
        made += f'<a:p><a:r><a:rPr lang="fr-FR"{look} dirty="0">{click}</a:rPr><a:t>{escape(line)}</a:t></a:r></a:p>'
    for one in _parsed(made):
        body.append(one)
    if box:
        shape.left, shape.top = Emu(emu(box.left)), Emu(emu(box.top))
        shape.width, shape.height = Emu(emu(box.width)), Emu(emu(box.height))


def remove_placeholder(shown: PptxSlide, number: int) -> None:
    """Take away a placeholder that has nothing to say, with its words of instruction."""
    element = _placeholder(shown, number)._element
    element.getparent().remove(element)


def number_slide(shown: PptxSlide) -> None:
    """Put the number of the slide where the layout has it."""
    shown.shapes._spTree.append(
        *_parsed(
            '<p:sp><p:nvSpPr><p:cNvPr id="99" name="Numéro"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
            '<p:ph type="sldNum" sz="quarter" idx="4"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>'
            f"<a:p>{NUMBER_FIELD}</a:p></p:txBody></p:sp>"
        )
    )


def put(shown: PptxSlide, shapes: str) -> None:
    """Put shapes on a slide, read after the title and the subtitle."""
    for one in _parsed(shapes):
        _after_heading(shown, one)


def put_many(shown: PptxSlide, shapes: str) -> None:
    """Put thousands of shapes where ``put`` would; the last thing done to a slide, which is read anew with them.

    Moving as many elements from one tree into another takes a second; reading them does not.
    """
    mark = etree.Comment(_HERE)
    _after_heading(shown, mark)
    whole = etree.tostring(shown.part._element, encoding="unicode")
    shown.part._element = parse_xml(whole.replace(f"<!--{_HERE}-->", shapes, 1))


def move_after_heading(shown: PptxSlide, shape: BaseShape) -> None:
    """Have a shape read after the title and the subtitle."""
    _after_heading(shown, shape._element)


def identifiers() -> Iterator[int]:
    """Numbers for the shapes of one slide."""
    return count(_FIRST_NUMBER)


def _after_heading(shown: PptxSlide, element: object) -> None:
    tree = shown.shapes._spTree
    later = [one for one in shown.placeholders if one.placeholder_format.idx > SUBTITLE]
    if later:
        later[0]._element.addprevious(element)
    else:
        tree.append(element)


def _layout_name(shown: PptxSlide, number: int) -> str:
    """The French name of a placeholder, which the copy of it lacks."""
    return next(
        str(one.name)
        for one in shown.slide_layout.shapes
        if one.is_placeholder and one.placeholder_format.idx == number
    )


def _placeholder(shown: PptxSlide, number: int) -> BaseShape:
    found: BaseShape = next(one for one in shown.placeholders if one.placeholder_format.idx == number)
    return found


def _parsed(elements: str) -> list[object]:
    return list(parse_xml(f"<p:holder {NAMESPACES}>{elements}</p:holder>"))
