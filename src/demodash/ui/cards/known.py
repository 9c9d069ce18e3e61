"""Cards that are there when the figures are, and leave no trace when they are not."""

from __future__ import annotations

from collections.abc import Callable

from demodash.ui.card import Card
from demodash.ui.page import Page


def row(page: Page, *cards: tuple[Callable[..., Card | None], *tuple[object, ...]]) -> None:
    """Draw side by side those of the cards that have figures; nothing when none has."""
    there = [one for one in cards if page.made(*one) is not None]
    if there:
        page.row(*there)
