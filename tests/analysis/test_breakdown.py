"""The breakdowns that leave a long table: which, of what, and what they say first."""

from __future__ import annotations

import pandas as pd
import pytest

from demodash.analysis import breakdown
from demodash.analysis.profile import profile
from demodash.dataset import Observation, from_table
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE, Theme
from demodash.schema import COLUMNS
from demodash.sources import Source

SOURCE = Source("essai", "document", "Agence d’essai", "Document d’essai", date="2024-03-05")
CHANGES = {"ensemble": -4.0, "zip": -9.0, "zac": -6.5, "zar": -2.5, "hz": -1.0}
BY_ZONE = ("mg_evolution", "mg_evolution_annuelle", "mg_ecart_region")
OTHERS = ("medecins_effectif", "medecins_densite", "mg_effectif", "mg_densite", "population", "population_densite")


def figure(indicator, value, *, category=ENSEMBLE, period="2030", territory="REG-32"):
    return Observation(indicator, territory, category, period, value, "exact", "published", "essai", "ligne 1", "", "")


def lines(*figures):
    table = pd.DataFrame([[getattr(one, name) for name in COLUMNS] for one in figures], columns=list(COLUMNS))
    return profile(from_table(table, {"essai": SOURCE}), "REG-32")


def by_zone(indicators=BY_ZONE, period="2026/2030"):
    return [
        figure(indicator, value, category=category, period=period)
        for indicator in indicators
        for category, value in CHANGES.items()
        if category != ENSEMBLE or indicator != "mg_ecart_region"
    ]


def plain():
    """Make lines without a breakdown by zone, fourteen of them: with those by zone, more than a table holds."""
    fields = [one.id for one in CATALOGUE["mg_effectif"].dimension if one.id != ENSEMBLE]
    return [figure(one, 100.0) for one in OTHERS] + [figure("mg_effectif", 90.0, category=one) for one in fields]


def test_a_short_theme_stays_whole():
    found = lines(*by_zone(), *plain()[:6])
    assert len(found) <= breakdown.MOST_LINES
    assert breakdown.split(found) == (found, [])


def test_what_is_broken_down_alike_leaves_a_long_theme_and_nothing_is_lost():
    found = lines(*by_zone(), *plain())
    assert len(found) > breakdown.MOST_LINES
    rest, (only,) = breakdown.split(found)
    assert only.dimension.id == "zone"
    assert [one.id for one, _ in only.rows] == list(BY_ZONE)
    assert [one.id for one in only.members] == list(CHANGES)
    assert {line.indicator.id for line in rest} == set(OTHERS)
    assert len(rest) + len(only.lines) == len(found)


def test_two_indicators_are_too_few_to_leave():
    found = lines(*by_zone(BY_ZONE[:2]), *plain(), *(figure("dentistes_effectif", 9.0, period="2029") for _ in "1"))
    extra = [*found, *found[: max(0, breakdown.MOST_LINES + 1 - len(found))]]
    rest, apart = breakdown.split(extra)
    assert (rest, apart) == (extra, [])


def test_a_theme_of_breakdowns_alone_keeps_its_first_table():
    found = lines(*by_zone()) * 2
    assert len(found) > breakdown.MOST_LINES
    assert breakdown.split(found) == (found, [])


def test_the_extremes_leave_out_the_whole_and_counts():
    _, (only,) = breakdown.split(lines(*by_zone(), *plain()))
    low, high = only.extremes()
    assert (low.category, low.value, high.category, high.value) == ("zip", -9.0, "hz", -1.0)
    counts = breakdown.Breakdown(only.dimension, tuple(lines(*by_zone(("zonage_communes",), "2030"))))
    assert counts.extremes() is None


@pytest.mark.parametrize("value", [-4.0, 0.0])
def test_equal_parts_have_no_extremes(value):
    same = [figure("mg_evolution", value, category=one, period="2026/2030") for one in ("zip", "zac")]
    found = lines(*same)
    assert breakdown.Breakdown(found[0].indicator.dimension, tuple(found)).extremes() is None


def test_parts_of_different_years_are_not_set_against_each_other():
    found = lines(
        figure("mg_evolution", -9.0, category="zip", period="2026/2030"),
        figure("mg_evolution", -1.0, category="zac", period="2025/2030"),
    )
    only = breakdown.Breakdown(found[0].indicator.dimension, tuple(found))
    assert only.extremes() is None
    assert breakdown.usual_years(only.rows[0][1], "REG-32") == "2026–2030"
    assert breakdown.usual_years(only.rows[0][1], "FR") == ""


def test_every_breakdown_of_a_theme_can_be_asked_for():
    assert "zone" in breakdown.possible(Theme.DEMOGRAPHIE)
    assert {"filiere_medicale", "site_voie"} <= set(breakdown.possible(Theme.FORMATION))
    assert breakdown.possible(Theme.OG12) == []
