"""The presentation that an analyst gathers card by card: kept for the visit, written in the address of its page."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from demodash.errors import DemodashError
from demodash.texts import one_line
from demodash.ui import recipe as recipes
from demodash.ui.recipe import Recipe
from demodash.ui.sitemap import PRESENTATION, address_of
from demodash.ui.sitemap import Page as Entry

if TYPE_CHECKING:
    from demodash.ui.card import Card
    from demodash.ui.page import Page

CARDS, TITLE, SUBTITLE = "cartes", "titre", "soustitre"
"""What the address of the page holds."""
MOST_ITEMS = 40
LONGEST_TITLE = 200
LONGEST_ENCODED = 8_000
"""Characters of a presentation in an address."""
_LONGEST_QUERY = 1_000
_LARGEST_CONTENT = 120_000
_EDITION = "1"
_STATE = "presentation#cartes"
_ENCODED = re.compile(r"[A-Za-z0-9_-]+")
# What a card function may meet in choices that no picker offers: they come from an address.
_UNKNOWN_CHOICES = (DemodashError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError, StopIteration)


@dataclass(frozen=True, slots=True)
class Item:
    """A card of the presentation: its recipe, the parameters of the view that showed it, the analyst's own title."""

    recipe: Recipe
    query: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Decoded:
    """What an address held: the cards that can be made, and how many of those asked cannot."""

    items: tuple[Item, ...]
    left_out: int


# --- the basket of this visit ---------------------------------------------------------------------


def items() -> tuple[Item, ...]:
    """The cards chosen so far, in order."""
    held = st.session_state.get(_STATE)
    return held if isinstance(held, tuple) else ()


def replace_all(chosen: Iterable[Item]) -> None:
    """Put other cards in the place of those chosen so far."""
    st.session_state[_STATE] = tuple(chosen)[:MOST_ITEMS]


def title_of(entry: Entry) -> str:
    """The title of an entry of the menu; that of the presentation says how many cards it has."""
    return f"{entry.title} ({len(items())})" if entry.address == PRESENTATION and items() else entry.title


def is_full() -> bool:
    """Whether no card can be added."""
    return len(items()) >= MOST_ITEMS


def holds(recipe: Recipe) -> bool:
    """Whether a card is in the presentation."""
    return any(one.recipe == recipe for one in items())


def add(recipe: Recipe, query: str = "") -> None:
    """Put a card at the end; nothing when it is there already or when no card can be added."""
    if not holds(recipe) and not is_full():
        replace_all((*items(), Item(recipe, _query(query))))


def discard(recipe: Recipe) -> None:
    """Take a card out."""
    replace_all(one for one in items() if one.recipe != recipe)


def move(place: int, by: int) -> None:
    """Move a card up (negative) or down; it stops at the ends."""
    kept = list(items())
    if 0 <= place < len(kept):
        moved = kept.pop(place)
        kept.insert(min(max(place + by, 0), len(kept)), moved)
        replace_all(kept)


def rename(place: int, title: str) -> None:
    """Give a card a title of the analyst's own; an empty one gives its finding back."""
    kept = list(items())
    if 0 <= place < len(kept):
        kept[place] = replace(kept[place], title=one_line(title, LONGEST_TITLE))
        replace_all(kept)


# --- from an item to its card ---------------------------------------------------------------------


def card_of(item: Item, page: Page) -> Card | None:
    """The card of an item, in the colours of ``page``; None when its figures or its function are there no more."""
    make = recipes.maker(item.recipe)
    if make is None:
        return None
    try:
        return replace(page, id=item.recipe.page).made(make, *item.recipe.choices)
    except _UNKNOWN_CHOICES:
        return None


def makers(chosen: Sequence[Item], page: Page) -> list[Callable[[], Card | None]]:
    """The cards of some items under the analyst's own titles, each made when it is called."""
    return [partial(_titled, one, page) for one in chosen]


def _titled(item: Item, page: Page) -> Card | None:
    card = card_of(item, page)
    return replace(card, title=item.title) if card is not None and item.title else card


def view_of(item: Item, root: str, anchor: str = "") -> str:
    """The address of the view that shows the card; ``root``: that of the dashboard, with its last slash."""
    query = f"?{item.query}" if item.query else ""
    return f"{root}{address_of(item.recipe.page)}{query}{f'#{anchor}' if anchor else ''}"


def presentation_address(chosen: Sequence[Item], root: str, *, title: str = "", subtitle: str = "") -> str:
    """The address of the page of the presentation that opens these cards."""
    held = {CARDS: encode(chosen), TITLE: title, SUBTITLE: subtitle}
    query = urlencode({name: text for name, text in held.items() if text})
    return f"{root}{PRESENTATION}{f'?{query}' if query else ''}"


# --- in an address --------------------------------------------------------------------------------


def encode(chosen: Sequence[Item]) -> str:
    """Write cards for an address: letters, digits, hyphens and underscores; empty for none."""
    if not chosen:
        return ""
    content = [[one.recipe.page, one.recipe.function, one.recipe.choices, one.query, one.title] for one in chosen]
    packed = zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return _EDITION + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(text: str) -> Decoded | None:
    """Read what ``encode`` wrote; None for what is nothing of the kind."""
    content = _unpacked(text)
    if not isinstance(content, list):
        return None
    found = [_item(one) for one in content[: MOST_ITEMS * 2]]
    known = list(dict.fromkeys(one for one in found if one is not None))[:MOST_ITEMS]
    return Decoded(tuple(known), len(content) - len(known))


def _unpacked(text: str) -> object:
    if len(text) > LONGEST_ENCODED or not text.startswith(_EDITION) or not _ENCODED.fullmatch(text):
        return None
    body = text.removeprefix(_EDITION)
    try:
        packed = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
        reader = zlib.decompressobj()
        content = reader.decompress(packed, _LARGEST_CONTENT)
        return json.loads(content) if reader.eof else None
    except (ValueError, zlib.error, RecursionError):
        return None


def _item(value: object) -> Item | None:
    if not isinstance(value, list) or len(value) != 5:
        return None
    page, function, choices, query, title = value
    recipe = recipes.checked(page, function, choices)
    if recipe is None or not isinstance(query, str) or not isinstance(title, str):
        return None
    return Item(recipe, _query(query), one_line(title, LONGEST_TITLE))


def _query(text: str) -> str:
    """The parameters of a view, written again: whatever they hold, they stay parameters."""
    pairs = [(one_line(name), one_line(value)) for name, value in parse_qsl(text[:_LONGEST_QUERY])]
    written = urlencode(pairs, safe=".:,")
    return written if len(written) <= _LONGEST_QUERY else ""
