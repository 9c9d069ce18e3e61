"""Numbers, years and days as tables print them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash.loaders.tables.cells import is_missing, number, perhaps_thousands, why_not, years_in
from demodash.loaders.tables.sourcing import day_in
from demodash.loaders.tables.zone_dates import first_day


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", 12),
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("1 234,5", 1234.5),
        ("1\u202f234\u202f567", 1234567),
        ("1\u00a0234", 1234),
        ("-3", -3),
        ("1e3", 1000),
        ("", None),
        ("NS", None),
        ("12 34", None),
        ("1,234,567", None),
        ("12%", None),
        ("=1+1", None),
        ("２", None),
        ("nan", None),
        ("inf", None),
    ],
)
def test_a_number_is_read_in_french_or_english(cell, value):
    assert number(cell) == value


@given(st.text(max_size=15))
def test_any_cell_is_a_finite_number_missing_or_explained(cell):
    found = number(cell)
    assert found is None or math.isfinite(found)
    assert is_missing(cell) or found is not None or why_not(cell).startswith("«")


@given(st.integers(-(10**9), 10**9), st.integers(0, 99))
def test_a_number_written_with_a_comma_is_read_back(whole, decimals):
    assert number(f"{whole},{decimals:02}") == float(f"{whole}.{decimals:02}")


@pytest.mark.parametrize("cell", ["", " ", "-", "NS", "n.d.", "N/A", "nd", "\u00a0", "N/A - secret statistique"])
def test_cells_that_say_nothing(cell):
    assert is_missing(cell)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("APL 2023", ("2023",)),
        ("APL_2015", ("2015",)),
        ("PS_202611140830", ()),
        ("Zonage_medecin_20191231.xlsx", ("2019",)),
        ("de 2015 à 2023, puis 2015", ("2015", "2023")),
        ("12023", ()),
    ],
)
def test_years_of_a_text(text, years):
    assert years_in(text) == years


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Zonage_medecin_20191231.xlsx", "2019-12-31"),
        ("zonage-2022-04-26.csv", "2022-04-26"),
        ("zonage 26-04-2022", "2022-04-26"),
        ("zonage_20220231", ""),
        ("zonage 2022", ""),
    ],
)
def test_the_day_of_a_name(text, day):
    assert day_in(text) == day


@pytest.mark.parametrize(
    ("titles", "day"),
    [
        (("Arrêté du 3 février 2026", "en vigueur à compter du 1er mars 2026"), "2026-03-01"),
        (("Arrêté du 3 février 2026",), "2026-02-03"),
        (("Arrêté du 31 février 2026",), "2019-12-31"),
        ((), "2019-12-31"),
    ],
)
def test_the_first_day_of_an_edition(titles, day):
    assert first_day(titles, "zonage_20191231.xlsx") == day


@pytest.mark.parametrize(
    ("cell", "doubtful"), [("1.000", True), (" 12,000", True), ("1000.000", False), ("518.0", False), ("1 000", False)]
)
def test_a_whole_number_that_may_be_a_thousand_times_larger(cell, doubtful):
    assert perhaps_thousands(cell) is doubtful
