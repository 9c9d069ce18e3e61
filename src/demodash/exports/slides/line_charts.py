"""Lines over time as native charts: named at their end, hollow marks kept hollow."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from demodash.charts.native import NativeChart, NativePoint, NativeSeries, Side
from demodash.exports.slides.chart_parts import (
    BOTH_AXES,
    CATEGORIES,
    VALUES,
    DrawnChart,
    Overlay,
    Plot,
    category_axis,
    chart_space,
    marker,
    text_look,
    value_axis,
)
from demodash.exports.slides.frame import MUTED, NO_STROKE, ZERO, Box, run, stroke
from demodash.exports.slides.labels import common_format, labels, own_label
from demodash.exports.slides.sheet import Column, Sheet
from demodash.exports.slides.writing import LEADING, width

_SIZE = 12.0
_NAME = 13.0
_YEAR = "Année"
_BREAK = 22.0
_AXIS = 24.0
"""Points under the plot for the years."""
_EVEN = 0.02
"""Part of a year by which dates may depart from an even step."""
_MIDDLE = 0.005
"""Years from the middle of one within which a mark stands for all of it."""
_CELL = 3
"""Decimals of a date in a cell: about nine hours; a whole year is written without any."""
_MOST_YEARS = 10
_ROOM, _STRIP = 0.04, 0.12
_WIDEST_STRIP = 0.34
"""A first mark on a round year stands on the axis of values only where it would else leave a third empty."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_SMALL, _LARGE = 5, 8
_NEAR_X, _NEAR_Y = 40.0, 28.0
"""Points under which the text of a mark would run into that of the mark above it."""
_STEEP = 0.5
"""Slope of a line from which on it crosses the text above its mark."""


@dataclass(frozen=True, slots=True)
class _Time:
    """The axis of time: the years of its categories when they are evenly spaced, or the bounds of true time.

    ``shifted``: a whole number is the middle of its year, not its first day.
    """

    years: tuple[int, ...]
    low: float
    high: float
    step: int
    shifted: bool = False

    def share(self, x: float) -> float:
        """Where a date stands across the plot, from 0 to 1."""
        if self.years:
            return (x - self.low + 0.5 * self.step) / (len(self.years) * self.step)
        return (x - self.low) / (self.high - self.low)


def lines(chart: NativeChart, room_width: float, room_height: float) -> DrawnChart:
    """Lines over time: on categories where dates are evenly spaced, else with points at their true dates."""
    chart = replace(chart, series=tuple(_ending(one) for one in chart.series if _is_drawn(one)))
    years = _by_years(chart)
    time = replace(_time(years), shifted=years is not chart)
    chart = years
    low, high, step = _scale(chart)
    top = _BREAK if chart.breaks else 10.0
    left = max(width(_tick(value, step, chart.suffix), _SIZE) for value in (low, high)) + 10
    ends = [_end_lines(one) for one in chart.series]
    wide = _plot_width(chart, time, ends, room_width - left)
    plot = Plot(Box(left, top, wide, room_height - top - _AXIS), room_width, room_height)
    chart = replace(chart, series=_clear(chart, plot, time, (low, high)))
    shifts = _shifts(chart, plot, ends, low, high)
    sheet = Sheet()
    made = _on_categories if time.years else _on_dates
    groups, axes = made(chart, sheet, time, shifts)
    if not time.years:
        axes = _date_axis(time)
    axes += value_axis(low, high, place="l", step=step, suffix=chart.suffix, shown=True, between=bool(time.years))
    return DrawnChart(
        chart_space(plot, groups, axes), sheet.workbook(), room_width, room_height, _breaks(chart, plot, time)
    )


def _is_drawn(one: NativeSeries) -> bool:
    return any(point.value is not None for point in one.points)


def _ending(one: NativeSeries) -> NativeSeries:
    """A series up to its last value: the gaps after it draw nothing, and its name stands at its end."""
    last = max(at for at, point in enumerate(one.points) if point.value is not None)
    return replace(one, points=one.points[: last + 1])


def _by_years(chart: NativeChart) -> NativeChart:
    """Put a mark for a whole year on the label of its year, and every other date as far from it as it is in time.

    A chart without any such mark keeps its dates: its labels stand at the first of January.
    """
    dates = [point.x for one in chart.series for point in one.points if point.x is not None]
    if not any(map(_is_of_a_year, dates)):
        return chart

    def placed(date: float) -> float:
        return float(math.floor(date)) if _is_of_a_year(date) else date - 0.5

    return replace(
        chart,
        series=tuple(
            replace(
                one,
                points=tuple(point if point.x is None else replace(point, x=placed(point.x)) for point in one.points),
            )
            for one in chart.series
        ),
        breaks=tuple(replace(one, x=one.x - 0.5) for one in chart.breaks),
    )


def _is_of_a_year(date: float) -> bool:
    return abs(date % 1 - 0.5) < _MIDDLE


def _time(chart: NativeChart) -> _Time:
    """Categories when every series has its dates on one even step without a hole, true time otherwise."""
    dates = sorted({point.x for one in chart.series for point in one.points if point.x is not None})
    first, last = dates[0], dates[-1]
    gaps = {round(after - before, 6) for before, after in pairwise(dates)}
    step = min(gaps, default=1.0)
    even = len(dates) > 1 and abs(step - round(step)) <= _EVEN and step >= 1 - _EVEN
    even = even and all(abs(gap - step) <= _EVEN for gap in gaps) and not chart.breaks
    if even and all(_has_no_hole(one, step) for one in chart.series):
        return _Time(tuple(math.floor(date + _EVEN) for date in dates), first, last, round(step))
    span = max(last - first, 1.0)
    each = next((size for size in (1, 2, 5, 10) if span / size <= 8), 20)
    start = math.floor(first - span * _ROOM)
    if first == math.floor(first) and first - start > span * _WIDEST_STRIP:
        start = math.floor(first)
    aligned = start - start % each
    # Ticks begin at the lower bound: on a round year, unless that would leave a wide empty strip.
    return _Time((), float(aligned if first - aligned <= span * _STRIP else start), last + span * _ROOM, each)


def _has_no_hole(one: NativeSeries, step: float) -> bool:
    dates = [point.x for point in one.points if point.x is not None]
    return all(after - before <= step + _EVEN for before, after in pairwise(dates)) or not one.joined


def _scale(chart: NativeChart) -> tuple[float, float, float]:
    """Lower bound on a tick, upper bound, and a round step that makes four or five of them."""
    low, high = chart.low or 0.0, chart.high or 1.0
    power = 10.0 ** math.floor(math.log10((high - low) / 4))
    step = next(power * size for size in _STEPS if (high - low) / (power * size) <= 5)
    return math.floor(low / step + 1e-9) * step, high, step


def _tick(value: float, step: float, suffix: str) -> str:
    decimals = next((places for places in range(4) if round(step, places) == step), 4)
    return f"{value:,.{decimals}f}{suffix}"


def _end_lines(one: NativeSeries) -> list[str]:
    """What stands at the end of a line: its name, and the value of its last mark when the figure writes it."""
    last = one.points[-1] if one.points else None
    return [text for text in (one.name, last.text if last and one.name else "") if text]


def _plot_width(chart: NativeChart, time: _Time, ends: Sequence[list[str]], room: float) -> float:
    """The width of the plot that leaves each name its place at the right of its line."""
    widest = room - 12
    for one, end in zip(chart.series, ends, strict=True):
        if end:
            share = time.share(one.points[-1].x or 0.0)
            needed = sum(width(text, _NAME, bold=True) for text in end) + 24
            widest = min(widest, (room - needed) / max(share, 0.1))
    return max(widest, room / 3)


def _shifts(chart: NativeChart, plot: Plot, ends: Sequence[list[str]], low: float, high: float) -> list[float]:
    """How far each end label moves up (shares of the chart's height), so that none covers another."""
    places = {}
    for at, (one, end) in enumerate(zip(chart.series, ends, strict=True)):
        value = one.points[-1].value if one.points else None
        if end and value is not None:
            places[at] = (high - value) / (high - low) * plot.box.height
    order = sorted(places, key=lambda at: places[at])
    tall = dict.fromkeys(order, _NAME * LEADING + 2)
    wanted = [places[at] - tall[at] / 2 for at in order]
    placed = list(wanted)
    for above, below in pairwise(range(len(order))):
        placed[below] = max(placed[below], placed[above] + tall[order[above]])
    if placed:
        placed[-1] = min(placed[-1], plot.box.height + _AXIS / 2 - tall[order[-1]])
        for below, above in pairwise(range(len(order) - 1, -1, -1)):
            placed[above] = min(placed[above], placed[below] - tall[order[above]])
    moved = {at: (new - old) / plot.height for at, new, old in zip(order, placed, wanted, strict=True)}
    return [moved.get(at, 0.0) for at in range(len(ends))]


def _on_categories(chart: NativeChart, sheet: Sheet, time: _Time, shifts: Sequence[float]) -> tuple[str, str]:
    names = sheet.add(_YEAR, [str(year) for year in time.years])
    made = []
    for at, one in enumerate(chart.series):
        held = {math.floor((point.x or 0.0) + _EVEN): point for point in one.points}
        points = [held.get(year, NativePoint(None, "", one.colour, one.colour)) for year in time.years]
        column = sheet.add(_header(chart, at), [point.value for point in points], common_format(one.points))
        last = max(place for place, point in enumerate(points) if point.value is not None)
        written = _written(points, last, _end_lines(one), one, shifts[at])
        made.append(
            f"{_series_head(at, column, one, points)}{written}<c:cat>{names.texts}</c:cat>"
            f'<c:val>{column.numbers}</c:val><c:smooth val="0"/></c:ser>'
        )
    skip = math.ceil(len(time.years) / _MOST_YEARS)
    group = (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{"".join(made)}<c:marker val="1"/>'
        f"{BOTH_AXES}</c:lineChart>"
    )
    return group, category_axis(size=_SIZE, place="b", skip=skip, ink=MUTED)


def _on_dates(chart: NativeChart, sheet: Sheet, time: _Time, shifts: Sequence[float]) -> tuple[str, str]:
    made = []
    for at, one in enumerate(chart.series):
        points = list(one.points)
        years = [None if point.x is None else round(point.x, _CELL) for point in points]
        between = time.shifted and any(year is not None and year % 1 for year in years)
        meant = " ; 2015,5 : fin de 2015" if between else ""
        dates = sheet.add(f"{_YEAR} ({_header(chart, at)}){meant}", years)
        column = sheet.add(_header(chart, at), [point.value for point in points], common_format(points))
        written = _written(points, len(points) - 1, _end_lines(one), one, shifts[at])
        made.append(
            f"{_series_head(at, column, one, points)}{written}<c:xVal>{dates.numbers}</c:xVal>"
            f'<c:yVal>{column.numbers}</c:yVal><c:smooth val="0"/></c:ser>'
        )
    group = (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{"".join(made)}'
        f"{BOTH_AXES}</c:scatterChart>"
    )
    return group, ""


def _clear(chart: NativeChart, plot: Plot, time: _Time, bounds: tuple[float, float]) -> tuple[NativeSeries, ...]:
    """Put the texts of marks where they run neither into the line of their series nor into the text of another mark."""

    def place(point: NativePoint) -> tuple[float, float]:
        return (
            time.share(point.x or 0.0) * plot.box.width,
            ((point.value or 0.0) - bounds[0]) / (bounds[1] - bounds[0]) * plot.box.height,
        )

    marks = [place(point) for one in chart.series for point in one.points if point.text]
    made = []
    for one in chart.series:
        points = list(one.points)
        for at, point in enumerate(points):
            x, y = place(point)
            if not point.text or point.side is not Side.ABOVE:
                continue
            if any(abs(x - other) < _NEAR_X and 0 < above - y < _NEAR_Y for other, above in marks):
                points[at] = replace(point, side=Side.BELOW)
            elif one.joined and at + 1 < len(points):
                right, above = place(points[at + 1])
                if above - y > (right - x) * _STEEP and at:
                    points[at] = replace(point, side=Side.LEFT)
        made.append(replace(one, points=tuple(points)))
    return tuple(made)


def _header(chart: NativeChart, at: int) -> str:
    """The name of a series in the sheet: its own, or that of the next one in its colour, whose other part it is."""
    one = chart.series[at]
    if one.name:
        return one.name
    others = [other.name for other in chart.series if other.colour == one.colour and other.name]
    return f"{others[0]} (partie {at + 1})" if others else f"Série {at + 1}"


def _series_head(at: int, column: Column, one: NativeSeries, points: Sequence[NativePoint], *, size: int = 0) -> str:
    line = (
        stroke(one.colour, 1.25 if one.quiet else 2.5, "dash" if one.dashed else "solid") if one.joined else NO_STROKE
    )
    size = _SMALL if one.quiet else _LARGE
    drawn = [(place, point) for place, point in enumerate(points) if point.value is not None]
    usual = next((point for _, point in drawn if not point.hollow), drawn[0][1])
    marks = "".join(
        f'<c:dPt><c:idx val="{place}"/>{marker(point, size)}<c:bubble3D val="0"/><c:spPr>{line}</c:spPr></c:dPt>'
        for place, point in drawn
        if marker(point, size) != marker(usual, size)
    )
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{column.name}<c:spPr>{line}</c:spPr>'
        f"{marker(usual, size)}{marks}"
    )


def _written(points: Sequence[NativePoint], last: int, end: Sequence[str], one: NativeSeries, shift: float) -> str:
    """The labels of a line: the text of each mark, and its name at its end."""
    own = [""] * len(points)
    if one.name:
        name, *value = end
        ink = MUTED if one.quiet else one.colour
        runs = run(name, _NAME, ink, bold=not one.quiet) + "".join(run(f"\u00a0 {text}", _SIZE) for text in value)
        own[last] = own_label(last, [runs], "r", (0.0, shift))
    return labels(points, _SIZE, own=own)


def _date_axis(time: _Time) -> str:
    return (
        f'<c:valAx><c:axId val="{CATEGORIES}"/><c:scaling><c:orientation val="minMax"/><c:max val="{time.high:.12g}"/>'
        f'<c:min val="{time.low:.12g}"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        '<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr>{stroke(ZERO, 1.25)}</c:spPr>{text_look(_SIZE, MUTED)}'
        f'<c:crossAx val="{VALUES}"/><c:crosses val="autoZero"/><c:crossBetween val="midCat"/>'
        f'<c:majorUnit val="{time.step}"/></c:valAx>'
    )


def _breaks(chart: NativeChart, plot: Plot, time: _Time) -> tuple[Overlay, ...]:
    """Where a series stops being comparable: a dotted vertical, and what is counted on each side above it."""
    found = []
    box = plot.box
    for one in chart.breaks:
        at = box.left + time.share(one.x) * box.width
        found.append(Overlay(f"Rupture : {one.before}, puis {one.after}", Box(at, box.top - 4, 0.0, box.height + 4)))
        for text, left, align in ((f"{one.before} ←", at - 206, "r"), (f"→ {one.after}", at + 6, "l")):
            found.append(Overlay(f"Texte de la rupture : {text.strip('←→ ')}", Box(left, 0.0, 200, 15), text, align))
    return tuple(found)
