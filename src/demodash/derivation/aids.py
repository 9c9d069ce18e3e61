"""What a post costs, how many posts a budget pays for, how many hospitals a list names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from demodash import territories
from demodash.derivation.figures import Figure, Figures, derived

MONTHS = 12


def cost_of_a_post(figures: Figures) -> Iterator[Figure]:
    """The cost of a post for as long as it is aided."""
    for monthly, years in _terms(figures):
        working = f"{monthly.written} × {MONTHS} × {years.written}"
        yield derived("aide_cout_poste", [monthly, years], monthly.value * MONTHS * years.value, working)


def posts_of_a_budget(figures: Figures) -> Iterator[Figure]:
    """The posts that a budget pays for."""
    for monthly, years in _terms(figures):
        budget = figures.beside(monthly, "aide_budget")
        if budget is not None:
            working = f"{budget.written} / ({monthly.written} × {MONTHS} × {years.written})"
            value = budget.value / (monthly.value * MONTHS * years.value)
            yield derived("aide_postes_budget", [budget, monthly, years], value, working)


def eligible_hospitals(figures: Figures) -> Iterator[Figure]:
    """The hospitals of a region that a list names."""
    groups: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for one in figures.of("hopitaux_eligibles"):
        if one.territory.startswith("COM-"):
            region = territories.territory(one.territory).region
            groups[str(region), one.period, one.source].append(one)
    for (region, *_), named in groups.items():
        working = " + ".join(one.written for one in named)
        yield derived("hopitaux_eligibles", named, sum(one.value for one in named), working, territory=region)


def _terms(figures: Figures) -> Iterator[tuple[Figure, Figure]]:
    for monthly in figures.of("aide_mensuelle"):
        years = figures.beside(monthly, "aide_duree")
        if years is not None:
            yield monthly, years
