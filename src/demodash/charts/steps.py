"""A total built step by step: the base, what each period added, the total reached."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from demodash.charts.marks import Mark
from demodash.charts.palette import Palette
from demodash.charts.template import SIZE, figure


def steps(base: Mark, added: Sequence[Mark], total: Mark, palette: Palette, *, height: int = 340) -> go.Figure:
    """Draw a waterfall: totals stand on zero, additions float on what was there before.

    Raises:
        ValueError: the additions do not lead from the base to the total.
    """
    reached = base.value + sum(mark.value for mark in added)
    if abs(reached - total.value) > 0.5:
        raise ValueError(f"the steps lead to {reached:g}, not to {total.value:g}")
    drawn = figure(palette, height=height)
    floor = base.value
    floors = [0.0]
    for mark in added:
        floors.append(floor)
        floor += mark.value
    floors.append(0.0)
    marks = [base, *added, total]
    drawn.add_bar(
        x=list(range(len(marks))),
        y=[mark.value for mark in marks],
        base=floors,
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
        tickvals=list(range(len(marks))),
        ticktext=[mark.label for mark in marks],
        tickfont={"color": palette.ink, "size": SIZE - 1},
        showgrid=False,
    )
    drawn.update_yaxes(range=[0, total.value * 1.14], nticks=4, tickformat=",~f")
    drawn.add_hline(y=0, line={"color": palette.zero, "width": 1.5})
    return drawn
