from __future__ import annotations

import pytest

from demodash.charts.bars import bars
from demodash.charts.columns import columns
from demodash.charts.dumbbells import Pair, dumbbells
from demodash.charts.lines import timeline
from demodash.charts.marks import Break, Mark, Series
from demodash.charts.native import Kind, NativeReference, Side, native
from demodash.charts.palette import DARK, LIGHT
from demodash.charts.stacks import Stack, stacks
from demodash.charts.steps import steps
from demodash.charts.template import figure


def mark(value: float, text: str = "", label: str = "Aisne", **options) -> Mark:
    return Mark(label, value, text or f"{value:g}", "au survol", options.pop("colour", LIGHT.accent), **options)


def values(chart) -> list[list[float | None]]:
    return [[point.value for point in one.points] for one in chart.series]


def test_bars_keep_values_texts_and_looks():
    chart = native(
        bars(
            [
                mark(-8.23, "−8,23 %", "ZIP", colour=LIGHT.zones["zip"]),
                mark(70.0, "plus de 70 %", "Autre<br>ligne", hollow=True),
            ],
            LIGHT,
            reference=mark(-6.9, "−6,90 %", "Région : ensemble"),
        )
    )
    assert chart.kind is Kind.BARS
    assert values(chart) == [[-8.23, 70.0]]
    assert chart.categories == ("ZIP", "Autre\nligne")
    zip_ = LIGHT.zones["zip"]
    one, two = chart.series[0].points
    assert (one.text, one.fill, one.edge, one.hollow) == ("−8,23 %", zip_, LIGHT.edge(zip_), False)
    assert (two.text, two.fill, two.edge, two.hollow) == ("plus de 70 %", "#ffffff", LIGHT.accent, True)
    assert chart.reference == NativeReference("Région : ensemble", -6.9, "−6,90 %")


def test_bars_on_a_base_give_the_index_itself():
    chart = native(bars([mark(103.5), mark(95.04)], LIGHT, base=100.0))
    assert chart.base == 100.0
    assert values(chart)[0] == pytest.approx([103.5, 95.04], abs=1e-12)


def test_a_figure_of_the_dark_theme_is_hollow_on_white():
    (point,) = native(columns([mark(3.0, hollow=True, colour=DARK.accent)], DARK)).series[0].points
    assert point.hollow
    assert point.fill == "#ffffff"


def test_columns_and_their_reference():
    chart = native(columns([mark(32, "32"), mark(46, "environ 46")], LIGHT, reference=mark(40, "40", "Cible")))
    assert chart.kind is Kind.COLUMNS
    assert [point.text for point in chart.series[0].points] == ["32", "environ 46"]
    assert chart.reference == NativeReference("Cible", 40.0, "40")


def test_steps_keep_what_each_adds_and_what_it_stands_on():
    chart = native(steps(mark(100, label="Avant"), [mark(20), mark(-5)], mark(115, label="Total"), LIGHT))
    assert chart.kind is Kind.STEPS
    assert values(chart) == [[100, 20, -5, 115]]
    assert chart.floors == (0.0, 100.0, 120.0, 0.0)


def test_stacks_have_a_series_for_each_part():
    def bar(name: str, one: float, two: float) -> Stack:
        return Stack(name, [mark(one, f"{one:g} %", "ZIP"), mark(two, f"{two:g} %", "ZAC", colour="#5a96d3")])

    chart = native(stacks([bar("Aisne", 30, 70), bar("Nord", 1, 99)], LIGHT))
    assert chart.kind is Kind.STACKS
    assert [one.name for one in chart.series] == ["ZIP", "ZAC"]
    assert values(chart) == [[30, 1], [70, 99]]
    # What the figure has no room for has no text.
    assert [point.text for point in chart.series[0].points] == ["30 %", ""]
    assert chart.high == 100


def test_dumbbells_are_two_series_with_the_change_beside_the_name():
    chart = native(
        dumbbells(
            [
                Pair("Médecine<br>2016", mark(10), mark(20, hollow=True), "+100 %"),
                Pair("Pharmacie", mark(30), mark(25), ""),
            ],
            LIGHT,
            names=("avant", "après"),
        )
    )
    assert chart.kind is Kind.DUMBBELLS
    assert [one.name for one in chart.series] == ["avant", "après"]
    assert values(chart) == [[10, 30], [20, 25]]
    assert chart.categories == ("Médecine", "Pharmacie")
    assert chart.notes == ("2016\n+100 %", "")
    assert [point.hollow for point in chart.series[1].points] == [True, False]
    assert [point.text for point in chart.series[0].points] == ["10", "30"]
    assert [point.side for point in chart.series[0].points] == [Side.LEFT, Side.RIGHT]


def test_lines_keep_true_dates_dashes_and_breaks():
    def at(year: float, value: float, **options) -> Mark:
        return mark(value, x=year, **options)

    chart = native(
        timeline(
            [
                Series("Région", LIGHT.accent, [at(2012.0, 10), at(2017.42, 76, hollow=True)], dashed=True),
                Series("France", LIGHT.context, [at(2012.0, 11)], quiet=True, joined=False),
            ],
            LIGHT,
            label_points=True,
            suffix=" %",
            breaks=[Break(2015.5, "Numerus clausus", "Numerus apertus")],
        )
    )
    assert chart.kind is Kind.LINES
    by_name = {one.name: one for one in chart.series}
    region, country = by_name["Région"], by_name["France"]
    assert [(point.x, point.value, point.hollow) for point in region.points] == [
        (2012.0, 10.0, False),
        (2017.42, 76.0, True),
    ]
    assert (region.dashed, region.joined, region.quiet) == (True, True, False)
    assert (country.dashed, country.joined, country.quiet) == (False, False, True)
    assert [point.text for point in country.points] == [""]
    assert [(one.x, one.before, one.after) for one in chart.breaks] == [
        (2015.5, "Numerus clausus", "Numerus apertus"),
    ]
    assert chart.suffix == " %"
    assert chart.low == 0.0


def test_a_gap_stays_a_gap():
    drawn = timeline([Series("Région", LIGHT.accent, [mark(1, x=2012), mark(2, x=2013), mark(3, x=2014)])], LIGHT)
    drawn.data[0].y = [1, None, float("nan")]
    assert values(native(drawn)) == [[1.0, None, None]]


def test_an_unknown_figure_is_refused():
    with pytest.raises(ValueError, match="no known kind"):
        native(figure(LIGHT, height=200))
    with pytest.raises(ValueError, match="pie"):
        native(figure(LIGHT, height=200).add_pie(values=[1]))
