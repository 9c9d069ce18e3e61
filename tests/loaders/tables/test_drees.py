"""The DREES loader: the workbook that crosses everything, the flat table, what each leaves out."""

import pytest

from demodash.errors import DataError
from demodash.loaders.content import Fate
from demodash.loaders.tables.drees_words import band_of, departement_code, region_code, tiles, years_of_age
from tests.loaders.tables.examples import Example, read, recognised, text, values, workbook

BREAKDOWNS = (
    "territoire",
    "region",
    "departement",
    "specialites_agregees",
    "specialites",
    "exercice",
    "tranche_age",
    "sexe",
)
FRANCE, METRO = "0-France entière", "1-France métropolitaine"
ALL = ("00-Ensemble", "00-Ensemble", "0-Ensemble", "00-Ensemble", "0-Ensemble")
GP = ("00-Ensemble", "01-Médecine générale", "0-Ensemble", "00-Ensemble", "0-Ensemble")


def gp(mode="0-Ensemble", age="00-Ensemble", sex="0-Ensemble"):
    return ("00-Ensemble", "01-Médecine générale", mode, age, sex)


NORD = (METRO, "32-Hauts-de-France", "059-Nord")
REGION = (METRO, "32-Hauts-de-France", "000-Ensemble")
WHOLE = (FRANCE, "00-Ensemble", "000-Ensemble")
BOOK = workbook(
    {
        "Lisez-moi": (("Effectifs au 1er janvier",),),
        "Effectifs": (
            (*BREAKDOWNS, "effectif_2025", "effectif_2026"),
            (*NORD, *ALL, 9000, 9100),
            (*NORD, *GP, 4000, 3900),
            (*REGION, *GP, 7000, 6900),
            (FRANCE, *REGION[1:], *GP, 7000, 6900),
            (*WHOLE, *GP, 99000, 98000),
            (METRO, "00-Ensemble", "000-Ensemble", *GP, 97000, 96000),
            (*NORD, *gp(mode="1-Libéral exclusif"), 2500, 2400),
            (*NORD, *gp(mode="2-Mixte"), 300, 310),
            (*NORD, *gp(mode="3-Salarié hospitalier"), 700, 710),
            (*NORD, *gp(age="01-moins de 30 ans"), 100, 110),
            (*NORD, *gp(age="02-entre 30 et 34 ans"), 200, "NS"),
            (*NORD, *gp(age="10-entre 70 et 74 ans"), 50, 60),
            (*NORD, *gp(age="11-75 ans ou plus"), 20, 25),
            (*REGION, *gp(age="10-entre 70 et 74 ans"), 90, 95),
            (*NORD, *gp(sex="1-Hommes"), 2000, 1900),
            (*NORD, "00-Ensemble", "07-Cardiologie", *ALL[2:], 300, 310),
            (METRO, "02-Ailleurs", "999-Nulle part", *GP, 1, 1),
            (METRO, "93-Provence-Alpes-Côte d'Azur", "02A -Corse-du-Sud", *GP, 250, 255),
        ),
        "Densités": (
            (*BREAKDOWNS, "densite_2025", "densite_2026"),
            (*NORD, *GP, 150.5, 149.25),
            (*WHOLE, *ALL, 330, 331),
        ),
    }
)
FLAT = text(
    """
dept_code,specialite,densite,effectif
2,01-Médecine générale,"101,25",532
59,01-Médecine générale,"158,5",4100
59,07-Cardiologie,"8,5",220
2A,01-Médecine générale,"150",250
France entière,01-Médecine générale,"14000,5",99000
ZZ,01-Médecine générale,"1",1
""",
    "utf-8-sig",
)
BOOK_AS_TEXT = text(
    "\n".join(
        ";".join(row)
        for row in (
            (*BREAKDOWNS, "effectif_2025", "effectif_2026"),
            (*NORD, *GP, "4000", "3900"),
            (*REGION, *GP, "7000", "6900"),
            (*WHOLE, *GP, "99000", "98000"),
            (*NORD, *gp(mode="1-Libéral exclusif"), "2500", "2400"),
            (*NORD, *gp(mode="2-Mixte"), "300", "310"),
            (*NORD, *gp(sex="1-Hommes"), "2000", "1900"),
        )
    )
    + "\n"
)
EXAMPLES = (
    Example("drees", "Medecins_RPPS_2026.xlsx", BOOK),
    Example("drees", "drees_specialites_2022.csv", FLAT),
    Example("drees", "effectifs_2026.csv", BOOK_AS_TEXT),
)


def test_the_workbook_gives_the_totals_of_every_level(tmp_path):
    reading = read(EXAMPLES[0], tmp_path)
    of_2026 = [
        row[:4]
        for row in values(reading, "indicator", "territory", "category", "value", "period")
        if row[4] == "2026-01-01"
    ]
    assert sorted(of_2026) == [
        ("medecins_densite", "FR", "ensemble", 331),
        ("medecins_effectif", "DEP-59", "ensemble", 9100),
        ("mg_age_effectif", "DEP-59", "70_plus", 85),
        ("mg_age_effectif", "DEP-59", "moins_30", 110),
        ("mg_densite", "DEP-59", "ensemble", 149.25),
        ("mg_effectif", "DEP-2A", "ensemble", 255),
        ("mg_effectif", "DEP-59", "ensemble", 3900),
        ("mg_effectif", "DEP-59", "liberaux_ou_mixtes", 2710),
        ("mg_effectif", "FR", "ensemble", 98000),
        ("mg_effectif", "REG-32", "ensemble", 6900),
    ]
    assert dict(reading.account.counts) == {Fate.TAKEN: 14, Fate.ASIDE: 5, Fate.UNPLACED: 1}
    assert reading.account.aside == {
        "ligne déjà lue sous un autre champ territorial": 1,
        "regroupement de territoires qui n’est pas repris": 1,
        "croisement qui n’est pas repris": 1,
        "effectif par sexe": 1,
        "autre spécialité que la médecine générale": 1,
    }


def test_sums_say_what_they_are_made_of(tmp_path):
    reading = read(EXAMPLES[0], tmp_path)
    notes = {row[0]: row[1] for row in values(reading, "category", "note") if row[1]}
    assert notes == {
        "liberaux_ou_mixtes": "Somme de Libéral exclusif, Mixte.",
        "70_plus": "Somme de entre 70 et 74 ans, 75 ans ou plus.",
    }
    assert "2 sommes laissées de côté : une des tranches ou un des modes n’y est pas." in reading.remarks


def test_the_flat_table_gives_departements_and_france(tmp_path):
    (question,) = recognised(EXAMPLES[1], tmp_path).questions
    assert question.default == "2022"
    reading = read(EXAMPLES[1], tmp_path)
    assert values(reading, "indicator", "territory", "period", "value", "as_printed") == [
        ("mg_effectif", "DEP-02", "2022-01-01", 532, "532"),
        ("mg_effectif", "DEP-59", "2022-01-01", 4100, "4100"),
        ("mg_effectif", "DEP-2A", "2022-01-01", 250, "250"),
        ("mg_effectif", "FR", "2022-01-01", 99000, "99000"),
        ("mg_densite", "DEP-02", "2022-01-01", 101.25, "101,25"),
        ("mg_densite", "DEP-59", "2022-01-01", 158.5, "158,5"),
        ("mg_densite", "DEP-2A", "2022-01-01", 150, "150"),
    ]
    assert reading.remarks == (
        "1 cellule écartée dans des lignes lues par ailleurs : ligne 6, colonne densite (14\u202f000,5 est "
        "hors des bornes de "
        "« Densité de MG » (20 à 400)).",
    )
    (issue,) = reading.account.issues
    assert (issue.fate, issue.place, issue.reason) == (
        Fate.UNPLACED,
        "ligne 7, colonne dept_code",
        "« ZZ » n’est pas un département",
    )


def test_of_a_crossing_twice_with_different_values_nothing_is_kept(tmp_path):
    rows = ((*BREAKDOWNS, "effectif_2026"), (*NORD, *GP, 4000), (*NORD, *GP, 4001), (*NORD, *ALL, 9000))
    reading = read(Example("drees", "d.xlsx", workbook({"Effectifs": rows})), tmp_path)
    reason = "ce croisement est aux lignes 2 et 3 avec des valeurs différentes : aucune n’est retenue"
    assert [issue.reason for issue in reading.account.issues] == [reason, reason]
    assert values(reading, "indicator", "value") == [("medecins_effectif", 9000)]
    assert reading.account.counts == {Fate.TAKEN: 1, Fate.REFUSED: 2}


def test_the_physicians_of_no_region_are_elsewhere_and_nd_is_no_figure(tmp_path):
    rows = (
        (*BREAKDOWNS, "effectif_2026"),
        (*NORD, *GP, 4000),
        (*NORD, *gp(age="11- 75 ans et plus"), "ND"),
        ("2-COM ou étranger", "99-COM ou étranger", "000-Ensemble", *GP, 30),
        ("2-COM ou étranger", "99-COM ou étranger", "999-COM ou étranger", *GP, 30),
        ("2-COM ou étranger", "99-COM ou etranger", "999-COM ou etranger", *GP, 30),
    )
    reading = read(Example("drees", "d.xlsx", workbook({"Effectifs": rows})), tmp_path)
    assert values(reading, "territory", "category", "value") == [("DEP-59", "ensemble", 4000)]
    assert dict(reading.account.counts) == {Fate.TAKEN: 1, Fate.ASIDE: 1, Fate.OUTSIDE: 3}


def test_a_workbook_without_figure_is_refused(tmp_path):
    rows = ((*BREAKDOWNS, "effectif_2026"), (*NORD, *gp(sex="1-Hommes"), 4000))
    with pytest.raises(DataError) as caught:
        read(Example("drees", "d.xlsx", workbook({"Effectifs": rows})), tmp_path)
    assert str(caught.value) == (
        "d.xlsx : attendu : des effectifs de médecins ; trouvé : rien de tel, sur 1 ligne (1 de côté : "
        "effectif par sexe). Vérifiez que le fichier a une ligne par territoire de la région et qu’il est entier."
    )


@pytest.mark.parametrize(
    ("cell", "ages", "band"),
    [
        ("01-moins de 30 ans", (0, 29), "moins_30"),
        ("02-entre 30 et 34 ans", (30, 34), "30_34"),
        ("30-34 ans", (30, 34), "30_34"),
        ("75 ans et plus", (75, 200), "70_plus"),
        ("entre 30 et 39 ans", (30, 39), ""),
        ("00-Ensemble", None, ""),
    ],
)
def test_bands_of_age(cell, ages, band):
    assert years_of_age(cell) == ages
    assert (band_of(ages) if ages else "") == band


def test_bands_tile_a_member_or_not():
    assert tiles([(75, 200), (70, 74)], "70_plus")
    assert not tiles([(70, 74)], "70_plus")
    assert not tiles([(70, 200), (75, 200)], "70_plus")
    assert not tiles([], "70_plus")


def test_territories_of_the_workbook():
    assert departement_code("059-Nord") == "DEP-59"
    assert departement_code("002 -Aisne") == "DEP-02"
    assert departement_code("02A -Corse-du-Sud") == "DEP-2A"
    assert departement_code("974-La Réunion") == "DEP-974"
    assert departement_code("999-Nulle part") == ""
    assert region_code("32-Hauts-de-France") == "REG-32"
    assert region_code("00-Ensemble") == ""


FIVE = "".join(f"{code},Médecine générale,{count}\n" for code, count in (("02", 500), ("59", 4000), ("60", 800)))


def test_the_total_of_some_departements_is_not_that_of_france(tmp_path):
    content = text(f"dept_code,specialite,effectif\n{FIVE}Total,Médecine générale,5300\n")
    reading = read(Example("drees", "d2022.csv", content), tmp_path)
    assert {row[0] for row in values(reading, "territory")} == {"DEP-02", "DEP-59", "DEP-60"}
    assert reading.account.aside == {"total des départements du fichier, qui ne les a pas tous": 1}


def test_the_total_of_all_departements_is_that_of_france(tmp_path):
    codes = [code for code in (f"{number:02}" for number in range(1, 96)) if code != "20"]
    rows = "".join(f"{code},Médecine générale,10\n" for code in codes)
    content = text(f"dept_code,specialite,effectif\nTotal général,Médecine générale,940\n{rows}")
    assert ("FR", 940) in values(read(Example("drees", "d2022.csv", content), tmp_path), "territory", "value")


def test_a_flat_table_of_another_year_than_asked_is_refused_row_by_row(tmp_path):
    content = text("dep,specialite,annee,effectif\n02,Médecine générale,2015,500\n59,Médecine générale,2022,4000\n")
    reading = read(Example("drees", "d2022.csv", content), tmp_path)
    assert values(reading, "territory", "period") == [("DEP-59", "2022-01-01")]
    assert [issue.reason for issue in reading.account.issues] == ["« 2015 » n’est pas l’année 2022 du fichier"]


def test_a_row_of_the_workbook_as_a_text_is_whole(tmp_path):
    lines = [";".join((*BREAKDOWNS, "effectif_2025", "effectif_2026"))]
    lines += [";".join((*place, *GP, *figures)) for place, figures in ((NORD, ("4000", "3900")), (REGION, ("7000",)))]
    reading = read(Example("drees", "d.csv", ("\n".join(lines) + "\n").encode()), tmp_path)
    assert {row[0] for row in values(reading, "territory")} == {"DEP-59"}
    assert [issue.reason for issue in reading.account.issues] == ["9 cellules au lieu de 10"]
