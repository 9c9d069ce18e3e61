import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash.periods import period


@pytest.mark.parametrize(
    ("iso", "label", "start", "end", "year"),
    [
        ("2023-01-23", "23 janvier 2023", dt.date(2023, 1, 23), dt.date(2023, 1, 23), 2023),
        ("2019-09", "septembre 2019", dt.date(2019, 9, 1), dt.date(2019, 9, 30), 2019),
        ("2022", "2022", dt.date(2022, 1, 1), dt.date(2022, 12, 31), 2022),
        ("2016/2020", "2016–2020", dt.date(2016, 1, 1), dt.date(2020, 12, 31), 2020),
        (
            "2022-11-01/2024-10-31",
            "1er novembre 2022–31 octobre 2024",
            dt.date(2022, 11, 1),
            dt.date(2024, 10, 31),
            2024,
        ),
    ],
)
def test_the_forms_of_a_period(iso, label, start, end, year):
    read = period(iso)
    assert (read.label, read.start, read.end, read.year) == (label, start, end, year)


def test_a_school_year_is_two_consecutive_years():
    assert period("2016/2017").is_school_year
    assert not period("2016/2020").is_school_year
    assert not period("2016").is_school_year
    assert period("2016/2020").years == 4


@pytest.mark.parametrize(
    "text", ["", "23/01/2023", "2023-13", "2023-02-30", "2020/2016", "2016/2016", "1066", "2016-2020"]
)
def test_what_is_not_a_period_is_refused(text):
    with pytest.raises(ValueError, match=r"period|range|interval|day|month"):
        period(text)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)))
def test_the_position_keeps_the_order_of_days(day):
    assert period(day.isoformat()).position < period((day + dt.timedelta(days=1)).isoformat()).position
    assert day.year <= period(day.isoformat()).position < day.year + 1
