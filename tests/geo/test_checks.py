import geopandas as gpd
import pandas as pd
import pytest
import shapely

from demodash.geo.checks import COUNTS, POPULATIONS, coverage_problems, region_problems, register_problems


@pytest.fixture
def register():
    rows = [
        {"code": code, "level": code.partition("-")[0], "population": people} for code, people in POPULATIONS.items()
    ]
    for level, count in COUNTS.items():
        have = sum(row["level"] == level for row in rows)
        rows += [{"code": f"{level}-x{n}", "level": level, "population": 1} for n in range(count - have)]
    return pd.DataFrame(rows)


def test_the_control_figures_pass(register):
    assert register_problems(register, "territories") == []


def test_a_lost_commune_and_wrong_people_are_said_together(register):
    register.loc[register["code"] == "DEP-02", "population"] = 523_341
    lost = register[register["code"] != "COM-x7"]
    assert [str(problem) for problem in register_problems(lost, "territories")] == [
        "territories, niveau COM : attendu : 3782 territoires ; trouvé : 3781",
        "territories, DEP-02 : attendu : 523342 habitants ; trouvé : 523341",
    ]


def test_a_code_twice_is_said(register):
    register.loc[register["code"] == "COM-x7", "code"] = "COM-x8"
    (problem,) = register_problems(register, "territories")
    assert str(problem) == "territories, code : attendu : chaque code une seule fois ; trouvé : COM-x8"


def _frame(**shapes):
    return gpd.GeoDataFrame({"code": list(shapes)}, geometry=list(shapes.values()))


def test_a_coverage_has_no_problem():
    assert coverage_problems(_frame(a=shapely.box(0, 0, 1, 1), b=shapely.box(1, 0, 2, 1)), "essai") == []


def test_overlaps_are_said_by_code():
    frame = _frame(a=shapely.box(0, 0, 1, 1), b=shapely.box(0.9, 0, 2, 1), c=shapely.box(5, 5, 6, 6))
    (problem,) = coverage_problems(frame, "essai")
    assert str(problem) == (
        "essai, contours : attendu : des voisins aux bords identiques, sans recouvrement ; trouvé : a, b"
    )


def test_an_outline_that_crosses_itself_is_said():
    frame = _frame(a=shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), b=shapely.Polygon())
    (problem,) = coverage_problems(frame, "essai")
    assert str(problem) == "essai, contours : attendu : des contours valides et non vides ; trouvé : a, b"


def test_a_hole_and_a_wrong_area_are_said():
    side = 32_010e6**0.5
    whole = shapely.box(0, 0, side, side)
    assert region_problems(_frame(a=whole), "communes") == []
    pierced = whole.difference(shapely.box(1000, 1000, 3000, 3000))
    assert [str(problem) for problem in region_problems(_frame(a=pierced), "communes")] == [
        "communes, surface : attendu : 32010 km² à 1 près ; trouvé : 32006.00",
        "communes, région : attendu : aucun trou ; trouvé : (2000 ; 2000)",
    ]
