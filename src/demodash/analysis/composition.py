"""What a published total holds beside its published parts, and what there is of it for one structure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demodash.dataset import Observation
from demodash.indicators.model import ENSEMBLE


@dataclass(frozen=True, slots=True)
class Ratio:
    """A figure divided by the one of the same date and source."""

    figure: Observation
    divisor: Observation

    @property
    def value(self) -> float:
        """The quotient, in the unit of the figure for one unit of the divisor."""
        return self.figure.value / self.divisor.value


def remainder(figures: Sequence[Observation], iso: str) -> float | None:
    """The total of a period minus its parts; None without both, or when the parts are more than the total."""
    dated = [one for one in figures if one.period == iso]
    total = next((one.value for one in dated if one.category == ENSEMBLE), None)
    parts = [one.value for one in dated if one.category != ENSEMBLE]
    if total is None or not parts or sum(parts) > total:
        return None
    return total - sum(parts)


def ratios(figures: Sequence[Observation], divisors: Sequence[Observation]) -> list[Ratio]:
    """Divide each figure by the divisor of its own period and source, in the order of the figures; others are left out.

    A divisor of zero gives no ratio.
    """
    by_key = {(one.period, one.source): one for one in divisors if one.value}
    return [Ratio(one, by_key[one.period, one.source]) for one in figures if (one.period, one.source) in by_key]
