"""Regions and France from the départements of the official series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from demodash import territories, texts
from demodash.derivation.figures import Figure, Figures, derived
from demodash.derivation.totals import added
from demodash.indicators.model import ENSEMBLE
from demodash.territories import Level

COUNTS = ("medecins_effectif", "mg_effectif", "apl_population", "apl_population_sous_seuil")
DENSITIES = {"medecins_densite": "medecins_effectif", "mg_densite": "mg_effectif"}
APL = ("apl_mg", "apl_infirmiers", "apl_kine", "apl_sages_femmes", "apl_dentistes")
_SHOWN_TERMS = 13
"""The most départements that a region has: beyond, a sum is told, not written."""

Slot = tuple[str, str]
"""A period and a source."""


def counts(figures: Figures) -> Iterator[Figure]:
    """Sums of départements for every region and for France."""
    for indicator in COUNTS:
        for area, parts in _areas(_by_slot(figures.of(indicator, category=ENSEMBLE))):
            without = _absent(area, parts)
            working = added(parts) if len(parts) <= _SHOWN_TERMS else f"somme de {len(parts)} départements"
            total = sum(one.value for one in parts)
            yield derived(indicator, parts, total, working + without, territory=area)


def densities(figures: Figures) -> Iterator[Figure]:
    """Densities of regions and France, on the population that each département's number and density imply.

    A département without density (Mayotte in 2012 and 2013) is left out of both, and the note says so.
    """
    for density, count in DENSITIES.items():
        rates = _by_slot(figures.of(density, category=ENSEMBLE))
        for slot, numbers in _by_slot(figures.of(count, category=ENSEMBLE)).items():
            known = {one.territory: one for one in rates.get(slot, ())}
            for area, parts in _areas({slot: numbers}):
                pairs = [(one, known[one.territory]) for one in parts if one.territory in known]
                if not pairs:
                    continue
                people = sum(number.value / rate.value * 100_000 for number, rate in pairs)
                total = sum(number.value for number, _ in pairs)
                left_out = [territories.name(one.territory) for one in parts if one.territory not in known]
                working = f"{texts.number(total)} / {texts.number(people)} habitants (population que les effectifs et "
                working += "les densités des départements impliquent)"
                if left_out:
                    working += f", sans {texts.enumeration(left_out)}, dont la densité manque"
                operands = [number for number, _ in pairs] + [rate for _, rate in pairs]
                yield derived(density, operands, total / people * 100_000, working, territory=area)


def accessibility(figures: Figures) -> Iterator[Figure]:
    """APL of regions: mean of their départements weighted by total population, for want of the standardised one.

    Source: DREES computes the mean of communes weighted by standardised population; with total populations, the
    mean for France is within 1 % of the value it publishes.
    """
    people = {one.territory: one for one in figures.of("apl_population") if one.territory.startswith("DEP-")}
    for indicator in APL:
        for area, parts in _areas(_by_slot(figures.of(indicator)), complete=_has_all(people)):
            if area == Level.FRANCE.value:
                continue
            weighed = [(one, people[one.territory]) for one in parts if one.territory in people]
            if not weighed:
                continue
            total = sum(weight.value for _, weight in weighed)
            value = sum(one.value * weight.value for one, weight in weighed) / total
            working = f"moyenne de {len(weighed)} départements pondérée par leur population totale de 2022"
            if len(weighed) == 1:
                working = "un seul département"
            operands = [one for one, _ in weighed]
            yield derived(indicator, operands, value, working, territory=area, qualifier="about")


def shares_under_threshold(figures: Figures) -> Iterator[Figure]:
    """The share of inhabitants under the APL threshold, for regions and France."""
    for under in figures.of("apl_population_sous_seuil"):
        if under.territory.startswith("DEP-"):
            continue
        whole = figures.one("apl_population", territory=under.territory, period=under.period, source=under.source)
        if whole is not None:
            working = f"{under.written} / {whole.written}"
            yield derived("apl_part_sous_seuil", [under, whole], under.value / whole.value * 100, working)


def shares_of_france(figures: Figures) -> Iterator[Figure]:
    """The share of France's physicians in each region, from one source and date."""
    whole = {
        (one.period, one.source): one
        for one in figures.of("medecins_effectif", territory=Level.FRANCE.value, category=ENSEMBLE)
    }
    for region in figures.of("medecins_effectif", category=ENSEMBLE):
        country = whole.get((region.period, region.source))
        if region.territory.startswith("REG-") and country is not None:
            working = f"{region.written} / {country.written}"
            value = region.value / country.value * 100
            yield derived("medecins_part_france", [region, country], value, working)


def _by_slot(figures: Iterable[Figure]) -> dict[Slot, list[Figure]]:
    """The figures of départements, by period and source."""
    slots: dict[Slot, list[Figure]] = defaultdict(list)
    for one in figures:
        if one.territory.startswith("DEP-"):
            slots[one.period, one.source].append(one)
    return slots


Complete = Callable[[str], bool]


def _always(_: str) -> bool:
    return True


def _has_all(people: dict[str, Figure]) -> Complete:
    return lambda code: code in people


def _areas(slots: dict[Slot, list[Figure]], *, complete: Complete = _always) -> Iterator[tuple[str, Sequence[Figure]]]:
    """Each region and France with its départements, where a slot has every one that the series ever gives."""
    series = {one.territory for parts in slots.values() for one in parts}
    for parts in slots.values():
        found = {one.territory: one for one in parts}
        for area in (Level.FRANCE.value, *territories.codes(Level.REGION)):
            wanted = [code for code in territories.children(area, Level.DEPARTEMENT) if code in series]
            if wanted and all(code in found and complete(code) for code in wanted):
                yield area, [found[code] for code in wanted]


def _absent(area: str, parts: Sequence[Figure]) -> str:
    present = {one.territory for one in parts}
    missing = [code for code in territories.children(area, Level.DEPARTEMENT) if code not in present]
    return f", sans {texts.enumeration([territories.name(code) for code in missing])}" if missing else ""
