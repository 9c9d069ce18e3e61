"""A figure made larger for a screen at the end of a room: its texts, marks and lines grow, its values do not."""

from __future__ import annotations

import plotly.graph_objects as go

_GROW = frozenset({"size", "width", "l", "r", "t", "b", "standoff", "xshift", "yshift", "ax", "ay", "borderpad"})
"""Properties in pixels, wherever they stand."""
_NOT_PIXELS = frozenset({"bar", "box", "violin"})
"""Traces whose own ``width`` is in the units of an axis."""


def enlarged(figure: go.Figure, factor: float) -> go.Figure:
    """A copy of a figure whose pixels are ``factor`` times as many, to be as high as the place it is given."""
    content = figure.to_plotly_json()
    large = go.Figure(_grown(content, factor))
    for trace, before in zip(large.data, figure.data, strict=True):
        if trace.type in _NOT_PIXELS:
            trace.width = before.width
    return large.update_layout(height=None, autosize=True)


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
