"""Folding a text without changing its length, so that a place in one is the same place in the other."""

from __future__ import annotations

import unicodedata

_ALIKE = {
    **dict.fromkeys(map(ord, "’ʼ‘`´"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—−﹣－"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\t\n⁰¹²³⁴⁵⁶⁷⁸⁹"), " "),
    **dict.fromkeys(map(ord, "«»“”„"), '"'),
}
_LETTERS = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_BARE = {code: unicodedata.normalize("NFD", chr(code))[0] for code in _LETTERS}
_PLAIN = {**_BARE, **_ALIKE}


def plain(text: str) -> str:
    """Return a text of the same length without accents, its apostrophes, dashes, quotes and spaces made alike.

    Superscript digits, calls of notes, become spaces.
    """
    return text.translate(_PLAIN)


def folded(text: str) -> str:
    """Return `plain(text)` in small letters, still of the same length."""
    bare = plain(text)
    lower = bare.lower()
    return lower if len(lower) == len(bare) else "".join(character.lower()[0] for character in bare)
