"""Folding a text without changing its length, so that a place in one is the same place in the other."""

from __future__ import annotations

import unicodedata
from functools import cache

_SAME = str.maketrans(
    {
        **dict.fromkeys("’ʼ‘`´", "'"),
        **dict.fromkeys("‐‑‒–—−﹣－", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\t\n", " "),
        **dict.fromkeys("«»“”„", '"'),
    }
)


@cache
def _bare(character: str) -> str:
    return unicodedata.normalize("NFD", character)[0]


def plain(text: str) -> str:
    """Return a text of the same length without accents, its apostrophes, dashes, quotes and spaces made alike."""
    translated = text.translate(_SAME)
    return translated if translated.isascii() else "".join(_bare(character) for character in translated)


def folded(text: str) -> str:
    """Return `plain(text)` in small letters, still of the same length."""
    bare = plain(text)
    lower = bare.lower()
    return lower if len(lower) == len(bare) else "".join(character.lower()[0] for character in bare)
