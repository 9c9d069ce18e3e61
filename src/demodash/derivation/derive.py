"""Every computed row: the derivations in order, and what a published row leaves of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from demodash.derivation import aids, rates, ratios, regions, totals
from demodash.derivation.figures import Figure, Figures, half_unit
from demodash.schema import COLUMNS

DERIVATIONS: tuple[Callable[[Figures], Iterable[Figure]], ...] = (
    totals.universities,
    totals.whole_of_courses,
    totals.former_regions,
    regions.counts,
    regions.densities,
    regions.accessibility,
    regions.shares_under_threshold,
    regions.shares_of_france,
    rates.annual_change_of_gps,
    rates.gap_to_region,
    rates.change_of_medical_places,
    rates.change_of_nurse_places,
    rates.change_of_physicians,
    ratios.reference_years,
    ratios.nurse_aide_capacity,
    ratios.supervisors_of_the_survey,
    ratios.per_maison_de_sante,
    ratios.share_in_underserved_zones,
    ratios.eligible_population,
    aids.cost_of_a_post,
    aids.posts_of_a_budget,
    aids.eligible_hospitals,
)
"""In order: a derivation may use what those before it computed."""


def derive(
    observations: pd.DataFrame, derivations: Iterable[Callable[[Figures], Iterable[Figure]]] = DERIVATIONS
) -> pd.DataFrame:
    """Compute every derived row that the table's figures allow, or those of some derivations.

    Gives one row per computed figure, columns ``schema.COLUMNS``, status ``derived``; only the new rows. A figure
    that its source also publishes is computed but not kept, unless the two disagree: both then stand.
    """
    figures = Figures.of_table(observations)
    kept: list[Figure] = []
    for derivation in derivations:
        found = [figure for figure in derivation(figures) if not _is_published(figure, figures)]
        figures.add(found)
        kept.extend(found)
    return pd.DataFrame([[getattr(one, column) for column in COLUMNS] for one in kept], columns=list(COLUMNS))


def _is_published(figure: Figure, figures: Figures) -> bool:
    """Whether the figure's own source gives the same thing with the same value, as far as it is printed."""
    indicator, territory, category, period = figure.thing
    return any(
        abs(other.value - figure.value) <= half_unit(other) + 1e-9
        for other in figures.of(indicator, territory=territory, category=category, period=period, source=figure.source)
        if other.as_printed
    )
