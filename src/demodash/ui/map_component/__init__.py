"""The map: our own Streamlit component, which keeps its zoom, its pan and its selection when the figures change."""

from demodash.ui.map_component.colours import ZONE_FILLS, diverging, sequential
from demodash.ui.map_component.component import choropleth_map
from demodash.ui.map_component.model import (
    Circles,
    Frame,
    MapState,
    MapTexts,
    MapView,
    NumberFormat,
    Point,
    PointKind,
    Zones,
)

__all__ = [
    "Circles",
    "Frame",
    "MapState",
    "MapTexts",
    "MapView",
    "NumberFormat",
    "Point",
    "PointKind",
    "ZONE_FILLS",
    "Zones",
    "choropleth_map",
    "diverging",
    "sequential",
]
