"""GPs and APL by type of zone: one edition of the zoning at a time, applied to every year of a series."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from demodash.derivation.imported_access import weights
from demodash.derivation.imported_counts import HUNDRED_THOUSAND, Populations
from demodash.derivation.imported_grid import (
    NEARLY_ALL,
    Areas,
    Column,
    Grid,
    Numbers,
    Places,
    areas,
    communes,
    left_out,
    people,
)
from demodash.derivation.imported_rows import Rows, communes_said, count
from demodash.derivation.rates import change_pct
from demodash.derivation.zoning import placements
from demodash.indicators.model import ENSEMBLE
from demodash.periods import period
from demodash.territories import Level
from demodash.zonage import Edition

FAMILIES = {"liberaux": "mg_zone", "ensemble": "mg_zone_tous"}
"""Fields of ``mg_effectif`` that are counted by zone: category -> beginning of the indicators' ids."""
_EDITION = re.compile(r", zonage .* \((?P<id>[^()]+)\)$")


@dataclass(frozen=True, eq=False, slots=True)
class Zoning:
    """An edition as groups of communes: each zone of each area, and the areas as a whole (``ensemble``).

    ``groups``: territory and category of each group, in the order of the numbers that ``sums`` gives.
    """

    edition: Edition
    areas: Areas
    groups: tuple[tuple[str, str], ...]
    placed: npt.NDArray[np.bool_]
    _commune: Places
    _group: Places

    @classmethod
    def of(cls, edition: Edition, over: Areas) -> Zoning:
        """Group the communes of some areas by their class in an edition."""
        classes = placements(edition)
        zones = list(dict.fromkeys(zone.lower() for zone in edition.classes))
        at = np.array([zones.index(classes[code]) if code in classes else -1 for code in communes()], dtype=np.int64)
        groups = tuple((code, zone) for code in over.codes for zone in (ENSEMBLE, *zones))
        width = len(zones) + 1
        placed = at[over.commune] >= 0
        commune, area = over.commune[placed], over.area[placed]
        return cls(
            edition,
            over,
            groups,
            at >= 0,
            np.concatenate([commune, commune]),
            np.concatenate([area * width, area * width + 1 + at[commune]]),
        )

    def sums(self, values: Numbers, kept: npt.NDArray[np.bool_]) -> Numbers:
        """Add up the values of each group's communes that are kept."""
        weighed = np.where(kept, values, 0.0)
        totals = np.bincount(self._group, weights=weighed[self._commune], minlength=len(self.groups))
        return totals.astype(np.float64)

    def counts(self, kept: npt.NDArray[np.bool_]) -> Places:
        """Count the communes of each group that are kept."""
        return np.bincount(self._group[kept[self._commune]], minlength=len(self.groups))

    def shown(self, known: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Which groups have communes, in an area whose communes have figures and classes for nearly everyone."""
        covered = dict(zip(self.areas.codes, self.areas.covered(known & self.placed).tolist(), strict=True))
        return np.array([covered[code] for code, _ in self.groups]) & (self.counts(known) > 0)

    def gaps(self, known: npt.NDArray[np.bool_]) -> list[str]:
        """What the note of each group says of the communes that it lacks: without figure, or in no class."""
        unplaced = dict(zip(self.areas.codes, self.areas.counts(~self.placed).tolist(), strict=True))
        return [
            left_out({"dont le chiffre manque": missing, "sans classe": unplaced[code] if zone == ENSEMBLE else 0})
            for (code, zone), missing in zip(self.groups, self.counts(~known).tolist(), strict=True)
        ]

    def signs(self, known: npt.NDArray[np.bool_]) -> list[str]:
        """The qualifier of what is computed for each group."""
        whole = self.sums(people(), self.placed)
        nearly = self.sums(people(), known) >= NEARLY_ALL * whole
        return ["exact" if enough else "about" for enough in nearly.tolist()]

    def locator(self, column: Column, lines: int) -> str:
        """The place of what is computed from so many communes of a column: it names the edition."""
        return f"{column.computed(lines)}, zonage {self.edition.name} ({self.edition.id})"


def edition_of(locator: str) -> str:
    """The id of the edition that the locator of a figure by zone names; empty when it names none."""
    found = _EDITION.search(locator)
    return found["id"] if found else ""


def zonings(editions: Iterable[Edition]) -> list[Zoning]:
    """The editions as groups of communes of the départements and the region, the latest first."""
    over = areas(Level.DEPARTEMENT, Level.REGION)
    ordered = sorted(editions, key=lambda one: (one.legal_start, one.id), reverse=True)
    return [Zoning.of(one, over) for one in ordered]


def gps(grid: Grid, populations: Populations, among: Sequence[Zoning], rows: Rows) -> None:
    """Number, density and change of GPs by zone, in each edition."""
    for category, family in FAMILIES.items():
        columns = list(grid.of("mg_effectif", category=category))
        for zoning in among:
            for column in columns:
                _numbers(column, family, populations, zoning, rows)
            for first, last in _spans(columns):
                _changes(first, last, family, zoning, rows)


def access(grid: Grid, populations: Populations, among: Sequence[Zoning], rows: Rows) -> None:
    """The mean APL to GPs by zone, in each edition."""
    for column in grid.of("apl_mg", category=ENSEMBLE):
        weighed = weights(grid, column, populations)
        for zoning in among:
            known = column.known
            total = zoning.sums(weighed.values, known)
            kept = zoning.shown(known) & (total > 0)
            lines = zoning.counts(known)
            values = zoning.sums(column.values * weighed.values, known)
            gaps = zoning.gaps(known)
            chosen = np.flatnonzero(kept)
            rows.add(
                column,
                "apl_mg_zone",
                territory=[zoning.groups[one][0] for one in chosen],
                category=[zoning.groups[one][1] for one in chosen],
                values=values[chosen] / total[chosen],
                locator=[zoning.locator(column, int(lines[one])) for one in chosen],
                note=[
                    f"moyenne de {communes_said(int(lines[one]))} pondérée par la {weighed.said}{gaps[one]}"
                    for one in chosen
                ],
                qualifier=weighed.qualifier,
            )


def _numbers(column: Column, family: str, populations: Populations, zoning: Zoning, rows: Rows) -> None:
    vintage = populations.nearest(column.slot.year)
    known = column.known
    totals, people = zoning.sums(column.values, known), zoning.sums(vintage.values, known)
    lines, gaps, signs = zoning.counts(known), zoning.gaps(known), zoning.signs(known)
    for indicator, kept in ((f"{family}_effectif", people >= 0), (f"{family}_densite", people > 0)):
        chosen = np.flatnonzero(kept & zoning.shown(known))
        is_density = indicator.endswith("_densite")
        rows.add(
            column,
            indicator,
            territory=[zoning.groups[one][0] for one in chosen],
            category=[zoning.groups[one][1] for one in chosen],
            values=totals[chosen] / people[chosen] * HUNDRED_THOUSAND if is_density else totals[chosen],
            locator=[zoning.locator(column, int(lines[one])) for one in chosen],
            note=[
                f"{count(totals[one])} / {count(people[one])} habitants de {communes_said(int(lines[one]))} "
                f"({vintage.said}){gaps[one]}"
                if is_density
                else f"somme de {communes_said(int(lines[one]))}{gaps[one]}"
                for one in chosen
            ],
            qualifier=[signs[one] for one in chosen],
        )


def _spans(columns: Sequence[Column]) -> Iterator[tuple[Column, Column]]:
    """Every two years of each series, the first one first; of a year with several dates, the last."""
    series: dict[str, dict[int, Column]] = defaultdict(dict)
    for column in sorted(columns, key=lambda one: period(one.slot.period).end):
        series[column.slot.series][column.slot.year] = column
    for years in series.values():
        yield from combinations(years.values(), 2)


def _changes(first: Column, last: Column, family: str, zoning: Zoning, rows: Rows) -> None:
    """The change over the communes that have a figure at both dates."""
    known = first.known & last.known
    before, after = zoning.sums(first.values, known), zoning.sums(last.values, known)
    chosen = np.flatnonzero(zoning.shown(known) & (before > 0))
    lines, gaps, signs = zoning.counts(known), zoning.gaps(known), zoning.signs(known)
    rows.add(
        last,
        f"{family}_evolution",
        territory=[zoning.groups[one][0] for one in chosen],
        category=[zoning.groups[one][1] for one in chosen],
        period=f"{first.slot.period}/{last.slot.period}",
        values=np.array([change_pct(before[one], after[one]) for one in chosen], dtype=np.float64),
        locator=[zoning.locator(last, int(lines[one])) for one in chosen],
        note=[
            f"({count(after[one])} − {count(before[one])}) / {count(before[one])}, "
            f"{communes_said(int(lines[one]))}{gaps[one]}"
            for one in chosen
        ],
        qualifier=[signs[one] for one in chosen],
    )
