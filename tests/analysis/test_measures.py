from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash.analysis.measures import Measure, indexed, measured, nearest
from demodash.dataset import Observation


def figure(value: float, period: str = "2020", *, qualifier: str = "exact", territory: str = "REG-32") -> Observation:
    return Observation(
        "ide_places", territory, "ensemble", period, value, qualifier, "published", "essai", "ligne 1", "", ""
    )


def nobody(territory: str, year: int) -> float | None:
    raise AssertionError(f"the population of {territory} in {year} is not needed")


def test_numbers_are_the_figures_own():
    figures = [figure(80, "2019"), figure(100)]
    assert [point.value for point in measured(figures, Measure.NUMBER, nobody)] == [80, 100]


def test_a_change_is_from_the_period_before_and_the_first_has_none():
    figures = [figure(80, "2019"), figure(100, "2020"), figure(90, "2021")]
    points = measured(figures, Measure.CHANGE, nobody)
    assert [(point.figure.period, point.value) for point in points] == [("2020", 25), ("2021", -10)]


def test_two_figures_of_a_period_are_both_compared_with_the_first_of_the_period_before():
    figures = [figure(100, "2019"), figure(50, "2019"), figure(110, "2020"), figure(120, "2020")]
    assert [point.value for point in measured(figures, Measure.CHANGE, nobody)] == pytest.approx([10, 20])


def test_an_index_starts_at_a_hundred():
    figures = [figure(80, "2019"), figure(100)]
    assert [point.value for point in measured(figures, Measure.INDEX, nobody)] == [100, 125]
    assert measured([], Measure.INDEX, nobody) == []


def test_an_index_may_start_from_a_value_of_another_series():
    assert [point.value for point in indexed([figure(30), figure(60)], 40)] == [75, 150]
    with pytest.raises(ValueError, match="base of zero"):
        indexed([figure(30)], 0)


def test_a_rate_takes_the_population_of_the_last_year_and_goes_without_when_unknown():
    asked = []

    def people(territory: str, year: int) -> float | None:
        asked.append((territory, year))
        return None if year < 2012 else 50_000

    figures = [figure(10, "2006/2007"), figure(20, "2015/2016"), figure(30, "2022-05-25")]
    assert [point.value for point in measured(figures, Measure.PER_100K, people)] == pytest.approx([40, 60])
    assert asked == [("REG-32", 2007), ("REG-32", 2016), ("REG-32", 2022)]


@given(st.lists(st.floats(min_value=1, max_value=1e6), min_size=2, max_size=8))
def test_the_changes_lead_from_the_first_index_to_the_last(values):
    figures = [figure(value, str(2000 + place)) for place, value in enumerate(values)]
    reached = 100.0
    for point in measured(figures, Measure.CHANGE, nobody):
        reached *= 1 + point.value / 100
    assert measured(figures, Measure.INDEX, nobody)[-1].value == pytest.approx(reached)


def test_the_nearest_figure_is_an_exact_one_when_two_are_as_near():
    about, exact = figure(900, "2016/2017", qualifier="about"), figure(1200, "2017/2018")
    assert nearest([about, exact], 2017.5, within_years=1) == exact
    assert nearest([about, exact], 2017.1, within_years=1) == about
    assert nearest([about, exact], 2020.0, within_years=1) is None
    assert nearest([], 2020.0, within_years=1) is None
