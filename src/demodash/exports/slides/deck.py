"""The presentation as a file: a title slide, each card on its own, the sources that the footers cannot hold."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace

from pptx import Presentation
from pptx.presentation import Presentation as Pptx
from pptx.slide import Slide as PptxSlide

from demodash.charts.native import NativeChart
from demodash.errors import DataError, Problem
from demodash.exports.map_picture import MapPicture
from demodash.exports.slides.body import put_chart, put_map, put_table
from demodash.exports.slides.frame import HEIGHT, INNER, MARGIN, Box, paragraph, run
from demodash.exports.slides.model import Deck, Slide
from demodash.exports.slides.notes import is_web_address, write_address, write_notes
from demodash.exports.slides.placing import fill_placeholder, number_slide, remove_placeholder
from demodash.exports.slides.table import pages
from demodash.exports.slides.template import (
    CARD_LAYOUT,
    DETAIL,
    READING,
    SOURCE,
    SOURCES_LAYOUT,
    SUBTITLE,
    TEMPLATE,
    TITLE_LAYOUT,
)
from demodash.exports.slides.writing import Fitted, balanced, clean, fitted
from demodash.texts import capitalised, long_date

UNTITLED = "Sans titre"
REOPEN = "Ouvrir cette présentation dans le tableau de bord"
"""The words of the link that makes the presentation again: its address runs over several lines."""
_GOES_ON = " (suite)"
_TITLE_TOP, _READING_BOTTOM, _FOOTER_TOP = 40.0, 490.0, 504.0
_TITLE_SIZES = ((26.0, 1), (24.0, 1), (24.0, 2), (22.0, 2), (20.0, 3))
_SUBTITLE_SIZES = ((14.0, 1), (13.0, 1), (12.0, 2))
_READING_SIZES = ((14.0, 2), (13.0, 3), (12.0, 4))
_BESIDE_SIZES = ((14.0, 8), (13.0, 9), (12.0, 10), (11.0, 11))
_SOURCE_SIZES = ((9.0, 2), (8.0, 2))
_OPENING = Box(MARGIN + 24, 196, 800, 132)
_OPENING_SIZES = ((40.0, 1), (36.0, 1), (36.0, 2), (32.0, 3), (26.0, 4))
_MAP_WIDTH, _GUTTER = 500.0, 28.0
_SOURCES_TOP, _SOURCES_SIZE, _SOURCES_ROOM = 84.0, 11.0, 396.0
_LONGEST_PROPERTY = 255


def deck_pptx(deck: Deck) -> bytes:
    """Write a presentation; titles too long are set smaller, then cut, and what a file cannot hold is left out.

    Raises:
        DataError: there is no slide to write.
    """
    if not deck.slides:
        raise DataError(
            Problem(
                file="Présentation",
                expected="au moins une carte",
                found="aucune",
                advice="Ajoutez des cartes depuis les pages, puis téléchargez à nouveau.",
            )
        )
    file = Presentation(str(TEMPLATE))
    _open(file, deck)
    unsaid: list[tuple[int, Slide]] = []
    for slide in deck.slides:
        number = len(file.slides) + 1
        if not _card(file, slide):
            unsaid.append((number, slide))
    _sources(file, unsaid)
    _properties(file, deck)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _properties(file: Pptx, deck: Deck) -> None:
    properties = file.core_properties
    properties.title = (clean(deck.title) or UNTITLED)[:_LONGEST_PROPERTY]
    properties.subject = clean(deck.subtitle)[:_LONGEST_PROPERTY]
    properties.author = "demodash"
    properties.last_modified_by = "demodash"
    properties.language = "fr-FR"
    properties.created = properties.modified = dt.datetime.combine(deck.day, dt.time())


def _open(file: Pptx, deck: Deck) -> None:
    """The title slide: title, subtitle, day, the way back; an address that cannot be a link is in the notes."""
    shown = file.slides.add_slide(file.slide_layouts[TITLE_LAYOUT])
    title = fitted(clean(deck.title) or UNTITLED, _OPENING.width, _OPENING_SIZES, bold=True)
    place = replace(_OPENING, height=title.height + 4)
    fill_placeholder(shown, 0, [title.text], size=title.size, box=place)
    subtitle = fitted(clean(deck.subtitle), _OPENING.width, ((20.0, 2), (16.0, 3)))
    if subtitle.text:
        below = replace(_OPENING, top=place.bottom + 10, height=subtitle.height + 4)
        fill_placeholder(shown, 1, [subtitle.text], size=subtitle.size, box=below)
    else:
        remove_placeholder(shown, 1)
    address = clean(deck.address)
    is_link = is_web_address(address)
    fill_placeholder(
        shown, DETAIL, [long_date(deck.day), *([REOPEN] if is_link else [])], link=address if is_link else ""
    )
    write_address(shown, address)


def _card(file: Pptx, slide: Slide, *, parted: bool = True) -> bool:
    """The slide of a card, those that go on with a long table; whether the footer holds the whole of the sources."""
    shown = file.slides.add_slide(file.slide_layouts[CARD_LAYOUT])
    title = fitted(clean(slide.title) or UNTITLED, INNER, _TITLE_SIZES, bold=True)
    wide = balanced(title, INNER, bold=True) if title.lines > 1 else INNER
    box = Box(MARGIN, _TITLE_TOP, wide, title.height + 2)
    fill_placeholder(shown, 0, [title.text], size=title.size, box=box)
    top = _TITLE_TOP + title.height + 6
    top = _subtitle(shown, clean(slide.subtitle), top)
    alt = clean(slide.alt) or clean(f"{slide.title}. {capitalised(slide.reading)}")
    if isinstance(slide.body, MapPicture):
        reading = _reading(shown, clean(slide.reading), _BESIDE_SIZES, _MAP_WIDTH + _GUTTER)
    else:
        reading = _reading(shown, clean(slide.reading), _READING_SIZES)
    complete = _source(shown, slide)
    number_slide(shown)
    write_notes(shown, slide)
    room = Box(MARGIN, top, INNER, _READING_BOTTOM - reading - top)
    if isinstance(slide.body, MapPicture):
        place = Box(MARGIN, top, _MAP_WIDTH, _READING_BOTTOM - top)
        beside = _MAP_WIDTH + _GUTTER
        put_map(shown, slide.body, place, replace(room, left=MARGIN + beside, width=INNER - beside), alt)
    elif isinstance(slide.body, NativeChart):
        put_chart(shown, slide.body, room, alt)
    else:
        first, *rest = pages(slide.body, room.width, room.height) if parted else [slide.body]
        put_table(shown, first, room, alt)
        for part in rest:
            _card(file, replace(slide, title=f"{slide.title}{_GOES_ON}", body=part), parted=False)
    return complete


def _subtitle(shown: PptxSlide, text: str, top: float) -> float:
    """Write what is measured; where the body starts."""
    if not text:
        remove_placeholder(shown, SUBTITLE)
        return top + 8
    subtitle = fitted(text, INNER, _SUBTITLE_SIZES)
    fill_placeholder(
        shown, SUBTITLE, [subtitle.text], size=subtitle.size, box=Box(MARGIN, top, INNER, subtitle.height + 2)
    )
    return top + subtitle.height + 16


def _reading(shown: PptxSlide, text: str, sizes: Sequence[tuple[float, int]], beside: float = 0.0) -> float:
    """Write the sentence that reads the chart, above the footer, right of what is ``beside`` it; its height."""
    if not text:
        remove_placeholder(shown, READING)
        return 0.0
    room = INNER - beside
    said = fitted(f"Lecture : {capitalised(text)}", room, sizes)
    runs = _with_bold_head(said)
    box = Box(MARGIN + beside, _READING_BOTTOM - said.height - 2, room, said.height + 2)
    fill_placeholder(shown, READING, [], paragraphs=paragraph(runs), box=box)
    return said.height + 14


def _with_bold_head(said: Fitted) -> str:
    head, _, tail = said.text.partition(" : ")
    return run(f"{head} :", said.size, bold=True) + run(f"\u00a0{tail}", said.size)


def _source(shown: PptxSlide, slide: Slide) -> bool:
    """Write the sources in the footer; whether they are all there."""
    credit = slide.body.credit if isinstance(slide.body, MapPicture) else ""
    line = clean(slide.source_line)
    if credit and credit not in line:
        line = ". ".join(part for part in (line, clean(credit)) if part)
    if not line:
        remove_placeholder(shown, SOURCE)
        return True
    said = fitted(line if line.lower().startswith("source") else f"Source : {line}", INNER - 80, _SOURCE_SIZES)
    fill_placeholder(shown, SOURCE, [said.text], size=said.size, box=Box(MARGIN, _FOOTER_TOP, INNER - 80, 26))
    return not said.text.endswith("…") or line.endswith("…")


def _sources(file: Pptx, unsaid: Sequence[tuple[int, Slide]]) -> None:
    """The sources that footers could not hold, on as many slides as they take."""
    pages: list[str] = [""]
    used = 0.0
    for number, slide in unsaid:
        head = fitted(f"Diapositive {number} : {clean(slide.title)}", INNER, ((_SOURCES_SIZE, 2),), bold=True)
        for place, source in enumerate(slide.sources or [slide.source_line]):
            said = fitted(clean(source), INNER, ((_SOURCES_SIZE, 8),))
            high = said.height + (head.height + _SOURCES_SIZE / 2 if place == 0 else 0.0)
            if used and used + high > _SOURCES_ROOM:
                pages.append("")
                used = 0.0
            if place == 0:
                empty = paragraph(run("", _SOURCES_SIZE / 2)) if used else ""
                pages[-1] += empty + paragraph(run(head.text, _SOURCES_SIZE, bold=True))
            pages[-1] += paragraph(run(said.text, _SOURCES_SIZE))
            used += high
    for page in pages if unsaid else ():
        shown = file.slides.add_slide(file.slide_layouts[SOURCES_LAYOUT])
        fill_placeholder(shown, 0, ["Sources"])
        box = Box(MARGIN, _SOURCES_TOP, INNER, HEIGHT - _SOURCES_TOP - 48)
        fill_placeholder(shown, DETAIL, [], paragraphs=page, box=box)
        number_slide(shown)
