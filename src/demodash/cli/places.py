"""The territory that a command line names, by its code or its name, with what was perhaps meant when it is wrong."""

from __future__ import annotations

import difflib

from demodash import territories
from demodash.errors import DataError, Problem
from demodash.territories import Level
from demodash.texts import folded

_LEVELS = (Level.FRANCE, Level.REGION, Level.DEPARTEMENT, Level.FORMER_REGION)
_NEAR = 0.7


def territory_code(wanted: str, option: str) -> str:
    """Return the full code of what ``wanted`` names: «REG-32», «reg-32», «Hauts-de-France»; a region before the others.

    Raises:
        DataError: no country, region, département or former region has this code or this name.
    """
    known = [code for level in _LEVELS for code in territories.codes(level)]
    by_word: dict[str, str] = {}
    for words in (known, map(territories.name, known)):
        for code, word in zip(known, words, strict=True):
            by_word.setdefault(folded(word), code)
    asked = folded(wanted)
    if asked in by_word:
        return by_word[asked]
    near = [code for code in known if asked and folded(code.partition("-")[2]) == asked]
    near = near or [by_word[word] for word in difflib.get_close_matches(asked, by_word, n=2, cutoff=_NEAR)]
    meant = " ou ".join(f"{code} ({territories.label(code)})" for code in dict.fromkeys(near))
    raise DataError(
        Problem(
            option,
            expected="le code ou le nom d’un pays, d’une région ou d’un département (FR, REG-32, DEP-59, Aisne…)",
            found=wanted or "rien",
            advice=f"Vouliez-vous dire {meant} ?" if meant else "",
        )
    )
