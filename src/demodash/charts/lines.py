"""Lines over time, named at their end; published points solid, derived ones hollow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import plotly.graph_objects as go

from demodash.charts.marks import Break, Mark, Series
from demodash.charts.palette import Palette
from demodash.charts.template import SIZE, figure

_CLOSE = 0.07
"""Two end labels closer than this share of the height would overlap."""
_ROOM = 0.04
"""Share of the span of years kept free beyond the first and last marks."""
_MIDDLE = 0.005
"""Years from the middle of one within which a mark stands for all of it."""
_NEAR, _LEVEL = 0.15, 0.04
"""Shares of the span of years and of the height under which the text of a mark would run into that of the next."""


def timeline(
    series: Sequence[Series],
    palette: Palette,
    *,
    height: int = 340,
    from_zero: bool = True,
    label_points: bool = False,
    suffix: str = "",
    label_place: str = "top center",
    breaks: Sequence[Break] = (),
) -> go.Figure:
    """Draw series over decimal years.

    ``label_points`` writes each value beside its mark (few points); otherwise only the end of each line is named.
    ``suffix`` is the unit of the ticks. ``from_zero`` starts the axis at zero, as counts want. ``label_place`` is
    plotly's text position (rising series read best with ``top left``). ``breaks`` are drawn as dotted verticals.

    Raises:
        ValueError: there is nothing to draw.
    """
    if not any(one.marks for one in series):
        raise ValueError("no mark to draw")
    drawn = figure(palette, height=height)
    values = [mark.value for one in series for mark in one.marks]
    years = [mark.x for one in series for mark in one.marks]
    low, high = (min(0.0, *values) if from_zero else min(values)), max(values)
    room = (high - low or abs(high) or 1.0) * 0.14
    bottom = low if from_zero and low == 0 else low - room
    top = high + room
    span = max(years) - min(years)
    for one in sorted(series, key=lambda each: not each.quiet):
        named = one.label_place or (label_points and not one.quiet)
        texts = _texts(one.marks, span, top - bottom) if named else None
        _add(drawn, one, palette, texts=texts, places=_places(one, label_place))
    drawn.update_yaxes(range=[bottom, top], nticks=5, ticksuffix=suffix, tickformat=",~f", rangemode="normal")
    _time_axis(drawn, years)
    _name_ends(drawn, series, palette, top - bottom)
    _add_breaks(drawn, breaks, palette)
    return drawn


def _texts(marks: Sequence[Mark], span: float, height: float) -> list[str]:
    """The text of each mark; empty where the next mark of the series stands at the same place, but for its width."""
    texts = [mark.text for mark in marks]
    for place, (one, following) in enumerate(pairwise(marks)):
        if following.x - one.x < span * _NEAR and abs(following.value - one.value) < height * _LEVEL:
            texts[place] = ""
    return texts


def _places(one: Series, wanted: str) -> list[str]:
    """Where each text stands; the first of a line goes below it rather than over the axis at its left."""
    if one.label_place:
        return [one.label_place] * len(one.marks)
    if wanted != "top left":
        return [wanted] * len(one.marks)
    if not one.joined:
        return ["top center"] * len(one.marks)
    return ["bottom right", *[wanted] * (len(one.marks) - 1)]


def _add(drawn: go.Figure, one: Series, palette: Palette, *, texts: list[str] | None, places: list[str]) -> None:
    drawn.add_scatter(
        x=[mark.x for mark in one.marks],
        y=[mark.value for mark in one.marks],
        mode="markers" + ("+lines" if one.joined else "") + ("+text" if texts else ""),
        line={"color": one.colour, "width": 1.5 if one.quiet else 3, "dash": "dash" if one.dashed else "solid"},
        marker={
            "size": 5 if one.quiet else 10,
            "color": [palette.surface if mark.hollow else mark.colour for mark in one.marks],
            "line": {"color": [palette.edge(mark.colour) for mark in one.marks], "width": 1 if one.quiet else 2},
        },
        text=texts,
        textposition=places,
        textfont={"size": SIZE - 1, "color": palette.ink},
        customdata=[mark.hover for mark in one.marks],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
        name=one.name,
    )


def _time_axis(drawn: go.Figure, years: Sequence[float]) -> None:
    """Write the years at their first of January, or under the marks when each of these stands for a whole year."""
    first, last = min(years), max(years)
    span = max(last - first, 1.0)
    shift = 0.5 if all(abs(year % 1 - 0.5) < _MIDDLE for year in years) else 0.0
    step = next((each for each in (1, 2, 5, 10) if span / each <= 8), 20)
    start = int(first) - int(first) % step
    low, high = first - span * _ROOM, last + span * _ROOM
    ticks = [year for year in range(start, int(last) + 2, step) if low <= year + shift <= high]
    drawn.update_xaxes(
        range=[low, high],
        tickvals=[year + shift for year in ticks],
        ticktext=[str(year) for year in ticks],
        showgrid=False,
    )


def _name_ends(drawn: go.Figure, series: Sequence[Series], palette: Palette, height: float) -> None:
    """Write the names at the right of the last points, pushed apart where they would overlap."""
    ends = sorted((one for one in series if one.name and one.marks), key=lambda one: one.marks[-1].value)
    places = [one.marks[-1].value for one in ends]
    for below, above in pairwise(range(len(places))):
        places[above] = max(places[above], places[below] + height * _CLOSE)
    for one, place in zip(ends, places, strict=True):
        drawn.add_annotation(
            x=1.0,
            xref="paper",
            xanchor="left",
            xshift=8,
            y=place,
            yanchor="middle",
            text=f"<b>{one.name}</b>" if not one.quiet else one.name,
            showarrow=False,
            font={"size": SIZE - 1, "color": palette.muted if one.colour == palette.context else one.colour},
        )
    longest = max((len(one.name) for one in ends), default=0)
    drawn.update_layout(margin={"r": 24 + int(longest * 8.2)})


def _add_breaks(drawn: go.Figure, breaks: Sequence[Break], palette: Palette) -> None:
    for one in breaks:
        drawn.add_vline(x=one.x, line={"color": palette.zero, "width": 1.5, "dash": "dot"})
        for text, anchor, shift in ((f"{one.before} ←", "right", -6), (f"→ {one.after}", "left", 6)):
            drawn.add_annotation(
                x=one.x,
                y=1,
                yref="paper",
                yanchor="bottom",
                xanchor=anchor,
                xshift=shift,
                text=text,
                showarrow=False,
                font={"size": SIZE - 2, "color": palette.muted},
            )
    if breaks:
        drawn.update_layout(margin={"t": 30})
