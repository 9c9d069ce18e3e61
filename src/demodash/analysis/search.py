"""Find territories by a name that someone is typing."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import lru_cache

from demodash import territories
from demodash.texts import folded

_CLOSE = 0.75
_SHORT_FORMS = {"st": "saint", "ste": "sainte"}
_ARTICLES = {"le", "la", "les", "l"}


def suggest(text: str, codes: tuple[str, ...], *, limit: int = 8) -> list[str]:
    """Codes of the territories whose name, INSEE code or postcode looks like a text, best first.

    The whole name comes before its beginning, that before the beginning of a word, that before anywhere; among
    equals the most populous. Case, accents, hyphens, leading articles and ``St`` do not matter. When nothing
    matches, names spelt nearly so; empty when there is none, or for an empty text.
    """
    key = _key(text)
    if not key:
        return []
    scores = {code: _score(key, name, words) for code, name, words in _names(codes)}
    found = [code for code, score in scores.items() if score is not None]
    if not found:
        names = {name: code for code, name, _ in reversed(_names(codes))}
        return [names[near] for near in difflib.get_close_matches(key, names, n=limit, cutoff=_CLOSE)]
    people = {code: territories.territory(code).population for code in found}
    return sorted(found, key=lambda code: (scores[code], -people[code], code))[:limit]


def _score(key: str, name: str, words: Sequence[str]) -> int | None:
    if key == name or key in words:
        return 0
    if name.startswith(key):
        return 1
    if f" {key}" in name:
        return 2
    return 3 if key in name else None


@lru_cache(maxsize=8)
def _names(codes: tuple[str, ...]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Code, folded name, and the codes that one may type instead, of each territory."""
    places = [territories.territory(code) for code in codes]
    return tuple((place.code, _key(place.name), (place.insee.casefold(), *place.postcodes)) for place in places)


def _key(text: str) -> str:
    words = [_SHORT_FORMS.get(word, word) for word in folded(text).split()]
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)
