"""Changes, annual rates and gaps."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from demodash.derivation.figures import Figure, Figures, derived
from demodash.indicators.model import ENSEMBLE
from demodash.periods import period


def change_pct(before: float, after: float) -> float:
    """Change from one value to the next, in percent.

    Raises:
        ValueError: the first value is zero.
    """
    if before == 0:
        raise ValueError("no change in percent from zero")
    return (after - before) / before * 100


def annual_pct(total_pct: float, years: int) -> float:
    """The constant annual rate, in percent, that gives a total change in percent after some years.

    Raises:
        ValueError: the change is a total loss or more, or the number of years is not positive.
    """
    if total_pct <= -100 or years <= 0:
        raise ValueError(f"no annual rate for {total_pct} % in {years} years")
    return (math.pow(1 + total_pct / 100, 1 / years) - 1) * 100


def annual_change_of_gps(figures: Figures) -> Iterator[Figure]:
    """The annual equivalent of each published change in GPs."""
    for change in figures.of("mg_evolution"):
        years = period(change.period).years
        if period(change.period).is_interval and years > 1:
            working = f"(1 {_signed(change)} / 100)^(1/{years}) − 1"
            yield derived("mg_evolution_annuelle", [change], annual_pct(change.value, years), working)


def gap_to_region(figures: Figures) -> Iterator[Figure]:
    """The gap of each zone type to its region, from the same source."""
    for zone in figures.of("mg_evolution"):
        if zone.category == ENSEMBLE:
            continue
        region = figures.one(
            "mg_evolution", territory=zone.territory, category=ENSEMBLE, period=zone.period, source=zone.source
        )
        if region is not None:
            working = f"{zone.written} − ({region.written})"
            yield derived("mg_ecart_region", [zone, region], zone.value - region.value, working)


def change_of_medical_places(figures: Figures) -> Iterator[Figure]:
    """The change in medical training places, all courses together, between two computed wholes."""
    for after in figures.of("places_medicales_apres", category=ENSEMBLE):
        before = figures.one(
            "places_medicales_avant",
            territory=after.territory,
            category=ENSEMBLE,
            period=after.period,
            source=after.source,
        )
        if before is not None:
            working = f"({after.written} − {before.written}) / {before.written}"
            change = change_pct(before.value, after.value)
            yield derived("places_medicales_evolution", [after, before], change, working)


def change_of_nurse_places(figures: Figures) -> Iterator[Figure]:
    """The change in nurse places from each year to the next, and over the whole series of a source with its rate."""
    series: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for one in figures.of("ide_places", category=ENSEMBLE):
        series[one.territory, one.source].append(one)
    for places in series.values():
        ordered = sorted(places, key=lambda one: one.period)
        spans = list(pairwise(ordered))
        if len(ordered) > 2:
            spans.append((ordered[0], ordered[-1]))
        for first, last in spans:
            yield _change("ide_places_evolution", first, last)
        if len(ordered) > 2:
            first, last = ordered[0], ordered[-1]
            years = period(last.period).year - period(first.period).year
            working = f"({last.written} / {first.written})^(1/{years}) − 1"
            rate = annual_pct(change_pct(first.value, last.value), years)
            span = f"{first.period}/{last.period}"
            yield derived("ide_places_evolution_annuelle", [last, first], rate, working, period=span)


def change_of_physicians(figures: Figures) -> Iterator[Figure]:
    """The change in the number and the density of physicians over the whole of an official series."""
    for indicator, change in (
        ("medecins_effectif", "medecins_evolution"),
        ("medecins_densite", "medecins_densite_evolution"),
    ):
        series: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        for one in figures.of(indicator, category=ENSEMBLE):
            series[one.territory, one.source].append(one)
        longest = max((len(values) for values in series.values()), default=0)
        for values in series.values():
            if len(values) == longest > 2:
                ordered = sorted(values, key=lambda one: one.period)
                yield _change(change, ordered[0], ordered[-1])


def _change(indicator: str, first: Figure, last: Figure) -> Figure:
    return derived(
        indicator,
        [last, first],
        change_pct(first.value, last.value),
        f"({last.written} − {first.written}) / {first.written}",
        period=f"{first.period}/{last.period}",
    )


def _signed(change: Figure) -> str:
    return change.written.replace("−", "− ") if change.value < 0 else f"+ {change.written}"
