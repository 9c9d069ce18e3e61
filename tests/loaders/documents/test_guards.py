"""What stands above a figure and forbids it: objectives, years to come, other places, flows; what dates it."""

from __future__ import annotations

import pytest

from demodash.loaders.documents.extraction import Extraction, extract
from demodash.loaders.documents.readers import read_document

HEAD = "La santé en Normandie\n\nPublié le 15/03/2018\n\n"


def _taken(text: str) -> list[str]:
    return [f"{one.indicator} {one.period} {one.value:g}" for one in _extracted(text).figures]


def _extracted(text: str) -> Extraction:
    return extract(read_document((HEAD + text).encode(), "essai.txt"))


@pytest.mark.parametrize(
    "heading",
    [
        "Objectifs",
        "Feuille de route 2020-2022",
        "Ce qui est attendu",
        "Ce que nous visons",
        "Le bilan de 2021",
        "Avant la réforme",
        "Chiffres clés 2012",
        "Territoires ruraux",
        "Quartiers prioritaires",
        "Zoom sur le bassin de Valmont",
        "À Valmont, une dynamique forte",
        "Structures lauréates",
        "Ouvertures de l’année",
        "Projets immobiliers accompagnés",
        "Bocage",
        "Le bocage",
        "Thiercelieu",
        "Exercice coordonné Thiercelieu",
        "Grand Valmontois",
        "Valmont-Ailly 2017",
    ],
)
def test_a_heading_forbids_the_figures_under_it(heading: str) -> None:
    assert _taken(f"{heading}\n\n• 76 MSP\n• 12 CPTS\n") == []


@pytest.mark.parametrize("heading", ["Bilan", "Exercice coordonné", "Les maisons de santé", "Organisation des soins"])
def test_a_usual_heading_names_no_place(heading: str) -> None:
    assert _taken(f"{heading}\n\n• 76 MSP\n") == ["msp_activite 2018-03-15 76"]


def _titled(title: str, sentence: str = "20 MSP sont en activité.") -> list[tuple[str, str]]:
    text = f"{title}\n\nARS Normandie\n\nPublié le 15/03/2018\n\n{sentence}\n"
    found = extract(read_document(text.encode(), "essai.txt"))
    left = [("", one.reason) for one in found.not_taken if one.value is not None]
    return [(one.territory, "") for one in found.figures] + left


@pytest.mark.parametrize(
    "title",
    [
        "Le Bocage en chiffres",
        "Contrat local de santé du Valmontois",
        "La santé à Thiercelieu",
        "Pays de Valmont : bilan",
        "Arrondissement de Valmont",
        "La santé dans l’Orne",
        "Orne (Normandie) : bilan",
    ],
)
def test_the_title_of_a_document_on_a_part_of_the_region_forbids_regional_figures(title: str) -> None:
    ((territory, reason),) = _titled(title)
    assert not territory
    assert reason.startswith("le titre du document nomme")


@pytest.mark.parametrize(
    "title", ["Projet Régional de Santé", "Accès aux soins dans les territoires ruraux", "La santé en Région"]
)
def test_other_titles_forbid_nothing(title: str) -> None:
    assert _titled(title) == [("REG-28", "")]


def test_what_names_its_territory_holds_under_the_title_of_a_departement() -> None:
    assert _titled("La santé dans l’Orne", "La région compte 20 MSP.") == [("REG-28", "")]
    assert _titled("La santé dans l’Orne", "Dans l’Eure, 20 MSP sont en activité.") == [("DEP-27", "")]


def test_a_place_that_is_not_known_is_the_reason_given() -> None:
    for sentence, reason in (
        ("20 MSP dans le Bocage", "une partie seulement du territoire (« bocage »)"),
        ("20 MSP à Thiercelieu", "lieu que le catalogue des territoires ne connaît pas (« Thiercelieu »)"),
        (
            "Thiercelieu\n\n20 MSP",
            "« Thiercelieu » est peut-être un lieu que le catalogue des territoires ne connaît pas",
        ),
        ("On compte 20 MSP dans la lande.", "rien ne dit que ce soit tout le territoire (« dans la lande »)"),
    ):
        assert [one.reason for one in _extracted(sentence).not_taken if one.value is not None] == [reason]


@pytest.mark.parametrize(
    "title",
    [
        "Note d’information",
        "Note",
        "Rapport annuel",
        "Lettre d’information",
        "Compte rendu",
        "Réunion du comité",
        "Avis du conseil",
        "Étude",
        "Enquête",
        "Chiffres clés",
        "Actualités",
        "Calendrier",
        "Introduction",
        "Conclusion",
    ],
)
def test_an_ordinary_word_that_heads_a_document_is_no_place(title: str) -> None:
    assert _taken(f"ARS Bretagne\n\n{title}\n\nLa région compte 20 MSP en 2018.") == ["msp_activite 2018 20"]


@pytest.mark.parametrize("title", ["Thiercelieu", "Thiercelieu en chiffres", "Note : Thiercelieu"])
def test_a_name_beside_an_ordinary_word_may_be_a_place(title: str) -> None:
    assert _taken(f"ARS Bretagne\n\n{title}\n\nLa région compte 20 MSP en 2018.") == []


@pytest.mark.parametrize(
    ("heading", "period"),
    [("Où en est-on ?", "2018-03-15"), ("En 2016", "2016"), ("Chiffres clés au 31 décembre 2016", "2016-12-31")],
)
def test_a_heading_dates_the_figures_under_it(heading: str, period: str) -> None:
    assert _taken(f"{heading}\n\n• 76 MSP\n") == [f"msp_activite {period} 76"]


def test_a_heading_of_several_dates_gives_none_of_them() -> None:
    assert _taken("Avec 90 MSP en 2018 (40 en 2012)\n\n• 76 MSP\n") == []


def test_a_year_after_that_of_the_document_is_refused() -> None:
    places = "Formation\n\n• Pour les IDE : 2017 : 3 900 places, {} : 4 000 places soit +2,56 %\n"
    assert "ide_places 2018 4000" in _taken(places.format(2018))
    assert "ide_places 2019 4000" not in _taken(places.format(2019))


@pytest.mark.parametrize(
    ("title", "column", "taken"),
    [
        ("Évolution du nombre de MG 2012-2016", "Évolution", ["mg_evolution 2012/2016 -8.2"]),
        ("Évolution du nombre de MG 2012-2016", "Variation en %", ["mg_evolution 2012/2016 -8.2"]),
        ("Évolution du nombre de MG 2012-2016", "Femmes", []),
        ("Évolution du nombre de MG 2012-2016", "France", []),
        ("Évolution du nombre de MG 2012-2016", "Par an", []),
        ("Évolution du nombre de MG salariés 2012-2016", "Évolution", []),
        ("Évolution de la patientèle des MG 2012-2016", "Évolution", []),
        ("Projection du nombre de MG 2012-2016 : évolution", "Évolution", []),
    ],
)
def test_only_a_column_of_change_is_read(title: str, column: str, taken: list[str]) -> None:
    rows = f"<tr><th>Zone</th><th>{column}</th></tr><tr><td>ZIP</td><td>-8,2 %</td></tr>"
    page = (
        "<html><body><main><h1>La santé en Normandie</h1><p>Publié le 15/03/2018</p>"
        f"<h2>{title}</h2><table>{rows}</table></main></body></html>"
    )
    figures = extract(read_document(page.encode(), "essai.html")).figures
    assert [f"{one.indicator} {one.period} {one.value:g}" for one in figures] == taken


def test_a_heading_after_a_blank_line_is_never_glued_to_the_line_before() -> None:
    text = "Bilan\n\n• 34 maisons soutenues dans\nle Calvados et l’Orne en\n\nPerspectives\n\n• 150 MSP en activité\n"
    assert _taken(text) == []


def test_an_endless_run_of_digits_is_no_number() -> None:
    left = [one.reason for one in _extracted(f"La région compte {'9' * 400} MSP.").not_taken]
    assert "suite de chiffres trop longue pour être un nombre" in left
