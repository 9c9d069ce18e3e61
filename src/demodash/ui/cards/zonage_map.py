"""The map of the zoning outside the page «Carte»: a card beside the other cards, or small on the first page."""

from __future__ import annotations

from functools import partial

import streamlit as st

from demodash.ui import markup
from demodash.ui.card import Card
from demodash.ui.cards import carte_map, carte_zonage
from demodash.ui.cards.carte_card import map_of
from demodash.ui.cards.carte_subject import Subject
from demodash.ui.geometry import AREAS
from demodash.ui.page import Page
from demodash.ui.sitemap import FOLDER

_AREA = AREAS["communes"]
_HEIGHT, _SMALL = 480, 330


def zone_map(page: Page) -> Card | None:
    """The zoning of the communes in its latest edition, as a card."""
    subject = carte_zonage.subject(page, _AREA)
    if subject is None:
        return None
    at = len(subject.times) - 1
    return map_of(
        _AREA,
        subject,
        at,
        None,
        card_id="zonage-carte",
        draw=partial(_draw, page, subject, key="zonage-communes", height=_HEIGHT),
        filters={"Édition": subject.times[at].label},
    )


def draw_small(page: Page) -> None:
    """The same map, small, with the way to the page of maps; nothing when there is no edition."""
    subject = carte_zonage.subject(page, _AREA)
    if subject is None:
        return
    at = len(subject.times) - 1
    with st.container(border=True, key="card-apercu-zonage", height="stretch", gap="small"):
        st.html(markup.heading(subject.finding(at, None).title, subject.subtitle(at)))
        _draw(page, subject, key="zonage-apercu", height=_SMALL)
        st.page_link(FOLDER / "carte.py", label="Toutes les cartes", icon=":material/arrow_forward:")


def _draw(page: Page, subject: Subject, *, key: str, height: int) -> None:
    carte_map.draw_map(page, _AREA, subject, key=key, height=height)
