"""What moved: the latest figure of a series, and the one it can be compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demodash.dataset import Observation

APART_DAYS = 180
"""Figures of two publishers closer than this differ by their scope more than by what happened in between."""


@dataclass(frozen=True, slots=True)
class Movement:
    """The latest figure, the earliest comparable one (None when there is none), and the difference between them."""

    latest: Observation
    earlier: Observation | None
    difference: float | None


def movement(figures: Sequence[Observation]) -> Movement:
    """Compare the latest figure of one indicator, territory and category with the earliest one that may be.

    A figure and a bound («plus de 70 %») give no difference; of one date, a published figure stands before ours, and
    the figures of one publisher are compared before those of two.

    Raises:
        ValueError: there is no figure, or they are not of one thing.
    """
    if not figures:
        raise ValueError("no figure")
    if len({(one.indicator, one.territory, one.category) for one in figures}) > 1:
        raise ValueError("figures of several things")
    ordered = sorted(figures, key=lambda one: (one.span.end, not one.is_derived))
    latest = ordered[-1]
    before = [
        one for one in ordered if one.span.end < latest.span.start and one.qualifier == latest.qualifier == "exact"
    ]
    same_source = [one for one in before if one.source == latest.source]
    of_others = [one for one in before if (latest.span.start - one.span.end).days >= APART_DAYS]
    candidates = same_source or of_others
    earlier = candidates[0] if candidates else None
    return Movement(latest, earlier, latest.value - earlier.value if earlier else None)
