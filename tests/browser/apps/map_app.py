"""A page for the tests of the map: invented towns on a grid of squares, invented figures.

``?case=`` chooses what is shown: ``one`` map, a linked ``pair``, one that reports its ``view``, one in a ``card``
with the tools of a card, or one whose geometry is ``lost``.
"""

from __future__ import annotations

import json
from dataclasses import asdict

import numpy as np
import streamlit as st

from demodash.charts.map_signs import Land, MapClass, Symbol
from demodash.ui.card_tools import card_tools
from demodash.ui.map_component import (
    ZONE_FILLS,
    Circles,
    Frame,
    MapState,
    MapTexts,
    NumberFormat,
    Point,
    PointKind,
    Zones,
    choropleth_map,
    sequential,
)

GEOMETRY = "/app/static/towns.json"
COUNT = 12
ZONES = [MapClass(name.upper(), *ZONE_FILLS[name]) for name in ("zip", "zac", "zar", "hz")]
ZONE_OF_TOWN = np.array([0, 0, 1, 1, 0, 2, 2, 1, 3, 3, 3, 1], dtype=np.uint8)
DENSITY_CLASSES = [
    MapClass(label, *fills) for label, fills in zip(("moins de 5", "5 à 9,9", "10 et plus"), sequential(3), strict=True)
]


def density_frames() -> list[Frame]:
    """Three years: town n has n + the year's number; the last three have no data, zero and a secret."""
    frames = []
    for step, year in enumerate(("2021", "2022", "2023")):
        values = np.arange(COUNT, dtype=np.float64) + step + 0.25
        classes = np.digitize(values, [5, 10]).astype(np.uint8)
        values[[9, 11]] = np.nan
        values[10] = 0
        classes[[9, 10, 11]] = [Land.NO_DATA, Land.ZERO, Land.SECRET]
        frames.append(Frame(year, classes=classes, values=values, qualifiers={2: "plus de"}))
    return frames


st.set_page_config(page_title="Carte d’essai", layout="wide")
st.title("Carte d’essai")
case = st.query_params.get("case", "one")
indicator = st.radio("Indicateur", ["Zonage", "Densité", "Médecins"], horizontal=True)
fly_to = st.text_input("Aller à")
asked = st.text_input("Demander")
shown = st.toggle("Afficher la carte", value=True)
common = {
    "geometry_url": "/app/static/nowhere.json" if case == "lost" else GEOMETRY,
    "borders": ("departement",),
    "height": 420,
    "fly_to": fly_to or None,
    "state": MapState(selected=asked or None),
    "link": "pair" if case == "pair" else None,
    "report_view": case == "view",
    "image_buttons": case != "card",
}
source = {"source": "Bureau d’essai", "date": "données du 1er avril 2024", "subtitle": "Douze communes"}


def draw(key: str) -> MapState:
    """Draw the chosen indicator."""
    if indicator == "Zonage":
        texts = MapTexts("Zonage d’essai", "Carte de douze communes selon leur zone", "Zone", **source)
        return choropleth_map(
            key=key,
            texts=texts,
            frames=[Frame("", classes=ZONE_OF_TOWN)],
            classes=ZONES,
            outline_classes=True,
            **common,
        )
    if indicator == "Densité":
        texts = MapTexts("Densité d’essai", "Carte de la densité", "Médecins", "Médecins pour 1 000", **source)
        return choropleth_map(
            key=key,
            texts=texts,
            frames=density_frames(),
            classes=DENSITY_CLASSES,
            number_format=NumberFormat(1, "médecin", "médecins"),
            zones=Zones("Zonage", ("ZIP", "ZAC", "ZAR", "hors zonage"), ZONE_OF_TOWN),
            **common,
        )
    counts = np.array([400.0, 100, 25, 1, 0, np.nan, 9, 16, 36, 49, 64, 81])
    return choropleth_map(
        key=key,
        texts=MapTexts("Médecins d’essai", "Carte du nombre de médecins", **source),
        frames=[Frame("2024", counts=counts)],
        circles=Circles("Médecins", "#c75300", "#f39a45", NumberFormat(0, "médecin", "médecins")),
        points=[Point("Hôpital d’essai", 50, 50), Point("Faculté d’essai", 350, 250, 1, "Médecine")],
        point_kinds=[PointKind("Hôpital"), PointKind("Université", Symbol.DIAMOND)],
        **common,
    )


if not shown:
    state = None
elif case == "pair":
    for column, key in zip(st.columns(2), ("left", "right"), strict=True):
        with column:
            state = draw(key)
elif case == "card":
    with st.container(key="card-map"):
        state = draw("map")
        card_tools(
            key="tools",
            container_key="card-map",
            file_name="carte d’essai",
            title="Trois communes sur douze sont en ZIP",
            subtitle="Selon le zonage d’essai",
            source="Bureau d’essai, 1er avril 2024",
            reading="Lecture : rien à lire.",
        )
else:
    state = draw("map")
st.code(json.dumps(asdict(state) if state else None), language="json")
