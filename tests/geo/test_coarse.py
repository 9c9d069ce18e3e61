import geopandas as gpd
import pytest
import shapely

from demodash.geo.coarse import display_departements, geographic, insets, surroundings
from demodash.geo.display import box
from demodash.geo.outlines import LAMBERT93

RAGGED = [(x * 1000.0, 100_000.0 + (300.0 if x % 2 else 0.0)) for x in range(101)]
"""A border of a hundred kilometres with teeth of 300 metres, finer than the coarse map shows."""


@pytest.fixture
def country():
    """Two départements along the ragged border, an islet, and Guadeloupe as a square of its own plane."""
    south = shapely.Polygon([(0, 0), *RAGGED, (100_000, 0)])
    north = shapely.Polygon([(0, 200_000), *RAGGED, (100_000, 200_000)])
    islet = shapely.box(-9000, 0, -8000, 1000)
    return {
        "metropole": gpd.GeoDataFrame(
            {"departement": ["01", "02", "01"]}, geometry=[south, north, islet], crs=LAMBERT93
        ),
        "971": gpd.GeoDataFrame(
            {"departement": ["971"]}, geometry=[shapely.box(600_000, 1_700_000, 680_000, 1_780_000)], crs="EPSG:5490"
        ),
    }


def test_the_teeth_go_and_the_border_stays_shared(country):
    display = display_departements(country, insets(country))
    assert display["departement"].tolist() == ["01", "02", "971"]
    assert shapely.coverage_is_valid(display.geometry.to_numpy())
    assert shapely.get_num_coordinates(display.geometry.iloc[0]) < 20
    south, north = display.geometry.iloc[:2]
    assert south.intersection(north).length == pytest.approx(100_000, rel=0.01)


def test_islets_go_and_overseas_comes_into_its_box(country):
    display = display_departements(country, insets(country))
    assert shapely.get_num_geometries(display.geometry.iloc[0]) == 1
    left, bottom, right, top = box("971")
    assert shapely.box(left, bottom, right, top).contains(display.geometry.iloc[2])


def test_the_display_can_be_put_back_on_earth(country):
    boxes = insets(country)
    earth = geographic(display_departements(country, boxes), country, boxes)
    assert earth["departement"].tolist() == ["01", "02", "971"]
    back = earth[earth["departement"] == "971"].to_crs("EPSG:5490").geometry.iloc[0]
    assert back.symmetric_difference(country["971"].geometry.iloc[0]).area < 1.0


def test_the_surroundings_keep_the_border_that_they_share(country):
    metropole = country["metropole"].iloc[:2]
    around = surroundings(metropole, metropole.iloc[1:])
    assert around["departement"].tolist() == ["01"]
    assert set(RAGGED[1:-1]) <= {tuple(point) for point in shapely.get_coordinates(around.geometry.iloc[0]).tolist()}
