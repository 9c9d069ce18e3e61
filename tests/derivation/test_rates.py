import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash.derivation import derive
from demodash.derivation.rates import annual_pct, change_pct


def values(derived, indicator):
    found = derived[derived["indicator"] == indicator]
    return {(row.category, row.period): round(row.value, 4) for row in found.itertuples()}


def test_a_change_worked_by_hand():
    assert change_pct(3655, 3937) == pytest.approx(7.7155, abs=1e-4)
    with pytest.raises(ValueError, match="no change in percent from zero"):
        change_pct(0, 5)


def test_an_annual_rate_worked_by_hand():
    assert annual_pct(21, 2) == pytest.approx(10)
    assert annual_pct(-6.9, 4) == pytest.approx(-1.7715, abs=1e-4)
    assert annual_pct(0, 7) == 0


@pytest.mark.parametrize(("total", "years"), [(-100, 4), (-150, 2), (5, 0)])
def test_an_annual_rate_that_does_not_exist_is_refused(total, years):
    with pytest.raises(ValueError, match="no annual rate"):
        annual_pct(total, years)


@given(st.floats(-90, 300), st.integers(1, 40))
def test_the_annual_rate_repeated_gives_the_change(total, years):
    rate = annual_pct(total, years)
    assert math.isclose((1 + rate / 100) ** years, 1 + total / 100, rel_tol=1e-9)
    assert math.copysign(1, rate) == math.copysign(1, total) or abs(rate) < 1e-12


def test_the_annual_change_and_the_gap_of_each_zone(table):
    derived = derive(
        table(
            {"indicator": "mg_evolution", "period": "2020/2024", "value": -6.9, "as_printed": "-6,90"},
            {
                "indicator": "mg_evolution",
                "period": "2020/2024",
                "category": "zip",
                "value": -8.23,
                "as_printed": "-8,23",
            },
        )
    )
    assert values(derived, "mg_evolution_annuelle") == {
        ("ensemble", "2020/2024"): -1.7715,
        ("zip", "2020/2024"): -2.1242,
    }
    assert values(derived, "mg_ecart_region") == {("zip", "2020/2024"): -1.33}
    gap = derived[derived["indicator"] == "mg_ecart_region"].iloc[0]
    assert gap["note"] == "−8,23 − (−6,90)"
    assert gap["locator"] == "calculé : lignes 2, 3"


def test_a_gap_needs_the_region_of_the_same_source_and_period(table):
    rows = [
        {"indicator": "mg_evolution", "period": "2020/2024", "source": "autre", "value": -6},
        {"indicator": "mg_evolution", "period": "2019/2024", "value": -6},
        {"indicator": "mg_evolution", "period": "2020/2024", "category": "zip", "value": -8},
    ]
    assert values(derive(table(*rows)), "mg_ecart_region") == {}


def test_nurse_places_year_on_year_and_over_the_series(table):
    rows = [
        {"indicator": "ide_places", "period": year, "value": value}
        for year, value in (("2030", 100), ("2031", 110), ("2032", 121))
    ]
    derived = derive(table(*rows))
    assert values(derived, "ide_places_evolution") == {
        ("ensemble", "2030/2031"): 10,
        ("ensemble", "2031/2032"): 10,
        ("ensemble", "2030/2032"): 21,
    }
    assert values(derived, "ide_places_evolution_annuelle") == {("ensemble", "2030/2032"): 10}


def test_two_years_of_nurse_places_give_one_change_and_no_rate(table):
    rows = [
        {"indicator": "ide_places", "period": year, "value": value} for year, value in (("2030", 100), ("2031", 90))
    ]
    derived = derive(table(*rows))
    assert values(derived, "ide_places_evolution") == {("ensemble", "2030/2031"): -10}
    assert values(derived, "ide_places_evolution_annuelle") == {}


def test_the_change_of_physicians_covers_the_whole_of_the_longest_series(table):
    rows = [
        {"indicator": "medecins_effectif", "territory": "DEP-02", "period": f"{year}-01-01", "value": value}
        for year, value in ((2030, 100), (2031, 90), (2032, 110))
    ]
    lone = {"indicator": "medecins_effectif", "territory": "DEP-02", "period": "2031", "value": 95, "source": "autre"}
    found = values(derive(table(*rows, lone)), "medecins_evolution")
    assert found == {("ensemble", "2030-01-01/2032-01-01"): 10}


def test_the_whole_of_medical_courses_and_its_change(table):
    courses = {"medecine": (40, 44), "pharmacie": (30, 33), "odontologie": (20, 22), "maieutique": (10, 11)}
    rows = [
        {"indicator": f"places_medicales_{when}", "category": course, "value": value}
        for course, pair in courses.items()
        for when, value in zip(("avant", "apres"), pair, strict=True)
    ]
    derived = derive(table(*rows))
    assert values(derived, "places_medicales_avant") == {("ensemble", "2030"): 100}
    assert values(derived, "places_medicales_apres") == {("ensemble", "2030"): 110}
    assert values(derived, "places_medicales_evolution") == {("ensemble", "2030"): 10}
    assert values(derive(table(*rows[:-1])), "places_medicales_evolution") == {}
