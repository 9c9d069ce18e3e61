"""How large the circles of a map of counts are: in proportion, and never so large that they hide each other."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

_MANY = 500
_LARGEST = {True: 0.055, False: 0.075}
"""Radius of the largest circle as a share of the map's shorter side, where territories are many and where they are few,
when circles have room enough."""
_SURFACE = 0.12
"""Surface of all the circles together at most, in squares of the map's shorter side: land covers half of it."""


@dataclass(frozen=True, slots=True)
class CircleScale:
    """``largest``: the count of the largest circle; ``share``: its radius, as a share of the map's shorter side."""

    largest: float
    share: float

    def radius(self, count: float) -> float:
        """The radius of a count, as a share of the map's shorter side: surfaces are in proportion to counts."""
        return self.share * math.sqrt(abs(count) / self.largest)


def circle_scale(years: Iterable[Iterable[float]]) -> CircleScale:
    """The one scale of some years of a map; each gives the count of every territory, NaN where there is none."""
    given = [list(year) for year in years]
    counted = [[abs(count) for count in year if not math.isnan(count)] for year in given]
    territories = max((len(year) for year in given), default=0)
    largest = max((count for year in counted for count in year), default=0.0) or 1.0
    circles = max((sum(year) / largest for year in counted), default=0.0)
    widest = _LARGEST[territories > _MANY]
    return CircleScale(largest, min(widest, math.sqrt(_SURFACE / (math.pi * circles))) if circles else widest)
