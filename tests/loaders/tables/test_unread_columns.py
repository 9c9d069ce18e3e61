"""Columns under names nearly right are left out, and the analyst is told which."""

import pytest

from tests.loaders.tables.examples import Example, read, text, values

CURE = "Corrigez l’en-tête et importez de nouveau le fichier si ces chiffres doivent en être."


def apl(header: str, row: str) -> Example:
    return Example("apl", "apl_mg.csv", text(f"{header}\n{row}\n"), {"profession": "mg"})


def told(reading) -> list[str]:
    return [remark for remark in reading.remarks if CURE in remark]


def test_a_damaged_year_is_named_with_the_year_it_may_be(tmp_path):
    reading = read(apl("code,nom,apl_20l5,apl_2016", "02001,Abbécourt,3.5,3.25"), tmp_path)
    assert values(reading, "period") == [("2016",)]
    assert told(reading) == [
        f"Colonne non lue, au nom presque juste : « apl_20l5 » (vouliez-vous dire « apl_2015 » ?). {CURE}"
    ]


def test_a_year_that_may_be_several_is_named_alone(tmp_path):
    reading = read(apl("code,nom,apl_201,apl_2016", "02001,Abbécourt,3.5,3.25"), tmp_path)
    assert told(reading) == [f"Colonne non lue, au nom presque juste : « apl_201 ». {CURE}"]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("code,nom,dep,pop_geoapi,apl_2016", "02001,Abbécourt,02,518,3.25"),
        ("code,nom,apl_20l5,apl_2016", "02001,Abbécourt,voir note,3.25"),
        ("code,nom,rang,apl_2016", "02001,Abbécourt,12,3.25"),
    ],
)
def test_other_columns_are_left_in_peace(tmp_path, header, row):
    assert told(read(apl(header, row), tmp_path)) == []


def test_a_damaged_year_of_populations_is_named(tmp_path):
    example = Example("insee_populations", "p.csv", text("code;nom;pmun_2021;pmun_202O\n02001;Abbécourt;518;510\n"))
    assert told(read(example, tmp_path)) == [
        f"Colonne non lue, au nom presque juste : « pmun_202O » (vouliez-vous dire « pmun_2020 » ?). {CURE}"
    ]
