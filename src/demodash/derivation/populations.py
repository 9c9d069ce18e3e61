"""Municipal populations of the register of territories, and inhabitants per square kilometre, as figures."""

from __future__ import annotations

from collections.abc import Iterator

from demodash import territories, texts
from demodash.derivation.figures import COMPUTED, ROUNDING, Figure
from demodash.indicators.model import ENSEMBLE
from demodash.territories import Level, Territory

SOURCE = "etalab_decoupage_administratif_2026"
"""The package that gives the populations of the communes, declared in ``data/geo/source.toml``."""
_FILE = "data/communes.json"
_LEVELS = (Level.COMMUNE, Level.EPCI, Level.DEPARTEMENT, Level.REGION, Level.FRANCE)


def populations() -> Iterator[Figure]:
    """The population of each territory (published for a commune, a sum above) and its density, level by level."""
    for level in _LEVELS:
        for code in territories.codes(level):
            place = territories.territory(code)
            yield _population(place)
            yield _density(place)


def _population(place: Territory) -> Figure:
    is_commune = place.level is Level.COMMUNE
    note = "" if is_commune else "somme des populations municipales des communes"
    if place.communes_outside_region:
        count = place.communes_outside_region
        note += f", sans {count} {texts.plural(count, 'commune', 'communes')} hors de la région"
    return Figure(
        indicator="population",
        territory=place.code,
        category=ENSEMBLE,
        period=str(place.population_year),
        value=float(place.population),
        qualifier="exact",
        status="published" if is_commune else "derived",
        source=SOURCE,
        locator=f"{_FILE}, commune {place.insee}" if is_commune else f"{COMPUTED}{_FILE}, {_communes(place)}",
        as_printed=str(place.population) if is_commune else "",
        note=note,
    )


def _density(place: Territory) -> Figure:
    people, area = texts.number(place.population), texts.number(place.area_km2, 1)
    return Figure(
        indicator="population_densite",
        territory=place.code,
        category=ENSEMBLE,
        period=str(place.population_year),
        value=round(place.population / place.area_km2, ROUNDING),
        qualifier="exact",
        status="derived",
        source=SOURCE,
        locator=f"{COMPUTED}{_FILE}, {_communes(place)}",
        as_printed="",
        note=f"{people} habitants / {area} km² (surface du contour généralisé)",
    )


def _communes(place: Territory) -> str:
    """Which communes the computation takes: one by its code, or those of a territory."""
    if place.level is Level.COMMUNE:
        return f"commune {place.insee}"
    return f"communes {territories.of(place.code)}"
