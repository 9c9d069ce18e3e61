"""The territories that a request asks for: by level, by what they lie within, by name or code."""

from __future__ import annotations

from functools import cache, lru_cache

from demodash import territories
from demodash.server.api.problems import QueryProblem, Refusal
from demodash.territories import Level, Territory
from demodash.texts import folded

_MOST_WORDS = 8


def find_places(levels: tuple[str, ...], parent: str, search: str) -> list[Territory]:
    """Give the territories that answer all three; an empty one asks nothing.

    By level then code; with a search, communes of exactly that name first, then the most populated.

    Raises:
        Refusal: a level is not below the parent's.
    """
    wanted = [Level(level) for level in levels] or list(Level)
    codes = (
        _within(parent, wanted, asked=bool(levels)) if parent else [c for one in wanted for c in territories.codes(one)]
    )
    if not search:
        return [territories.territory(code) for code in codes]
    exact = {one.code: place for place, one in enumerate(territories.find_commune(search))}
    words = folded(search).split()[:_MOST_WORDS]
    keys = _search_keys()
    found = [
        territories.territory(code)
        for code in codes
        if code in exact or all(f" {word}" in keys[code] for word in words)
    ]
    return sorted(found, key=lambda one: (exact.get(one.code, len(exact)), -one.population, one.code))


def _within(parent: str, levels: list[Level], *, asked: bool) -> list[str]:
    codes: list[str] = []
    for level in levels:
        inside = _inside(parent, level)
        if inside is not None:
            codes.extend(inside)
        elif asked:
            one = territories.territory(parent)
            message = f"Le niveau {level.value} n’est pas au-dessous de {parent} ({one.level.singular})."
            raise Refusal.of([QueryProblem(message, "level")])
    return codes


@lru_cache(maxsize=512)
def _inside(parent: str, level: Level) -> tuple[str, ...] | None:
    """Give the codes of a level within a territory; None when that level is not below it."""
    try:
        return territories.children(parent, level)
    except ValueError:
        return None


@cache
def _search_keys() -> dict[str, str]:
    """What a search looks at: each word of the name, the INSEE code and the postcodes, after a space."""
    return {
        code: " ".join(("", folded(one.name), one.insee.lower(), *one.postcodes))
        for level in Level
        for code in territories.codes(level)
        for one in [territories.territory(code)]
    }
