"""Numbers written out in French: «neuf», «vingt et un», «deux mille trois cents», «une quinzaine»."""

from __future__ import annotations

import re
from itertools import pairwise

_UNITS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_TEENS = ("onze", "douze", "treize", "quatorze", "quinze", "seize")
_TENS = {
    "vingt": 20,
    "vingts": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "huitante": 80,
    "nonante": 90,
}
_SMALL = {
    **{word: rank for rank, word in enumerate(_UNITS, 1)},
    **{word: rank for rank, word in enumerate(_TEENS, 11)},
    **_TENS,
    "une": 1,
}
_COLLECTIVES = {
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
    "millier": 1000,
}
_WORD = "|".join(sorted({*_SMALL, "cent", "cents", "mille"} - {"un", "une"}, key=len, reverse=True))
_ANY = rf"(?:{_WORD}|une?)"
NUMBER_WORDS = re.compile(
    rf"(?<![\w'-])(?:une?[ -])?(?:{_WORD})(?:[ -]{_ANY}|[ -]et[ -](?:une?|onze)\b)*(?![\w])(?!-(?!{_ANY}\b)\w)"
)
"""A number of two or more, in words, in a folded text (no capitals, no accents)."""

COLLECTIVES = re.compile(
    rf"(?<![\w])(?:(?P<some>quelques|plusieurs|des|les|ces|par|de) )?(?:(?P<count>une|{_WORD}) )?(?P<half>demi-)?"
    rf"(?P<word>{'|'.join(_COLLECTIVES)})(?P<many>s)?(?![\w])"
)
"""A rough number («une quinzaine», «plusieurs dizaines») in a folded text."""


def value_of(words: str) -> int | None:
    """Return the value of a number in words, folded (no capitals, no accents); None when it is no number.

    «cent», «mille» and tens follow the French grammar of numbers: «quatre-vingt-dix-sept» is 97, «deux un» is none.
    """
    parts = [part for part in re.split(r"[ -]+", words.strip()) if part and part != "et"]
    if not parts or any(part not in _SMALL and part not in {"cent", "cents", "mille"} for part in parts):
        return None
    if "mille" in parts:
        cut = parts.index("mille")
        thousands = _below_thousand(parts[:cut]) if cut else 1
        rest = _below_thousand(parts[cut + 1 :]) if parts[cut + 1 :] else 0
        return None if thousands is None or rest is None else thousands * 1000 + rest
    return _below_thousand(parts)


def _below_thousand(parts: list[str]) -> int | None:
    hundreds = [rank for rank, part in enumerate(parts) if part in {"cent", "cents"}]
    if len(hundreds) > 1:
        return None
    if not hundreds:
        return _below_hundred(parts)
    cut = hundreds[0]
    multiple = _below_hundred(parts[:cut]) if cut else 1
    rest = _below_hundred(parts[cut + 1 :]) if parts[cut + 1 :] else 0
    if multiple is None or rest is None or multiple > 9:
        return None
    return multiple * 100 + rest


def _below_hundred(parts: list[str]) -> int | None:
    """Return the value of words such as soixante, quinze or quatre, vingt, dix, sept."""
    values = [_SMALL[part] for part in parts if part in _SMALL]
    if len(values) != len(parts) or not values:
        return None
    if len(values) >= 2 and values[0] == 4 and values[1] == 20:
        values = [80, *values[2:]]
    total = values[0]
    for before, after in pairwise(values):
        tens = before in range(20, 100, 10)
        if not (tens and after < (20 if before in {60, 80} else 10)) and not (before == 10 and after in {7, 8, 9}):
            return None
        total += after
    return total


def rough_value(found: re.Match[str]) -> int | None:
    """Return the value of a rough number: 15 for «une quinzaine», None when it has none («plusieurs dizaines»)."""
    size = _COLLECTIVES[found["word"]]
    if found["half"]:
        size //= 2
    if not found["count"]:
        return None
    count = 1 if found["count"] == "une" else value_of(found["count"])
    if count is None or (count == 1) == bool(found["many"]):
        return None
    return count * size
