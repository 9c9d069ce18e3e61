"""The map: our own Streamlit component, which keeps its zoom, its pan and its selection when the figures change."""

from demodash.ui.map_component.colours import ZONE_FILLS, diverging, sequential
from demodash.ui.map_component.component import choropleth_map
from demodash.ui.map_component.model import (
    Circles,
    Frame,
    MapClass,
    MapState,
    MapTexts,
    MapView,
    Mark,
    NumberFormat,
    Pattern,
    Point,
    PointKind,
    State,
    Zones,
)

__all__ = [
    "Circles",
    "Frame",
    "MapClass",
    "MapState",
    "MapTexts",
    "MapView",
    "Mark",
    "NumberFormat",
    "Pattern",
    "Point",
    "PointKind",
    "State",
    "ZONE_FILLS",
    "Zones",
    "choropleth_map",
    "diverging",
    "sequential",
]
