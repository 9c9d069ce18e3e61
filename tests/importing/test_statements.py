from __future__ import annotations

import pytest

from demodash.importing.statements import french_number, iso_period


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1 234,5", 1234.5),
        ("1\u202f234", 1234.0),
        ("−8,23 %", -8.23),
        ("+5,73%", 5.73),
        ("12.5", 12.5),
        ("0", 0.0),
        (",5", 0.5),
    ],
)
def test_numbers_as_they_are_typed(typed: str, value: float) -> None:
    assert french_number(typed) == value


@pytest.mark.parametrize("typed", ["", "abc", "1,2,3", "12 ou 13", "1e9", "nan", "inf", "--2", "."])
def test_what_is_no_number(typed: str) -> None:
    assert french_number(typed) is None


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2022", "2022"),
        ("23/01/2023", "2023-01-23"),
        ("1/2/2023", "2023-02-01"),
        ("9/2019", "2019-09"),
        ("2016-2020", "2016/2020"),
        ("2016 – 2020", "2016/2020"),
        ("2016/2020", "2016/2020"),
        ("2023-01-23", "2023-01-23"),
        ("hier", "hier"),
    ],
)
def test_periods_as_they_are_typed(typed: str, iso: str) -> None:
    assert iso_period(typed) == iso
