"""Totals over categories and former regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from demodash import territories
from demodash.derivation.figures import Figure, Figures, derived
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE

UNIVERSITY_PLACES = (
    "places_deuxieme_annee_medecine",
    "places_deuxieme_annee_pharmacie",
    "places_deuxieme_annee_odontologie",
    "places_deuxieme_annee_maieutique",
    "numerus_apertus_medecine",
)
WHOLES = {
    "places_medicales_avant": (),
    "places_medicales_apres": (),
    "cesp_offerts": (
        "medecine_2e_cycle",
        "odontologie_2e_cycle",
        "medecine_3e_cycle",
        "odontologie_3e_cycle",
        "padhue_medecine",
        "padhue_odontologie",
    ),
}
"""The indicators whose whole is the sum of categories: all of their dimension, or those named."""
FORMER_REGION_COUNTS = ("ide_quota", "places_kine", "mg_effectif")


def added(operands: Sequence[Figure]) -> str:
    """The working of a sum: ``89 + 281``."""
    return " + ".join(one.written for one in operands)


def universities(figures: Figures) -> Iterator[Figure]:
    """Lille when only its two schools are published, then the region: Amiens and Lille, from one source."""
    for indicator in UNIVERSITY_PLACES:
        groups: dict[tuple[str, str, str], dict[str, Figure]] = defaultdict(dict)
        for one in figures.of(indicator):
            if one.territory.startswith("REG-"):
                groups[one.territory, one.period, one.source].setdefault(one.category, one)
        for sites in groups.values():
            lille = sites.get("lille_total")
            if {"lille_2", "icl"} <= sites.keys():
                schools = [sites["lille_2"], sites["icl"]]
                total = derived(
                    indicator, schools, sum(one.value for one in schools), added(schools), category="lille_total"
                )
                yield total
                lille = lille or total
            if lille is not None and "amiens" in sites:
                both = [sites["amiens"], lille]
                yield derived(indicator, both, sum(one.value for one in both), added(both), category=ENSEMBLE)


def whole_of_courses(figures: Figures) -> Iterator[Figure]:
    """The whole of an indicator whose every category its source publishes, and the change between two wholes."""
    for indicator, named in WHOLES.items():
        members = named or tuple(member.id for member in CATALOGUE[indicator].dimension if member.id != ENSEMBLE)
        groups: dict[tuple[str, str, str], dict[str, Figure]] = defaultdict(dict)
        for one in figures.of(indicator):
            groups[one.territory, one.period, one.source][one.category] = one
        for courses in groups.values():
            if set(members) <= courses.keys():
                parts = [courses[member] for member in members]
                yield derived(indicator, parts, sum(one.value for one in parts), added(parts), category=ENSEMBLE)


def former_regions(figures: Figures) -> Iterator[Figure]:
    """A region of today as the sum of the former regions that made it, when one source gives them all."""
    for indicator in FORMER_REGION_COUNTS:
        groups: dict[tuple[str, str, str, str], list[Figure]] = defaultdict(list)
        for one in figures.of(indicator):
            if one.territory.startswith("EXREG-"):
                region = territories.territory(one.territory).region
                groups[str(region), one.category, one.period, one.source].append(one)
        for (region, *_), parts in groups.items():
            wanted = set(territories.children(region, territories.Level.FORMER_REGION))
            if {one.territory for one in parts} == wanted:
                yield derived(indicator, parts, sum(one.value for one in parts), added(parts), territory=region)
