import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash import texts


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "expected"),
    [
        (3655, 0, False, "3\u202f655"),
        (-6.9, 2, False, "\u22126,90"),
        (5.73, 2, True, "+5,73"),
        (-0.001, 2, True, "0,00"),
        (1234567.891, 1, False, "1\u202f234\u202f567,9"),
        (0, 0, True, "0"),
        (None, 0, False, "n. d."),
        (math.nan, 2, False, "n. d."),
    ],
)
def test_numbers_follow_french_typography(value, decimals, signed, expected):
    assert texts.number(value, decimals, signed=signed) == expected


@given(st.floats(-1e12, 1e12, allow_nan=False), st.integers(0, 4))
def test_a_written_number_reads_back_as_its_rounding(value, decimals):
    written = texts.number(value, decimals)
    back = float(written.replace("\u202f", "").replace(",", ".").replace("\u2212", "-"))
    assert back == pytest.approx(round(value, decimals), rel=1e-12, abs=10**-decimals)
    assert " " not in written
    assert "-" not in written


@pytest.mark.parametrize(
    ("printed", "expected"), [("-6,90%", 2), ("+5.73%", 2), ("3 655", 0), ("3,6", 1), ("2.000", 0)]
)
def test_decimals_are_those_printed(printed, expected):
    assert texts.decimals_of(printed) == expected


def test_a_published_sign_stays_before_the_number():
    assert texts.qualified("70 %", "more_than") == "plus de 70 %"
    assert texts.qualified("46", "exact") == "46"
    with pytest.raises(KeyError):
        texts.qualified("46", "maybe")


def test_dates_in_full():
    assert texts.long_date(dt.date(2023, 1, 1)) == "1er janvier 2023"
    assert texts.long_date(dt.date(2023, 1, 11)) == "11 janvier 2023"
    assert texts.month_name(dt.date(2019, 9, 1)) == "septembre 2019"


def test_lists_and_plurals():
    assert texts.enumeration(["ZIP", "ZAC", "ZAR"]) == "ZIP, ZAC et ZAR"
    assert texts.enumeration([]) == ""
    assert texts.plural(1.5, "point", "points") == "point"
    assert texts.plural(-2, "point", "points") == "points"


def test_names_are_compared_without_accents_case_or_hyphens():
    assert texts.folded("Château-Thierry") == texts.folded("CHATEAU  THIERRY")
    assert texts.folded("Œuilly") == "oeuilly"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(-8.23, "a reculé de 8,23 %"), (5.73, "a augmenté de 5,73 %"), (0, "est resté stable")],
)
def test_a_change_is_said_with_a_verb(value, expected):
    assert texts.change_phrase(value, texts.number(value, 2, signed=True) + " %") == expected


def test_a_value_after_de():
    assert texts.of_value("3,5") == "de 3,5"
    assert texts.of_value("environ 3,5") == "d’environ 3,5"
    assert texts.of_value("plus de 3") == "de plus de 3"
