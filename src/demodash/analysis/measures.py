"""The same figures in another measure: change from one to the next, base 100, per 100 000 inhabitants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from demodash.analysis.series import base_100, change_pct, per_100k
from demodash.dataset import Observation

Inhabitants: TypeAlias = Callable[[str, int], float | None]
"""Population of a territory (its code) on 1 January of a year; None when it is not known."""


class Measure(StrEnum):
    """What of a series of figures is looked at; the values are the ids used in addresses."""

    NUMBER = "nombre"
    CHANGE = "evolution"
    INDEX = "base100"
    PER_100K = "pour100k"


@dataclass(frozen=True, slots=True)
class Point:
    """A figure and its value in the measure asked for (for a number, the figure's own)."""

    figure: Observation
    value: float


def measured(figures: Sequence[Observation], measure: Measure, inhabitants: Inhabitants) -> list[Point]:
    """Set one series of figures, in time order, in a measure.

    ``CHANGE`` is the change in percent from the figure of the period before: the first period has none. ``INDEX`` is
    100 for the first figure. ``PER_100K`` divides by the population of the last year of the period, and leaves out
    the figures whose population is not known. Two figures of one period are both compared with the first of the
    period before.

    Raises:
        ValueError: a change or an index is asked from a figure of zero.
    """
    match measure:
        case Measure.NUMBER:
            return [Point(figure, figure.value) for figure in figures]
        case Measure.CHANGE:
            return _changes(figures)
        case Measure.INDEX:
            values = base_100([figure.value for figure in figures]) if figures else []
            return [Point(figure, value) for figure, value in zip(figures, values, strict=True)]
        case Measure.PER_100K:
            people = [(figure, inhabitants(figure.territory, figure.span.year)) for figure in figures]
            return [Point(figure, per_100k(figure.value, count)) for figure, count in people if count is not None]


def indexed(figures: Sequence[Observation], base: float) -> list[Point]:
    """Set figures on 100 for a value that need not be one of theirs.

    Raises:
        ValueError: the base is zero.
    """
    if base == 0:
        raise ValueError("a base of zero gives no index")
    return [Point(figure, figure.value / base * 100) for figure in figures]


def nearest(figures: Sequence[Observation], position: float, *, within_years: float) -> Observation | None:
    """The figure closest in time to a date (decimal years), an exact one first; None when none is that near."""
    best = min(
        figures, key=lambda one: (round(abs(one.span.position - position), 1), one.qualifier != "exact"), default=None
    )
    return best if best is not None and abs(best.span.position - position) <= within_years else None


def _changes(figures: Sequence[Observation]) -> list[Point]:
    by_period: dict[str, list[Observation]] = {}
    for figure in figures:
        by_period.setdefault(figure.period, []).append(figure)
    return [
        Point(figure, change_pct(before[0].value, figure.value))
        for before, after in pairwise(by_period.values())
        for figure in after
    ]
