import pytest

from demodash.sources import Source
from demodash.ui import citations


@pytest.mark.parametrize(
    ("locators", "expected"),
    [
        (["diapositive 4, ligne 52"], "diapositive 4, ligne 52"),
        (["diapositive 4, ligne 54", "diapositive 4, ligne 52"], "diapositive 4, lignes 52 et 54"),
        ([f"diapositive 4, ligne {line}" for line in (52, 54, 56, 58)], "diapositive 4, lignes 52 à 58"),
        (["ligne 13", "ligne 13"], "ligne 13"),
        (["diapositive 4, ligne 2", "diapositive 5, ligne 3"], "diapositive 4, ligne 2 ; diapositive 5, ligne 3"),
        (["page web (relevé ZON-014)"], "page web (relevé ZON-014)"),
    ],
)
def test_locators_of_one_slide_are_gathered(locators, expected):
    assert citations.places(locators) == expected


@pytest.mark.parametrize(
    ("date", "inferred", "expected"),
    [
        ("2023-01-23", False, "23 janvier 2023"),
        ("2017", True, "2017 (date déduite)"),
        ("", False, "sans date imprimée"),
    ],
)
def test_an_inferred_date_says_so(date, inferred, expected):
    assert citations.dated(Source("x", "document", "E", "T", date=date, date_inferred=inferred)) == expected
