"""The outlines of today's communes: those of the package, merged where communes merged, made one coverage.

The published outlines are nearly a coverage: at a few dozen places a border is drawn twice, up to some metres
apart. ``clean`` mends these in the plane of each territory, so that neighbours share their vertices.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from demodash.errors import DataError, Problem
from demodash.geo.packages import OUTLINES_FILE, Outline

WGS84 = "EPSG:4326"
LAMBERT93 = "EPSG:2154"
OVERSEAS_CRS = {
    "971": "EPSG:5490",
    "972": "EPSG:5490",
    "973": "EPSG:2972",
    "974": "EPSG:2975",
    "976": "EPSG:4471",
}
GAP_WIDTH_M = 10.0  # the widest sliver between two outlines that is a fault of drawing
DECIMALS = 5  # of a degree: about one metre


def communes_today(
    outlines: Iterable[Outline], departement_of: Mapping[str, str], commune_now: Mapping[str, str]
) -> gpd.GeoDataFrame:
    """Give one row per commune of today: insee, departement, geometry (EPSG:4326), lon, lat.

    A code that is no longer a commune's goes to the commune that took it over. ``lon`` and ``lat`` are the point
    of the town hall of the commune that kept its code; where it is not published or lies outside the outline, a
    point inside it. A commune separated since the outlines were drawn has none and stays inside its former one.

    Raises:
        DataError: an outline has a code that the register cannot place.
    """
    parts: dict[str, list[Outline]] = {}
    unplaced = []
    for outline in outlines:
        code = commune_now.get(outline.code, outline.code)
        if code in departement_of:
            parts.setdefault(code, []).append(outline)
        else:
            unplaced.append(outline.code)
    if unplaced:
        raise DataError(
            Problem(
                file=OUTLINES_FILE.name,
                expected="des communes du code officiel géographique",
                found=", ".join(sorted(unplaced)),
            )
        )
    codes = sorted(parts)
    geometries = [
        parts[code][0].geometry if len(parts[code]) == 1 else shapely.union_all([part.geometry for part in parts[code]])
        for code in codes
    ]
    points = [_place(code, parts[code], geometry) for code, geometry in zip(codes, geometries, strict=True)]
    return gpd.GeoDataFrame(
        {
            "insee": codes,
            "departement": [departement_of[code] for code in codes],
            "lon": np.round([point.x for point in points], DECIMALS),
            "lat": np.round([point.y for point in points], DECIMALS),
        },
        geometry=geometries,
        crs=WGS84,
    )


def planes(communes: gpd.GeoDataFrame) -> dict[str, gpd.GeoDataFrame]:
    """Split into the métropole (key "metropole", Lambert 93) and each overseas département in its own plane.

    Each is a valid coverage in metres: no overlap, no sliver, shared borders vertex by vertex.
    """
    overseas = communes["departement"].isin(list(OVERSEAS_CRS))
    split = {"metropole": _clean(communes[~overseas].to_crs(LAMBERT93))}
    for departement, crs in OVERSEAS_CRS.items():
        split[departement] = _clean(communes[communes["departement"] == departement].to_crs(crs))
    return split


def coverage_clean(
    geometries: Sequence[BaseGeometry] | npt.NDArray[np.object_], gap_width: float
) -> npt.NDArray[np.object_]:
    """Make polygons one coverage: overlaps given to one side, gaps up to ``gap_width`` filled, borders matched."""
    # the stubs of shapely stop at 2.1, and coverage_clean came with 2.2
    cleaned: npt.NDArray[np.object_] = shapely.coverage_clean(geometries, gap_width=gap_width)  # type: ignore[attr-defined]
    return cleaned


def dissolve(frame: gpd.GeoDataFrame, by: str) -> gpd.GeoDataFrame:
    """Unite the outlines of a coverage by column ``by``: one row per value, in order, columns ``by`` and geometry."""
    keys = sorted(frame[by].unique())
    groups = frame.groupby(by)["geometry"]
    united = [shapely.coverage_union_all(groups.get_group(key).to_numpy()) for key in keys]
    return gpd.GeoDataFrame({by: keys}, geometry=united, crs=frame.crs)


def _place(code: str, parts: list[Outline], geometry: BaseGeometry) -> shapely.Point:
    for part in parts:
        if part.code == code and part.town_hall is not None and geometry.contains(part.town_hall):
            return shapely.Point(part.town_hall.coords[0])
    return shapely.point_on_surface(geometry)


def _clean(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    cleaned = coverage_clean(frame.geometry.to_numpy(), GAP_WIDTH_M)
    return frame.set_geometry(gpd.GeoSeries(cleaned, index=frame.index, crs=frame.crs)).reset_index(drop=True)
