"""Counts of the region that an import changes by more than a few years can: the sign of a file that is not whole."""

from __future__ import annotations

from collections.abc import Collection

from demodash.dataset import Dataset, Observation, observations
from demodash.indicators.model import ENSEMBLE, Kind
from demodash.territories import HOME_REGION, name

MOST = 1.35
"""A count this many times another year's, or its inverse, is worth a look."""
_NEAR_YEARS = 6
"""Counts further apart in time say nothing of each other."""


def sudden_changes(dataset: Dataset, brought: Collection[str]) -> tuple[str, ...]:
    """Say in French which counts of the region, in the import, are far from those known of the nearest year.

    ``dataset``: what the dashboard would be with the import; ``brought``: the ids of the import's sources.
    """
    rows = dataset.observations
    of_region = observations(rows[rows["territory"] == HOME_REGION].sort_values("position", kind="stable"))
    counts = [one for one in of_region if one.spec.unit.kind is Kind.COUNT]
    latest = {(one.indicator, one.category): one for one in counts if one.source in brought}
    found = []
    for (indicator, category), own in latest.items():
        others = [
            one
            for one in counts
            if (one.indicator, one.category) == (indicator, category)
            and one.source not in brought
            and abs(one.span.position - own.span.position) <= _NEAR_YEARS
        ]
        if others:
            nearest = min(others, key=lambda one: (abs(one.span.position - own.span.position), one.is_derived))
            if _is_far(own.value, nearest.value):
                found.append(_sentence(own, nearest, dataset))
    return tuple(found)


def _is_far(value: float, other: float) -> bool:
    least, most = sorted((value, other))
    return least >= 0 and most > MOST * least


def _sentence(own: Observation, other: Observation, dataset: Dataset) -> str:
    what = own.spec.name if own.category == ENSEMBLE else f"{own.spec.name}, {own.member.name}"
    publisher = dataset.source(other.source).publisher
    return (
        f"{what}, {name(HOME_REGION)} : {own.text} ({own.span.label}) d’après ce fichier, contre {other.text} "
        f"({other.span.label}, {publisher}) : vérifiez que le fichier est entier et qu’il compte la même chose."
    )
