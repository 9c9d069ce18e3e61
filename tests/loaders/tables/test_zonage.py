"""The zoning loader: four layouts, the classes behind their numbers, what it refuses."""

import datetime as dt

import pytest

from demodash.errors import DataError
from demodash.loaders.content import Fate
from demodash.loaders.tables.zone_classes import ZoneClass, zone_class
from demodash.zonage import editions
from tests.loaders.tables.examples import Example, read, recognised, text, workbook

DAYS = {"debut": "2024-03-01"}
EXPORT_2025 = text(
    """
Code;Libellé;Zonage_MG
02001;Abbécourt;1_ZIP
2002;Achery;2_ZAC
59350;Lille;3_HZ
80021;Amiens;4_ZAR
60057;Beauvais;N/A - résultat non disponible
75056;Paris;3_HZ
""",
    "cp1252",
)
EXPORT_2022 = text(
    """
Code;Libellé;Zonage_MG
02001;Abbécourt;1_ZIP
02002;Achery;3_QPV_ZIP
59350;Lille;5_ZV
80021;Amiens;6_HZ
60057;Beauvais;7_GQ_ZAC
"""
)
POSTAL = text(
    """
Code_postal,Nom_commune,Zonage
2300,ABBECOURT,1_ZIP
80000,Amiens,4_ZAR
80080,Amiens,4_ZAR
62120,Lambres,2_ZAC
59000,Nulle-Part-les-Bains,1_ZIP
1400,L'Abergement-Clémenciat,2_ZAC
"""
)
DREES_HEADER = (
    "Identifiant unique",
    "Code de la région",
    "Libellé de la région",
    "Code du territoire de vie-santé",
    "Libellé du territoire de vie-santé",
    "Code de la commune",
    "Libellé de la commune",
    "Qualification nationale issue de la concertation de 2017",
    "Qualification attribuée par l'arrêté régional",
    "Population totale (2016)",
)
DREES = workbook(
    {
        "Zonage_communes": (
            DREES_HEADER,
            ("a1", 32, "Hauts-de-France", "02001", "Tergnier", "02001", "Abbécourt", "ZAC", "ZIP", 500),
            ("a2", 32, "Hauts-de-France", "02589", "Soissons", "02311", "Filain", "ZIP", "ZIP", 100),
            ("a3", 32, "Hauts-de-France", "02589", "Soissons", "02589", "Pargny", "ZIP", "Zone de vigilance", 300),
            ("a4", 32, "Hauts-de-France", "59350", "Lille", "59350", "Lille", "Hors vivier", "Hors vivier", 9000),
            ("a5", 11, "Île-de-France", "75056", "Paris", "75056", "Paris", "ZAC", "ZAC", 9000),
        ),
        "Zonage_TVS": (("Code du territoire de vie-santé", "Qualification"), ("02001", "ZIP")),
        "Zonage_QPV": (("Code de la commune", "Code QPV", "Qualification"), ("59350", "QP059001", "ZIP")),
    }
)
ORDER = workbook(
    {
        "Annexe 1": (
            ("Arrêté fixant le zonage des médecins généralistes",),
            ("en vigueur à compter du 1er mars 2026",),
            (),
            ("Code INSEE", "Commune", "TVS", "Classement de la commune"),
            ("02001", "Abbécourt", "Tergnier", "Zone d’intervention prioritaire"),
            (None, None, None, None),
            ("02002", "Achery", "Tergnier", "Zone d'action complémentaire (ZAC)"),
            ("80021", "Amiens", "Amiens", "Non zoné"),
            ("(*) Commune nouvelle",),
        )
    }
)
BY_SHEET = workbook(
    {
        "Communes ZIP": (("Code INSEE", "Commune"), ("02001", "Abbécourt")),
        "Communes ZAC": (("Code INSEE", "Commune"), ("02002", "Achery")),
    }
)
TITLED_EXPORT = text(
    """
\ufeffZonage des médecins généralistes, figures inventées;;
Découpage par commune;;
Code;Libellé;Zonage médecins généralistes 2025
02001;Abbécourt;1_ZIP
59350;Lille;N/A - résultat non disponible
80021;Amiens;4_ZAR
"""
)
BY_TVS = workbook(
    {
        "TVS": (
            (
                "Nom du territoire de vie-santé",
                "Code du territoire de vie-santé",
                "Nom de la commune",
                "Code de la commune",
                "dansMaRegion",
                "Population",
                "Zonage",
            ),
            ("Chauny", "02173", "Abbécourt", "02001", "oui", 500, "Zone d'action complémentaire"),
            ("Lille", "59350", "Lille", "59350", "oui", 9000, "Hors-vivier"),
            ("Amiens", "80021", "Amiens", "80021", "oui", 9000, "Non-spécifié"),
            ("Amiens", "80021", "Boves", "80131", "oui", 900, "Erreur TVS-COM"),
            ("Reims", "51454", "Reims", "51454", "non", 9000, "Zone de vigilance"),
        ),
        "QPV": (
            ("Nom du QPV", "Code du QPV", "Population", "Zonage QPV", "Zonage du TVS"),
            ("Un quartier", "QP059001", 10, "Zone d'intervention prioritaire", "Hors-vivier"),
        ),
    }
)
EXAMPLES = (
    Example("zonage", "cartosante_2025.csv", EXPORT_2025, DAYS),
    Example("zonage", "cartosante_2022.csv", EXPORT_2022, DAYS),
    Example("zonage", "zonage_code_postal.csv", POSTAL, DAYS),
    Example("zonage", "Zonage_medecin_20191231.xlsx", DREES),
    Example("zonage", "annexe.xlsx", ORDER),
    Example("zonage", "annexe_feuilles.xlsx", BY_SHEET, DAYS),
    Example("zonage", "export_titre.csv", TITLED_EXPORT, DAYS),
    Example("zonage", "Hauts-de-France.xlsx", BY_TVS, DAYS),
)


def edition(example, folder):
    (found,) = read(example, folder).content.zonings
    return found


def test_an_export_is_read_by_its_suffixes(tmp_path):
    reading = read(EXAMPLES[0], tmp_path)
    (found,) = reading.content.zonings
    assert dict(found.placements) == {"02001": "ZIP", "02002": "ZAC", "59350": "HZ", "80021": "ZAR"}
    assert (found.classes, found.eligible) == (("ZIP", "ZAC", "ZAR", "HZ"), ("ZIP", "ZAC", "ZAR"))
    assert (found.legal_start, found.legal_end, found.cog_year) == (dt.date(2024, 3, 1), None, 2024)
    assert found.name == "depuis mars 2024"
    assert dict(reading.account.counts) == {Fate.TAKEN: 4, Fate.ASIDE: 1, Fate.OUTSIDE: 1}
    assert reading.account.aside == {"classe non disponible (N/A)": 1}
    assert reading.remarks[0] == "Zéros de tête rétablis dans 1 code (« 2001 » lu « 02001 »)."
    assert reading.remarks[1].startswith(
        "3778 communes de la région n’ont pas de classe dans ce fichier : 02003, 02004"
    )


def test_quarters_are_not_the_class_of_their_commune(tmp_path):
    reading = read(EXAMPLES[1], tmp_path)
    (found,) = reading.content.zonings
    assert dict(found.placements) == {"02001": "ZIP", "02002": "HZ", "59350": "ZV", "60057": "HZ", "80021": "HZ"}
    assert (
        "Communes dont seuls des quartiers sont zonés, prises comme hors zonage (HZ) : 1 « 3_QPV_ZIP », "
        "1 « 7_GQ_ZAC ». "
        "La classe d’un quartier n’est pas celle de sa commune."
    ) in reading.remarks


def test_the_postcode_and_the_name_place_a_commune(tmp_path):
    reading = read(EXAMPLES[2], tmp_path)
    (found,) = reading.content.zonings
    assert dict(found.placements) == {"02001": "ZIP", "62486": "ZAC", "80021": "ZAR"}
    assert dict(reading.account.counts) == {Fate.TAKEN: 3, Fate.ASIDE: 1, Fate.OUTSIDE: 1, Fate.UNPLACED: 1}
    assert reading.account.aside == {"autre ligne de la même commune, de même classe": 1}
    (issue,) = reading.account.issues
    assert issue.reason == "« Nulle-Part-les-Bains » (59000) : aucune commune de ce nom"
    assert "Noms d’avant un changement, retrouvés par le code postal : « Lambres » (62486)." in reading.remarks


def test_the_drees_workbook_keeps_former_codes_and_the_regional_class(tmp_path):
    reading = read(EXAMPLES[3], tmp_path)
    (found,) = reading.content.zonings
    assert dict(found.placements) == {"02001": "ZIP", "02311": "ZIP", "02589": "ZV", "59350": "HZ"}
    assert found.classes_today()["COM-02589"] == ("ZIP", "ZV")
    assert (found.legal_start, found.cog_year) == (dt.date(2019, 12, 31), 2019)
    assert reading.content.sources[0].publisher == "DREES"
    assert (
        "Feuilles non lues (territoires de vie-santé, quartiers ou autres) : Zonage_TVS, Zonage_QPV." in reading.remarks
    )


def test_an_annex_says_its_first_day_in_its_titles(tmp_path):
    questions = {one.id: one for one in recognised(EXAMPLES[4], tmp_path).questions}
    assert questions["debut"].default == "2026-03-01"
    assert questions["fin"].optional
    found = edition(EXAMPLES[4], tmp_path)
    assert dict(found.placements) == {"02001": "ZIP", "02002": "ZAC", "80021": "HZ"}


def test_a_sheet_may_name_the_class_of_its_communes(tmp_path):
    assert dict(edition(EXAMPLES[5], tmp_path).placements) == {"02001": "ZIP", "02002": "ZAC"}


def test_the_id_of_the_edition_is_that_of_its_source(tmp_path):
    content = read(EXAMPLES[0], tmp_path).content
    assert content.zonings[0].id == content.sources[0].id
    assert content.sources[0].id.startswith("zonage_mg_2024_")


def test_the_dates_name_the_edition_unless_the_analyst_does(tmp_path):
    dated = {**DAYS, "fin": "2025-12-31"}
    assert edition(Example("zonage", "z.csv", EXPORT_2025, dated), tmp_path).name == "mars 2024 – décembre 2025"
    named = {**dated, "nom": "Essai"}
    assert edition(Example("zonage", "z.csv", EXPORT_2025, named), tmp_path).name == "Essai"


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (
            {},
            "z.csv, question « Premier jour d’application du zonage » : attendu : une réponse ; "
            "trouvé : rien. Répondez à cette question, puis recommencez.",
        ),
        (
            {"debut": "31/12/2024"},
            (
                "z.csv, question « Premier jour d’application du zonage » : attendu : un jour (AAAA-MM-JJ) ; "
                "trouvé : 31/12/2024"
            ),
        ),
        (
            {"debut": "2024-03-01", "fin": "2024-02-01"},
            "z.csv, question « Dernier jour d’application, s’il est passé ou connu » : attendu : un jour après le "
            "2024-03-01 ; trouvé : 2024-02-01",
        ),
    ],
)
def test_wrong_days_are_refused(tmp_path, answers, message):
    with pytest.raises(DataError) as caught:
        read(Example("zonage", "z.csv", EXPORT_2025, answers), tmp_path)
    assert str(caught.value) == message


def test_a_commune_in_two_classes_gets_none(tmp_path):
    content = text("Code;Libellé;Zonage_MG\n02001;A;1_ZIP\n02002;B;2_ZAC\n02001;A;2_ZAC\n")
    reading = read(Example("zonage", "z.csv", content, DAYS), tmp_path)
    assert dict(reading.content.zonings[0].placements) == {"02002": "ZAC"}
    assert [(issue.place, issue.reason) for issue in reading.account.issues] == [
        ("ligne 2, colonne Zonage_MG", "la commune 02001 est dans plusieurs classes : ZIP, ZAC"),
        ("ligne 4, colonne Zonage_MG", "la commune 02001 est dans plusieurs classes : ZIP, ZAC"),
    ]


def test_an_unknown_class_is_refused_with_its_row(tmp_path):
    content = text("Code;Libellé;Zonage_MG\n02001;A;1_ZIP\n02002;B;=cmd()\n59350;Lille;2_ZAC\n")
    (issue,) = read(Example("zonage", "z.csv", content, DAYS), tmp_path).account.issues
    assert issue.reason == "« =cmd() » n’est pas une classe (ZIP, ZAC, ZAR, zone de vigilance, hors zonage)"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param(
            "Libellé;Code;Zonage_MG\n02001;Abbécourt;1_ZIP\n02002;Achery;2_ZAC\n59350;Lille;2_ZAC\n",
            "z.csv, ligne 1 : attendu : dans « Code », ce que son nom annonce ; trouvé : ces valeurs dans la colonne "
            "« Libellé ». Des en-têtes semblent intervertis : remettez-les au-dessus de leurs colonnes.",
            id="swapped headers",
        ),
        pytest.param(
            "Code;Code;Zonage_MG\n02001;02001;1_ZIP\n02002;02002;2_ZAC\n",
            "z.csv, ligne 1 : attendu : une seule colonne « Code commune INSEE » ; trouvé : 2 : « Code », « Code ». "
            "Supprimez la colonne de trop, ou repartez du fichier publié.",
            id="two columns of one name",
        ),
        pytest.param(
            "Code;Libellé;Zonage_MG\n75056;Paris;1_ZIP\n13055;Marseille;2_ZAC\n",
            "z.csv : attendu : des communes des Hauts-de-France avec leur classe ; trouvé : rien de tel, sur 2 "
            "lignes : toutes concernent d’autres régions. "
            "Importez le fichier national, ou celui des Hauts-de-France.",
            id="without the region",
        ),
    ],
)
def test_a_file_that_cannot_be_a_zoning_of_the_region_is_refused(tmp_path, rows, message):
    with pytest.raises(DataError) as caught:
        read(Example("zonage", "z.csv", text(rows), DAYS), tmp_path)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1_ZIP", ZoneClass("ZIP")),
        ("4_zar", ZoneClass("ZAR")),
        ("Zone d’action complémentaire", ZoneClass("ZAC")),
        ("ZAC avec QPV", ZoneClass("ZAC")),
        ("ZAC_QPV_ZIP", ZoneClass("ZAC")),
        ("8_GQ_ZIP", ZoneClass("HZ", "8_GQ_ZIP")),
        ("Zone de vigilance", ZoneClass("ZV")),
        ("Hors zonage", ZoneClass("HZ")),
        ("Hors classement (HC)", ZoneClass("HZ")),
        ("N/A - résultat non disponible", ZoneClass("")),
        ("", ZoneClass("")),
        ("Zone d'emploi", None),
        ("12", None),
        ("Lille", None),
    ],
)
def test_a_class_is_read_behind_its_number(cell, expected):
    assert zone_class(cell) == expected


def test_the_shipped_edition_written_as_an_export_is_read_back(tmp_path):
    shipped = editions()[-1]
    lines = "\n".join(f"{code};;9_{zone}" for code, zone in shipped.placements.items())
    content = f"Code;Libellé;Zonage_MG\n{lines}\n".encode()
    found = edition(Example("zonage", "z.csv", content, DAYS), tmp_path)
    assert dict(found.placements) == dict(shipped.placements)


def test_an_export_may_have_titles_and_name_its_classes_at_length(tmp_path):
    example = EXAMPLES[6]
    known = recognised(example, tmp_path)
    assert known.what == "Zonage des médecins généralistes par commune (C@rtoSanté, Atlasanté)"
    assert dict(edition(example, tmp_path).placements) == {"02001": "ZIP", "80021": "ZAR"}


def test_the_table_of_the_tool_of_the_agencies_is_read_without_its_quarters(tmp_path):
    reading = read(EXAMPLES[7], tmp_path)
    (found,) = reading.content.zonings
    assert dict(found.placements) == {"02001": "ZAC", "59350": "HZ"}
    assert dict(reading.account.counts) == {Fate.TAKEN: 2, Fate.ASIDE: 2, Fate.OUTSIDE: 1}
    assert reading.account.aside == {"classe non disponible (N/A)": 2}
    assert reading.remarks[-1] == "Feuilles non lues (territoires de vie-santé, quartiers ou autres) : QPV."


def test_two_columns_of_classes_are_one_too_many(tmp_path):
    content = text("Code;Libellé;Zonage 2022;Zonage 2025\n02001;Abbécourt;1_ZIP;2_ZAC\n")
    with pytest.raises(DataError) as caught:
        read(Example("zonage", "z.csv", content, DAYS), tmp_path)
    assert str(caught.value) == (
        "z.csv, ligne 1 : attendu : une seule colonne de classes ; trouvé : 2 : « Zonage 2022 » et « Zonage 2025 ». "
        "Ne gardez que la colonne de l’édition à importer."
    )


def test_the_zoning_of_another_profession_is_not_that_of_gps(tmp_path):
    alone = Example("zonage", "z.csv", text("Code;Libellé;Zonage_INF\n02001;Abbécourt;1_ZIP\n"), DAYS)
    assert recognised(alone, tmp_path) is None
    both = text("Code;Libellé;Zonage infirmiers;Zonage 2025\n02001;Abbécourt;1_ZIP;2_ZAC\n")
    assert dict(edition(Example("zonage", "z.csv", both, DAYS), tmp_path).placements) == {"02001": "ZAC"}


def test_two_editions_in_two_sheets_are_not_mixed(tmp_path):
    header, first, second = (
        ("Code INSEE", "Commune", "Zonage"),
        ("02001", "Abbécourt", "ZIP"),
        ("02002", "Achery", "ZIP"),
    )
    sheets = {"Zonage 2022": (header, first, second), "Zonage 2025": (header, first, (*second[:2], "ZAC"))}
    with pytest.raises(DataError) as caught:
        read(Example("zonage", "z.xlsx", workbook(sheets), DAYS), tmp_path)
    assert str(caught.value) == (
        "z.xlsx, feuille Zonage 2025 : attendu : une seule édition du zonage ; trouvé : 2 communes sur 2 qui ont déjà "
        "une classe dans une feuille précédente. Gardez la feuille de l’édition à importer, et importez les autres à "
        "part."
    )
    by_departement = {"Aisne": (header, first), "Somme": (header, ("80021", "Amiens", "HZ"))}
    found = edition(Example("zonage", "z.xlsx", workbook(by_departement), DAYS), tmp_path)
    assert dict(found.placements) == {"02001": "ZIP", "80021": "HZ"}
