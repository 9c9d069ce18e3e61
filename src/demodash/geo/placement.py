"""Complete the register with what the outlines tell: a point and an area for every territory."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd

from demodash.geo.outlines import dissolve, points_inside

SQUARE_METRES_PER_KM2 = 1_000_000.0
AREA_DECIMALS = 3


def with_places(territories: pd.DataFrame, planes: Mapping[str, gpd.GeoDataFrame]) -> pd.DataFrame:
    """Add ``lon``, ``lat`` (degrees) and ``area_km2`` to the rows of the register.

    A commune's point is its town hall; any other territory's is the centre of its largest part, for France that
    of the métropole.
    """
    metropole = planes["metropole"]
    places = [_country(planes)]
    parents = territories.set_index("code")
    for plane in planes.values():
        departements = dissolve(plane, "departement")
        departements["code"] = "DEP-" + departements["departement"]
        places.append(_places(departements))
        for column in ("region", "former_region"):
            keyed = departements.assign(parent=departements["code"].map(parents[column]))
            keyed = keyed[keyed["parent"] != ""]
            if len(keyed):
                places.append(_places(dissolve(keyed, "parent").rename(columns={"parent": "code"})))
    communes = metropole.assign(code="COM-" + metropole["insee"])
    communes = communes[communes["code"].isin(parents.index)]
    keyed = communes.assign(parent=communes["code"].map(parents["epci"]))
    places.append(_places(dissolve(keyed, "parent").rename(columns={"parent": "code"})))
    places.append(
        pd.DataFrame(
            {
                "code": communes["code"],
                "lon": communes["lon"],
                "lat": communes["lat"],
                "area_km2": (communes.area / SQUARE_METRES_PER_KM2).round(AREA_DECIMALS),
            }
        )
    )
    return territories.merge(pd.concat(places, ignore_index=True), on="code", how="left", validate="one_to_one")


def _places(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    points = points_inside(frame)
    return pd.DataFrame(
        {
            "code": frame["code"],
            "lon": points["lon"],
            "lat": points["lat"],
            "area_km2": (frame.area / SQUARE_METRES_PER_KM2).round(AREA_DECIMALS),
        }
    )


def _country(planes: Mapping[str, gpd.GeoDataFrame]) -> pd.DataFrame:
    everything = dissolve(planes["metropole"].assign(code="FR"), "code")
    area = sum(float(plane.area.sum()) for plane in planes.values()) / SQUARE_METRES_PER_KM2
    return _places(everything).assign(area_km2=round(area, AREA_DECIMALS))
