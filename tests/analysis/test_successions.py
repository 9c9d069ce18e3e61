from __future__ import annotations

from demodash.analysis.successions import doubtful_successions
from demodash.dataset import Observation


def figure(value: float, period: str, source: str, *, status: str = "published", territory: str = "FR") -> Observation:
    return Observation("msp_activite", territory, "ensemble", period, value, "exact", status, source, "ligne 1", "", "")


def test_two_places_that_speak_soon_after_each_other_are_doubtful():
    (pair,) = doubtful_successions([figure(231, "2023-05-25", "b"), figure(216, "2023-01-23", "a")])
    assert (pair.before.value, pair.after.value, pair.gap, pair.days_apart, pair.falls) == (216, 231, 15, 122, False)


def test_one_place_equal_values_distant_dates_and_whole_years_are_not():
    assert doubtful_successions([figure(216, "2023-01-23", "a"), figure(231, "2023-05-25", "a")]) == []
    assert doubtful_successions([figure(216, "2023-01-23", "a"), figure(216, "2023-05-25", "b")]) == []
    assert doubtful_successions([figure(216, "2023-01-23", "a"), figure(231, "2023-09-25", "b")]) == []
    assert doubtful_successions([figure(216, "2021", "a"), figure(231, "2022", "b")]) == []


def test_a_fall_of_what_only_grows_is_doubtful_however_far():
    figures = [figure(900, "2017", "a"), figure(800, "2023", "b")]
    assert doubtful_successions(figures) == []
    (pair,) = doubtful_successions(figures, only_grow=["msp_activite"])
    assert pair.falls
    assert doubtful_successions(figures[::-1], only_grow=["msp_activite"]) == [pair]


def test_computed_figures_other_territories_and_overlapping_periods_are_left_out():
    assert doubtful_successions([figure(1, "2023-01-23", "a"), figure(2, "2023-05-25", "b", status="derived")]) == []
    assert doubtful_successions([figure(1, "2023-01-23", "a"), figure(2, "2023-05-25", "b", territory="REG-32")]) == []
    overlapping = [figure(9, "2023", "a"), figure(2, "2023-05-25", "b")]
    assert doubtful_successions(overlapping, only_grow=["msp_activite"]) == []
