"""Figures by type of zone that imports allow to compute: which counts there are, and those of one edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from demodash.dataset import Dataset, Observation, observations
from demodash.derivation.imported_zones import FAMILIES, edition_of
from demodash.indicators import CATALOGUE
from demodash.indicators.dimensions import CHAMP_MG
from demodash.indicators.model import ENSEMBLE
from demodash.periods import period
from demodash.territories import HOME_REGION


@dataclass(frozen=True, slots=True)
class Counting:
    """One way to count GPs by zone: a series of imports and a field; ``periods`` are its dates, the first one first.

    ``family`` begins the ids of its indicators: ``mg_zone`` gives ``mg_zone_densite``.
    """

    id: str
    label: str
    series: str
    family: str
    periods: tuple[str, ...]

    def indicator(self, what: str) -> str:
        """The id of its ``effectif``, its ``densite`` or its ``evolution``."""
        return f"{self.family}_{what}"


def countings(data: Dataset) -> tuple[Counting, ...]:
    """The counts of GPs by zone that there are for the region; those of installed GPs first."""
    found = []
    for category, family in FAMILIES.items():
        rows = data.select(f"{family}_effectif", territory=HOME_REGION)
        for series, group in rows.groupby("series", sort=True):
            dates = group.drop_duplicates("period").sort_values("position")
            publisher = data.source(str(dates["source"].iat[-1])).publisher
            found.append(
                Counting(
                    id=f"{series}.{category}",
                    label=f"{publisher}, {CHAMP_MG.member(category).name[:1].lower()}"
                    f"{CHAMP_MG.member(category).name[1:]}",
                    series=str(series),
                    family=family,
                    periods=tuple(dates["period"]),
                )
            )
    labels = [one.label for one in found]
    return tuple(
        replace(one, label=f"{one.label} ({one.series})") if labels.count(one.label) > 1 else one for one in found
    )


def figures(
    data: Dataset, indicator: str, edition: str, *, series: str, iso: str, territory: str = HOME_REGION
) -> Mapping[str, Observation]:
    """The figures of a territory by zone at one period, counted with one edition of the zoning: category -> figure."""
    rows = data.select(indicator, territory=territory)
    rows = rows[(rows["series"] == series) & (rows["period"] == iso)]
    found = {one.category: one for one in observations(rows) if edition_of(one.locator) == edition}
    order: Sequence[str] = [member.id for member in CATALOGUE[indicator].dimension]
    return {category: found[category] for category in order if category in found}


def zones_of(found: Mapping[str, Observation]) -> list[Observation]:
    """The zones alone, without the whole."""
    return [one for category, one in found.items() if category != ENSEMBLE]


def last_of_each_year(periods: Sequence[str]) -> dict[int, str]:
    """The periods by year, the last one of a year that has several."""
    return {period(iso).year: iso for iso in periods}
