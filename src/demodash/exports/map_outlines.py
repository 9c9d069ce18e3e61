"""The outlines that pictures of maps are made of: simplified together for a slide, united into any level above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pyarrow.parquet as pq
import shapely
from shapely.geometry.base import BaseGeometry

from demodash import territories
from demodash.geo.display import COLUMN, box
from demodash.locations import data_root
from demodash.territories import COG_YEAR, Level

Bounds = tuple[float, float, float, float]
"""Left, bottom, right, top: metres of the display plane."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is drawn: the territories of one level, the borders above them, the land around."""

    level: Level
    table: str
    borders: Level
    tolerance: float
    is_home: bool = True


_HOME_TOLERANCE, _FRANCE_TOLERANCE = 500.0, 2_500.0
"""Metres, as square roots of areas: about half a point of a slide."""
GROUNDS: Mapping[str, Ground] = {
    "communes": Ground(Level.COMMUNE, "communes", Level.DEPARTEMENT, _HOME_TOLERANCE),
    "epci": Ground(Level.EPCI, "communes", Level.DEPARTEMENT, _HOME_TOLERANCE),
    "departements": Ground(Level.DEPARTEMENT, "communes", Level.DEPARTEMENT, _HOME_TOLERANCE),
    "france-departements": Ground(
        Level.DEPARTEMENT, "display_departements", Level.REGION, _FRANCE_TOLERANCE, is_home=False
    ),
    "france-regions": Ground(Level.REGION, "display_departements", Level.REGION, _FRANCE_TOLERANCE, is_home=False),
}
_MARGIN = 0.03
"""Part of the size of a map that is kept free around it."""


def _read(name: str) -> tuple[list[str], list[BaseGeometry]]:
    """Codes and outlines of a table of ``data/geo``."""
    rows = pq.read_table(data_root() / "geo" / f"{name}_{COG_YEAR}.parquet", columns=["code", "geometry"])
    return rows["code"].to_pylist(), list(shapely.from_wkb(rows["geometry"].to_pylist()))


@cache
def _coverage(table: str, tolerance: float) -> Mapping[str, BaseGeometry]:
    """The outlines of a table by code, simplified together: neighbours keep their common borders."""
    codes, shapes = _read(table)
    return dict(zip(codes, shapely.coverage_simplify(shapes, tolerance), strict=True))


def outlines(ground: Ground) -> Mapping[str, BaseGeometry]:
    """The outlines of the territories of an area by full code."""
    return _raised(ground.table, ground.tolerance, ground.level)


@cache
def _raised(table: str, tolerance: float, level: Level) -> Mapping[str, BaseGeometry]:
    """The outlines of a level, united from those of the table."""
    shapes = _coverage(table, tolerance)
    held: dict[str, list[BaseGeometry]] = {}
    for code, outline in shapes.items():
        place = territories.territory(code)
        above = {place.level: code, Level.EPCI: place.epci, Level.REGION: place.region}
        above.setdefault(Level.DEPARTEMENT, place.departement)
        held.setdefault(above[level] or "", []).append(outline)
    return {
        code: parts[0] if len(parts) == 1 else shapely.coverage_union_all(parts) for code, parts in sorted(held.items())
    }


def borders(ground: Ground) -> Mapping[str, BaseGeometry]:
    """The outlines drawn above the fills, by full code: départements at home, regions for the whole country."""
    return _raised(ground.table, ground.tolerance, ground.borders)


@cache
def surroundings() -> Mapping[str, BaseGeometry]:
    """The départements around the region by full code: the land that its maps lie in."""
    codes, shapes = _read("surroundings")
    return dict(zip(codes, shapely.coverage_simplify(shapes, _HOME_TOLERANCE), strict=True))


def boxes() -> tuple[tuple[str, Bounds], ...]:
    """The frames of the overseas départements, by name."""
    return tuple((territories.name(f"DEP-{code}"), box(code)) for code in COLUMN)


def bounds(ground: Ground) -> Bounds:
    """What a picture shows: the territories and the frames, with a margin."""
    left, bottom, right, top = (float(side) for side in shapely.total_bounds(list(borders(ground).values())))
    if not ground.is_home:
        corners = [corner for _, corner in boxes()]
        left, bottom = min(left, *(one[0] for one in corners)), min(bottom, *(one[1] for one in corners))
        right, top = max(right, *(one[2] for one in corners)), max(top, *(one[3] for one in corners))
    wide, high = (right - left) * _MARGIN, (top - bottom) * _MARGIN
    return left - wide, bottom - high, right + wide, top + high
