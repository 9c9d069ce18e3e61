"""A published change beside the one that its own two numbers give."""

from __future__ import annotations

from dataclasses import dataclass

from demodash.analysis.series import change_pct
from demodash.dataset import Dataset, Observation, observations
from demodash.texts import decimals_of


@dataclass(frozen=True, slots=True)
class PairedChange:
    """Two numbers of one category, the change published with them (None when there is none), and the one they give."""

    before: Observation
    after: Observation
    published: Observation | None
    recomputed_pct: float

    @property
    def agrees(self) -> bool | None:
        """Whether both changes are equal once rounded as printed; None when no change is published."""
        if self.published is None:
            return None
        printed = decimals_of(self.published.as_printed, self.published.spec.decimals)
        gap = abs(round(self.recomputed_pct, printed) - self.published.value)
        return gap < 0.1 / 10.0**printed


def paired_changes(data: Dataset, territory: str, *, before: str, after: str, change: str) -> list[PairedChange]:
    """Pair the figures of two indicators category by category, in the order of their dimension.

    Figures go together when they share category, period, source and are not computed; a category with one number
    only is left out.

    Raises:
        ValueError: a number before is zero.
    """
    firsts, lasts, changes = (
        {
            (one.category, one.period, one.source): one
            for one in observations(data.select(indicator, territory=territory))
            if not one.is_derived
        }
        for indicator in (before, after, change)
    )
    pairs = [
        PairedChange(first, lasts[key], changes.get(key), change_pct(first.value, lasts[key].value))
        for key, first in firsts.items()
        if key in lasts
    ]
    order = [member.id for member in pairs[0].before.spec.dimension] if pairs else []
    return sorted(pairs, key=lambda pair: order.index(pair.before.category))
