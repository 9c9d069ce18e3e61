"""Horizontal bars with direct labels, a zero line and an optional reference line."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from demodash.charts.marks import Mark
from demodash.charts.palette import Palette
from demodash.charts.template import SIZE, figure, row_height


def bars(marks: Sequence[Mark], palette: Palette, *, reference: Mark | None = None) -> go.Figure:
    """Draw one bar per mark, in the order given from top to bottom.

    Derived values are hollow. ``reference`` is drawn as a dashed vertical line, with its text above the bars.

    Raises:
        ValueError: there is nothing to draw.
    """
    if not marks:
        raise ValueError("no mark to draw")
    top = 34 if reference else 8
    drawn = figure(palette, height=row_height(len(marks)) * len(marks) + top + 12)
    values = [mark.value for mark in marks]
    rows = list(range(len(marks)))
    drawn.add_bar(
        x=values,
        y=rows,
        orientation="h",
        width=0.62,
        marker={
            "color": [palette.surface if mark.hollow else mark.colour for mark in marks],
            "line": {"color": [mark.colour for mark in marks], "width": 2},
        },
        customdata=[mark.hover for mark in marks],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
    for row, mark in zip(rows, marks, strict=True):
        before = mark.value < 0
        drawn.add_annotation(
            x=mark.value,
            y=row,
            text=mark.text,
            showarrow=False,
            xanchor="right" if before else "left",
            xshift=-6 if before else 6,
            bgcolor=palette.surface,
            borderpad=2,
            font={"size": SIZE, "color": palette.ink},
        )
    everything = [*values, 0.0, *([reference.value] if reference else [])]
    low, high = min(everything), max(everything)
    room = (high - low or 1.0) * 0.24
    drawn.update_xaxes(
        visible=False, range=[low - (room if low < 0 else 0), high + (room if high > 0 else (high - low) * 0.02)]
    )
    drawn.update_yaxes(
        tickvals=rows,
        ticktext=[mark.label for mark in marks],
        tickfont={"color": palette.ink, "size": SIZE},
        showgrid=False,
        range=[len(marks) - 0.5, -0.5],
        side="left",
    )
    drawn.add_vline(x=0, line={"color": palette.zero, "width": 1.5})
    if reference:
        drawn.add_vline(x=reference.value, line={"color": palette.ink, "width": 1.5, "dash": "dot"})
        drawn.add_annotation(
            x=reference.value,
            y=1,
            yref="paper",
            yanchor="bottom",
            text=f"{reference.label} : {reference.text}",
            showarrow=False,
            font={"size": SIZE - 1, "color": palette.ink},
        )
        drawn.update_layout(margin={"t": top})
    return drawn
