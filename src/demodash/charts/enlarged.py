"""A figure made larger for a screen at the end of a room: its texts, marks and lines grow, its values do not."""

from __future__ import annotations

import plotly.graph_objects as go

_GROW = frozenset({"size", "width", "l", "r", "t", "b", "standoff", "xshift", "yshift", "ax", "ay", "borderpad"})
"""Properties in pixels, wherever they stand."""
_NOT_PIXELS = frozenset({"bar", "box", "violin"})
"""Traces whose own ``width`` is in the units of an axis."""
_LOWEST_PLACE, _LEADING = 390, 1.35
"""Pixels that the rows have on the smallest screen that is presented on (1280 by 720); of a line, in sizes of type."""


def enlarged(figure: go.Figure, factor: float) -> go.Figure:
    """A copy of a figure whose pixels are ``factor`` times as many, to be as high as the place it is given."""
    content = figure.to_plotly_json()
    large = go.Figure(_grown(content, factor))
    for trace, before in zip(large.data, figure.data, strict=True):
        if trace.type in _NOT_PIXELS:
            trace.width = before.width
    _fit_names(large, figure)
    return large.update_layout(height=None, autosize=True)


def _fit_names(large: go.Figure, figure: go.Figure) -> None:
    """Let the names of rows grow no more than keeps one from running into the next."""
    names = figure.layout.yaxis.ticktext
    if not names:
        return
    lines = max(str(name).count("<br>") + 1 for name in names)
    before, grown = figure.layout.yaxis.tickfont.size, large.layout.yaxis.tickfont.size
    large.layout.yaxis.tickfont.size = max(before, min(grown, _LOWEST_PLACE / (len(names) * lines * _LEADING)))


def _grown(part: object, factor: float) -> object:
    if isinstance(part, dict):
        return {key: _pixels(value, factor) if key in _GROW else _grown(value, factor) for key, value in part.items()}
    if isinstance(part, (list, tuple)):
        return [_grown(one, factor) for one in part]
    return part


def _pixels(value: object, factor: float) -> object:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return value * factor
    if isinstance(value, (list, tuple)):
        return [_pixels(one, factor) for one in value]
    return _grown(value, factor)
