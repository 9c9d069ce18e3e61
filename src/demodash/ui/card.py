"""The card: the finding as title, the chart, the table, the reading, the definition, the sources, the downloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from demodash.charts.template import CONFIG
from demodash.dataset import Dataset
from demodash.exports.map_picture import MapPicture
from demodash.indicators import CATALOGUE
from demodash.texts import number
from demodash.ui import citations, markup
from demodash.ui.card_menu import tools
from demodash.ui.recipe import Recipe

ROWS_SHOWN = 100
"""Rows of a table that are sent at once."""
_BESIDE = ["Tableau", "Définition", "Sources"]


@dataclass(frozen=True, slots=True)
class Card:
    """What one card shows. ``rows``: the observations behind it (columns of ``schema.COLUMNS``), all of them.

    ``title`` says the finding, ``subtitle`` what is measured, where, when and in which unit. ``remarks`` are the
    card's own limits, shown after those of its indicators. ``draw`` draws a map where a chart would be; the other
    tabs of such a card are sent when they are opened. ``file`` names the downloads when ``id`` would not do;
    ``credit`` goes into the image after the sources (who drew the outlines). ``picture`` makes the map as shapes, for
    slides and reports. ``recipe`` makes the card again elsewhere; it is set where cards are made.
    """

    id: str
    title: str
    subtitle: str
    rows: pd.DataFrame
    table: markup.Table
    reading: str
    figure: go.Figure | None = None
    remarks: Sequence[str] = ()
    filters: Mapping[str, str] = field(default_factory=dict)
    draw: Callable[[], object] | None = None
    file: str = ""
    credit: str = ""
    picture: Callable[[], MapPicture] | None = None
    recipe: Recipe | None = None

    @property
    def key(self) -> str:
        """The key of the card's frame, which is its anchor in the page too."""
        return f"card-{self.id}"

    @property
    def file_name(self) -> str:
        """What its downloads are named after."""
        return self.file or self.id


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart's card says around its chart, as HTML ready to be sent: worked out once for a card."""

    heading: str
    table: str
    definitions: str
    sources: str
    source_line: str


def words(card: Card, dataset: Dataset) -> Words:
    """Work out the texts of a card."""
    return Words(
        markup.heading(card.title, card.subtitle),
        markup.table(card.table) if card.draw is None else "",
        _definitions(card),
        citations.full(card.rows, dataset),
        citations.short(card.rows, dataset),
    )


def show(card: Card, dataset: Dataset, said: Words | None = None) -> None:
    """Draw a card in the current column; cards of one row have equal heights. ``said``: its words, if already known."""
    said = said or words(card, dataset)
    with st.container(border=True, key=card.key, height="stretch", gap="small"):
        st.html(said.heading)
        if card.draw is not None:
            _tabs_of_a_map(card, card.draw, said)
        else:
            _tabs_of_a_chart(card, said)
        with st.container(gap=None):
            st.html(markup.reading(card.reading) + markup.note(said.source_line))
            tools(card, dataset, said.source_line)


def _tabs_of_a_chart(card: Card, said: Words) -> None:
    names = ["Graphique", *_BESIDE]
    tabs = st.tabs(names if card.figure is not None else names[1:], key=f"{card.key}-tabs")
    *chart, rows, definition, sources = tabs
    if card.figure is not None:
        with chart[0]:
            st.plotly_chart(
                card.figure,
                theme=None,
                config=CONFIG,
                key=f"{card.key}-chart",
                alt=f"{card.title}. {card.reading}",
            )
    with rows:
        st.html(said.table)
    with definition:
        st.html(said.definitions)
    with sources:
        st.html(said.sources)


def _tabs_of_a_map(card: Card, draw: Callable[[], object], said: Words) -> None:
    """Thousands of territories: what is not looked at is not sent."""
    drawing, rows, definition, sources = st.tabs(["Carte", *_BESIDE], key=f"{card.key}-tabs", on_change="rerun")
    with drawing:
        draw()
    if rows.open:
        with rows:
            _long_table(card)
    if definition.open:
        definition.html(said.definitions)
    if sources.open:
        sources.html(said.sources)


def _long_table(card: Card) -> None:
    count = len(card.table.rows)
    first = 0
    if count > ROWS_SHOWN:
        first = st.selectbox(
            "Lignes affichées",
            range(0, count, ROWS_SHOWN),
            format_func=lambda at: (
                f"{number(at + 1)} à {number(min(at + ROWS_SHOWN, count))} sur {number(count)} (toutes dans le CSV)"
            ),
            key=f"{card.key}-rows",
            width=360,
        )
    st.html(markup.table(card.table.part(first, ROWS_SHOWN)))


def explained(card: Card) -> tuple[list[str], list[str]]:
    """What the card's indicators are and how they are calculated, then the limits of what it shows."""
    parts = []
    limits: list[str] = []
    derived = set(card.rows.loc[card.rows["status"] == "derived", "indicator"])
    for indicator_id in dict.fromkeys(card.rows["indicator"]):
        indicator = CATALOGUE[indicator_id]
        parts.append(f"{indicator.label} : {indicator.definition}")
        if indicator.formula and indicator_id in derived:
            parts.append(f"Calcul : {indicator.formula.text}.")
        limits += [caveat for caveat in indicator.caveats if caveat not in limits]
    return parts, [*limits, *card.remarks]


def _definitions(card: Card) -> str:
    parts, limits = explained(card)
    body = "".join(markup.note(part) for part in parts)
    return body + (f"<h3>Limites</h3>{markup.bullets(limits)}" if limits else "")
