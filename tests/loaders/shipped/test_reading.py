import pytest

from demodash.errors import DataError
from demodash.loaders.shipped import read_shipped
from demodash.schema import COLUMNS


def problems_of(sources):
    with pytest.raises(DataError) as caught:
        read_shipped(sources.root)
    return [str(problem) for problem in caught.value.problems]


def rows(shipped, indicator):
    return shipped.observations[shipped.observations["indicator"] == indicator].to_dict("records")


def test_a_document_gives_its_figures_under_its_source(sources):
    found = rows(read_shipped(sources.root), "msp_rapport")
    assert found == [
        {
            "indicator": "msp_rapport",
            "territory": "REG-32",
            "category": "ensemble",
            "period": "2020/2030",
            "value": 3.0,
            "qualifier": "exact",
            "status": "published",
            "source": "essai_document",
            "locator": "ligne 4",
            "as_printed": "3",
            "note": "",
        }
    ]


def test_a_survey_gives_the_meaning_of_its_mapping_and_the_sign_of_its_print(sources):
    (_, found) = rows(read_shipped(sources.root), "msp_activite")
    assert found == {
        "indicator": "msp_activite",
        "territory": "REG-32",
        "category": "ensemble",
        "period": "2029",
        "value": 150.0,
        "qualifier": "more_than",
        "status": "inferred",
        "source": "essai_journal",
        "locator": "page web (relevé ESS-001)",
        "as_printed": "plus de 150",
        "note": "Vu l’an passé ; borne basse",
    }


def test_a_surveyed_unit_is_brought_to_that_of_the_indicator(sources):
    (found,) = rows(read_shipped(sources.root), "mg_densite")
    assert found["value"] == pytest.approx(108)
    assert found["as_printed"] == "10,8"
    assert found["note"] == "Imprimé pour 10 000 habitants."


def test_what_a_survey_does_not_give_is_listed_with_the_reason(sources):
    found = [str(one) for one in read_shipped(sources.root).unmapped]
    assert found == [
        "publications/mapping.csv, ligne 4, ESS-003 (Humeur) : Aucun indicateur ne mesure l’humeur.",
        "publications/mapping.csv, ligne 5, ESS-004 (Prime) : chiffre déjà transcrit du document "
        "(essai_document, ligne 5), de même valeur",
    ]


def test_a_wide_table_gives_one_figure_per_cell_and_never_a_zero_for_a_missing_one(sources):
    shipped = read_shipped(sources.root)
    series = shipped.observations[shipped.observations["source"] == "essai_serie"]
    assert series[["territory", "period", "value", "status", "locator", "as_printed", "note"]].to_numpy().tolist() == [
        ["DEP-02", "2030-01-01", 100.0, "derived", "ligne 2, colonne nombre", "100", "Somme des communes."],
        ["DEP-02", "2030-01-01", 20.5, "derived", "ligne 2, colonne taux", "20.5", "Somme des communes."],
        ["DEP-976", "2030-01-01", 4.0, "derived", "ligne 3, colonne nombre", "4", "Somme des communes."],
        ["FR", "2030-01-01", 104.0, "published", "ligne 4, colonne nombre", "104", ""],
    ]
    assert [(one.line, one.column, one.territory, one.reason) for one in shipped.missing] == [
        (3, "taux", "DEP-976", "Imprimé 0, à lire comme manquant."),
        (4, "taux", "FR", "Non publié pour la France."),
    ]


def test_the_columns_and_the_sources(sources):
    shipped = read_shipped(sources.root)
    assert tuple(shipped.observations.columns) == COLUMNS
    assert set(shipped.sources) == {"essai_document", "essai_journal", "essai_serie"}


def test_an_edition_of_the_zoning_is_left_to_its_own_reader(sources):
    sources.write("edition/source.toml", DOCUMENT_EDITION)
    assert "essai_edition" not in read_shipped(sources.root).sources


DOCUMENT_EDITION = """[[source]]
id = "essai_edition"
kind = "open_data"
publisher = "Agence d’essai"
title = "Une édition"

[edition]
id = "essai_edition"
"""


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "document/figures.csv",
            "msp_rapport;",
            "msp_raport;",
            "document/figures.csv, ligne 3, indicator : attendu : un indicateur du catalogue ; trouvé : msp_raport. "
            "Le plus proche est msp_rapport.",
        ),
        (
            "document/figures.csv",
            ";12;exact",
            ";1O2;exact",
            "document/figures.csv, ligne 2, value : attendu : un nombre à point décimal ; trouvé : 1O2",
        ),
        (
            "document/figures.csv",
            ";12;exact",
            ";nan;exact",
            "document/figures.csv, ligne 2, value : attendu : un nombre à point décimal ; trouvé : nan",
        ),
        (
            "document/figures.csv",
            "ligne 3;12;",
            ";12;",
            "document/figures.csv, ligne 2, locator : attendu : une valeur ; trouvé : une cellule vide",
        ),
        (
            "document/figures.csv",
            "ligne 3;12;",
            "ligne 3;12",
            "document/figures.csv, ligne 2 : attendu : 10 cellules ; trouvé : 9",
        ),
        (
            "document/figures.csv",
            "qualifier;status",
            "status;qualifier",
            "document/figures.csv, ligne 1 : attendu : les colonnes "
            "indicator;territory;category;period;value;qualifier;status;locator;as_printed;note ; trouvé : "
            "indicator;territory;category;period;value;status;qualifier;locator;as_printed;note",
        ),
        (
            "document/figures.csv",
            "msp_activite;REG-32",
            "msp_activite;REG-99",
            "document/figures.csv, ligne 2, msp_activite : attendu : un code de territoire connu ; trouvé : REG-99",
        ),
        (
            "document/figures.csv",
            "2020/2030",
            "2020-2030",
            "document/figures.csv, ligne 3, msp_rapport : attendu : une période ISO 8601 (2023-01-23, 2019-09, 2022 "
            "ou 2016/2020) ; trouvé : 2020-2030",
        ),
        (
            "document/figures.csv",
            ";12;exact",
            ";12000;exact",
            "document/figures.csv, ligne 2, msp_activite : attendu : une valeur entre 0 et 10000 MSP ; trouvé : 12000",
        ),
        (
            "document/source.toml",
            'kind = "document"',
            'kind = "rumeur"',
            "document/source.toml, source 1 (essai_document) : attendu : un kind parmi document, open_data, "
            "publication ; trouvé : rumeur",
        ),
        (
            "document/source.toml",
            DOCUMENT_EDITION.splitlines()[0],
            "[[source",
            "document/source.toml : attendu : un fichier TOML en UTF-8 ; trouvé : ",
        ),
        (
            "document/source.toml",
            'id = "essai_document"',
            'id = "essai_serie"',
            "serie/source.toml : attendu : un id par source ; trouvé : deux essai_serie",
        ),
        (
            "publications/mapping.csv",
            "ESS-001;msp_activite",
            "ESS-001;msp_ativite",
            "publications/mapping.csv, ligne 2, indicator : attendu : un indicateur du catalogue ; trouvé : "
            "msp_ativite. Le plus proche est msp_activite.",
        ),
        (
            "publications/mapping.csv",
            "ESS-001;msp_activite",
            "ESS-001;mg_densite",
            "publications/mapping.csv, ligne 2, ESS-001 : attendu : un indicateur dont l’unité correspond à « MSP » "
            "(msp) ; trouvé : mg_densite (per_100k)",
        ),
        (
            "publications/mapping.csv",
            "non_precise;;published",
            "non_precise;;sûr",
            "publications/mapping.csv, ligne 3, status : attendu : un statut parmi published, inferred, duplicate ; "
            "trouvé : sûr",
        ),
        (
            "publications/mapping.csv",
            "REG-32;ensemble;2029",
            "REG-32;;2029",
            "publications/mapping.csv, ligne 2, category : attendu : une catégorie ; trouvé : une cellule vide",
        ),
        (
            "publications/mapping.csv",
            "Aucun indicateur ne mesure l’humeur.",
            "",
            "publications/mapping.csv, ligne 4, note : attendu : la raison de laisser le chiffre de côté ; trouvé : "
            "une cellule vide",
        ),
        (
            "publications/mapping.csv",
            "ESS-003;;;;;;Aucun indicateur ne mesure l’humeur.\n",
            "",
            "publications/mapping.csv : attendu : une ligne pour ESS-003 (publications/published_figures.csv, "
            "ligne 4) ; trouvé : rien",
        ),
        (
            "publications/mapping.csv",
            "ESS-004;aide",
            "ESS-001;aide",
            "publications/mapping.csv, lignes 2 et 5 : attendu : un identifiant par ligne ; trouvé : deux fois ESS-001",
        ),
        (
            "publications/mapping.csv",
            "ESS-003;;;;;;Aucun",
            "ESS-009;;;;;;Aucun",
            "publications/mapping.csv, ligne 4 : attendu : un identifiant de publications/published_figures.csv ; "
            "trouvé : ESS-009",
        ),
        (
            "publications/mapping.csv",
            "ESS-004;aide_mensuelle;;atp",
            "ESS-004;aide_mensuelle;;ccr",
            "publications/mapping.csv, ligne 5, ESS-004 : attendu : le même chiffre dans un document de référence ; "
            "trouvé : aucun pour aide_mensuelle · REG-32 · ccr · 2030",
        ),
        (
            "publications/published_figures.csv",
            "ATP;2030;700",
            "ATP;2030;900",
            "publications/mapping.csv, ligne 5, ESS-004 : attendu : 700, comme document/figures.csv, ligne 4 ; "
            "trouvé : 900",
        ),
        (
            "publications/published_figures.csv",
            "2030;150;",
            "2030;cent cinquante;",
            "publications/published_figures.csv, ligne 2, value : attendu : un nombre à point décimal ; trouvé : "
            "cent cinquante",
        ),
        (
            "publications/published_figures.csv",
            "L'offre de soins",
            "Une autre page",
            "publications/published_figures.csv, ligne 2 : attendu : une source de publications/source.toml de mêmes "
            "éditeur, titre et adresse ; trouvé : Le Journal d'essai, https://exemple.test/offre",
        ),
        (
            "serie/source.toml",
            'nombre = "medecins_effectif"',
            'nombre = "inconnu"',
            "serie/source.toml, table 1, nombre : attendu : un indicateur du catalogue ; trouvé : inconnu",
        ),
        (
            "serie/source.toml",
            'period_form = "{}-01-01"',
            'period = "2030"',
            "serie/source.toml, table 1 : attendu : period_column ou period, l’un des deux ; trouvé : les deux ou "
            "aucun",
        ),
        (
            "serie/source.toml",
            'FR = "published"',
            'FR = "sûr"',
            "serie/source.toml, table 1, status FR : attendu : un statut parmi published, derived, inferred ; "
            "trouvé : sûr",
        ),
        (
            "serie/source.toml",
            'territory_column = "dep"',
            'territoire = "dep"',
            "serie/source.toml, table 1 : attendu : le champ territory_column ; trouvé : absent ou vide",
        ),
        (
            "serie/source.toml",
            "count = 1",
            "count = 2",
            "serie/serie.csv, colonne taux : attendu : 2 fois la cellule manquante « 0 » ; trouvé : 1 fois",
        ),
        (
            "serie/source.toml",
            'reason = "Imprimé 0, à lire comme manquant."',
            'raison = "?"',
            "serie/source.toml, table 1, missing : attendu : column (une colonne de columns), cell, count et reason ; "
            "trouvé : {'column': 'taux', 'cell': '0', 'count': 1, 'raison': '?'}",
        ),
        (
            "serie/source.toml",
            'file = "serie.csv"\nterritory',
            'file = "autre.csv"\nterritory',
            "serie/autre.csv : attendu : la table déclarée ; trouvé : aucun fichier",
        ),
    ],
)
def test_each_rejection_says_file_place_expected_and_found(sources, file, old, new, message):
    sources.replace(file, old, new)
    found = problems_of(sources)
    assert [one for one in found if one.startswith(message)] if message.endswith(" : ") else message in found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "dep;an;nombre;taux\n02;2030;cent;20.5\n976;2030;4;0\nFR;2030;104;\n",
            "serie/serie.csv, ligne 2, colonne nombre : attendu : un nombre à point décimal ; trouvé : cent",
        ),
        (
            "dep;an;nombre;taux\n02;2030;;20.5\n976;2030;4;0\nFR;2030;104;\n",
            "serie/serie.csv, ligne 2, colonne nombre : attendu : un nombre à point décimal ; trouvé : une cellule "
            "vide",
        ),
        (
            "dep;annee;nombre;taux\n",
            "serie/serie.csv, ligne 1 : attendu : les colonnes dep;an;nombre;taux ; trouvé : dep;annee;nombre;taux",
        ),
    ],
)
def test_each_rejection_of_a_wide_table(sources, text, message):
    sources.write_series(text)
    assert message in problems_of(sources)


def test_a_territory_of_a_level_without_status_is_refused(sources):
    sources.replace("serie/source.toml", ', FR = "published"', "")
    assert problems_of(sources)[0] == (
        "serie/serie.csv, ligne 4, dep : attendu : un territoire de niveau DEP ; trouvé : FR"
    )


def test_a_table_changed_since_it_was_declared_is_refused(sources):
    sources.replace("serie/serie.csv", "104", "105")
    (problem,) = problems_of(sources)
    assert problem.startswith("serie/serie.csv : attendu : l’empreinte ")
    assert problem.endswith(
        "La table a changé depuis qu’elle a été déclarée : vérifiez-la, puis mettez l’empreinte à jour."
    )


def test_a_folder_with_nothing_to_read_is_refused(sources):
    (sources.root / "document" / "figures.csv").unlink()
    assert (
        "document/source.toml : attendu : figures.csv, mapping.csv, une table déclarée ou une édition du zonage ; "
        "trouvé : aucun"
    ) in problems_of(sources)


def test_two_documents_in_one_folder_are_refused(sources):
    sources.write("document/source.toml", sources.files["document/source.toml"] * 2)
    assert "document/source.toml : attendu : une seule source, le document ; trouvé : 2" in problems_of(sources)


def test_a_source_without_figures_is_refused(sources):
    extra = sources.files["publications/source.toml"].replace("essai_journal", "essai_vide").replace("offre", "vide")
    sources.write("publications/source.toml", sources.files["publications/source.toml"] + extra)
    assert problems_of(sources) == ["data/sources : attendu : des chiffres de la source essai_vide ; trouvé : aucun"]


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(DataError) as caught:
        read_shipped(tmp_path)
    wanted = "attendu : des dossiers de sources avec leur source.toml ; trouvé : aucun"
    assert str(caught.value) == f"{tmp_path} : {wanted}"


def test_a_file_that_is_not_utf8_is_refused(sources):
    (sources.root / "document" / "figures.csv").write_bytes("libellé".encode("latin-1"))
    assert "document/figures.csv, octet 6 : attendu : un fichier en UTF-8 ; trouvé : un octet d’un autre encodage" in (
        problems_of(sources)
    )


def test_every_problem_of_every_file_is_raised_at_once(sources):
    sources.replace("document/figures.csv", ";12;exact", ";x;exact")
    sources.replace("publications/mapping.csv", "REG-32;ensemble;2029", "REG-32;;2029")
    sources.replace("serie/source.toml", "count = 1", "count = 2")
    files = {problem.partition(",")[0] for problem in problems_of(sources)}
    assert files == {"document/figures.csv", "publications/mapping.csv", "serie/serie.csv"}
