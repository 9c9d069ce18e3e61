"""Figures over time seen in another unit: base 100, change since the first, per 100 000 inhabitants."""

from __future__ import annotations

from collections.abc import Sequence


def base_100(values: Sequence[float]) -> list[float]:
    """Set a series on 100 at its first value.

    Raises:
        ValueError: the first value is zero, or there is none.
    """
    if not values or values[0] == 0:
        raise ValueError("a base needs a first value other than zero")
    return [value / values[0] * 100 for value in values]


def change_pct(first: float, last: float) -> float:
    """The change from ``first`` to ``last`` in percent of ``first``.

    Raises:
        ValueError: ``first`` is zero.
    """
    if first == 0:
        raise ValueError("no change in percent from zero")
    return (last - first) / first * 100


def per_100k(count: float, population: float) -> float:
    """A count for 100 000 inhabitants.

    Raises:
        ValueError: the population is not positive.
    """
    if population <= 0:
        raise ValueError("a population must be positive")
    return count / population * 100_000
