"""A series in the pieces that compare with themselves: one per definition, with the values that dissent aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demodash.dataset import Dataset, Observation, observations


@dataclass(frozen=True, slots=True)
class Segment:
    """Figures of one indicator, territory and category, in time order.

    ``line`` has one figure a period; ``others`` are the second ones that another publication gives for a period of
    the line, whether it confirms the first or not.
    """

    line: tuple[Observation, ...]
    others: tuple[Observation, ...] = ()

    @property
    def figures(self) -> tuple[Observation, ...]:
        """Every figure, in time order."""
        return tuple(sorted((*self.line, *self.others), key=lambda one: one.span.position))

    @property
    def dissenting(self) -> tuple[Observation, ...]:
        """The others whose value is not that of the line."""
        values = {one.period: one.value for one in self.line}
        return tuple(one for one in self.others if one.value != values[one.period])

    @property
    def periods(self) -> frozenset[str]:
        """The periods that have a figure."""
        return frozenset(one.period for one in self.line)


def segment(data: Dataset, indicator: str, territory: str, category: str = "ensemble") -> Segment | None:
    """The segment of one definition, None when it has no figure; a published figure goes on the line before ours."""
    figures = observations(data.select(indicator, territory=territory, category=category))
    line: dict[str, Observation] = {}
    for one in sorted(figures, key=lambda each: (each.span.position, each.is_derived)):
        line.setdefault(one.period, one)
    kept = tuple(line.values())
    others = tuple(one for one in figures if one not in kept)
    return Segment(kept, others) if kept else None


def segments(data: Dataset, indicators: Sequence[str], territory: str, category: str = "ensemble") -> list[Segment]:
    """The segments of several definitions that follow one another, in the order of the indicators."""
    found = (segment(data, indicator, territory, category) for indicator in indicators)
    return [one for one in found if one is not None]


def common_periods(series: Sequence[Segment]) -> list[str]:
    """The periods for which every segment has a figure, in time order (empty without any segment)."""
    if not series:
        return []
    shared = frozenset.intersection(*(one.periods for one in series))
    return [one.period for one in series[0].line if one.period in shared]
