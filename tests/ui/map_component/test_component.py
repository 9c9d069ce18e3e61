"""Mounting the map under AppTest; what a browser does with it is in tests/browser."""

import json

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from demodash.ui.map_component import Frame, MapTexts, Point, choropleth_map


def page() -> None:
    import numpy as np
    import streamlit as st

    from demodash.charts.map_signs import MapClass
    from demodash.ui.map_component import Frame, MapState, MapTexts, choropleth_map

    st.session_state["shown"] = choropleth_map(
        key="map",
        geometry_url="/app/static/geo/towns.json",
        texts=MapTexts("Titre", "Carte de deux communes", method="Seuils choisis"),
        frames=[Frame("2024", classes=np.array([0, 255], dtype=np.uint8), values=np.array([1.5, np.nan]))],
        classes=[MapClass("tout", "#123456")],
        state=MapState(selected="02001", year=4),
    )


def test_sends_the_description_and_returns_the_state() -> None:
    app = AppTest.from_function(page).run()
    assert not app.exception
    sent = json.loads(app.get("bidi_component")[0].proto.json)
    assert sent["geometry"] == "/app/static/geo/towns.json"
    assert (sent["selected"], sent["year"], sent["count"]) == ("02001", 0, 2)
    assert sent["classes"] == [{"label": "tout", "colour": "#123456"}]
    assert sent["legend_note"] == "Seuils choisis"
    assert app.session_state["shown"].selected == "02001"


def test_scripts_are_served_as_files() -> None:
    proto = AppTest.from_function(page).run().get("bidi_component")[0].proto
    assert proto.js_content == ""
    assert proto.js_source_path.endswith("map.js")


@pytest.mark.parametrize("url", ["https://elsewhere.example/a.json", "//elsewhere.example/a.json"])
def test_geometry_of_another_host_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="geometry must come from this server"):
        choropleth_map(key="map", geometry_url=url, texts=MapTexts("", ""), frames=[])


def test_a_point_of_no_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="a kind that is not in point_kinds"):
        choropleth_map(
            key="map",
            geometry_url="/a.json",
            texts=MapTexts("", ""),
            frames=[Frame("", counts=np.array([1.0]))],
            points=[Point("Hôpital", 0, 0)],
        )
