"""Tables whose columns two rows name: years under the label of a group, in the three formats that merge cells."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence

import docx
import pptx
import pytest
from pptx.util import Inches

from demodash.loaders.documents.extraction import Extraction, extract
from demodash.loaders.documents.readers import read_document

REGION, PUBLISHED = "ARS Normandie", "Publié le 04/03/2025"
LEFT, ABOVE = "<", "^"
"""A cell merged with the one on its left, or above it."""
Rows = Sequence[Sequence[str]]
Reader = Callable[[str, Rows], Extraction]
Box = tuple[int, int, int, int]


def cells(*rows: str) -> Rows:
    return [row.split("|") for row in rows]


def boxes(rows: Rows) -> Iterator[tuple[str, Box]]:
    """Yield the text of each cell, its row and column, and the last row and column that it covers."""
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text not in (LEFT, ABOVE):
                right = column + 1
                while right < len(row) and row[right] == LEFT:
                    right += 1
                down = at + 1
                while down < len(rows) and rows[down][column] == ABOVE:
                    down += 1
                yield text, (at, column, down - 1, right - 1)


def in_docx(caption: str, rows: Rows) -> Extraction:
    document = docx.Document()
    document.add_heading(REGION, 0)
    document.add_paragraph(PUBLISHED)
    document.add_heading(caption, 1)
    table = document.add_table(len(rows), len(rows[0]))
    for text, (top, left, bottom, right) in boxes(rows):
        table.cell(top, left).merge(table.cell(bottom, right)).text = text
    stream = io.BytesIO()
    document.save(stream)
    return extract(read_document(stream.getvalue(), "essai.docx"))


def in_pptx(caption: str, rows: Rows) -> Extraction:
    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text, first.placeholders[1].text_frame.text = REGION, PUBLISHED
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = caption
    table = slide.shapes.add_table(len(rows), len(rows[0]), Inches(1), Inches(2), Inches(8), Inches(3)).table
    for text, (top, left, bottom, right) in boxes(rows):
        table.cell(top, left).text = text
        if (top, left) != (bottom, right):
            table.cell(top, left).merge(table.cell(bottom, right))
    stream = io.BytesIO()
    deck.save(stream)
    return extract(read_document(stream.getvalue(), "essai.pptx"))


def page(caption: str, rows: Rows, heads: int) -> Extraction:
    lines = [""] * len(rows)
    for text, (top, left, bottom, right) in boxes(rows):
        tag = "th" if top < heads else "td"
        lines[top] += f'<{tag} rowspan="{bottom - top + 1}" colspan="{right - left + 1}">{text}</{tag}>'
    named = [f"<tr>{line}</tr>" for line in lines]
    table = f"<thead>{''.join(named[:heads])}</thead><tbody>{''.join(named[heads:])}</tbody>"
    html = (
        f'<html lang="fr"><head><meta charset="utf-8"></head><body><main><h1>{REGION}</h1><p>{PUBLISHED}</p>'
        f"<h2>{caption}</h2><table>{table}</table></main></body></html>"
    )
    return extract(read_document(html.encode(), "essai.html"))


def in_html(caption: str, rows: Rows) -> Extraction:
    return page(caption, rows, 2)


def in_bare_html(caption: str, rows: Rows) -> Extraction:
    return page(caption, rows, 0)


def taken(extraction: Extraction) -> list[str]:
    return [f"{one.indicator} {one.category} {one.territory} {one.period} {one.value:g}" for one in extraction.figures]


def reasons(extraction: Extraction) -> dict[str, str]:
    return {one.as_printed: one.reason for one in extraction.not_taken if one.value is not None}


ALL_FORMATS = pytest.mark.parametrize("read", [in_docx, in_pptx, in_html, in_bare_html])


@ALL_FORMATS
def test_years_under_indicators(read: Reader) -> None:
    found = read("Exercice coordonné", cells("|MSP|<|CPTS|<", "^|2022|2023|2022|2023", "Orne|31|33|4|5"))
    assert taken(found) == [
        "msp_activite ensemble DEP-61 2022 31",
        "msp_activite ensemble DEP-61 2023 33",
        "cpts_fonctionnement ensemble DEP-61 2022 4",
        "cpts_fonctionnement ensemble DEP-61 2023 5",
    ]
    assert "MSP, 2022" in found.figures[0].heading[-1]


@ALL_FORMATS
def test_years_under_territories_and_states_under_years(read: Reader) -> None:
    places = read(
        "Exercice coordonné", cells("Structures|Orne|<|Région|<", "^|2022|2023|2022|2023", "MSP|31|33|204|219")
    )
    assert taken(places) == [
        "msp_activite ensemble DEP-61 2022 31",
        "msp_activite ensemble DEP-61 2023 33",
        "msp_activite ensemble REG-28 2022 204",
        "msp_activite ensemble REG-28 2023 219",
    ]
    states = read("Exercice coordonné", cells("Structures|2023|<", "^|En activité|En projet", "MSP|219|24"))
    assert taken(states) == ["msp_activite ensemble REG-28 2023 219", "msp_projet ensemble REG-28 2023 24"]


@ALL_FORMATS
def test_places_and_changes_under_a_group(read: Reader) -> None:
    rows = cells("Filière|Places|<|Évolution", "^|2019|2023|^", "Médecine|4100|4305|+5 %")
    assert [line.split()[3:] for line in taken(read("Places de formation", rows))] == [
        ["2019", "4100"],
        ["2023", "4305"],
        ["2019/2023", "5"],
    ]
    rows = cells("Type de zone|Évolution du nombre de MG|<", "^|2012-2016|2016-2020", "ZIP|-3,1 %|-7,2 %")
    assert [line.split()[3:] for line in taken(read("Médecins généralistes", rows))] == [
        ["2012/2016", "-3.1"],
        ["2016/2020", "-7.2"],
    ]


@ALL_FORMATS
@pytest.mark.parametrize(
    "rows",
    [
        ("|MSP||CPTS|", "|2022|2023|2022|2023", "Orne|31|33|4|5"),
        ("|MSP|<|MSP|<", "^|2022|2023|2022|2023", "Orne|31|33|4|5"),
        ("|Ouvertures de MSP|<", "^|2022|2023", "Orne|3|4"),
        ("|Objectif MSP|<", "^|2022|2023", "Orne|3|4"),
        ("Structures|Financées|<", "^|2022|2023", "MSP|31|33"),
        ("Structures|Évolution|<", "^|2022|2023", "MSP|31|33"),
        ("|MSP|<|<|<", "^|2022|<|2023|<", "^|En activité|En projet|En activité|En projet", "Orne|31|3|33|2"),
        ("|MSP|<", "Ouverture|2019|2021", "Orne|31|33"),
        ("Indicateur|MSP|<", "Période|2019|2021", "Orne|31|33"),
        ("Structures|2019|2021", "Date|01/02/2019|01/03/2021", "MSP|31|33"),
        ("|MSP|<|Total", "Département|2022|2023|^", "Orne|31|33|64"),
        ("|MSP|<", "^|2026|2027", "Orne|31|33"),
        ("|MSP dans le bocage|<", "^|2022|2023", "Orne|31|33"),
    ],
)
def test_what_two_rows_do_not_tell_is_left(read: Reader, rows: tuple[str, ...]) -> None:
    assert taken(read("Exercice coordonné", cells(*rows))) == []


def test_dates_under_a_header_that_stands_alone_leave_the_rows() -> None:
    rows = cells("Département|MSP|CPTS", "|2022|2023", "Orne|31|4")
    found = page("Exercice coordonné", rows, 1)
    assert taken(found) == []
    assert "un second en-tête" in reasons(found)["31"]


def test_the_place_of_a_figure_counts_both_rows() -> None:
    first, _ = in_docx("Exercice coordonné", cells("|MSP|CPTS", "^|2022|2023", "Orne|31|4")).figures
    assert first.locator == "paragraphe 6"
