"""The loader of GPs by commune of the base permanente des équipements."""

import pytest

from demodash import territories
from demodash.errors import DataError
from demodash.loaders.content import Fate
from tests.loaders.tables.examples import Example, read, recognised, remarks_of, text, values, workbook, zipped

OF_2020 = text(
    """
codgeo,libgeo,an,nb_medg,dep
02001,Abbécourt,2020,2,02
2002,Achery,2020,0,02
02311,Filain,2020,1,02
02589,Pargny-Filain,2020,3,02
02001,Abbécourt,2019,1,02
75056,Paris,2020,1900,75
"""
)
WITHOUT_YEAR = text("Code géographique;Libellé;D265\n80021;Amiens;110\n")
MELODI_HEADER = (
    '"GEO";"GEO_OBJECT";"FACILITY_DOM";"FACILITY_SDOM";"FACILITY_TYPE";"BPE_MEASURE";"TIME_PERIOD";"OBS_VALUE"'
)
MELODI = text(
    f"""
{MELODI_HEADER}
"59";"DEP";"D";"D2";"D265";"FACILITIES";2025;2400
"02001";"COM";"_T";"_T";"_T";"FACILITIES";2025;12
"02001";"COM";"D";"D2";"D265";"FACILITIES";2025;2
"02001";"BV2022";"D";"D2";"D265";"FACILITIES";2025;9
"02002";"COM";"A";"A5";"A504";"FACILITIES";2025;1
"02311";"COM";"D";"D2";"D265";"FACILITIES";2025;1
"02589";"COM";"D";"D2";"D265";"FACILITIES";2025;3
"59350";"COM";"D";"D2";"D265";"FACILITIES";2025;
"75056";"COM";"D";"D2";"D265";"FACILITIES";2025;1900
"""
)
METADATA = text('"COD_VAR";"LIB_VAR";"COD_MOD";"LIB_MOD"\n"FACILITY_TYPE";"Type";"D265";"MÉDECIN GÉNÉRALISTE"\n')
BY_IRIS = text(
    """
REG;DEP;DEPCOM;DCIRIS;AN;TYPEQU;NB_EQUIP
32;80;80021;800210101;2021;D201;4
32;80;80021;800210102;2021;D201;3
32;80;80021;800210102;2021;D301;1
32;59;59350;59350_0000;2021;A504;80
""",
)
BY_EQUIPMENT = text(
    """
AAV2020;AN;BV2012;DEP;DEPCOM;DOM;EPCI;DCIRIS;LAMBERT_X;LAMBERT_Y;QP;QUALI_IRIS;REG;SDOM;TYPEQU;UU2020
011;2021;80021;80;80021;D;248000531;800210101;649900,1;6976900,2;CSZ;1;32;D2;D201;80701
011;2021;80021;80;80021;D;248000531;800210102;649901,1;6976901,2;CSZ;1;32;D2;D201;80701
011;2021;80021;80;80021;A;248000531;800210102;649902,1;6976902,2;CSZ;1;32;A5;A504;80701
"""
)
OF_SERVICE = text(
    f"""
{MELODI_HEADER}
"2025-COM-59350";"COM";"D";"D2";"D265";"FACILITIES";2025;231
"2025-COM-80021";"COM";"D";"D2";"D265";"FACILITIES";2024;110
"""
)
AS_WORKBOOK = workbook(
    {
        "Lisez-moi": (("Base permanente des équipements",),),
        "Communes": (
            ("Nombre d’équipements",),
            ("Code commune", "Commune", "Année", "Médecins généralistes"),
            (2001, "Abbécourt", 2023, 2),
            ("80021", "Amiens", 2023, 110),
        ),
    }
)
EXAMPLES = (
    Example("insee_bpe", "bpe.csv", OF_2020),
    Example("insee_bpe", "bpe_2023.csv", WITHOUT_YEAR),
    Example(
        "insee_bpe",
        "DS_BPE_CSV_FR.zip",
        zipped({"DS_BPE_2025_metadata.csv": METADATA, "DS_BPE_2025_data.csv": MELODI}),
    ),
    Example("insee_bpe", "bpe21_ensemble.csv", BY_IRIS),
    Example("insee_bpe", "bpe21_ensemble_xy.csv", BY_EQUIPMENT),
    Example("insee_bpe", "melodi.csv", OF_SERVICE),
    Example("insee_bpe", "bpe_2023.xlsx", AS_WORKBOOK),
)


def test_gps_are_summed_over_former_communes(tmp_path):
    reading = read(EXAMPLES[0], tmp_path)
    assert values(reading, "indicator", "territory", "category", "period", "value", "note") == [
        ("mg_effectif", "COM-02001", "liberaux", "2020", 2, ""),
        ("mg_effectif", "COM-02002", "liberaux", "2020", 0, ""),
        ("mg_effectif", "COM-02589", "liberaux", "2020", 4, "Somme des anciennes communes 02311, 02589."),
        ("mg_effectif", "COM-02001", "liberaux", "2019", 1, ""),
    ]
    assert dict(reading.account.counts) == {Fate.TAKEN: 5, Fate.OUTSIDE: 1}


def test_the_year_is_asked_when_no_column_says_it(tmp_path):
    (question,) = recognised(EXAMPLES[1], tmp_path).questions
    assert (question.id, question.default) == ("annee", "2023")
    assert values(read(EXAMPLES[1], tmp_path), "territory", "period", "value") == [("COM-80021", "2023", 110)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("02001,A,2020,-3", "−3 est négatif"),
        ("02001,A,2020,2021-02-03", "« 2021-02-03 » est une date : un tableur a pris le nombre pour un jour"),
        ("02001,A,vers 2020,3", "« vers 2020 » n’est pas une année"),
        ("02001,A,,3", "année absente"),
        ("0200X,A,2020,3", "« 0200X » n’est pas un code INSEE de commune (cinq caractères)"),
        ("02001,A,2020", "3 cellules au lieu de 4 : ligne coupée (si c’est la dernière, le fichier est incomplet)"),
        ("02001,A,2020,3,4", "5 cellules au lieu de 4 : un séparateur de trop"),
    ],
)
def test_a_wrong_row_is_refused_with_its_reason(tmp_path, row, reason):
    content = text(f"codgeo,libgeo,an,nb_medg\n02002,B,2020,1\n{row}\n59350,C,2020,2\n")
    reading = read(Example("insee_bpe", "bpe.csv", content), tmp_path)
    (issue,) = reading.account.issues
    assert (issue.fate, issue.reason) == (Fate.REFUSED, reason)
    assert reading.account.counts[Fate.TAKEN] == 2


def test_an_unknown_commune_is_not_placed(tmp_path):
    content = text("codgeo,libgeo,an,nb_medg\n02001,A,2020,1\n02999,B,2020,1\n96001,C,2020,1\n")
    reading = read(Example("insee_bpe", "bpe.csv", content), tmp_path)
    assert [(issue.fate, issue.reason) for issue in reading.account.issues] == [
        (Fate.UNPLACED, "commune 02999 inconnue : ni dans le code officiel géographique, ni parmi les anciens codes"),
        (Fate.UNPLACED, "commune 96001 : aucun département n’a ce numéro"),
    ]


def test_a_missing_column_is_named_with_the_nearest(tmp_path):
    content = text("codgeo,libgeo,an,nb_med\n02001,A,2020,1\n")
    with pytest.raises(DataError) as caught:
        read(Example("insee_bpe", "bpe.csv", content), tmp_path)
    assert str(caught.value) == (
        "bpe.csv, ligne 1 : attendu : une ligne d’en-tête avec « Code commune INSEE », « nb_medg » ; trouvé : "
        "« codgeo », « libgeo », « an », « nb_med » ; il manque « nb_medg ». "
        "Vouliez-vous dire « nb_medg » au lieu de « nb_med » ?"
    )


def test_a_file_without_the_region_is_refused(tmp_path):
    with pytest.raises(DataError) as caught:
        read(Example("insee_bpe", "bpe.csv", text("codgeo,libgeo,an,nb_medg\n75056,A,2020,1\n")), tmp_path)
    assert str(caught.value) == (
        "bpe.csv : attendu : des médecins généralistes de communes des Hauts-de-France ; trouvé : rien de tel, sur 1 "
        "ligne : elle concerne une autre région. Importez le fichier national, ou celui des Hauts-de-France."
    )


def test_the_published_list_gives_its_communes_alone(tmp_path):
    reading = read(EXAMPLES[2], tmp_path)
    assert values(reading, "territory", "category", "period", "value", "locator", "as_printed") == [
        ("COM-02001", "liberaux", "2025", 2, "DS_BPE_2025_data.csv, ligne 4, colonne OBS_VALUE", "2"),
        ("COM-02589", "liberaux", "2025", 4, "DS_BPE_2025_data.csv, lignes 7, 8", ""),
        ("COM-02002", "liberaux", "2025", 0, "aucune ligne pour 02002", ""),
    ]
    assert dict(reading.account.counts) == {Fate.TAKEN: 3, Fate.ASIDE: 5, Fate.OUTSIDE: 1}
    assert reading.account.aside == {
        "autre niveau géographique que la commune": 2,
        "autre équipement que les médecins généralistes": 2,
        "ligne sans chiffre": 1,
    }
    assert reading.remarks[0] == (
        "1 commune reçoit un zéro : le fichier recense leurs équipements, sans médecin généraliste."
    )


def test_a_commune_without_equipment_has_a_zero_where_the_file_lists_the_departement(tmp_path):
    oise = [each.removeprefix("COM-") for each in territories.children("DEP-60", "COM")]
    lines = [f'"{code}";"COM";"A";"A5";"A504";"FACILITIES";2025;1' for code in oise[:-1]]
    content = "\n".join([MELODI_HEADER, *lines, '"60057";"COM";"D";"D2";"D265";"FACILITIES";2025;50', ""]).encode()
    found = values(read(Example("insee_bpe", "DS_BPE_2025_data.csv", content), tmp_path), "territory", "value")
    assert len(found) == len(oise)
    assert dict(found) == {f"COM-{code}": 50 if code == "60057" else 0 for code in oise}


def test_counts_by_iris_are_summed_and_lines_of_one_equipment_counted(tmp_path):
    by_iris = read(EXAMPLES[3], tmp_path)
    assert values(by_iris, "territory", "period", "value", "locator") == [
        ("COM-80021", "2021", 7, "lignes 2, 3"),
        ("COM-59350", "2021", 0, "aucune ligne pour 59350"),
    ]
    by_equipment = read(EXAMPLES[4], tmp_path)
    assert values(by_equipment, "territory", "period", "value", "locator") == [("COM-80021", "2021", 2, "lignes 2, 3")]
    assert by_equipment.account.counts == {Fate.TAKEN: 2, Fate.ASIDE: 1}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('"02002";"COM";"D";"D2";"D265";"FACILITIES";2025;-1', "« -1 » n’est pas un nombre de médecins d’une commune"),
        ('"02002";"COM";"D";"D2";"D265";"FACILITIES";2025;beaucoup', "« beaucoup » n’est pas un nombre"),
        ('"02002";"COM";"D";"D2";"D265";"FACILITIES";hier;1', "« hier » n’est pas une année"),
        ('"02002";"COM"', "2 cellules au lieu de 8"),
        (
            '"0200X";"COM";"D";"D2";"D265";"FACILITIES";2025;1',
            "« 0200X » n’est pas un code INSEE de commune (cinq caractères)",
        ),
    ],
)
def test_a_wrong_line_of_a_list_is_refused_and_its_commune_has_no_zero(tmp_path, row, reason):
    content = text(f'{MELODI_HEADER}\n{row}\n"02001";"COM";"D";"D2";"D265";"FACILITIES";2025;2\n')
    reading = read(Example("insee_bpe", "DS_BPE_2025_data.csv", content), tmp_path)
    assert [issue.reason for issue in reading.account.issues] == [reason]
    assert values(reading, "territory", "value") == [("COM-02001", 2)]


def test_a_service_answer_names_communes_with_their_year(tmp_path):
    content = text(f'{MELODI_HEADER}\n"2025-COM-59350";"COM";"D";"D2";"D265";"FACILITIES";2025;231\n')
    reading = read(Example("insee_bpe", "melodi.csv", content), tmp_path)
    assert values(reading, "territory", "value") == [("COM-59350", 231)]


def test_a_list_without_gps_of_the_region_is_refused(tmp_path):
    content = text(f'{MELODI_HEADER}\n"75056";"COM";"D";"D2";"D265";"FACILITIES";2025;231\n')
    with pytest.raises(DataError, match="elle concerne une autre région"):
        read(Example("insee_bpe", "DS_BPE_2025_data.csv", content), tmp_path)


LIST_HEADER = "GEO;GEO_OBJECT;FACILITY_TYPE;BPE_MEASURE;TIME_PERIOD;OBS_VALUE"


def listed(*lines, header=LIST_HEADER, name="DS_BPE_2025_data.csv"):
    return Example("insee_bpe", name, "\n".join([header, *lines, ""]).encode())


def test_a_count_twice_in_a_list_counts_once_and_two_values_give_none(tmp_path):
    lines = ("02001;COM;D265;FACILITIES;2025;2", "02001;COM;D265;FACILITIES;2025;2", "02002;COM;D265;FACILITIES;2025;1")
    reading = read(listed(*lines, "02003;COM;D265;FACILITIES;2025;4", "02003;COM;D201;FACILITIES;2025;5"), tmp_path)
    assert values(reading, "territory", "value") == [("COM-02001", 2), ("COM-02002", 1)]
    reason = "la commune 02003 est aux lignes 5 et 6 avec des valeurs différentes : aucune n’est retenue"
    assert [issue.reason for issue in reading.account.issues] == [reason, reason]
    assert reading.account.counts == {Fate.TAKEN: 2, Fate.ASIDE: 1, Fate.REFUSED: 2}


def test_equal_counts_of_unnamed_parts_of_a_commune_are_not_taken_for_one(tmp_path):
    lines = ("80021;2021;D201;4", "80021;2021;D201;4", "02001;2021;D201;1")
    reading = read(listed(*lines, header="DEPCOM;AN;TYPEQU;NB_EQUIP"), tmp_path)
    assert values(reading, "territory", "value") == [("COM-02001", 1)]
    assert reading.account.counts == {Fate.TAKEN: 1, Fate.REFUSED: 2}


def test_a_list_that_stops_in_the_middle_of_a_line_is_refused(tmp_path):
    content = listed("02001;COM;D265;FACILITIES;2025;2").content + b"02002;COM;A504"
    with pytest.raises(DataError, match="tronqué"):
        read(Example("insee_bpe", "bpe.csv", content), tmp_path)


def test_a_line_with_a_cell_too_many_is_refused(tmp_path):
    reading = read(listed("02001;;COM;D265;FACILITIES;2025;9", "02002;COM;D265;FACILITIES;2025;1"), tmp_path)
    assert [(issue.place, issue.reason) for issue in reading.account.issues] == [("ligne 2", "7 cellules au lieu de 6")]
    assert values(reading, "territory", "value") == [("COM-02002", 1)]


def test_a_zero_is_of_the_years_that_list_its_commune(tmp_path):
    reading = read(
        listed(
            "02001;COM;D265;FACILITIES;2024;2",
            "02001;COM;D265;FACILITIES;2025;2",
            "02002;COM;A504;FACILITIES;2025;1",
        ),
        tmp_path,
    )
    assert [row for row in values(reading, "territory", "period", "value") if not row[2]] == [("COM-02002", "2025", 0)]


@pytest.mark.parametrize("count", ["1.000", "2,000", "45292", "1\u202f234 567"])
def test_a_count_that_may_be_something_else_is_no_count(tmp_path, count):
    of_list = listed(f"02001;COM;D265;FACILITIES;2025;{count}", "02002;COM;D265;FACILITIES;2025;1")
    wide = Example("insee_bpe", "bpe.csv", f"codgeo;an;nb_medg\n02001;2020;{count}\n02002;2020;1\n".encode())
    for example in (of_list, wide):
        reading = read(example, tmp_path)
        assert values(reading, "territory", "value") == [("COM-02002", 1)]
        assert reading.account.counts == {Fate.TAKEN: 1, Fate.REFUSED: 1}


def test_two_columns_that_may_be_the_count_are_one_too_many(tmp_path):
    content = text("codgeo;an;D201;D265\n02001;2023;0;3\n")
    with pytest.raises(DataError, match="une seule colonne « nb_medg » ; trouvé : 2 : « D201 », « D265 »"):
        read(Example("insee_bpe", "bpe.csv", content), tmp_path)


def test_no_zero_is_not_said(tmp_path):
    assert remarks_of(read(listed("02001;COM;D265;FACILITIES;2025;2"), tmp_path)) == ()


@pytest.mark.parametrize(
    "line", ["80021;800210102;20x1;D201;3", "80021;800210102;2021;D201;3;4", "80021;800210102", "80021;8;2021;D201;s"]
)
def test_a_sum_of_which_a_line_is_lost_is_left_out(tmp_path, line):
    lines = ("80021;800210101;2021;D201;4", line, "02001;;2021;D201;1")
    reading = read(listed(*lines, header="DEPCOM;DCIRIS;AN;TYPEQU;NB_EQUIP"), tmp_path)
    assert values(reading, "territory", "value") == [("COM-02001", 1)]
    assert "1 somme laissée de côté : le chiffre d’une des parties manque dans le fichier." in reading.remarks


def test_a_sum_of_former_communes_of_which_one_has_no_year_is_left_out(tmp_path):
    content = text("codgeo,an,nb_medg\n02311,20x0,1\n02589,2020,3\n02001,2020,2\n")
    reading = read(Example("insee_bpe", "bpe.csv", content), tmp_path)
    assert values(reading, "territory", "value") == [("COM-02001", 2)]
