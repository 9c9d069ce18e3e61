"""Numbers and years as tables print them, French or English, and why a cell is not one."""

from __future__ import annotations

import re

from demodash.loaders.tables.placing import shown

MISSING = frozenset(
    {
        "",
        "-",
        "--",
        "—",
        "–",
        ".",
        "..",
        "...",
        "na",
        "n/a",
        "nd",
        "n.d.",
        "n. d.",
        "nc",
        "n.c.",
        "ns",
        "n.s.",
        "s",
        "nan",
        "null",
        "so",
        "s.o.",
    }
)
"""Cells that say, folded, that there is no figure: not available, not significant, secret."""
_NOT_AVAILABLE = "n/a - "
"""Before the reason why, in the exports of C@rtoSanté: «N/A - secret statistique»."""
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d{1,2})?", re.IGNORECASE | re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u202f’']\d{3})+(?:[.,]\d+)?", re.ASCII)
_SHORTENED = re.compile(r"[+-]?\d+(?:[.,]\d+)?e\+?\d{1,2}", re.IGNORECASE | re.ASCII)
_BOTH_MARKS = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})*[.,]\d+", re.ASCII)
_PERHAPS_THOUSANDS = re.compile(r"[+-]?\d{1,3}[.,]000", re.ASCII)
_GROUPS = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+", re.ASCII)
_PERCENT = re.compile(r"[+-]?[\d., ]+%")
_SPACES = re.compile(r"[ \u00a0\u202f’']")
_DAY = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:T.*)?|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}-(?:janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)\.?(?:-\d+)?"
)
_ERROR = re.compile(r"#\S+[!?]?")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d|199\d)(?!\d)", re.ASCII)
_YEAR_IN_STAMP = re.compile(r"(?<!\d)(20[0-4]\d)(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)")


def is_missing(cell: str) -> bool:
    """Say whether a cell tells that there is no figure."""
    text = cell.replace("\u00a0", " ").strip().casefold()
    return text in MISSING or text.startswith(_NOT_AVAILABLE)


def number(cell: str) -> float | None:
    """Read a number written with a comma or a point, with or without spaces between thousands; None: not a number."""
    text = cell.replace("\u00a0", " ").strip()
    if _GROUPED.fullmatch(text):
        text = _SPACES.sub("", text)
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def is_rounded(cell: str) -> bool:
    """Say whether a spreadsheet wrote a large number shortened (``1E+05``): its last digits are lost."""
    return _SHORTENED.fullmatch(cell.replace("\u00a0", " ").strip()) is not None


def perhaps_thousands(cell: str) -> bool:
    """Say whether a whole number may be a thousand times what it reads: ``1.000`` is 1, or 1000 with a separator."""
    return _PERHAPS_THOUSANDS.fullmatch(cell.replace("\u00a0", " ").strip()) is not None


def has_groups(cell: str) -> bool:
    """Say whether a number is written as thousands apart are: ``1.234``, not ``0,5``."""
    return _GROUPS.fullmatch(cell.replace("\u00a0", " ").strip()) is not None


def why_not(cell: str) -> str:
    """Say in French why a cell that is no number is not one."""
    text = cell.strip()
    if _DAY.fullmatch(text):
        return f"« {shown(text)} » est une date : un tableur a pris le nombre pour un jour"
    if _ERROR.fullmatch(text):
        return f"« {shown(text)} » est une erreur de calcul du tableur"
    if _PERCENT.fullmatch(text.replace("\u00a0", " ")):
        return f"« {shown(text)} » est un pourcentage, là où un nombre est attendu"
    if _BOTH_MARKS.fullmatch(text):
        return f"« {shown(text)} » mêle points et virgules : écrivez les nombres sans séparateur de milliers"
    return f"« {shown(text)} » n’est pas un nombre"


def years_in(text: str) -> tuple[str, ...]:
    """Years that a text names, days written in one piece (20240131) included, in its order, once each."""
    found = [(match.start(), match[1]) for each in (_YEAR, _YEAR_IN_STAMP) for match in each.finditer(text)]
    return tuple(dict.fromkeys(year for _, year in sorted(found)))
