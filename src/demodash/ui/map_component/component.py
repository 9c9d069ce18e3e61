"""Mount the map on a page."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import asdict
from functools import cache
from typing import cast

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from demodash.charts.map_signs import MapClass
from demodash.ui.map_component.model import (
    Circles,
    Frame,
    MapState,
    MapTexts,
    NumberFormat,
    Point,
    PointKind,
    Zones,
)
from demodash.ui.map_component.payload import (
    Block,
    circles_entry,
    class_entries,
    count_of,
    frame_entry,
    zones_entry,
)
from demodash.ui.map_component.state import read_message, settle

_NO_STATE = MapState()
_WHOLE_NUMBERS = NumberFormat()


def choropleth_map(
    *,
    key: str,
    geometry_url: str,
    texts: MapTexts,
    frames: Sequence[Frame],
    classes: Sequence[MapClass] = (),
    number_format: NumberFormat = _WHOLE_NUMBERS,
    circles: Circles | None = None,
    points: Sequence[Point] = (),
    point_kinds: Sequence[PointKind] = (),
    zones: Zones | None = None,
    context_url: str | None = None,
    overlay_urls: Sequence[str] = (),
    borders: Sequence[str] = (),
    outline_classes: bool = False,
    labels: bool = True,
    state: MapState = _NO_STATE,
    fly_to: str | None = None,
    link: str | None = None,
    report_view: bool = False,
    image_buttons: bool = True,
    height: int = 560,
    on_change: Callable[[], None] | None = None,
) -> MapState:
    """Draw a map and give the reader's selection, year and legend filter; hovering never reaches the server.

    Values are in the order of the territories in the geometry at ``geometry_url`` (an address of this server).
    The frames are the years, played in the browser. ``borders`` names parent levels of the geometry whose borders
    are drawn («departement»), ``overlay_urls`` other geometries whose borders are, ``context_url`` the land around,
    without figures. ``outline_classes`` draws a dark line between classes, for zonings. ``state`` is what the page
    asks for, from its address: when it changes it wins over what the reader last did, and the reader's next act
    wins over it. ``fly_to`` is the code of a territory the map flies to when it changes. Maps with the same ``link``
    zoom, pan and hover together. With ``report_view`` the view comes back after each move, at the price of a rerun.
    ``height`` is in pixels; on a larger screen the map takes more of it. Without ``image_buttons`` the image is left
    to the tools of the card that holds the map.

    Raises:
        ValueError: an address is another host's, a column has the wrong length, a code has no class, there are more
            than six classes, or a point's kind is unknown.
    """
    for url in (geometry_url, context_url or "", *overlay_urls):
        if "://" in url or url.startswith("//"):
            raise ValueError(f"geometry must come from this server, not from {url!r}")
    if any(not 0 <= point.kind < len(point_kinds) for point in points):
        raise ValueError("a point has a kind that is not in point_kinds")

    session = cast("MutableMapping[str, object]", st.session_state)
    before = session.get(key)
    message = read_message(before.get("map") if isinstance(before, dict) else None)
    shown = settle(state, message, session, f"{key}--asked", len(frames))

    block = Block(count_of(frames))
    decimals = (number_format.decimals, circles.format.decimals if circles else 0)
    data: dict[str, object] = {
        "key": key,
        "echo": message.serial,
        "geometry": geometry_url,
        "context": context_url,
        "overlays": list(overlay_urls),
        "borders": list(borders),
        "count": block.count,
        "frames": [
            frame_entry(frame, block, classes, decimals, counts_are_people=circles is not None and circles.people)
            for frame in frames
        ],
        "classes": class_entries(classes),
        "format": asdict(number_format),
        "circles": circles_entry(circles, frames) if circles else None,
        "zones": zones_entry(zones, block) if zones else None,
        "points": [asdict(point) for point in points],
        "point_kinds": [{"label": kind.label, "shape": kind.symbol} for kind in point_kinds],
        "outline": outline_classes,
        "labels": labels,
        "selected": shown.selected,
        "year": shown.year,
        "filter": list(shown.classes),
        "view": asdict(shown.view) if shown.view else None,
        "fly_to": fly_to,
        "link": link,
        "report_view": report_view,
        "image_buttons": image_buttons,
        "height": height,
        **_words(texts),
    }
    data["block"] = block.text()
    _component()(key=key, data=data, on_map_change=on_change or _nothing)
    return shown


@cache
def _component() -> ComponentRenderer:
    """Declare the component, at the first map: scripts in files can be declared only while Streamlit runs.

    The name is the one under which src/demodash/pyproject.toml declares their folder.
    """
    return st.components.v2.component("demodash.map", js="map.js")


def _words(texts: MapTexts) -> dict[str, str]:
    words = asdict(texts)
    words["legend_note"] = words.pop("method")
    words["legend_title"] = words["legend_title"] or words["value_label"]
    return words


def _nothing() -> None:
    """Keep the state without doing more."""
