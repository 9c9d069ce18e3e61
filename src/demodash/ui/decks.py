"""Presentations that are ready: what a review of the objective, of the zoning, of training or of a territory shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from demodash import territories
from demodash.analysis import breakdown
from demodash.indicators.model import Theme
from demodash.territories import HOME_REGION, Level
from demodash.ui.basket import Item
from demodash.ui.card import Card
from demodash.ui.cards import (
    acces,
    aides,
    carte,
    courses,
    cpts,
    disagreements,
    effectifs,
    exercice,
    formation,
    formation_france,
    formation_rates,
    formation_series,
    medecins,
    medecins_views,
    og12,
    paramedical,
    postes_aides,
    territoire_breakdown,
    territoire_lines,
    zonage,
    zonage_map,
)
from demodash.ui.page import Page
from demodash.ui.recipe import recipe_of
from demodash.ui.views import PARAMETER

Asked = tuple[str, Callable[..., Card | None], tuple[object, ...], dict[str, str]]
_MAPS = {
    Level.COMMUNE: ("communes", "zonage"),
    Level.EPCI: ("epci", "zonage_part_eligible"),
    Level.DEPARTEMENT: ("departements", "medecins_densite"),
    Level.REGION: ("france-regions", "medecins_densite"),
}
"""The map on which a territory is shown: its area, its subject."""


@dataclass(frozen=True, slots=True)
class ReadyDeck:
    """A presentation that is ready: its id, its title, what it is for, and the cards that it shows of the figures."""

    id: str
    title: str
    about: str
    items: Callable[[Page], tuple[Item, ...]]


def territory_deck(code: str) -> ReadyDeck:
    """The presentation of a territory: where it lies, then what is known of it by theme."""
    return ReadyDeck(
        id=f"territoire-{code}".lower(),
        title=territories.label(code),
        about="La carte de son niveau, puis une diapositive par thème.",
        items=lambda page: _items(page, _of_territory(code)),
    )


def _items(page: Page, asked: Sequence[Asked]) -> tuple[Item, ...]:
    """The items of the cards that have figures."""
    found = []
    for page_id, make, choices, query in asked:
        recipe = recipe_of(page_id, make, choices)
        if recipe is None:
            raise ValueError(f"{make.__qualname__} with {choices} cannot be written in an address")
        if page.made(make, *recipe.choices) is not None:
            found.append(Item(recipe, urlencode(query, safe=".:,")))
    return tuple(found)


def _revue(page: Page) -> tuple[Item, ...]:
    objectives = [_plain("og12", og12.objective_card, one.id) for one in og12.shown("vigueur")]
    proposed = [("og12", og12.objective_card, (one.id,), {"objectifs": "proposes"}) for one in og12.shown("proposes")]
    return _items(
        page,
        [
            _plain("og12", og12.coverage, "vigueur"),
            *objectives,
            _plain("medecins", medecins.change_by_zone, "mg_evolution", tuple(medecins.ZONES)),
            _of_view(medecins_views.ZONING, zonage_map.zone_map),
            _plain("formation", formation.medical_places, "nombre"),
            _plain("formation", paramedical.nurses, "nombre"),
            _plain("exercice", exercice.msp_over_time, "nombre", "FR", ()),
            _plain("exercice", cpts.population, "FR", ()),
            _plain("aides", aides.contracts, "cesp", ()),
            ("og12", og12.coverage, ("proposes",), {"objectifs": "proposes"}),
            *proposed,
        ],
    )


def _zonage(page: Page) -> tuple[Item, ...]:
    return _items(
        page,
        [
            _of_view(medecins_views.ZONING, zonage_map.zone_map),
            _of_view(medecins_views.ZONING, zonage.eligible_share),
            _of_view(medecins_views.ZONING, zonage.territories_by_class),
            _of_view(medecins_views.ZONING, zonage.population_by_zone),
            _map("epci", "zonage_part_eligible"),
            _plain("medecins", medecins.change_by_zone, "mg_evolution", tuple(medecins.ZONES)),
            _plain("medecins", medecins.effect_of_aids),
            _of_view(
                medecins_views.NUMBERS, effectifs.over_time, "densite", ("FR", "REG-44"), effectifs.first_start(page)
            ),
            _of_view(medecins_views.ACCESS, acces.little_access),
            _plain("aides", postes_aides.budgets),
        ],
    )


def _formation(page: Page) -> tuple[Item, ...]:
    places = [one for one in ("region", "lille_total", "amiens") if one in courses.places_of("medecine")]
    return _items(
        page,
        [
            _plain("formation", formation.medical_places, "nombre"),
            _plain("formation", formation.share_of_national),
            _plain("formation", formation_series.over_time, "medecine", tuple(places), "nombre", "FR"),
            _plain("formation", formation_france.france, "medecine"),
            _plain("formation", paramedical.nurses, "nombre"),
            _plain("formation", paramedical.care_assistants),
            _plain("formation", formation_rates.by_inhabitant, "FR"),
            _plain("formation", paramedical.added_places),
            _plain("formation", disagreements.between_publications, "formation"),
        ],
    )


def _of_territory(code: str) -> list[Asked]:
    place = territories.territory(code)
    level, subject = _MAPS[place.level]
    if place.level is Level.DEPARTEMENT and place.region != HOME_REGION:
        level = "france-departements"
    query = {} if code == HOME_REGION else {"territoire": code}
    asked = [_map(level, subject, code)]
    for theme in Theme:
        at = query | {PARAMETER: theme.value}
        asked.append(("territoire", territoire_lines.theme_card, (code, theme.value), at))
        asked += [
            ("territoire", territoire_breakdown.breakdown_card, (code, theme.value, one), at)
            for one in breakdown.possible(theme)
        ]
    return asked


def _plain(page_id: str, make: Callable[..., Card | None], *choices: object) -> Asked:
    """A card as its page shows it when nothing has been chosen there."""
    return page_id, make, choices, {}


def _of_view(view: str, make: Callable[..., Card | None], *choices: object) -> Asked:
    """A card of a view of the page on GPs, as it shows it when nothing else has been chosen there."""
    return "medecins", make, choices, {PARAMETER: view}


def _map(level: str, subject: str, code: str | None = None) -> Asked:
    query = {"niveau": level, "indicateur": subject} | ({"territoire": code} if code else {})
    return "carte", carte.map_card, (level, subject, (None, code), carte.NATURAL), query


READY = {
    deck.id: deck
    for deck in (
        ReadyDeck(
            "revue-og12",
            "Revue OG 12",
            "Les quatre objectifs en vigueur et les deux proposés, ce qui les mesure et ce qui a bougé.",
            _revue,
        ),
        ReadyDeck(
            "zonage",
            "Zonage",
            "La carte des zones, la population éligible, l’évolution des généralistes par zone, l’accès aux soins.",
            _zonage,
        ),
        ReadyDeck(
            "formation",
            "Formation",
            "Les places ouvertes aux futurs soignants, leur évolution et leur rapport à la population.",
            _formation,
        ),
    )
}
