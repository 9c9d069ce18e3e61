import dataclasses

import pytest

from demodash.analysis.movement import mixture, movement
from demodash.dataset import Observation

BASE = Observation("msp_activite", "REG-32", "ensemble", "2017", 76.0, "exact", "inferred", "a", "ligne 1", "76", "")


def _with(**changes):
    return dataclasses.replace(BASE, **changes)


def test_the_latest_against_the_earliest():
    moved = movement([_with(period="2023", value=231.0), _with(period="2010", value=19.0, status="derived"), BASE])
    assert (moved.latest.value, moved.earlier.value, moved.difference) == (231, 19, 212)


def test_figures_of_one_publisher_are_compared_first():
    moved = movement([_with(period="2010", source="b", value=1.0), BASE, _with(period="2023", value=90.0)])
    assert moved.earlier == BASE


def test_a_bound_gives_no_difference():
    moved = movement([BASE, _with(period="2023", value=200.0, qualifier="more_than")])
    assert moved.earlier is None
    assert moved.difference is None


def test_one_figure_alone_has_not_moved():
    assert movement([BASE]).difference is None


def test_of_one_date_the_published_figure_is_kept():
    assert movement([_with(status="derived", value=1.0), BASE]).latest == BASE


@pytest.mark.parametrize("wrong", [[], [BASE, _with(category="x")]])
def test_what_is_not_one_series_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        movement(wrong)


def test_two_publishers_three_weeks_apart_are_not_a_movement():
    january = _with(period="2023-01-01", source="b", value=32.0)
    assert movement([january, _with(period="2023-01-23", value=46.0)]).earlier is None


def _zones(**periods):
    changes = {"indicator": "mg_evolution", "value": -1.0, "status": "published"}
    return [movement([_with(**changes, category=zone, period=period)]) for zone, period in periods.items()]


def test_a_whole_older_than_its_parts_is_of_another_edition():
    found = mixture(_zones(zip="2020/2024", ensemble="2016/2020", hz="2020/2024"))
    assert [one.category for one in found.newest] == ["zip", "hz"]
    assert [one.category for one in found.older] == ["ensemble"]
    assert found.lacks_whole


def test_parts_older_than_their_whole_are_of_another_edition():
    found = mixture(_zones(ensemble="2020/2024", zip="2016/2020"))
    assert [one.category for one in found.older] == ["zip"]
    assert not found.lacks_whole


@pytest.mark.parametrize(
    "periods",
    [
        {"zip": "2016/2020", "ensemble": "2016/2020"},
        {"zip": "2016/2020", "zac": "2020/2024"},
        {"ensemble": "2016/2020"},
        {"zip": "2023", "ensemble": "2023-05-25"},
    ],
)
def test_one_edition_or_no_whole_mixes_nothing(periods):
    assert mixture(_zones(**periods)) is None
