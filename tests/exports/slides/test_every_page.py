"""Every chart of every page becomes a native chart that holds each of its values."""

from __future__ import annotations

import io
import json
import math
from pathlib import Path

import plotly.graph_objects as go
import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from demodash.charts.native import Kind, NativeChart, native
from demodash.exports.slides import deck_pptx
from demodash.exports.slides.labels import number_format
from demodash.ui.sitemap import FOLDER, PAGES
from tests.exports.slides.conftest import deck, slide

NAVIGATION = Path(__file__).resolve().parents[3] / "src" / "demodash" / "ui" / "navigation.py"
UP_TO_THE_PAGES = Path("..") / ".." / ".." / FOLDER.name
WITH_CHARTS = {"medecins.py", "formation.py", "exercice.py", "aides.py", "og12.py"}


def figures_of(file: str) -> list[go.Figure]:
    app = AppTest.from_file(NAVIGATION, default_timeout=60).run()
    if file != PAGES[0].file:
        app.switch_page(str(UP_TO_THE_PAGES / file)).run()
    assert not app.exception
    return [go.Figure(json.loads(each.proto.spec)) for each in app.get("plotly_chart")]


def drawn_values(figure: go.Figure, chart: NativeChart) -> list[float]:
    """The values that plotly draws, read without the module under test."""
    found: list[float] = []
    for trace in figure.data:
        if chart.kind is Kind.DUMBBELLS and trace.mode == "lines":
            continue
        across = chart.kind in {Kind.BARS, Kind.STACKS, Kind.DUMBBELLS}
        found += [value + chart.base for value in (trace.x if across else trace.y)]
    return found


def native_values(chart: NativeChart) -> list[float]:
    return [point.value for one in chart.series for point in one.points if point.value is not None]


@pytest.mark.parametrize("file", [page.file for page in PAGES], ids=[page.file[:-3] for page in PAGES])
def test_the_charts_of_a_page_are_native_with_all_their_values(file: str) -> None:
    figures = figures_of(file)
    assert bool(figures) or file not in WITH_CHARTS
    charts = [native(figure) for figure in figures]
    for figure, chart in zip(figures, charts, strict=True):
        assert native_values(chart) == pytest.approx(drawn_values(figure, chart), abs=1e-9)
        assert all(
            point.text or chart.kind in {Kind.LINES, Kind.STACKS} for one in chart.series for point in one.points
        )
    if not charts:
        return
    file_of_all = Presentation(io.BytesIO(deck_pptx(deck(*(slide(body=chart) for chart in charts)))))
    shown = [each for each in file_of_all.slides if any(shape.has_chart for shape in each.shapes)]
    for each, chart in zip(shown, charts, strict=True):
        frame = next(shape for shape in each.shapes if shape.has_chart)
        found = [
            value
            for plot in frame.chart.plots
            for series in plot.series
            if series.name not in {"Socle", "Niveau atteint"}
            for value in series.values
            if value is not None and not math.isnan(value)
        ]
        assert found == pytest.approx(native_values(chart))
        said = "".join(frame.chart.part._element.itertext())
        for one in chart.series:
            for point in one.points:
                assert not point.text or number_format(point) or point.text in said
