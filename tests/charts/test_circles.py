import math

import pytest

from demodash.charts.circles import circle_scale


def covered(counts, share):
    """The surface of the circles of some counts, in squares of the map's shorter side."""
    scale = circle_scale([counts])
    assert scale.share == pytest.approx(share, abs=5e-4)
    return sum(math.pi * scale.radius(count) ** 2 for count in counts)


def test_a_few_circles_have_all_their_size():
    assert covered([26, 15, 8, 6, 5], 0.075) < 0.12


def test_many_circles_of_one_size_leave_the_land_in_sight():
    assert covered([7.0] * 100, 0.0195) == pytest.approx(0.12)


def test_many_territories_with_one_large_among_them():
    assert covered([1000.0] + [1.0] * 600, 0.055) < 0.12
    assert circle_scale([[1000.0] + [math.nan] * 600]).share == 0.055


def test_surfaces_are_in_proportion():
    scale = circle_scale([[400, 100, math.nan, 0]])
    assert scale.radius(400) == pytest.approx(2 * scale.radius(100))
    assert scale.radius(0) == 0


def test_years_share_the_scale_of_the_fullest():
    both = circle_scale([[9.0] + [0.0] * 40, [9.0] * 41])
    assert both == circle_scale([[9.0] * 41])
    assert both.share < circle_scale([[9.0] + [0.0] * 40]).share


def test_nothing_counted_is_no_reason_to_divide_by_zero():
    assert circle_scale([]).largest == circle_scale([[0.0, math.nan]]).largest == 1.0
