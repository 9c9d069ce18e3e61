"""Rows of tables: zones and medical courses are read under their headers, anything else is left."""

from __future__ import annotations

import pytest

from demodash.loaders.documents.extraction import Extraction, extract
from demodash.loaders.documents.readers import read_document


def page(caption: str, header: str, *rows: str) -> Extraction:
    """An HTML page with one table; cells are parted by «|»."""
    head = "".join(f"<th>{cell}</th>" for cell in header.split("|"))
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>" for row in rows)
    html = (
        '<html lang="fr"><head><meta charset="utf-8"><title>OG 12</title></head><body><main>'
        f"<h1>ARS Hauts-de-France</h1><p>Publié le 04/03/2025</p><h2>{caption}</h2>"
        f"<table><tr>{head}</tr>{body}</table></main></body></html>"
    )
    return extract(read_document(html.encode(), "essai.html"))


def taken(extraction: Extraction) -> list[tuple[str, str, str, float]]:
    return [(one.indicator, one.category, one.period, one.value) for one in extraction.figures]


def reasons(extraction: Extraction) -> dict[str, str]:
    return {one.as_printed: one.reason for one in extraction.not_taken}


def test_changes_by_zone_under_their_years() -> None:
    found = page(
        "Médecins généralistes installés",
        "Type de zone|Évolution 2018-2022|Part de la population",
        "ZIP|-7,1 %|12 %",
        "Zone d’action complémentaire (ZAC)|+1,2 %|40 %",
        "Hors zonage|3 %|44 %",
        "Ensemble de la région|−5,9 %|100 %",
        "Littoral|-2,2 %|4 %",
    )
    assert taken(found) == [
        ("mg_evolution", "zip", "2018/2022", -7.1),
        ("mg_evolution", "zac", "2018/2022", 1.2),
        ("mg_evolution", "ensemble", "2018/2022", -5.9),
    ]
    assert reasons(found)["3 %"] == "sens de l’évolution non dit"
    assert reasons(found)["12 %"].startswith("cellule de tableau")
    assert reasons(found)["-2,2 %"].startswith("cellule de tableau")


@pytest.mark.parametrize(
    ("caption", "header"),
    [
        ("Chirurgiens-dentistes", "Type de zone|Évolution 2018-2022"),
        ("Médecins généralistes", "Type de zone|Part 2018-2022"),
        ("Objectifs 2028", "Type de zone|Évolution du nombre de MG 2018-2022"),
    ],
)
def test_other_tables_by_zone_are_left(caption: str, header: str) -> None:
    assert taken(page(caption, header, "ZIP|-7,1 %")) == []


def test_places_under_two_years() -> None:
    found = page(
        "Places de formation",
        "Filière|2019|2023|Évolution",
        "Médecine|4100|4 305|+5 %",
        "Orthophonie|100|120|+20 %",
    )
    assert taken(found) == [
        ("places_medicales_avant", "medecine", "2019", 4100),
        ("places_medicales_apres", "medecine", "2023", 4305),
        ("places_medicales_evolution", "medecine", "2019/2023", 5),
    ]
    assert reasons(found)["120"].startswith("cellule de tableau")


def test_places_before_and_after_without_years_are_inferred() -> None:
    found = page("Places de formation", "Filière|Avant|Après", "Pharmacie|1500|1600")
    assert [(one.period, one.value, one.status) for one in found.figures] == [
        ("2025-03-04", 1500, "inferred"),
        ("2025-03-04", 1600, "inferred"),
    ]


@pytest.mark.parametrize(
    "header",
    ["Filière|2019|Objectif 2028", "Filière|2023|2019", "Filière|Femmes|Hommes", "Filière|2019|2021|2023"],
)
def test_places_whose_columns_are_not_before_and_after_are_left(header: str) -> None:
    cells = "|".join(["1500", "1600", "1650"][: header.count("|")])
    assert taken(page("Places de formation", header, f"Pharmacie|{cells}")) == []


def test_a_row_that_has_not_as_many_cells_as_its_header_is_left() -> None:
    assert taken(page("Places de formation", "Filière|2019|2023", "Médecine|4100|4 305|+5 %")) == []


@pytest.mark.parametrize(
    "header",
    [
        "Filière|2022-2023|2023-2024",
        "Filière|2022/23|2023/24",
        "Formation|Année universitaire 2022-2023|Année universitaire 2023-2024",
        "Filière|Places à la rentrée 2022-2023|Places à la rentrée 2023-2024",
    ],
)
def test_places_under_two_school_years(header: str) -> None:
    assert taken(page("Places de formation", header, "Médecine|4 100|4 305")) == [
        ("places_medicales_avant", "medecine", "2022/2023", 4100),
        ("places_medicales_apres", "medecine", "2023/2024", 4305),
    ]


def test_the_change_between_two_school_years_is_left() -> None:
    found = page("Places de formation", "Filière|2021-2022|2023-2024|Évolution", "Médecine|4 100|4 305|+5 %")
    assert [value for *_, value in taken(found)] == [4100, 4305]
    assert "deux années scolaires" in reasons(found)["+5 %"]


@pytest.mark.parametrize(
    "header",
    [
        "Filière|2023-2024|2022-2023",
        "Filière|2022-2023|2022-2023",
        "Filière|2019-2021|2021-2023",
        "Filière|2022-2023|2023",
        "Filière|2022|2023-2024",
        "Filière|Femmes 2022-2023|Hommes 2023-2024",
        "Filière|Nord 2022-2023|Nord 2023-2024",
        "Filière|Places 2022-2023|Inscrits 2023-2024",
        "Filière|2022-2023 (provisoire)|2023-2024 (cible)",
        "Filière|2025-2026|2026-2027",
    ],
)
def test_school_years_that_are_not_before_and_after_are_left(header: str) -> None:
    assert taken(page("Places de formation", header, "Médecine|4 100|4 305")) == []


def test_a_school_year_to_come_is_left() -> None:
    found = page("Places de formation", "Filière|2024-2025|2025-2026", "Médecine|4 100|4 305")
    assert taken(found) == [("places_medicales_avant", "medecine", "2024/2025", 4100)]
    assert reasons(found)["4 305"] == "année postérieure à celle du document"


@pytest.mark.parametrize(
    "caption",
    [
        "Places supplémentaires",
        "Places vacantes",
        "Places créées",
        "Places de formation continue",
        "Nombre de candidats par place",
        "Coût des places (k€)",
        "Places de stage",
        "Places d’internes",
        "Places de formation à Thiercelieu",
        "Bocage : places de formation",
    ],
)
@pytest.mark.parametrize("header", ["Filière|2022|2023", "Filière|2022-2023|2023-2024"])
def test_other_things_than_places_of_training_are_left(caption: str, header: str) -> None:
    assert taken(page(caption, header, "Médecine|4 100|4 305")) == []
