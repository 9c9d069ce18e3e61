"""The APL loader: both workbooks of the DREES, the plain table, and what it refuses."""

import pytest

from demodash.errors import DataError
from demodash.loaders.content import Fate
from tests.loaders.tables.examples import Example, read, recognised, remarks_of, text, values, workbook

HEADER_2024 = (
    "Code commune INSEE",
    "Commune",
    "APL aux médecins généralistes",
    "APL aux médecins généralistes de 65 ans ou moins",
    "APL aux médecins généralistes de 62 ans ou moins",
    "APL aux médecins généralistes de 60 ans ou moins",
    "Population standardisée 2022 pour la médecine générale",
    "Population totale 2022",
)
NOTES = tuple((f"Ligne de note numéro {number}",) for number in range(1, 9))
UNITS = (None, None, "en nombre de consultations", "en nombre de consultations", None, None, "habitants", "habitants")
YEARLY = workbook(
    {
        "Paramètres": (("Paramètre", "Valeur"), ("Seuil", 2.5)),
        "APL 2023": (*NOTES, HEADER_2024, UNITS, ("02001", "Abbécourt", 3.25, 3, 2.5, 2.25, 500.5, 510)),
        "APL 2024": (
            *NOTES,
            HEADER_2024,
            UNITS,
            ("02001", "Abbécourt", 3.5, 3.1, 2.6, 2.2, 501.5, 511),
            (2002, "Achery", 2.25, 2, 1.5, 1.25, 600, 610),
            ("75101", "Paris 1er Arrondissement", 4.5, 4, 3, 2, 16000, 15900),
            ("59070", "Bourghelles ancienne", None, None, None, None, None, None),
            ("02999", "Nulle part", 1, 1, 1, 1, 10, 10),
            ("Source : figures inventées.",),
        ),
    }
)
OLDER_HEADER = (
    "Code commune INSEE",
    "Commune",
    "APL aux médecins généralistes",
    "APL aux médecins généralistes de 65 ans et moins",
    "Population standardisée 2013 pour la médecine générale",
    "Population totale 2013",
)
OLDER = workbook(
    {
        f"APL_{year}": (
            ("APL aux médecins généralistes",),
            OLDER_HEADER,
            ("02311", "Filain", 2.0, 1.5, 100, 110),
            ("02589", "Pargny-Filain", 4.0, 3.5, 300, 310),
        )
        for year in (2015, 2016)
    }
)
PLAIN = text(
    """
code,nom,dep,pop_geoapi,apl_2015,apl_2016
02001,Abbécourt,02,518,3.65,"3,22"
2002,Achery,02,584,,3.73
02311,Filain,02,100,2,2
02589,Pargny-Filain,02,300,4,4
"""
)
OF_NURSES = workbook(
    {
        "APL 2024": (
            *NOTES,
            (
                "Code commune INSEE",
                "Commune",
                "APL aux infirmières",
                "Population standardisée 2022 pour les infirmières",
                "Population totale 2022",
            ),
            (None, None, "ETP pour 100 000 habitants", "habitants", "habitants"),
            ("02311", "Filain", 100.5, 100, 110),
            ("02589", "Pargny-Filain", 200.5, 300, 310),
        )
    }
)
OF_2019 = workbook(
    {
        "APL_2019": (
            ("Indicateur d'accessibilité potentielle localisée (APL)",),
            (
                "Commune",
                "Libellé",
                "APL aux médecins généralistes (sans borne d'âge)",
                "APL aux médecins généralistes de moins de 65 ans ",
                "Population standardisée par la consommation de soins de médecine générale par tranche d'âge",
            ),
            ("02001", "Abbécourt", 3.25, 3, 500.5),
            ("Lecture : un exemple inventé.",),
        )
    }
)
WIDE = workbook(
    {
        "APL_2017": (
            (
                "Code commune",
                "Libellé de la commune",
                "Population standardisée par la consommation de soins infirmiers",
                "APL aux infirmiers",
                "APL aux médecins généralistes",
                "Population standardisée par la consommation de soins chez un médecin généraliste",
                "APL aux sages-femmes",
                "Population féminine standardisée par la consommation de soins chez une sage-femme",
            ),
            ("02001", "Abbécourt", 400.5, 90, 3.25, 500.5, 12.5, 250),
        )
    }
)
LONG = workbook(
    {
        "Data": (
            ("APL aux médecins généralistes",),
            ("Source : figures inventées",),
            ("codgeo", "libgeo", "an", "apl_mg_hmep"),
            ("02001", "Abbécourt", 2022, 3.25),
            ("02001", "Abbécourt", 2023, "N/A - résultat non disponible"),
            ("02002", "Achery", 2023, 2.5),
        )
    }
)
EXAMPLES = (
    Example("apl", "APL_medecins_generalistes_2024.xlsx", YEARLY),
    Example("apl", "apl_anciennes.xlsx", OLDER),
    Example("apl", "apl_mg_communes.csv", PLAIN),
    Example("apl", "indicateur_d_apl_aux_infirmiers.xlsx", OF_NURSES),
    Example("apl", "apl_2019.xlsx", OF_2019),
    Example("apl", "apl_2017.xlsx", WIDE),
    Example("apl", "apl.xlsx", LONG),
)


def test_the_yearly_workbook_gives_every_column_of_every_year(tmp_path):
    reading = read(EXAMPLES[0], tmp_path)
    of_2024 = [row for row in values(reading, "indicator", "territory", "period", "value") if row[2] == "2024"]
    assert [row for row in of_2024 if row[1] == "COM-02001"] == [
        ("apl_mg_65", "COM-02001", "2024", 3.1),
        ("apl_mg_62", "COM-02001", "2024", 2.6),
        ("apl_mg_60", "COM-02001", "2024", 2.2),
        ("apl_mg", "COM-02001", "2024", 3.5),
        ("apl_population", "COM-02001", "2024", 511),
        ("apl_population_standardisee", "COM-02001", "2024", 501.5),
    ]
    assert {row[1] for row in of_2024} == {"COM-02001", "COM-02002"}
    assert dict(reading.account.counts) == {Fate.TAKEN: 3, Fate.ASIDE: 4, Fate.OUTSIDE: 1, Fate.UNPLACED: 1}
    assert reading.account.aside == {"ligne de titre, d’unités ou de note": 3, "ligne sans chiffre": 1}
    assert reading.account.issues[0].place == "feuille APL 2024, ligne 15, colonne Code commune INSEE"


def test_the_locator_names_sheet_line_and_column(tmp_path):
    reading = read(EXAMPLES[0], tmp_path)
    first = values(reading, "locator", "as_printed", "status")[0]
    assert first == (
        "feuille APL 2023, ligne 11, colonne APL aux médecins généralistes de 65 ans ou moins",
        "3",
        "published",
    )


def test_the_source_says_the_years_and_the_file(tmp_path):
    (source,) = read(EXAMPLES[0], tmp_path).content.sources
    assert source.id == f"apl_mg_2023_2024_{source.sha256[:8]}"
    assert (source.publisher, source.file) == ("DREES", "APL_medecins_generalistes_2024.xlsx")


def test_former_communes_are_averaged_by_their_standardised_population(tmp_path):
    reading = read(EXAMPLES[1], tmp_path)
    found = {
        row[0]: row[1:]
        for row in values(reading, "indicator", "territory", "value", "note", "period")
        if row[4] == "2015"
    }
    codes = "02311, 02589"
    assert found["apl_mg"][:3] == (
        "COM-02589",
        3.5,
        f"Moyenne des anciennes communes {codes}, pondérée par leur population standardisée.",
    )
    assert found["apl_population"][:3] == ("COM-02589", 420, f"Somme des anciennes communes {codes}.")


def test_a_plain_table_gives_a_year_a_column(tmp_path):
    reading = read(EXAMPLES[2], tmp_path)
    assert values(reading, "territory", "period", "value", "locator") == [
        ("COM-02001", "2015", 3.65, "ligne 2, colonne apl_2015"),
        ("COM-02589", "2015", 3.5, "ligne 4, colonne apl_2015 ; ligne 5, colonne apl_2015"),
        ("COM-02001", "2016", 3.22, "ligne 2, colonne apl_2016"),
        ("COM-02002", "2016", 3.73, "ligne 3, colonne apl_2016"),
        ("COM-02589", "2016", 3.5, "ligne 4, colonne apl_2016 ; ligne 5, colonne apl_2016"),
    ]
    assert "1 cellule sans chiffre (vide, non disponible ou secret) : rien n’en est tiré." in reading.remarks


@pytest.mark.parametrize(("name", "expected"), [("apl_kine.csv", "kine"), ("apl_mg.csv", "mg"), ("table.csv", "")])
def test_the_profession_of_a_plain_table_is_asked(tmp_path, name, expected):
    (question,) = recognised(Example("apl", name, PLAIN), tmp_path).questions
    assert (question.id, question.default) == ("profession", expected)


def test_a_profession_without_answer_is_refused(tmp_path):
    with pytest.raises(DataError) as caught:
        read(Example("apl", "table.csv", PLAIN), tmp_path)
    assert str(caught.value) == (
        "table.csv, question « Profession à laquelle l’APL du fichier se rapporte » : attendu : une réponse "
        "; trouvé : rien. Répondez à cette question, puis recommencez."
    )


def test_another_profession_goes_to_its_indicator(tmp_path):
    reading = read(Example("apl", "table.csv", PLAIN, {"profession": "kine"}), tmp_path)
    assert set(reading.content.observations["indicator"]) == {"apl_kine"}


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("-1,5", "−1,5 est négatif"),
        ("99", "99 est hors des bornes de « APL aux médecins généralistes » (0 à 20)"),
        ("03/12/2024", "« 03/12/2024 » est une date : un tableur a pris le nombre pour un jour"),
        ("#REF!", "« #REF! » est une erreur de calcul du tableur"),
        ("=cmd|calc", "« =cmd|calc » n’est pas un nombre"),
    ],
)
def test_a_wrong_figure_refuses_its_row_and_says_why(tmp_path, cell, reason):
    content = text(f"code;nom;apl_2015\n02001;A;{cell}\n02002;<script>alert(1)</script>;2\n")
    reading = read(Example("apl", "apl_mg.csv", content), tmp_path)
    (issue,) = reading.account.issues
    assert (issue.fate, issue.place, issue.reason) == (Fate.REFUSED, "ligne 2, colonne apl_2015", reason)
    assert dict(reading.account.counts) == {Fate.TAKEN: 1, Fate.REFUSED: 1}


def test_a_wrong_cell_beside_right_ones_is_a_remark(tmp_path):
    content = text("code;nom;apl_2015;apl_2016\n02001;Abbécourt;x;2\n")
    reading = read(Example("apl", "apl_mg.csv", content), tmp_path)
    assert values(reading, "period", "value") == [("2016", 2)]
    assert remarks_of(reading) == (
        "1 cellule écartée dans des lignes lues par ailleurs : ligne 2, colonne apl_2015 (« x » n’est pas un nombre).",
    )


def test_of_a_commune_twice_with_different_values_nothing_is_kept(tmp_path):
    content = text("code;nom;apl_2015\n02001;A;1\n2001;A;2\n02002;B;3\n")
    reading = read(Example("apl", "apl_mg.csv", content), tmp_path)
    assert values(reading, "territory", "value") == [("COM-02002", 3)]
    assert {issue.reason for issue in reading.account.issues} == {
        "la commune 02001 est aux lignes 2 et 3 avec des valeurs différentes : aucune n’est retenue"
    }
    assert reading.account.counts == {Fate.TAKEN: 1, Fate.REFUSED: 2}


def test_a_file_without_the_region_is_refused(tmp_path):
    with pytest.raises(DataError) as caught:
        read(Example("apl", "apl_mg.csv", text("code;nom;apl_2015\n75056;Paris;1\n")), tmp_path)
    assert str(caught.value) == (
        "apl_mg.csv : attendu : des APL de communes des Hauts-de-France ; trouvé : rien de tel, sur 1 "
        "ligne : elle concerne une autre région. "
        "Importez le fichier national, ou celui des Hauts-de-France."
    )


def test_a_sheet_without_year_is_refused(tmp_path):
    sheet = {"Données": (HEADER_2024, ("02001", "A", 1, 1, 1, 1, 1, 1))}
    with pytest.raises(DataError) as caught:
        read(Example("apl", "apl.xlsx", workbook(sheet)), tmp_path)
    assert str(caught.value) == (
        "apl.xlsx, feuille Données : attendu : l’année dans le nom de la feuille ; trouvé : Données. "
        "Donnez à la feuille le nom de son année, par exemple « APL 2024 »."
    )


def test_the_workbook_of_another_profession_gives_its_apl(tmp_path):
    known = recognised(EXAMPLES[3], tmp_path)
    assert known.what == "APL aux infirmiers, classeur de la DREES"
    assert known.questions == ()
    reading = read(EXAMPLES[3], tmp_path)
    assert values(reading, "indicator", "territory", "period", "value", "note") == [
        (
            "apl_infirmiers",
            "COM-02589",
            "2024",
            175.5,
            "Moyenne des anciennes communes 02311, 02589, pondérée par leur population standardisée.",
        )
    ]
    (source,) = reading.content.sources
    assert source.id.startswith("apl_infirmiers_2024_")
    assert source.title == "Accessibilité potentielle localisée (APL) aux infirmiers, par commune, 2024"


def test_the_workbook_of_2019_has_its_codes_under_commune(tmp_path):
    reading = read(EXAMPLES[4], tmp_path)
    assert values(reading, "indicator", "territory", "period", "value") == [
        ("apl_mg_65", "COM-02001", "2019", 3),
        ("apl_mg", "COM-02001", "2019", 3.25),
        ("apl_population_standardisee", "COM-02001", "2019", 500.5),
    ]


def test_a_sheet_of_several_professions_weighs_each_by_its_population(tmp_path):
    assert recognised(EXAMPLES[5], tmp_path).what == (
        "APL aux infirmiers, médecins généralistes et sages-femmes, classeur de la DREES"
    )
    assert sorted(values(read(EXAMPLES[5], tmp_path), "indicator", "value")) == [
        ("apl_infirmiers", 90),
        ("apl_mg", 3.25),
        ("apl_population_standardisee", 500.5),
        ("apl_sages_femmes", 12.5),
    ]


def test_a_table_may_have_a_row_a_commune_and_year(tmp_path):
    known = recognised(EXAMPLES[6], tmp_path)
    assert known.what == "APL par commune, une ligne par année"
    assert known.questions[0].default == "mg"
    reading = read(EXAMPLES[6], tmp_path)
    assert values(reading, "indicator", "territory", "period", "value") == [
        ("apl_mg", "COM-02001", "2022", 3.25),
        ("apl_mg", "COM-02002", "2023", 2.5),
    ]
    assert reading.content.sources[0].title == (
        "Accessibilité potentielle localisée (APL) aux médecins généralistes, par commune, 2022 et 2023"
    )


def test_the_year_of_the_only_name_is_that_of_the_file(tmp_path):
    content = workbook({"Feuil1": (HEADER_2024[:3], ("02001", "Abbécourt", 3.5))})
    assert values(read(Example("apl", "APL_mg_2018.xlsx", content), tmp_path), "period", "value") == [("2018", 3.5)]


def test_a_wrong_year_of_a_row_is_refused(tmp_path):
    content = text("codgeo;an;apl_mg_hmep\n02001;2022;3\n02002;hier;2\n")
    reading = read(Example("apl", "apl.csv", content), tmp_path)
    assert [(issue.place, issue.reason) for issue in reading.account.issues] == [
        ("ligne 3, colonne an", "« hier » n’est pas une année")
    ]


def test_two_sheets_of_one_year_are_refused_and_not_averaged(tmp_path):
    row = ("02001", "Abbécourt", 3.5)
    content = workbook({"APL 2024": (HEADER_2024[:3], row), "APL 2024 bis": (HEADER_2024[:3], (*row[:2], 2.5))})
    with pytest.raises(DataError) as caught:
        read(Example("apl", "apl.xlsx", content), tmp_path)
    assert str(caught.value) == (
        "apl.xlsx, feuille APL 2024 bis : attendu : une seule table des APL aux médecins généralistes de 2024 ; "
        "trouvé : aussi feuille APL 2024. Supprimez celle qui n’est pas la bonne, ou importez-les à part."
    )


@pytest.mark.parametrize(("profession", "value"), [("kine", 90), ("mg", 3.25)])
def test_of_two_columns_that_name_their_profession_that_of_the_answer_is_read(tmp_path, profession, value):
    content = text("codgeo,libgeo,an,apl_kine,apl_mg\n02001,Abbécourt,2022,90,3.25\n")
    reading = read(Example("apl", "apl.csv", content, {"profession": profession}), tmp_path)
    assert values(reading, "indicator", "value") == [(f"apl_{profession}", value)]


@pytest.mark.parametrize("header", ["codgeo,libgeo,an,apl_mg,apl_mg_hmep", "codgeo,libgeo,an,apl_kine,apl_infirmiers"])
def test_columns_of_which_none_or_several_are_of_the_profession_are_refused(tmp_path, header):
    content = text(f"{header}\n02001,Abbécourt,2022,4,3.25\n")
    with pytest.raises(DataError, match="une colonne de l’APL aux médecins généralistes"):
        read(Example("apl", "apl.csv", content, {"profession": "mg"}), tmp_path)


def test_the_columns_say_the_profession_before_the_name_of_the_file(tmp_path):
    content = text("codgeo,libgeo,apl_sages_femmes_2022\n02001,Abbécourt,12.5\n")
    (question,) = recognised(Example("apl", "apl_mg.csv", content), tmp_path).questions
    assert question.default == "sages_femmes"


@pytest.mark.parametrize(
    ("column", "indicators"),
    [
        ("APL aux médecins généralistes âgés de moins de 65 ans", {"apl_mg", "apl_mg_65"}),
        ("APL aux médecins généralistes de plus de 65 ans", {"apl_mg"}),
        ("APL aux médecins généralistes de 65 ans et plus", {"apl_mg"}),
        ("APL aux médecins généralistes libéraux de moins de 65 ans", {"apl_mg"}),
    ],
)
def test_an_apl_of_some_ages_is_never_that_of_all(tmp_path, column, indicators):
    content = workbook({"APL 2024": ((*HEADER_2024[:3], column), ("02001", "Abbécourt", 3.5, 2))})
    found = dict(values(read(Example("apl", "apl.xlsx", content), tmp_path), "indicator", "value"))
    assert set(found) == indicators
    assert found["apl_mg"] == 3.5
    alone = workbook({"APL 2024": ((*HEADER_2024[:2], column), ("02001", "Abbécourt", 2))})
    assert recognised(Example("apl", "apl.xlsx", alone), tmp_path) is None
