"""Before and after: two marks joined by a bar, with the change written at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from demodash.charts.marks import Mark
from demodash.charts.palette import Palette
from demodash.charts.template import SIZE, figure


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: the value before, the value after, and the change as written."""

    label: str
    before: Mark
    after: Mark
    change: str


def dumbbells(pairs: Sequence[Pair], palette: Palette, *, names: tuple[str, str]) -> go.Figure:
    """Draw one row per pair on a scale from zero; ``names`` head the two marks of the first row.

    Raises:
        ValueError: there is nothing to draw.
    """
    if not pairs:
        raise ValueError("no pair to draw")
    drawn = figure(palette, height=64 * len(pairs) + 52)
    rows = list(range(len(pairs)))
    for row, pair in zip(rows, pairs, strict=True):
        drawn.add_scatter(
            x=[pair.before.value, pair.after.value],
            y=[row, row],
            mode="lines",
            line={"color": palette.context, "width": 5},
            hoverinfo="skip",
        )
    for marks, side in (([pair.before for pair in pairs], "left"), ([pair.after for pair in pairs], "right")):
        drawn.add_scatter(
            x=[mark.value for mark in marks],
            y=rows,
            mode="markers+text",
            marker={
                "size": 15,
                "color": [palette.surface if mark.hollow else mark.colour for mark in marks],
                "line": {"color": [mark.colour for mark in marks], "width": 3},
            },
            text=[f"{mark.text}   " if side == "left" else f"   {mark.text}" for mark in marks],
            textposition="middle left" if side == "left" else "middle right",
            textfont={"size": SIZE, "color": palette.muted if side == "left" else palette.ink},
            customdata=[mark.hover for mark in marks],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    high = max(max(pair.before.value, pair.after.value) for pair in pairs)
    for row, pair in zip(rows, pairs, strict=True):
        drawn.add_annotation(
            x=high * 1.34,
            y=row,
            text=f"<b>{pair.change}</b>",
            showarrow=False,
            xanchor="right",
            font={"size": SIZE + 1},
        )
    first = pairs[0]
    for mark, name, anchor in ((first.before, names[0], "right"), (first.after, names[1], "left")):
        drawn.add_annotation(
            x=mark.value,
            y=0,
            yshift=26,
            text=name,
            showarrow=False,
            xanchor=anchor,
            font={"size": SIZE - 2, "color": palette.muted},
        )
    drawn.update_xaxes(visible=False, range=[0, high * 1.36])
    drawn.update_yaxes(
        tickvals=rows,
        ticktext=[pair.label for pair in pairs],
        tickfont={"color": palette.ink, "size": SIZE},
        showgrid=False,
        range=[len(pairs) - 0.45, -0.75],
    )
    return drawn
