"""Horizontal bars of 100 %, parted by category, with the names of the categories above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from demodash.charts.bars import name_rows
from demodash.charts.marks import Mark
from demodash.charts.palette import Palette
from demodash.charts.template import SIZE, figure, row_height, text_width

_TOP = 40
_BAR_PIXELS = 350
"""Width of a bar in half a page of 1 440 pixels: a share that would not fit its part there is left to the hover."""


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar: its label, and its parts in the order in which they are drawn; their values add up to the whole."""

    label: str
    parts: Sequence[Mark]


def stacks(bars: Sequence[Stack], palette: Palette, *, height: int | None = None) -> go.Figure:
    """Draw one bar per stack from top to bottom; the parts are named above, a share is written in its part if it fits.

    Every bar has the same parts, in the same order; a part of zero has no place in its bar.

    Raises:
        ValueError: there is nothing to draw, or two bars have different parts.
    """
    if not bars:
        raise ValueError("no bar to draw")
    names = [[part.label for part in bar.parts] for bar in bars]
    if any(each != names[0] for each in names):
        raise ValueError("the bars have different parts")
    natural = row_height(len(bars)) * len(bars)
    inner = max(natural, (height or 0) - _TOP - 12)
    drawn = figure(palette, height=inner + _TOP + 12)
    rows = list(range(len(bars)))
    for place, name in enumerate(names[0]):
        parts = [bar.parts[place] for bar in bars]
        drawn.add_bar(
            x=[part.value for part in parts],
            y=rows,
            orientation="h",
            width=0.66,
            name=name,
            marker={"color": parts[0].colour, "line": {"color": palette.edge(parts[0].colour), "width": 1.5}},
            text=[part.text if _fits(part, bar) else "" for part, bar in zip(parts, bars, strict=True)],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont={"size": SIZE - 1, "color": _ink(parts[0].colour)},
            customdata=[part.hover for part in parts],
            hovertemplate="%{customdata}<extra></extra>",
        )
    whole = max(sum(part.value for part in bar.parts) for bar in bars)
    drawn.update_layout(
        barmode="stack",
        showlegend=True,
        legend={
            "orientation": "h",
            "traceorder": "normal",
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yanchor": "bottom",
            "font": {"size": SIZE - 1, "color": palette.ink},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        margin={"t": _TOP, "r": 12},
    )
    drawn.update_xaxes(visible=False, range=[0, whole])
    name_rows(drawn, [bar.label for bar in bars], palette)
    return drawn


def _fits(part: Mark, bar: Stack) -> bool:
    whole = sum(one.value for one in bar.parts)
    return bool(whole) and text_width(part.text) <= part.value / whole * _BAR_PIXELS


def _ink(colour: str) -> str:
    """Black or white, whichever is read on a colour (WCAG contrast)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    light = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    return "#000000" if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else "#ffffff"
