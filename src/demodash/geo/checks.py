"""The control figures of the geography: what any build of it must give."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd
import shapely

from demodash.errors import Problem

COUNTS: Mapping[str, int] = {"FR": 1, "REG": 18, "EXREG": 22, "DEP": 101, "EPCI": 92, "COM": 3782}
POPULATIONS: Mapping[str, int] = {
    "REG-32": 5_992_194,
    "DEP-02": 523_342,
    "DEP-59": 2_615_635,
    "DEP-60": 829_899,
    "DEP-62": 1_457_905,
    "DEP-80": 565_413,
}
AREA_KM2 = 32_010.0
AREA_MARGIN_KM2 = 1.0
SQUARE_METRES_PER_KM2 = 1_000_000.0


def register_problems(territories: pd.DataFrame, file: str) -> list[Problem]:
    """Say where the register (columns code, level, population) departs from the control figures."""
    found = territories["level"].value_counts()
    problems = [
        Problem(file, f"niveau {level}", f"{count} territoires", str(int(found.get(level, 0))))
        for level, count in COUNTS.items()
        if found.get(level, 0) != count
    ]
    populations = territories.set_index("code")["population"]
    for code, expected in POPULATIONS.items():
        population = populations.get(code, 0)
        if population != expected:
            problems.append(Problem(file, code, f"{expected} habitants", str(population)))
    repeated = territories.loc[territories["code"].duplicated(), "code"].tolist()
    if repeated:
        problems.append(Problem(file, "code", "chaque code une seule fois", ", ".join(repeated)))
    return problems


def coverage_problems(outlines: gpd.GeoDataFrame, file: str) -> list[Problem]:
    """Say what is wrong with outlines (column code) as a coverage: validity, shared borders, empty outlines."""
    invalid = outlines.loc[~outlines.geometry.is_valid | outlines.geometry.is_empty, "code"].tolist()
    if invalid:
        return [Problem(file, "contours", "des contours valides et non vides", ", ".join(invalid))]
    if not shapely.coverage_is_valid(outlines.geometry.to_numpy()):
        edges = shapely.coverage_invalid_edges(outlines.geometry.to_numpy())
        codes = outlines.loc[~shapely.is_empty(edges), "code"].tolist()
        return [Problem(file, "contours", "des voisins aux bords identiques, sans recouvrement", ", ".join(codes))]
    return []


def region_problems(communes: gpd.GeoDataFrame, file: str) -> list[Problem]:
    """Say where the outlines of the region's communes (metres) leave a hole or miss its area."""
    problems = []
    area = float(communes.area.sum()) / SQUARE_METRES_PER_KM2
    if abs(area - AREA_KM2) > AREA_MARGIN_KM2:
        problems.append(Problem(file, "surface", f"{AREA_KM2:.0f} km² à {AREA_MARGIN_KM2:.0f} près", f"{area:.2f}"))
    whole = shapely.coverage_union_all(communes.geometry.to_numpy())
    holes = [hole for part in shapely.get_parts(whole) for hole in part.interiors]
    if holes:
        places = ", ".join(f"({hole.centroid.x:.0f} ; {hole.centroid.y:.0f})" for hole in holes)
        problems.append(Problem(file, "région", "aucun trou", places))
    return problems
