"""A territory itself: where it lies, what it holds, its zone in each edition of the zoning."""

from __future__ import annotations

from dataclasses import dataclass

from demodash import territories
from demodash.dataset import Dataset, Observation, observations
from demodash.derivation.zoning import placements
from demodash.indicators import CATALOGUE
from demodash.indicators.dimensions import ZONE
from demodash.indicators.model import Category
from demodash.territories import HOME_REGION, Level, Territory
from demodash.texts import capitalised, enumeration, long_date, number, plural
from demodash.zonage import Edition

_SHARE = "zonage_population_part"


@dataclass(frozen=True, slots=True)
class Zoning:
    """A territory in one edition: the class of a commune, or the share of the inhabitants in each class."""

    edition: Edition
    zone: Category | None
    shares: tuple[Observation, ...]


def zonings(data: Dataset, code: str) -> list[Zoning]:
    """The territory in each edition, the latest first; empty outside the region."""
    place = territories.territory(code)
    if HOME_REGION not in (place.region, code):
        return []
    found = []
    for edition in reversed(data.zonings):
        named = placements(edition).get(code, "")
        zone = ZONE.member(named) if named else None
        rows = data.select(_SHARE, territory=code, source=edition.id) if zone is None else None
        shares = () if rows is None else tuple(observations(rows))
        if zone is not None or shares:
            ordered = sorted(shares, key=lambda one: [member.id for member in ZONE].index(one.category))
            found.append(Zoning(edition, zone, tuple(ordered)))
    return found


def in_law(edition: Edition) -> str:
    """When an edition is the law: ``du 26 avril 2022 au 31 décembre 2025``."""
    if edition.legal_end is None:
        return f"depuis le {long_date(edition.legal_start)}"
    return f"du {long_date(edition.legal_start)} au {long_date(edition.legal_end)}"


def where(place: Territory) -> str:
    """The level, and where the territory lies: ``Commune de l’Aisne, Hauts-de-France``."""
    level = capitalised(place.level.singular)
    if place.level is Level.COMMUNE and place.departement:
        return f"{level} {territories.of(place.departement)}, {territories.name(HOME_REGION)}"
    within = place.departement if place.level is Level.EPCI else place.region
    return f"{level} {territories.of(within)}" if within and within != place.code else level


def facts(place: Territory) -> dict[str, str]:
    """What is known of a territory besides figures, by name; an empty text where there is nothing to say."""
    density = CATALOGUE["population_densite"].value_text(place.population / place.area_km2)
    outside = place.communes_outside_region
    left_out = f", sans {number(outside)} {plural(outside, 'commune', 'communes')} hors de la région"
    return {
        "Surface": f"{number(place.area_km2, 1)} km²",
        "Densité": f"{density} ({place.population_year})",
        "Population": f"comptée{left_out}" if outside else "",
        "Code": place.insee,
        "Codes postaux" if len(place.postcodes) > 1 else "Code postal": ", ".join(place.postcodes),
        "Chef-lieu": place.chef_lieu_name or "",
        "Compte": _holds(place),
        "Départements": _straddled(place),
    }


def _straddled(place: Territory) -> str:
    """The départements of an EPCI that has communes in several."""
    if place.level is not Level.EPCI:
        return ""
    held = {territories.territory(one).departement for one in territories.children(place.code, Level.COMMUNE)}
    return enumeration(sorted(territories.name(one) for one in held if one)) if len(held) > 1 else ""


def _holds(place: Territory) -> str:
    """How many territories of each level below there are."""
    if place.level is Level.COMMUNE:
        return ""
    levels = {
        Level.EPCI: (Level.COMMUNE,),
        Level.DEPARTEMENT: (Level.EPCI, Level.COMMUNE),
        Level.REGION: (Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE),
    }[place.level]
    counts = {level: len(territories.children(place.code, level)) for level in levels}
    return enumeration(
        [
            f"{number(count)} {level.singular if count == 1 else level.plural}"
            for level, count in counts.items()
            if count
        ]
    )
