"""A figure read back as plain values: what an office program needs to draw the same chart by itself."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import plotly.graph_objects as go

from demodash.charts.palette import DARK, LIGHT


class Kind(StrEnum):
    """The kinds of charts that this project draws."""

    BARS = "bars"
    COLUMNS = "columns"
    STACKS = "stacks"
    STEPS = "steps"
    LINES = "lines"
    DUMBBELLS = "dumbbells"


class Side(StrEnum):
    """Where the text of a mark stands."""

    ABOVE = "above"
    BELOW = "below"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class NativePoint:
    """One mark: its value, its place in time (decimal years, lines only), its text as displayed, its colours.

    ``text`` is empty where the figure writes none. ``hollow``: derived or inferred, drawn white inside its ``edge``.
    ``value`` is None for a gap; ``side`` is where its text stands, for the kinds where it differs by mark.
    """

    value: float | None
    text: str
    fill: str
    edge: str
    hollow: bool = False
    x: float | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class NativeSeries:
    """Marks of one name; those of every kind but lines follow the categories of the chart, one for one.

    ``dashed``: projection; ``joined``: whether a line links the marks; ``quiet``: context, drawn thin.
    """

    name: str
    colour: str
    points: tuple[NativePoint, ...]
    dashed: bool = False
    joined: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class NativeReference:
    """A value that all others are compared with, drawn as a dotted line with its text."""

    label: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class NativeBreak:
    """A date (decimal years) where a series stops being comparable with itself, and what stands on each side."""

    x: float
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NativeChart:
    """A chart as values. ``categories`` name the rows or columns from the first drawn on; lines have none.

    A category of several lines has line feeds. ``notes`` are what stands under its name (the change of a dumbbell),
    one for each category, or none.
    Values stand on ``base``; ``low`` and ``high`` bound the axis of values. ``suffix`` is the unit of its ticks.
    ``floors``: what each value of a kind built by steps stands on.
    """

    kind: Kind
    series: tuple[NativeSeries, ...]
    categories: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    base: float = 0.0
    low: float | None = None
    high: float | None = None
    suffix: str = ""
    floors: tuple[float, ...] = ()
    reference: NativeReference | None = None
    breaks: tuple[NativeBreak, ...] = ()


_WHITE = LIGHT.surface
_HOLLOW = frozenset({LIGHT.surface, DARK.surface})
_TAG = re.compile(r"<[^<>]*>")
_SIDES = {"left": Side.LEFT, "right": Side.RIGHT, "top": Side.ABOVE, "bottom": Side.BELOW}
_QUIET = 5
"""Pixels of the marks of a quiet line."""


def native(figure: go.Figure) -> NativeChart:
    """Read a figure that ``demodash.charts`` made, of whatever kind.

    Raises:
        ValueError: the figure is of no kind that this project draws.
    """
    kind = _kind(figure)
    readers = {
        Kind.BARS: _bars,
        Kind.COLUMNS: _columns,
        Kind.STACKS: _stacks,
        Kind.STEPS: _steps,
        Kind.LINES: _lines,
        Kind.DUMBBELLS: _dumbbells,
    }
    return readers[kind](figure)


def _kind(figure: go.Figure) -> Kind:
    """Tell the kinds apart by their traces."""
    types = {trace.type for trace in figure.data}
    if types == {"bar"}:
        first = figure.data[0]
        if figure.layout.barmode == "stack":
            return Kind.STACKS
        if len(figure.data) == 1 and first.orientation == "h":
            return Kind.BARS
        if len(figure.data) == 1:
            return Kind.COLUMNS if first.base is None else Kind.STEPS
    if types == {"scatter"}:
        return Kind.DUMBBELLS if figure.layout.yaxis.ticktext is not None else Kind.LINES
    raise ValueError(
        f"a figure of {len(figure.data)} traces ({', '.join(sorted(types)) or 'none'}) is of no known kind"
    )


def _bars(figure: go.Figure) -> NativeChart:
    trace = figure.data[0]
    base = float(trace.base or 0.0)
    written = {float(note.y): _plain(note.text) for note in figure.layout.annotations if note.yref != "paper"}
    values = [None if value is None else value + base for value in map(_value, trace.x)]
    texts = [written.get(float(row), "") for row in trace.y]
    return NativeChart(
        kind=Kind.BARS,
        series=(NativeSeries("", _series_colour(trace), _points(trace, values, texts)),),
        categories=_labels(figure.layout.yaxis),
        base=base,
        reference=_reference(figure, "x"),
    )


def _columns(figure: go.Figure) -> NativeChart:
    trace = figure.data[0]
    points = _points(trace, [_value(value) for value in trace.y], _texts(trace))
    return NativeChart(
        kind=Kind.COLUMNS,
        series=(NativeSeries("", _series_colour(trace), points),),
        categories=_labels(figure.layout.xaxis),
        reference=_reference(figure, "y"),
    )


def _steps(figure: go.Figure) -> NativeChart:
    read = _columns(figure)
    floors = tuple(float(floor) for floor in figure.data[0].base)
    return replace(read, kind=Kind.STEPS, floors=floors, reference=None)


def _stacks(figure: go.Figure) -> NativeChart:
    series = tuple(
        NativeSeries(
            trace.name, trace.marker.color, _points(trace, [_value(value) for value in trace.x], _texts(trace))
        )
        for trace in figure.data
    )
    return NativeChart(
        kind=Kind.STACKS,
        series=series,
        categories=_labels(figure.layout.yaxis),
        high=float(figure.layout.xaxis.range[1]),
    )


def _lines(figure: go.Figure) -> NativeChart:
    low, high = (float(bound) for bound in figure.layout.yaxis.range)
    return NativeChart(
        kind=Kind.LINES,
        series=tuple(_line(trace) for trace in figure.data),
        low=low,
        high=high,
        suffix=figure.layout.yaxis.ticksuffix or "",
        breaks=_breaks(figure),
    )


def _line(trace: go.Scatter) -> NativeSeries:
    sides = [_side(place) for place in _each(trace.textposition or "top center", len(trace.x))]
    points = _points(trace, [_value(value) for value in trace.y], _texts(trace))
    return NativeSeries(
        name=trace.name or "",
        colour=trace.line.color,
        points=tuple(
            replace(point, x=float(x), side=side) for point, x, side in zip(points, trace.x, sides, strict=True)
        ),
        dashed=trace.line.dash == "dash",
        joined="lines" in trace.mode,
        quiet=trace.marker.size <= _QUIET,
    )


def _dumbbells(figure: go.Figure) -> NativeChart:
    """The two series of marks; the lines between them hold the same values."""
    rows = [_plain_lines(text) for text in figure.layout.yaxis.ticktext]
    names = [_plain(note.text) for note in figure.layout.annotations]
    marks = [trace for trace in figure.data if "markers" in trace.mode]
    series = []
    for name, trace in zip(names, marks, strict=True):
        points = _points(trace, [_value(value) for value in trace.x], _texts(trace))
        sides = [_side(place) for place in _each(trace.textposition, len(points))]
        series.append(
            NativeSeries(
                name,
                _series_colour(trace),
                tuple(replace(point, side=side) for point, side in zip(points, sides, strict=True)),
            )
        )
    return NativeChart(
        kind=Kind.DUMBBELLS,
        series=tuple(series),
        categories=tuple(first for first, *_ in rows),
        notes=tuple("\n".join(others) for _, *others in rows),
    )


def _points(
    trace: go.Bar | go.Scatter, values: Sequence[float | None], texts: Sequence[str]
) -> tuple[NativePoint, ...]:
    fills = _each(trace.marker.color, len(values))
    edges = _each(trace.marker.line.color, len(values))
    return tuple(
        NativePoint(
            value, text if value is not None else "", _WHITE if fill in _HOLLOW else fill, edge, fill in _HOLLOW
        )
        for value, text, fill, edge in zip(values, texts, fills, edges, strict=True)
    )


def _side(place: str) -> Side:
    """Of plotly's two words («top left»), the one that keeps a text off its mark."""
    vertical, horizontal = place.split()
    return _SIDES[horizontal if vertical == "middle" else vertical]


def _value(value: float | None) -> float | None:
    """A value of a trace; None for a gap."""
    return None if value is None or math.isnan(value) else float(value)


def _texts(trace: go.Bar | go.Scatter) -> list[str]:
    return [_plain(text or "") for text in _each(trace.text or "", len(trace.x))]


def _each(given: str | Sequence[Any] | None, count: int) -> list[Any]:
    """One entry per mark of what plotly takes as one entry for all, or as one for each."""
    return [given] * count if given is None or isinstance(given, str) else list(given)


def _series_colour(trace: go.Bar | go.Scatter) -> str:
    """The colour that most marks of a series have; that of the outline where they are hollow."""
    fills, edges = (_each(colours, len(trace.y)) for colours in (trace.marker.color, trace.marker.line.color))
    seen = Counter(edge if fill in _HOLLOW else fill for fill, edge in zip(fills, edges, strict=True))
    return str(seen.most_common(1)[0][0])


def _labels(axis: go.layout.XAxis | go.layout.YAxis) -> tuple[str, ...]:
    return tuple("\n".join(line for line in _plain_lines(text) if line) for text in axis.ticktext)


def _reference(figure: go.Figure, axis: str) -> NativeReference | None:
    """The dotted line across the marks, with its text."""
    for line in figure.layout.shapes:
        if line.line.dash == "dot":
            value = float(line[f"{axis}0"])
            other = "y" if axis == "x" else "x"
            text = next(
                _plain(note.text)
                for note in figure.layout.annotations
                if note[f"{other}ref"] == "paper" and float(note[axis]) == value
            )
            label, _, written = text.rpartition(" : ")
            return NativeReference(label, value, written)
    return None


def _breaks(figure: go.Figure) -> tuple[NativeBreak, ...]:
    found = []
    for line in figure.layout.shapes:
        if line.line.dash == "dot" and line.x0 == line.x1:
            texts = [
                _plain(note.text) for note in figure.layout.annotations if note.yref == "paper" and note.x == line.x0
            ]
            before, after = (text.strip("←→ ") for text in texts)
            found.append(NativeBreak(float(line.x0), before, after))
    return tuple(found)


def _plain(text: str) -> str:
    """A text of a figure without its tags, on one line."""
    return " ".join(line for line in _plain_lines(text) if line)


def _plain_lines(text: str) -> list[str]:
    return [_TAG.sub("", line).strip() for line in text.split("<br>")]
