import pytest

from demodash.charts.marks import Mark
from demodash.charts.palette import DARK, LIGHT
from demodash.charts.stacks import Stack, stacks


def stack(label, *values):
    names = ("ZIP", "ZAC", "ZAR")
    colours = ("#c75300", "#609cd7", "#d3a9e0")
    return Stack(
        label,
        [
            Mark(name, value, f"{value:.1f} %", f"{label}, {name}", colour)
            for name, value, colour in zip(names, values, colours, strict=False)
        ],
    )


def test_one_trace_a_part_and_one_row_a_bar():
    drawn = stacks([stack("Aisne", 40.0, 35.0, 25.0), stack("Oise", 0.0, 60.0, 40.0)], LIGHT)
    assert [trace.name for trace in drawn.data] == ["ZIP", "ZAC", "ZAR"]
    assert list(drawn.data[0].x) == [40.0, 0.0]
    assert list(drawn.layout.yaxis.ticktext) == ["Aisne", "Oise"]
    assert list(drawn.layout.xaxis.range) == [0, 100]
    assert drawn.layout.yaxis.range[0] > drawn.layout.yaxis.range[1]


def test_a_share_is_written_where_it_fits_and_told_on_hover_everywhere():
    drawn = stacks([stack("Aisne", 90.0, 9.0, 1.0)], LIGHT)
    assert [trace.text[0] for trace in drawn.data] == ["90.0 %", "", ""]
    assert [trace.customdata[0] for trace in drawn.data] == ["Aisne, ZIP", "Aisne, ZAC", "Aisne, ZAR"]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_it_stretches_beside_a_taller_chart(palette):
    bars = [stack("Aisne", 40.0, 35.0, 25.0)]
    assert stacks(bars, palette, height=600).layout.height == 600
    assert stacks(bars, palette).layout.height < 200


@pytest.mark.parametrize(
    ("bars", "message"),
    [([], "no bar"), ([stack("Aisne", 50.0, 50.0), stack("Oise", 20.0, 30.0, 50.0)], "different parts")],
)
def test_what_cannot_be_drawn_is_refused(bars, message):
    with pytest.raises(ValueError, match=message):
        stacks(bars, LIGHT)
