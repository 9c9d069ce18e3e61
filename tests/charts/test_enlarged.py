"""A figure for the wall: its texts and marks grow, its values and its bars' thickness on the axis do not."""

from __future__ import annotations

import pytest

from demodash.charts.bars import bars
from demodash.charts.enlarged import enlarged
from demodash.charts.lines import timeline
from demodash.charts.marks import Mark, Series
from demodash.charts.palette import LIGHT
from demodash.charts.template import SIZE

MARKS = [
    Mark(label="ZIP", value=-8.2, text="−8,2 %", hover="ZIP", colour=LIGHT.accent, x=2016.0),
    Mark(label="ZAC", value=-6.3, text="−6,3 %", hover="ZAC", colour=LIGHT.accent, x=2020.0),
]


def test_values_stay_and_texts_grow() -> None:
    small = bars(MARKS, LIGHT)
    large = enlarged(small, 2.0)
    assert list(large.data[0].x) == list(small.data[0].x)
    assert list(large.data[0].y) == list(small.data[0].y)
    assert large.layout.font.size == 2 * SIZE
    assert large.layout.yaxis.tickfont.size == 2 * small.layout.yaxis.tickfont.size
    assert large.layout.margin.r == 2 * small.layout.margin.r
    labels = zip(large.layout.annotations, small.layout.annotations, strict=True)
    assert all(one.font.size == 2 * before.font.size for one, before in labels)


def test_the_height_is_that_of_the_place_and_a_bar_keeps_its_share_of_the_axis() -> None:
    small = bars(MARKS, LIGHT)
    large = enlarged(small, 2.0)
    assert small.layout.height is not None
    assert large.layout.height is None
    assert large.data[0].width == pytest.approx(small.data[0].width)


def test_names_of_many_lines_grow_as_far_as_their_rows_let_them() -> None:
    marks = [
        Mark(label="Un nom<br>sur trois<br>lignes", value=at, text="1", hover="", colour="#123456") for at in range(6)
    ]
    small = bars(marks, LIGHT)
    large = enlarged(small, 2.0)
    size = large.layout.yaxis.tickfont.size
    assert small.layout.yaxis.tickfont.size < size < 2 * small.layout.yaxis.tickfont.size
    assert size * 1.2 * 3 * 6 < 390
    assert enlarged(bars(marks * 4, LIGHT), 2.0).layout.yaxis.tickfont.size == small.layout.yaxis.tickfont.size


def test_lines_and_marks_grow_and_the_figure_given_is_left_alone() -> None:
    small = timeline([Series("Région", LIGHT.accent, MARKS)], LIGHT)
    before = small.to_json()
    large = enlarged(small, 1.5)
    assert small.to_json() == before
    drawn, shown = next((a, b) for a, b in zip(large.data, small.data, strict=True) if b.line.width)
    assert drawn.line.width == pytest.approx(1.5 * shown.line.width)
    assert drawn.marker.size == pytest.approx(1.5 * shown.marker.size)
    assert list(drawn.x) == list(shown.x)
