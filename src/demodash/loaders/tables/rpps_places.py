"""Where an activity of the RPPS takes place, from the commune and postal codes of its structure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from demodash import territories
from demodash.loaders.content import Fate
from demodash.loaders.tables.placing import Placed, Placer
from demodash.territories import HOME_REGION, Level

_POSTCODE = re.compile(r"\d{5}", re.ASCII)
_ARRONDISSEMENTS: Mapping[str, tuple[str, str, str]] = {
    "751": ("75101", "75120", "75056"),
    "693": ("69381", "69389", "69123"),
    "132": ("13201", "13216", "13055"),
}
"""First and last municipal districts of a city, and the city, by the three digits that they begin with."""
_ABROAD = "99"


class Place(NamedTuple):
    """Where a row is: ``code`` is ``COM-…`` in the region, any other text for a commune elsewhere in France.

    ``code`` is empty when the row is nowhere in France; ``by_postcode`` when its commune is not given.
    """

    fate: Fate
    code: str
    by_postcode: bool = False
    reason: str = ""


@dataclass(slots=True)
class Places:
    """Finds the commune of today of a row: by its code, else by a postal code that one commune of the region has."""

    placer: Placer = field(default_factory=Placer)
    _known: dict[str, Place | Placed] = field(default_factory=dict)
    """By code of commune: where its rows are, or why the code does not say it."""

    def place(self, commune: str, postcode: str) -> Place:
        """Place a row; its cells may be empty."""
        code = commune.strip().upper()
        known = self._known.get(code)
        if known is None:
            known = self._known[code] = self._of_code(code)
        return known if isinstance(known, Place) else _by_postcode(postcode.strip(), known)

    def _of_code(self, code: str) -> Place | Placed:
        if code.startswith(_ABROAD) and len(code) == 5:
            return Place(Fate.OUTSIDE, "")
        placed = self.placer.commune(code)
        if placed.fate is Fate.TAKEN:
            return Place(Fate.TAKEN, placed.code)
        if placed.fate is Fate.OUTSIDE:
            first, last, city = _ARRONDISSEMENTS.get(placed.insee[:3], ("", "", ""))
            return Place(Fate.OUTSIDE, city if first <= placed.insee <= last else placed.insee)
        return placed


def _by_postcode(postcode: str, placed: Placed) -> Place:
    if postcode.isdigit():
        postcode = postcode.zfill(5)
    if _POSTCODE.fullmatch(postcode) is None or postcode == "00000":
        return Place(placed.fate, "", reason=f"{placed.reason}, code postal absent")
    if postcode[:2] not in _home_departements():
        return Place(Fate.OUTSIDE, f"code postal {postcode}", by_postcode=True)
    communes = _communes_by_postcode().get(postcode, ())
    if len(communes) == 1:
        return Place(Fate.TAKEN, communes[0], by_postcode=True)
    why = f"partagé par {len(communes)} communes" if communes else "inconnu"
    return Place(placed.fate, "", reason=f"{placed.reason}, code postal {postcode} {why}")


@cache
def _home_departements() -> frozenset[str]:
    return frozenset(territories.territory(code).insee for code in territories.children(HOME_REGION, Level.DEPARTEMENT))


@cache
def _communes_by_postcode() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code in territories.codes(Level.COMMUNE):
        for postcode in territories.territory(code).postcodes:
            found[postcode] = (*found.get(postcode, ()), code)
    return found
