"""The classes of a zoning under the names that files give them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from demodash.texts import folded

CLASSES = ("ZIP", "ZAC", "ZAR", "ZV", "HZ")
"""Every class, the neediest first."""
ELIGIBLE = frozenset({"ZIP", "ZAC", "ZAR"})
"""Classes that open aids, national or regional."""
OUTSIDE = "HZ"

_WORDS = (
    ("ZIP", re.compile(r"zip|zones? d intervention prioritaires?(?: zip)?|intervention prioritaire")),
    ("ZAC", re.compile(r"zac|zones? d actions? complementaires?(?: zac)?|action complementaire")),
    ("ZAR", re.compile(r"zar|zones? d accompagnement regional(?: zar)?|accompagnement regional")),
    ("ZV", re.compile(r"zv|zones? de vigilance(?: zv)?|vigilance")),
    (
        OUTSIDE,
        re.compile(
            r"hz|hv|hors zonage|hors zones?(?: hz)?|hors viviers?|non zonee?s?|zones? hors vivier"
            r"|zones? non prioritaires?|territoires? non zones?|zones? blanches?|hors perimetre"
            r"|hc|hors classements?(?: hc)?"
        ),
    ),
)
_NUMBER = re.compile(r"^\d{1,2} (?=[a-z])")
_QUARTERS = re.compile(r"(?:qpv|gq|quartiers? prioritaires?|grands? quartiers?)\b(?: .*)?")
_NOT_AVAILABLE = re.compile(
    r"n a\b.*|na|nd|resultat non disponible|non disponible|non renseignee?|non specifiee?|erreur tvs com|"
)


@dataclass(frozen=True, slots=True)
class ZoneClass:
    """The class of a cell: empty when none is available; ``quarters``: quarters alone are zoned, as the cell prints."""

    name: str
    quarters: str = ""


def zone_class(cell: str) -> ZoneClass | None:
    """Read a class: ``1_ZIP``, ``Zone d'action complémentaire``, ``3_QPV_ZIP``; None when it is no class.

    The number before a class changes from one export to the next and is not read. A commune of which only quarters
    are zoned (QPV, GQ) is itself outside the zoning.
    """
    text = _NUMBER.sub("", re.sub(r"[^a-z0-9]+", " ", folded(cell)).strip())
    if _NOT_AVAILABLE.fullmatch(text):
        return ZoneClass("")
    own = re.split(r" (?=qpv\b|gq\b|avec\b|et qpv\b)", text, maxsplit=1)[0]
    for name, words in _WORDS:
        if words.fullmatch(own):
            return ZoneClass(name)
    return ZoneClass(OUTSIDE, " ".join(cell.split())) if _QUARTERS.fullmatch(text) else None


def looks_like_classes(cells: list[str]) -> bool:
    """Say whether most of the filled cells of a column are classes."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and sum(zone_class(cell) is not None for cell in filled) * 2 > len(filled)
