"""From a document to observations: valid rows, exact places, and every number in one list and one only."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demodash.errors import DocumentError
from demodash.loaders.documents.extraction import Extraction, extract, extract_file, source_id
from demodash.loaders.documents.folding import folded
from demodash.loaders.documents.number_words import NUMBER_WORDS
from demodash.loaders.documents.readers import read_document
from demodash.schema import COLUMNS, problems

VARIANTS = sorted((Path(__file__).parent / "variants").glob("*.txt"))
ALL = pytest.mark.parametrize("path", VARIANTS, ids=[path.stem for path in VARIANTS])
HEAD = "ARS Bretagne\n\nPublié le 14 juin 2016\n\n"


def extraction_of(text: str) -> Extraction:
    return extract(read_document(text.encode(), "essai.txt"))


def spans(extraction: Extraction) -> list[tuple[str, str, int, int]]:
    """Where each number that was taken or left stands: locator, passage, start, end."""
    items = (*extraction.figures, *extraction.not_taken)
    return [(one.locator, one.passage, one.start, one.end) for one in items]


def unaccounted(text: str) -> list[str]:
    """The digits and the numbers in words of a text that are in no list, or in two."""
    extraction = extraction_of(text)
    found = spans(extraction)
    wrong = []
    held = Counter(digit for _, passage, start, end in found for digit in re.findall(r"\d+", passage[start:end]))
    printed = Counter(re.findall(r"\d+", text))
    wrong += [digit for digit in printed | held if printed[digit] != held[digit]]
    for locator, passage, start, end in found:
        for other_locator, other_passage, other_start, other_end in found:
            same = (locator, passage) == (other_locator, other_passage)
            if same and (start, end) != (other_start, other_end) and start < other_end and other_start < end:
                wrong.append(f"{passage[start:end]} dans deux listes")
    words = sum(len(NUMBER_WORDS.findall(line)) for line in folded(text).splitlines())
    listed = sum(len(NUMBER_WORDS.findall(folded(passage[start:end]))) for _, passage, start, end in found)
    return wrong + ([] if words == listed else [f"{words} nombres en lettres, {listed} listés"])


@ALL
def test_no_number_is_lost_or_taken_twice(path: Path) -> None:
    assert unaccounted(path.read_text(encoding="utf-8")) == []


FRAGMENTS = st.sampled_from(
    [
        "78 MSP sont en activité",
        "et 12 en projet",
        "44 contrats ont été signés",
        "en 2016",
        "depuis 2012",
        "plus de 3 610 places",
        "de 40 à 50",
        "+5 %",
        "- 6,45%",
        "ZIP : -8,2 %",
        "le 03/02/2022",
        "deux ans",
        "vingt et un postes",
        "dans l’Aisne",
        "en France",
        "OG 12",
        "« Ma santé 2022 »",
        "480 000 euros",
        "03 20 11 22 33",
        "1ère année",
        "PTMG",
        "CESP",
        "MSP",
        "D’ici 2030,",
        "contre",
        "dont",
        "pour 100 000 habitants",
        "(59)",
        "2.1.3",
        "2020-2021",
        "44CPTS",
        "n° 12",
    ]
)
GLUE = st.sampled_from([" ", ", ", ". ", " ; ", " : ", "\n\n", "\n• ", "\n- ", " (", ") ", "\n1. ", "\n\n2) "])


@given(st.lists(st.tuples(FRAGMENTS, GLUE), min_size=1, max_size=12))
@settings(deadline=None, max_examples=150)
def test_no_number_is_lost_whatever_the_text(parts: list[tuple[str, str]]) -> None:
    text = HEAD + "".join(fragment + glue for fragment, glue in parts) + "fin du texte"
    assert unaccounted(text) == []


@ALL
def test_observations_are_valid_rows(path: Path) -> None:
    table = extract_file(path).observations
    assert list(table.columns) == list(COLUMNS)
    assert problems(table, path.name) == []


@ALL
def test_the_highlighted_part_holds_the_number_as_printed(path: Path) -> None:
    for figure in extract_file(path).figures:
        part = " ".join(figure.passage[figure.start : figure.end].split())
        if figure.indicator != "filiere_departements":
            assert re.sub(r"\s", "", figure.as_printed) == re.sub(r"\s", "", part)


def test_an_extraction_without_figures_gives_an_empty_table() -> None:
    table = extraction_of("Rien à compter ici.").observations
    assert list(table.columns) == list(COLUMNS)
    assert len(table) == 0


def test_the_sign_parted_by_a_line_break_is_put_back_against_its_number() -> None:
    text = (
        " 205/02/2024\n\nOG 12 en Bretagne\n\nZonage\n\nEntre 2018 et 2022, le nombre de MG libéraux de la région a "
        "reculé de -\n\n4,50%. Fin.\n\n\n 305/02/2024\n\nSuite\n\nTexte"
    )
    (figure,) = extraction_of(text).figures
    assert (figure.as_printed, figure.value, figure.locator) == ("-4,50%", -4.5, "diapositive 2, ligne 9")


def test_the_source_is_given_or_made_of_the_name_of_the_file() -> None:
    document = read_document((HEAD + "78 MSP sont en activité.").encode(), "Pacte Santé 2018.txt")
    assert extract(document).figures[0].source == "pacte_sante_2018"
    assert extract(document, "ars_bretagne").figures[0].source == "ars_bretagne"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Pacte 2018.pdf", "pacte_2018"), ("é.txt", "document_e"), ("…", "document"), ("A" * 90 + ".txt", "a" * 80)],
)
def test_source_ids(name: str, expected: str) -> None:
    assert source_id(name) == expected


def test_a_hidden_slide_and_notes_are_not_read_as_figures(tmp_path: Path) -> None:
    from pptx import Presentation

    deck = Presentation()
    for text in ("221 MSP en activité", "300 MSP en activité"):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = "ARS Bretagne, 14 juin 2016"
        slide.placeholders[1].text_frame.text = text
    deck.slides[0].notes_slide.notes_text_frame.text = "400 MSP en activité"
    deck.slides[1]._element.set("show", "0")
    path = tmp_path / "essai.pptx"
    deck.save(str(path))
    extraction = extract_file(path)
    assert [figure.value for figure in extraction.figures if figure.indicator == "msp_activite"] == [221]
    assert {one.reason for one in extraction.not_taken if one.as_printed in {"300", "400"}} == {
        "diapositive masquée",
        "commentaire de l’orateur",
    }


def test_an_unreadable_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "vide.pdf"
    path.write_bytes(b"")
    with pytest.raises(DocumentError, match=r"vide\.pdf"):
        extract_file(path)


def test_a_long_document_loses_no_figure() -> None:
    page = "\n\n".join(path.read_text(encoding="utf-8") for path in VARIANTS)
    text = HEAD + "\n\n".join(f"{page}\n\nSuite numéro {rank}." for rank in range(260_000 // len(page) + 1))
    document = read_document(text.encode(), "long.txt")
    extraction = extract(document)
    assert len(extraction.figures) + len(extraction.not_taken) > 1_000


def test_the_territory_that_the_reader_gives_serves_a_document_that_names_none() -> None:
    text = "Publié le 14 juin 2016\n\nLa région compte 61 MSP en activité.\n"
    document = read_document(text.encode(), "essai.txt")
    silent = extract(document)
    assert not silent.figures
    assert "territoire inconnu" in silent.not_taken[-1].reason
    told = extract(document, territory="REG-53")
    assert [(one.indicator, one.territory, one.value) for one in told.figures] == [("msp_activite", "REG-53", 61)]
    assert told.territory == "REG-53"


def test_a_document_that_names_its_territory_is_believed() -> None:
    document = read_document((HEAD + "La région compte 61 MSP en activité.\n").encode(), "essai.txt")
    assert {one.territory for one in extract(document, territory="REG-32").figures} == {"REG-53"}
