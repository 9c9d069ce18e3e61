import pytest

from demodash.exports.dictionary import dictionary_table, indicators_markdown
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Theme


def entry(identifier):
    (found,) = [part for part in indicators_markdown().split("\n### ") if f"- Identifiant : `{identifier}`" in part]
    return found


@pytest.mark.parametrize("one", list(CATALOGUE), ids=lambda one: one.id)
def test_every_indicator_has_its_entry(one):
    text = entry(one.id)
    assert text.startswith(f"{one.label}\n\n{one.definition}\n")
    assert all(caveat in text for caveat in one.caveats)
    assert ("- Calcul : " in text) == (one.formula is not None)
    assert (one.dimension.label in text) or len(one.dimension.members) == 1


def test_an_entry_in_full():
    assert entry("zonage_seuil_apl").replace("\u202f", " ").rstrip() == (
        "APL sous laquelle un territoire est obligatoirement en ZIP\n\n"
        "Accessibilité potentielle localisée aux généralistes de 65 ans ou moins sous laquelle l’arrêté impose le "
        "classement en zone d’intervention prioritaire.\n\n"
        "- Identifiant : `zonage_seuil_apl`\n"
        "- Unité : consultations par an et par habitant\n"
        "- Niveaux : France\n"
        "- Valeurs plausibles : de 0,5 à 10\n"
        "- À savoir : 2,5 est un nombre de consultations par an et par habitant, non un âge."
    )


def test_a_year_is_written_without_a_space_and_a_direction_in_words():
    assert "- Valeurs plausibles : de 1990 à 2100" in entry("dispositif_annee")
    assert "- Sens : plus la valeur est basse, mieux c’est" in entry("apl_part_sous_seuil")
    assert "- Type de zone : Ensemble de la région (`ensemble`) ; " in entry("mg_evolution")


def test_the_themes_come_in_order_with_their_counts():
    text = indicators_markdown()
    places = [text.index(f"\n## {theme.label}\n") for theme in Theme]
    assert places == sorted(places)
    assert f"{len(CATALOGUE)} indicateurs :" in text
    assert "- Objectif général 12 : 1 indicateur\n" in text


def test_the_table_has_one_row_per_indicator_and_numbers_for_bounds():
    table = dictionary_table()
    assert table["Identifiant"].tolist() == list(CATALOGUE.by_id)
    assert table["Valeur plausible minimale"].dtype == float
    row = table.set_index("Identifiant").loc["ccr_postes"]
    assert row["Catégories"].startswith("Ensemble des universités (ensemble) ; ")
    assert row["Calcul"] == "Lille + Amiens"
    assert table.set_index("Identifiant").loc["og12_objectifs", "Sens"] == ""
