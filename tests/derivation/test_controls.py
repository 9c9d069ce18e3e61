import math
from functools import cache

import pytest

from demodash.derivation import CONTROL_COLUMNS, controls
from demodash.derivation.figures import Figure
from demodash.derivation.links import CHANGES, LINKS, POPULATION_SHARES, SPANS, SUMS
from demodash.derivation.recipes import Operand, Recipe, total
from demodash.indicators import CATALOGUE
from tests.shipped_figures import everything


@cache
def of_the_project():
    return controls(everything())


def found(**where):
    rows = of_the_project()
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return rows


def change(value, printed):
    return {"indicator": "places_medicales_evolution", "category": "medecine", "value": value, "as_printed": printed}


@pytest.mark.parametrize(
    ("value", "printed", "agrees"),
    [(5.73, "+5.73%", True), (5.7, "+5,7 %", True), (6, "6 %", True), (5.72, "+5.72%", False), (5.8, "+5,8 %", False)],
)
def test_a_change_agrees_up_to_the_rounding_of_its_printed_decimals(table, value, printed, agrees):
    rows = controls(
        table(
            {"indicator": "places_medicales_avant", "category": "medecine", "value": 4190, "as_printed": "4190"},
            {"indicator": "places_medicales_apres", "category": "medecine", "value": 4430, "as_printed": "4430"},
            change(value, printed),
        )
    )
    assert rows["agrees"].tolist() == [agrees]
    assert rows["recomputed"].tolist() == [pytest.approx(5.727924)]
    assert rows["difference"].tolist() == [pytest.approx(5.727924 - value)]


def test_a_sentence_says_both_values_the_computation_and_the_verdict(table):
    rows = controls(
        table(
            {"indicator": "ccr_postes", "value": 9, "as_printed": "neuf"},
            {"indicator": "ccr_postes", "category": "lille", "value": 6},
            {"indicator": "ccr_postes", "category": "amiens", "value": 4},
        )
    )
    assert tuple(rows.columns) == CONTROL_COLUMNS
    assert rows["sentence"].tolist() == [
        "Postes de chef de clinique en région financés, Hauts-de-France, 2030 : 9 postes selon l’éditeur, ligne 2 ; "
        "10 postes en recalculant, 6 + 4 : les deux ne s’accordent pas."
    ]


def test_operands_of_another_source_are_not_those_of_a_sum(table):
    rows = controls(
        table(
            {"indicator": "ccr_postes", "value": 9},
            {"indicator": "ccr_postes", "category": "lille", "value": 6, "source": "autre"},
            {"indicator": "ccr_postes", "category": "amiens", "value": 4},
        )
    )
    assert rows.empty
    assert tuple(rows.columns) == CONTROL_COLUMNS


@pytest.mark.parametrize(
    ("value", "qualifier", "printed", "agrees"),
    [
        (4_600_000, "exact", "4,6 millions", False),
        (4_340_000, "exact", "4,34 millions", True),
        (4_000_000, "more_than", "plus de 4 millions", True),
        (4_600_000, "more_than", "plus de 4,6 millions", False),
        (4_600_000, "less_than", "moins de 4,6 millions", True),
    ],
)
def test_a_share_of_the_population_and_the_sign_of_its_inhabitants(table, value, qualifier, printed, agrees):
    rows = controls(
        table(
            {"indicator": "zonage_part_eligible", "value": 72.4, "as_printed": "72,4 %"},
            {
                "indicator": "zonage_population_eligible",
                "value": value,
                "qualifier": qualifier,
                "as_printed": printed,
            },
        )
    )
    assert rows["agrees"].tolist() == [agrees]


def test_a_computed_figure_is_not_a_control(table):
    rows = table(
        {"indicator": "ccr_postes", "value": 9, "status": "derived", "as_printed": ""},
        {"indicator": "ccr_postes", "category": "lille", "value": 6},
        {"indicator": "ccr_postes", "category": "amiens", "value": 3},
    )
    assert controls(rows).empty


def test_an_open_bound_agrees_with_everything_beyond_it():
    target = Figure("msp_activite", "FR", "ensemble", "2030", 12, "exact", "published", "essai", "ligne 2", "12", "")
    more_than_five = Operand(5, "5", 5, math.inf, "more_than")
    recipe = Recipe(target, (more_than_five, Operand(1, "1", 1, 1)), total, "{} + {}")
    assert recipe.agrees
    assert recipe.qualifier == "more_than"
    assert recipe.working == "5 + 1"
    assert not Recipe(target, (Operand(13, "13", 13, math.inf, "more_than"),), total, "{}").agrees


def test_what_is_declared_names_indicators_and_categories_that_exist():
    for indicator, makings in SUMS.items():
        for whole, parts in makings:
            assert all(category in CATALOGUE[indicator].dimension for category in (whole, *parts))
    for indicator, pair in CHANGES.items():
        assert {indicator, *pair} <= set(CATALOGUE.by_id)
    assert set(SPANS) | set(SPANS.values()) <= set(CATALOGUE.by_id)
    assert set(POPULATION_SHARES) | set(POPULATION_SHARES.values()) <= set(CATALOGUE.by_id)
    for link in LINKS:
        for term in link.terms:
            indicator = CATALOGUE[term.indicator or link.indicator]
            assert (term.category or link.category) in indicator.dimension


def test_every_declared_link_recomputes_a_figure_of_the_project():
    rows = of_the_project()
    done = set(zip(rows["indicator"], rows["territory"], rows["category"], rows["period"], strict=True))
    assert {(link.indicator, link.territory, link.category, link.period) for link in LINKS} <= done


def test_the_contradictions_of_the_published_figures():
    rows = of_the_project()
    wrong = rows[~rows["agrees"]]
    assert sorted({(row.indicator, row.territory, row.period) for row in wrong.itertuples()}) == [
        ("medecins_densite_evolution", "FR", "2012/2021"),
        ("medecins_effectif", "FR", "2023-01-01"),
        ("medecins_effectif", "REG-32", "2024"),
        ("places_medecine_supplementaires", "FR", "2016/2017"),
        ("places_segur", "FR", "2020/2022"),
        ("population_part_france", "REG-32", "2024"),
        # The communes' count leaves out the quartiers prioritaires that this edition adds to the communes.
        ("zonage_part_eligible", "DEP-59", "2022-04-26"),
        ("zonage_part_eligible", "DEP-80", "2022-04-26"),
        ("zonage_part_eligible", "REG-32", "2020/2022"),
        ("zonage_part_eligible", "REG-32", "2022-04-26"),
    ]


@pytest.mark.parametrize(
    ("where", "published", "recomputed"),
    [
        (("ide_places_evolution", "REG-32", "ensemble", "2019/2022"), 7.72, 7.715458),
        (("places_medicales_evolution", "REG-32", "maieutique", "2023-01-23"), 8.57, 8.571429),
        (("aide_budget", "REG-32", "ccr", "2022-02-03"), 432_000, 432_000),
        (("aide_budget", "REG-32", "atp", "2022/2025"), 456_000, 456_000),
        (("places_deuxieme_annee_sante", "FR", "ensemble", "2018/2019"), 14_928, 14_928),
        (("objectif_national_formation", "FR", "ensemble", "2021/2025"), 81_055, 81_055),
        (("cpts_tous_stades", "FR", "ensemble", "2024-02-01"), 738, 738),
        (("ipa_diplomes_cumul", "FR", "ensemble", "2019/2024"), 3_080, 3_080),
        (("mg_variation", "FR", "ensemble", "2022/2023"), -500, -482),
        (("apl_part_sous_seuil", "FR", "ensemble", "2024"), 18.2, 18.214099),
        (("medecins_evolution", "DEP-60", "ensemble", "2021/2023"), 1, 1.100174),
    ],
)
def test_published_figures_found_again(where, published, recomputed):
    rows = found(**dict(zip(("indicator", "territory", "category", "period"), where, strict=True)))
    assert rows["agrees"].all()
    assert rows["published"].tolist() == [published]
    assert rows["recomputed"].tolist() == [pytest.approx(recomputed, abs=1e-5)]


def test_no_control_is_told_twice():
    sentences = of_the_project()["sentence"]
    assert sentences.is_unique
