"""Populations by year, as the published numbers and densities of doctors imply them.

Only one census year comes with the register of territories; a rate of 2016 wants the inhabitants of 2016.
Source: DREES, La démographie des professionnels de santé: density = number / population on 1 January × 100 000.
"""

from __future__ import annotations

from functools import cache, partial

from demodash import territories
from demodash.analysis.measures import Inhabitants
from demodash.dataset import Dataset, observations
from demodash.indicators.model import ENSEMBLE
from demodash.territories import Level

_NUMBER = "medecins_effectif"
_DENSITY = "medecins_densite"


def inhabitants(data: Dataset) -> Inhabitants:
    """What gives the inhabitants of a territory (its code) on 1 January of a year; None when nothing implies them.

    A number and a density divide when one source publishes both. A former region is the sum of its départements,
    and is known only when every one of them is. A territory is looked up once.
    """
    implied = cache(partial(_implied, data))

    def people(code: str, year: int) -> float | None:
        if territories.territory(code).level is not Level.FORMER_REGION:
            return implied(code).get(year)
        parts = [implied(part).get(year) for part in territories.children(code, Level.DEPARTEMENT)]
        counted = [part for part in parts if part is not None]
        return sum(counted) if counted and len(counted) == len(parts) else None

    return people


def _implied(data: Dataset, code: str) -> dict[int, float]:
    rows = data.select([_NUMBER, _DENSITY], territory=code, category=ENSEMBLE)
    figures = [one for one in observations(rows) if not one.span.is_interval]
    numbers = {(one.period, one.source): one.value for one in figures if one.indicator == _NUMBER}
    known: dict[int, float] = {}
    for one in figures:
        number = numbers.get((one.period, one.source))
        if one.indicator == _DENSITY and one.value and number is not None:
            known.setdefault(one.span.year, number / one.value * 100_000)
    return known
