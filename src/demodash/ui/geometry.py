"""The outlines that maps draw: their address, the order of their territories, and the plane they lie in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from pyproj import Transformer

from demodash import territories
from demodash.locations import ROOT
from demodash.territories import HOME_REGION, Level
from demodash.ui.map_component import Point

Numbers = TypeVar("Numbers", float, npt.NDArray[np.float64])

FOLDER = ROOT / "static" / "geo"
_ADDRESS = "/app/static/geo/"
SURROUNDINGS = "hdf-voisinage"


@dataclass(frozen=True, slots=True)
class Area:
    """What a map shows: territories of one level, within one territory; ``set`` names their outlines.

    ``borders`` and ``overlays`` are the levels and sets whose borders are drawn above, ``context`` the land around.
    """

    id: str
    label: str
    level: Level
    within: str
    set: str
    borders: tuple[str, ...] = ()
    overlays: tuple[str, ...] = ()
    context: str | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """Full codes of the territories, in the order of the outlines."""
        return geometry(self.set).codes

    @property
    def is_home(self) -> bool:
        """Whether the map is of the region alone."""
        return self.within == HOME_REGION


AREAS: Mapping[str, Area] = {
    area.id: area
    for area in (
        Area("communes", "Communes", Level.COMMUNE, HOME_REGION, "hdf-communes", ("departement",), (), SURROUNDINGS),
        Area("epci", "EPCI", Level.EPCI, HOME_REGION, "hdf-epci", (), ("hdf-departements",), SURROUNDINGS),
        Area(
            "departements",
            "Départements de la région",
            Level.DEPARTEMENT,
            HOME_REGION,
            "hdf-departements",
            context=SURROUNDINGS,
        ),
        Area(
            "france-departements", "Départements de France", Level.DEPARTEMENT, "FR", "france-departements", ("region",)
        ),
        Area("france-regions", "Régions de France", Level.REGION, "FR", "france-regions"),
    )
}
"""The maps there are, by the id used in addresses."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """One set of outlines: its address on this server, its territories in order, and its plane."""

    url: str
    codes: tuple[str, ...]
    origin: tuple[float, float]
    metres_per_unit: float
    width: int
    height: int

    def point(self, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
        """Where points of the display plane (metres) lie in the plane of the outlines."""
        return (x - self.origin[0]) / self.metres_per_unit, (self.origin[1] - y) / self.metres_per_unit


@cache
def geometry(name: str) -> Geometry:
    """Read what the page must know of a set of outlines; the outlines themselves go to the browser only.

    Raises:
        KeyError: there is no set of this name.
    """
    manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    entry = manifest["sets"][name]
    content = json.loads((FOLDER / entry["file"]).read_text(encoding="utf-8"))
    x, y = content["origin"]
    return Geometry(
        url=_ADDRESS + entry["file"],
        codes=tuple(f"{entry['level']}-{code}" for code in content["codes"]),
        origin=(x, y),
        metres_per_unit=content["metres_per_unit"],
        width=content["width"],
        height=content["height"],
    )


@cache
def attribution() -> str:
    """Who drew the outlines, and under which licences."""
    content: str = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))["attribution"]
    return content


def point_at(name: str, commune: str, label: str, *, kind: int, detail: str = "") -> Point:
    """A point at the town hall of a commune, in the plane of a set."""
    place = territories.territory(commune)
    x, y = geometry(name).point(place.x, place.y)
    return Point(label, round(x), round(y), kind, detail)


def points_at(name: str, lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """Where places in mainland France, given in degrees, lie in the plane of a set."""
    plane = geometry(name)
    x, y = _to_lambert().transform(lon, lat)
    across, down = plane.point(np.asarray(x), np.asarray(y))
    return [(round(one), round(other)) for one, other in zip(across.tolist(), down.tolist(), strict=True)]


@cache
def _to_lambert() -> Transformer:
    """From longitude and latitude (WGS 84) to Lambert 93."""
    return Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True)
