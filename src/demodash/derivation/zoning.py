"""What an edition of the zoning covers, counted from its communes: communes and inhabitants of each class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from demodash import territories, texts
from demodash.derivation.figures import COMPUTED, ROUNDING, Figure
from demodash.indicators.dimensions import ZONE
from demodash.indicators.model import ENSEMBLE
from demodash.territories import HOME_REGION, Level, Territory
from demodash.zonage import ZONES_FILE, Edition


def coverage(editions: Iterable[Edition]) -> Iterator[Figure]:
    """Communes, inhabitants and share of inhabitants of each class, and inhabitants of the classes with aids.

    For every EPCI and département of the region, and the region; a class without commune gives 0. The communes that
    an edition places in no class count in the whole alone.
    """
    within = (territories.children(HOME_REGION, level) for level in (Level.EPCI, Level.DEPARTEMENT))
    codes = [code for level in within for code in level] + [HOME_REGION]
    for edition in editions:
        placed = placements(edition)
        for code in codes:
            if any(one in placed for one in territories.children(code, Level.COMMUNE)):
                yield from _coverage(edition, code, placed)


def eligible_shares(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The share of the inhabitants in an eligible zone, of each number of inhabitants that ``coverage`` gives."""
    for one in figures:
        if one.indicator == "zonage_population_eligible":
            place = territories.territory(one.territory)
            yield replace(
                one,
                indicator="zonage_part_eligible",
                value=round(one.value / place.population * 100, ROUNDING),
                note=f"{texts.number(one.value)} / {texts.number(place.population)} ({_municipal(place)})",
            )


def classified_communes(edition: Edition) -> Iterator[Figure]:
    """The inhabitants of every commune of today, under its class: one figure a commune."""
    for code, zone in placements(edition).items():
        place = territories.territory(code)
        yield _figure(
            edition,
            ("zonage_population", code, zone),
            place.population,
            where=f"commune {place.insee}",
            note=f"commune classée {_word(zone)}, {_municipal(place)}",
        )


@lru_cache(maxsize=32)
def placements(edition: Edition) -> Mapping[str, str]:
    """Class (a category of the dimension ``zone``) of each commune of today by full code.

    A commune made of several that the edition placed in different classes counts in the neediest; one that it places
    in none is left out.
    """
    return MappingProxyType({code: zones[0].lower() for code, zones in edition.classes_today().items()})


def _coverage(edition: Edition, code: str, placed: Mapping[str, str]) -> Iterator[Figure]:
    place = territories.territory(code)
    inside = territories.children(code, Level.COMMUNE)
    whole = sum(territories.territory(one).population for one in inside)
    people = {zone.lower(): 0 for zone in edition.classes}
    counts = dict.fromkeys(people, 0)
    for one in inside:
        if one in placed:
            people[placed[one]] += territories.territory(one).population
            counts[placed[one]] += 1
    year = _municipal(place)
    for zone, count in counts.items():
        communes = f"{texts.number(count)} {texts.plural(count, 'commune', 'communes')}"
        where = f"{communes} {_word(zone)}"
        added = f"somme de {communes}, {year}"
        share = people[zone] / whole * 100
        working = f"{texts.number(people[zone])} / {texts.number(whole)}, {year}"
        note = f"{where} dans l’édition"
        yield _figure(edition, ("zonage_communes", code, zone), count, where=where, note=note)
        yield _figure(edition, ("zonage_population", code, zone), people[zone], where=where, note=added)
        yield _figure(edition, ("zonage_population_part", code, zone), share, where=where, note=working)
    eligible = [zone.lower() for zone in edition.eligible]
    total = sum(people[zone] for zone in eligible)
    count = sum(counts[zone] for zone in eligible)
    where = f"{texts.number(count)} {texts.plural(count, 'commune', 'communes')} {_listed(eligible)}"
    working = " + ".join(f"{texts.number(people[zone])} ({zone.upper()})" for zone in eligible)
    thing = ("zonage_population_eligible", code, ENSEMBLE)
    yield _figure(edition, thing, total, where=where, note=f"{working}, {year}")


def _figure(edition: Edition, thing: tuple[str, str, str], value: float, *, where: str, note: str) -> Figure:
    """A figure of an edition; ``thing``: indicator, territory, category."""
    indicator, territory, category = thing
    return Figure(
        indicator=indicator,
        territory=territory,
        category=category,
        period=edition.legal_start.isoformat(),
        value=round(float(value), ROUNDING),
        qualifier="exact",
        status="derived",
        source=edition.id,
        locator=f"{COMPUTED}{ZONES_FILE}, {where}",
        as_printed="",
        note=note,
    )


def _word(zone: str) -> str:
    """A class after «commune(s)»: ``en ZIP``, ``hors zonage``."""
    return "hors zonage" if zone == "hz" else f"en {ZONE.member(zone).name}"


def _listed(zones: Iterable[str]) -> str:
    return f"en {texts.enumeration([ZONE.member(zone).name for zone in zones])}"


def _municipal(place: Territory) -> str:
    return f"population municipale de {place.population_year}"
