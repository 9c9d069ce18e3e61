"""The ways from an import to the pages that show it: a page is named when its cards do show its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from demodash import territories
from demodash.analysis.by_zone import countings
from demodash.analysis.profile import profile
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Theme
from demodash.loaders.content import Content
from demodash.territories import HOME_REGION, Level
from demodash.ui.card import Card
from demodash.ui.cards import (
    acces,
    ages,
    apl_communes,
    carte_figures,
    carte_zonage,
    comptes,
    effectifs,
    medecins,
    medecins_views,
    og12,
    vue_ensemble,
    zonage,
)
from demodash.ui.importer import preview_map
from demodash.ui.page import Page
from demodash.ui.sitemap import PAGES
from demodash.ui.views import PARAMETER

_THEME_PAGES = {
    Theme.FORMATION: "formation.py",
    Theme.EXERCICE: "exercice.py",
    Theme.ENGAGEMENTS: "aides.py",
    Theme.AIDES: "aides.py",
    Theme.SERVICES: "aides.py",
}
_INDICATORS = 3
"""Indicators whose rows on the page «Données» are linked."""
_TITLES = {page.file: page.title for page in PAGES}


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a page: its file, its French label, the parameters of its address."""

    file: str
    label: str
    parameters: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Brought:
    """What was brought: its content, its series, the ids of its sources and of its zonings."""

    content: Content
    series: str
    ids: frozenset[str]

    def is_in(self, card: Card | None) -> bool:
        """Whether a card shows a figure of it, or one computed from it."""
        return card is not None and not self.ids.isdisjoint(card.rows["source"])


def ways(page: Page, content: Content, series: str) -> list[Way]:
    """The ways to what an accepted import of a series brought; ``page`` has the figures with it."""
    ids = frozenset({*(source.id for source in content.sources), *(edition.id for edition in content.zonings)})
    brought = _Brought(content, series, ids)
    indicators = list(dict.fromkeys(str(one) for one in content.observations["indicator"]))
    themed = (_THEME_PAGES[theme] for one in indicators if (theme := CATALOGUE[one].theme) in _THEME_PAGES)
    found = [
        *_overview(page, brought),
        *_physicians(replace(page, id="medecins"), brought),
        *(Way(file, _TITLES[file]) for file in dict.fromkeys(themed)),
        *_map(content),
        *_sheet(page, brought),
        *_objectives(replace(page, id="og12"), brought),
        *(
            Way("donnees.py", f"Données : {CATALOGUE[one].name}", {"indicateur": one})
            for one in indicators[:_INDICATORS]
        ),
        *(Way("sources.py", f"Source : {source.title}", {"source": source.id}) for source in content.sources),
    ]
    return [one for one in found if one.file in _TITLES]


def _overview(page: Page, brought: _Brought) -> Iterator[Way]:
    if any(one.figure.source in brought.ids for one in vue_ensemble.headlines(page)):
        yield Way("vue_ensemble.py", _TITLES["vue_ensemble.py"])


def _physicians(page: Page, brought: _Brought) -> Iterator[Way]:
    """The views of the page on GPs that show something of the import."""
    known = countings(page.data)
    mine = next((one for one in known if one.series == brought.series), None)
    first = effectifs.first_start(page)
    cards: dict[str, list[tuple[Callable[..., Card | None], *tuple[object, ...]]]] = {
        medecins_views.ZONES: [
            (medecins.change_by_zone, "mg_evolution", tuple(medecins.ZONES)),
            (medecins.effect_of_aids,),
        ],
        medecins_views.ZONING: [
            (zonage.eligible_share,),
            (zonage.territories_by_class,),
            (zonage.population_by_zone,),
        ],
        medecins_views.NUMBERS: [
            (effectifs.over_time, "densite", ("FR", "REG-44"), first),
            (effectifs.regions,),
            (effectifs.by_departement, "densite", first),
            (comptes.gps_by_departement, "densite"),
            (ages.pyramid,),
        ],
        medecins_views.ACCESS: [(acces.little_access,), (apl_communes.over_time,), (apl_communes.under_threshold,)],
        medecins_views.SOURCES: [(comptes.by_publisher,), (comptes.by_scope,)],
    }
    professions = [one for one in acces.PROFESSIONS if brought.is_in(page.made(acces.by_profession, one))]
    for view in medecins_views.VIEWS:
        parameters = {} if view is medecins_views.VIEWS[0] else {PARAMETER: view.id}
        shows = any(brought.is_in(page.made(*one)) for one in cards[view.id])
        if view.id == medecins_views.ZONES and mine is not None:
            parameters |= {} if mine is known[0] else {"comptage": mine.id}
            shows = True
        if view.id == medecins_views.ACCESS and professions:
            parameters |= (
                {} if shows or professions[0] == next(iter(acces.PROFESSIONS)) else {"profession": professions[0]}
            )
            shows = True
        if shows or (view.id == medecins_views.ZONING and any(one.id in brought.ids for one in page.data.zonings)):
            yield Way("medecins.py", f"{_TITLES['medecins.py']} : {view.label.lower()}", parameters)


def _map(content: Content) -> Iterator[Way]:
    """The map, with the parameters that show the import; none where no map covers its territories."""
    label = _TITLES["carte.py"]
    if content.zonings:
        yield Way("carte.py", label, {"indicateur": carte_zonage.ID})
        return
    for area in preview_map.SHOWN_AREAS:
        for thing in preview_map.covered(content, area):
            yield Way("carte.py", label, {"niveau": area.id, "indicateur": carte_figures.identifier(thing)})
            return
    if len(content.points):
        yield Way("carte.py", label)


def _sheet(page: Page, brought: _Brought) -> Iterator[Way]:
    """The sheet of the region where it shows the import, else that of the first territory whose sheet does."""
    named = [str(code) for code in brought.content.observations["territory"].unique()]
    levels = (Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE)
    known = {level: [code for code in named if territories.territory(code).level is level] for level in levels}
    for code in (HOME_REGION, *(_largest(codes) for codes in known.values() if codes)):
        lines = profile(page.data, code)
        told = {line.indicator.theme for line in lines if any(one.source in brought.ids for one in line.figures)}
        if told:
            views = [theme for theme in Theme if any(line.indicator.theme is theme for line in lines)]
            view = next(theme for theme in views if theme in told)
            yield _sheet_of(code, {} if view is views[0] else {PARAMETER: view.value})
            return
    classed = {code for edition in brought.content.zonings for code in edition.classes_today()}
    if communes := classed | {str(code) for code in brought.content.groupings["commune"]}:
        yield _sheet_of(_largest(communes))


def _largest(codes: Iterable[str]) -> str:
    """The territory with the most inhabitants."""
    return max(sorted(codes), key=lambda code: territories.territory(code).population)


def _sheet_of(code: str, view: dict[str, str] | None = None) -> Way:
    parameters = ({} if code == HOME_REGION else {"territoire": code}) | (view or {})
    return Way("territoire.py", f"{_TITLES['territoire.py']} : {territories.name(code)}", parameters)


def _objectives(page: Page, brought: _Brought) -> Iterator[Way]:
    for view in og12.VIEWS:
        if any(brought.is_in(page.made(og12.objective_card, one.id)) for one in og12.shown(view)):
            yield Way("og12.py", _TITLES["og12.py"], {} if view == next(iter(og12.VIEWS)) else {"objectifs": view})
            return
