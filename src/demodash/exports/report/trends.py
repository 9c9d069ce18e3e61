"""Small charts of series: a line, its first and last figures written, calculated points hollow."""

from __future__ import annotations

from collections.abc import Sequence

from demodash import territories
from demodash.analysis import sheet
from demodash.analysis.profile import Line
from demodash.dataset import Observation
from demodash.exports.report.fonts import REGULAR, STRONG
from demodash.exports.report.pen import ACCENT, GRID, MARGIN, MUTED, ROOM, SURFACE, Pen
from demodash.exports.report.wrapping import wrapped

PER_ROW = 4
_GAP = 14.0
_TITLE = 6.8
_HEIGHT = 34.0
_ROOM = (ROOM - _GAP * (PER_ROW - 1)) / PER_ROW


def height(lines: Sequence[Line]) -> float:
    """How high the charts are, in rows of PER_ROW."""
    return sum(_row_height(lines[at : at + PER_ROW]) for at in range(0, len(lines), PER_ROW))


def draw_trends(pen: Pen, lines: Sequence[Line], y: float) -> float:
    """Draw the charts in rows; give the top of what follows."""
    for at in range(0, len(lines), PER_ROW):
        row = lines[at : at + PER_ROW]
        for place, line in enumerate(row):
            _draw(pen, line, MARGIN + place * (_ROOM + _GAP), y, _title_height(row))
        y += _row_height(row)
    return y


def _row_height(lines: Sequence[Line]) -> float:
    return _title_height(lines) + _HEIGHT + 26


def _title_height(lines: Sequence[Line]) -> float:
    return max(len(_title(line)) for line in lines) * _TITLE * 1.22


def _title(line: Line) -> list[str]:
    return wrapped(sheet.labelled(line), STRONG, _TITLE, _ROOM)


def _draw(pen: Pen, line: Line, left: float, y: float, head: float) -> None:
    first, last = line.series[0], line.series[-1]
    who = territories.name(last.territory)
    told = f"{sheet.labelled(line)}, {who} : {first.text} en {first.span.year}, {last.text} en {last.span.year}"
    with pen.tags.content("P"):
        pen.lines(left, y, _title(line), font=STRONG, size=_TITLE)
    y += head + 4
    with pen.tags.content("Figure", alt=told):
        _curve(pen, line.series, left, y)
        base = y + _HEIGHT + 9
        pen.rule(left, y + _HEIGHT + 2, left + _ROOM, y + _HEIGHT + 2)
        pen.text(left, base, f"{first.span.year} : {first.digits}", size=6.4, colour=MUTED)
        pen.text(left + _ROOM, base, f"{last.span.year} : {last.digits}", font=STRONG, size=6.4, align="right")
        change = f"{who} : {sheet.change_text(first, last)}"
        pen.text(left, base + 8, wrapped(change, REGULAR, 6.4, _ROOM)[0], size=6.4, colour=MUTED)


def _curve(pen: Pen, series: Sequence[Observation], left: float, y: float) -> None:
    """The line on the scale of its own values; few points are marked, hollow when calculated."""
    times = [one.span.position for one in series]
    values = [one.value for one in series]
    low, high = min(values), max(values)
    span, spread = max(times) - min(times) or 1.0, high - low or 1.0
    points = [
        (left + 4 + (time - times[0]) / span * (_ROOM - 8), y + _HEIGHT - 4 - (value - low) / spread * (_HEIGHT - 8))
        for time, value in zip(times, values, strict=True)
    ]
    if low < 0 < high:
        zero = y + _HEIGHT - 4 - (0 - low) / spread * (_HEIGHT - 8)
        pen.rule(left, zero, left + _ROOM, zero, colour=GRID)
    pen.polyline(points, colour=ACCENT, thick=1.3)
    few = len(points) <= 6
    for at, (point, one) in enumerate(zip(points, series, strict=True)):
        if few or at in {0, len(points) - 1}:
            pen.dot(*point, 1.9, fill=SURFACE if one.is_derived else ACCENT, edge=ACCENT)
