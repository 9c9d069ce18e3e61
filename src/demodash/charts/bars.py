"""Horizontal bars with direct labels, a zero line and an optional reference line."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from demodash.charts.marks import Mark
from demodash.charts.palette import Palette
from demodash.charts.template import SIZE, figure, row_height, text_width

_TOP = 34
_THICKEST = 34
_LINE, _BETWEEN = 17, 12
"""Pixels of one line of a name, and between two names."""
_AFTER_BAR, _AROUND_TEXT = 6, 4
"""Pixels from the end of a bar to its text, and around the text where the reference line does not show."""


def bars(
    marks: Sequence[Mark],
    palette: Palette,
    *,
    reference: Mark | None = None,
    height: int | None = None,
    base: float = 0.0,
) -> go.Figure:
    """Draw one bar per mark, in the order given from top to bottom.

    Derived values are hollow. ``reference`` is drawn as a dotted vertical line, with its text above the bars.
    ``height`` stretches the rows, for a chart that stands beside a taller one. Bars stand on ``base``: zero, or 100
    for an index.

    Raises:
        ValueError: there is nothing to draw.
    """
    if not marks:
        raise ValueError("no mark to draw")
    top = _TOP if reference else 8
    lines = max(mark.label.count("<br>") + 1 for mark in marks)
    natural = max(row_height(len(marks)), _BETWEEN + _LINE * lines if lines > 1 else 0) * len(marks)
    inner = max(natural, (height or 0) - top - 12)
    drawn = figure(palette, height=inner + top + 12)
    rows = list(range(len(marks)))
    drawn.add_bar(
        x=[mark.value - base for mark in marks],
        base=base,
        y=rows,
        orientation="h",
        width=min(0.62, _THICKEST / (inner / len(marks))),
        marker={
            "color": [palette.surface if mark.hollow else mark.colour for mark in marks],
            "line": {"color": [palette.edge(mark.colour) for mark in marks], "width": 2},
        },
        customdata=[mark.hover for mark in marks],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
    drawn.add_vline(x=base, line={"color": palette.zero, "width": 1.5})
    if reference:
        _add_reference(drawn, reference, palette)
    for row, mark in zip(rows, marks, strict=True):
        # The text of a bar that goes left stands right of the zero line: its other end belongs to the row's name.
        drawn.add_annotation(
            x=max(mark.value, base),
            y=row,
            text=mark.text,
            showarrow=False,
            xanchor="left",
            xshift=_AFTER_BAR - _AROUND_TEXT,
            bgcolor=palette.surface,
            borderpad=_AROUND_TEXT,
            font={"size": SIZE, "color": palette.ink},
        )
    everything = [*(mark.value for mark in marks), base, *([reference.value] if reference else [])]
    low, high = min(everything), max(everything)
    edge = (high - low or 1.0) * 0.015
    drawn.update_xaxes(visible=False, range=[low - edge, high + edge])
    name_rows(drawn, [mark.label for mark in marks], palette)
    drawn.update_layout(margin={"t": top, "r": 14 + max(text_width(mark.text) for mark in marks)})
    return drawn


def name_rows(drawn: go.Figure, labels: Sequence[str], palette: Palette) -> None:
    """Name the rows of a chart of bars, the first one at the top."""
    drawn.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=list(labels),
        tickfont={"color": palette.ink, "size": SIZE},
        showgrid=False,
        range=[len(labels) - 0.5, -0.5],
    )


def _add_reference(drawn: go.Figure, reference: Mark, palette: Palette) -> None:
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
