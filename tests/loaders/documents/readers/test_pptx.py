"""Slide decks: order of shapes, tables, charts, notes, furniture."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace

import pptx
import pytest
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Emu, Inches

from demodash.errors import DocumentError
from demodash.loaders.documents.passages import Document, passages
from demodash.loaders.documents.readers import read_document

BLANK = 6


def _deck(fill: Callable[[Slide], None], layout: int = BLANK) -> bytes:
    deck = pptx.Presentation()
    fill(deck.slides.add_slide(deck.slide_layouts[layout]))
    return _saved(deck)


def _saved(deck: Presentation) -> bytes:
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def _box(slide: Slide, left: float, top: float, text: str, width: float = 2) -> None:
    frame = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(0.5)).text_frame
    frame.text = text


def _read(fill: Callable[[Slide], None], layout: int = BLANK) -> Document:
    return read_document(_deck(fill, layout), "bilan.pptx")


def _texts(document: Document) -> list[str]:
    return [one.text for one in passages(document) if one.kind == "text"]


def test_shapes_in_reading_order() -> None:
    def fill(slide: Slide) -> None:
        _box(slide, 5, 2, "Droite en haut")
        _box(slide, 5, 2.6, "Droite en bas")
        _box(slide, 0.5, 2.6, "Gauche en bas")
        _box(slide, 0.5, 2, "Gauche en haut")
        _box(slide, 0.5, 0.5, "Au-dessus", width=8)

    assert _texts(_read(fill)) == [
        "Au-dessus",
        "Gauche en haut",
        "Gauche en bas",
        "Droite en haut",
        "Droite en bas",
    ]


def test_the_title_comes_first_and_its_lines_are_one() -> None:
    def fill(slide: Slide) -> None:
        title = slide.shapes.title
        title.top, title.left, title.width, title.height = Inches(6), Inches(1), Inches(8), Inches(1)
        title.text = "Éléments :\vquelques succès"
        _box(slide, 1, 1, "216 maisons")

    document = _read(fill, layout=5)
    title, count = passages(document)
    assert (title.role, title.text) == ("title", "Éléments : quelques succès")
    assert (count.text, count.heading) == ("216 maisons", (title.text,))


def test_groups_are_read_together() -> None:
    def fill(slide: Slide) -> None:
        group = slide.shapes.add_group_shape()
        for top, text in ((Inches(2), "maisons"), (Inches(1), "216")):
            group.shapes.add_textbox(Inches(1), top, Inches(2), Inches(0.5)).text_frame.text = text
        _box(slide, 6, 1.2, "à côté")

    assert _texts(_read(fill)) == ["216", "maisons", "à côté"]


def test_bullets_come_from_the_layout() -> None:
    def fill(slide: Slide) -> None:
        frame = slide.placeholders[1].text_frame
        frame.text = "Aides"
        inner = frame.add_paragraph()
        inner.text, inner.level = "Prime : 750 euros", 1
        _box(slide, 1, 6.8, "• Tapée à la main")
        _box(slide, 5, 6.8, "Sans puce")

    found = [(one.text, one.bullet, one.lines[0].level) for one in passages(_read(fill, layout=1))]
    assert found == [
        ("Aides", "•", 0),
        ("Prime : 750 euros", "•", 1),
        ("Tapée à la main", "•", 0),
        ("Sans puce", "", 0),
    ]


def test_rows_of_a_table_with_merged_cells() -> None:
    def fill(slide: Slide) -> None:
        table = slide.shapes.add_table(3, 3, Inches(1), Inches(1), Inches(6), Inches(2)).table
        cells = [["Filière", "2018", "2019"], ["Médecine", "2 110", "2 330"], ["", "12", "190"]]
        for row, texts in enumerate(cells):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        table.cell(1, 0).merge(table.cell(2, 0))

    found = passages(_read(fill))
    assert [(one.role, one.text) for one in found] == [
        ("header_row", "Filière ; 2018 ; 2019"),
        ("row", "Médecine ; 2 110 ; 2 330"),
        ("row", "Médecine ; 12 ; 190"),
    ]
    assert found[1].heading == ("Filière ; 2018 ; 2019",)


def test_figures_of_a_chart() -> None:
    def fill(slide: Slide) -> None:
        data = CategoryChartData(number_format="0.0%")
        data.categories = ["2018", "2019"]
        data.add_series("Vallée haute", (0.0823, -0.125))
        data.add_series("Vallée basse", (None, 1.5))
        chart = slide.shapes.add_chart(
            XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(1), Inches(4), Inches(3), data
        ).chart
        chart.has_title = True
        chart.chart_title.text_frame.text = "Part des cabinets"

    assert _texts(_read(fill)) == [
        "Part des cabinets",
        "Vallée haute ; 2018 ; 8,23 %",
        "Vallée haute ; 2019 ; -12,5 %",
        "Vallée basse ; 2019 ; 150 %",
    ]


def test_figures_of_a_scatter_chart() -> None:
    def fill(slide: Slide) -> None:
        data = XyChartData()
        series = data.add_series("Cabinets")
        series.add_data_point(2018, 3655)
        series.add_data_point(2019, 0.1 + 0.2)
        slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, Inches(1), Inches(1), Inches(4), Inches(3), data)

    assert _texts(_read(fill)) == ["Cabinets ; 2018 ; 3655", "Cabinets ; 2019 ; 0,30000000000000004"]


def test_categories_that_are_dates() -> None:
    def fill(slide: Slide) -> None:
        data = CategoryChartData()
        data.categories = [date(2019, 1, 31)]
        data.add_series("Cabinets", (216,))
        slide.shapes.add_chart(XL_CHART_TYPE.LINE, Inches(1), Inches(1), Inches(4), Inches(3), data)

    assert _texts(_read(fill)) == ["Cabinets ; 31/01/2019 ; 216"]


def test_text_of_a_diagram() -> None:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"

    def fill(slide: Slide) -> None:
        points = "".join(
            f'<dgm:pt modelId="{rank}" type="{kind}"><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'
            for rank, (kind, text) in enumerate([("node", "216 maisons"), ("pres", "vide"), ("node", "92 projets")])
        )
        xml = f'<dgm:dataModel xmlns:dgm="{drawing}/diagram" xmlns:a="{drawing}/main">{points}</dgm:dataModel>'
        kind = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
        part = Part(PackURI("/ppt/diagrams/data1.xml"), kind, slide.part.package, xml.encode())
        relation = slide.part.relate_to(part, RELATIONSHIP_TYPE.DIAGRAM_DATA)
        slide.shapes._spTree.append(
            parse_xml(
                f'<p:graphicFrame {nsdecls("p", "a", "r")}><p:nvGraphicFramePr><p:cNvPr id="9" name="d"/>'
                "<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x='0' y='0'/>"
                f"<a:ext cx='9' cy='9'/></p:xfrm><a:graphic><a:graphicData uri='{drawing}/diagram'>"
                f"<dgm:relIds xmlns:dgm='{drawing}/diagram' r:dm='{relation}'/></a:graphicData></a:graphic>"
                "</p:graphicFrame>"
            )
        )

    assert _texts(_read(fill)) == ["216 maisons", "92 projets"]


def test_notes_furniture_and_hidden_slides(samples: SimpleNamespace) -> None:
    deck = pptx.Presentation(io.BytesIO(samples.deck_pptx()))
    deck.slides[0].notes_slide.notes_text_frame.text = "Dire que 99 % approuvent"
    deck.slides[1].element.set("show", "0")
    document = read_document(_saved(deck), "bilan.pptx")
    notes = [line for line in document.lines if line.kind == "notes"]
    assert [(line.page, line.text) for line in notes] == [(1, "Dire que 99 % approuvent")]
    furniture = [(line.page, line.text, line.printed) for line in document.lines if line.kind == "furniture"]
    day = date(2021, 3, 14)
    assert sorted(furniture, key=str) == sorted(
        [(1, "14/03/2021", day), (1, "2", None), (2, "14/03/2021", day), (2, "3", None)], key=str
    )
    assert {line.hidden for line in document.lines if line.page == 1} == {False}
    assert {passage.hidden for passage in passages(document) if passage.page == 2} == {True}


def test_placeholders_of_the_footer_are_furniture() -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Bilan"
    for kind, text in (("dt", "14/03/2021"), ("ftr", "Agence 12"), ("sldNum", "7")):
        shape = slide.shapes.add_textbox(Inches(1), Inches(6), Inches(2), Inches(0.5))
        shape.text_frame.text = text
        shape._element.nvSpPr.nvPr.append(parse_xml(f'<p:ph {nsdecls("p")} type="{kind}" idx="99"/>'))
    document = read_document(_saved(deck), "bilan.pptx")
    assert [line.text for line in document.lines if line.kind == "text"] == ["Bilan"]


def test_the_call_of_a_footnote_is_not_a_digit() -> None:
    def fill(slide: Slide) -> None:
        frame = slide.shapes.add_textbox(0, 0, Inches(4), Inches(1)).text_frame
        paragraph = frame.paragraphs[0]
        paragraph.add_run().text = "Il y a 3 655"
        call = paragraph.add_run()
        call.text = "1"
        call.font._element.set("baseline", "30000")
        paragraph.add_run().text = " places"

    assert _texts(_read(fill)) == ["Il y a 3 655¹ places"]


def test_metadata_places_and_silent_slides() -> None:
    deck = pptx.Presentation()
    deck.core_properties.title = "Bilan des vallées"
    deck.core_properties.created = datetime(2021, 3, 14, 8)
    _box(deck.slides.add_slide(deck.slide_layouts[BLANK]), 1, 1, "216 maisons")
    deck.slides.add_slide(deck.slide_layouts[BLANK])
    document = read_document(_saved(deck), "bilan.pptx")
    assert (document.title, document.created, document.pages) == ("Bilan des vallées", date(2021, 3, 14), 2)
    assert document.remarks == ("diapositive 2 : aucun texte (une image ?)",)
    assert passages(document)[0].locate(0).text("pptx") == "diapositive 1, ligne 1"


def test_shapes_without_a_place() -> None:
    def fill(slide: Slide) -> None:
        _box(slide, 1, 1, "216 maisons")
        shape = slide.shapes.add_textbox(Emu(0), Emu(0), Emu(9), Emu(9))
        shape.text_frame.text = "Sans place"
        properties = shape._element.spPr
        properties.remove(properties.find("{http://schemas.openxmlformats.org/drawingml/2006/main}xfrm"))

    assert sorted(_texts(_read(fill))) == ["216 maisons", "Sans place"]


def test_too_many_slides(monkeypatch: pytest.MonkeyPatch, samples: SimpleNamespace) -> None:
    monkeypatch.setattr("demodash.loaders.documents.readers.slides.MAX_PAGES", 1)
    with pytest.raises(DocumentError, match="trouvé : 2 diapositives"):
        read_document(samples.deck_pptx(), "bilan.pptx")


def test_text_that_is_struck_through_is_not_read() -> None:
    def fill(slide: Slide) -> None:
        frame = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(4), Inches(1)).text_frame
        for text, strike in (("Il y a ", ""), ("61 ", "sngStrike"), ("62 ", "dblStrike"), ("57 maisons", "noStrike")):
            run = frame.paragraphs[0].add_run()
            run.text = text
            if strike:
                run._r.get_or_add_rPr().set("strike", strike)

    assert _texts(_read(fill)) == ["Il y a 57 maisons"]
