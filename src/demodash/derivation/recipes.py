"""How a published figure is recomputed: what goes in, within which bounds, and what is done with it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from demodash import territories, texts
from demodash.derivation.figures import Figure, half_unit, shared_qualifier

Compute = Callable[..., float]


@dataclass(frozen=True, slots=True)
class Operand:
    """A number that goes into a computation, how it is written, and the bounds that its printed form admits."""

    value: float
    written: str
    low: float
    high: float
    qualifier: str = "exact"


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way to recompute a published figure. ``form`` is how the computation is written, ``{}`` per operand."""

    target: Figure
    operands: tuple[Operand, ...]
    compute: Compute
    form: str

    @property
    def value(self) -> float:
        """The recomputed value."""
        return self.compute(*(one.value for one in self.operands))

    @property
    def qualifier(self) -> str:
        """The sign of the recomputed value: that of its operands when they share one, about otherwise."""
        return shared_qualifier(self.operands)

    @property
    def working(self) -> str:
        """The computation in figures."""
        return self.form.format(*(one.written for one in self.operands))

    @property
    def agrees(self) -> bool:
        """Whether some values that the printed forms admit make both sides equal."""
        corners = product(*(sorted({one.low, one.high}) for one in self.operands))
        values = [self.compute(*corner) for corner in corners]
        low, high = bounds(self.target)
        slack = 1e-9 * max(1.0, abs(self.target.value))
        return min(values) <= high + slack and max(values) >= low - slack


def bounds(figure: Figure) -> tuple[float, float]:
    """The values that a figure as published admits: its rounding, or one side for «plus de» and «moins de»."""
    if figure.qualifier == "more_than":
        return figure.value, math.inf
    if figure.qualifier == "less_than":
        return -math.inf, figure.value
    half = half_unit(figure)
    return figure.value - half, figure.value + half


def operand(figure: Figure) -> Operand:
    """A figure as an operand."""
    return Operand(figure.value, figure.written, *bounds(figure), figure.qualifier)


def inhabitants(code: str) -> Operand:
    """The municipal population of a territory as an operand."""
    count = territories.territory(code).population
    return Operand(count, texts.number(count), count, count)


def recipe(target: Figure, figures: Sequence[Figure], compute: Compute, form: str) -> Recipe:
    """A recipe whose operands are figures."""
    return Recipe(target, tuple(operand(one) for one in figures), compute, form)


def total(*values: float) -> float:
    """Sum of the values."""
    return sum(values)


def same(value: float) -> float:
    """The value itself."""
    return value


def difference(last: float, first: float) -> float:
    """Last minus first."""
    return last - first


def change(last: float, first: float) -> float:
    """Change from first to last, in percent."""
    return (last - first) / first * 100


def share(part: float, whole: float) -> float:
    """Part of a whole, in percent."""
    return part / whole * 100


def per_100k(count: float, people: float) -> float:
    """Count per 100 000 inhabitants."""
    return count / people * 100_000
