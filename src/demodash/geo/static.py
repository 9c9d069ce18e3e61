"""Write the browser geometry from the tables of ``data/geo``: one file per set, and a manifest that names them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from demodash.geo.browser import ATTRIBUTION, FORMAT, GeometrySet, content, grid_around, snapped
from demodash.geo.display import COLUMN, box
from demodash.geo.outlines import dissolve
from demodash.territories import COG_YEAR

REGION_UNIT_M = 10
REGION_TOLERANCE_M = 100.0  # as a square root of area; the published outlines are already generalised
FRANCE_UNIT_M = 50
HASH_LENGTH = 12
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file of browser geometry: the set, its level, its name on disk, its bytes."""

    set: str
    level: str
    count: int
    name: str
    content: bytes


def build_static(geo: Path, static: Path) -> tuple[StaticFile, ...]:
    """Write every set and ``manifest.json`` into ``static``; files of former builds there are removed.

    The same tables give the same bytes.

    Raises:
        DataError: a coverage does not survive its grid.
    """
    files = tuple(
        _static_file(each, territories) for territories in [register(geo)] for each in _sets(geo, territories)
    )
    static.mkdir(parents=True, exist_ok=True)
    names = {file.name for file in files}
    for old in static.glob("*.json"):
        if old.name not in names and old.name != MANIFEST:
            old.unlink()
    for file in files:
        (static / file.name).write_bytes(file.content)
    (static / MANIFEST).write_text(manifest(files), encoding="utf-8")
    return files


def manifest(files: tuple[StaticFile, ...]) -> str:
    """Text of the manifest: by set its file name, level, number of territories and bytes."""
    document = {
        "format": FORMAT,
        "cog": COG_YEAR,
        "attribution": ATTRIBUTION,
        "sets": {
            file.set: {"file": file.name, "level": file.level, "count": file.count, "bytes": len(file.content)}
            for file in files
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def register(geo: Path) -> pd.DataFrame:
    """The register of territories as a table, one row per territory."""
    return pd.read_parquet(geo / f"territories_{COG_YEAR}.parquet")


def table(geo: Path, name: str) -> gpd.GeoDataFrame:
    """A GeoParquet table of ``data/geo`` by its name without the year."""
    return gpd.read_parquet(geo / f"{name}_{COG_YEAR}.parquet")


def _static_file(geometry_set: GeometrySet, territories: pd.DataFrame) -> StaticFile:
    data = content(geometry_set, territories)
    digest = hashlib.sha256(data).hexdigest()[:HASH_LENGTH]
    return StaticFile(
        set=geometry_set.name,
        level=geometry_set.level,
        count=len(geometry_set.outlines),
        name=f"{geometry_set.name}.{digest}.json",
        content=data,
    )


def _sets(geo: Path, territories: pd.DataFrame) -> Iterator[GeometrySet]:
    parents = territories.set_index("code")
    communes = table(geo, "communes")
    communes = communes.set_geometry(shapely.coverage_simplify(communes.geometry.to_numpy(), REGION_TOLERANCE_M))
    grid = grid_around(communes, REGION_UNIT_M, [])
    communes = snapped(communes, grid)
    yield GeometrySet("hdf-communes", "COM", COG_YEAR, grid, communes)
    for name, level, column in (("hdf-epci", "EPCI", "epci"), ("hdf-departements", "DEP", "departement")):
        yield GeometrySet(name, level, COG_YEAR, grid, _raised(communes, parents[column]))
    around = table(geo, "surroundings")
    around_grid = grid_around(around, REGION_UNIT_M, [])
    yield GeometrySet("hdf-voisinage", "DEP", COG_YEAR, around_grid, snapped(around, around_grid))

    display = table(geo, "display_departements")
    boxes = {departement: box(departement) for departement in COLUMN}
    france_grid = grid_around(display, FRANCE_UNIT_M, boxes.values())
    departements = snapped(display, france_grid)
    yield GeometrySet("france-departements", "DEP", COG_YEAR, france_grid, departements, boxes)
    yield GeometrySet("france-regions", "REG", COG_YEAR, france_grid, _raised(departements, parents["region"]), boxes)


def _raised(outlines: gpd.GeoDataFrame, parent_of: pd.Series) -> gpd.GeoDataFrame:
    """Unite outlines (column code) by parent, on the same vertices."""
    keyed = outlines.assign(parent=outlines["code"].map(parent_of))
    return dissolve(keyed, "parent").rename(columns={"parent": "code"})
