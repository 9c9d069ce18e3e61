"""The change in the whole region said beside those of the zone types: taken when nothing else can be meant."""

from __future__ import annotations

import pytest

from demodash.loaders.documents.extraction import Extraction, extract
from demodash.loaders.documents.readers import read_document

HEAD = "La santé en Normandie\n\nPublié le 15/03/2023\n\n"
LEAD = "Évolution du nombre de MG entre 2015 et 2019 :\n\n"
ZONES = ["mg_evolution zip REG-28 2015/2019 -7.4", "mg_evolution zac REG-28 2015/2019 -2.6"]
BULLETS = f"{LEAD}• ZIP : -7,4 %\n\n• ZAC : -2,6 %\n\n"


def _extracted(text: str) -> Extraction:
    return extract(read_document((HEAD + text).encode(), "essai.txt"))


def _taken(text: str) -> list[str]:
    return [
        f"{one.indicator} {one.category} {one.territory} {one.period} {one.value:g}" for one in _extracted(text).figures
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Au niveau régional, la baisse est de 4,9 %.",
        "• Au niveau régional, la baisse est de 4,9 %",
        "• À l’échelle de la région : -4,9 %",
        "À l’échelle régionale, le recul atteint 4,9 %.",
        "Pour l’ensemble de la région, la baisse est de 4,9 %.",
        "Sur l’ensemble du territoire régional, toutes zones confondues, la baisse est de 4,9 %.",
        "• Pour toute la région : -4,9 %",
    ],
)
def test_the_region_after_zone_lines(line: str) -> None:
    assert _taken(BULLETS + line) == [*ZONES, "mg_evolution ensemble REG-28 2015/2019 -4.9"]


@pytest.mark.parametrize(
    "line",
    [
        "Au niveau national, la baisse est de 4,9 %.",
        "Au niveau régional comme national, la baisse est de 4,9 %.",
        "Au niveau régional, la densité baisse de 4,9 %.",
        "Au niveau régional, la baisse est de 4,9 % par an.",
        "Au niveau régional, la baisse des installations est de 4,9 %.",
        "Au niveau régional, la baisse est de 4,9 % en 2021.",
        "Au niveau régional, la baisse serait de 4,9 %.",
        "Au niveau régional, l’évolution est de 4,9 %.",
        "Au niveau régional, la baisse chez les infirmiers est de 4,9 %.",
        "Au niveau régional, la baisse n’est pas de 4,9 %.",
        "En région, la baisse est de 4,9 % chez les plus de 60 ans.",
        "À l’échelle de la région voisine, la baisse est de 4,9 %.",
        "Pour l’ensemble de la région Bretagne, la baisse est de 4,9 %.",
        "Infirmiers\n\nAu niveau régional, la baisse est de 4,9 %.",
        "Les dentistes reculent aussi.\n\nAu niveau régional, la baisse est de 4,9 %.",
    ],
)
def test_what_may_be_something_else_is_left(line: str) -> None:
    assert _taken(BULLETS + line) == ZONES


def test_its_own_years_hold() -> None:
    line = "Au niveau régional, la baisse est de 4,9 % entre 2010 et 2014."
    assert _taken(BULLETS + line)[-1] == "mg_evolution ensemble REG-28 2010/2014 -4.9"


def test_the_region_in_the_sentence_of_the_zones() -> None:
    text = "Entre 2015 et 2019, le nombre de MG a diminué de 7,4 % en ZIP ; au niveau régional, la baisse est de 4,9 %."
    assert _taken(text) == [ZONES[0], "mg_evolution ensemble REG-28 2015/2019 -4.9"]


def test_bullets_that_are_no_changes_say_nothing_of_what_follows() -> None:
    shares = f"{LEAD}• ZIP : 15 % des communes\n\nAu niveau régional, la baisse est de 4,9 %."
    nurses = f"{LEAD.replace('de MG', 'd’infirmiers')}• ZIP : -7,4 %\n\nAu niveau régional, la baisse est de 4,9 %."
    assert _taken(shares) == _taken(nurses) == []


def test_another_profession_just_before_leaves_a_doubt() -> None:
    title, line = "Évolution du nombre de MG 2015-2019", "Au niveau régional, la baisse est de 4,9 %."
    text = f"{title}\n\nLes infirmiers reculent aussi.\n\n{line}"
    assert [one.reason for one in _extracted(text).not_taken if one.value] == [
        "le texte juste avant parle d’autres professions"
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"Bocage\n\n{BULLETS}",
        f"Thiercelieu\n\n{BULLETS}",
        "Dans la lande, le nombre de MG a diminué de 7,4 % en ZIP entre 2015 et 2019.",
        "À Thiercelieu, le nombre de MG a diminué de 7,4 % en ZIP entre 2015 et 2019.",
    ],
)
def test_zones_of_a_part_of_the_region_are_left(text: str) -> None:
    assert _taken(text) == []
