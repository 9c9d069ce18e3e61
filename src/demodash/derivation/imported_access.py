"""The APL above communes: means weighted by standardised population, inhabitants under the threshold."""

from __future__ import annotations

from dataclasses import dataclass

from demodash.derivation.imported_counts import Populations, above
from demodash.derivation.imported_grid import Column, Grid, Numbers
from demodash.derivation.imported_rows import Rows, communes_said, count, picked

APL = ("apl_mg", "apl_mg_65", "apl_mg_62", "apl_mg_60")
THRESHOLD = 2.5
"""Consultations a year and inhabitant under which a commune counts as under-served."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each commune weighs in a mean, how a note names it, and whether it is what DREES itself uses."""

    values: Numbers
    said: str
    is_standardised: bool

    @property
    def qualifier(self) -> str:
        """The sign of a mean that they give."""
        return "exact" if self.is_standardised else "about"


def weights(grid: Grid, column: Column, populations: Populations) -> Weights:
    """The standardised populations that come with an APL, or municipal ones when they do not.

    Source: DREES, method of the APL: a mean of communes is weighted by their standardised population.
    """
    standardised = grid[column.slot.of("apl_population_standardisee")]
    if standardised is not None and not (column.known & ~standardised.known).any():
        return Weights(standardised.values, "population standardisée", is_standardised=True)
    vintage = populations.nearest(column.slot.year)
    return Weights(vintage.values, f"{vintage.said}, faute de population standardisée", is_standardised=False)


def means(grid: Grid, populations: Populations, rows: Rows) -> None:
    """The APL of EPCI, départements and the region."""
    over = above()
    for column in grid.of(*APL):
        weighed = weights(grid, column, populations)
        known = column.known
        total = over.sums(weighed.values, known)
        kept = over.covered(known) & (total > 0)
        values = over.sums(column.values * weighed.values, known)[kept] / total[kept]
        lines = over.counts(known)[kept]
        rows.add(
            column,
            column.slot.indicator,
            territory=picked(over.codes, kept),
            values=values,
            locator=[column.computed(int(one)) for one in lines],
            note=[
                f"moyenne de {communes_said(int(one))} pondérée par la {weighed.said}{gap}"
                for one, gap in zip(lines, picked(over.gaps(known), kept), strict=True)
            ],
            qualifier=weighed.qualifier,
        )


def under_threshold(grid: Grid, populations: Populations, rows: Rows) -> None:
    """Inhabitants, in number and in share, of the communes whose APL is under the threshold; total population."""
    over = above()
    for column in grid.of("apl_mg", category="ensemble"):
        totals = grid[column.slot.of("apl_population")]
        known = column.known
        if totals is not None and not (known & ~totals.known).any():
            people, said = totals.values, "population totale"
        else:
            vintage = populations.nearest(column.slot.year)
            people, said = vintage.values, vintage.said
        under = known & (column.values < THRESHOLD)
        whole, few = over.sums(people, known), over.sums(people, under)
        kept = over.covered(known) & (whole > 0)
        lines, counted = over.counts(known)[kept], over.counts(under)[kept]
        gaps = picked(over.gaps(known), kept)
        territory = picked(over.codes, kept)
        locator = [column.computed(int(one)) for one in lines]
        qualifier = "exact" if totals is not None else "about"
        rows.add(
            column,
            "apl_population_sous_seuil",
            territory=territory,
            values=few[kept],
            locator=locator,
            note=[
                f"{said} de {communes_said(int(one))} sur {count(all_)}{gap}"
                for one, all_, gap in zip(counted, lines, gaps, strict=True)
            ],
            qualifier=qualifier,
        )
        rows.add(
            column,
            "apl_part_sous_seuil",
            territory=territory,
            values=few[kept] / whole[kept] * 100,
            locator=locator,
            note=[
                f"{count(one)} / {count(all_)} habitants ({said}){gap}"
                for one, all_, gap in zip(few[kept], whole[kept], gaps, strict=True)
            ],
            qualifier=qualifier,
        )
