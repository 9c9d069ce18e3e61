"""Levels in tables and charts: taken when row, column and caption tell all; else left, each with its reason."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import docx
import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from demodash.loaders.documents.extraction import Extraction, extract
from demodash.loaders.documents.readers import read_document

Rows = Sequence[Sequence[str]]
Reader = Callable[[str, Rows], Extraction]
PUBLISHED = "Publié le 04/03/2025"
REGION = "ARS Hauts-de-France"


def cells(*rows: str) -> Rows:
    """Rows written with their cells parted by «|»."""
    return [row.split("|") for row in rows]


def in_html(caption: str, rows: Rows, note: str = "") -> Extraction:
    """What a page with one table gives; its first row names the columns."""
    head, *body = rows
    lines = ["".join(f"<th>{cell}</th>" for cell in head)]
    lines += ["".join(f"<td>{cell}</td>" for cell in row) for row in body]
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    after = f"<p>{note}</p>" if note else ""
    page = (
        f'<html lang="fr"><head><meta charset="utf-8"></head><body><main><h1>{REGION}</h1><p>{PUBLISHED}</p>'
        f"<h2>{caption}</h2><table>{table}</table>{after}</main></body></html>"
    )
    return extract(read_document(page.encode(), "essai.html"))


def in_docx(caption: str, rows: Rows) -> Extraction:
    """What a Word document with one table gives."""
    document = docx.Document()
    document.add_heading(REGION, 0)
    document.add_paragraph(PUBLISHED)
    document.add_heading(caption, 1)
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return extract(read_document(stream.getvalue(), "essai.docx"))


def in_pptx(caption: str, rows: Rows) -> Extraction:
    """What a deck with one table gives."""
    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text, first.placeholders[1].text_frame.text = REGION, PUBLISHED
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = caption
    table = slide.shapes.add_table(len(rows), len(rows[0]), Inches(1), Inches(2), Inches(8), Inches(3)).table
    for at, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(at, column).text = text
    stream = io.BytesIO()
    deck.save(stream)
    return extract(read_document(stream.getvalue(), "essai.pptx"))


def taken(extraction: Extraction) -> list[str]:
    return [f"{one.indicator} {one.category} {one.territory} {one.period} {one.value:g}" for one in extraction.figures]


def reasons(extraction: Extraction) -> dict[str, str]:
    return {one.as_printed: one.reason for one in extraction.not_taken if one.value is not None}


def in_txt(caption: str, rows: Rows) -> Extraction:
    """What a text with one table gives, its cells parted by tabs."""
    table = "\n".join("\t".join(row) for row in rows)
    return extract(read_document(f"{REGION}\n\n{PUBLISHED}\n\n{caption}\n\n{table}\n".encode(), "essai.txt"))


ALL_FORMATS = pytest.mark.parametrize("read", [in_html, in_docx, in_pptx, in_txt])


@ALL_FORMATS
def test_indicators_by_year(read: Reader) -> None:
    found = read("Exercice coordonné", cells("Structures|2022|2023|Objectif 2028", "MSP|204|219|300", "CPTS|41|47|60"))
    assert taken(found) == [
        "msp_activite ensemble REG-32 2022 204",
        "msp_activite ensemble REG-32 2023 219",
        "cpts_fonctionnement ensemble REG-32 2022 41",
        "cpts_fonctionnement ensemble REG-32 2023 47",
    ]
    assert reasons(found)["300"] == "cellule de tableau : colonne « Objectif 2028 » non reconnue"


@ALL_FORMATS
def test_territories_by_date_under_a_caption(read: Reader) -> None:
    found = read(
        "Nombre de MSP en activité par département",
        cells(
            "Département|31/12/2022|31/12/2023|Évolution",
            "Aisne (02)|31|33|+6,5 %",
            "Nord|71|78|+9,9 %",
            "Flandre|7|9|+28,6 %",
            "Région|204|219|+7,4 %",
            "Total|205|220|+7,3 %",
        ),
    )
    assert taken(found) == [
        "msp_activite ensemble DEP-02 2022-12-31 31",
        "msp_activite ensemble DEP-02 2023-12-31 33",
        "msp_activite ensemble DEP-59 2022-12-31 71",
        "msp_activite ensemble DEP-59 2023-12-31 78",
        "msp_activite ensemble REG-32 2022-12-31 204",
        "msp_activite ensemble REG-32 2023-12-31 219",
    ]
    left = reasons(found)
    assert left["9"] == "cellule de tableau : ligne « Flandre » non reconnue"
    assert left["+9,9 %"] == "cellule de tableau : colonne « Évolution » non reconnue"
    assert left["220"].startswith("cellule de tableau : un total")


@ALL_FORMATS
def test_indicators_by_territory_under_an_empty_corner(read: Reader) -> None:
    found = read(
        "Exercice coordonné au 31 décembre 2023",
        cells(
            "|Aisne|Oise|Hauts-de-France|Total",
            "MSP|31|24|219|274",
            "MSP universitaires|2|1|17|20",
            "MSU|90|80|900|1070",
        ),
    )
    assert taken(found) == [
        "msp_activite ensemble DEP-02 2023-12-31 31",
        "msp_activite ensemble DEP-60 2023-12-31 24",
        "msp_activite ensemble REG-32 2023-12-31 219",
        "msu ensemble REG-32 2023-12-31 900",
    ]
    assert reasons(found)["90"] == "l’indicateur n’est pas publié pour ce territoire (Aisne (02))"


def test_columns_of_indicators_and_states() -> None:
    rows = cells("Territoire|MSP en activité|MSP en projet|Population couverte par une CPTS", "Aisne|31|5|81,5 %")
    assert taken(in_html("Indicateurs", rows)) == [
        "msp_activite ensemble DEP-02 2025-03-04 31",
        "msp_projet ensemble DEP-02 2025-03-04 5",
        "cpts_population_part ensemble DEP-02 2025-03-04 81.5",
    ]
    states = in_html("Suivi", cells("Structures|En activité|En projet", "MSP|219|24", "CPTS|47|6"))
    assert taken(states) == [
        "msp_activite ensemble REG-32 2025-03-04 219",
        "msp_projet ensemble REG-32 2025-03-04 24",
        "cpts_fonctionnement ensemble REG-32 2025-03-04 47",
    ]
    assert reasons(states)["6"] == "cellule de tableau : aucun indicateur pour ce projet"


def test_places_of_training_by_year() -> None:
    rows = cells("Formation|2022|2023|2024", "Infirmiers|3 905|3 960|4 020", "Aides-soignants|2 310|2 380|2 400")
    found = taken(in_html("Places de formation", rows))
    assert found[:2] == ["ide_places ensemble REG-32 2022 3905", "ide_places ensemble REG-32 2023 3960"]
    assert found[3:] == [
        f"as_capacite ensemble REG-32 {year} {count}" for year, count in ((2022, 2310), (2023, 2380), (2024, 2400))
    ]
    for caption in ("Places supplémentaires", "Diplômés", "Places de formation à Lille", "Places vacantes"):
        assert taken(in_html(caption, rows)) == []


@pytest.mark.parametrize(
    ("caption", "rows", "reason"),
    [
        ("Crédits FIR (k€)", ("Structures|2022|2023", "MSP|1 200|1 450"), "autre chose que le nombre de structures"),
        ("Ouvertures", ("Structures|2022|2023", "MSP|12|14"), "autre chose que le nombre de structures"),
        ("Nombre de patients suivis", ("Structures|2022|2023", "MSP|120|140"), "autre chose que le nombre"),
        ("Réponses au questionnaire", ("Structures|Nombre", "MSP|12"), "autre chose que le nombre"),
        ("Chiffres nationaux", ("Structures|Nombre", "MSP en activité|2 300"), "le niveau national"),
        ("Rang de la région", ("Structures|2022|2023", "CPTS|3|3"), "autre chose que le nombre"),
        ("Suivi", ("Créations|2022|2023", "MSP|12|14"), "« Créations » non reconnu"),
        ("Suivi", ("Structures|2022|2023", "MSP|14|9"), "une suite qui baisse"),
        ("Suivi", ("Structures|2022|2023|Total", "MSP|12|14|26"), "une colonne de total à côté des années"),
        ("Suivi", ("Année|MSP", "2022|12", "2023|14", "Total|26"), "des années et leur total"),
        ("Suivi", ("Structures|2019-2021|2022", "MSP|12|14"), "plusieurs années"),
        ("Suivi", ("Structures|2022|2022", "MSP|12|14"), "deux colonnes portent le même en-tête"),
        ("Suivi", ("Département|Commune|MSP", "Aisne|Laon|12"), "plusieurs libellés"),
        ("Suivi", ("Structures|Femmes|Hommes", "MSP|12|14"), "non reconnue"),
        ("Suivi", ("Contrat|2022|2023", "CESP signés|12|14"), "le cumul depuis le début"),
        ("Suivi", ("Structures|Nombre|2022", "MSP|12 %|14 %"), "un pourcentage, non un nombre"),
        ("Suivi", ("Structures|2022|2023", "Aisne||", "MSP|12|14"), "un second en-tête"),
        ("Feuille de route", ("Structures|2022|2023", "MSP en activité|12|14"), "objectif"),
        ("Territoires ruraux", ("Structures|2022|2023", "MSP en activité|12|14"), "une partie seulement du territoire"),
        ("Suivi", ("Structures|2026|2027", "MSP en activité|12|14"), "année postérieure"),
    ],
)
def test_what_leaves_a_doubt_is_left(caption: str, rows: tuple[str, ...], reason: str) -> None:
    found = in_html(caption, cells(*rows))
    assert taken(found) == []
    assert any(reason in one for one in reasons(found).values()), reasons(found)


def test_a_heading_that_is_but_a_name_announces_nothing() -> None:
    rows = cells("Département|2022|2023", "Aisne|31|33")
    assert taken(in_html("MSP", rows)) == []
    assert len(taken(in_html("MSP par département", rows))) == 2


def test_a_row_of_missing_numbers_is_no_second_header() -> None:
    rows = cells("Structures|Aisne|Oise", "MSP en activité|31|24", "CPTS|nd|nd", "MSP en projet|3|5")
    assert len(taken(in_html("Suivi", rows))) == 4


def test_a_note_under_a_table_dates_it_and_a_source_puts_it_in_doubt() -> None:
    rows = cells("Structures|Nombre", "MSP|219", "CPTS|47")
    assert taken(in_html("Suivi", rows, "Données au 31/12/2022")) == [
        "msp_activite ensemble REG-32 2022-12-31 219",
        "cpts_fonctionnement ensemble REG-32 2022-12-31 47",
    ]
    assert taken(in_html("Suivi", rows, "Source : ARS, 2022")) == []
    assert taken(in_html("Suivi", rows, "Source : ARS, 2025"))[0] == "msp_activite ensemble REG-32 2025-03-04 219"


def test_the_place_of_a_cell_is_that_of_its_row() -> None:
    (first, *_) = in_docx("Suivi", cells("Structures|2022|2023", "MSP|204|219")).figures
    assert (first.locator, first.as_printed, first.passage[first.start : first.end]) == ("paragraphe 5", "204", "204")


def chart(title: str, categories: Sequence[str], **series: tuple[int, ...]) -> Extraction:
    """What a slide with one native chart gives."""
    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text, first.placeholders[1].text_frame.text = REGION, PUBLISHED
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Exercice coordonné"
    data = CategoryChartData()
    data.categories = categories
    for name, values in series.items():
        data.add_series(name.replace("_", " "), values)
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED
    drawn = slide.shapes.add_chart(kind, Inches(1), Inches(2), Inches(4), Inches(3), data).chart
    drawn.has_title = True
    drawn.chart_title.text_frame.text = title
    stream = io.BytesIO()
    deck.save(stream)
    return extract(read_document(stream.getvalue(), "essai.pptx"))


def test_points_of_a_chart() -> None:
    assert taken(chart("Évolution", ["2022", "2023"], MSP=(204, 219), Cabinets=(5, 6))) == [
        "msp_activite ensemble REG-32 2022 204",
        "msp_activite ensemble REG-32 2023 219",
    ]
    assert taken(chart("MSP par département", ["Aisne", "Oise"], En_activité=(31, 24), En_projet=(3, 5))) == [
        "msp_activite ensemble DEP-02 2025-03-04 31",
        "msp_activite ensemble DEP-60 2025-03-04 24",
        "msp_projet ensemble DEP-02 2025-03-04 3",
        "msp_projet ensemble DEP-60 2025-03-04 5",
    ]


def test_points_of_a_chart_that_are_left() -> None:
    assert taken(chart("Projections", ["2023", "2024"], MSP=(204, 219))) == []
    assert taken(chart("Ouvertures", ["2023", "2024"], MSP=(12, 14))) == []
    falling = chart("Évolution", ["2023", "2024"], MSP=(14, 9))
    assert taken(falling) == []
    assert "une suite qui baisse" in reasons(falling)["9"]
