import math

import pytest

from demodash.analysis.territorial import covering, layer
from tests.analysis.tables import data_of

CODES = ("DEP-02", "DEP-59", "DEP-60", "DEP-62", "DEP-80")


def of(codes, value=100.0, **more):
    row = {"indicator": "mg_densite", "period": "2030", **more}
    return [{"territory": code, "value": value + place, **row} for place, code in enumerate(codes)]


def test_what_covers_half_of_the_territories_is_a_map():
    data = data_of(*of(CODES[:3]), *of(CODES[:2], indicator="mg_effectif"), *of(CODES, category="cpam"))
    assert covering(data, CODES) == [("mg_densite", "ensemble"), ("mg_densite", "cpam")]


def test_two_sources_do_not_cover_together():
    data = data_of(*of(CODES[:2]), *of(CODES[2:4], source="autre"))
    assert covering(data, CODES) == []
    assert layer(data, ("mg_densite", "ensemble"), CODES) is None


def test_values_stand_in_the_order_of_the_codes_and_a_gap_is_no_zero():
    found = layer(data_of(*of(("DEP-80", "DEP-02", "DEP-59"))), ("mg_densite", "ensemble"), CODES)
    values = found.values("2030").tolist()
    assert values[0] == 101
    assert values[1] == 102
    assert math.isnan(values[2])
    assert values[4] == 100


def test_periods_rise_and_a_thin_one_is_left_out():
    rows = [*of(CODES, period="2031"), *of(CODES, period="2029"), *of(CODES[:2], period="2030")]
    found = layer(data_of(*rows), ("mg_densite", "ensemble"), CODES)
    assert found.periods == ("2029", "2031")
    assert [one.period for one in found.series("DEP-02")] == ["2029", "2031"]
    assert sorted(found.everything()) == sorted([100.0, 101, 102, 103, 104] * 2)


def test_the_widest_source_is_the_one_of_the_map():
    rows = [*of(CODES[:3], value=1.0, source="journal"), *of(CODES, value=50.0, source="drees")]
    found = layer(data_of(*rows), ("mg_densite", "ensemble"), CODES)
    assert {one.source for one in found.figures["2030"].values()} == {"drees"}


@pytest.mark.parametrize("thing", [("mg_densite", "cpam"), ("mg_effectif", "ensemble")])
def test_nothing_gives_no_layer(thing):
    assert layer(data_of(*of(CODES)), thing, CODES) is None
