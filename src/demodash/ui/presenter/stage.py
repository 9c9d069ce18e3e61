"""The stage of a presentation: which slide the address asks for, and that slide over the whole screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import resources

import streamlit as st

from demodash.charts.enlarged import enlarged
from demodash.charts.template import CONFIG
from demodash.ui import citations, markup
from demodash.ui.card import Card
from demodash.ui.page import Page
from demodash.ui.presenter.component import LEAVE, bar, wanted

PARAMETER = "diapo"
"""What of the address says that a presentation is on, and at which slide (from 1)."""
_GROWTH = 1.75
"""How much larger than on a page a chart's texts are."""
_STYLE = resources.files(__package__) / "assets" / "stage.css"

Make = Callable[[], Card | None]


def asked() -> bool:
    """Whether the address asks for a presentation rather than for the page."""
    return PARAMETER in st.query_params


def start(*, label: str = "Présenter", key: str, disabled: bool = False) -> None:
    """Draw the button that begins the presentation of a page at its first slide."""
    st.button(
        label,
        key=key,
        icon=":material/slideshow:",
        on_click=_show,
        args=(0,),
        disabled=disabled,
        help="Plein écran, une carte par diapositive ; flèches ou télécommande pour avancer, Échap pour quitter",
    )


def present(page: Page, cards: Sequence[Make], *, title: str) -> None:
    """Draw the slide that the address asks for, with the bar that leads to the others.

    Each card is made when its slide is shown, and the next one beforehand. A card that has no figures any more says
    so on its slide. ``title`` is that of the presentation.
    """
    _stage(page, tuple(cards), title)


@st.fragment
def _stage(page: Page, cards: tuple[Make, ...], title: str) -> None:
    if not asked():  # the bar was told to leave: the page comes back
        st.rerun(scope="app")
    at = _at(len(cards))
    key = f"{page.id}-presentation"
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    with st.container(key=f"{key}-scene", gap=None):
        _slide(page, cards[at]() if cards else None, key)
        bar(key=f"{key}-barre", title=title, at=at, count=max(len(cards), 1), on_go=lambda: _go(f"{key}-barre"))
    if at + 1 < len(cards):
        cards[at + 1]()


def _slide(page: Page, card: Card | None, key: str) -> None:
    if card is None:
        with st.container(key=f"{key}-diapo"):
            st.info("Cette carte n’a plus de chiffres à montrer.", icon=":material/filter_alt_off:")
        return
    with st.container(key=f"{key}-diapo", gap=None):
        st.html(markup.heading(card.title, card.subtitle))
        with st.container(key=f"{key}-figure", gap=None):
            if card.draw is not None:
                card.draw()
            elif card.figure is not None:
                st.plotly_chart(
                    enlarged(card.figure, _GROWTH),
                    theme=None,
                    config=CONFIG,
                    height="stretch",
                    # One key a card: a chart of another card is not a change of this one.
                    key=f"{key}-{card.id}",
                    alt=f"{card.title}. {card.reading}",
                )
            else:
                st.html(markup.table(card.table))
        st.html(markup.reading(card.reading) + markup.note(citations.short(card.rows, page.data)))


def _at(count: int) -> int:
    """The slide that the address asks for, from 0; the nearest one there is."""
    text = st.query_params.get(PARAMETER, "")
    number = int(text) if text.isdecimal() and len(text) <= 4 else 1
    return max(0, min(count, number) - 1)


def _go(key: str) -> None:
    slide = wanted(key)
    if slide == LEAVE:
        st.query_params.pop(PARAMETER, None)
    elif slide is not None:
        _show(slide)


def _show(slide: int) -> None:
    st.query_params[PARAMETER] = str(slide + 1)
