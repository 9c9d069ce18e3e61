"""One page, three ways: ``?way=none`` without its map, ``?way=map`` with ours, ``?way=naive`` with plotly express."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import plotly.express as px
import streamlit as st

from demodash.charts.map_signs import MapClass
from demodash.ui.map_component import Frame, MapTexts, NumberFormat, choropleth_map, sequential

ROOT = Path(__file__).resolve().parents[2]
GEO = ROOT / "data" / "geo"
SETS = json.loads((ROOT / "static" / "geo" / "manifest.json").read_text(encoding="utf-8"))["sets"]
INDICATORS = {"Population": (0, "habitant", "habitants"), "Densité": (1, "hab./km²", "hab./km²")}
CLASSES = 6


@st.cache_resource
def communes() -> pd.DataFrame:
    """One row per commune, by code: Population (inhabitants), Densité (inhabitants per km²)."""
    table = pd.read_parquet(GEO / "territories_2026.parquet")
    rows = table[table["level"] == "COM"].sort_values("insee")
    density = (rows["population"] / rows["area_km2"]).round(1)
    return pd.DataFrame({"code": rows["insee"], "Population": rows["population"], "Densité": density})


@st.cache_resource
def outlines() -> dict[str, object]:
    """The same outlines as GeoJSON, as a page that knows no better holds them."""
    frame = gpd.read_parquet(GEO / "communes_2026.parquet").to_crs("EPSG:4326")
    key = "insee" if "insee" in frame.columns else "code"
    frame["code"] = frame[key].astype(str).str.removeprefix("COM-")
    document: dict[str, object] = json.loads(frame[["code", "geometry"]].to_json())
    return document


way = st.query_params.get("way", "map")
st.title("Communes")
name = st.radio("Indicateur", list(INDICATORS), horizontal=True)
rows = communes()
values = rows[name].to_numpy(dtype=np.float64)
breaks = np.quantile(values, np.linspace(0, 1, CLASSES + 1)[1:-1])
codes = np.searchsorted(breaks, values, side="right").astype(np.uint8)
if way == "map":
    labels = [f"classe {number + 1}" for number in range(CLASSES)]
    choropleth_map(
        key="map",
        geometry_url=f"/app/static/geo/{SETS['hdf-communes']['file']}",
        borders=("departement",),
        texts=MapTexts(title=name, alt=f"Carte des communes : {name}", value_label=name, method="Quantiles"),
        frames=[Frame("2023", classes=codes, values=values)],
        classes=[MapClass(label, *fill) for label, fill in zip(labels, sequential(CLASSES), strict=True)],
        number_format=NumberFormat(*INDICATORS[name]),
    )
elif way == "naive":
    figure = px.choropleth(
        rows.assign(classe=codes),
        geojson=outlines(),
        locations="code",
        featureidkey="properties.code",
        color="classe",
        title=name,
        height=560,
    )
    figure.update_geos(fitbounds="locations", visible=False)
    st.plotly_chart(figure, config={"topojsonURL": "/world/"})
st.caption(f"Affiché : {name}")
