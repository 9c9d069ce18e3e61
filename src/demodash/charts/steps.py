"""A total built step by step: the base, what each period added, the total reached."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from demodash.charts.columns import add_columns
from demodash.charts.marks import Mark
from demodash.charts.palette import Palette
from demodash.charts.template import figure


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
    add_columns(drawn, [base, *added, total], palette, floors)
    drawn.update_yaxes(range=[0, total.value * 1.14], nticks=4, tickformat=",~f")
    return drawn
