"""PDF files: reading order, broken lines, furniture, damage and protection."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pypdfium2 as pdfium
import pytest
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, Table, TableStyle

from demodash.errors import DocumentError
from demodash.loaders.documents.passages import Document, passages
from demodash.loaders.documents.readers import read_document
from demodash.loaders.documents.readers.pdf import check_text
from demodash.loaders.documents.readers.pdf_glyphs import PageText, Word

Draw = Callable[[canvas.Canvas], None]
STRETCHED = ["Lutter", "contre", "cette", "grande", "difficulté"]
ROW = ["Total", "12", "190", "430", "655"]
PROSE = "La région aide depuis longtemps les soignants qui veulent ouvrir un cabinet loin des villes"


def _pdf(*pages: Draw, size: tuple[float, float] = A4, **options: object) -> bytes:
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=size, **options)
    for draw in pages:
        page.setFont("Helvetica", 11)
        draw(page)
        page.showPage()
    page.save()
    return stream.getvalue()


def _lines(*lines: tuple[float, float, str]) -> Draw:
    def draw(page: canvas.Canvas) -> None:
        for x, y, text in lines:
            page.drawString(x, y, text)

    return draw


def _read(*pages: Draw, **options: object) -> Document:
    return read_document(_pdf(*pages, **options), "rapport.pdf")


def _texts(document: Document) -> list[str]:
    return [one.text for one in passages(document) if one.kind == "text"]


def test_broken_lines_and_places() -> None:
    document = _read(
        _lines(
            (60, 700, "Entre 2010 et 2014, le nombre de cabinets ouverts dans les vallées a diminué de -"),
            (60, 687, "6,90%. Les aides des vallées restent utiles dans tous les bourgs, qui ont reçu 1"),
            (60, 674, "234 euros."),
            (60, 640, "Plus de 65 % des habitants ont un cabinet."),
        )
    )
    first, second = passages(document)
    assert first.text.startswith("Entre 2010")
    assert "diminué de - 6,90%" in first.text
    assert first.text.endswith("qui ont reçu 1 234 euros.")
    assert first.locate(first.text.index("6,90")).text("pdf") == "page 1, ligne 2"
    assert second.text == "Plus de 65 % des habitants ont un cabinet."


def test_hyphens_at_the_end_of_lines(samples: SimpleNamespace) -> None:
    document = _read(
        _lines(
            (60, 713, f"{PROSE},"),
            (60, 700, "là où il en manque et où rien n’est encore prévu, et dans tous les territo-"),
            (60, 687, "ires des vallées du nord et dans les vallées sous-denses, où les cabinets post-"),
            (60, 674, "internat ouvrent entre 2016-"),
            (60, 661, "2020, d’après l’agence des Terres-du-"),
            (60, 648, "Milieu."),
        )
    )
    (text,) = _texts(document)
    assert "dans tous les territoires des vallées" in text
    assert "cabinets post-internat ouvrent" in text
    assert "entre 2016-2020, d’après" in text
    assert text.endswith("Terres-du-Milieu.")


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [(60.0, 700.0 - 13 * rank, f"Gauche {word} des cabinets de la haute") for rank, word in enumerate("abcd")]
    right = [(330.0, 700.0 - 13 * rank, f"Droite {word} des cabinets de la basse") for rank, word in enumerate("efgh")]
    document = _read(
        _lines((60, 760, "Un titre qui court au-dessus des deux colonnes de la page entière"), *left, *right)
    )
    order = [line.text.split()[1] for line in document.lines[1:]]
    assert order == list("abcdefgh")


def test_columns_drawn_line_by_line_are_columns_still() -> None:
    rows = []
    for rank in range(4):
        rows.append((60.0, 700.0 - 13 * rank, f"Gauche {rank} des cabinets de la haute"))
        rows.append((330.0, 700.0 - 13 * rank, f"Droite {rank} des cabinets de la basse"))
    document = _read(_lines(*rows))
    assert [line.text.split()[0] for line in document.lines] == ["Gauche"] * 4 + ["Droite"] * 4


def test_rows_of_a_table(samples: SimpleNamespace) -> None:
    table = Table([["Filière", "2018", "2019"], ["Médecine", "2 110", "2 330"], ["Pharmacie", "190", "430"]])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 1, colors.black)]))
    style = getSampleStyleSheet()["BodyText"]
    document = read_document(samples.built_pdf([Paragraph(f"{PROSE}.", style), table]), "rapport.pdf")
    found = [(one.role, one.text) for one in passages(document) if one.kind == "text"]
    assert found == [
        ("body", f"{PROSE}."),
        ("header_row", "Filière ; 2018 ; 2019"),
        ("row", "Médecine ; 2 110 ; 2 330"),
        ("row", "Pharmacie ; 190 ; 430"),
    ]


def test_numbers_of_two_cells_never_run_together() -> None:
    document = _read(_lines((60, 700, "Pharmacie"), (115, 700, "190"), (141, 700, "430")))
    assert _texts(document) == ["Pharmacie 190 ; 430"]


def test_the_call_of_a_footnote_is_not_a_digit(samples: SimpleNamespace) -> None:
    style = getSampleStyleSheet()["BodyText"]
    story = [Paragraph("Il y a 3 655<super size='6'>1</super> places en 2019.", style)]
    document = read_document(samples.built_pdf(story), "rapport.pdf")
    assert _texts(document) == ["Il y a 3 655¹ places en 2019."]


def _prose(samples: SimpleNamespace, *, alignment: int = TA_LEFT) -> list[Paragraph]:
    style = ParagraphStyle("prose", getSampleStyleSheet()["BodyText"], alignment=alignment)
    return [Paragraph(block.text, style) for block in samples.PRESS if len(block.text) > 150]


def test_items_whose_bullets_are_drawings_are_not_joined(samples: SimpleNamespace) -> None:
    style = ParagraphStyle("item", getSampleStyleSheet()["BodyText"], leftIndent=18, spaceBefore=0)
    items = [
        "plus de 65 % de la population de la vallée a un réseau (46 ouverts),",
        "216 maisons,",
        "de nouvelles formes de cabinets",
    ]
    story = [*_prose(samples), *[Paragraph(item, style) for item in items], *_prose(samples)]
    assert _texts(read_document(samples.built_pdf(story), "rapport.pdf"))[3:6] == items


def test_justified_prose(samples: SimpleNamespace) -> None:
    document = read_document(samples.built_pdf(_prose(samples, alignment=TA_JUSTIFY)), "rapport.pdf")
    assert _texts(document) == [block.text for block in samples.PRESS if len(block.text) > 150]


def test_the_words_of_a_stretched_line_are_no_cells() -> None:
    stretched = [(60.0 + 75 * rank, 700.0, word) for rank, word in enumerate(STRETCHED)]
    numbers = [(60.0 + 75 * rank, 660.0, word) for rank, word in enumerate(ROW)]
    assert _texts(_read(_lines(*stretched, *numbers))) == [
        "Lutter contre cette grande difficulté",
        "Total ; 12 ; 190 ; 430 ; 655",
    ]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    left = [(60.0, 700.0 - 13 * rank, "Les cabinets de la haute vallée y sont peu") for rank in range(3)]
    right = [(330.0, 700.0, "nombreux et peu"), (330.0, 660.0, "Les bourgs en ont davantage cette année.")]
    texts = _texts(_read(_lines(*left, *right)))
    assert texts[-2].endswith("vallée y sont peu nombreux et peu")
    assert texts[-1] == "Les bourgs en ont davantage cette année."


def test_what_a_browser_prints_around_a_page_is_furniture() -> None:
    document = _read(
        _lines((60, 820, "21/03/2021 08:15"), (60, 700, "Il y a 216 maisons."), (60, 20, "https://site.example/12"))
    )
    assert _texts(document) == ["Il y a 216 maisons."]


def test_running_lines_are_furniture() -> None:
    pages = [
        _lines(
            (60, 810, f"Bilan 2019 des vallées - page {number}"),
            (60, 700, f"Il y a {count} maisons ouvertes."),
            (300, 30, str(number)),
        )
        for number, count in ((1, 216), (2, 92), (3, 31))
    ]
    document = _read(*pages)
    assert _texts(document) == [f"Il y a {count} maisons ouvertes." for count in (216, 92, 31)]
    assert {line.text for line in document.lines if line.kind == "furniture"} == {
        *(f"Bilan 2019 des vallées - page {number}" for number in (1, 2, 3)),
        *("1", "2", "3"),
    }


def test_a_line_that_repeats_in_the_middle_of_pages_is_text() -> None:
    document = _read(*[_lines((60, 700, PROSE), (60, 400, "Objectif : 12 maisons"), (60, 300, PROSE))] * 3)
    assert _texts(document).count("Objectif : 12 maisons") == 3


def test_the_title_that_slides_share_is_text() -> None:
    slide = _lines((60, 510, "Ce qui a changé"), (60, 400, "Il y a des maisons."))
    document = _read(slide, slide, slide, size=(960, 540))
    assert _texts(document) == ["Ce qui a changé", "Il y a des maisons."] * 3


def test_figures_at_the_foot_of_pages_are_no_page_numbers() -> None:
    document = _read(*(_lines((60, 700, PROSE), (60, 40, f"{count} maisons")) for count in (216, 92, 31)))
    assert [text for text in _texts(document) if text.endswith("maisons")] == [
        "216 maisons",
        "92 maisons",
        "31 maisons",
    ]


def test_slides_have_numbers_dates_and_titles(samples: SimpleNamespace) -> None:
    document = read_document(samples.deck_pdf(), "bilan.pdf")
    assert (document.unit, document.pages) == ("slide", 2)
    furniture = [(line.page, line.text, line.printed) for line in document.lines if line.kind == "furniture"]
    assert furniture == [
        (1, "14/03/2021 ; 2", date(2021, 3, 14)),
        (2, "14/03/2021 ; 3", date(2021, 3, 14)),
    ]
    assert [one.text for one in passages(document) if one.role == "title"] == [
        "Bilan du plan des vallées",
        "Places de formation",
    ]
    (one,) = [one for one in passages(document) if one.text.startswith("Vallée haute")]
    assert one.locate(0).text("pdf").startswith("diapositive 1, ligne ")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_shown_turned(turn: int) -> None:
    upright = _pdf(_lines((60, 700, "Il y a 216 maisons."), (60, 670, "Il y a 92 projets.")))
    document = pdfium.PdfDocument(upright)
    document[0].set_rotation(turn)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    texts = _texts(read_document(stream.getvalue(), "rapport.pdf"))
    assert sorted(texts) == ["Il y a 216 maisons.", "Il y a 92 projets."]


def test_a_landscape_page_whose_text_is_turned_upright() -> None:
    def draw(page: canvas.Canvas) -> None:
        page.rotate(90)
        page.drawString(60, -100, "Il y a 216 maisons.")
        page.drawString(60, -130, "Il y a 92 projets.")

    document = pdfium.PdfDocument(_pdf(draw))
    document[0].set_rotation(90)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    assert _texts(read_document(stream.getvalue(), "rapport.pdf")) == [
        "Il y a 216 maisons.",
        "Il y a 92 projets.",
    ]


def test_slanting_text_is_read_apart() -> None:
    def draw(page: canvas.Canvas) -> None:
        page.drawString(60, 700, "Il y a 216 maisons.")
        page.rotate(90)
        page.drawString(100, -500, "Projet 12")

    assert _texts(_read(draw)) == ["Il y a 216 maisons.", "Projet 12"]


def test_text_out_of_the_page_is_not_read() -> None:
    assert _texts(_read(_lines((60, 700, "Il y a 216 maisons."), (60, 2000, "92")))) == ["Il y a 216 maisons."]


def test_a_scaled_page_keeps_its_sizes() -> None:
    def draw(page: canvas.Canvas) -> None:
        page.scale(10, 10)
        page.setFont("Helvetica", 2.4)
        page.drawString(6, 76, "Bilan des vallées")
        page.setFont("Helvetica", 1.1)
        page.drawString(6, 70, f"{PROSE}, avec 216")
        page.drawString(6, 68.7, "maisons ouvertes.")

    document = _read(draw)
    assert _texts(document) == ["Bilan des vallées", f"{PROSE}, avec 216 maisons ouvertes."]
    assert document.lines[0].role == "heading"


def test_metadata() -> None:
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=landscape(A4))
    page.setTitle("Bilan des vallées")
    page.drawString(60, 300, "Il y a 216 maisons.")
    page.save()
    data = stream.getvalue()
    document = read_document(data, "rapport.pdf")
    assert document.title == "Bilan des vallées"
    assert document.created is not None
    assert (document.pages, document.size, len(document.sha256)) == (1, len(data), 64)
    assert read_document(_pdf(_lines((60, 700, "a b"))), "rapport.pdf").title is None


def test_a_page_without_text_is_told() -> None:
    def picture(page: canvas.Canvas) -> None:
        page.rect(100, 100, 200, 200, fill=1)

    document = _read(_lines((60, 700, "Il y a 216 maisons.")), picture)
    assert document.remarks == ("page 2 : aucun texte (une image ?)",)


def test_a_scanned_pdf_is_refused() -> None:
    with pytest.raises(DocumentError) as error:
        _read(lambda page: page.rect(100, 100, 200, 200, fill=1))
    assert str(error.value) == (
        "rapport.pdf : attendu : un PDF sain, avec du texte et sans mot de passe ; trouvé : un PDF sans aucun "
        "texte (pages numérisées ?). Passez-le dans un logiciel de reconnaissance de caractères (OCR), ou "
        "fournissez l’original."
    )


def test_fonts_that_hide_their_characters() -> None:
    word = Word("\ue001\ue002 12", 0, 10, 10, 10, "")
    page = PageText(595, 842, (word,), (), 5, 2)
    with pytest.raises(DocumentError, match="un PDF dont les polices ne disent pas leurs caractères"):
        check_text([page], "rapport.pdf")
    check_text([PageText(595, 842, (word,), (), 5, 1)], "rapport.pdf")


def test_a_password_is_told() -> None:
    protected = _pdf(_lines((60, 700, "a")), encrypt=StandardEncryption("secret", canPrint=0))
    with pytest.raises(DocumentError) as error:
        read_document(protected, "rapport.pdf")
    assert str(error.value) == (
        "rapport.pdf : attendu : un PDF sain, avec du texte et sans mot de passe ; trouvé : un PDF protégé par un "
        "mot de passe. Ouvrez-le avec son mot de passe et enregistrez-le sans protection."
    )


def test_a_pdf_that_opens_without_password_is_read() -> None:
    protected = _pdf(_lines((60, 700, "Il y a 216 maisons.")), encrypt=StandardEncryption("", "owner"))
    assert _texts(read_document(protected, "rapport.pdf")) == ["Il y a 216 maisons."]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF"])
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="un PDF endommagé ou incomplet"):
        read_document(data, "rapport.pdf")


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("demodash.loaders.documents.readers.pdf.MAX_PAGES", 2)
    with pytest.raises(DocumentError, match="trouvé : un PDF de 3 pages"):
        _read(*[_lines((60, 700, "a"))] * 3)


def test_too_many_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("demodash.loaders.documents.readers.pdf.MAX_CHARACTERS", 20)
    with pytest.raises(DocumentError, match=r"rapport\.pdf, page 2 : .* un PDF démesuré"):
        _read(*[_lines((60, 700, "douze lettres"))] * 3)


def test_a_hundred_pages_are_read_whole() -> None:
    lines = [(60.0, 780.0 - 13 * rank, f"{PROSE}, {rank}") for rank in range(50)]
    data = _pdf(*[_lines(*lines)] * 100)
    document = read_document(data, "rapport.pdf")
    assert len(document.lines) == 5_000
