"""Small charts of series: a line, its first and last figures written, calculated points hollow."""

from __future__ import annotations

from collections.abc import Sequence

from demodash import territories
from demodash.analysis import sheet
from demodash.analysis.profile import Line
from demodash.dataset import Observation
from demodash.exports.report.fonts import REGULAR, STRONG, width
from demodash.exports.report.pen import ACCENT, GRID, LEADING, MARGIN, MUTED, ROOM, SURFACE, Pen
from demodash.exports.report.wrapping import fitted, wrapped

_PER_ROW, _COLUMNS = 4, {5: 5, 6: 3}
"""Charts side by side: four, save for the numbers that would leave one or two alone in a row."""
_GAP = 14.0
_TITLE, _SMALL = 6.8, 6.4
_HEIGHT = 34.0
_MARKED = 6
"""Points of a series that are all marked; of a longer one, the ends."""


def height(lines: Sequence[Line]) -> float:
    """How high the charts are."""
    room = _room(lines)
    return sum(_row_height(row, room) for row in _rows(lines))


def draw_trends(pen: Pen, lines: Sequence[Line], y: float) -> float:
    """Draw the charts in rows; give the top of what follows."""
    room = _room(lines)
    for row in _rows(lines):
        for place, line in enumerate(row):
            _draw(pen, line, (MARGIN + place * (room + _GAP), y, room), _title_height(row, room))
        y += _row_height(row, room)
    return y


def _rows(lines: Sequence[Line]) -> list[Sequence[Line]]:
    columns = _COLUMNS.get(len(lines), _PER_ROW)
    return [lines[at : at + columns] for at in range(0, len(lines), columns)]


def _room(lines: Sequence[Line]) -> float:
    """The width of a chart."""
    columns = _COLUMNS.get(len(lines), _PER_ROW)
    return (ROOM - _GAP * (columns - 1)) / columns


def _row_height(lines: Sequence[Line], room: float) -> float:
    return _title_height(lines, room) + _HEIGHT + 26


def _title_height(lines: Sequence[Line], room: float) -> float:
    return max(len(_title(line, room)) for line in lines) * _TITLE * LEADING


def _title(line: Line, room: float) -> list[str]:
    return wrapped(sheet.labelled(line), STRONG, _TITLE, room)


def _draw(pen: Pen, line: Line, place: tuple[float, float, float], head: float) -> None:
    """Draw a chart; ``place``: left, top, width; ``head``: height of the titles of its row."""
    left, y, room = place
    first, last = line.series[0], line.series[-1]
    who = territories.name(last.territory)
    told = f"{sheet.labelled(line)}, {who} : {first.text} en {first.span.year}, {last.text} en {last.span.year}"
    with pen.tags.content("P"):
        pen.lines(left, y, _title(line, room), font=STRONG, size=_TITLE)
    y += head + 4
    with pen.tags.content("Figure", alt=told):
        _curve(pen, line.series, left, y, room)
        base = y + _HEIGHT + 9
        pen.rule(left, y + _HEIGHT + 2, left + room, y + _HEIGHT + 2)
        start, end = f"{first.span.year} : {first.digits}", f"{last.span.year} : {last.digits}"
        both = width(start, REGULAR, 1) + width(end, STRONG, 1)
        size = min(_SMALL, (room - 6) / both)
        pen.text(left, base, start, size=size, colour=MUTED)
        pen.text(left + room, base, end, font=STRONG, size=size, align="right")
        change = f"{who} : {sheet.change_text(first, last)}"
        size, lines = fitted(change, REGULAR, (_SMALL, 5.8, 5.2), room, 1)
        pen.lines(left, base + 8 - size, lines, size=size, colour=MUTED)


def _curve(pen: Pen, series: Sequence[Observation], left: float, y: float, room: float) -> None:
    """The line on the scale of its own values; few points are marked, hollow when calculated."""
    times = [one.span.position for one in series]
    values = [one.value for one in series]
    low, high = min(values), max(values)
    span, spread = max(times) - min(times) or 1.0, high - low or 1.0
    points = [
        (left + 4 + (time - times[0]) / span * (room - 8), y + _HEIGHT - 4 - (value - low) / spread * (_HEIGHT - 8))
        for time, value in zip(times, values, strict=True)
    ]
    if low < 0 < high:
        zero = y + _HEIGHT - 4 - (0 - low) / spread * (_HEIGHT - 8)
        pen.rule(left, zero, left + room, zero, colour=GRID)
    pen.polyline(points, colour=ACCENT, thick=1.3)
    few = len(points) <= _MARKED
    for at, (point, one) in enumerate(zip(points, series, strict=True)):
        if few or at in {0, len(points) - 1}:
            pen.dot(*point, 1.9, fill=SURFACE if one.is_derived else ACCENT, edge=ACCENT)
