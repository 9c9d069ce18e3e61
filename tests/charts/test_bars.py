from __future__ import annotations

import pytest

from demodash.charts.bars import bars
from demodash.charts.marks import Mark
from demodash.charts.palette import LIGHT


def mark(value: float, *, label: str = "ZIP", hollow: bool = False) -> Mark:
    return Mark(label, value, f"{value:g}", f"{value:g} places", LIGHT.accent, hollow=hollow)


def test_bars_stand_on_zero_and_carry_their_text():
    drawn = bars([mark(-8), mark(4, hollow=True)], LIGHT)
    (bar,) = drawn.data
    assert list(bar.x) == [-8, 4]
    assert bar.base == 0
    assert [note.text for note in drawn.layout.annotations] == ["-8", "4"]
    assert list(bar.marker.color) == [LIGHT.accent, LIGHT.surface]
    low, high = drawn.layout.xaxis.range
    assert low < -8
    assert high > 4


def test_bars_of_an_index_stand_on_a_hundred():
    drawn = bars([mark(123), mark(96)], LIGHT, base=100)
    (bar,) = drawn.data
    assert (list(bar.x), bar.base) == ([23, -4], 100)
    assert [line.x0 for line in drawn.layout.shapes] == [100]
    assert [note.x for note in drawn.layout.annotations] == [123, 100]
    low, high = drawn.layout.xaxis.range
    assert low < 96
    assert high > 123


def test_names_of_several_lines_have_the_height_they_need():
    one, two, three = (
        bars([mark(1, label=label)] * 12, LIGHT).layout.height for label in ("a", "a<br>b", "a<br>b<br>c")
    )
    assert one < two < three


def test_a_reference_stays_in_view():
    drawn = bars([mark(4)], LIGHT, reference=Mark("Région", 9, "9", "", LIGHT.ink))
    assert drawn.layout.xaxis.range[1] > 9
    assert "Région : 9" in [note.text for note in drawn.layout.annotations]


def test_the_reference_line_keeps_off_the_texts_of_the_bars():
    drawn = bars([mark(4), mark(-3)], LIGHT, reference=Mark("Région", 5, "5", "", LIGHT.ink))
    texts = [note for note in drawn.layout.annotations if note.text in {"4", "-3"}]
    assert {(note.bgcolor, note.borderpad) for note in texts} == {(LIGHT.surface, 4)}
    assert {note.xshift + note.borderpad for note in texts} == {6}


def test_there_is_something_to_draw():
    with pytest.raises(ValueError, match="no mark"):
        bars([], LIGHT)
