"""A page in several views, one at a time: each has its filters and its cards, and its place in the address."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from demodash.ui import pickers
from demodash.ui.page import Page

PARAMETER = "vue"


@dataclass(frozen=True, slots=True)
class View:
    """One view of a page: its id, its French label, the parameters of its filters, how the ids of its cards begin."""

    id: str
    label: str
    cards: tuple[str, ...]
    filters: tuple[str, ...] = ()


def choose(page: Page, views: Sequence[View]) -> str:
    """Let the reader choose a view, the first one by default; give its id.

    An address that names no view but holds a filter opens the view of this filter. One that leads to a card
    (``#card-…``, which the browser keeps to itself) is told in which view the card is: see card_tools.js.
    """
    first = views[0]
    implied = next((one.id for one in views[1:] if any(name in st.query_params for name in one.filters)), first.id)
    with st.container(key=f"{page.id}-vues"):
        # Buttons, however many: the script that follows an anchor presses them.
        chosen = pickers.one_of(
            page.id,
            PARAMETER,
            "Afficher",
            {one.id: one.label for one in views},
            first.id,
            implied=implied,
            buttons=True,
        )
        places = json.dumps({f"card-{start}": at for at, one in enumerate(views) for start in one.cards})
        st.html(f'<div class="dd-views" data-cards="{escape(places)}"></div>')
    return chosen
