"""Publishers who give different values for the same thing at the same time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from demodash.dataset import Observation
from demodash.sources import Source
from demodash.texts import decimals_of

NEAR_DAYS = 31
_ABOUT = 0.05


@dataclass(frozen=True, slots=True)
class Divergence:
    """Figures of one indicator, territory and category that cannot all be right at the same date.

    ``gap`` is the largest difference, in the indicator's unit; ``ratio`` that difference over the smallest value
    (None when it is zero).
    """

    figures: tuple[Observation, ...]
    gap: float
    ratio: float | None


def divergences(figures: Sequence[Observation], sources: Mapping[str, Source]) -> list[Divergence]:
    """Gather the disagreements, the widest (in share of the value) first.

    Compared are the figures that are not ours, of two publishers or of two places of one publication, whose periods
    are the same or, for instants, overlap or stand at most NEAR_DAYS apart. A published sign counts: «plus de 900»
    does not contradict 950.
    """
    found = []
    published = [one for one in figures if not one.is_derived]
    ordered = sorted(published, key=_thing)
    for _, group in groupby(ordered, key=_thing):
        same = sorted(group, key=lambda one: (one.span.end, one.span.start, one.source))
        for cluster in _clusters(same):
            differing = _disagreeing(cluster, sources)
            if differing:
                values = [one.value for one in differing]
                gap, least = max(values) - min(values), min(abs(value) for value in values)
                found.append(Divergence(tuple(differing), gap, gap / least if least else None))
    return sorted(found, key=lambda one: one.ratio if one.ratio is not None else float("inf"), reverse=True)


def _thing(one: Observation) -> tuple[str, str, str]:
    return one.indicator, one.territory, one.category


def _clusters(figures: Sequence[Observation]) -> list[list[Observation]]:
    """Split figures in time order where the next one is of another date."""
    clusters: list[list[Observation]] = []
    for one in figures:
        if clusters and all(_same_time(one, other) for other in clusters[-1]):
            clusters[-1].append(one)
        else:
            clusters.append([one])
    return clusters


def _same_time(one: Observation, other: Observation) -> bool:
    if one.span.is_interval or other.span.is_interval:
        return one.period == other.period
    latest_start, earliest_end = max(one.span.start, other.span.start), min(one.span.end, other.span.end)
    longest = max((each.span.end - each.span.start).days for each in (one, other))
    return (latest_start - earliest_end).days <= (0 if longest > NEAR_DAYS else NEAR_DAYS)


def _disagreeing(cluster: Sequence[Observation], sources: Mapping[str, Source]) -> list[Observation]:
    wrong: list[Observation] = []
    for one, other in combinations(cluster, 2):
        publishers = {sources[one.source].publisher, sources[other.source].publisher}
        two_places = one.source == other.source and one.locator != other.locator
        if (len(publishers) == 2 or two_places or one.source != other.source) and not _compatible(one, other):
            wrong += [figure for figure in (one, other) if figure not in wrong]
    return [one for one in cluster if one in wrong]


def _compatible(one: Observation, other: Observation) -> bool:
    low = max(_bounds(one)[0], _bounds(other)[0])
    high = min(_bounds(one)[1], _bounds(other)[1])
    return low < high


def _bounds(one: Observation) -> tuple[float, float]:
    """The values that a figure as published admits."""
    half = 0.5 * 10.0 ** -decimals_of(one.as_printed, one.spec.decimals)
    if one.qualifier == "more_than":
        return one.value, float("inf")
    if one.qualifier == "less_than":
        return float("-inf"), one.value
    if one.qualifier == "about":
        half = max(half, abs(one.value) * _ABOUT)
    return one.value - half, one.value + half
