import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash.analysis.classes import MOST_CLASSES, Method, diverging_scale, scale

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 1))
every_method = pytest.mark.parametrize("method", list(Method))


def members(found, values):
    """How many values each class holds."""
    return np.bincount(found.place(np.array(values)), minlength=found.count).tolist()


def test_natural_breaks_stand_in_the_gaps_on_the_roundest_numbers():
    values = [10, 11, 12, 13, 48, 49, 51, 52, 97, 98, 99]
    found = scale(values, Method.NATURAL, classes=3, decimals=0)
    assert members(found, values) == [4, 4, 3]
    # Of the multiples of 20 after 13 and up to 48, 40 is nearer to their middle than 20 is; then 80 after 52.
    assert found.bounds == (40, 80)


def test_quantiles_hold_as_many_values_each():
    values = list(range(1, 101))
    found = scale(values, Method.QUANTILES, classes=4, decimals=0)
    assert members(found, values) == pytest.approx([25, 25, 25, 25], abs=4)
    assert found.bounds == (25, 50, 75)


def test_equal_intervals_are_equal_and_round():
    # Four values make at most four classes, of 23.3 each: the next round step is 25.
    found = scale([3.2, 7.7, 41.9, 96.4], Method.EQUAL, classes=5, decimals=1)
    assert found.bounds == (25, 50, 75)


def test_a_value_on_a_bound_belongs_above_it_and_a_missing_one_nowhere():
    found = scale([0.0, 100.0, 37.0, 62.0], Method.EQUAL, classes=4, decimals=0)
    assert found.bounds == (25, 50, 75)
    assert found.place(np.array([49.9, 50.0, math.nan])).tolist() == [1, 2, -1]


@every_method
@pytest.mark.parametrize("values", [[], [math.nan], [7.0], [7.0] * 20])
def test_without_differences_there_is_one_class(method, values):
    found = scale(values, method, classes=5, decimals=1)
    assert found.bounds == ()
    assert found.edges == ((None, None),)


@every_method
def test_two_values_make_two_classes(method):
    found = scale([1.0, 2.0], method, classes=6, decimals=0)
    assert members(found, [1.0, 2.0]) == [1, 1]


@every_method
def test_many_equal_values_make_fewer_classes(method):
    values = [0.0] * 90 + [1.0, 2.0, 3.0]
    found = scale(values, method, classes=5, decimals=0)
    assert found.count <= 4


@pytest.mark.parametrize("classes", [0, 7])
def test_more_than_six_classes_are_refused(classes):
    with pytest.raises(ValueError, match="between 1 and 6"):
        scale([1.0, 2.0], Method.NATURAL, classes=classes, decimals=0)


def test_thousands_of_values_are_classed_at_once_and_always_the_same():
    values = [round(math.exp(place / 500), 1) for place in range(4000)]
    found = scale(values, Method.NATURAL, classes=6, decimals=1)
    assert found == scale(reversed(values), Method.NATURAL, classes=6, decimals=1)
    assert found.count == 6
    assert min(members(found, values)) > 0


@given(st.lists(NUMBERS, min_size=1, max_size=60), st.sampled_from(Method), st.integers(1, MOST_CLASSES))
def test_every_value_has_its_class_and_bounds_rise(values, method, classes):
    found = scale(values, method, classes=classes, decimals=1)
    assert found.count <= classes
    assert list(found.bounds) == sorted(set(found.bounds))
    assert all(min(values) < bound <= max(values) for bound in found.bounds)
    placed = found.place(np.array(values))
    assert placed.min() >= 0
    assert placed.max() < found.count
    for value, at in zip(values, placed, strict=True):
        low, high = found.edges[at]
        assert low is None or low <= value
        assert high is None or value < high


@given(st.lists(NUMBERS, min_size=2, max_size=60), st.sampled_from([Method.NATURAL, Method.QUANTILES]))
def test_no_class_of_natural_breaks_or_quantiles_is_empty(values, method):
    found = scale(values, method, classes=5, decimals=1)
    assert min(members(found, values)) > 0


@given(st.lists(NUMBERS, min_size=2, max_size=60))
def test_the_scale_of_all_years_is_the_scale_of_each(values):
    both = scale(values + values, Method.EQUAL, classes=5, decimals=1)
    assert both.bounds == scale(values, Method.EQUAL, classes=5, decimals=1).bounds


def test_losses_and_gains_have_the_same_bounds():
    values = [-20.0, -12.0, -4.0, 3.0, 6.0, 11.0, 19.0]
    found = diverging_scale(values, Method.EQUAL, decimals=0)
    assert found.middle == 0
    assert 0 in found.bounds
    assert found.bounds == tuple(-bound if bound else 0 for bound in reversed(found.bounds))
    assert found.below == found.count / 2


def test_a_side_without_values_has_no_class_beyond_the_middle():
    found = diverging_scale([1.0, 5.0, 9.0, 30.0], Method.QUANTILES, decimals=0)
    assert found.bounds[0] == 0
    assert found.below == 1


def test_no_change_at_all_stands_on_the_middle():
    found = diverging_scale([0.0, 0.0], Method.NATURAL, decimals=1)
    assert found.bounds == (0,)
    assert found.place(np.array([0.0])).tolist() == [1]


@given(st.lists(NUMBERS, min_size=1, max_size=50), st.sampled_from(Method))
def test_a_loss_and_a_gain_are_never_in_one_class(values, method):
    found = diverging_scale(values, method, decimals=1)
    assert 2 <= found.count <= MOST_CLASSES
    for value, at in zip(values, found.place(np.array(values)), strict=True):
        assert (at < found.below) == (value < 0)
