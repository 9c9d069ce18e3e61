"""A structure of the FINESS register as any of its files gives it, and where it stands."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pyproj import Transformer

from demodash.texts import one_line

KINDS = {
    "603": "msp",
    "124": "centre_sante",
    "604": "cpts",
    "101": "hopital",
    "106": "hopital",
    "355": "hopital",
}
"""Category of establishment -> member of the dimension ``structure``."""
LONGITUDES = (1.3, 4.4)
LATITUDES = (48.7, 51.2)
"""A box around Hauts-de-France, in degrees."""
_LONGEST_NAME = 160
_MARKUP = re.compile(r"<[^<>]{0,200}>|[<>]")
_FORMULA = "=+-@ \u00a0\u202f"

Point = tuple[float, float]
"""Longitude and latitude in degrees, NaN when unknown."""
NO_POINT: Point = (math.nan, math.nan)


@dataclass(frozen=True, slots=True)
class Structure:
    """An establishment: ``commune`` the code of its file, ``opened`` an ISO day or empty, ``place`` where it is read.

    ``coordinates``: pairs of numbers as printed, the likeliest first; they may be degrees or Lambert 93.
    """

    number: str
    category: str
    name: str
    commune: str
    opened: str
    is_closed: bool
    place: str
    coordinates: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """Member of the dimension ``structure``, empty for a category that is not ours."""
        return KINDS.get(self.category, "")


def clean_name(*names: str) -> str:
    """The first name that says something, on one line, without control characters, markup or formula signs."""
    for name in names:
        text = one_line(_MARKUP.sub(" ", name)).lstrip(_FORMULA).strip()
        if text:
            return text[:_LONGEST_NAME].strip()
    return ""


def point_of(coordinates: Sequence[tuple[str, str]]) -> Point:
    """The first pair that falls in the region, read as degrees, then as Lambert 93, either way round."""
    for first, second in coordinates:
        for pair in _readings(first, second):
            if LONGITUDES[0] <= pair[0] <= LONGITUDES[1] and LATITUDES[0] <= pair[1] <= LATITUDES[1]:
                return round(pair[0], 6), round(pair[1], 6)
    return NO_POINT


def _readings(first: str, second: str) -> Iterator[Point]:
    try:
        x, y = float(first.replace(",", ".")), float(second.replace(",", "."))
    except ValueError:
        return
    if not (math.isfinite(x) and math.isfinite(y)):
        return
    for east, north in ((x, y), (y, x)):
        if abs(east) <= 180 and abs(north) <= 90:
            yield east, north
        elif 0 < east < 1_300_000 and 6_000_000 < north < 7_200_000:
            longitude, latitude = _to_degrees().transform(east, north)
            yield float(longitude), float(latitude)


@cache
def _to_degrees() -> Transformer:
    return Transformer.from_crs("EPSG:2154", "EPSG:4326", always_xy=True)
