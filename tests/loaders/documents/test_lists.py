"""Numbers listed by territory, and MSP and CPTS counted together."""

from __future__ import annotations

import pytest

from demodash.loaders.documents.extraction import extract
from demodash.loaders.documents.readers import read_document

HEAD = "La santé en Normandie\n\nPublié le 15/03/2018\n\n"


def taken(text: str) -> list[str]:
    figures = extract(read_document((HEAD + text).encode(), "essai.txt")).figures
    return [f"{one.indicator} {one.territory} {one.period} {one.value:g}" for one in figures]


BOTH = ["msp_activite DEP-61 2018-03-15 14", "msp_activite DEP-27 2018-03-15 11"]


@pytest.mark.parametrize(
    "text",
    [
        "• Orne : 14 MSP\n• Eure : 11 MSP\n",
        "Orne : 14 MSP ; Eure : 11 MSP\n",
        "Orne (61) : 14 MSP, Eure (27) : 11 MSP.\n",
        "Nombre de MSP : Orne : 14 ; Eure : 11.\n",
        "MSP en activité par département :\n\n• Orne : 14\n• Eure : 11\n",
    ],
)
def test_a_list_by_territory(text: str) -> None:
    assert taken(text) == BOTH


def test_the_date_that_announces_a_list_holds_for_it() -> None:
    text = "Nombre de CPTS en fonctionnement au 31 décembre 2016 :\n\n• Orne : 4\n• Eure : 3\n"
    assert taken(text) == ["cpts_fonctionnement DEP-61 2016-12-31 4", "cpts_fonctionnement DEP-27 2016-12-31 3"]


def test_the_parts_of_a_total_that_they_add_up_to() -> None:
    text = "{} MSP sont en activité dans la région : 14 dans l’Orne et 11 dans l’Eure.\n"
    assert taken(text.format(25)) == ["msp_activite REG-28 2018-03-15 25", *BOTH]
    assert taken(text.format(26)) == ["msp_activite REG-28 2018-03-15 26"]


@pytest.mark.parametrize(
    "text",
    [
        "Orne : 14 MSP ; Bocage : 11 MSP\n",
        "Orne : 14 MSP universitaires ; Eure : 11 MSP universitaires\n",
        "Maisons de santé\n\n• Orne : 14\n• Eure : 11\n",
        "Budget des MSP :\n\n• Orne : 14\n• Eure : 11\n",
        "Objectifs\n\n• Orne : 14 MSP\n• Eure : 11 MSP\n",
        "Créations\n\n• Orne : 14 MSP\n• Eure : 11 MSP\n",
        "MSP soutenues par la Région :\n\n• Orne : 14\n• Eure : 11\n",
        "Ont ouvert cette année : Orne : 14 MSP ; Eure : 11 MSP\n",
        "12 MSP ont été inaugurées. Orne : 14 MSP ; Eure : 11 MSP\n",
        "Ont ouvert cette année :\n\n• Orne : 14 MSP\n• Eure : 11 MSP\n",
        "Lauréats : Orne : 14 MSP ; Eure : 11 MSP\n",
        "MSP en projet : Orne : 14 MSP ; Eure : 11 MSP\n",
        "25 MSP sont ouvertes cette année : 14 dans l’Orne et 11 dans l’Eure.\n",
        "La région compte 25 MSP par département.\n",
        "Orne : 14 étudiants ont signé un CESP ; Eure : 11\n",
    ],
)
def test_a_list_of_something_else_is_left(text: str) -> None:
    assert taken(text) == []


@pytest.mark.parametrize(
    ("text", "territory", "period"),
    [
        ("La région compte 76 MSP et 12 CPTS.", "REG-28", "2018-03-15"),
        ("76 MSP et 12 CPTS sont en fonctionnement.", "REG-28", "2018-03-15"),
        ("En 2016, 76 MSP et 12 CPTS étaient en fonctionnement.", "REG-28", "2016"),
        ("L’Orne compte 76 MSP et 12 CPTS.", "DEP-61", "2018-03-15"),
        ("Dans l’Orne, 76 MSP et 12 CPTS sont en activité.", "DEP-61", "2018-03-15"),
    ],
)
def test_both_of_a_pair(text: str, territory: str, period: str) -> None:
    assert sorted(taken(text + "\n")) == [
        f"cpts_fonctionnement {territory} {period} 12",
        f"msp_activite {territory} {period} 76",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Le réseau compte 76 MSP et 12 CPTS.",
        "D’ici 2022, 76 MSP et 12 CPTS sont en activité.",
        "À Valmont, 76 MSP et 12 CPTS sont en activité.",
        "L’Orne et l’Eure comptent 76 MSP et 12 CPTS.",
    ],
)
def test_pairs_that_are_left(text: str) -> None:
    assert taken(text + "\n") == []


def test_the_second_of_a_pair_is_left_when_a_part_of_it_is_elsewhere() -> None:
    assert taken("La région compte 76 MSP et 12 CPTS, dont 2 en Bretagne.\n") == ["msp_activite REG-28 2018-03-15 76"]


@pytest.mark.parametrize("text", ["La région compte 76 MSP dont 12 en projet.", "• 76 MSP (dont 12 en projet)"])
def test_a_number_that_counts_projects_too_is_left(text: str) -> None:
    assert taken(text + "\n") == []
