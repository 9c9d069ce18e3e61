"""French typography for numbers, dates and lists, on top of Babel, and the words every page shares."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Sequence

from babel.dates import format_date, get_month_names
from babel.lists import format_list
from babel.numbers import NumberPattern, parse_pattern

NARROW_SPACE = "\u202f"
MINUS = "\u2212"
NO_DATA = "n. d."
LOCALE = "fr_FR"
_FIXED_SPACES = "\u00a0\u202f"
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

QUALIFIER_WORDS = {"exact": "", "more_than": "plus de", "less_than": "moins de", "about": "environ"}
STATUS_WORDS = {"published": "publié", "derived": "calculé", "inferred": "déduit du contexte"}

_PATTERNS: dict[int, NumberPattern] = {
    decimals: parse_pattern("#,##0" + ("." + "0" * decimals if decimals else "")) for decimals in range(7)
}


def number(value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
    """Write a number as French typography wants: ``−1 234,5`` (U+2212, U+202F, comma).

    A missing value (None or NaN) is written ``n. d.``; rounding that gives zero has no sign.
    """
    if value is None or math.isnan(value):
        return NO_DATA
    rounded = round(value, decimals)
    digits = str(_PATTERNS[decimals].apply(abs(rounded), LOCALE))
    if rounded == 0:
        return digits
    sign = MINUS if rounded < 0 else ("+" if signed else "")
    return sign + digits.replace("\u00a0", NARROW_SPACE)


def decimals_of(printed: str, default: int = 0) -> int:
    """Count the decimals of a number as printed (``+5.73%`` has two, ``3 655`` has none)."""
    found = re.search(r"\d[.,](\d{1,2})(?!\d)", printed)
    return len(found.group(1)) if found else default


def qualified(text: str, qualifier: str) -> str:
    """Put the published sign («plus de», «environ») before a written number."""
    word = QUALIFIER_WORDS[qualifier]
    return f"{word} {text}" if word else text


def long_date(day: dt.date) -> str:
    """Write a date in full: ``1er janvier 2023``."""
    text = str(format_date(day, "d MMMM y", locale=LOCALE))
    return re.sub(r"^1 ", "1er ", text)


def month_name(day: dt.date) -> str:
    """Write a month in full: ``septembre 2019``."""
    return str(format_date(day, "MMMM y", locale=LOCALE))


def enumeration(items: Sequence[str]) -> str:
    """Join items as a French list: ``a, b et c``."""
    return str(format_list(list(items), locale=LOCALE)) if items else ""


def and_others(count: int, singular: str = "", plural_form: str = "") -> str:
    """How many more there are after those that are named: ``et 1 autre``, ``et 3 autres lignes``; empty for none."""
    if count <= 0:
        return ""
    words = plural(count, f"autre {singular}", f"autres {plural_form}")
    return f"et {number(count)} {words}".rstrip()


def first_of(items: Sequence[str], most: int, between: str = ", ") -> str:
    """The first of some items, and how many more there are: ``a, b et 3 autres``."""
    return " ".join(part for part in (between.join(items[:most]), and_others(len(items) - most)) if part)


def year_spans(years: Sequence[int]) -> str:
    """Join years, those that follow each other as a span from three on: ``2015–2019, 2021 et 2022``."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    parts = [[f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(year) for year in run] for run in runs]
    return enumeration([text for part in parts for text in part])


def plural(count: float, singular: str, plural_form: str) -> str:
    """Choose the French form: singular below two (``1,5 point``), plural from two on."""
    return singular if abs(count) < 2 else plural_form


def of_value(written: str) -> str:
    """Put «de» before a written value: ``de 3,5``, ``d’environ 3,5``."""
    return f"d’{written}" if written.startswith(QUALIFIER_WORDS["about"]) else f"de {written}"


def capitalised(text: str) -> str:
    """Put the first letter in upper case and leave the others as they are."""
    return text[:1].upper() + text[1:]


def one_line(text: str, longest: int | None = None) -> str:
    """A text from outside on one line, without what does not print, cut with an ellipsis when it is too long.

    Narrow and no-break spaces stay; other blanks become one space. What is left can stand in XML and in UTF-8.
    """
    kept = "".join(
        char if char.isprintable() or char in _FIXED_SPACES else " " if char.isspace() else "" for char in text
    )
    line = " ".join(part for part in kept.split(" ") if part)
    return line if longest is None or len(line) <= longest else line[: longest - 1].rstrip() + "…"


def unmasked(text: str, *, kept: str = "") -> str:
    """A text from outside as it can be shown: U+FFFD for what commands a screen or hides in it, but for ``kept``."""
    return _UNSEEN.sub(lambda found: found[0] if found[0] in kept else "\N{REPLACEMENT CHARACTER}", text)


def folded(text: str) -> str:
    """Fold case, accents, apostrophes and spaces, to compare and search names."""
    decomposed = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[\s'’\-_/]+", " ", bare.casefold()).strip()


def change_phrase(value: float, written: str, *, stable: str = "est resté stable") -> str:
    """Say a change as a verb: ``a reculé de 8,23 %``; ``written`` is the size of the change without its sign."""
    if value == 0:
        return stable
    return f"a {'augmenté' if value > 0 else 'reculé'} de {written.lstrip('+' + MINUS)}"


FOLDED_MONTHS = tuple(folded(name) for name in get_month_names("wide", locale=LOCALE).values())
"""The months in order, as ``folded`` gives them: ``janvier``, ``fevrier``…"""
