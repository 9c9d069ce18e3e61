from __future__ import annotations

import pytest

from demodash import territories
from demodash.analysis.population import inhabitants
from demodash.dataset import load
from tests.analysis.tables import data_of


def pair(territory: str, number: float, density: float, period: str = "2020-01-01", source: str = "a"):
    where = {"territory": territory, "period": period, "source": source}
    return (
        {**where, "indicator": "medecins_effectif", "value": number},
        {**where, "indicator": "medecins_densite", "value": density},
    )


def test_it_is_the_number_over_the_density():
    data = data_of(*pair("REG-32", 300, 250.0))
    assert inhabitants(data)("REG-32", 2020) == pytest.approx(120_000)
    assert inhabitants(data)("REG-32", 2019) is None
    assert inhabitants(data)("FR", 2020) is None


def test_a_former_region_is_the_sum_of_its_departements_or_nothing():
    three = [pair(code, 100, 200.0) for code in ("DEP-02", "DEP-60", "DEP-80")]
    assert inhabitants(data_of(*sum(three, ())))("EXREG-22", 2020) == pytest.approx(150_000)
    assert inhabitants(data_of(*sum(three[:2], ())))("EXREG-22", 2020) is None


def test_a_number_and_a_density_of_two_publishers_do_not_divide():
    number, _ = pair("REG-32", 300, 250.0, source="a")
    _, density = pair("REG-32", 300, 250.0, source="b")
    assert inhabitants(data_of(number, density))("REG-32", 2020) is None
    assert inhabitants(data_of(number, density, *pair("REG-32", 90, 90.0, source="c")))("REG-32", 2020) == 100_000


def test_a_density_of_zero_gives_nothing():
    assert inhabitants(data_of(*pair("DEP-02", 0, 0.0)))("DEP-02", 2020) is None


def test_it_agrees_with_the_register_in_the_year_of_the_register():
    for code in ("REG-32", "FR", "EXREG-31"):
        known = territories.territory(code)
        implied = inhabitants(load())(code, known.population_year)
        assert implied is not None
        assert implied == pytest.approx(known.population, rel=0.002)
