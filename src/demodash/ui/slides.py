"""Cards as slides: the finding as title, the chart or the map redrawn by the office program, sources and notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from demodash.charts.native import native
from demodash.charts.palette import LIGHT
from demodash.dataset import Dataset
from demodash.exports import slides
from demodash.exports.slides.model import Body, Deck, Slide, TextTable
from demodash.texts import capitalised, one_line
from demodash.ui import basket, citations, markup
from demodash.ui.basket import Item
from demodash.ui.card import Card, explained
from demodash.ui.page import Page

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
LONGEST_TITLE = 200
TITLE = "Démographie médicale des Hauts-de-France"
"""The title of a presentation that the analyst gave none."""


def slide_of(card: Card, dataset: Dataset, *, link: str = "", title: str = "") -> Slide:
    """A card as a slide; ``title`` takes the place of its finding, ``link`` leads back to the view that shows it."""
    definitions, limits = explained(card)
    credit = f" {card.credit}." if card.credit else ""
    return Slide(
        title=title or card.title,
        subtitle=card.subtitle,
        body=_body(card),
        reading=capitalised(card.reading),
        source_line=f"{citations.short(card.rows, dataset)}.{credit}",
        sources=citations.listed(card.rows, dataset),
        notes=[*definitions, *(f"Limite : {one}" for one in limits)],
        link=link,
        alt=f"{card.title}. {card.reading}",
    )


def _body(card: Card) -> Body:
    if card.picture is not None:
        return card.picture()
    if card.figure is not None:
        try:
            return native(card.figure)
        except ValueError:
            # A kind of chart that no office program draws: its table says the same figures.
            return _table(card)
    return _table(card)


def _table(card: Card) -> TextTable:
    return TextTable(
        headers=card.table.headers,
        rows=[[markup.plain(cell) for cell in row] for row in card.table.rows],
        numeric=card.table.numeric,
        derived=[place for place, mark in enumerate(card.table.marks) if mark == "derived"],
    )


def deck_of(items: Sequence[Item], data: Dataset, *, root: str, address: str, title: str, subtitle: str) -> Deck:
    """The presentation of some items, in their order; one whose card has no figures any more is left out.

    ``root``: the address of the dashboard, with its last slash; ``address`` makes the presentation again.
    """
    page = Page("presentation", data, LIGHT)
    found = []
    for item in items:
        card = basket.card_of(item, page)
        if card is not None:
            found.append(slide_of(card, data, link=basket.view_of(item, root, card.key), title=item.title))
    return Deck(
        title=one_line(title, LONGEST_TITLE) or TITLE,
        subtitle=one_line(subtitle, LONGEST_TITLE),
        day=dt.datetime.now(dt.UTC).astimezone().date(),
        address=address,
        slides=found,
    )


def deck_file(items: Sequence[Item], data: Dataset, *, root: str, address: str, title: str, subtitle: str) -> bytes:
    """The presentation of some items as a PowerPoint file."""
    return slides.deck_pptx(deck_of(items, data, root=root, address=address, title=title, subtitle=subtitle))
