from __future__ import annotations

import pytest

from demodash.charts.columns import columns
from demodash.charts.marks import Mark
from demodash.charts.palette import LIGHT


def mark(value: float, *, label: str = "2022", hollow: bool = False) -> Mark:
    return Mark(label, value, f"{value:g}", f"{value:g} places", LIGHT.accent, hollow=hollow)


def test_columns_stand_on_zero_in_the_order_given_with_their_text():
    drawn = columns([mark(30, label="2020"), mark(10, label="2021")], LIGHT)
    (bar,) = drawn.data
    assert list(bar.y) == [30, 10]
    assert list(bar.text) == ["30", "10"]
    assert list(drawn.layout.xaxis.ticktext) == ["2020", "2021"]
    assert drawn.layout.yaxis.range[0] == 0
    assert drawn.layout.yaxis.range[1] > 30
    assert [line.y0 for line in drawn.layout.shapes] == [0]


def test_a_fall_goes_below_zero_and_keeps_room_for_its_text():
    drawn = columns([mark(-12), mark(4)], LIGHT)
    low, high = drawn.layout.yaxis.range
    assert low < -12
    assert high > 4


def test_computed_values_are_hollow():
    (bar,) = columns([mark(30), mark(10, hollow=True)], LIGHT).data
    assert list(bar.marker.color) == [LIGHT.accent, LIGHT.surface]
    assert list(bar.marker.line.color) == [LIGHT.accent, LIGHT.accent]


def test_a_reference_is_a_line_that_says_its_value_and_stays_in_view():
    drawn = columns([mark(30)], LIGHT, reference=Mark("Objectif", 50, "50", "", LIGHT.ink))
    assert [line.y0 for line in drawn.layout.shapes] == [0, 50]
    assert [note.text for note in drawn.layout.annotations] == ["Objectif : 50"]
    assert drawn.layout.yaxis.range[1] > 50


def test_there_is_something_to_draw():
    with pytest.raises(ValueError, match="no mark"):
        columns([], LIGHT)
