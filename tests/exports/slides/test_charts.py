"""What PowerPoint is strict about: the order of elements, labels where a kind allows them, caches that hold numbers."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from lxml import etree
from openpyxl import load_workbook

from demodash.charts.bars import bars
from demodash.charts.columns import columns
from demodash.charts.dumbbells import Pair, dumbbells
from demodash.charts.lines import timeline
from demodash.charts.marks import Break, Series
from demodash.charts.native import NativePoint, Side, native
from demodash.charts.palette import LIGHT
from demodash.charts.stacks import Stack, stacks
from demodash.charts.steps import steps
from demodash.exports.slides.chart import draw
from demodash.exports.slides.labels import common_format, number_format, written_like
from demodash.exports.slides.names import fitted_names, whole
from demodash.periods import period
from tests.exports.slides.conftest import mark

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
LABEL = ["layout", "tx", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal", "showCatName", "showSerName"]
LABEL += ["showPercent", "showBubbleSize"]
SERIES = ["idx", "order", "tx", "spPr", "invertIfNegative", "marker", "dPt", "dLbls", "cat", "val", "xVal", "yVal"]
AXIS = ["axId", "scaling", "delete", "axPos", "majorGridlines", "numFmt", "majorTickMark", "minorTickMark"]
AXIS += ["tickLblPos", "spPr", "txPr", "crossAx", "crosses", "crossesAt"]
ORDER = {
    "chartSpace": ["date1904", "lang", "roundedCorners", "chart", "spPr", "txPr"],
    "chart": ["autoTitleDeleted", "plotArea", "legend", "plotVisOnly", "dispBlanksAs"],
    "plotArea": ["layout", "barChart", "lineChart", "scatterChart", "catAx", "valAx", "spPr"],
    "barChart": ["barDir", "grouping", "varyColors", "ser", "gapWidth", "overlap", "axId"],
    "lineChart": ["grouping", "varyColors", "ser", "marker", "axId"],
    "scatterChart": ["scatterStyle", "varyColors", "ser", "axId"],
    "ser": [*SERIES, "smooth"],
    "dPt": ["idx", "invertIfNegative", "marker", "bubble3D", "spPr"],
    "dLbls": ["dLbl", *LABEL[2:]],
    "dLbl": ["idx", "delete", *LABEL],
    "marker": ["symbol", "size", "spPr"],
    "scaling": ["orientation", "max", "min"],
    "catAx": [*AXIS, "auto", "lblAlgn", "lblOffset", "tickLblSkip", "tickMarkSkip", "noMultiLvlLbl"],
    "valAx": [*AXIS, "crossBetween", "majorUnit"],
    "legend": ["legendPos", "layout", "overlay", "txPr"],
    "numCache": ["formatCode", "ptCount", "pt"],
    "strCache": ["ptCount", "pt"],
}
ALLOWED = {"barChart/clustered": {"outEnd"}, "barChart/stacked": {"ctr"}, "lineChart/standard": set("tblr")}
ALLOWED["scatterChart/"] = set("tblr")


def figures():
    marks = [mark(-8.23, "−8,23\u202f%", "ZIP"), mark(70, "plus de 70\u202f%", "ZAC", hollow=True), mark(1, "", "ZAR")]
    series = [mark(value, f"{value}", x=2012.0 + value, hollow=value == 2) for value in range(4)]
    uneven = [mark(value, f"{value}", x=2012.0 + value**2) for value in range(4)]
    parts = [mark(30, "30 %", "ZIP"), mark(70, "70 %", "ZAC", colour="#5a96d3")]
    pair = Pair("Médecine", mark(10, "10"), mark(20, "environ 20", hollow=True), "+100 %")
    alone = Series("Seule", LIGHT.series[1], [mark(5, "5", x=2014.5)], joined=False)
    return {
        "bars": bars(marks, LIGHT, reference=mark(-6.9, "−6,90 %", "Région")),
        "bars on 100": bars([mark(103, "103", "A"), mark(95, "95", "B")], LIGHT, base=100),
        "columns": columns(marks, LIGHT, reference=mark(3, "3", "Cible")),
        "stacks": stacks([Stack("Aisne", parts), Stack("Nord", parts)], LIGHT),
        "steps": steps(mark(100, "100", "Avant"), [mark(-15, "−15", "2022")], mark(85, "85", "Total"), LIGHT),
        "even line": timeline([Series("Région", LIGHT.accent, series)], LIGHT, label_points=True),
        "lines": timeline(
            [Series("", LIGHT.accent, uneven, dashed=True), alone],
            LIGHT,
            label_points=True,
            suffix=" %",
            breaks=[Break(2015, "avant", "après")],
        ),
        "dumbbells": dumbbells([pair], LIGHT, names=("avant", "après")),
    }


every_kind = pytest.mark.parametrize("kind", list(figures()))


@every_kind
def test_elements_come_in_the_order_of_the_schema(kind):
    root = etree.fromstring(draw(native(figures()[kind]), 864, 330).xml)
    for element in root.iter():
        name = etree.QName(element).localname
        if not element.tag.startswith(C) or name not in ORDER or not len(element):
            continue
        places = [ORDER[name].index(etree.QName(child).localname) for child in element]
        assert places == sorted(places), (name, [etree.QName(child).localname for child in element])


@every_kind
def test_labels_stand_where_their_kind_of_chart_allows(kind):
    root = etree.fromstring(draw(native(figures()[kind]), 864, 330).xml)
    for group in ("barChart", "lineChart", "scatterChart"):
        for chart in root.iter(C + group):
            grouping = chart.find(C + "grouping")
            allowed = ALLOWED[f"{group}/{'' if grouping is None else grouping.get('val')}"]
            assert {each.get("val") for each in chart.iter(C + "dLblPos")} <= allowed


@every_kind
def test_caches_hold_as_many_numbers_as_they_say_and_series_are_not_empty(kind):
    root = etree.fromstring(draw(native(figures()[kind]), 864, 330).xml)
    series = list(root.iter(C + "ser"))
    assert [each.find(C + "idx").get("val") for each in series] == [str(at) for at in range(len(series))]
    for each in series:
        numbers = next(each.iter(C + "numCache"))
        assert int(numbers.find(C + "ptCount").get("val")) >= len(numbers.findall(C + "pt")) > 0
        assert all(float(value.text) is not None for value in numbers.iter(C + "v"))


@every_kind
def test_a_chart_stays_in_its_room(kind):
    drawn = draw(native(figures()[kind]), 864, 330)
    root = etree.fromstring(drawn.xml)
    layout = root.find(f".//{C}plotArea/{C}layout/{C}manualLayout")
    x, y, wide, high = (float(layout.find(C + name).get("val")) for name in "xywh")
    assert 0 <= x < x + wide <= 1
    assert 0 <= y < y + high <= 1
    assert drawn.width <= 864
    assert drawn.height <= 330
    for one in drawn.overlays:
        assert 0 <= one.box.left <= one.box.right <= drawn.width + 0.01


def point(value: float, text: str) -> NativePoint:
    return NativePoint(value, text, "#000000", "#000000")


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        (4430, "4\u202f430", "[$-40C]#,##0;"),
        (8.274, "8,27", "[$-40C]#,##0.00;"),
        (8.2, "8,20\u202f%", '[$-40C]#,##0.00"\u202f%";'),
        (3, "+3 places", '[$-40C]"+"#,##0" places";'),
        (-8.23, "−8,23", '[$-40C]"+"#,##0.00;[$-40C]"−"#,##0.00;'),
    ],
)
def test_a_label_is_tied_to_its_value_where_a_number_format_writes_it(value, text, expected):
    assert number_format(point(value, text)).startswith(expected)


@pytest.mark.parametrize(
    ("value", "text"), [(70, "plus de 70"), (8.27, "8,2"), (0.125, "0,12"), (0, "aucun"), (1, '1 "guillemet"')]
)
def test_a_label_that_no_format_writes_stays_a_text(value, text):
    assert number_format(point(value, text)) is None


def test_the_shared_format_is_that_of_most_labels():
    assert common_format([point(1, "1,0"), point(2, "2,0"), point(3, "3")]).startswith("[$-40C]#,##0.0;")
    assert common_format([point(1, "aucun")]) == "General"
    assert written_like("12,5\u202f%", 1234.56) == "1\u202f234,6\u202f%"


def test_a_text_below_another_mark_goes_under_its_own():
    lines = [
        Series("A", LIGHT.accent, [mark(76, "76", x=2017.5), mark(200, "200", x=2022.5)]),
        Series("B", LIGHT.series[1], [mark(92, "92", x=2017.5)], joined=False),
    ]
    chart = native(timeline(lines, LIGHT, label_points=True))
    root = etree.fromstring(draw(chart, 864, 330).xml)
    first = next(root.iter(C + "ser"))
    (label,) = [each for each in first.iter(C + "dLbl") if each.find(C + "idx").get("val") == "0"]
    assert label.find(C + "dLblPos").get("val") == "b"
    assert {each.side for each in chart.series[0].points} == {Side.ABOVE}


def test_a_line_ends_at_its_last_value_and_one_without_values_is_left_out():
    chart = native(timeline([Series("Région", LIGHT.accent, [mark(v, "", x=2012 + v) for v in range(4)])], LIGHT))
    (line,) = chart.series
    gaps = tuple(replace(each, value=None) for each in line.points)
    cut = replace(line, points=(*line.points[:2], *gaps[2:]))
    root = etree.fromstring(draw(replace(chart, series=(cut, replace(line, points=gaps))), 864, 330).xml)
    (series,) = root.iter(C + "ser")
    assert [each.text for each in series.find(C + "val").iter(C + "v")] == ["0.0", "1.0"]
    assert "Région" in "".join(series.find(C + "dLbls").itertext())


def _dates(*positions, breaks=()):
    marks = [mark(place, f"{place}", x=x) for place, x in enumerate(positions, 10)]
    chart = native(timeline([Series("Région", LIGHT.accent, marks)], LIGHT, label_points=True, breaks=breaks))
    drawn = draw(chart, 864, 330)
    root = etree.fromstring(drawn.xml)
    dates = next(root.iter(C + "xVal"))
    axis = next(one for one in root.iter(C + "valAx") if one.find(C + "axPos").get("val") == "b")
    scaling = axis.find(C + "scaling")
    low, high = (float(scaling.find(C + name).get("val")) for name in ("min", "max"))
    return [float(each.text) for each in dates.iter(C + "v")], low, high, drawn


def test_a_whole_year_stands_on_its_label_and_its_cell_holds_the_year():
    dates, low, high, drawn = _dates(*(period(year).position for year in ("2015", "2016", "2019", "2023")))
    assert dates == [2015, 2016, 2019, 2023]
    assert low == int(low)
    assert low <= 2015
    assert high >= 2023
    sheet = load_workbook(io.BytesIO(drawn.workbook)).active
    assert sheet["A1"].value == "Année (Région)"
    assert [cell.value for cell in sheet["A"][1:]] == [2015, 2016, 2019, 2023]
    assert {cell.number_format for cell in sheet["A"][1:]} == {"General"}


def test_a_day_keeps_its_distance_to_the_whole_years_and_to_the_break():
    parted = [Break(2018.0, "avant", "après")]
    dates, low, high, drawn = _dates(
        *(period(iso).position for iso in ("2015", "2018-01-01", "2019-12-31")), breaks=parted
    )
    assert dates == [2015, 2017.5, 2019.497]
    header = load_workbook(io.BytesIO(drawn.workbook)).active["A1"].value
    assert header == "Année (Région) ; 2015,5 : fin de 2015"
    layout = etree.fromstring(drawn.xml).find(f".//{C}plotArea/{C}layout/{C}manualLayout")
    left, wide = (float(layout.find(C + name).get("val")) * drawn.width for name in "xw")
    across = next(one.box.left for one in drawn.overlays if one.name.startswith("Rupture"))
    assert across == pytest.approx(left + (2017.5 - low) / (high - low) * wide, abs=0.5)


def test_days_alone_keep_their_dates():
    dates, low, _, _ = _dates(*(period(iso).position for iso in ("2015-01-01", "2018-01-01", "2018-12-31")))
    assert dates == [2015, 2018, 2018.997]
    assert low <= 2015


def test_names_keep_the_lines_that_mean_something():
    assert whole("Places du Ségur\n(Infirmiers)\nFrance, 2022") == "Places du Ségur (Infirmiers)\nFrance, 2022"
    assert whole("France 3 Hauts-de-\nFrance\n2024") == "France 3 Hauts-de-France\n2024"
    assert whole("Le Quotidien du\nMédecin") == "Le Quotidien du Médecin"


def test_names_take_fewer_lines_rather_than_small_type():
    names = ["Places du protocole\nFrance, 2023\n12 600 et 13 587"] * 9
    texts, size, room = fitted_names(names, 31.0, 864)
    assert set(texts) == {"Places du protocole\nFrance, 2023 · 12 600 et 13 587"}
    assert size >= 11
    assert room < 864 / 2
