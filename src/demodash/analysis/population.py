"""Populations by year, as the published numbers and densities of doctors imply them.

Only one census year comes with the register of territories; a rate of 2016 wants the inhabitants of 2016.
Source: DREES, La démographie des professionnels de santé: density = number / population on 1 January × 100 000.
"""

from __future__ import annotations

from demodash import territories
from demodash.dataset import Dataset, observations
from demodash.territories import Level

_NUMBER = "medecins_effectif"
_DENSITY = "medecins_densite"


def implied_population(data: Dataset, code: str, year: int) -> float | None:
    """Inhabitants of a territory on 1 January of a year; None when number or density is not published.

    A former region is the sum of its départements, and is known only when every one of them is.
    """
    if territories.territory(code).level is not Level.FORMER_REGION:
        return _implied(data, code, year)
    parts = [_implied(data, each, year) for each in territories.children(code, Level.DEPARTEMENT)]
    known = [part for part in parts if part is not None]
    return sum(known) if known and len(known) == len(parts) else None


def _implied(data: Dataset, code: str, year: int) -> float | None:
    # A number and a density of two publishers do not divide: only those of one source do.
    numbers, densities = (
        {
            one.source: one.value
            for one in observations(data.select(indicator, territory=code, category="ensemble"))
            if one.span.year == year and not one.span.is_interval
        }
        for indicator in (_NUMBER, _DENSITY)
    )
    shared = [source for source in numbers if densities.get(source)]
    return numbers[shared[0]] / densities[shared[0]] * 100_000 if shared else None
