"""What the maps of the page «Carte» hold: the selected territory, the years, the search; all of it in the address."""

from __future__ import annotations

import streamlit as st

from demodash import territories
from demodash.analysis.search import suggest
from demodash.territories import Level
from demodash.ui import address
from demodash.ui.cards.carte_subject import Subject
from demodash.ui.geometry import AREAS, Area
from demodash.ui.map_component.state import Message, read_message
from demodash.ui.page import Page

MAPS = ("carte", "carte-2")
"""The keys of the maps, first and second."""
SELECTED = "territoire"
_YEARS = ("annee", "annee2")
_MOST_ANSWERS = 6


def selected(page: Page, area: Area) -> str | None:
    """The full code of the selected territory: from the address, or the last click in a map, or what holds it."""
    key = address.adopt(page.id, SELECTED, _known, "", "aucun territoire choisi")
    news = _news(page, "selection", *MAPS)
    if news is not None:
        code = f"{area.level}-{news.state.selected}"
        st.session_state[key] = code if code in area.codes else ""
    chosen = _on(area, st.session_state[key])
    st.session_state[key] = chosen or ""
    address.write(page.id, SELECTED, chosen)
    return chosen


def year(page: Page, place: int, subject: Subject, default: int) -> int:
    """The number of the time that a map shows; ``default`` is left out of the address."""
    usual = subject.times[default].id

    def known(text: str) -> str | None:
        return text if text in {one.id for one in subject.times} else None

    key = address.adopt(page.id, _YEARS[place], known, "", subject.times[default].label)
    news = _news(page, _YEARS[place], MAPS[place])
    if news is not None:
        st.session_state[key] = subject.times[min(news.state.year, len(subject.times) - 1)].id
    if known(st.session_state[key]) is None or st.session_state[key] == usual:
        st.session_state[key] = ""
    address.write(page.id, _YEARS[place], st.session_state[key] or None)
    return subject.time(st.session_state[key], default)


def _news(page: Page, about: str, *maps: str) -> Message | None:
    """The latest message of some maps, once: what was heard before is None."""
    heard = f"{page.id}:{about}#heard"
    newest = max((_message(name) for name in maps), key=lambda one: one.serial)
    if newest.serial <= st.session_state.get(heard, 0):
        return None
    st.session_state[heard] = newest.serial
    return newest


def _message(name: str) -> Message:
    held = st.session_state.get(name)
    return read_message(held.get("map") if isinstance(held, dict) else None)


def _known(text: str) -> str | None:
    return text if territories.is_code(text) else None


def _on(area: Area, code: str) -> str | None:
    """A territory on a map of another level: itself, or the one of that level that holds it."""
    if not code:
        return None
    place = territories.territory(code)
    above = {Level.EPCI: place.epci, Level.DEPARTEMENT: place.departement, Level.REGION: place.region}
    found = code if place.level is area.level else above.get(area.level)
    return found if found in area.codes else None


# --- the search -----------------------------------------------------------------------------------


def search(page: Page, area: Area) -> None:
    """A field that flies to a territory of the area by its name, its code or a postcode."""
    key = f"{page.id}:recherche"
    st.text_input(
        f"Trouver {'une' if area.level in {Level.COMMUNE, Level.REGION} else 'un'} {area.level.singular}",
        key=key,
        placeholder="Nom, code ou code postal" if area.level is Level.COMMUNE else "Nom",
        on_change=_searched,
        args=(page.id, area.id),
        width=260,
    )


def answers(page: Page, area: Area) -> None:
    """What the last search found besides the first answer, or that it found nothing."""
    text = st.session_state.get(f"{page.id}:recherche") or ""
    if not text.strip():
        return
    found = suggest(text, area.codes, limit=_MOST_ANSWERS)
    if not found:
        st.info(f"Aucun territoire de cette carte ne s’appelle « {text[:40]} ».", icon=":material/search_off:")
    elif len(found) > 1:
        st.pills(
            "Autres réponses à la recherche",
            found,
            format_func=territories.label,
            key=f"{page.id}:reponses",
            on_change=_picked,
            args=(page.id,),
        )


def _searched(page_id: str, area_id: str) -> None:
    found = suggest(st.session_state[f"{page_id}:recherche"] or "", AREAS[area_id].codes, limit=1)
    if found:
        _go(page_id, found[0])


def _picked(page_id: str) -> None:
    code = st.session_state[f"{page_id}:reponses"]
    if code:
        _go(page_id, code)


def _go(page_id: str, code: str) -> None:
    st.session_state[f"{page_id}:{SELECTED}"] = code
    st.session_state[f"{page_id}:vol"] = code


def flight(page: Page, area: Area) -> str | None:
    """The INSEE code of the territory that the search last found, when it is on this map."""
    code = st.session_state.get(f"{page.id}:vol", "")
    return code.partition("-")[2] if code in area.codes else None
