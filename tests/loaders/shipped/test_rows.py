import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash.loaders.shipped.rows import number


@pytest.mark.parametrize(("cell", "value"), [("0", 0), ("-6.9", -6.9), ("432000", 432_000), ("194.38", 194.38)])
def test_a_number_with_a_decimal_point(cell, value):
    assert number(cell) == value


@pytest.mark.parametrize("cell", ["", " 3", "3 ", "3,5", "3 655", "1e5", "1_000", "nan", "inf", "+5", "٣", "3.", "--2"])
def test_anything_else_is_not_a_number(cell):
    assert number(cell) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_decimal_is_read_as_it_is_written(value):
    assert number(f"{value:f}") == float(value)


@given(st.text(max_size=20))
def test_any_text_gives_a_number_or_nothing(cell):
    assert number(cell) is None or number(cell) == float(cell)
