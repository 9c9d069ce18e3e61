"""Word documents: paragraphs, lists, tables, revisions, footnotes, furniture."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime

import docx
import pytest
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from demodash.loaders.documents.passages import Document, passages
from demodash.loaders.documents.readers import read_document


def _read(fill: Callable[[WordDocument], None]) -> Document:
    document = docx.Document()
    fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return read_document(stream.getvalue(), "note.docx")


def _texts(document: Document) -> list[str]:
    return [one.text for one in passages(document) if one.kind == "text"]


def test_headings_lists_and_places() -> None:
    def fill(document: WordDocument) -> None:
        document.add_paragraph("Bilan", style="Title")
        document.add_paragraph("Places", style="Heading 1")
        document.add_paragraph("Aides", style="List Bullet")
        document.add_paragraph("Prime : 750 euros", style="List Bullet 2")
        document.add_paragraph("")
        document.add_paragraph("Former", style="List Number")

    found = passages(_read(fill))
    assert [(one.role, one.text, one.heading) for one in found] == [
        ("title", "Bilan", ()),
        ("heading", "Places", ("Bilan",)),
        ("bullet", "Aides", ("Bilan", "Places")),
        ("bullet", "Prime : 750 euros", ("Bilan", "Places")),
        ("bullet", "Former", ("Bilan", "Places")),
    ]
    assert [one.locate(0).text("docx") for one in found][-1] == "paragraphe 5"


def test_level_of_a_list_in_the_paragraph() -> None:
    def fill(document: WordDocument) -> None:
        for level, text in ((0, "Aides"), (1, "Prime : 750 euros")):
            paragraph = document.add_paragraph(text)
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')
            )

    outer, inner = passages(_read(fill))
    assert (outer.bullet, inner.bullet) == ("•", "•")
    assert inner.heading == ("Aides",)


def test_paragraphs_and_tables_in_order() -> None:
    def fill(document: WordDocument) -> None:
        document.add_paragraph("Avant.")
        table = document.add_table(3, 3)
        cells = [["Filière", "2018", "2019"], ["Médecine", "2\u00a0110", "2\u00a0330"], ["", "190", "430"]]
        for row, texts in enumerate(cells):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        document.add_paragraph("Après.")

    found = passages(_read(fill))
    assert [(one.role, one.text) for one in found] == [
        ("body", "Avant."),
        ("header_row", "Filière ; 2018 ; 2019"),
        ("row", "Médecine ; 2 110 ; 2 330"),
        ("row", "Médecine ; 190 ; 430"),
        ("body", "Après."),
    ]
    assert found[-1].heading == ()


def test_a_table_that_lays_the_page_out() -> None:
    def fill(document: WordDocument) -> None:
        table = document.add_table(1, 1)
        table.cell(0, 0).text = "Un cabinet."
        table.cell(0, 0).add_paragraph("Deux cabinets.")

    assert _texts(_read(fill)) == ["Un cabinet.", "Deux cabinets."]


def test_revisions_show_what_is_kept() -> None:
    def fill(document: WordDocument) -> None:
        paragraph = document.add_paragraph("Il y a ")
        word = nsdecls("w")
        paragraph._p.append(
            parse_xml(f'<w:del {word} w:id="1" w:author="a"><w:r><w:delText>190</w:delText></w:r></w:del>')
        )
        paragraph._p.append(parse_xml(f'<w:ins {word} w:id="2" w:author="a"><w:r><w:t>216</w:t></w:r></w:ins>'))
        paragraph.add_run(" maisons.")

    assert _texts(_read(fill)) == ["Il y a 216 maisons."]


def test_content_controls_links_and_hidden_text() -> None:
    def fill(document: WordDocument) -> None:
        word = nsdecls("w")
        body = document.element.body
        body.insert(
            0,
            parse_xml(
                f"<w:sdt {word}><w:sdtContent><w:p><w:r><w:t>Un cabinet.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            ),
        )
        paragraph = document.add_paragraph("Voir ")
        paragraph._p.append(parse_xml(f"<w:hyperlink {word}><w:r><w:t>les 12 fiches</w:t></w:r></w:hyperlink>"))
        paragraph.add_run(" 99").font.hidden = True

    assert _texts(_read(fill)) == ["Un cabinet.", "Voir les 12 fiches"]


def test_text_boxes_are_read_once() -> None:
    def fill(document: WordDocument) -> None:
        paragraph = document.add_paragraph("Il y a 57 maisons.")
        box = "<w:txbxContent><w:p><w:r><w:t>216 projets</w:t></w:r></w:p></w:txbxContent>"
        paragraph._p.append(
            parse_xml(
                f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
                f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
                f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
            )
        )

    assert _texts(_read(fill)) == ["Il y a 57 maisons.", "216 projets"]


def test_the_call_of_a_footnote_is_not_a_digit() -> None:
    def fill(document: WordDocument) -> None:
        paragraph = document.add_paragraph("Il y a 3 655")
        paragraph.add_run("1").font.superscript = True
        paragraph.add_run(" places, la 2")
        paragraph.add_run("e").font.superscript = True
        paragraph.add_run(" région.")

    assert _texts(_read(fill)) == ["Il y a 3 655¹ places, la 2e région."]


def test_breaks_tabs_and_hyphens() -> None:
    def fill(document: WordDocument) -> None:
        document.add_paragraph("Médecine\t2110\t2330")
        document.add_paragraph("Le correspondant : une personne\nIl conseille.")
        paragraph = document.add_paragraph("Terres")
        run = paragraph.add_run()
        run._r.append(run._r.makeelement(qn("w:noBreakHyphen"), {}))
        paragraph.add_run("hautes")

    assert _texts(_read(fill)) == [
        "Médecine ; 2110 ; 2330",
        "Le correspondant : une personne",
        "Il conseille.",
        "Terres-hautes",
    ]


def test_headers_and_footers_are_furniture() -> None:
    def fill(document: WordDocument) -> None:
        document.add_paragraph("Il y a 57 maisons.")
        document.sections[0].header.paragraphs[0].text = "Bilan 2019"
        document.sections[0].footer.paragraphs[0].text = "Page 3 sur 12, 14/03/2021"

    document = _read(fill)
    assert [(line.kind, line.text, line.printed) for line in document.lines] == [
        ("text", "Il y a 57 maisons.", None),
        ("furniture", "Bilan 2019", None),
        ("furniture", "Page 3 sur 12, 14/03/2021", date(2021, 3, 14)),
    ]


def test_footnotes_come_after_the_text() -> None:
    def fill(document: WordDocument) -> None:
        paragraph = document.add_paragraph("Il y a 57 maisons")
        word = nsdecls("w")
        paragraph._p.append(parse_xml(f'<w:r {word}><w:footnoteReference w:id="2"/></w:r>'))
        paragraph.add_run(".")
        notes = (
            f'<w:footnotes {word}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
            '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Dont 12 en 2019.</w:t></w:r></w:p>'
            "</w:footnote></w:footnotes>"
        )
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    assert _texts(_read(fill)) == ["Il y a 57 maisons.", "Dont 12 en 2019."]


def test_metadata() -> None:
    def fill(document: WordDocument) -> None:
        document.add_paragraph("Il y a 57 maisons.")
        document.core_properties.title = "Bilan"
        document.core_properties.created = datetime(2021, 3, 14, 8)

    document = _read(fill)
    assert (document.kind, document.title, document.created, document.pages) == (
        "docx",
        "Bilan",
        date(2021, 3, 14),
        None,
    )


@pytest.mark.parametrize("ending", ["de -", "par une", "(soit", "plus de"])
def test_a_paragraph_cut_in_two(ending: str) -> None:
    def fill(document: WordDocument) -> None:
        document.add_paragraph(f"Le nombre de cabinets a diminué {ending}")
        document.add_paragraph("6,90% partout")

    assert _texts(_read(fill)) == [f"Le nombre de cabinets a diminué {ending} 6,90% partout"]


def test_text_that_is_struck_through_is_not_read() -> None:
    def fill(document: WordDocument) -> None:
        paragraph = document.add_paragraph("Il y a ")
        paragraph.add_run("61 ").font.strike = True
        paragraph.add_run("62 ").font.double_strike = True
        kept = paragraph.add_run("57 maisons.")
        kept.font.strike = False
        document.add_paragraph("99 cabinets").runs[0].font.strike = True

    assert _texts(_read(fill)) == ["Il y a 57 maisons."]


def test_a_first_row_of_dates_names_the_columns() -> None:
    def fill(document: WordDocument) -> None:
        rows = (
            ("Vallée", "31/12/2018", "Au 1er janvier 2020", "Haute (12)"),
            ("Cabinets", "3", "4", "5"),
            ("Maisons", "nd", "nd", "nd"),
            ("Gardes", "6", "7", "8"),
        )
        table = document.add_table(len(rows), 4)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    assert [one.role for one in passages(_read(fill))] == ["header_row", "row", "row", "row"]
