from __future__ import annotations

import pytest

from demodash.charts.dumbbells import Pair, dumbbells
from demodash.charts.marks import Mark
from demodash.charts.palette import LIGHT


def pair(before: float, after: float, *, label: str = "Médecine", change: str = "+5 %", hollow: bool = False) -> Pair:
    return Pair(
        label,
        Mark(label, before, f"{before:g}", "avant", LIGHT.context, hollow=hollow),
        Mark(label, after, f"{after:g}", "après", LIGHT.accent, hollow=hollow),
        change,
    )


def marks_of(drawn):
    return [trace for trace in drawn.data if trace.mode == "markers+text"]


def test_texts_stand_away_from_each_other_whichever_way_the_value_went():
    before, after = marks_of(dumbbells([pair(10, 20), pair(20, 10), pair(15, 15)], LIGHT, names=("avant", "après")))
    assert list(before.textposition) == ["middle left", "middle right", "middle left"]
    assert list(after.textposition) == ["middle right", "middle left", "middle right"]
    assert [text.strip() for text in before.text] == ["10", "20", "15"]


def test_the_names_of_the_marks_follow_their_sides_on_the_first_row():
    drawn = dumbbells([pair(20, 10)], LIGHT, names=("2022", "2023"))
    assert {note.text: note.xanchor for note in drawn.layout.annotations} == {"2022": "left", "2023": "right"}


def test_the_change_is_written_under_the_name_of_the_row():
    drawn = dumbbells([pair(10, 20), pair(10, 20, change="")], LIGHT, names=("avant", "après"))
    assert list(drawn.layout.yaxis.ticktext) == ["Médecine<br><b>+5 %</b>", "Médecine"]


def test_there_is_room_for_the_texts_on_both_sides():
    low, high = dumbbells([pair(1, 2), pair(90, 100)], LIGHT, names=("avant", "après")).layout.xaxis.range
    assert low < 0
    assert high > 100
    assert dumbbells([pair(90, 100)], LIGHT, names=("avant", "après")).layout.xaxis.range[0] == 0


def test_computed_values_are_hollow():
    before, after = marks_of(dumbbells([pair(10, 20, hollow=True)], LIGHT, names=("avant", "après")))
    assert before.marker.color[0] == after.marker.color[0] == LIGHT.surface


def test_there_is_something_to_draw():
    with pytest.raises(ValueError, match="no pair"):
        dumbbells([], LIGHT, names=("avant", "après"))
