"""Two figures of one thing, one after the other, whose gap a change of scope explains as well as a change of facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from demodash.dataset import Observation

_INSTANT_DAYS = 31
SOON_DAYS = 183
"""Two publications this close in time (half a year) call for a look at what each counts."""


@dataclass(frozen=True, slots=True)
class Succession:
    """Two figures in time order, from two places. ``falls``: the later is lower, for something that only grows."""

    before: Observation
    after: Observation
    falls: bool

    @property
    def gap(self) -> float:
        """The later value minus the earlier one, in the indicator's unit."""
        return self.after.value - self.before.value

    @property
    def days_apart(self) -> int:
        """Days from the end of the earlier period to the start of the later one."""
        return (self.after.span.start - self.before.span.end).days


def doubtful_successions(figures: Iterable[Observation], *, only_grow: Sequence[str] = ()) -> list[Succession]:
    """Find the pairs of consecutive figures of an indicator, territory and category to be read with care.

    They come from two places and their values differ; at most ``SOON_DAYS`` lie between two instants, or the later
    one is lower for an indicator of ``only_grow``. Derived figures and periods that overlap are left out.
    """
    published = [one for one in figures if not one.is_derived]
    found = []
    for (indicator, _, _), group in groupby(sorted(published, key=_order), key=_thing):
        for before, after in pairwise(group):
            if before.span.end >= after.span.start or before.value == after.value or _place(before) == _place(after):
                continue
            pair = Succession(before, after, falls=indicator in only_grow and after.value < before.value)
            if pair.falls or (_is_instant(before) and _is_instant(after) and pair.days_apart <= SOON_DAYS):
                found.append(pair)
    return found


def _is_instant(one: Observation) -> bool:
    return (one.span.end - one.span.start).days < _INSTANT_DAYS


def _thing(one: Observation) -> tuple[str, str, str]:
    return one.indicator, one.territory, one.category


def _order(one: Observation) -> tuple[str, ...]:
    return *_thing(one), one.span.start.isoformat(), one.span.end.isoformat()


def _place(one: Observation) -> tuple[str, str]:
    return one.source, one.locator
