from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise

import openpyxl
import pytest
from pptx.util import Emu

from demodash.charts.columns import columns
from demodash.charts.dumbbells import Pair, dumbbells
from demodash.charts.lines import timeline
from demodash.charts.map_signs import MapClass
from demodash.charts.marks import Series
from demodash.charts.native import native
from demodash.charts.palette import LIGHT
from demodash.charts.stacks import Stack, stacks
from demodash.charts.steps import steps
from demodash.errors import DemodashError
from demodash.exports.map_picture import class_picture
from demodash.exports.slides import TextTable, deck_pptx
from tests.exports.slides.conftest import chart_of, deck, mark, slide


def texts(shown) -> list[str]:
    return [shape.text_frame.text for shape in shown.shapes if shape.has_text_frame]


def the_chart(shown):
    return next(shape for shape in shown.shapes if shape.has_chart)


def the_table(shown):
    return next(shape for shape in shown.shapes if shape.has_table).table


def sheet_of(shown) -> list[list[object]]:
    blob = the_chart(shown).chart.part.chart_workbook.xlsx_part.blob
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(blob)).active.iter_rows(values_only=True)]


def test_a_slide_says_the_finding_what_is_measured_the_reading_and_the_source(reopened):
    opening, shown = reopened(slide()).slides
    assert opening.shapes.title.text == "Revue d’essai"
    assert "22 novembre 2026" in texts(opening)[-1]
    assert shown.shapes.title.text == "Les ZAR reculent"
    said = texts(shown)
    assert "Évolution, 2016–2020 (%)" in said
    assert any(text.startswith("Lecture :") and text.endswith("les ZIP.") for text in said)
    assert "Source : Agence d’essai, 5 mars 2024, page 3" in said
    assert any(shape.placeholder_format.type.name == "SLIDE_NUMBER" for shape in shown.placeholders)


def test_the_notes_hold_definition_limits_sources_and_the_way_back(reopened):
    *_, shown = reopened(slide()).slides
    frame = shown.notes_slide.notes_text_frame
    assert "Définition d’essai.\nLimite : chiffres inventés." in frame.text
    assert "Agence d’essai, « Document d’essai », page 3" in frame.text
    (link,) = [run.hyperlink.address for line in frame.paragraphs for run in line.runs if run.hyperlink.address]
    assert link == "https://exemple.fr/medecins?mesure=mg#card-1"


def test_the_chart_is_native_with_its_values_its_sheet_and_its_alternative(reopened):
    *_, shown = reopened(slide()).slides
    frame = the_chart(shown)
    plot = frame.chart.plots[0]
    assert list(plot.categories) == ["ZAR", "ZIP"]
    assert list(plot.series[0].values) == [-11.73, -8.23]
    assert sheet_of(shown) == [["Catégorie", "Valeur"], ["ZAR", -11.73], ["ZIP", -8.23]]
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == "Les ZAR reculent. Les ZAR perdent plus que les ZIP."


def test_hollow_bars_are_white_inside_their_colour(reopened):
    drawn = columns([mark(3, "3"), mark(2, "2", hollow=True)], LIGHT)
    *_, shown = reopened(slide(body=native(drawn))).slides
    (series,) = the_chart(shown).chart.plots[0].series
    solid, hollow = series.format, series.points[1].format
    assert hollow.fill.fore_color.theme_color.name == "BACKGROUND_1"
    assert hollow.line.color.theme_color.name == "ACCENT_1"
    assert solid.fill.fore_color.theme_color.name == "ACCENT_1"


def test_a_published_sign_stays_in_the_label(reopened):
    *_, shown = reopened(slide(body=chart_of((70, "plus de 70\u202f%", "Région")))).slides
    (point,) = the_chart(shown).chart.plots[0].series[0].points
    assert point.data_label.text_frame.text == "plus de 70\u202f%"


def test_a_gap_is_an_empty_cell(reopened):
    drawn = timeline([Series("Région", LIGHT.accent, [mark(v, "", x=2012 + v) for v in range(1, 4)])], LIGHT)
    drawn.data[0].y = [1, None, 3]
    *_, shown = reopened(slide(body=native(drawn))).slides
    assert list(the_chart(shown).chart.plots[0].series[0].values) == [1, None, 3]
    assert sheet_of(shown)[2] == ["2014", None]


def test_unevenly_spaced_dates_stand_at_their_place(reopened):
    marks = [mark(value, f"{value}", x=year) for year, value in ((2010.0, 19), (2017.5, 76), (2023.4, 231))]
    drawn = timeline([Series("MSP", LIGHT.accent, marks)], LIGHT)
    *_, shown = reopened(slide(body=native(drawn))).slides
    (series,) = the_chart(shown).chart.plots[0].series
    assert [float(value.text) for value in series._element.findall(".//{*}xVal//{*}v")] == [2009.5, 2017.0, 2022.9]
    assert list(series.values) == [19, 76, 231]
    assert sheet_of(shown)[1] == [2009.5, 19]


def test_evenly_spaced_years_are_categories(reopened):
    drawn = timeline([Series("MSP", LIGHT.accent, [mark(v, "", x=2012.0 + v) for v in range(4)])], LIGHT)
    *_, shown = reopened(slide(body=native(drawn))).slides
    assert list(the_chart(shown).chart.plots[0].categories) == ["2012", "2013", "2014", "2015"]


def test_stacks_steps_and_pairs(reopened):
    parts = [mark(30, "30 %", "ZIP"), mark(70, "70 %", "ZAC", colour="#5a96d3")]
    stack = native(stacks([Stack("Aisne", parts)], LIGHT))
    step = native(steps(mark(100, "100", "Avant"), [mark(15, "+15", "2022")], mark(115, "115", "Total"), LIGHT))
    pair = native(
        dumbbells([Pair("Médecine", mark(10, "10"), mark(20, "20"), "+100 %")], LIGHT, names=("avant", "après"))
    )
    _, one, two, three = reopened(slide(body=stack), slide(body=step), slide(body=pair)).slides
    assert [list(each.values) for each in the_chart(one).chart.plots[0].series] == [[30], [70]]
    _, added = the_chart(two).chart.plots[0].series
    assert list(added.values) == [100, 15, 115]
    assert sheet_of(two)[2] == ["2022", 100, 15, 115]
    assert [(each.name, list(each.values)) for each in the_chart(three).chart.plots[0].series] == [
        ("avant", [10]),
        ("après", [20]),
    ]


def test_a_reference_is_a_line_with_its_text(reopened):
    body = native_with_reference()
    *_, shown = reopened(slide(body=body)).slides
    group = next(shape for shape in shown.shapes if shape.name == "Repères du graphique")
    assert [shape.name for shape in group.shapes] == ["Région : −6,90 %", "Texte de la référence : Région"]
    line, _ = group.shapes
    frame = the_chart(shown)
    assert frame.left < line.left < frame.left + frame.width
    assert sheet_of(shown)[0] == ["Catégorie", "Valeur", "Région"]


def native_with_reference():
    from demodash.charts.bars import bars

    return native(bars([mark(-11.73, "−11,73 %", "ZAR")], LIGHT, reference=mark(-6.9, "−6,90 %", "Région")))


def test_a_table_is_native_and_says_what_it_leaves_out(reopened):
    table = TextTable(["Zone", "Valeur"], [[f"Zone {at}", f"{at},5"] for at in range(140)], numeric=(1,), derived=(0,))
    _, first, second, third = reopened(slide(body=table)).slides
    kept = [len(the_table(one).rows) - 1 for one in (first, second, third)]
    assert [cell.text for cell in the_table(first).rows[1].cells] == ["Zone 0", "0,5"]
    assert [cell.text for cell in the_table(second).rows[1].cells] == [f"Zone {kept[0]}", f"{kept[0]},5"]
    assert min(kept) > 5
    assert f"et {140 - sum(kept)} autres lignes, dans la vue" in texts(third)
    assert not [text for text in [*texts(first), *texts(second)] if "dans la vue" in text]
    assert second.shapes.title.text == "Les ZAR reculent (suite)"


def test_a_long_table_goes_on_in_parts_of_one_length_and_says_its_group_again(reopened):
    rows = [[f"Groupe {at // 10}" if at % 10 == 0 else "", f"Ligne {at}"] for at in range(22)]
    _, first, second = reopened(slide(body=TextTable(["Groupe", "Ligne"], rows))).slides
    parts = [[[cell.text for cell in row.cells] for row in the_table(one).rows][1:] for one in (first, second)]
    assert [line for part in parts for _, line in part] == [f"Ligne {at}" for at in range(22)]
    assert abs(len(parts[0]) - len(parts[1])) <= 2
    assert parts[1][0][0] == "Groupe 1"
    assert not [text for one in (first, second) for text in texts(one) if "dans la vue" in text]


def test_a_table_without_a_column_is_refused():
    with pytest.raises(ValueError, match="needs a column"):
        deck_pptx(deck(slide(body=TextTable([], []))))


def test_a_map_is_made_of_named_shapes_grouped_by_class(reopened):
    codes = ["DEP-02", "DEP-59", "DEP-60", "DEP-62", "DEP-80"]
    classes = [MapClass("moins de 10", "#e1edef"), MapClass("10 et plus", "#0a4a60")]
    picture = class_picture(
        "departements", codes, [0, 0, 1, 1, 255], classes, legend_title="Essai", texts=lambda _: "9"
    )
    *_, shown = reopened(slide(body=picture)).slides
    drawn = next(shape for shape in shown.shapes if shape.name == "Carte")
    groups = {one.name: [shape.name for shape in one.shapes] for one in drawn.shapes}
    assert groups["moins de 10"] == ["Aisne", "Nord"]
    assert groups["10 et plus"] == ["Oise", "Pas-de-Calais"]
    assert groups["Pas de donnée"] == ["Somme"]
    assert len(groups["Limites"]) == 5
    assert drawn._element.nvGrpSpPr.cNvPr.get("descr").startswith("Les ZAR reculent")
    legend = next(shape for shape in shown.shapes if shape.name == "Légende")
    said = " ".join(shape.text_frame.text for shape in legend.shapes)
    assert "Essai" in said
    assert "10 et plus" in said
    assert "2 départements" in said


def test_an_empty_presentation_is_refused_in_french():
    with pytest.raises(DemodashError, match="au moins une carte"):
        deck_pptx(deck())


def test_hostile_texts_are_cleaned_and_cut(reopened):
    bad = "=1+1\x00\x0b\ud800 " + "titre " * 900
    hostile = slide(
        title=bad,
        subtitle=bad,
        reading=bad,
        source_line=bad,
        sources=(bad,) * 40,
        notes=(bad, ""),
        link="javascript:alert(1)",
        body=chart_of((1, "1", "=cmd|'/C calc'!A0\x01"), (2, "2", "@SUM(A1)")),
    )
    file = reopened(hostile, title=bad, subtitle=bad, address=bad)
    _, shown, *sources = file.slides
    assert shown.shapes.title.text.startswith("=1+1 titre")
    assert shown.shapes.title.text.endswith("…")
    assert len(shown.shapes.title.text) < 400
    assert [row[0] for row in sheet_of(shown)] == ["Catégorie", "=cmd|'/C calc'!A0", "@SUM(A1)"]
    frame = shown.notes_slide.notes_text_frame
    assert not [run for line in frame.paragraphs for run in line.runs if run.hyperlink.address]
    assert {one.shapes.title.text for one in sources} == {"Sources"}


def test_a_sheet_holds_no_formula(reopened):
    *_, shown = reopened(slide(body=chart_of((1, "1", "=1+1")))).slides
    blob = the_chart(shown).chart.part.chart_workbook.xlsx_part.blob
    cell = openpyxl.load_workbook(io.BytesIO(blob)).active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_opening_leads_back_in_a_few_words_and_notes_hold_an_address_too_long_for_a_link(reopened):
    def opening(address):
        shown = reopened(slide(), address=address).slides[0]
        return shown, [run for line in shown.placeholders[13].text_frame.paragraphs for run in line.runs]

    _, (day, back) = opening("https://exemple.fr/presentation?cartes=1eNq")
    assert (day.hyperlink.address, day.text) == (None, "22 novembre 2026")
    assert back.text == "Ouvrir cette présentation dans le tableau de bord"
    assert back.hyperlink.address == "https://exemple.fr/presentation?cartes=1eNq"
    endless = f"https://exemple.fr/presentation?cartes={'x' * 3_000}"
    shown, (only,) = opening(endless)
    assert only.text == "22 novembre 2026"
    assert endless in shown.notes_slide.notes_text_frame.text


def test_texts_without_content_leave_no_empty_placeholder(reopened):
    bare = slide(subtitle="", reading="", source_line="", sources=(), notes=(), link="", title="")
    opening, shown = reopened(bare, subtitle="", address="").slides
    assert shown.shapes.title.text == "Sans titre"
    assert not [text for text in [*texts(opening), *texts(shown)] if "Cliquez" in text or not text]


def test_sources_go_to_the_end_only_when_the_footer_cannot_hold_them(reopened):
    assert len(reopened(slide()).slides) == 2
    *_, last = reopened(slide(), slide(source_line="Agence d’essai, page 3 ; " * 40)).slides
    assert last.shapes.title.text == "Sources"
    assert texts(last)[1] == "Diapositive 3 : Les ZAR reculent\nAgence d’essai, « Document d’essai », page 3"


def test_nothing_overlaps_whatever_the_length_of_the_texts(reopened):
    long = slide(title="Un titre assez long " * 12, subtitle="Sous-titre " * 30, reading="Lecture " * 90)
    for shown in list(reopened(slide(), long, slide(body=TextTable(["A"], [["b"]] * 30))).slides)[1:]:
        placed = sorted(
            (shape for shape in shown.shapes if shape.name not in {"Repères du graphique", "Numéro"}),
            key=lambda shape: shape.top,
        )
        for above, below in pairwise(placed):
            assert above.top + above.height <= below.top + Emu(12700), (above.name, below.name)
        assert all(one.left >= 0 and one.left + one.width <= Emu(12_192_000) for one in placed)
        assert placed[-1].top + placed[-1].height <= Emu(6_858_000)


def test_every_shape_of_a_slide_has_its_own_number():
    body = class_picture("departements", ["DEP-02"], [0], [MapClass("a", "#e1edef")], legend_title="x")
    data = deck_pptx(deck(slide(body=body), slide(body=native_with_reference()), slide(body=TextTable(["A"], [["b"]]))))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        slides = [name for name in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        assert len(slides) == 4
        for name in slides:
            numbers = re.findall(r'<p:cNvPr id="(\d+)"', archive.read(name).decode())
            assert len(numbers) == len(set(numbers))
