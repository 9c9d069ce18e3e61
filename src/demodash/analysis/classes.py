"""Classes of values for a map: natural breaks, quantiles or equal intervals, on bounds a reader can remember."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

import mapclassify
import numpy as np
import numpy.typing as npt

MOST_CLASSES = 6
SLACK = 0.02
"""Share of the values that may change class for a rounder bound (natural breaks and quantiles)."""
_SAMPLE = 200
_STEPS = (10.0, 5.0, 2.0, 1.0)

Values = npt.NDArray[np.float64]


class Method(StrEnum):
    """How the bounds are found; the values are the ids used in addresses."""

    NATURAL = "naturels"
    QUANTILES = "quantiles"
    EQUAL = "egaux"


@dataclass(frozen=True, slots=True)
class Scale:
    """Classes of values. ``bounds`` are the inner ones, ascending: a value on a bound is in the class above it.

    ``middle`` is the bound that parts losses from gains when the scale diverges; None otherwise.
    """

    bounds: tuple[float, ...]
    middle: float | None = None

    @property
    def count(self) -> int:
        """Number of classes."""
        return len(self.bounds) + 1

    @property
    def below(self) -> int:
        """Number of classes below the middle; 0 when there is none."""
        return self.bounds.index(self.middle) + 1 if self.middle in self.bounds else 0

    @property
    def edges(self) -> tuple[tuple[float | None, float | None], ...]:
        """Lower and upper bound of each class, None where it is open."""
        ends: tuple[float | None, ...] = (None, *self.bounds, None)
        return tuple(pairwise(ends))

    def place(self, values: Values) -> npt.NDArray[np.int64]:
        """Number of the class of each value, -1 for a missing one (NaN)."""
        found = np.digitize(values, self.bounds)
        return np.where(np.isnan(values), -1, found).astype(np.int64)


def scale(values: Iterable[float], method: Method, *, classes: int, decimals: int) -> Scale:
    """Find classes for values (NaN are left out), pooled over every year that the map shows.

    ``decimals`` are those that the values are written with: they are compared as written. There are fewer classes
    than asked when there are fewer different values.

    Raises:
        ValueError: one class or more than MOST_CLASSES are asked for.

    Source: Fisher (1958) and Jenks (1977) for natural breaks, as ``mapclassify`` implements them.
    """
    if not 1 <= classes <= MOST_CLASSES:
        raise ValueError(f"{classes} classes: between 1 and {MOST_CLASSES} are possible")
    shown = sorted(round(value, decimals) for value in values if not math.isnan(value))
    return Scale(_bounds(tuple(shown), method, classes, decimals))


def diverging_scale(values: Iterable[float], method: Method, *, decimals: int, middle: float = 0.0) -> Scale:
    """Find classes on both sides of a middle, with the same bounds on each side; sides without values have none."""
    shown = [round(value, decimals) - middle for value in values if not math.isnan(value)]
    sizes = tuple(sorted(abs(value) for value in shown if value))
    steps = _bounds(sizes, method, MOST_CLASSES // 2, decimals) if sizes else ()
    every = [*(-step for step in reversed(steps)), 0.0, *steps]
    lowest, highest = min(shown, default=0.0), max(shown, default=0.0)
    kept = [bound for bound in every if lowest < bound <= highest or bound == 0.0]
    return Scale(tuple(round(bound + middle, decimals) for bound in kept), middle)


@lru_cache(maxsize=256)
def _bounds(values: tuple[float, ...], method: Method, classes: int, decimals: int) -> tuple[float, ...]:
    """Inner bounds for sorted values, each rounded to ``decimals`` already."""
    distinct = sorted(set(values))
    wanted = min(classes, len(distinct))
    if wanted < 2:
        return ()
    if method is Method.EQUAL:
        return _equal(distinct[0], distinct[-1], wanted, decimals)
    tops = _tops(values, method, wanted)
    ends = [0, *(int(np.searchsorted(values, top, side="right")) for top in tops), len(values)]
    slack = int(SLACK * len(values))
    found = []
    for before, at, after in zip(ends, ends[1:], ends[2:], strict=False):
        # The bound lies after the last value of a class, up to the first value of the next one. Rounder numbers may
        # be a little further, but never beyond the middle of a class: none is emptied.
        low = values[at - 1 - min(slack, (at - before - 1) // 2)]
        high = values[at + min(slack, (after - at - 1) // 2)]
        found.append(_roundest(low, high, decimals))
    return tuple(found)


def _tops(values: Sequence[float], method: Method, classes: int) -> list[float]:
    """The highest value of each class but the last, without repetition."""
    sample = np.array(values)
    if method is Method.NATURAL and len(values) > _SAMPLE:
        # The exact method takes minutes on thousands of values: evenly spaced ranks keep the shape, and the ends.
        sample = np.quantile(sample, np.linspace(0, 1, _SAMPLE), method="nearest")
    classifier = mapclassify.FisherJenks if method is Method.NATURAL else mapclassify.Quantiles
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Numba not installed|Not enough unique values")
        bins = classifier(sample, min(classes, len(set(sample.tolist())))).bins
    ranks = np.searchsorted(values, bins, side="right") - 1
    return sorted({values[max(int(rank), 0)] for rank in ranks} - {values[-1]})


def _equal(lowest: float, highest: float, classes: int, decimals: int) -> tuple[float, ...]:
    """Multiples of the smallest round step that leaves no more than the classes asked for."""
    finest = 10.0**-decimals
    power = max(10.0 ** math.floor(math.log10((highest - lowest) / classes)), finest)
    for step in (power * factor for factor in (1.0, 2.0, 2.5, 5.0, 10.0, 20.0)):
        if round(step / finest) != step / finest and round(step, decimals) != step:
            continue
        first = math.floor(round(lowest / step, 9)) + 1
        last = math.ceil(round(highest / step, 9)) - 1
        if last - first + 1 < classes:
            return tuple(round(place * step, decimals) for place in range(first, last + 1)) or (highest,)
    return (highest,)


def _roundest(low: float, high: float, decimals: int) -> float:
    """The roundest number above ``low`` and not above ``high``, the nearest to their middle among equals."""
    middle = (low + high) / 2
    power = math.ceil(math.log10(max(abs(low), abs(high), 10.0**-decimals))) + 1
    while power >= -decimals:
        for step in (factor * 10.0 ** (power - 1) for factor in _STEPS):
            near = round(middle / step)
            fitting = [round(place * step, decimals) for place in (near, near - 1, near + 1)]
            fitting = [bound for bound in fitting if low < bound <= high]
            if fitting:
                return min(fitting, key=lambda bound: abs(bound - middle))
        power -= 1
    return high
