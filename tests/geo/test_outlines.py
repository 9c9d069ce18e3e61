import geopandas as gpd
import pytest
import shapely

from demodash.errors import DataError
from demodash.geo.outlines import LAMBERT93, communes_today, coverage_clean, dissolve, planes
from demodash.geo.packages import Outline

DEPARTEMENT_OF = {"02001": "02", "02003": "02", "97401": "974"}


def _square(code, west, south, town_hall=None):
    return Outline(code, shapely.box(west, south, west + 0.1, south + 0.1), town_hall)


def test_merged_communes_become_one_outline():
    rows = communes_today(
        [_square("02001", 2, 49), _square("02002", 2.1, 49), _square("02003", 2.2, 49)],
        DEPARTEMENT_OF,
        {"02002": "02003"},
    )
    assert rows["insee"].tolist() == ["02001", "02003"]
    assert rows.geometry.iloc[1].bounds == pytest.approx((2.1, 49, 2.3, 49.1))


def test_the_town_hall_is_the_point_unless_it_lies_outside():
    rows = communes_today(
        [
            _square("02001", 2, 49, shapely.Point(2.012345678, 49.02)),
            _square("02003", 3, 49, shapely.Point(9, 9)),
        ],
        DEPARTEMENT_OF,
        {},
    )
    assert (rows["lon"].iloc[0], rows["lat"].iloc[0]) == (2.01235, 49.02)
    assert rows.geometry.iloc[1].contains(shapely.Point(rows["lon"].iloc[1], rows["lat"].iloc[1]))


def test_a_code_that_no_register_knows_is_refused():
    with pytest.raises(DataError) as caught:
        communes_today([_square("02001", 2, 49), _square("99999", 3, 49)], DEPARTEMENT_OF, {})
    assert str(caught.value) == (
        "communes.csv.lzma : attendu : des communes du code officiel géographique ; trouvé : 99999"
    )


def test_each_plane_is_in_metres_and_a_coverage():
    # two communes overlap by 0.00001 degree; the third is overseas
    rows = communes_today(
        [_square("02001", 2, 49), _square("02003", 2.09999, 49), _square("97401", 55.5, -21)], DEPARTEMENT_OF, {}
    )
    split = planes(rows)
    assert split["metropole"].crs == LAMBERT93
    assert shapely.coverage_is_valid(split["metropole"].geometry.to_numpy())
    assert shapely.get_num_geometries(dissolve(split["metropole"], "departement").geometry.iloc[0]) == 1
    assert 100e6 < split["974"].area.sum() < 130e6


def test_cleaning_takes_overlaps_away_and_fills_gaps():
    cleaned = coverage_clean([shapely.box(0, 0, 10, 10), shapely.box(9, 0, 20, 10), shapely.box(20.5, 0, 30, 10)], 1.0)
    assert shapely.coverage_is_valid(cleaned)
    assert shapely.union_all(cleaned).area == pytest.approx(shapely.area(cleaned).sum())


def test_dissolving_keeps_the_vertices_of_the_border():
    above = shapely.Polygon([(0, 1), (1, 1), (2, 1), (2, 2), (0, 2)])
    frame = gpd.GeoDataFrame(
        {"parent": ["b", "a", "a"]}, geometry=[above, shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    )
    dissolved = dissolve(frame, "parent")
    assert dissolved["parent"].tolist() == ["a", "b"]
    assert [1.0, 1.0] in shapely.get_coordinates(dissolved.geometry.iloc[0]).tolist()
    assert shapely.coverage_is_valid(dissolved.geometry.to_numpy())
