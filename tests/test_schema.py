import pandas as pd
import pytest

from demodash.schema import COLUMNS, problems

GOOD = {
    "indicator": "mg_evolution",
    "territory": "REG-32",
    "category": "zip",
    "period": "2016/2020",
    "value": -8.23,
    "qualifier": "exact",
    "status": "published",
    "source": "essai",
    "locator": "ligne 3",
    "as_printed": "-8,23%",
    "note": "",
}


def _table(*rows):
    return pd.DataFrame([GOOD | row for row in rows], columns=list(COLUMNS))


def test_a_good_table_has_no_problem():
    assert problems(_table({}, {"category": "zac"})) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"territory": "REG-99"}, "t, ligne 0, mg_evolution : attendu : un code de territoire connu ; trouvé : REG-99"),
        ({"territory": "DEP-02"}, "t, ligne 0, mg_evolution : attendu : un territoire de niveau REG ; trouvé : DEP-02"),
        (
            {"category": "zrr"},
            "t, ligne 0, mg_evolution : attendu : un membre de la dimension zone "
            "(ensemble, zip, zac, zar, hz) ; trouvé : zrr",
        ),
        (
            {"period": "2016-2020"},
            "t, ligne 0, mg_evolution : attendu : une période ISO 8601 (2023-01-23, 2019-09, 2022 ou 2016/2020) ; "
            "trouvé : 2016-2020",
        ),
        ({"value": 900.0}, "t, ligne 0, mg_evolution : attendu : une valeur entre -60 et 60 % ; trouvé : 900"),
    ],
)
def test_each_rule_names_line_expected_and_found(change, message):
    found = [str(problem) for problem in problems(_table(change), "t")]
    assert len(found) == 1
    start, _, end = message.partition("(ensemble")
    assert found[0].startswith(start)
    assert found[0].endswith(end.partition(")")[2] if end else "")


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"qualifier": "peut-être"}, "qualifier"),
        ({"status": "rumeur"}, "status"),
        ({"indicator": "inconnu"}, "indicator"),
        ({"value": None}, "value"),
        ({"locator": ""}, "locator"),
    ],
)
def test_the_allowed_values_of_each_column(change, column):
    (problem, *_) = problems(_table(change), "t")
    assert column in problem.place


def test_a_column_too_many_or_too_few_is_said():
    assert problems(_table({}).drop(columns="note"), "t")
    assert problems(_table({}).assign(extra=1), "t")


def test_two_rows_of_one_key_are_refused_and_two_publishers_are_not():
    (problem,) = problems(_table({}, {"value": -9.0}), "t")
    assert problem.expected == "un seul chiffre par clé"
    assert "lignes 0, 1" in problem.place
    assert problems(_table({}, {"source": "autre", "value": -9.0}), "t") == []
