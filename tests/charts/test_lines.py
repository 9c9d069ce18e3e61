from __future__ import annotations

import pytest

from demodash.charts.lines import timeline
from demodash.charts.marks import Break, Mark, Series
from demodash.charts.palette import LIGHT


def series(*points: tuple[float, float], name: str = "Région", **options) -> Series:
    marks = [Mark("", value, f"{value:g}", "", LIGHT.accent, x=year) for year, value in points]
    return Series(name, LIGHT.accent, marks, **options)


def test_two_segments_of_a_series_are_not_joined_and_the_break_says_what_changes():
    drawn = timeline(
        [series((2015, 80), (2017, 90), name=""), series((2022, 120), (2023, 130))],
        LIGHT,
        breaks=[Break(2019.5, "Numerus clausus", "Numerus apertus")],
    )
    assert [list(trace.x) for trace in drawn.data] == [[2015, 2017], [2022, 2023]]
    assert [line.x0 for line in drawn.layout.shapes] == [2019.5]
    texts = [note.text for note in drawn.layout.annotations]
    assert texts == ["<b>Région</b>", "Numerus clausus ←", "→ Numerus apertus"]


def test_without_a_break_there_is_no_vertical_line():
    assert not timeline([series((2015, 80), (2017, 90))], LIGHT).layout.shapes


def test_a_rising_series_writes_its_first_text_below_the_line():
    (trace,) = timeline([series((2010, 10), (2020, 90))], LIGHT, label_points=True, label_place="top left").data
    assert list(trace.textposition) == ["bottom right", "top left"]
    (alone,) = timeline([series((2010, 10), joined=False)], LIGHT, label_points=True, label_place="top left").data
    assert list(alone.textposition) == ["top center"]
    assert alone.mode == "markers+text"


def test_a_series_may_place_its_texts_itself_even_when_the_chart_writes_none():
    line, dissent = timeline(
        [series((2010, 10), (2020, 90)), series((2020, 80), name="", joined=False, label_place="middle left")], LIGHT
    ).data
    assert line.text is None
    assert list(dissent.text) == ["80"]
    assert list(dissent.textposition) == ["middle left"]


def test_a_text_that_would_run_into_the_next_one_is_left_to_the_hover():
    points = ((2010, 10), (2022, 800), (2022.5, 801), (2023, 900))
    (trace,) = timeline([series(*points)], LIGHT, label_points=True).data
    assert list(trace.text) == ["10", "", "801", "900"]


def test_there_is_something_to_draw():
    with pytest.raises(ValueError, match="no mark"):
        timeline([series()], LIGHT)


@pytest.mark.parametrize(("part", "places"), [(0.5, [2022.5, 2023.5, 2024.5]), (0.0, [2022, 2023, 2024])])
def test_the_years_are_written_under_the_marks_that_stand_for_them(part, places):
    marks = [Mark(str(year), 1.0, "1", "1", "#000000", x=year + part) for year in (2022, 2023, 2024)]
    axis = timeline([Series("x", "#000000", marks)], LIGHT).layout.xaxis
    assert list(axis.tickvals) == places
    assert list(axis.ticktext) == ["2022", "2023", "2024"]
