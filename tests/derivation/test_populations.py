import pytest

from demodash import territories
from demodash.derivation.populations import SOURCE, populations
from demodash.locations import data_root
from demodash.sources import read_sources


@pytest.fixture(scope="module")
def figures():
    return {(one.indicator, one.territory): one for one in populations()}


@pytest.mark.parametrize(
    ("code", "people"),
    [
        ("REG-32", 5_992_194),
        ("DEP-02", 523_342),
        ("DEP-59", 2_615_635),
        ("DEP-60", 829_899),
        ("DEP-62", 1_457_905),
        ("DEP-80", 565_413),
    ],
)
def test_the_control_figures(figures, code, people):
    found = figures["population", code]
    assert (found.value, found.period, found.status) == (people, "2023", "derived")


def test_every_territory_of_today_has_its_population_and_its_density(figures):
    levels = ("COM", "EPCI", "DEP", "REG", "FR")
    codes = [code for level in levels for code in territories.codes(level)]
    assert len(figures) == 2 * len(codes)
    for code in codes:
        place = territories.territory(code)
        assert figures["population", code].value == place.population
        assert figures["population_densite", code].value == pytest.approx(place.population / place.area_km2, abs=1e-5)


def test_a_commune_is_published_and_printed_and_what_is_above_is_a_sum(figures):
    commune = figures["population", "COM-02408"]
    assert (commune.status, commune.locator) == ("published", "data/communes.json, commune 02408")
    assert commune.as_printed == str(int(commune.value))
    nord = figures["population", "DEP-59"]
    assert (nord.as_printed, nord.locator) == ("", "calculé : data/communes.json, communes du Nord")
    assert nord.note == "somme des populations municipales des communes"


def test_what_is_left_out_and_of_another_year_is_said(figures):
    straddling = [code for code in territories.codes("EPCI") if territories.territory(code).communes_outside_region]
    assert len(straddling) == 2
    assert all("hors de la région" in figures["population", code].note for code in straddling)
    assert figures["population", "DEP-976"].period == "2017"


def test_the_source_is_declared_beside_the_geography():
    assert SOURCE in {source.id for source in read_sources(data_root() / "geo" / "source.toml")}
