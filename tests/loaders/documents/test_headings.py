"""What a passage stands under."""

from __future__ import annotations

import pytest

from demodash.loaders.documents.headings import Outline, Role, looks_like_heading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Une prime de 500 euros pour les remplaçants", True),
        ("« Une prime »", True),
        ("Quels dispositifs en vallée haute ?", True),
        ("Une prime est versée.", False),
        ("Versant médical :", False),
        ("une prime", False),
        ("216 maisons", False),
        ("Mis à jour le 03/02/2022", False),
        ("A" * 161, False),
        ("", False),
    ],
)
def test_what_reads_as_a_heading(text: str, expected: bool) -> None:
    assert looks_like_heading(text) is expected


Step = tuple[str, Role, int, tuple[str, ...]]


def _check(steps: list[Step], *, by_page: bool = False) -> None:
    outline = Outline(by_page=by_page)
    for text, role, level, expected in steps:
        assert outline.place(text, role, level, 1) == expected, text


def test_levels() -> None:
    _check(
        [
            ("Titre", "title", 0, ()),
            ("A", "heading", 1, ("Titre",)),
            ("A1", "heading", 2, ("Titre", "A")),
            ("texte.", "body", 0, ("Titre", "A", "A1")),
            ("B", "heading", 1, ("Titre",)),
            ("texte.", "body", 0, ("Titre", "B")),
        ]
    )


def test_headings_without_a_level() -> None:
    _check(
        [
            ("Nom du site", "heading", 0, ()),
            ("Partie", "heading", 0, ("Nom du site",)),
            ("Section", "heading", 0, ("Nom du site", "Partie")),
            ("texte.", "body", 0, ("Nom du site", "Partie", "Section")),
            ("Autre section", "heading", 0, ("Nom du site", "Partie")),
        ]
    )


def test_headings_without_a_level_do_not_pile_up() -> None:
    outline = Outline(by_page=False)
    depths = [len(outline.place(f"H{rank}", "heading", 0, None)) for rank in range(20)]
    assert max(depths) <= 5


def test_announced_lists() -> None:
    _check(
        [
            ("Deux mesures :", "body", 0, ()),
            ("un", "bullet", 0, ("Deux mesures :",)),
            ("un a", "bullet", 1, ("Deux mesures :", "un")),
            ("Sous un.", "body", 1, ("Deux mesures :", "un")),
            ("deux", "bullet", 0, ("Deux mesures :",)),
            ("Suite du texte.", "body", 0, ()),
            ("Trois mesures :", "body", 0, ()),
            ("Il y en a 12", "body", 0, ("Trois mesures :",)),
            ("Il y en a 7.", "body", 0, ("Trois mesures :",)),
            ("Fin.", "body", 0, ()),
        ]
    )


def test_rows_under_their_header() -> None:
    _check(
        [
            ("Zone ; 2019", "header_row", 0, ()),
            ("Haute ; 12", "row", 0, ("Zone ; 2019",)),
            ("Suite.", "body", 0, ()),
            ("Zone ; 2020", "header_row", 0, ()),
            ("puce", "bullet", 0, ()),
        ]
    )


def test_a_new_slide_forgets_the_headings() -> None:
    outline = Outline(by_page=True)
    outline.place("Titre", "title", 0, 1)
    assert outline.place("texte", "body", 0, 1) == ("Titre",)
    assert outline.place("texte", "body", 0, 2) == ()
    flowing = Outline(by_page=False)
    flowing.place("Titre", "title", 0, 1)
    assert flowing.place("texte", "body", 0, 2) == ("Titre",)
