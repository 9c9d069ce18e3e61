"""The outlines that the maps of reports are cut from, read once: Lambert 93, overseas départements in their boxes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from demodash import territories
from demodash.geo.display import COLUMN, box
from demodash.locations import data_root
from demodash.territories import COG_YEAR, HOME_REGION, Level

Shapes = npt.NDArray[np.object_]
Bounds = tuple[float, float, float, float]
"""Left, bottom, right, top, in metres."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Territories of one level with their outlines, and an index to find those of a window."""

    codes: tuple[str, ...]
    shapes: Shapes
    tree: shapely.STRtree

    def within(self, window: BaseGeometry) -> list[int]:
        """Places of the territories that touch a window, in order."""
        return sorted(self.tree.query(window, predicate="intersects").tolist())

    def of(self, code: str) -> BaseGeometry:
        """The outline of a territory.

        Raises:
            ValueError: it is not of this layer.
        """
        found: BaseGeometry = self.shapes[self.codes.index(code)]
        return found


@cache
def layer(name: str) -> Layer:
    """A table of outlines by its name in ``data/geo``: ``communes``, ``display_departements`` …."""
    frame = gpd.read_parquet(data_root() / "geo" / f"{name}_{COG_YEAR}.parquet")
    shapes = frame.geometry.to_numpy()
    return Layer(tuple(_full(name, code) for code in frame["code"]), shapes, shapely.STRtree(shapes))


@cache
def regions() -> Mapping[str, BaseGeometry]:
    """The regions of France in the plane of the maps, by code."""
    departements = layer("display_departements")
    parts: dict[str, list[BaseGeometry]] = {}
    for code, shape in zip(departements.codes, departements.shapes, strict=True):
        parts.setdefault(str(territories.territory(code).region), []).append(shape)
    return {code: shapely.coverage_union_all(shapes) for code, shapes in parts.items()}


@cache
def home() -> BaseGeometry:
    """The region of the dashboard as one shape."""
    return united(layer("departements").shapes)


def outline(code: str) -> BaseGeometry:
    """The outline of a territory that has a sheet."""
    place = territories.territory(code)
    if code == HOME_REGION:
        return home()
    if place.level is Level.REGION:
        return regions()[code]
    if place.level is Level.DEPARTEMENT:
        return layer("departements" if place.region == HOME_REGION else "display_departements").of(code)
    return layer("communes" if place.level is Level.COMMUNE else "epci").of(code)


def overseas_box(code: str) -> Bounds | None:
    """The box in which an overseas territory is drawn; None in the métropole."""
    place = territories.territory(code)
    held = [code] if place.level is Level.DEPARTEMENT else territories.children(code, Level.DEPARTEMENT)
    numbers = {territories.territory(one).insee for one in held}
    return box(next(iter(numbers))) if len(numbers) == 1 and numbers <= set(COLUMN) else None


def united(shapes: Iterable[BaseGeometry]) -> BaseGeometry:
    """Shapes of a coverage as one."""
    return shapely.coverage_union_all(list(shapes))


def _full(name: str, code: str) -> str:
    """The full code: tables hold some in short."""
    prefix = {"communes": "COM", "epci": "EPCI"}.get(name, "DEP")
    return code if code.startswith(f"{prefix}-") else f"{prefix}-{code}"
