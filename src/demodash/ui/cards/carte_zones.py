"""Cards on the zoning for other pages: the small map by commune, and the population of each département by zone."""

from __future__ import annotations

from functools import partial

import streamlit as st

from demodash import territories
from demodash.charts.marks import Mark
from demodash.charts.stacks import Stack, stacks
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE
from demodash.territories import HOME_REGION, Level
from demodash.texts import enumeration
from demodash.ui.card import Card
from demodash.ui.cards import carte_zonage
from demodash.ui.cards.building import hover, table
from demodash.ui.cards.carte_map import draw_map
from demodash.ui.geometry import AREAS
from demodash.ui.page import Page
from demodash.ui.sitemap import FOLDER

_SHARE = CATALOGUE["zonage_population_part"]


def zone_map(page: Page, height: int = 420) -> Card | None:
    """The class of every commune in the latest edition, small, with the way to the page «Carte»."""
    subject = carte_zonage.subject(AREAS["communes"])
    if subject is None:
        return None
    at = subject.time("")
    found = subject.finding(at, None)
    return Card(
        id="zonage-carte",
        title=found.title,
        subtitle=subject.subtitle(at),
        rows=subject.rows(at),
        table=subject.table(at),
        reading=found.reading,
        remarks=subject.remarks,
        draw=partial(_draw_small, page, height),
    )


def _draw_small(page: Page, height: int) -> None:
    subject = carte_zonage.subject(AREAS["communes"])
    if subject is not None:
        draw_map(page, AREAS["communes"], subject, key=f"{page.id}-zonage", height=height)
        st.page_link(FOLDER / "carte.py", label="Explorer la carte", icon=":material/arrow_forward:")


def population_by_zone(page: Page, height: int | None = None) -> Card | None:
    """The inhabitants of the region and its départements by type of zone, in shares of 100 %."""
    departements = territories.children(HOME_REGION, Level.DEPARTEMENT)
    rows = page.data.select(_SHARE.id, territory=[HOME_REGION, *departements])
    figures = observations(rows)
    if not figures:
        return None
    latest = figures[-1].period
    rows = rows[rows["period"] == latest]
    by_place: dict[str, dict[str, Observation]] = {}
    for one in observations(rows):
        by_place.setdefault(one.territory, {})[one.category] = one
    zones = [member for member in _SHARE.dimension if any(member.id in parts for parts in by_place.values())]
    neediest = zones[0].id
    ranked = sorted(departements, key=lambda code: -by_place[code][neediest].value)
    bars = [
        Stack(
            territories.name(code),
            [
                Mark(
                    label=zone.name,
                    value=by_place[code][zone.id].value,
                    text=by_place[code][zone.id].text,
                    hover=hover(by_place[code][zone.id]),
                    colour=page.palette.of(zone.id),
                    hollow=True,
                )
                for zone in zones
            ],
        )
        for code in (HOME_REGION, *ranked)
    ]
    worst = by_place[ranked[0]][neediest]
    region = by_place[HOME_REGION][neediest]
    none = [territories.name(code) for code in ranked if by_place[code][neediest].value == 0]
    return Card(
        id="zonage-population-departements",
        title=f"{territories.name(ranked[0])} : {worst.text} des habitants en {zones[0].name}, "
        f"contre {region.text} dans la région",
        subtitle=f"{_SHARE.label}, {region.span.label}, région et départements (%, calculé depuis les communes)",
        rows=rows,
        table=table(
            [by_place[code][zone.id] for code in (HOME_REGION, *ranked) for zone in zones],
            _SHARE.label,
            ("Territoire", lambda one: territories.label(one.territory)),
            ("Type de zone", lambda one: one.member.label),
        ),
        reading=(
            f"{worst.text} des habitants {territories.of(ranked[0])} vivent dans une commune classée en "
            f"{zones[0].label}" + (f" ; aucun dans : {enumeration(none)}." if none else ".")
        ),
        figure=stacks(bars, page.palette, height=height),
    )
