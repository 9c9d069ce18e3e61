import dataclasses
import datetime as dt

import pytest

from demodash import territories
from demodash.derivation.zoning import classified_communes, coverage, placements
from demodash.zonage import Edition, editions


def an_edition(placed, **fields):
    """An invented edition; ``placed``: INSEE code to class."""
    given = {
        "id": "essai",
        "name": "essai",
        "legal_start": dt.date(2030, 2, 1),
        "legal_end": None,
        "classes": ("ZIP", "ZAC", "ZAR", "HZ"),
        "eligible": ("ZIP", "ZAC"),
        "cog_year": territories.COG_YEAR,
        "placements": placed,
    }
    return Edition(**(given | fields))


@pytest.fixture(scope="module")
def invented():
    """Every commune outside the zones, but two of the Aisne."""
    codes = [code.removeprefix("COM-") for code in territories.codes("COM")]
    return an_edition(dict.fromkeys(codes, "HZ") | {"02408": "ZIP", "02691": "ZAC"})


@pytest.fixture(scope="module")
def figures(invented):
    return {(one.indicator, one.territory, one.category): one for one in coverage([invented])}


def test_two_communes_counted_by_hand(figures):
    laon, saint_quentin = (territories.territory(f"COM-{code}").population for code in ("02408", "02691"))
    aisne = territories.territory("DEP-02").population
    assert figures["zonage_communes", "DEP-02", "zip"].value == 1
    assert figures["zonage_population", "DEP-02", "zip"].value == laon
    assert figures["zonage_population", "REG-32", "zac"].value == saint_quentin
    assert figures["zonage_population_part", "DEP-02", "zip"].value == pytest.approx(laon / aisne * 100, abs=1e-5)
    eligible = figures["zonage_population_eligible", "DEP-02", "ensemble"]
    assert eligible.value == laon + saint_quentin
    assert eligible.locator == "calculé : zones.csv, 2 communes en ZIP et ZAC"
    assert (eligible.period, eligible.status, eligible.source) == ("2030-02-01", "derived", "essai")


def test_a_class_without_commune_is_a_zero_and_not_a_gap(figures):
    assert figures["zonage_communes", "DEP-59", "zip"].value == 0
    assert figures["zonage_population_part", "DEP-59", "hz"].value == 100
    assert figures["zonage_population_eligible", "DEP-59", "ensemble"].value == 0


def test_every_territory_is_covered_and_its_classes_add_up(figures):
    codes = {code for _, code, _ in figures}
    assert codes == {"REG-32", *territories.children("REG-32", "DEP"), *territories.codes("EPCI")}
    for code in codes:
        zones = ("zip", "zac", "zar", "hz")
        people = sum(figures["zonage_population", code, zone].value for zone in zones)
        assert people == territories.territory(code).population
        assert sum(figures["zonage_population_part", code, zone].value for zone in zones) == pytest.approx(100)


def test_a_merged_commune_in_two_classes_counts_in_the_neediest(invented):
    split = dict(invented.placements) | {"62447": "HZ", "62461": "ZAC"}
    older = an_edition(split, cog_year=2021)
    assert placements(older)["COM-62447"] == "zac"


def test_without_an_edition_there_is_nothing():
    assert list(coverage([])) == []


def test_every_commune_stands_once_under_its_class(invented):
    rows = list(classified_communes(invented))
    assert len(rows) == len(territories.codes("COM"))
    assert {one.territory: one.category for one in rows}["COM-02408"] == "zip"
    assert sum(one.value for one in rows) == territories.territory("REG-32").population


@pytest.mark.parametrize(
    ("zone", "communes", "people", "share"),
    [
        ("zip", 750, 888_160, 14.82),
        ("zac", 1_960, 2_249_945, 37.55),
        ("zar", 623, 1_472_704, 24.58),
        ("hz", 449, 1_381_385, 23.05),
    ],
)
def test_the_control_figures_of_the_edition_of_2022(zone, communes, people, share):
    edition = next(one for one in editions() if one.id == "zonage_mg_2022")
    found = {(one.indicator, one.category): one for one in coverage([edition]) if one.territory == "REG-32"}
    assert found["zonage_communes", zone].value == communes
    assert found["zonage_population", zone].value == people
    assert found["zonage_population_part", zone].value == pytest.approx(share, abs=0.005)
    assert found["zonage_population_eligible", "ensemble"].value == 4_610_809


def test_communes_in_no_class_count_in_the_whole_alone():
    shipped = next(one for one in editions() if one.id == "zonage_mg_2022")
    kept = {code: zone for code, zone in shipped.placements.items() if code.startswith("02") and code != "02001"}
    partial = dataclasses.replace(shipped, id="partiel", placements=kept)
    figures = {(one.indicator, one.territory, one.category): one for one in coverage([partial])}
    communes = [figures["zonage_communes", "DEP-02", zone].value for zone in ("zip", "zac", "zar", "hz")]
    assert sum(communes) == len(kept)
    shares = [figures["zonage_population_part", "DEP-02", zone].value for zone in ("zip", "zac", "zar", "hz")]
    assert 99 < sum(shares) < 100
    assert ("zonage_communes", "DEP-59", "zip") not in figures
