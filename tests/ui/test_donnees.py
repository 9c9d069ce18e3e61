import datetime as dt
import io
import zipfile

import pyarrow.parquet as pq

from demodash.ui.cards import donnees
from demodash.ui.downloads import FORMATS, written

ROWS = (
    {"indicator": "mg_evolution", "category": "zip", "period": "2016/2020", "value": -8.23},
    {"indicator": "msp_activite", "period": "2023-01-23", "value": 216},
    {"indicator": "msp_activite", "period": "2010", "value": 19, "status": "derived"},
    {"indicator": "medecins_effectif", "territory": "DEP-02", "period": "2012-01-01", "value": 1300},
)
NO_FILTER = {
    "theme": donnees.ALL,
    "indicator": donnees.ALL,
    "place": donnees.ALL,
    "year": donnees.ALL,
    "publisher": donnees.ALL,
    "statuses": tuple(donnees.STATUSES),
}


def _count(page, **choices):
    return len(donnees.select(page, **{**NO_FILTER, **choices}).rows)


def test_filters_combine(page_of):
    page = page_of(*ROWS)
    assert _count(page) == 4
    assert _count(page, theme="exercice") == 2
    assert _count(page, indicator="msp_activite", year="2010") == 1
    assert _count(page, place="DEP") == 1
    assert _count(page, place="REG-32") == 3
    assert _count(page, statuses=("published",)) == 3
    assert _count(page, statuses=()) == 0
    assert _count(page, year="2020", place="DEP") == 0


def test_the_filters_are_said_in_french(page_of):
    selection = donnees.select(page_of(*ROWS), **{**NO_FILTER, "theme": "exercice", "year": "2010"})
    assert selection.filters == {"Thème": "Exercice coordonné", "Année": "2010"}


def test_options_come_from_the_figures(page_of):
    page = page_of(*ROWS)
    assert set(donnees.indicators_of(page, "exercice")) == {donnees.ALL, "msp_activite"}
    assert list(donnees.years_of(page)) == [donnees.ALL, "2023", "2020", "2012", "2010"]
    assert donnees.publishers_of(page) == {donnees.ALL: "Tous", "agence_d_essai": "Agence d’essai"}


def _written(form, page, selection, view):
    return written(next(one for one in FORMATS if one.id == form), donnees.extract_of(selection), page.data, view)


def test_the_files_of_the_selection_say_their_filters_and_the_address(page_of):
    page = page_of(*ROWS)
    selection = donnees.select(page, **{**NO_FILTER, "theme": "exercice"})
    view = "http://127.0.0.1/donnees?theme=exercice"
    table = pq.read_table(io.BytesIO(_written("parquet", page, selection, view)))
    assert table.column("value").to_pylist() == [216, 19]
    assert table.schema.metadata[b"address"] == view.encode()
    assert table.schema.metadata[b"filters"].decode() == '{"Thème": "Exercice coordonné"}'
    assert dt.date.fromisoformat(table.schema.metadata[b"created"].decode()) <= dt.datetime.now().astimezone().date()
    with zipfile.ZipFile(io.BytesIO(_written("xlsx", page, selection, view))) as book:
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "Thème : Exercice coordonné" in texts
    assert view in texts
    said = _written("metadata", page, selection, view).decode("utf-8-sig")
    assert "- Thème : Exercice coordonné" in said
    assert f"Adresse de la vue : {view}" in said
    assert _written("csv", page, selection, view).count(b"\r\n") == 3
