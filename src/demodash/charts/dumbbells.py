"""Before and after: two marks joined by a bar, with the change written under the name of the row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from demodash.charts.marks import Mark
from demodash.charts.palette import Palette
from demodash.charts.template import SIZE, figure, text_width

_NARROW = 310
"""Pixels of the chart of a card on a phone."""
_GAP = 22
"""Pixels between the middle of a mark and the end of its text, beside the text itself."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: the value before, the value after, and the change as written under the row's name."""

    label: str
    before: Mark
    after: Mark
    change: str


def dumbbells(
    pairs: Sequence[Pair], palette: Palette, *, names: tuple[str, str], height: int | None = None
) -> go.Figure:
    """Draw one row per pair on a scale from zero; ``names`` head the two marks of the first row.

    ``height`` stretches the rows, for a chart that stands beside a taller one.

    Raises:
        ValueError: there is nothing to draw.
    """
    if not pairs:
        raise ValueError("no pair to draw")
    drawn = figure(palette, height=max(64 * len(pairs) + 52, height or 0))
    rows = list(range(len(pairs)))
    for row, pair in zip(rows, pairs, strict=True):
        drawn.add_scatter(
            x=[pair.before.value, pair.after.value],
            y=[row, row],
            mode="lines",
            line={"color": palette.context, "width": 5},
            hoverinfo="skip",
        )
    befores, afters = [pair.before for pair in pairs], [pair.after for pair in pairs]
    for is_before, marks, others in ((True, befores, afters), (False, afters, befores)):
        sides = [_side(mark, other, is_before=is_before) for mark, other in zip(marks, others, strict=True)]
        drawn.add_scatter(
            x=[mark.value for mark in marks],
            y=rows,
            mode="markers+text",
            marker={
                "size": 15,
                "color": [palette.surface if mark.hollow else mark.colour for mark in marks],
                "line": {"color": [palette.edge(mark.colour) for mark in marks], "width": 3},
            },
            text=[
                f"{mark.text}   " if side == "left" else f"   {mark.text}"
                for mark, side in zip(marks, sides, strict=True)
            ],
            textposition=[f"middle {side}" for side in sides],
            textfont={"size": SIZE, "color": palette.muted if is_before else palette.ink},
            customdata=[mark.hover for mark in marks],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    high = max(max(pair.before.value, pair.after.value) for pair in pairs)
    first = pairs[0]
    for is_before, mark, other in ((True, first.before, first.after), (False, first.after, first.before)):
        drawn.add_annotation(
            x=mark.value,
            y=0,
            yshift=26,
            text=names[0] if is_before else names[1],
            showarrow=False,
            xanchor="right" if _side(mark, other, is_before=is_before) == "left" else "left",
            font={"size": SIZE - 2, "color": palette.muted},
        )
    low = min(min(pair.before.value, pair.after.value) for pair in pairs)
    row_names = [f"{pair.label}<br><b>{pair.change}</b>" if pair.change else pair.label for pair in pairs]
    room = high * _room(pairs, _widest(line for text in row_names for line in text.split("<br>")))
    drawn.update_xaxes(visible=False, range=[-room if low < room else 0, high + room])
    drawn.update_yaxes(
        tickvals=rows,
        ticktext=row_names,
        tickfont={"color": palette.ink, "size": SIZE},
        showgrid=False,
        showline=False,
        range=[len(pairs) - 0.45, -0.75],
    )
    return drawn


def _room(pairs: Sequence[Pair], names: int) -> float:
    """Share of the highest value to keep free on each side of the marks, for their texts on the narrowest screen."""
    text = _widest(mark.text for pair in pairs for mark in (pair.before, pair.after)) + _GAP
    return text / max(_NARROW - names - 2 * text, text)


def _widest(texts: Iterable[str]) -> int:
    return max(text_width(text) for text in texts)


def _side(mark: Mark, other: Mark, *, is_before: bool) -> str:
    """Where the text of a mark stands: away from the other one; before at left and after at right when equal."""
    if mark.value == other.value:
        return "left" if is_before else "right"
    return "left" if mark.value < other.value else "right"
