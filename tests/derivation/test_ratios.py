import pytest

from demodash import territories
from demodash.derivation import derive


def figures(derived, indicator):
    return derived[derived["indicator"] == indicator].to_dict("records")


def test_the_reference_year_of_a_published_ratio(table):
    derived = derive(
        table(
            {"indicator": "msp_activite", "period": "2017", "value": 76, "as_printed": "76"},
            {"indicator": "msp_rapport", "period": "2010/2017", "value": 4, "as_printed": "4"},
            {"indicator": "cesp_signes", "period": "2017", "value": 183, "as_printed": "183"},
            {"indicator": "cesp_rapport", "period": "2012/2017", "value": 3.6, "as_printed": "3,6"},
        )
    )
    (houses,) = figures(derived, "msp_activite")
    assert (houses["period"], houses["value"], houses["qualifier"]) == ("2010", 19, "about")
    assert (houses["note"], houses["locator"], houses["status"]) == ("76 / 4", "calculé : lignes 2, 3", "derived")
    (contracts,) = figures(derived, "cesp_signes")
    assert (contracts["period"], contracts["qualifier"]) == ("2012", "about")
    assert contracts["value"] == pytest.approx(50.8333, abs=1e-4)
    assert contracts["note"] == "183 / 3,6"


def test_a_ratio_of_another_source_gives_nothing(table):
    derived = derive(
        table(
            {"indicator": "msp_activite", "period": "2017", "value": 76, "source": "autre"},
            {"indicator": "msp_rapport", "period": "2010/2017", "value": 4},
        )
    )
    assert figures(derived, "msp_activite") == []


def test_the_capacity_before_each_addition(table):
    added = {"indicator": "places_paramedicales_ajoutees", "category": "aide_soignant"}
    derived = derive(
        table(
            {"indicator": "as_capacite", "period": "2023", "value": 2376},
            added | {"period": "2020/2021", "value": 159},
            added | {"period": "2022", "value": 80},
            added | {"period": "2023", "value": 43},
            added | {"period": "2024", "value": 500},
            {"indicator": "places_paramedicales_ajoutees", "category": "kine", "period": "2022", "value": 30},
        )
    )
    found = {
        row["period"]: (row["value"], row["note"].replace("\u202f", " ")) for row in figures(derived, "as_capacite")
    }
    assert found == {
        "2022": (2333, "2 376 − 43"),
        "2020/2021": (2253, "2 333 − 80"),
        "2019/2020": (2094, "2 253 − 159"),
    }


def test_the_capacity_before_a_single_year(table):
    derived = derive(
        table(
            {"indicator": "as_capacite", "period": "2023", "value": 100},
            {
                "indicator": "places_paramedicales_ajoutees",
                "category": "aide_soignant",
                "period": "2023",
                "value": 10,
            },
        )
    )
    assert [(row["period"], row["value"]) for row in figures(derived, "as_capacite")] == [("2022", 90)]


def test_the_supervisors_a_survey_was_sent_to(table):
    derived = derive(
        table(
            {"indicator": "msu_enquete_repondants", "territory": "EXREG-31", "value": 87},
            {"indicator": "msu_enquete_part", "territory": "EXREG-31", "category": "participation", "value": 87},
        )
    )
    (found,) = figures(derived, "msu")
    assert (found["value"], found["qualifier"], found["note"]) == (100, "about", "87 / 87 %")


def test_professionals_per_house_keep_the_note_that_contradicts_them(table):
    derived = derive(
        table(
            {"indicator": "msp_professionnels", "value": 3152, "note": "« 14 à 15 par structure » annoncé."},
            {"indicator": "msp_activite", "value": 231},
        )
    )
    (found,) = figures(derived, "msp_professionnels_par_msp")
    assert found["value"] == pytest.approx(13.645, abs=1e-3)
    assert found["note"].replace("\u202f", " ") == "3 152 / 231. « 14 à 15 par structure » annoncé."


def test_the_share_of_houses_in_underserved_zones(table):
    derived = derive(
        table(
            {"indicator": "msp_zones_sous_denses", "territory": "FR", "value": 30},
            {"indicator": "msp_activite", "territory": "FR", "value": 120},
        )
    )
    assert [row["value"] for row in figures(derived, "msp_part_zones_sous_denses")] == [25]


def test_the_eligible_share_of_announced_inhabitants(table):
    derived = derive(
        table(
            {"indicator": "zonage_population_eligible", "value": 4_600_000, "as_printed": "4,6 millions"},
            {
                "indicator": "zonage_population_eligible",
                "period": "2031",
                "value": 4_000_000,
                "qualifier": "more_than",
                "as_printed": "plus de 4 millions",
            },
        )
    )
    population = territories.territory("REG-32").population
    assert population == 5_992_194
    first, second = figures(derived, "zonage_part_eligible")
    assert first["value"] == pytest.approx(4_600_000 / population * 100)
    assert first["note"].replace("\u202f", " ") == "4 600 000 / 5 992 194 (population municipale de 2023)"
    assert second["qualifier"] == "more_than"


def test_the_eligible_share_of_a_region_from_its_departements(table):
    whole = {"indicator": "zonage_part_eligible", "value": 60, "as_printed": "60 %"}
    shares = {"DEP-02": 100, "DEP-59": 50, "DEP-60": 100, "DEP-62": 50, "DEP-80": 0}
    rows = [whole | {"territory": code, "value": share} for code, share in shares.items()]
    people = {code: territories.territory(code).population for code in shares}
    expected = sum(shares[code] * people[code] for code in shares) / sum(people.values())
    (found,) = figures(derive(table(whole, *rows)), "zonage_part_eligible")
    assert found["value"] == pytest.approx(expected)
    assert figures(derive(table(whole, *rows[:-1])), "zonage_part_eligible") == []
