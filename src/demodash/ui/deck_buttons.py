"""The buttons that give a presentation as a PowerPoint file, made when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import streamlit as st

from demodash.dataset import Dataset
from demodash.texts import folded
from demodash.ui import basket, downloads, presenter
from demodash.ui.basket import Item
from demodash.ui.decks import READY, ReadyDeck, territory_deck
from demodash.ui.page import Page
from demodash.ui.slides import MIME, deck_file

Items = Callable[[], tuple[Item, ...]]


def download(
    page: Page,
    items: Items,
    *,
    key: str,
    title: str,
    subtitle: str = "",
    disabled: bool = False,
    label: str = "Télécharger la présentation",
) -> None:
    """Draw the button of a presentation; ``items`` are looked for when it is clicked."""
    st.download_button(
        label,
        data=partial(_file, page.data, items, downloads.root(), title, subtitle),
        file_name=f"{re.sub(r'[^a-z0-9]+', '-', folded(title))[:80].strip('-') or 'presentation'}.pptx",
        mime=MIME,
        icon=":material/download:",
        on_click="ignore",
        key=f"{key}-pptx",
        disabled=disabled,
        help="PowerPoint, 16:9 : graphiques modifiables, sources, notes de l’orateur",
    )


def _file(data: Dataset, items: Items, root: str, title: str, subtitle: str) -> bytes:
    chosen = items()
    address = basket.presentation_address(chosen, root, title=title, subtitle=subtitle)
    return deck_file(chosen, data, root=root, address=address, title=title, subtitle=subtitle)


def of_deck(page: Page, deck_id: str) -> None:
    """A deck that is ready, on the page that it is about: on the screen, or as a file."""
    with st.container(horizontal=True, gap="small"):
        presenter.start(key=f"{page.id}-presenter")
        _of(page, READY[deck_id])


def present(page: Page, deck_id: str) -> None:
    """A deck that is ready over the whole screen."""
    deck = READY[deck_id]
    presenter.present(page, basket.makers(items_of(page, deck), page), title=deck.title)


def of_territory(page: Page, code: str) -> None:
    """The presentation of a territory, on its sheet."""
    _of(page, territory_deck(code))


def _of(page: Page, deck: ReadyDeck) -> None:
    download(page, partial(items_of, page, deck), key=f"{page.id}-{deck.id}", title=deck.title)


def items_of(page: Page, deck: ReadyDeck) -> tuple[Item, ...]:
    """The cards of a deck that have figures, found once for all visitors."""
    return _items(page.data.version, deck.id, deck, page)


@st.cache_resource(show_spinner=False, max_entries=100)
def _items(version: int, deck_id: str, _deck: ReadyDeck, _page: Page) -> tuple[Item, ...]:
    """``version`` is that of the figures."""
    return _deck.items(_page)
