"""Draw a subject on a map: the component with its texts, its points, and the way to the sheet of a territory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from demodash import territories
from demodash.charts.map_signs import Symbol
from demodash.dataset import observations
from demodash.indicators import CATALOGUE
from demodash.indicators.dimensions import UNIVERSITE
from demodash.ui.cards import carte_points, carte_zonage
from demodash.ui.cards.carte_subject import Subject
from demodash.ui.geometry import Area, geometry, point_at
from demodash.ui.map_component import MapState, MapTexts, Point, PointKind, choropleth_map
from demodash.ui.page import Page
from demodash.ui.sitemap import FOLDER

HOSPITALS = "hopitaux"
UNIVERSITIES = "universites"
LANDMARKS: Mapping[str, str] = {HOSPITALS: "Hôpitaux éligibles ATP–CCR", UNIVERSITIES: "Universités"}
_KINDS = {
    HOSPITALS: PointKind(LANDMARKS[HOSPITALS], Symbol.CROSS),
    UNIVERSITIES: PointKind(LANDMARKS[UNIVERSITIES], Symbol.DIAMOND),
}
_TOWNS = {"lille": "COM-59350", "amiens": "COM-80021"}
"""Where the universities of the dimension are."""


def draw_map(
    page: Page,
    area: Area,
    subject: Subject,
    *,
    key: str,
    height: int,
    state: MapState | None = None,
    landmarks: Sequence[str] = (),
    fly_to: str | None = None,
    link: str | None = None,
) -> MapState:
    """Draw a subject over an area; ``state`` holds INSEE codes and the number of a time, as the component does.

    The texts of the image are those of the card that holds the map.
    """
    asked = state or MapState(year=subject.time(""))
    at = min(asked.year, len(subject.times) - 1)
    found = subject.finding(at, _full(area, asked.selected))
    drawing = subject.drawing
    points, kinds = _points(page, area, landmarks)
    return choropleth_map(
        key=key,
        geometry_url=geometry(area.set).url,
        texts=MapTexts(
            title=found.title,
            alt=f"{found.title}. {found.reading}",
            value_label=subject.name,
            legend_title=drawing.legend,
            note=drawing.note,
            method=drawing.method,
        ),
        frames=drawing.frames,
        classes=drawing.classes,
        number_format=drawing.number_format,
        circles=drawing.circles,
        points=points,
        point_kinds=kinds,
        zones=carte_zonage.second_fact(page, area) if subject.id != carte_zonage.ID else None,
        context_url=geometry(area.context).url if area.context else None,
        overlay_urls=[geometry(name).url for name in area.overlays],
        borders=area.borders,
        outline_classes=drawing.outlined,
        state=asked,
        fly_to=fly_to,
        link=link,
        height=height,
        image_buttons=False,
    )


def _full(area: Area, insee: str | None) -> str | None:
    """The full code of what the component calls by its INSEE code; None for what is not on this map."""
    code = f"{area.level}-{insee}"
    return code if insee and territories.is_code(code) else None


def sheet_link(code: str | None) -> None:
    """The way to the sheet of the selected territory; its place stays free without one."""
    with st.container(key="lien-fiche"):
        if code:
            st.page_link(
                FOLDER / "territoire.py",
                label=f"Ouvrir la fiche : {territories.label(code)}",
                icon=":material/location_on:",
                query_params={"territoire": code},
            )


def _points(page: Page, area: Area, wanted: Sequence[str]) -> tuple[list[Point], list[PointKind]]:
    """The landmarks of the region, and their kinds."""
    points: list[Point] = []
    kinds: list[PointKind] = []
    if HOSPITALS in wanted:
        figures = observations(page.data.select("hopitaux_eligibles"))
        latest = [one for one in figures if one.territory.startswith("COM-")]
        when = max((one.period for one in latest), default="")
        points += [
            point_at(area.set, one.territory, one.as_printed, kind=len(kinds), detail=one.span.label)
            for one in latest
            if one.period == when
        ]
        kinds.append(_KINDS[HOSPITALS])
    if UNIVERSITIES in wanted:
        posts = CATALOGUE["ccr_postes"]
        for category, town in _TOWNS.items():
            held = observations(page.data.select(posts.id, category=category))
            detail = f"{posts.name}, {held[-1].span.label} : {held[-1].digits}" if held else ""
            label = UNIVERSITE.member(category).label
            points.append(point_at(area.set, town, label, kind=len(kinds), detail=detail))
        kinds.append(_KINDS[UNIVERSITIES])
    structures, their_kinds = carte_points.structures(page, area, wanted, kinds)
    return [*points, *structures], [*kinds, *their_kinds]
