"""What every page starts with: title, lead, dataset, palette, and the pickers that live in its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from demodash.charts.palette import Palette, palette
from demodash.dataset import Dataset, load
from demodash.ui import card, markup, pickers
from demodash.ui.recipe import recipe_of

STYLE = Path(__file__).with_name("style.css")


@dataclass(frozen=True, slots=True)
class Page:
    """The page being drawn: its id (prefix of its widgets' keys), the shared data, the colours of the theme."""

    id: str
    data: Dataset
    palette: Palette

    def filters(self, label: str, part: str = "") -> DeltaGenerator:
        """The one place of a page's filters, or of those of a ``part`` of it; ``label`` says what they filter."""
        frame = st.container(key=f"{self.id}-{f'{part}-' if part else ''}filters", gap="xsmall")
        frame.html(markup.note(label))
        return frame.container(horizontal=True, gap="medium", vertical_alignment="bottom")

    def one_of(self, name: str, label: str, options: Mapping[str, str], default: str) -> str:
        """A picker of one id, kept in the address."""
        return pickers.one_of(self.id, name, label, options, default)

    def several_of(self, name: str, label: str, options: Mapping[str, str], default: Sequence[str]) -> tuple[str, ...]:
        """A picker of several ids, kept in the address."""
        return pickers.several_of(self.id, name, label, options, default)

    def show(
        self,
        make: Callable[..., card.Card | None],
        *choices: object,
        empty: str = "",
        change: Callable[[card.Card], card.Card] | None = None,
    ) -> None:
        """Draw the card that ``make(page, *choices)`` gives; made once for all visitors who choose the same.

        ``change`` gives the card that this visitor sees, with the same words.
        """
        name = f"{make.__module__}.{make.__qualname__}"
        made = _made(name, self.data.version, self.palette.mode, self.id, choices, make, self)
        content = change(made[0]) if made and change else made and made[0]
        self.card(content, empty=empty, said=made and made[1])

    def made(self, make: Callable[..., card.Card | None], *choices: object) -> card.Card | None:
        """The card that ``make(page, *choices)`` gives, the same for all visitors; nothing may change it."""
        name = f"{make.__module__}.{make.__qualname__}"
        found = _made(name, self.data.version, self.palette.mode, self.id, choices, make, self)
        return found[0] if found else None

    def row(self, *cards: tuple[Callable[..., card.Card | None], *tuple[object, ...]]) -> None:
        """Draw cards side by side, each given as its function and its choices."""
        for column, (make, *choices) in zip(st.columns(len(cards)), cards, strict=True):
            with column:
                self.show(make, *choices)

    def card(self, content: card.Card | None, *, empty: str = "", said: card.Words | None = None) -> None:
        """Draw a card, or say why there is none and how to widen the filters."""
        if content is None:
            st.info(
                empty or "Aucun chiffre ne répond à ces filtres : élargissez-les.", icon=":material/filter_alt_off:"
            )
        else:
            card.show(content, self.data, said)


@st.cache_resource(show_spinner=False, max_entries=400)
def _made(
    name: str,
    version: int,
    mode: str,
    page_id: str,
    choices: tuple[object, ...],
    _make: Callable[..., card.Card | None],
    _page: Page,
) -> tuple[card.Card, card.Words] | None:
    """The card of these choices with its words. It is shared by every session: nothing may change it."""
    content = _make(_page, *choices)
    if content is None:
        return None
    content = replace(content, recipe=recipe_of(page_id, _make, choices))
    return content, card.words(content, _page.data)


def draw_style() -> None:
    """Put the house's style sheet and the colours of the current theme into the page."""
    st.html(STYLE)
    colours = _palette()
    st.html(
        f"<style>:root {{ --dd-surface: {colours.surface}; --dd-accent: {colours.accent}; "
        f"--dd-ink: {colours.ink}; }}</style>"
    )


def _palette() -> Palette:
    return palette(st.context.theme.type or "light")


def open_page(page_id: str, title: str, lead: str) -> Page:
    """Start a page: its title, the sentence under it, and what it draws with."""
    st.html(f"{markup.heading(title, level=1)}{markup.lead(lead)}")
    return Page(page_id, load(), _palette())
