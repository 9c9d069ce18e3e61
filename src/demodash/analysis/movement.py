"""What moved: the latest figure of a series, what it can be compared with, and a whole older than its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demodash.dataset import Observation
from demodash.indicators.model import ENSEMBLE

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


@dataclass(frozen=True, slots=True)
class Mixture:
    """A whole and its parts whose latest figures are not of one edition: those of the newest one, and the others."""

    newest: tuple[Observation, ...]
    older: tuple[Observation, ...]

    @property
    def lacks_whole(self) -> bool:
        """Whether the newest edition gives parts without their whole."""
        return any(one.category == ENSEMBLE for one in self.older)


def mixture(found: Sequence[Movement]) -> Mixture | None:
    """How the latest figures of one indicator and territory mix editions; None when they are of one, or have no whole.

    Dates of one year are of one edition, the bounds of a change are not.
    """
    latest = [one.latest for one in found]
    if ENSEMBLE not in {one.category for one in latest} or len(latest) < 2:
        return None
    last = max(latest, key=lambda one: one.span.end)
    newest = tuple(one for one in latest if _of_one_edition(one, last))
    older = tuple(one for one in latest if not _of_one_edition(one, last))
    return Mixture(newest, older) if older else None


def _of_one_edition(one: Observation, other: Observation) -> bool:
    if one.span.is_interval or other.span.is_interval:
        return one.period == other.period
    return one.span.year == other.span.year
