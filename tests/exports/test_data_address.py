"""The address of a card's rows: the narrowest query of the API, and whether it gives these rows alone."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from demodash.dataset import from_table
from demodash.exports.data_address import LIMIT, data_address
from demodash.schema import COLUMNS
from demodash.sources import Source

DEFAULTS = {
    "indicator": "msp_activite",
    "territory": "REG-32",
    "category": "ensemble",
    "period": "2022",
    "value": 1.0,
    "qualifier": "exact",
    "status": "published",
    "source": "essai",
    "locator": "ligne 1",
    "as_printed": "",
    "note": "",
}
SOURCES = {one: Source(one, "document", "Agence", "Document", date="2024") for one in ("essai", "autre")}


def _table(*rows):
    complete = pd.DataFrame([{**DEFAULTS, **row} for row in rows], columns=list(COLUMNS))
    return from_table(complete, SOURCES).observations


def _asked(address):
    parts = urlsplit(address.path)
    assert parts.path == "/api/v1/observations"
    return {name: values[0].split(",") for name, values in parse_qs(parts.query).items()}


def test_only_what_leaves_rows_out_is_asked():
    table = _table({}, {"period": "2023"}, {"territory": "FR"}, {"indicator": "cpts_aci"})
    found = data_address(table[table["territory"].eq("REG-32") & table["indicator"].eq("msp_activite")], table)
    assert _asked(found) == {"indicator": ["msp_activite"], "territory": ["REG-32"], "format": ["csv"]}
    assert (found.rows, found.exact) == (2, True)


def test_rows_that_no_filter_tells_apart_are_among_others():
    table = _table({}, {"period": "2023"}, {"territory": "FR"}, {"territory": "FR", "period": "2023"})
    found = data_address(table.iloc[[0, 3]], table)
    assert (found.rows, found.exact) == (4, False)


def test_every_filter_can_narrow():
    table = _table(
        {},
        {"category": "zip"} | {"indicator": "mg_evolution", "period": "2016/2020"},
        {"category": "zac"} | {"indicator": "mg_evolution", "period": "2016/2020"},
        {"source": "autre"},
        {"status": "derived", "locator": "ligne 2"},
    )
    assert _asked(data_address(table.iloc[[1]], table)) == {
        "indicator": ["mg_evolution"],
        "category": ["zip"],
        "format": ["csv"],
    }
    assert _asked(data_address(table.iloc[[3]], table))["source"] == ["autre"]
    assert _asked(data_address(table.iloc[[4]], table))["status"] == ["derived"]


def test_many_territories_are_asked_by_their_level(monkeypatch):
    monkeypatch.setattr("demodash.exports.data_address.MOST_VALUES", 2)
    departements = [{"territory": code} for code in ("DEP-02", "DEP-59", "DEP-60", "REG-32")]
    table = _table(*departements)
    found = data_address(table.iloc[:3], table)
    assert _asked(found)["level"] == ["DEP"]
    assert (found.rows, found.exact) == (3, True)


def test_many_rows_are_asked_at_once(monkeypatch):
    monkeypatch.setattr("demodash.exports.data_address.DEFAULT_LIMIT", 1)
    table = _table({}, {"period": "2023"})
    assert _asked(data_address(table, table))["limit"] == [str(LIMIT)]
    monkeypatch.setattr("demodash.exports.data_address.LIMIT", 1)
    assert data_address(table, table) is None


def test_rows_that_the_table_does_not_have_have_no_address():
    table = _table({})
    assert data_address(_table({"locator": "ailleurs"}), table) is None
    assert data_address(table.iloc[:0], table) is None


@pytest.mark.parametrize("text", ["2016/2020", "2023-01-23"])
def test_a_period_is_written_as_it_is(text):
    table = _table({"period": text}, {"period": "2022"})
    assert f"period={text}&" in data_address(table.iloc[[0]], table).path
