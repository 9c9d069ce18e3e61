"""The INSEE populations loader: the layouts of the years, the year itself, what it refuses."""

import pytest

from demodash.errors import DataError
from demodash.loaders.content import Fate
from tests.loaders.tables.examples import Example, read, recognised, remarks_of, text, values, workbook, zipped

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
MELODI = text(
    """
"FREQ";"GEO";"GEO_OBJECT";"POPREF_MEASURE";"TIME_PERIOD";"OBS_VALUE"
"A";"02001";"COM";"PMUN";"2023";"518"
"A";"02001";"COM";"PMUN";"2022";"520"
"A";"02001";"COM";"PCAP";"2023";"7"
"A";"02001";"COM";"PMUN";"1968";"600"
"A";"2025-COM-59350";"COM";"PMUN";"2023";"238695"
"A";"59350";"BV2022";"PMUN";"2023";"900000"
"A";"02";"DEP";"PMUN";"2023";"526000"
"A";"75056";"COM";"PMUN";"2023";"2100000"
"""
)
MELODI_NOTES = text('"COD_VAR";"LIB_VAR";"COD_MOD";"LIB_MOD"\n"POPREF_MEASURE";"Mesure";"PMUN";"Population"\n')
LIST_AS_WORKBOOK = workbook(
    {
        "Données": (
            ("GEO", "GEO_OBJECT", "POPREF_MEASURE", "TIME_PERIOD", "OBS_VALUE"),
            ("02001", "COM", "PMUN", 2023, 518),
            (2002, "COM", "PMUN", 2023, 600),
            ("32", "REG", "PMUN", 2023, 5900000),
        )
    }
)
SEVERAL = zipped(
    {
        "donnees_regions.csv": text("REG;Region;PMUN\n32;Hauts-de-France;5900000\n"),
        "communes_2020.csv": text("COM;Commune;PMUN\n02001;Abbécourt;500\n"),
        "communes_2021.csv": text("COM;Commune;PMUN\n02001;Abbécourt;518\n02002;Achery;600\n"),
    }
)
BY_YEAR = text(
    """
COM;Commune;annee;PMUN
02001;Abbécourt;2015;500
02001;Abbécourt;2016;510
02002;Achery;2015;600
"""
)
OF_SEVERAL_YEARS = workbook(
    {
        "Communes": (
            ("Populations municipales",),
            ("CODGEO", "REG", "DEP", "LIBGEO", "PMUN21", "PMUN20", "PMUN06"),
            ("02001", "32", "02", "Abbécourt", 518, 520, 530),
            ("75056", "11", "75", "Paris", 2100000, 2100001, 2100002),
        )
    }
)
EXAMPLES = (
    Example("insee_populations", "ensemble_2021.zip", zipped({"donnees_communes.csv": RECENT}), {}),
    Example("insee_populations", "communes.csv", OLDER, {"annee": "2012"}),
    Example("insee_populations", "ensemble.xlsx", TITLED),
    Example("insee_populations", "rp.csv", YEARS),
    Example(
        "insee_populations",
        "DS_POPULATIONS_HISTORIQUES_CSV_FR.zip",
        zipped(
            {
                "DS_POPULATIONS_HISTORIQUES_metadata.csv": MELODI_NOTES,
                "DS_POPULATIONS_HISTORIQUES_data.csv": MELODI,
            }
        ),
    ),
    Example("insee_populations", "DS_POPULATIONS_REFERENCE.xlsx", LIST_AS_WORKBOOK),
    Example("insee_populations", "populations_2022.zip", SEVERAL),
    Example("insee_populations", "populations_par_annee.csv", BY_YEAR),
    Example("insee_populations", "base.xlsx", OF_SEVERAL_YEARS),
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
        (
            {},
            "communes.csv, question « Année de référence des populations » : attendu : une réponse ; "
            "trouvé : rien. Répondez à cette question, puis recommencez.",
        ),
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


def _of_year(people):
    return text(f"COM;Commune;PMUN\n02001;Abbécourt;{people}\n")


def _archive(**answers):
    members = {"communes_2020.csv": _of_year(500), "communes_2021.csv": _of_year(518), "b.csv": text("x;y\n1;2\n")}
    return Example("insee_populations", "populations_2022.zip", zipped(members), answers)


@pytest.mark.parametrize(("answers", "year", "people"), [({}, "2021", 518), ({"annee": "2020"}, "2020", 500)])
def test_of_several_tables_that_of_the_year_asked_is_read_and_the_others_are_named(tmp_path, answers, year, people):
    (question,) = recognised(_archive(), tmp_path).questions
    assert question.default == "2021"
    reading = read(_archive(**answers), tmp_path)
    assert values(reading, "period", "value", "locator") == [
        (year, people, f"communes_{year}.csv, ligne 2, colonne PMUN")
    ]
    other = "2020" if year == "2021" else "2021"
    assert remarks_of(reading) == (
        f"Feuilles ou tables non lues : communes_{other}.csv, b.csv. Importez-les à part si elles vous intéressent.",
    )


def test_a_table_that_says_another_year_is_not_read_for_the_one_asked(tmp_path):
    with pytest.raises(DataError) as caught:
        read(_archive(annee="2019"), tmp_path)
    assert str(caught.value) == (
        "populations_2022.zip, question « Année de référence des populations » : attendu : une année de ses tables "
        "(2020 et 2021) ; trouvé : 2019"
    )


def test_of_several_tables_that_of_the_region_is_read(tmp_path):
    elsewhere = text("COM;Commune;PMUN\n75056;Paris;2100000\n")
    content = zipped({"a.csv": elsewhere, "b.csv": _of_year(518)})
    reading = read(Example("insee_populations", "p2021.zip", content), tmp_path)
    assert values(reading, "territory", "period", "value") == [("COM-02001", "2021", 518)]
    assert remarks_of(reading)[0].startswith("Feuille ou table non lue : a.csv.")


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


def test_a_list_gives_the_municipal_population_of_each_year(tmp_path):
    reading = read(EXAMPLES[4], tmp_path)
    assert recognised(EXAMPLES[4], tmp_path).questions == ()
    assert values(reading, "territory", "period", "value") == [
        ("COM-02001", "2023", 518),
        ("COM-59350", "2023", 238695),
        ("COM-02001", "2022", 520),
    ]
    assert values(reading, "locator")[0] == ("DS_POPULATIONS_HISTORIQUES_data.csv, ligne 2, colonne OBS_VALUE",)
    assert dict(reading.account.counts) == {Fate.TAKEN: 3, Fate.ASIDE: 4, Fate.OUTSIDE: 1}
    assert reading.account.aside == {
        "autre niveau géographique que la commune": 2,
        "autre population que la population municipale": 1,
        "population d’avant 1990": 1,
    }
    assert remarks_of(reading) == ()
    assert reading.content.sources[0].title == "Populations municipales des communes, 2022 et 2023"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("02002;COM;PMUN;2023;-1", "−1 est négatif"),
        ("02002;COM;PMUN;hier;1", "« hier » n’est pas une année"),
        ("02002;COM;PMUN", "3 cellules au lieu de 5"),
        (
            "02999;COM;PMUN;2023;1",
            "commune 02999 inconnue : ni dans le code officiel géographique, ni parmi les anciens codes",
        ),
    ],
)
def test_a_wrong_line_of_a_list_is_not_taken(tmp_path, row, reason):
    content = text(f"GEO;GEO_OBJECT;POPREF_MEASURE;TIME_PERIOD;OBS_VALUE\n02001;COM;PMUN;2023;518\n{row}\n")
    reading = read(Example("insee_populations", "ds.csv", content), tmp_path)
    assert [issue.reason for issue in reading.account.issues] == [reason]
    assert values(reading, "territory", "value") == [("COM-02001", 518)]


def test_of_a_population_twice_in_a_list_with_two_values_none_is_kept(tmp_path):
    lines = ("02001;COM;PMUN;2023;518", "02001;COM;PMUN;2023;500", "02001;COM;PMUN;2022;520", "02002;COM;PMUN;2023;7")
    content = text("\n".join(["GEO;GEO_OBJECT;POPREF_MEASURE;TIME_PERIOD;OBS_VALUE", *lines, lines[-1], ""]))
    reading = read(Example("insee_populations", "ds.csv", content), tmp_path)
    reason = "la commune 02001 est aux lignes 2 et 3 avec des valeurs différentes : aucune n’est retenue"
    assert [(one.place, one.reason) for one in reading.account.issues] == [("ligne 2", reason), ("ligne 3", reason)]
    assert values(reading, "territory", "period", "value") == [("COM-02001", "2022", 520), ("COM-02002", "2023", 7)]
    assert reading.account.aside == {"autre ligne de la même commune, de mêmes valeurs": 1}


def test_the_workbook_of_the_legal_populations_is_read_under_its_titles(tmp_path):
    header = (
        "Code région",
        "Nom de la région",
        "Code département",
        "Code arrondissement",
        "Code canton",
        "Code commune",
        "Nom de la commune",
        "Population municipale",
        "Population comptée à part",
        "Population totale",
    )
    titles = (("Recensement de la population",), ("Populations légales en vigueur à compter du 1er janvier 2019",))
    dates = (("Date de référence statistique : 1er janvier 2016",), (), ("Tableau 4 - Communes",), ())
    row = ("32", "Hauts-de-France", "02", "1", "08", "001", "Abbécourt", 518, 7, 525)
    departement = (("Code région", "Code département", "Population municipale"), ("32", "02", 530000))
    content = workbook({"Départements": departement, "Communes": (*titles, *dates, header, row)})
    example = Example("insee_populations", "ensemble.xlsx", content, {"annee": "2016"})
    assert values(read(example, tmp_path), "territory", "period", "value") == [("COM-02001", "2016", 518)]


def test_a_row_a_commune_and_year_takes_the_year_of_its_row(tmp_path):
    content = text("COM;Commune;annee;PMUN\n02001;Abbécourt;2015;500\n02001;Abbécourt;2016;510\n02002;Achery;hier;9\n")
    example = Example("insee_populations", "p2023.csv", content)
    assert recognised(example, tmp_path).questions == ()
    reading = read(example, tmp_path)
    assert values(reading, "territory", "period", "value") == [
        ("COM-02001", "2015", 500),
        ("COM-02001", "2016", 510),
    ]
    assert [issue.reason for issue in reading.account.issues] == ["« hier » n’est pas une année"]
    assert reading.content.sources[0].title == "Populations municipales des communes, 2015 et 2016"


def test_two_digits_of_the_last_century(tmp_path):
    content = text("codgeo;libgeo;P21_POP;P99_POP\n02001;Abbécourt;518;520\n")
    reading = read(Example("insee_populations", "rp.csv", content), tmp_path)
    assert values(reading, "period", "value") == [("2021", 518), ("1999", 520)]


def test_two_columns_of_one_year_are_refused_and_not_added(tmp_path):
    content = text("codgeo;libgeo;Population municipale 2020;PMUN20\n02001;Abbécourt;518;400\n")
    with pytest.raises(DataError, match="« Population municipale 2020 » et « PMUN20 »"):
        read(Example("insee_populations", "rp.csv", content), tmp_path)


def test_people_counted_apart_under_the_name_of_residents_are_refused(tmp_path):
    content = text("COM;Commune;PCAP;PMUN;PTOT\n02001;Abbécourt;518;7;525\n02002;Achery;600;5;605\n")
    with pytest.raises(DataError) as caught:
        read(Example("insee_populations", "p2020.csv", content), tmp_path)
    assert str(caught.value) == (
        "p2020.csv, ligne 1 : attendu : une population municipale plus grande que la population comptée à part ; "
        "trouvé : l’inverse pour 2 communes sur 2. Des en-têtes semblent intervertis : remettez-les au-dessus de "
        "leurs colonnes."
    )


def test_one_commune_with_many_people_counted_apart_is_taken(tmp_path):
    rows = "".join(f"0200{number};;500;10;510\n" for number in range(2, 6))
    content = text(f"COM;Commune;PMUN;PCAP;PTOT\n02001;;20;90;110\n{rows}")
    assert len(read(Example("insee_populations", "p2020.csv", content), tmp_path).content.observations) == 5


@pytest.mark.parametrize("people", ["1.000", "2,000", "12.345"])
def test_a_population_with_a_separator_of_thousands_is_no_population(tmp_path, people):
    content = text(f"COM;Commune;PMUN\n02001;Abbécourt;{people}\n02002;Achery;518.0\n")
    reading = read(Example("insee_populations", "p2020.csv", content), tmp_path)
    assert values(reading, "territory", "value") == [("COM-02002", 518)]
    assert reading.account.issues[0].reason.endswith("écrivez-le sans séparateur de milliers")


def test_a_table_read_for_another_year_than_its_titles_say_has_a_remark(tmp_path):
    example = Example("insee_populations", "ensemble.xlsx", TITLED, {"annee": "2021"})
    assert read(example, tmp_path).remarks[0] == (
        "Table lue comme l’année 2021, mais elle parle de 2019 : vérifiez l’année."
    )


def test_an_overseas_commune_of_two_columns_is_elsewhere(tmp_path):
    content = text("CODDEP;CODCOM;COM;PMUN\n971;101;Les Abymes;50000\n2A;4;Ajaccio;70000\n02;1;Abbécourt;518\n")
    reading = read(Example("insee_populations", "p2020.csv", content), tmp_path)
    assert reading.account.counts == {Fate.TAKEN: 1, Fate.OUTSIDE: 2}


def test_a_list_that_stops_in_the_middle_of_a_line_is_refused(tmp_path):
    content = text("GEO;GEO_OBJECT;POPREF_MEASURE;TIME_PERIOD;OBS_VALUE\n02001;COM;PMUN;2023;518\n02002;COM;PM")
    with pytest.raises(DataError, match="tronqué"):
        read(Example("insee_populations", "ds.csv", content), tmp_path)


@pytest.mark.parametrize("line", ["02311;Filain", "02311;Filain;100;7;8", "02311;Filain;cent"])
def test_a_sum_of_which_a_line_is_lost_is_left_out(tmp_path, line):
    content = text(f"COM;Commune;PMUN\n{line}\n02589;Pargny;300\n02001;A;1\n")
    reading = read(Example("insee_populations", "p2020.csv", content), tmp_path)
    assert values(reading, "territory") == [("COM-02001",)]
    assert reading.account.counts == {Fate.TAKEN: 2, Fate.REFUSED: 1}


def test_a_number_merged_over_several_communes_is_of_none_of_them(tmp_path):
    rows = (("COM", "Commune", "PMUN"), ("02001", "Abbécourt", 900), ("02002", "Achery", None), ("02003", "Acy", 10))
    content = workbook({"C": rows}, {"C": "C2:C3"})
    reading = read(Example("insee_populations", "p2020.xlsx", content), tmp_path)
    assert values(reading, "territory", "value") == [("COM-02003", 10)]
    reason = "« 900 (cellule fusionnée sur plusieurs lignes) » n’est pas un nombre"
    assert [issue.reason for issue in reading.account.issues] == [reason, reason]


def test_a_code_merged_over_several_rows_is_that_of_each(tmp_path):
    rows = (("CODDEP", "CODCOM", "PMUN"), (2, "001", 500), (None, "002", 600))
    content = workbook({"C": rows}, {"C": "A2:A3"})
    reading = read(Example("insee_populations", "p2020.xlsx", content), tmp_path)
    assert values(reading, "territory", "value") == [("COM-02001", 500), ("COM-02002", 600)]


@pytest.mark.parametrize("line", ["02311;COM;PMUN;hier;100", "02311;COM;PMUN"])
def test_a_sum_of_which_a_line_of_a_list_is_lost_is_left_out(tmp_path, line):
    lines = (line, "02589;COM;PMUN;2023;300", "02001;COM;PMUN;2023;518")
    content = text("\n".join(["GEO;GEO_OBJECT;POPREF_MEASURE;TIME_PERIOD;OBS_VALUE", *lines, ""]))
    reading = read(Example("insee_populations", "ds.csv", content), tmp_path)
    assert values(reading, "territory", "value") == [("COM-02001", 518)]
