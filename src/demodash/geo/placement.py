"""Complete the register with what the outlines tell: a point, on earth and on the map, and an area."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from demodash.geo.display import Inset
from demodash.geo.outlines import DECIMALS, WGS84, dissolve

SQUARE_METRES_PER_KM2 = 1_000_000.0
AREA_DECIMALS = 3


def with_places(
    territories: pd.DataFrame, planes: Mapping[str, gpd.GeoDataFrame], boxes: Mapping[str, Inset]
) -> pd.DataFrame:
    """Add ``lon``, ``lat`` (degrees), ``x``, ``y`` (metres of the display plane) and ``area_km2`` to the register.

    A commune's point is its town hall; any other territory's is the centre of its largest part, for France that
    of the métropole.
    """
    parents = territories.set_index("code")
    metropole = planes["metropole"]
    places = [_country(planes)]
    for name, plane in planes.items():
        for outlines in _levels_above_communes(plane, parents):
            places.append(_placed(outlines, _centres(outlines), boxes.get(name)))
    communes = metropole.assign(code="COM-" + metropole["insee"])
    communes = communes[communes["code"].isin(parents.index)].reset_index(drop=True)
    places.append(_placed(communes, _town_halls(communes), None))
    communes["epci"] = communes["code"].map(parents["epci"])
    epci = dissolve(communes, "epci").rename(columns={"epci": "code"})
    places.append(_placed(epci, _centres(epci), None))
    return territories.merge(pd.concat(places, ignore_index=True), on="code", how="left", validate="one_to_one")


def _levels_above_communes(plane: gpd.GeoDataFrame, parents: pd.DataFrame) -> Iterator[gpd.GeoDataFrame]:
    """Départements, regions and former regions of a plane: columns code and geometry."""
    departements = dissolve(plane, "departement")
    departements["code"] = "DEP-" + departements["departement"]
    yield departements
    for column in ("region", "former_region"):
        keyed = departements.assign(parent=departements["code"].map(parents[column]))
        keyed = keyed[keyed["parent"] != ""]
        if len(keyed):
            yield dissolve(keyed, "parent").rename(columns={"parent": "code"})


def _centres(outlines: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """A point inside each outline: the centroid of its largest part, or a point near it."""
    points = []
    for geometry in outlines.geometry:
        largest = max(shapely.get_parts(geometry), key=shapely.area)
        centroid = largest.centroid
        points.append(centroid if largest.contains(centroid) else shapely.point_on_surface(largest))
    return gpd.GeoSeries(points, crs=outlines.crs)


def _town_halls(communes: gpd.GeoDataFrame) -> gpd.GeoSeries:
    return gpd.GeoSeries(gpd.points_from_xy(communes["lon"], communes["lat"]), crs=WGS84).to_crs(communes.crs)


def _placed(outlines: gpd.GeoDataFrame, points: gpd.GeoSeries, box: Inset | None) -> pd.DataFrame:
    on_earth = points.to_crs(WGS84)
    in_plane = np.column_stack([points.x, points.y])
    on_map = (in_plane if box is None else box.forward(in_plane)).round().astype(int)
    return pd.DataFrame(
        {
            "code": outlines["code"].to_numpy(),
            "lon": on_earth.x.round(DECIMALS).to_numpy(),
            "lat": on_earth.y.round(DECIMALS).to_numpy(),
            "x": on_map[:, 0],
            "y": on_map[:, 1],
            "area_km2": (outlines.area / SQUARE_METRES_PER_KM2).round(AREA_DECIMALS).to_numpy(),
        }
    )


def _country(planes: Mapping[str, gpd.GeoDataFrame]) -> pd.DataFrame:
    whole = dissolve(planes["metropole"].assign(code="FR"), "code")
    area = sum(float(plane.area.sum()) for plane in planes.values()) / SQUARE_METRES_PER_KM2
    return _placed(whole, _centres(whole), None).assign(area_km2=round(area, AREA_DECIMALS))
