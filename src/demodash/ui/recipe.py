"""What makes a card again on any machine: its page, its function, its choices; all that an address may ask for."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import FunctionType
from typing import TYPE_CHECKING, TypeAlias

from demodash.ui import cards

if TYPE_CHECKING:
    from demodash.ui.card import Card

Choice: TypeAlias = "str | int | tuple[Choice, ...] | None"

_FUNCTION = re.compile(r"([a-z][a-z0-9_]{0,40})\.([a-z][a-z0-9_]{0,60})")
_PAGE = re.compile(r"[a-z][a-z0-9-]{0,30}")
# Choices are ids: what could mean something to a browser or to a file system is not in them.
_WORD = re.compile(r"[A-Za-z0-9_.:+-]{1,80}")
_MOST_CHOICES = 8
_MOST_IN_A_LIST = 80
_LARGEST = 10**9
_RETURNS = {"Card", "Card | None"}


@dataclass(frozen=True, slots=True)
class Recipe:
    """A card as its page's id, its function («medecins.change_by_zone», in ``demodash.ui.cards``) and its choices."""

    page: str
    function: str
    choices: tuple[Choice, ...] = ()


def recipe_of(page: str, make: Callable[..., object], choices: tuple[object, ...]) -> Recipe | None:
    """The recipe of a card made by ``make(page, *choices)``; None for what an address cannot name."""
    package, _, module = make.__module__.rpartition(".")
    if package != cards.__name__:
        return None
    return checked(page, f"{module}.{make.__qualname__}", choices)


def checked(page: object, function: object, choices: object) -> Recipe | None:
    """A recipe of parts that come from outside; None when one of them is not what it should be."""
    if not isinstance(page, str) or not _PAGE.fullmatch(page):
        return None
    if not isinstance(function, str) or not isinstance(choices, list | tuple) or len(choices) > _MOST_CHOICES:
        return None
    if _maker(function) is None:
        return None
    try:
        return Recipe(page, function, tuple(_choice(one) for one in choices))
    except ValueError:
        return None


def maker(recipe: Recipe) -> Callable[..., Card | None] | None:
    """The function of a recipe; None when the dashboard has none of this name any more."""
    return _maker(recipe.function)


@cache
def _modules() -> frozenset[str]:
    return frozenset(one.name for one in pkgutil.iter_modules(cards.__path__))


def _maker(function: str) -> Callable[..., Card | None] | None:
    """A public function of a module of cards, that takes a page and gives a card: nothing else can be called."""
    named = _FUNCTION.fullmatch(function)
    if named is None or named[1] not in _modules():
        return None
    module = importlib.import_module(f"{cards.__name__}.{named[1]}")
    found = vars(module).get(named[2])
    if not isinstance(found, FunctionType) or found.__module__ != module.__name__:
        return None
    first = next(iter(inspect.signature(found).parameters.values()), None)
    gives = found.__annotations__.get("return")
    return found if first is not None and first.annotation == "Page" and gives in _RETURNS else None


def _choice(value: object, *, nested: bool = False) -> Choice:
    """A choice that an address may hold.

    Raises:
        ValueError: it is none.
    """
    if value is None:
        return None
    if isinstance(value, str) and _WORD.fullmatch(value):
        return str(value)  # a member of an enumeration is its word
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST:
        return value
    if isinstance(value, list | tuple) and not nested and len(value) <= _MOST_IN_A_LIST:
        return tuple(_choice(one, nested=True) for one in value)
    raise ValueError(f"{type(value).__name__} is no choice of a card")
