"""The page «Fiche territoire»: which territory, what it is, where it lies, its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from demodash import territories
from demodash.analysis.place import facts, in_law, where, zonings
from demodash.analysis.profile import above
from demodash.analysis.search import suggest
from demodash.territories import HOME_REGION, Level, Territory
from demodash.texts import capitalised, number, plural
from demodash.ui import address, citations, markup
from demodash.ui.cards import carte, territoire_lines
from demodash.ui.cards.carte_map import draw_map, sheet_link
from demodash.ui.geometry import AREAS, Area, geometry
from demodash.ui.map_component import MapState, MapView
from demodash.ui.page import Page
from demodash.ui.sitemap import FOLDER

NAME = "territoire"
_LEVELS = (Level.REGION, Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE)
_MOST_ANSWERS = 8
_MAP_HEIGHT = 360
_COMMUNE_ZOOM = 5.0
_MOST_LINKS = 12


def choose(page: Page) -> str:
    """The code of the territory: from the address, a link, or a search by name; the region when nothing is asked."""
    key = address.adopt(page.id, NAME, _known, HOME_REGION, territories.name(HOME_REGION))
    with page.filters("Cherchez une commune, un EPCI, un département ou une région."):
        st.text_input(
            "Territoire",
            key=f"{page.id}:recherche",
            placeholder="Nom, code INSEE ou code postal",
            on_change=_searched,
            args=(page.id,),
            width=340,
        )
        _answers(page)
    code = str(st.session_state[key])
    address.write(page.id, NAME, None if code == HOME_REGION else code)
    return code


def _known(text: str) -> str | None:
    return text if territories.is_code(text) and territories.territory(text).level in _LEVELS else None


def _everywhere() -> tuple[str, ...]:
    return tuple(code for level in _LEVELS for code in territories.codes(level))


def _answers(page: Page) -> None:
    text = st.session_state.get(f"{page.id}:recherche") or ""
    found = suggest(text, _everywhere(), limit=_MOST_ANSWERS)
    if text.strip() and not found:
        st.info(f"Aucun territoire ne s’appelle « {text[:40]} ».", icon=":material/search_off:")
    elif len(found) > 1:
        st.pills(
            "Autres réponses",
            found,
            format_func=_answer,
            key=f"{page.id}:reponses",
            on_change=_picked,
            args=(page.id,),
        )


def _answer(code: str) -> str:
    level = territories.territory(code).level
    return territories.label(code) + ("" if level in {Level.COMMUNE, Level.EPCI} else f", {level.singular}")


def _searched(page_id: str) -> None:
    found = suggest(st.session_state[f"{page_id}:recherche"] or "", _everywhere(), limit=1)
    if found:
        st.session_state[f"{page_id}:{NAME}"] = found[0]


def _picked(page_id: str) -> None:
    code = st.session_state[f"{page_id}:reponses"]
    if code:
        st.session_state[f"{page_id}:{NAME}"] = code


# --- identity -------------------------------------------------------------------------------------


def identity(page: Page, code: str) -> None:
    """Name, level, codes, people, area, density, zone by edition, and the territories that hold it."""
    place = territories.territory(code)
    with st.container(border=True, key="card-identite", height="stretch", gap="small"):
        st.html(markup.heading(territories.label(code), where(place)))
        st.html(territoire_lines.headlines(page, code))
        known = {name: text for name, text in _facts(page, place).items() if text}
        items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in known.items())
        st.html(f'<dl class="dd-facts">{items}</dl>')
        _links("Fait partie de", [one for one in above(code) if one != Level.FRANCE.value])
        rows = page.data.select(["population", "population_densite"], territory=code)
        if not rows.empty:
            st.html(markup.note(citations.short(rows, page.data)))


def _facts(page: Page, place: Territory) -> dict[str, str]:
    zones = {
        f"Zonage {one.edition.name}": f"{one.zone.label}, {in_law(one.edition)}"
        for one in zonings(page.data, place.code)
        if one.zone is not None
    }
    return {**zones, **_living_area(page, place), **facts(place)}


def _living_area(page: Page, place: Territory) -> dict[str, str]:
    """The territoire de vie-santé of a commune, where an import says it."""
    groups = page.data.groupings
    found = groups[(groups["kind"] == "tvs") & (groups["commune"] == place.code)]
    return {"Territoire de vie-santé": ", ".join(found["name"].astype(str).unique())} if len(found) else {}


# --- where it lies --------------------------------------------------------------------------------


def locator(page: Page, code: str) -> None:
    """A map of its level with the territory outlined; a click on another one offers its sheet."""
    place = territories.territory(code)
    area = _area(place)
    subject = carte.subject_of(page, area.id, carte.first_of(carte.subjects(page, area.id)))
    if subject is None:
        return
    with st.container(border=True, key="card-situation", height="stretch", gap="small"):
        at = subject.time("")
        st.html(markup.heading("Situation", subject.subtitle(at)))
        state = MapState(selected=place.insee, year=at, view=_view(area, place))
        # A key of its own: each territory is shown from its own point of view.
        shown = draw_map(page, area, subject, key=f"{page.id}-carte-{code}", height=_MAP_HEIGHT, state=state)
        chosen = f"{area.level}-{shown.selected}" if shown.selected else None
        if chosen and chosen != code:
            sheet_link(chosen)
        else:
            st.page_link(
                FOLDER / "carte.py",
                label="Explorer la carte",
                icon=":material/map:",
                query_params={"niveau": area.id, "territoire": code},
            )


def _area(place: Territory) -> Area:
    if place.level is Level.REGION:
        return AREAS["france-regions"]
    if place.level is Level.DEPARTEMENT and place.region != HOME_REGION:
        return AREAS["france-departements"]
    return AREAS[{Level.COMMUNE: "communes", Level.EPCI: "epci", Level.DEPARTEMENT: "departements"}[place.level]]


def _view(area: Area, place: Territory) -> MapView | None:
    """A commune is seen from near; anything else on the whole map."""
    if place.level is not Level.COMMUNE:
        return None
    plane = geometry(area.set)
    x, y = plane.point(place.x, place.y)
    return MapView(_COMMUNE_ZOOM, x / plane.width, y / plane.height)


# --- the territories around and below -------------------------------------------------------------


def around(code: str) -> None:
    """Links to the neighbours, and to what the territory holds."""
    place = territories.territory(code)
    near = territories.neighbours(code)
    with st.container(border=True, key="card-voisins", gap="small"):
        st.html(markup.heading(_neighbours_title(place, near)))
        if near:
            _links("", near)
        below = {Level.REGION: Level.DEPARTEMENT, Level.DEPARTEMENT: Level.EPCI, Level.EPCI: Level.COMMUNE}
        held = territories.children(code, below[place.level]) if place.level in below else ()
        if held:
            st.html(f"<h3>{escape(capitalised(below[place.level].plural))}</h3>{_list(held)}")


def _neighbours_title(place: Territory, near: Sequence[str]) -> str:
    if not near:
        return f"{place.name} ne touche aucun territoire de son niveau"
    ending = "e" if place.level in {Level.REGION, Level.COMMUNE} else ""
    level = plural(len(near), place.level.singular, place.level.plural)
    return f"{number(len(near))} {level} voisin{ending}{plural(len(near), '', 's')}"


def _links(label: str, codes: Sequence[str]) -> None:
    """Links to the sheets of a few territories, side by side."""
    if not codes:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if label:
            st.html(markup.note(label), width="content")
        for code in codes[:_MOST_LINKS]:
            st.page_link(FOLDER / "territoire.py", label=territories.label(code), query_params={NAME: code})
    if len(codes) > _MOST_LINKS:
        st.html(_list(codes[_MOST_LINKS:]))


def _list(codes: Sequence[str]) -> str:
    """Many territories as one line of links, by name."""
    ordered = sorted(codes, key=territories.name)
    items = "".join(
        f'<li><a href="territoire?{NAME}={escape(code, quote=True)}" target="_self">'
        f"{escape(territories.name(code))}</a></li>"
        for code in ordered
    )
    return f'<ul class="dd-inline">{items}</ul>'
