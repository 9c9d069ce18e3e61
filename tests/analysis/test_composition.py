from __future__ import annotations

import pytest

from demodash.analysis.composition import ratios, remainder
from demodash.dataset import Observation


def figure(value: float, category: str = "ensemble", *, period: str = "2022", source: str = "a") -> Observation:
    return Observation(
        "msp_professionnels", "REG-32", category, period, value, "exact", "published", source, "ligne 1", "", ""
    )


def test_what_the_parts_leave_of_the_total():
    figures = [figure(100), figure(30, "infirmier"), figure(25, "kine"), figure(7, "kine", period="2023")]
    assert remainder(figures, "2022") == 45
    assert remainder(figures, "2023") is None
    assert remainder([figure(100)], "2022") is None


def test_parts_that_overlap_leave_nothing():
    assert remainder([figure(50), figure(30, "infirmier"), figure(25, "kine")], "2022") is None
    assert remainder([figure(55), figure(30, "infirmier"), figure(25, "kine")], "2022") == 0


def test_a_ratio_divides_figures_of_one_date_and_one_source():
    staff = [figure(100), figure(60, "infirmier"), figure(90, period="2023"), figure(80, source="b")]
    houses = [figure(8), figure(10, period="2023", source="b"), figure(0, source="b")]
    found = ratios(staff, houses)
    assert [(one.figure.category, one.value) for one in found] == [
        ("ensemble", pytest.approx(12.5)),
        ("infirmier", pytest.approx(7.5)),
    ]
