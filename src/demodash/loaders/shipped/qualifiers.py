"""The sign of a published figure («plus de», «près de», «moins de»), read from how it was printed."""

from __future__ import annotations

import re

from demodash.texts import folded

_TENS = "dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine|millier"
_PRINTED = (
    ("more_than", re.compile(r"^(?:un peu )?plus d[e ]|^au moins |^au dela de ")),
    ("less_than", re.compile(r"^(?:un peu )?moins d[e ]|^jusqu a |^au plus ")),
    (
        "about",
        re.compile(
            r"^(?:pres d[e ]|presque |environ |quelques? |autour d[e ]|vers |a peu pres |approximativement )"
            rf"|^(?:une|un) (?:{_TENS})\b|\benviron$"
        ),
    ),
)
_NOTED = (
    ("more_than", re.compile(r"\bborne basse\b")),
    ("less_than", re.compile(r"\bborne haute\b")),
    ("about", re.compile(r"« autour de »|^quelque \d")),
)


def qualifier_of(as_printed: str, note: str = "") -> str:
    """Give the qualifier of a figure from its printed form, then from what its note says of it.

    A sign counts only where it bears on the figure: «25% plus de 60 ans» is an exact 25 % of an age group.
    """
    for text, signs in ((folded(as_printed), _PRINTED), (folded(note), _NOTED)):
        for qualifier, pattern in signs:
            if pattern.search(text):
                return qualifier
    return "exact"
