"""Bars, columns, stacks and steps as native charts with direct labels."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from demodash.charts.native import Kind, NativeChart, NativePoint, NativeSeries
from demodash.exports.slides.chart_parts import (
    BOTH_AXES,
    NO_MARKER,
    DrawnChart,
    Overlay,
    Plot,
    bar_look,
    category_axis,
    chart_space,
    text_look,
    value_axis,
)
from demodash.exports.slides.frame import INK, MUTED, NO_STROKE, Box, run
from demodash.exports.slides.labels import common_format, labels, number_format, own_label, written_like
from demodash.exports.slides.names import fitted_names, lines_of, type_size, whole
from demodash.exports.slides.sheet import Column, Sheet
from demodash.exports.slides.writing import LEADING, width

VALUE, CATEGORY = "Valeur", "Catégorie"
_GAP = 8.0
"""Points between a mark and its label, and between a name and the plot."""
_REFERENCE = 24.0
"""Points above the bars for the text of the reference."""
_LEGEND = 30.0
_TALLEST_ROW, _WIDEST_SLOT = 76.0, 190.0
_THICKEST_BAR, _THICKEST_COLUMN = 38.0, 104.0


def bars(chart: NativeChart, room_width: float, room_height: float) -> DrawnChart:
    """Horizontal bars: names at the left, values at the end of the bars."""
    count = len(chart.categories)
    (series,) = chart.series
    top, plate = (_REFERENCE, True) if chart.reference else (4.0, False)
    row = min(_TALLEST_ROW, (room_height - top - 4) / count)
    size = type_size(row)
    names, names_size, left = fitted_names(chart.categories, row, room_width)
    plot = Plot(Box(left, top, room_width - left - 4, row * count), room_width, top + row * count + 4)
    low, high = _bounds(chart, plot.box.width, size)
    sheet = Sheet()
    categories = sheet.add(CATEGORY, names)
    column = sheet.add(series.name or VALUE, [point.value for point in series.points], common_format(series.points))
    thickness = min(_THICKEST_BAR, row * 0.64)
    group = _bar_group(
        _bar_series(0, column, categories, series, labels(series.points, size, "outEnd", plate=plate)),
        direction="bar",
        gap=_gap(row, thickness),
    )
    axes = category_axis(size=names_size, place="l", base=chart.base, reverse=True) + value_axis(low, high, place="t")
    if chart.reference:
        # The reference is drawn by the slide: its value stands in the sheet, and the scale is fixed.
        sheet.add(chart.reference.label, [chart.reference.value] * count, column.format)
    return DrawnChart(
        chart_space(plot, group, axes), sheet.workbook(), room_width, plot.height, _across(chart, plot, low, high)
    )


def columns(chart: NativeChart, room_width: float, room_height: float) -> DrawnChart:
    """Vertical columns, and steps, which stand on what was there before."""
    count = len(chart.categories)
    (series,) = chart.series
    plate = chart.reference is not None
    slot = min(_WIDEST_SLOT, room_width / count)
    size = 14.0 if slot >= 90 else 12.0
    named = [whole(name) for name in chart.categories]
    below = _GAP + LEADING * size * max(len(lines_of(name, size, slot - 6)) for name in named)
    above = size * LEADING + _GAP
    plot = Plot(
        Box((room_width - slot * count) / 2, 4.0, slot * count, room_height - below - 4), room_width, room_height
    )
    ends = _ends(chart)
    lowest, highest = min(0.0, *ends), max(0.0, *ends)
    if chart.reference:
        lowest, highest = min(lowest, chart.reference.value), max(highest, chart.reference.value)
    rooms = above + (above if lowest < 0 else 0)
    unit = (highest - lowest or 1.0) / (plot.box.height - rooms)
    low, high = lowest - (above * unit if lowest < 0 else 0.0), highest + above * unit
    sheet = Sheet()
    names = sheet.add(CATEGORY, named)
    gap = _gap(slot, min(_THICKEST_COLUMN, slot * 0.62))
    if chart.kind is Kind.STEPS:
        groups = _step_groups(chart, sheet, names, size, gap)
    else:
        column = sheet.add(series.name or VALUE, [point.value for point in series.points], common_format(series.points))
        groups = _bar_group(
            _bar_series(0, column, names, series, labels(series.points, size, "outEnd", plate=plate)),
            direction="col",
            gap=gap,
        )
    axes = category_axis(size=size, place="b") + value_axis(low, high, place="l")
    if chart.reference:
        sheet.add(chart.reference.label, [chart.reference.value] * count)
    return DrawnChart(
        chart_space(plot, groups, axes), sheet.workbook(), room_width, room_height, _across(chart, plot, low, high)
    )


def stacks(chart: NativeChart, room_width: float, room_height: float) -> DrawnChart:
    """Bars parted by category; the parts are named above them, in their order."""
    count = len(chart.categories)
    row = min(_TALLEST_ROW, (room_height - _LEGEND - 4) / count)
    size = type_size(row)
    named, names_size, left = fitted_names(chart.categories, row, room_width)
    plot = Plot(Box(left, _LEGEND, room_width - left - 4, row * count), room_width, _LEGEND + row * count + 4)
    sheet = Sheet()
    names = sheet.add(CATEGORY, named)
    made = []
    for place, one in enumerate(chart.series):
        series = _completed(one, plot.box.width / (chart.high or 100.0), size - 1)
        column = sheet.add(series.name, [point.value for point in series.points], common_format(series.points))
        written = labels(series.points, size - 1, "ctr", ink=ink_on(series.colour))
        made.append(_bar_series(place, column, names, series, written))
    group = _bar_group("".join(made), direction="bar", gap=_gap(row, min(_THICKEST_BAR, row * 0.7)), grouping="stacked")
    axes = category_axis(size=names_size, place="l", reverse=True) + value_axis(0.0, chart.high or 100.0, place="t")
    wide = sum(width(series.name, 12) + 30 for series in chart.series)
    legend = (
        '<c:legend><c:legendPos val="t"/><c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left / room_width:.5f}"/><c:y val="0"/><c:w val="{min(1.0, wide / room_width):.5f}"/>'
        f'<c:h val="{(_LEGEND - 8) / plot.height:.5f}"/></c:manualLayout></c:layout><c:overlay val="0"/>'
        f"{text_look(12)}</c:legend>"
    )
    return DrawnChart(chart_space(plot, group, axes, legend), sheet.workbook(), room_width, plot.height)


def pairs(chart: NativeChart, room_width: float, room_height: float) -> DrawnChart:
    """Before and after, one bar above the other; the first two bars say which is which."""
    count = len(chart.categories)
    row = min(_TALLEST_ROW + 10, (room_height - 8) / count)
    noted = [f"{name}\n{note}" if note else name for name, note in zip_longest(chart.categories, chart.notes)]
    names, size, left = fitted_names(noted, row, room_width)
    label_size = min(13.0, row * 0.36 / LEADING)
    plot = Plot(Box(left, 4.0, room_width - left - 4, row * count), room_width, row * count + 8)
    sheet = Sheet()
    categories = sheet.add(CATEGORY, names)
    points = [point for one in chart.series for point in one.points]
    said = [f"{one.points[0].text}   {one.name}" for one in chart.series]
    after = max(width(text, label_size) for text in (*(point.text for point in points), *said)) + 2 * _GAP
    highest = max(0.0, *(point.value for point in points if point.value is not None))
    lowest = min(0.0, *(point.value for point in points if point.value is not None))
    unit = (highest - lowest or 1.0) / (plot.box.width - after * (2 if lowest < 0 else 1))
    made = []
    for place, (one, ink) in enumerate(zip(chart.series, (MUTED, INK), strict=True)):
        column = sheet.add(one.name, [point.value for point in one.points], common_format(one.points))
        head = run(one.points[0].text, label_size, ink) + run(f"\u00a0\u00a0 {one.name}", label_size - 1, MUTED)
        own = [own_label(0, [head], "outEnd"), *[""] * (count - 1)]
        written = labels(one.points, label_size, "outEnd", ink=ink, own=own)
        made.append(_bar_series(place, column, categories, one, written))
    group = _bar_group("".join(made), direction="bar", gap=55)
    axes = category_axis(size=size, place="l", reverse=True) + value_axis(
        lowest - (after * unit if lowest < 0 else 0.0), highest + after * unit, place="t"
    )
    return DrawnChart(chart_space(plot, group, axes), sheet.workbook(), room_width, plot.height)


def _completed(series: NativeSeries, points_per_unit: float, size: float) -> NativeSeries:
    """A part with the texts that its figure had no room for, written like those that it has, where a slide has room."""
    example = next((point.text for point in series.points if number_format(point)), "")
    if not example:
        return series
    points = []
    for point in series.points:
        text = point.text
        if not text and point.value:
            fitting = written_like(example, point.value)
            text = fitting if width(fitting, size) + 6 <= point.value * points_per_unit else ""
        points.append(replace(point, text=text))
    return replace(series, points=tuple(points))


def ink_on(colour: str) -> str:
    """The ink or white, whichever is read on a colour (WCAG contrast)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    light = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    return INK if (luminance + 0.05) / 0.065 > 1.05 / (luminance + 0.05) else "#ffffff"


def _step_groups(chart: NativeChart, sheet: Sheet, names: Column, size: float, gap: int) -> str:
    """An invisible series carries the steps; a line without line writes what each adds above it."""
    (series,) = chart.series
    values = [point.value or 0.0 for point in series.points]
    reached = [floor + value for floor, value in zip(chart.floors, values, strict=True)]
    below = sheet.add("Socle", [min(floor, end) for floor, end in zip(chart.floors, reached, strict=True)])
    drawn = sheet.add(VALUE, [abs(value) for value in values])
    level = sheet.add("Niveau atteint", [max(floor, end) for floor, end in zip(chart.floors, reached, strict=True)])
    invisible = (
        f'<c:ser><c:idx val="0"/><c:order val="0"/>{below.name}<c:spPr><a:noFill/>{NO_STROKE}</c:spPr>'
        f'<c:invertIfNegative val="0"/><c:cat>{names.texts}</c:cat><c:val>{below.numbers}</c:val></c:ser>'
    )
    shown = _bar_series(1, drawn, names, series, "")
    # The labels stand at the level reached and say what was added: texts, since they are not the value of their mark.
    said = tuple(NativePoint(None, point.text, point.fill, point.edge) for point in series.points)
    line = (
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'<c:ser><c:idx val="2"/><c:order val="2"/>{level.name}<c:spPr>{NO_STROKE}</c:spPr>{NO_MARKER}'
        f'{labels(said, size, "t")}<c:cat>{names.texts}</c:cat><c:val>{level.numbers}</c:val><c:smooth val="0"/>'
        f'</c:ser><c:marker val="1"/>{BOTH_AXES}</c:lineChart>'
    )
    return _bar_group(invisible + shown, direction="col", gap=gap, grouping="stacked") + line


def _bar_group(series: str, *, direction: str, gap: int, grouping: str = "clustered") -> str:
    overlap = '<c:overlap val="100"/>' if grouping == "stacked" else ""
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{gap}"/>{overlap}{BOTH_AXES}</c:barChart>'
    )


def _bar_series(place: int, column: Column, names: Column, series: NativeSeries, written: str) -> str:
    """One series of bars; marks that differ from the first have a look of their own."""
    first = series.points[0]
    looks = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{bar_look(point)}</c:dPt>'
        for at, point in enumerate(series.points)
        if bar_look(point) != bar_look(first)
    )
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>{column.name}{bar_look(first)}'
        f'<c:invertIfNegative val="0"/>{looks}{written}<c:cat>{names.texts}</c:cat>'
        f"<c:val>{column.numbers}</c:val></c:ser>"
    )


def _gap(slot: float, thickness: float) -> int:
    """Space between bars as a share of their thickness, as the format wants it: at most 500 %."""
    return max(0, min(500, round((slot - thickness) / thickness * 100)))


def _ends(chart: NativeChart) -> list[float]:
    floors = chart.floors or (0.0,) * len(chart.categories)
    return [floor + (point.value or 0.0) for floor, point in zip(floors, chart.series[0].points, strict=True)]


def _bounds(chart: NativeChart, room: float, size: float) -> tuple[float, float]:
    """The bounds of the values, with room beyond the marks for their labels."""
    points = [point for point in chart.series[0].points if point.value is not None]
    values = [point.value for point in points if point.value is not None]
    everything = [*values, chart.base, *([chart.reference.value] if chart.reference else [])]
    lowest, highest = min(everything), max(everything)
    span = highest - lowest or 1.0
    before = max((width(one.text, size) + _GAP for one in points if (one.value or 0.0) < chart.base), default=2.0)
    after = max((width(one.text, size) + _GAP for one in points if (one.value or 0.0) >= chart.base), default=2.0)
    unit = span / max(room - before - after, room / 4)
    return lowest - before * unit, highest + after * unit


def _across(chart: NativeChart, plot: Plot, low: float, high: float) -> tuple[Overlay, ...]:
    """The reference: a dotted line across the marks, and its text at its end."""
    reference = chart.reference
    if reference is None:
        return ()
    said = f"{reference.label} : {reference.text}"
    share = (reference.value - low) / (high - low)
    box = plot.box
    wide = width(said, 12) + 4
    if chart.kind is Kind.BARS:
        at = box.left + share * box.width
        left = min(max(at - wide / 2, 0.0), plot.width - wide)
        return (
            Overlay(said, Box(at, box.top - 4, 0.0, box.height + 4)),
            Overlay(f"Texte de la référence : {reference.label}", Box(left, 0.0, wide, 16.0), said, "ctr"),
        )
    at = box.bottom - share * box.height
    return (
        Overlay(said, Box(box.left, at, box.width, 0.0)),
        Overlay(f"Texte de la référence : {reference.label}", Box(box.right - wide, at - 17, wide, 16.0), said, "r"),
    )
