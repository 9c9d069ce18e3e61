"""What a chart draws: marks that already know their French text, and series of marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """One value to draw. ``hollow``: derived or inferred, not published as such; ``x`` is decimal years on a time axis.

    ``text`` is the value as written beside the mark (sign and unit included), ``hover`` the sentence shown on hover.
    """

    label: str
    value: float
    text: str
    hover: str
    colour: str
    hollow: bool = False
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class Series:
    """Marks joined by a line, named at the line's end. ``dashed``: projection; ``joined``: whether a line is drawn.

    ``label_place`` (plotly's text position) writes the text of each mark there, whatever the chart does for others.
    """

    name: str
    colour: str
    marks: Sequence[Mark]
    dashed: bool = False
    joined: bool = True
    quiet: bool = False
    label_place: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """Where a series stops being comparable with itself: a date (decimal years), and what is counted on each side."""

    x: float
    before: str
    after: str
