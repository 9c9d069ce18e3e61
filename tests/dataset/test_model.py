import pandas as pd
import pytest

from demodash.dataset import from_table, load, observations
from demodash.schema import COLUMNS
from demodash.sources import Source

SOURCE = Source("essai", "document", "Agence d’essai", "Document d’essai", date="2024-03-05")
ROW = {
    "indicator": "msp_activite",
    "territory": "REG-32",
    "category": "ensemble",
    "period": "2022",
    "value": 200,
    "qualifier": "exact",
    "status": "published",
    "source": "essai",
    "locator": "ligne 1",
    "as_printed": "200",
    "note": "",
}


def _data(*changes):
    return from_table(pd.DataFrame([ROW | change for change in changes], columns=list(COLUMNS)), {"essai": SOURCE})


def test_rows_come_in_time_order_whatever_their_order_in_the_table():
    data = _data({"period": "2023-05-25"}, {"period": "2010"}, {"period": "2017"}, {"indicator": "msp_projet"})
    assert list(data.select("msp_activite")["period"]) == ["2010", "2017", "2023-05-25"]
    assert list(data.select(["msp_projet", "msp_activite"])["indicator"].unique()) == ["msp_activite", "msp_projet"]
    assert data.select("cesp_signes").empty
    assert list(data.select("cesp_signes").columns) == list(data.observations.columns)


def test_filters_keep_what_matches_all_of_them():
    data = _data({}, {"territory": "FR"}, {"status": "derived", "period": "2010"})
    assert len(data.select("msp_activite", territory="REG-32")) == 2
    assert len(data.select("msp_activite", territory=["REG-32", "FR"], status="published")) == 2
    assert data.select("msp_activite", source="autre").empty


def test_one_figure_is_the_latest_and_published_before_ours():
    data = _data({"value": 1}, {"value": 2, "status": "derived", "locator": "x"}, {"period": "2010", "value": 3})
    assert data.one("msp_activite", territory="REG-32").value == 1
    assert data.one("msp_activite", territory="REG-32", iso="2010").value == 3
    with pytest.raises(ValueError, match="no figure for msp_activite FR"):
        data.one("msp_activite", territory="FR")


def test_a_figure_is_written_with_the_decimals_that_were_printed():
    share = {"indicator": "cpts_population_part", "value": 70, "qualifier": "more_than"}
    (printed,) = observations(_data(share | {"as_printed": "70%"}).observations)
    assert printed.text == "plus de 70\u202f%"
    assert printed.digits == "plus de 70"
    change = {"indicator": "mg_evolution", "value": -6.9, "period": "2016/2020"}
    (two,) = observations(_data(change | {"as_printed": "-6,90%"}).observations)
    assert two.text == "−6,90\u202f%"
    (cell,) = observations(_data(change | {"as_printed": "-7", "locator": "ligne 3, colonne x"}).observations)
    assert cell.decimals == 2


def test_two_tables_never_have_the_same_version():
    assert _data({}).version != _data({}).version


def test_the_shipped_table_is_read_once_and_whole():
    data = load()
    assert data is load()
    assert set(data.observations["source"]) <= set(data.sources)
    assert (data.observations["year"] >= 1990).all()
