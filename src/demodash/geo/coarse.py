"""France at the detail of a page-wide map: départements as one simplified coverage, regions dissolved from it."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from demodash.geo.display import Inset, inset, moved
from demodash.geo.outlines import LAMBERT93, WGS84, coverage_clean, dissolve

TOLERANCE_M = 800.0  # as a square root of area, see shapely.coverage_simplify
SMALLEST_PART_M2 = 2_000_000.0  # islets and enclaves below this, as drawn, are left out
ENCLAVE_WIDTH_M = 1_600.0  # what a part left out inland leaves open is filled by its neighbours
SIDE_MARGIN_M, FOOT_MARGIN_M = 200_000.0, 60_000.0  # screens are wider than the region is


def insets(planes: Mapping[str, gpd.GeoDataFrame]) -> dict[str, Inset]:
    """Fit every overseas département into its box."""
    return {
        departement: inset(departement, plane.total_bounds)
        for departement, plane in planes.items()
        if departement != "metropole"
    }


def display_departements(planes: Mapping[str, gpd.GeoDataFrame], boxes: Mapping[str, Inset]) -> gpd.GeoDataFrame:
    """Départements of France in the display plane: one row each, columns departement and geometry, no CRS."""
    codes: list[str] = []
    outlines: list[BaseGeometry] = []
    for place, plane in planes.items():
        whole = dissolve(plane, "departement")
        codes += whole["departement"].tolist()
        shapes = whole.geometry.tolist()
        outlines += shapes if place == "metropole" else [moved(shape, boxes[place]) for shape in shapes]
    kept = coverage_clean([_without_specks(outline) for outline in outlines], ENCLAVE_WIDTH_M)
    simple = shapely.coverage_simplify(kept, TOLERANCE_M)
    frame = gpd.GeoDataFrame({"departement": codes}, geometry=simple)
    return frame.sort_values("departement", ignore_index=True)


def geographic(
    display: gpd.GeoDataFrame, planes: Mapping[str, gpd.GeoDataFrame], boxes: Mapping[str, Inset]
) -> gpd.GeoDataFrame:
    """Put départements of the display plane back to where they are: same rows, EPSG:4326."""
    pieces = []
    for place, plane in planes.items():
        rows = display[display["departement"].isin(plane["departement"])]
        shapes = rows.geometry if place == "metropole" else [moved(s, boxes[place], back=True) for s in rows.geometry]
        own = gpd.GeoDataFrame({"departement": rows["departement"].tolist()}, geometry=list(shapes), crs=plane.crs)
        pieces.append(own.to_crs(WGS84))
    return gpd.GeoDataFrame(pd.concat(pieces, ignore_index=True), crs=WGS84).sort_values(
        "departement", ignore_index=True
    )


def surroundings(metropole: gpd.GeoDataFrame, own: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Départements around those of ``own``, cut some way beyond its bounds: departement, geometry (Lambert 93).

    The outer boundary is not simplified, so that the border with ``own`` is the one that ``own`` has.
    """
    others = metropole[~metropole["departement"].isin(own["departement"])]
    west, south, east, north = own.total_bounds
    window = shapely.box(west - SIDE_MARGIN_M, south - FOOT_MARGIN_M, east + SIDE_MARGIN_M, north)
    whole = dissolve(others[others["departement"].isin(_near(others, window))], "departement")
    simple = shapely.coverage_simplify(whole.geometry.to_numpy(), TOLERANCE_M, simplify_boundary=False)
    clipped = [_sizeable(part) for part in shapely.intersection(simple, window)]
    frame = gpd.GeoDataFrame({"departement": whole["departement"]}, geometry=clipped, crs=LAMBERT93)
    return frame[~frame.geometry.is_empty].reset_index(drop=True)


def _near(communes: gpd.GeoDataFrame, window: BaseGeometry) -> list[str]:
    return sorted(communes.loc[communes.intersects(window), "departement"].unique())


def _sizeable(geometry: BaseGeometry) -> BaseGeometry:
    """Keep the parts worth drawing of what a cut left (empty when none is; a cut may leave lines and points)."""
    parts = shapely.get_parts(geometry)
    return _united(parts[shapely.area(parts) >= SMALLEST_PART_M2])


def _without_specks(geometry: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(geometry)
    areas = shapely.area(parts)
    return _united(parts[(areas >= SMALLEST_PART_M2) | (areas == np.max(areas))])


def _united(parts: npt.NDArray[np.object_]) -> BaseGeometry:
    return shapely.MultiPolygon(parts.tolist())
