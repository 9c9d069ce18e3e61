"""Plain texts: press releases, articles, the text of slides."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from demodash.loaders.documents.passages import Document, Passage, SlideMark, passages
from demodash.loaders.documents.readers import read_document


def _read(text: str) -> Document:
    return read_document(text.encode(), "texte.txt")


def _texts(text: str) -> list[str]:
    return [passage.text for passage in passages(_read(text)) if passage.kind == "text"]


def _passage(text: str, beginning: str) -> Passage:
    return next(one for one in passages(_read(text)) if one.text.startswith(beginning))


DECK = (
    " 201/02/2020\n\nBilan 12 vallées : \nsuites\n\nEntre 2010 et 2014, le nombre de cabinets a diminué de -\n\n"
    "6,90%. Les aides des vallées restent utiles partout.\n\n• VH : - 6,35%\n\n• VB : -8,23%\n\n\n\n"
    "301/02/2020\n\nPlaces\n\n• 2018 : 3 655 places et 2019 : 3752 places pour tous les élèves des vallées et \n\n"
    "2020 : 3937 soit +7.72% ; \n\n\uf0a7 Champ : adapter notre offre à tous les besoins des vallées et des bourgs \n\n"
    "voisins, et aussi à ceux des élèves qui y vivent loin de tout et de tous les \n\nautres\n\n"
)


def test_slides_are_numbered_by_their_marks() -> None:
    document = _read(DECK)
    assert document.unit == "slide"
    assert document.pages == 3
    assert document.slide_marks == (
        SlideMark(2, date(2020, 2, 1), 1),
        SlideMark(3, date(2020, 2, 1), 16),
    )
    marks = [line for line in document.lines if line.kind == "marker"]
    assert [(mark.text, mark.page, mark.printed) for mark in marks] == [
        ("201/02/2020", 2, date(2020, 2, 1)),
        ("301/02/2020", 3, date(2020, 2, 1)),
    ]


def test_broken_lines_are_joined_and_figures_located_on_their_own_line() -> None:
    passage = _passage(DECK, "Entre 2010")
    assert passage.text == (
        "Entre 2010 et 2014, le nombre de cabinets a diminué de - 6,90%. Les aides des vallées restent utiles partout."
    )
    assert passage.heading == ("Bilan 12 vallées : suites",)
    assert passage.locate(passage.text.index("2014")).text("txt") == "diapositive 2, ligne 6"
    assert passage.locate(passage.text.index("6,90")).text("txt") == "diapositive 2, ligne 8"
    nurses = _passage(DECK, "2018")
    assert nurses.text.endswith("pour tous les élèves des vallées et 2020 : 3937 soit +7.72% ;")
    assert nurses.locate(nurses.text.index("3937")).line == 22


def test_bullets_and_signs() -> None:
    high, low = _passage(DECK, "VH"), _passage(DECK, "VB")
    assert (high.text, high.bullet, high.role) == ("VH : - 6,35%", "•", "bullet")
    assert low.text == "VB : -8,23%"
    assert _passage(DECK, "Champ").bullet == "\uf0a7"


@pytest.mark.parametrize(
    ("text", "bullet", "expected", "ambiguous"),
    [
        ("- 6,35 % dans la vallée", "-", "6,35 % dans la vallée", True),
        ("– 30 places", "–", "30 places", True),
        ("-6,35 % dans la vallée", "", "-6,35 % dans la vallée", False),
        ("- trente places", "-", "trente places", False),
        ("1. Former 30 élèves", "1.", "Former 30 élèves", False),
        ("12. Former 30 élèves", "", "12. Former 30 élèves", False),
        ("2.000 abonnés", "", "2.000 abonnés", False),
        ("o Une vallée", "o", "Une vallée", False),
        ("→ 40 postes", "→", "40 postes", False),
    ],
)
def test_what_is_a_bullet(text: str, bullet: str, expected: str, ambiguous: bool) -> None:
    (passage,) = passages(_read(text))
    assert (passage.bullet, passage.text, passage.ambiguous_sign) == (bullet, expected, ambiguous)


def test_ordinals_go_up() -> None:
    document = _read("Deux actions\n1. Former\n2. Installer\n12. Rester")
    assert [(one.bullet, one.text) for one in passages(document)] == [
        ("", "Deux actions"),
        ("1.", "Former"),
        ("2.", "Installer"),
        ("", "12. Rester"),
    ]


def test_a_minus_at_the_beginning_of_a_broken_line_is_no_bullet() -> None:
    assert _texts("Le nombre de cabinets a diminué de\n- 6,90% en deux ans") == [
        "Le nombre de cabinets a diminué de - 6,90% en deux ans"
    ]


def test_on_slides_a_capital_begins_a_text_of_its_own() -> None:
    lines = [
        "201/02/2020",
        "Bilan",
        "• les cabinets ouverts cette année tiennent une grande part de leurs heures loin des",
        "villages, ce qui laisse sans réponse une partie de toutes les hautes vallées",
        "Vallées calmes :",
        "• une partie des maisons du lac pourrait fermer ses portes avant la fin de l’année",
        "dans toutes les vallées",
    ]
    assert _texts("\n".join(lines)) == [
        "Bilan",
        f"{lines[2][2:]} {lines[3]}",
        "Vallées calmes :",
        f"{lines[5][2:]} {lines[6]}",
    ]


def test_items_without_bullets_are_never_joined() -> None:
    items = ["Sont concernés", "médecins : 12", "infirmiers : 15", "sages-femmes : 4"]
    assert _texts("\n".join(items)) == items
    assert _texts("\n\n".join(items)) == items


def test_wrapped_prose_is_joined_and_paragraphs_parted() -> None:
    text = (
        "La région Terres-du-Milieu aide depuis longtemps les jeunes soignants qui\n"
        "veulent ouvrir un cabinet loin des villes. En 2019, elle a consacré 1\n"
        "234 euros à chacun des cabinets qui ont ouvert dans les hautes vallées du\n"
        "Nord, et les territoires qui en manquent le plus ont été servis les pre-\n"
        "miers.\n"
        "\n"
        "Un autre paragraphe commence ici, avec ses propres lignes coupées qui sont\n"
        "jointes aussi."
    )
    assert _texts(text) == [
        "La région Terres-du-Milieu aide depuis longtemps les jeunes soignants qui veulent ouvrir un cabinet "
        "loin des villes. En 2019, elle a consacré 1 234 euros à chacun des cabinets qui ont ouvert dans les "
        "hautes vallées du Nord, et les territoires qui en manquent le plus ont été servis les premiers.",
        "Un autre paragraphe commence ici, avec ses propres lignes coupées qui sont jointes aussi.",
    ]


def test_the_spaces_of_a_line() -> None:
    (line,) = _read("76 \u00a0 maisons\u202f: 3\u00a0655 habitants ﬁdèles\u200b").lines
    assert line.text == "76 maisons : 3 655 habitants fidèles"
    assert line.raw == "76 \u00a0 maisons\u202f: 3\u00a0655 habitants ﬁdèles\u200b"


def test_decomposed_accents_are_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Évolution régionale")
    assert _texts(decomposed) == ["Évolution régionale"]


def test_columns_parted_by_tabs_or_wide_spaces() -> None:
    assert _texts("Médecine\t2110\t2330\nPharmacie     190   430") == [
        "Médecine ; 2110 ; 2330",
        "Pharmacie ; 190 ; 430",
    ]


def test_form_feeds_part_pages_and_page_numbers_are_furniture() -> None:
    text = "".join(f"Il y a {10 * page} cabinets dans la vallée.\n\nPage {page} sur 3\n\f" for page in (1, 2, 3))
    document = _read(text)
    assert document.pages == 4 - 1
    assert [(one.page, one.text) for one in document.lines if one.kind == "text"] == [
        (1, "Il y a 10 cabinets dans la vallée."),
        (2, "Il y a 20 cabinets dans la vallée."),
        (3, "Il y a 30 cabinets dans la vallée."),
    ]
    assert [one.text for one in document.lines if one.kind == "furniture"] == [
        f"Page {page} sur 3" for page in (1, 2, 3)
    ]
    assert passages(document)[0].locate(0).text("txt") == "page 1, ligne 1"


def test_bare_page_numbers_repeat_but_figures_do_not() -> None:
    counts = {1: 215, 2: 92, 3: 31}
    pages = [f"{count} maisons\n\nTexte {'x' * page}\n\n{page}" for page, count in counts.items()]
    document = _read("\f".join(pages))
    assert [one.text for one in document.lines if one.kind == "furniture"] == ["1", "2", "3"]


def test_windows_line_ends_and_last_line_without_end() -> None:
    document = read_document(b"Un cabinet\r\n\r\nDeux cabinets\rTrois cabinets", "texte.txt")
    assert [(one.line, one.text) for one in document.lines] == [
        (1, "Un cabinet"),
        (3, "Deux cabinets"),
        (4, "Trois cabinets"),
    ]


def test_labels_of_the_site_are_furniture() -> None:
    document = _read("Contenu principal de la page\nUn cabinet a ouvert.\nCorps de texte\n")
    assert [one.kind for one in document.lines] == ["furniture", "text", "furniture"]


def test_headings_above_a_bullet() -> None:
    text = (
        "Une prime pour les remplaçants\n\nUn texte qui se suffit à lui-même.\n\nTrois mesures :\n\n"
        "  • La prime : une aide\n    Elle vaut 750 euros.\n  • Le guichet\n\nUn autre texte.\n\n"
        "Booster les vallées\n\nEncore un texte."
    )
    assert _passage(text, "Elle vaut").heading == (
        "Une prime pour les remplaçants",
        "Trois mesures :",
        "La prime : une aide",
    )
    assert _passage(text, "Un autre").heading == ("Une prime pour les remplaçants",)
    assert _passage(text, "Encore").heading == ("Une prime pour les remplaçants", "Booster les vallées")
