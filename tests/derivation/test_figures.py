import pytest

from demodash.derivation.figures import Figure, Figures, derived, half_unit, joined_locators, shared_qualifier


def figure(**changes):
    row = {
        "indicator": "msp_activite",
        "territory": "REG-32",
        "category": "ensemble",
        "period": "2030",
        "value": 76.0,
        "qualifier": "exact",
        "status": "published",
        "source": "essai",
        "locator": "ligne 3",
        "as_printed": "76",
        "note": "",
    }
    return Figure(**(row | changes))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 0),
        ({"value": 800.0, "as_printed": "près de 800", "qualifier": "about"}, 50),
        (
            {"indicator": "cpts_population", "value": 5.5e7, "as_printed": "près de 55 millions", "qualifier": "about"},
            5e5,
        ),
        ({"indicator": "zonage_population_eligible", "value": 3.8e6, "as_printed": "3,8 millions"}, 50_000),
        ({"indicator": "zonage_part_eligible", "value": 72.4, "as_printed": "72,4 %"}, 0.05),
        ({"indicator": "medecins_evolution", "value": 1.0, "as_printed": "+ 1 %"}, 0.5),
        ({"indicator": "places_medicales_evolution", "value": 5.73, "as_printed": "+5.73%"}, 0.005),
        ({"indicator": "places_deuxieme_annee_medecine", "value": 7646.0, "as_printed": "7.646"}, 0),
        ({"status": "derived", "as_printed": "", "value": 76.77}, 0),
    ],
)
def test_how_far_the_exact_value_may_be_from_the_printed_one(changes, expected):
    assert half_unit(figure(**changes)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("locators", "expected"),
    [
        (["ligne 3"], "ligne 3"),
        (["ligne 13", "ligne 9", "ligne 13"], "lignes 9, 13"),
        (["diapositive 4, ligne 54", "diapositive 4, ligne 52"], "diapositive 4, lignes 52, 54"),
        (["diapositive 4, ligne 54", "diapositive 6, ligne 96"], "diapositive 4, ligne 54 ; diapositive 6, ligne 96"),
        (["page web (relevé MED-002)", "page web (relevé MED-003)"], "page web (relevés MED-002, MED-003)"),
        (["ligne 2, colonne medecins", "ligne 2, colonne taux"], "ligne 2, colonne medecins ; ligne 2, colonne taux"),
        ([f"ligne {n}, colonne medecins" for n in range(2, 103)], "101 lignes, colonne medecins"),
        (["calculé : lignes 2, 3, colonne medecins", "ligne 4, colonne medecins"], "lignes 2, 3, 4, colonne medecins"),
        (["calculé : 101 lignes, colonne medecins"], "101 lignes, colonne medecins"),
        (["page 3"], "page 3"),
    ],
)
def test_the_places_of_operands_are_named_together(locators, expected):
    assert joined_locators([figure(locator=locator) for locator in locators]) == expected


@pytest.mark.parametrize(
    ("qualifiers", "expected"),
    [
        (["exact", "exact"], "exact"),
        (["exact", "more_than"], "more_than"),
        (["less_than", "less_than"], "less_than"),
        (["more_than", "less_than"], "about"),
        (["about", "exact"], "about"),
    ],
)
def test_the_sign_of_a_sum(qualifiers, expected):
    assert shared_qualifier([figure(qualifier=one) for one in qualifiers]) == expected


def test_a_computed_figure_says_what_it_comes_from():
    found = derived(
        "msp_activite", [figure(), figure(locator="ligne 5", source="autre")], 1 / 3, "76 / 228", period="2029"
    )
    assert found == Figure(
        "msp_activite",
        "REG-32",
        "ensemble",
        "2029",
        0.333333,
        "exact",
        "derived",
        "essai",
        "calculé : lignes 3, 5",
        "",
        "76 / 228",
    )


def test_a_published_figure_is_found_before_a_computed_one():
    figures = Figures([figure(status="derived", value=1.0), figure(value=2.0)])
    found = figures.one("msp_activite", territory="REG-32")
    assert found is not None
    assert found.value == 2.0
    assert figures.one("msp_activite", territory="FR") is None
    assert [one.value for one in figures.of("msp_activite", source="essai", period="2030")] == [1.0, 2.0]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"value": 3655.0}, "3 655"),
        ({"indicator": "mg_evolution", "value": -8.23, "as_printed": "-8,23%"}, "−8,23"),
        ({"indicator": "mg_evolution", "value": -6.9, "as_printed": "-6,90%"}, "−6,90"),
        ({"indicator": "msp_rapport", "value": 3.6, "as_printed": "3,6"}, "3,6"),
        ({"indicator": "medecins_densite", "value": 350.54, "as_printed": ""}, "350,5"),
    ],
)
def test_how_a_term_is_written(changes, expected):
    assert figure(**changes).written.replace("\u202f", " ") == expected
