"""Counts by commune added up for the territories above, and set against the population of the nearest year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from demodash import territories
from demodash.derivation.imported_grid import Areas, Column, Grid, Numbers, areas, communes, people
from demodash.derivation.imported_rows import Rows, communes_said, count, picked
from demodash.territories import HOME_REGION, Level

SUMMED = (
    "mg_effectif",
    "structures_effectif",
    "population",
    "apl_population",
    "apl_population_standardisee",
)
"""Counts whose figure in a territory is the sum of its communes."""
DENSITIES = {"mg_effectif": "mg_densite", "structures_effectif": "structures_densite"}
_AT_COMMUNES = frozenset({"mg_densite"})
"""Densities that are computed for communes too."""
HUNDRED_THOUSAND = 100_000


@dataclass(frozen=True, slots=True)
class Vintage:
    """The municipal populations of one year."""

    year: int
    values: Numbers

    @property
    def said(self) -> str:
        """How a note names them."""
        return f"population municipale de {self.year}"


class Populations:
    """The municipal populations known by commune: those of the register, and those imported that are complete."""

    def __init__(self, grid: Grid) -> None:
        year = territories.territory(HOME_REGION).population_year
        vintages = {year: Vintage(year, people())}
        for column in grid.of("population"):
            if column.known.all():
                vintages[column.slot.year] = Vintage(column.slot.year, column.values)
        self._vintages: Mapping[int, Vintage] = vintages

    def nearest(self, year: int) -> Vintage:
        """The populations of the nearest year, the earlier of two that are as near."""
        return self._vintages[min(self._vintages, key=lambda one: (abs(one - year), one))]


def above() -> Areas:
    """Every territory that communes add up to."""
    return areas(Level.EPCI, Level.DEPARTEMENT, Level.REGION)


def sums(grid: Grid, rows: Rows) -> None:
    """The sum of the communes of each EPCI, département and the region, where they are known."""
    over = above()
    for column in grid.of(*SUMMED):
        known = column.known
        kept = over.covered(known)
        counts = over.counts(known)
        gaps = over.gaps(known)
        rows.add(
            column,
            column.slot.indicator,
            territory=picked(over.codes, kept),
            values=over.sums(column.values, known)[kept],
            locator=[column.computed(int(lines)) for lines in counts[kept]],
            note=[
                f"somme de {communes_said(int(lines))}{gap}"
                for lines, gap in zip(counts[kept], picked(gaps, kept), strict=True)
            ],
            qualifier=picked(over.signs(known), kept),
        )


def densities(grid: Grid, populations: Populations, rows: Rows) -> None:
    """Counts for 100 000 inhabitants of the communes that have a count, on the populations of the nearest year."""
    over = above()
    for column in grid.of(*DENSITIES):
        density = DENSITIES[column.slot.indicator]
        vintage = populations.nearest(column.slot.year)
        known = column.known
        totals, inhabitants = over.sums(column.values, known), over.sums(vintage.values, known)
        kept = over.covered(known) & (inhabitants > 0)
        lines = over.counts(known)[kept]
        notes = _divisions(totals[kept], inhabitants[kept], vintage)
        rows.add(
            column,
            density,
            territory=picked(over.codes, kept),
            values=totals[kept] / inhabitants[kept] * HUNDRED_THOUSAND,
            locator=[column.computed(int(one)) for one in lines],
            note=[f"{note}{gap}" for note, gap in zip(notes, picked(over.gaps(known), kept), strict=True)],
            qualifier=picked(over.signs(known), kept),
        )
        if density in _AT_COMMUNES:
            _at_communes(density, column, vintage, rows)


def _at_communes(density: str, column: Column, vintage: Vintage, rows: Rows) -> None:
    kept = column.known & (vintage.values > 0)
    values, inhabitants = column.values[kept], vintage.values[kept]
    rows.add(
        column,
        density,
        territory=picked(communes(), kept),
        values=values / inhabitants * HUNDRED_THOUSAND,
        locator=[f"calculé : {place}" for place in column.locators[kept]],
        note=_divisions(values, inhabitants, vintage),
    )


def _divisions(totals: Numbers, inhabitants: Numbers, vintage: Vintage) -> list[str]:
    said = vintage.said
    return [
        f"{count(total)} / {count(people)} habitants ({said})"
        for total, people in zip(totals.tolist(), inhabitants.tolist(), strict=True)
    ]
