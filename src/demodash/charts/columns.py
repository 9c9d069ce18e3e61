"""Vertical columns over a few dates or kinds, with direct labels and a zero line."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from demodash.charts.marks import Mark
from demodash.charts.palette import Palette
from demodash.charts.template import SIZE, figure

_ROOM = 0.16
"""Share of the height kept free for the labels beyond the longest column."""


def columns(marks: Sequence[Mark], palette: Palette, *, height: int = 340, reference: Mark | None = None) -> go.Figure:
    """Draw one column per mark, in the order given from left to right; derived values are hollow.

    ``reference`` is a dotted line with its text at its right.

    Raises:
        ValueError: there is nothing to draw.
    """
    if not marks:
        raise ValueError("no mark to draw")
    drawn = figure(palette, height=height)
    add_columns(drawn, marks, palette)
    everything = [mark.value for mark in marks] + [0.0] + ([reference.value] if reference else [])
    low, high = min(everything), max(everything)
    room = (high - low or 1.0) * _ROOM
    drawn.update_yaxes(visible=False, range=[low - (room if low < 0 else 0), high + room])
    drawn.update_xaxes(tickangle=0, range=[-0.6, len(marks) - 0.4])
    if reference:
        drawn.add_hline(y=reference.value, line={"color": palette.ink, "width": 1.5, "dash": "dot"})
        drawn.add_annotation(
            x=1,
            xref="paper",
            xanchor="right",
            y=reference.value,
            yanchor="bottom",
            text=f"{reference.label} : {reference.text}",
            showarrow=False,
            font={"size": SIZE - 1, "color": palette.ink},
        )
    return drawn


def add_columns(drawn: go.Figure, marks: Sequence[Mark], palette: Palette, floors: Sequence[float] = ()) -> None:
    """Add one named column per mark, from left to right, above a zero line; ``floors``: what each one stands on."""
    places = list(range(len(marks)))
    drawn.add_bar(
        x=places,
        y=[mark.value for mark in marks],
        base=list(floors) or None,
        width=0.62,
        marker={
            "color": [palette.surface if mark.hollow else mark.colour for mark in marks],
            "line": {"color": [palette.edge(mark.colour) for mark in marks], "width": 2},
        },
        text=[mark.text for mark in marks],
        textposition="outside",
        textfont={"size": SIZE, "color": palette.ink},
        customdata=[mark.hover for mark in marks],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
    drawn.update_xaxes(
        tickvals=places,
        ticktext=[mark.label for mark in marks],
        tickfont={"color": palette.ink, "size": SIZE - 1},
        showgrid=False,
    )
    drawn.add_hline(y=0, line={"color": palette.zero, "width": 1.5})
