"""Passages: where a character is printed, and what cuts a paragraph."""

from __future__ import annotations

import pytest

from demodash.loaders.documents.passages import Document, Line, Locator, passages


def _document(*lines: Line, unit: str = "page") -> Document:
    return Document("a.pdf", "pdf", None, lines, 2, "0", 1, unit="slide" if unit == "slide" else "page")


@pytest.mark.parametrize(
    ("locator", "kind", "expected"),
    [
        (Locator(4, 52, "slide"), "txt", "diapositive 4, ligne 52"),
        (Locator(4, 2, "slide"), "pptx", "diapositive 4, ligne 2"),
        (Locator(3, 12), "pdf", "page 3, ligne 12"),
        (Locator(None, 13), "txt", "ligne 13"),
        (Locator(None, 7), "docx", "paragraphe 7"),
        (Locator(None, 7), "html", "paragraphe 7"),
    ],
)
def test_places_in_french(locator: Locator, kind: str, expected: str) -> None:
    assert locator.text(kind) == expected


def test_each_character_is_located_on_its_own_line() -> None:
    document = _document(
        Line("Le nombre a diminué de -", "", 1, 9),
        Line("6,90% en", "", 1, 10, starts=False),
        Line("vallée.", "", 2, 1, starts=False),
    )
    (passage,) = passages(document)
    assert passage.text == "Le nombre a diminué de - 6,90% en vallée."
    assert [passage.locate(passage.text.index(word)) for word in ("Le", "6,90", "vallée")] == [
        Locator(1, 9),
        Locator(1, 10),
        Locator(2, 1),
    ]
    assert passage.locate(len(passage.text) - 1) == Locator(2, 1)
    for offset in (-1, len(passage.text)):
        with pytest.raises(ValueError, match="is outside a passage"):
            passage.locate(offset)


def test_a_footer_does_not_cut_a_paragraph() -> None:
    document = _document(
        Line("Un texte qui", "", 1, 1),
        Line("12", "", 1, 2, kind="furniture"),
        Line("continue.", "", 2, 1, starts=False),
        Line("Autre.", "", 2, 2),
    )
    assert [(one.kind, one.text) for one in passages(document)] == [
        ("text", "Un texte qui continue."),
        ("furniture", "12"),
        ("text", "Autre."),
    ]


def test_notes_never_join_the_text() -> None:
    document = _document(Line("Un texte", "", 1, 1), Line("une note", "", 1, 2, kind="notes", starts=False))
    assert [one.text for one in passages(document)] == ["Un texte", "une note"]


def test_a_heading_is_told_by_its_wording_when_something_follows() -> None:
    document = _document(
        Line("Une prime pour tous", "", 1, 1), Line("Elle vaut 750 euros.", "", 1, 2), Line("Une fin", "", 1, 3)
    )
    first, second, last = passages(document)
    assert (first.role, second.role, last.role) == ("heading", "body", "body")
    assert second.heading == ("Une prime pour tous",)


def test_a_document_without_lines_has_no_passage() -> None:
    assert passages(_document()) == ()
