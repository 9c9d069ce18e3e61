"""The INSEE populations loader: the layouts of the years, the year itself, what it refuses."""

import pytest

from demodash.errors import DataError
from demodash.loaders.content import Fate
from tests.loaders.tables.examples import Example, read, recognised, text, values, workbook, zipped

RECENT = text(
    """
REG;Région;DEP;CODARR;CODCAN;CODCOM;COM;Commune;PMUN;PCAP;PTOT
32;Hauts-de-France;02;1;08;001;02001;Abbécourt;518;7;525
32;Hauts-de-France;02;1;08;311;02311;Filain;100;2;102
32;Hauts-de-France;02;1;08;589;02589;Pargny-Filain;300;2;302
32;Hauts-de-France;59;5;99;350;59350;Lille;238 695;1000;239695
11;Île-de-France;75;1;99;056;75056;Paris;2100000;1;2100001
"""
)
OLDER = text(
    """
CODREG;REG;CODDEP;CODARR;CODCAN;CODCOM;COM;PMUN;PCAP;PTOT
32;Hauts-de-France;2;1;08;1;Abbécourt;518;7;525
32;Hauts-de-France;80;1;08;21;Amiens;133000;7;133007
""",
    "cp1252",
)
TITLED = workbook(
    {
        "Communes": (
            ("Populations légales 2019",),
            ("en vigueur à compter du 1er janvier 2022",),
            (),
            (
                "Code région",
                "Nom de la région",
                "Code département",
                "Code commune",
                "Nom de la commune",
                "Population municipale",
            ),
            ("32", "Hauts-de-France", "02", "001", "Abbécourt", 518),
        )
    }
)
YEARS = text("codgeo,libgeo,p20_pop,p14_pop\n02001,Abbécourt,518,520\n")
EXAMPLES = (
    Example("insee_populations", "ensemble_2021.zip", zipped({"donnees_communes.csv": RECENT}), {}),
    Example("insee_populations", "communes.csv", OLDER, {"annee": "2012"}),
    Example("insee_populations", "ensemble.xlsx", TITLED),
    Example("insee_populations", "rp.csv", YEARS),
)


def test_the_recent_layout_gives_municipal_populations(tmp_path):
    reading = read(EXAMPLES[0], tmp_path)
    assert values(reading, "indicator", "territory", "period", "value") == [
        ("population", "COM-02001", "2021", 518),
        ("population", "COM-02589", "2021", 400),
        ("population", "COM-59350", "2021", 238695),
    ]
    assert values(reading, "locator")[0] == ("donnees_communes.csv, ligne 2, colonne PMUN",)
    assert dict(reading.account.counts) == {Fate.TAKEN: 4, Fate.OUTSIDE: 1}


def test_the_older_layout_makes_the_code_of_two_columns(tmp_path):
    reading = read(EXAMPLES[1], tmp_path)
    assert values(reading, "territory", "period", "value") == [
        ("COM-02001", "2012", 518),
        ("COM-80021", "2012", 133000),
    ]


def test_the_year_of_reference_is_that_of_the_titles_not_of_their_force(tmp_path):
    (question,) = recognised(EXAMPLES[2], tmp_path).questions
    assert question.default == "2019"
    assert values(read(EXAMPLES[2], tmp_path), "territory", "period", "value") == [("COM-02001", "2019", 518)]


def test_columns_that_name_their_year_ask_nothing(tmp_path):
    assert recognised(EXAMPLES[3], tmp_path).questions == ()
    assert values(read(EXAMPLES[3], tmp_path), "period", "value") == [("2020", 518), ("2014", 520)]


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({}, "communes.csv, question « Année de référence des populations » : attendu : une réponse ; trouvé : rien"),
        (
            {"annee": "vingt"},
            "communes.csv, question « Année de référence des populations » : attendu : une année de 1990 à 2049 ; "
            "trouvé : vingt",
        ),
    ],
)
def test_a_wrong_year_is_refused(tmp_path, answers, message):
    with pytest.raises(DataError) as caught:
        read(Example("insee_populations", "communes.csv", OLDER, answers), tmp_path)
    assert str(caught.value) == message


def test_populations_of_delegated_communes_are_not_added_to_them(tmp_path):
    delegated = text("COM;Commune;PMUN\n02001;Abbécourt déléguée;200\n")
    content = zipped({"donnees_communes_associees_ou_deleguees.csv": delegated, "donnees_communes.csv": RECENT})
    reading = read(Example("insee_populations", "ensemble_2021.zip", content), tmp_path)
    assert values(reading, "territory", "value")[0] == ("COM-02001", 518)


def test_a_sum_that_lacks_a_part_is_left_out(tmp_path):
    content = text("COM;Commune;PMUN\n02311;Filain;\n02589;Pargny;300\n02001;A;1\n")
    reading = read(Example("insee_populations", "p2020.csv", content), tmp_path)
    assert values(reading, "territory") == [("COM-02001",)]
    assert "1 somme laissée de côté : le chiffre d’une des parties manque dans le fichier." in reading.remarks


def test_a_file_without_the_region_is_refused(tmp_path):
    content = text("COM;Commune;PMUN\n75056;Paris;300\n")
    with pytest.raises(DataError) as caught:
        read(Example("insee_populations", "p2020.csv", content), tmp_path)
    assert str(caught.value) == (
        "p2020.csv : attendu : des populations de communes des Hauts-de-France ; trouvé : rien de tel, sur 1 "
        "ligne : elle concerne une autre région. "
        "Importez le fichier national, ou celui des Hauts-de-France."
    )
