"""The page «Carte»: what it offers, and its maps as cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from demodash.analysis.territorial import Thing, covering
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE
from demodash.territories import Level
from demodash.ui.card import Card
from demodash.ui.cards import carte_figures, carte_points, carte_state, carte_zonage
from demodash.ui.cards.carte_card import map_of
from demodash.ui.cards.carte_map import LANDMARKS, draw_map, sheet_link
from demodash.ui.cards.carte_subject import Subject
from demodash.ui.geometry import AREAS, Area
from demodash.ui.map_component import MapState
from demodash.ui.page import Page

LEVELS = {area.id: area.label for area in AREAS.values()}
METHODS = carte_figures.METHODS
NATURAL = next(iter(METHODS))
ALONE, YEARS, INDICATORS = "non", "annees", "indicateurs"
_HEIGHT = 640
_HEIGHT_BESIDE = 480


@dataclass(frozen=True, slots=True)
class View:
    """What the reader chose to see: an area, one or two subjects, the time of each, and a territory.

    ``at`` are numbers of times, ``code`` is the full code of the selected territory.
    """

    area: Area
    subjects: tuple[Subject, ...]
    at: tuple[int, ...]
    code: str | None
    method: str
    landmarks: tuple[str, ...]


def subjects(page: Page, level: str) -> dict[str, str]:
    """What there is to map at a level: id -> label; the zoning first where it is known by commune."""
    return dict(_offered(page.data.version, level, page))


@st.cache_resource(show_spinner=False, max_entries=20)
def _offered(version: int, level: str, _page: Page) -> dict[str, str]:
    """What there is to map, found once for all visitors; ``version`` is that of the figures."""
    area = AREAS[level]
    things = {carte_figures.identifier(thing): _label(thing) for thing in covering(_page.data, area.codes)}
    known = area.level is Level.COMMUNE and _page.data.zonings
    return {carte_zonage.ID: carte_zonage.NAME, **things} if known else things


def first_of(options: dict[str, str]) -> str:
    """What a level shows first: the zoning of communes, the density of physicians where it is known."""
    wished = (carte_zonage.ID, "medecins_densite", "zonage_part_eligible")
    return next((one for one in wished if one in options), next(iter(options)))


def second_of(options: dict[str, str], first: str) -> str:
    """What is compared with a subject first: another one, that of access to physicians if possible."""
    wished = ("apl_part_sous_seuil", "zonage_part_eligible", "population_densite")
    others = [one for one in (*wished, *options) if one in options and one != first]
    return others[0] if others else first


def comparisons(page: Page, level: str, subject: str) -> dict[str, str]:
    """How two maps may stand side by side: id -> label; two years only where there are two."""
    shown = subject_of(page, level, subject)
    options = {ALONE: "Une carte", YEARS: "Deux années", INDICATORS: "Deux indicateurs"}
    if shown is None or len(shown.times) < 2:
        del options[YEARS]
    return options


def landmarks(page: Page, level: str) -> dict[str, str]:
    """The points that a map may carry: id -> label; none on the maps of France."""
    return {**LANDMARKS, **carte_points.kinds(page)} if AREAS[level].is_home else {}


def view(page: Page, level: str, names: Sequence[str], *, mode: str, method: str, points: Sequence[str]) -> View:
    """Gather the choices and what the maps hold; a subject without figures is left out."""
    area = AREAS[level]
    found = tuple(one for one in (subject_of(page, level, name, method) for name in names) if one is not None)
    # Always there, so that the maps below keep their place, and with it their zoom.
    with st.container(key=f"{page.id}-reponses"):
        carte_state.answers(page, area)
        code = carte_state.selected(page, area)
        at = tuple(
            carte_state.year(page, place, one, 0 if mode == YEARS and place == 0 else len(one.times) - 1)
            for place, one in enumerate(found)
        )
    return View(area, found, at, code, method, tuple(points))


def search(page: Page, level: str) -> None:
    """The field that finds a territory of the map."""
    carte_state.search(page, AREAS[level])


def draw(page: Page, shown: View) -> None:
    """The maps, each a card: one alone, or two side by side with one zoom."""
    if len(shown.subjects) == 1:
        _show(page, shown, 0)
        return
    columns = st.container(key=f"{page.id}-paire").columns(len(shown.subjects))
    for place, column in enumerate(columns):
        with column:
            _show(page, shown, place)


def _show(page: Page, shown: View, place: int) -> None:
    """The card of a map, with the map that the reader moves in, in the place of one that stands alone."""
    subject = shown.subjects[place]
    time = subject.times[shown.at[place]].id
    here = partial(replace, id=carte_state.MAPS[place], draw=partial(_draw, page, shown, place))
    page.show(map_card, shown.area.id, subject.id, (time, shown.code), shown.method, change=here)


def map_card(page: Page, level: str, name: str, at_and_selected: Sequence[str | None], method: str) -> Card | None:
    """A map from its choices alone; ``at_and_selected``: a time (the latest when None) and a territory, or None.

    None when too few territories have the subject.
    """
    time, selected = at_and_selected
    area = AREAS[level]
    subject = subject_of(page, level, name, method)
    if subject is None:
        return None
    at = subject.time(time or "")
    code = selected if selected in area.codes else None
    key = f"{page.id}-{level}-{name}"
    state = MapState(selected=code.partition("-")[2] if code else None, year=at)
    return map_of(
        area,
        subject,
        at,
        code,
        card_id=f"carte-{level}-{name}".replace("_", "-"),
        draw=partial(draw_map, page, area, subject, key=key, height=_HEIGHT, state=state),
        filters={"Niveau": area.label, "Année": subject.times[at].label, "Classes": METHODS[method]},
    )


def _draw(page: Page, shown: View, place: int) -> None:
    beside = len(shown.subjects) > 1
    draw_map(
        page,
        shown.area,
        shown.subjects[place],
        key=carte_state.MAPS[place],
        height=_HEIGHT_BESIDE if beside else _HEIGHT,
        state=MapState(selected=shown.code.partition("-")[2] if shown.code else None, year=shown.at[place]),
        landmarks=shown.landmarks,
        fly_to=carte_state.flight(page, shown.area),
        link=page.id if beside else None,
    )
    if place == 0:
        sheet_link(shown.code)


def subject_of(page: Page, level: str, name: str, method: str = NATURAL) -> Subject | None:
    """A subject by its id in the address; None when too few territories have it."""
    return _made(page.data.version, level, name, method, page)


@st.cache_resource(show_spinner=False, max_entries=200)
def _made(version: int, level: str, name: str, method: str, _page: Page) -> Subject | None:
    """What a map shows, made once for all visitors; ``version`` is that of the figures."""
    if name == carte_zonage.ID:
        return carte_zonage.subject(_page, AREAS[level])
    return carte_figures.subject(_page, AREAS[level], carte_figures.thing_of(name), method)


def _label(thing: Thing) -> str:
    indicator, category = CATALOGUE[thing[0]], thing[1]
    return indicator.name if category == ENSEMBLE else f"{indicator.name}, {indicator.dimension.member(category).name}"


def classed(page: Page, level: str, names: Sequence[str]) -> bool:
    """Whether some subject is drawn in classes that a method makes; a zoning and circles are not."""
    subjects = [subject_of(page, level, name) for name in names]
    return any(one.drawing.classes and one.id != carte_zonage.ID for one in subjects if one is not None)
