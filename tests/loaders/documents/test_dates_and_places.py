"""Dates, years and territories named in French prose."""

from __future__ import annotations

import pytest

from demodash.loaders.documents.calendar_roles import Role, role_of
from demodash.loaders.documents.dates import dates
from demodash.loaders.documents.folding import folded
from demodash.loaders.documents.places import narrower_area, places, unknown_place
from demodash.loaders.documents.reading import Text
from demodash.loaders.documents.tokens import Kind
from demodash.territories import Level, codes, name


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("le 3 février 2022", "2022-02-03", "2022-02-03"),
        ("le 1er janvier 2023", "2023-01-01", "2023-01-01"),
        ("03/02/2022", "2022-02-03", "2022-02-03"),
        ("03.02.2022", "2022-02-03", "2022-02-03"),
        ("2022-02-03", "2022-02-03", "2022-02-03"),
        ("323/01/2023", "2023-01-23", "2023-01-23"),
        ("en mars 2025", "2025-03", "2025-03"),
        ("entre 2016 et 2020", "2016", "2020"),
        ("de 2016 à 2020", "2016", "2020"),
        ("2016-2020", "2016", "2020"),
        ("en 2020-21", "2020", "2021"),
        ("l’année 2020/2021", "2020", "2021"),
        ("en 2016,", "2016", "2016"),
    ],
)
def test_dates_and_years(text: str, first: str, last: str) -> None:
    found = next(one for one in dates(folded(text)) if one.kind is not Kind.OTHER)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("text", ["31/02/2022 12", "2016 places", "plus de 2000 euros", "12 016", "en 1492"])
def test_what_is_no_date(text: str) -> None:
    assert [one for one in dates(folded(text)) if one.kind is not Kind.YEAR or text != "31/02/2022 12"] == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("en 2016, 12 MSP", Role.DURING),
        ("pour la seule année 2016", Role.DURING),
        ("fin 2016", Role.AT),
        ("au 31/12/2016", Role.AT),
        ("depuis 2012", Role.SINCE),
        ("depuis fin 2012", Role.SINCE),
        ("4 fois plus qu’en 2010", Role.AGAINST),
        ("par rapport à 2010", Role.AGAINST),
        ("d’ici 2026", Role.TARGET),
        ("à l’horizon 2030", Role.TARGET),
        ("objectif 2030", Role.TARGET),
        ("créée en 2013", Role.BEGUN),
        ("à partir de 2019", Role.OTHER),
        ("la convention de 2016", Role.OTHER),
    ],
)
def test_what_a_year_does(text: str, role: Role) -> None:
    read = Text.of(text)
    token = next(one for one in read.tokens if one.first)
    assert role_of(token, read) is role


@pytest.mark.parametrize("code", codes(Level.REGION))
def test_every_region_is_recognised(code: str) -> None:
    for text in (f"ARS {name(code)}", f"Le pacte en {name(code)}", f"{name(code)} : 12"):
        if name(code) != "La Réunion" or "en" in text:
            assert [place.code for place in places(text)] == [code]


@pytest.mark.parametrize("code", codes(Level.DEPARTEMENT))
def test_every_departement_is_recognised_after_a_preposition(code: str) -> None:
    overseas = {"DEP-971", "DEP-972", "DEP-973", "DEP-974", "DEP-976"}
    if code not in overseas:
        assert [place.code for place in places(f"dans le département de {name(code)}, 12 MSP")] == [code]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dans l’Aisne, l’Oise et la Somme", ["DEP-02", "DEP-60", "DEP-80"]),
        ("le Val-d’Oise", ["DEP-95"]),
        ("la somme de 550 euros", []),
        ("Somme : 12", ["DEP-80"]),
        ("Hauts de France", ["REG-32"]),
        ("ARS Hauts-de-FranceDepuis 2014", ["REG-32"]),
        ("Nord-Pas-de-Calais", ["EXREG-31"]),
        ("l’Université de Picardie Jules Verne", []),
        ("le CHU Amiens-Picardie", []),
        ("en Nouvelle-Aquitaine", ["REG-75"]),
        ("en France", ["FR"]),
        ("une première en France", []),
        ("au niveau national", ["FR"]),
        ("la mesure nationale", []),
        ("Ille-et-Vilaine : 12", ["DEP-35"]),
    ],
)
def test_places(text: str, expected: list[str]) -> None:
    assert [place.code for place in places(text)] == expected


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("À Caen, 4 MSP", "Caen"),
        ("Lorient compte 3 MSP", "Lorient"),
        ("Brest : 3 MSP", "Brest"),
        ("dans le Finistère, 4 MSP", ""),
        ("Elle compte 4 MSP", ""),
        ("dans les ZIP, 4 MSP", ""),
        ("Maisons de santé : 4", ""),
    ],
)
def test_unknown_places(text: str, town: str) -> None:
    assert unknown_place(text, places(text)) == town


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("en zones sous-denses", "zones sous-denses"),
        ("dans la metropole", "metropole"),
        ("dans le departement", "le departement"),
        ("dans la region", ""),
    ],
)
def test_narrower_areas(text: str, words: str) -> None:
    assert narrower_area(text) == words
