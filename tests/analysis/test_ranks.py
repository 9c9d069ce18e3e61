import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash.analysis.ranks import Rank, ordered, rank

VALUES = {"DEP-02": 10.0, "DEP-59": 30.0, "DEP-60": 20.0, "DEP-62": 20.04, "DEP-80": 5.0}


def test_equal_values_as_written_share_the_best_place():
    assert rank(VALUES, "DEP-59", decimals=1) == Rank(1, 5, 0)
    assert rank(VALUES, "DEP-60", decimals=1) == Rank(2, 5, 1)
    assert rank(VALUES, "DEP-62", decimals=1) == Rank(2, 5, 1)
    assert rank(VALUES, "DEP-02", decimals=1) == Rank(4, 5, 0)
    assert rank(VALUES, "DEP-60", decimals=2) == Rank(3, 5, 0)


def test_one_alone_is_the_first_of_one():
    assert rank({"FR": 0.0}, "FR", decimals=0) == Rank(1, 1, 0)


def test_a_territory_without_a_value_has_no_rank():
    with pytest.raises(ValueError, match="DEP-99"):
        rank(VALUES, "DEP-99", decimals=0)


def test_the_order_is_from_the_highest_and_by_code_where_equal():
    assert ordered(VALUES) == ["DEP-59", "DEP-62", "DEP-60", "DEP-02", "DEP-80"]
    assert ordered({"b": 1.0, "a": 1.0}) == ["a", "b"]
    assert ordered({}) == []


@given(st.dictionaries(st.text(min_size=1), st.integers(-50, 50).map(float), min_size=1))
def test_places_and_ties_add_up(values):
    ranks = {code: rank(values, code, decimals=0) for code in values}
    assert all(one.among == len(values) for one in ranks.values())
    assert min(one.place for one in ranks.values()) == 1
    for code, one in ranks.items():
        lower = sum(value < values[code] for value in values.values())
        assert one.place - 1 + one.ties + 1 + lower == len(values)
