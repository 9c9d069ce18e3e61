import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from demodash.errors import DataError
from demodash.geo.browser import GeometrySet, Grid, content, grid_around, snapped
from tests.geo.reading import numbers, polygons_of

REGISTER = pd.DataFrame(
    [
        ("COM-00001", "00001", "Été", "DEP-00", "", "", 1200, 15, 15),
        ("COM-00002", "00002", "Bé", "DEP-00", "", "", 7, 30, 12),
        ("DEP-00", "00", "Dép", "", "", "", 1207, 20, 10),
        ("DEP-974", "974", "Ailleurs", "", "", "", 3, 90, 90),
    ],
    columns=["code", "insee", "name", "departement", "epci", "region", "population", "x", "y"],
)
OUTLINES = gpd.GeoDataFrame(
    {"code": ["COM-00002", "COM-00001"]}, geometry=[shapely.box(20, 10, 40, 20), shapely.box(0, 10, 20, 20)]
)
GRID = Grid(x0=0, y0=20, unit=10, width=4, height=1)


def _document(**more):
    outlines = snapped(OUTLINES, GRID)
    return json.loads(content(GeometrySet("essai", "COM", 2026, GRID, outlines, **more), REGISTER))


def test_the_grid_holds_outlines_and_boxes():
    assert grid_around(OUTLINES, 10, []) == GRID
    assert grid_around(OUTLINES, 10, [(-15.0, 0.0, -1.0, 1.0)]) == Grid(-20, 20, 10, 6, 2)
    assert GRID.place(15, 12) == (2, 1)


def test_two_squares_worked_by_hand():
    document = _document()
    # y goes down: the first square runs from (0, 0) to (2, 1), the second from (2, 0) to (4, 1)
    assert [shape.bounds for shape in polygons_of(document)] == [(0, 0, 2, 1), (2, 0, 4, 1)]
    assert len(numbers(document["arc_lengths"])) == 3
    assert {key: document[key] for key in ("codes", "names", "population")} == {
        "codes": ["00001", "00002"],
        "names": ["Été", "Bé"],
        "population": [1200, 7],
    }
    assert {key: document[key] for key in ("level", "origin", "metres_per_unit", "width", "height")} == {
        "level": "commune",
        "origin": [0, 20],
        "metres_per_unit": 10,
        "width": 4,
        "height": 1,
    }


def test_a_parent_that_all_share_is_left_out():
    assert _document()["parents"] == {}


def test_insets_come_with_their_box_on_the_grid():
    (box,) = _document(insets={"974": (10.0, -20.0, 30.0, 10.0)})["insets"]
    assert box == {"code": "974", "label": "Ailleurs", "box": [1, 1, 3, 4]}


def test_outlines_too_fine_for_the_grid_are_refused():
    thin = gpd.GeoDataFrame(
        {"code": ["COM-00001", "COM-00002"]}, geometry=[shapely.box(0, 10, 20, 20), shapely.box(20, 10, 22, 20)]
    )
    with pytest.raises(DataError) as caught:
        snapped(thin, GRID)
    assert str(caught.value) == (
        "grille de la carte, contours : attendu : des contours valides et non vides ; trouvé : COM-00002"
    )
