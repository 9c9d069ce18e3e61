"""The content of an import on a map: its figures by commune, EPCI or département, or the classes of a zoning."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import streamlit as st

from demodash.analysis.classes import Method
from demodash.analysis.territorial import Thing, covering
from demodash.charts.map_signs import Land, MapClass
from demodash.dataset import from_table
from demodash.derivation.zoning import placements
from demodash.importing import Prepared, ZoningChanges
from demodash.indicators import CATALOGUE
from demodash.indicators.dimensions import ZONE
from demodash.indicators.model import ENSEMBLE
from demodash.loaders.content import Content
from demodash.sources import Source
from demodash.texts import month_name
from demodash.ui import markup
from demodash.ui.cards import carte_figures, carte_map
from demodash.ui.geometry import AREAS, Area, attribution, geometry
from demodash.ui.importer.state import Wizard
from demodash.ui.map_component import ZONE_FILLS, Frame, MapState, MapTexts, choropleth_map
from demodash.ui.page import Page
from demodash.zonage import Edition

HEIGHT = 460
SHOWN_AREAS = tuple(AREAS.values())


def draw(page: Page, current: Wizard, prepared: Prepared) -> bool:
    """Draw the map of an import; say whether there is one."""
    if prepared.zonings:
        _zoning(current, prepared.zonings[-1])
        return True
    return _figures(page, current, prepared.content)


def _figures(page: Page, current: Wizard, content: Content) -> bool:
    things = {area.id: given for area in SHOWN_AREAS if (given := covered(content, area))}
    if not things:
        return False
    sources: Mapping[str, Source] = {**page.data.sources, **{one.id: one for one in content.sources}}
    alone = Page(page.id, from_table(content.observations, sources), page.palette)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        area = AREAS[_chosen(current, "area", "Territoires", {one: AREAS[one].label for one in things})]
        labels = {carte_figures.identifier(thing): _label(thing) for thing in things[area.id]}
        thing = carte_figures.thing_of(_chosen(current, f"thing-{area.id}", "Chiffre", labels))
    subject = carte_figures.subject(alone, area, thing, Method.NATURAL)
    if subject is None:
        return False
    state = MapState(year=len(subject.times) - 1)
    found = subject.finding(state.year, None)
    st.html(markup.heading(found.title, subject.subtitle(state.year), level=3))
    key = current.key(f"map-{area.id}-{carte_figures.identifier(thing)}")
    carte_map.draw_map(alone, area, subject, key=key, height=HEIGHT, state=state)
    return True


def covered(content: Content, area: Area) -> list[Thing]:
    """What the import gives for most territories of an area."""
    rows = content.observations
    if not rows["territory"].str.startswith(f"{area.level.value}-").any():
        return []
    return covering(from_table(rows, {one.id: one for one in content.sources}), area.codes)


def _chosen(current: Wizard, name: str, label: str, options: Mapping[str, str]) -> str:
    ids = list(options)
    if len(ids) == 1:
        return ids[0]
    chosen = st.selectbox(label, ids, format_func=options.__getitem__, key=current.key(name))
    return chosen or ids[0]


def _label(thing: Thing) -> str:
    indicator = CATALOGUE[thing[0]]
    if thing[1] == ENSEMBLE:
        return indicator.name
    return f"{indicator.name}, {indicator.dimension.member(thing[1]).name}"


# --- zoning ---------------------------------------------------------------------------------------


def _zoning(current: Wizard, changes: ZoningChanges) -> None:
    area = AREAS["communes"]
    shown = [one for one in (changes.before, changes.edition) if one is not None]
    zones = [member.id for member in ZONE if any(member.id.upper() in one.classes for one in shown)]
    title = f"Zonage {changes.edition.name}"
    st.html(markup.heading(title, "Classe de chaque commune, telle que l’édition la donne", level=3))
    choropleth_map(
        key=current.key("map-zoning"),
        geometry_url=geometry(area.set).url,
        texts=MapTexts(
            title=title,
            alt=f"{title} : {_words(changes)}.",
            value_label="Classe",
            legend_title="Type de zone",
            source=attribution(),
        ),
        frames=[Frame(month_name(one.legal_start), classes=_codes(one, zones, area.codes)) for one in shown],
        classes=[MapClass(ZONE.member(zone).label, *ZONE_FILLS[zone]) for zone in zones],
        context_url=geometry(area.context).url if area.context else None,
        borders=area.borders,
        outline_classes=True,
        state=MapState(year=len(shown) - 1),
        image_buttons=False,
        height=HEIGHT,
    )


def _codes(edition: Edition, zones: list[str], codes: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    placed = placements(edition)
    numbers = [zones.index(placed[code]) if placed.get(code) in zones else Land.NO_DATA for code in codes]
    return np.array(numbers, dtype=np.uint8)


def _words(changes: ZoningChanges) -> str:
    return ", ".join(f"{communes} communes en {zone}" for zone, communes, _ in changes.counts)
