"""The data.ameli loader: which rows are GPs', which totals are which territory, and what is secret."""

import pytest

from demodash.errors import Cancelled, DataError
from demodash.loaders.content import Fate
from demodash.loaders.tables import loader
from demodash.loaders.tables.opening import open_table
from tests.loaders.tables.examples import Example, read, recognised, values, workbook

HEADER = (
    "annee;profession_sante;region;libelle_region;departement;libelle_departement;classe_age;libelle_classe_age;"
    "libelle_sexe;effectif;densite;effectif_integer"
)
ALL = "Ensemble des médecins généralistes"
WITHOUT = "Médecins généralistes (hors médecins à expertise particulière - MEP)"
PARTICULAR = "Médecins généralistes à expertise particulière (MEP)"
NAME = "demographie-effectifs-et-les-densites.csv"


def row(count, profession=ALL, *, year="2023", region="32", departement="02", age="tout_age", sex="tout sexe"):
    label = "Tout âge" if age == "tout_age" else age
    return f"{year};{profession};{region};Région;{departement};Département;{age};{label};{sex};{count};1,5;{count}"


def file_of(*rows, header=HEADER, name=NAME):
    return Example("ameli", name, "\n".join([header, *rows, ""]).encode("utf-8-sig"))


GOLDEN = file_of(
    row(310),
    row(290, WITHOUT),
    row(20, PARTICULAR),
    row(150, sex="femmes"),
    row(160, sex="hommes"),
    row(12, age="moins_30"),
    row(40, age="30_34"),
    row(9, age="70_74"),
    row(3, age="75_plus"),
    row("NS", age="35_39"),
    row("", age="40_44"),
    row(8, WITHOUT, age="30_34"),
    row(4100, departement="999"),
    row(52000, region="99", departement="999"),
    row(900, region="93", departement="13"),
    row(5000, "Infirmiers"),
    row(7000, "Ensemble des médecins spécialistes (hors généralistes)"),
    row(305, year="2022-01-01"),
    row(1, region="32", departement="20"),
    row("-4", year="2021"),
    row("12,5", year="2020"),
    row(6, age="25_45"),
    row(6, year="20x3"),
    "2023;trop;court",
)
QUOTED = file_of(
    '2024;"Ensemble des médecins généralistes";32;"HdF";2;"Aisne";"tout_age";"Tout âge";"tout sexe";308;1,5;308'
)
AS_WORKBOOK = Example(
    "ameli", "ameli.xlsx", workbook({"Export": [HEADER.split(";"), [*row(77).split(";")[:9], 77, 1.5, 77]]})
)
EXAMPLES = (GOLDEN, QUOTED, AS_WORKBOOK)


def test_it_takes_the_three_fields_of_every_territory_and_year(tmp_path):
    reading = read(GOLDEN, tmp_path)
    taken = {
        entry[1:]
        for entry in values(reading, "indicator", "territory", "category", "period", "value")
        if entry[0] == "mg_effectif"
    }
    assert taken == {
        ("DEP-02", "cpam", "2023", 310),
        ("DEP-02", "cpam_hors_mep", "2023", 290),
        ("DEP-02", "cpam_mep", "2023", 20),
        ("REG-32", "cpam", "2023", 4100),
        ("FR", "cpam", "2023", 52000),
        ("DEP-13", "cpam", "2023", 900),
        ("DEP-02", "cpam", "2022", 305),
    }


def test_ages_are_those_of_the_dimension_and_finer_ones_are_summed(tmp_path):
    table = read(GOLDEN, tmp_path).content.observations
    of_aisne = table[
        (table["indicator"] == "mg_age_effectif") & (table["territory"] == "DEP-02") & (table["period"] == "2023")
    ]
    assert dict(zip(of_aisne["category"], of_aisne["value"], strict=True)) == {
        "ensemble": 310,
        "moins_30": 12,
        "30_34": 40,
        "70_plus": 12,
    }
    summed = of_aisne[of_aisne["category"] == "70_plus"].iloc[0]
    assert (
        summed["note"] == "Médecins libéraux conventionnés ; effectif au 31 décembre. Somme des classes 70_74, 75_plus."
    )
    assert summed["as_printed"] == ""
    alone = of_aisne[of_aisne["category"] == "30_34"].iloc[0]
    assert alone["locator"] == "colonne effectif, 2023, DEP-02, ensemble des généralistes, 30_34, tout sexe"
    assert alone["as_printed"] == "40"


def test_every_row_is_accounted_for(tmp_path):
    account = read(GOLDEN, tmp_path).account
    assert account.rows == 24
    assert account.counts == {Fate.TAKEN: 11, Fate.ASIDE: 7, Fate.UNPLACED: 1, Fate.REFUSED: 5}
    assert account.aside == {
        "détail par sexe": 2,
        "autre profession ou spécialité que la médecine générale": 2,
        "secret statistique (NS)": 1,
        "effectif absent": 1,
        "détail par âge d’un champ partiel (MEP, hors MEP)": 1,
    }
    assert [(issue.fate, issue.place, issue.reason) for issue in account.issues] == [
        (Fate.REFUSED, "ligne 25", "moins de colonnes que l’en-tête"),
        (
            Fate.REFUSED,
            f"2020, {ALL}, région 32, département 02, tout_age",
            "effectif « 12,5 » : un nombre entier positif est attendu",
        ),
        (
            Fate.REFUSED,
            f"2021, {ALL}, région 32, département 02, tout_age",
            "effectif « -4 » : un nombre entier positif est attendu",
        ),
        (Fate.REFUSED, f"2023, {ALL}, région 32, département 02, 25_45", "classe d’âge « 25_45 » inconnue"),
        (
            Fate.UNPLACED,
            f"2023, {ALL}, région 32, département 20, tout_age",
            "aucun territoire d’aujourd’hui n’a ces codes",
        ),
        (Fate.REFUSED, f"20x3, {ALL}, région 32, département 02, tout_age", "« 20x3 » n’est pas une année"),
    ]


def test_a_secret_is_neither_a_zero_nor_a_part_of_a_sum(tmp_path):
    reading = read(file_of(row(310), row(9, age="70_74"), row("NS", age="75_plus")), tmp_path)
    assert {entry[0] for entry in values(reading, "category")} == {"cpam", "ensemble"}
    assert reading.account.counts == {Fate.TAKEN: 1, Fate.ASIDE: 2}
    assert reading.account.aside == {
        "secret statistique (NS)": 1,
        "tranche d’âge dont une classe plus fine est secrète, absente ou refusée": 1,
    }
    assert reading.remarks == (
        "1 chiffre couvert par le secret statistique : absent, et non nul.",
        "Années 2023 à 2023, 1 territoire.",
    )


def test_a_figure_printed_twice_with_two_values_is_not_taken(tmp_path):
    reading = read(file_of(row(310), row(311), row(40, age="30_34"), row(40, age="30_34")), tmp_path)
    assert values(reading, "category", "value") == [("30_34", 40)]
    assert reading.account.counts == {Fate.TAKEN: 2, Fate.REFUSED: 2}
    assert {issue.reason for issue in reading.account.issues} == {"imprimé deux fois avec des valeurs différentes"}
    assert reading.remarks[0] == (
        "2 chiffres imprimés deux fois avec des valeurs différentes : aucun n’est pris (le premier : DEP-02, 2023)."
    )


def test_a_number_that_no_territory_has_is_refused(tmp_path):
    reading = read(file_of(row(310), row(999_999_999, year="2022"), row("١٢", year="2021")), tmp_path)
    assert [issue.reason for issue in reading.account.issues] == [
        "effectif « ١٢ » : un nombre entier positif est attendu",
        "effectif « 999999999 » : 130000 au plus est attendu",
    ]


def test_lost_zeros_quotes_and_workbooks_read_alike(tmp_path):
    assert ("mg_effectif", "DEP-02", 308) in values(read(QUOTED, tmp_path), "indicator", "territory", "value")
    assert ("mg_effectif", "DEP-02", 77) in values(read(AS_WORKBOOK, tmp_path), "indicator", "territory", "value")


def test_it_is_recognised_by_its_columns(tmp_path):
    recognition = recognised(GOLDEN, tmp_path)
    assert recognition.what == "data.ameli, effectifs et densités des professionnels de santé libéraux"
    assert recognition.facts == ("12 colonnes",)
    assert recognition.questions == ()


def test_the_source_says_the_years(tmp_path):
    (source,) = read(GOLDEN, tmp_path).content.sources
    assert source.title == "data.ameli, effectifs et densités des professionnels de santé libéraux, 2020–2023"
    assert source.id == f"ameli_effectifs_{source.sha256[:8]}"


def test_a_file_without_gps_is_refused(tmp_path):
    with pytest.raises(DataError) as error:
        read(file_of(row(5000, "Infirmiers")), tmp_path)
    assert str(error.value) == (
        f"{NAME} : attendu : des lignes « Ensemble des médecins généralistes », tout âge ou par âge, tout sexe ; "
        "trouvé : aucune. Vérifiez que c’est le bon jeu."
    )


def test_a_missing_column_is_named_with_the_nearest(tmp_path):
    with pytest.raises(DataError, match="« classe_age » au lieu de « classes_ages »"):
        read(file_of(row(5), header=HEADER.replace(";classe_age;", ";classes_ages;")), tmp_path)


def test_the_user_can_stop_it(tmp_path):
    def stop(share, what):
        raise Cancelled

    with open_table(GOLDEN.write(tmp_path)) as file, pytest.raises(Cancelled):
        loader("ameli").read(file, {}, stop)


@pytest.mark.parametrize("wrong", ["2x5", "-25", "1.000", "999999999"])
def test_the_ages_of_a_band_of_which_one_is_wrong_are_not_added(tmp_path, wrong):
    reading = read(file_of(row(310), row(60, age="70_74"), row(wrong, age="plus_75")), tmp_path)
    assert values(reading, "category", "value", "indicator")[0] == ("cpam", 310, "mg_effectif")
    assert {each[0] for each in values(reading, "category")} == {"cpam", "ensemble"}
    assert reading.account.counts == {Fate.TAKEN: 1, Fate.ASIDE: 1, Fate.REFUSED: 1}
