from __future__ import annotations

import datetime as dt
import io
import json

import pandas as pd
import pyarrow.parquet as pq

from demodash.exports.parquet import FIELDS, observations_parquet
from demodash.exports.provenance import UNKNOWN_LICENCE, Provenance
from demodash.schema import COLUMNS
from demodash.sources import Source

SOURCES = {
    "essai": Source("essai", "document", "Agence d’essai", "Titre", date="2024", date_inferred=True),
    "libre": Source("libre", "open_data", "Éditeur", "Table", licence="Licence Ouverte 2.0"),
}
ROW = {
    "indicator": "mg_evolution",
    "territory": "DEP-02",
    "category": "zip",
    "period": "2016/2020",
    "value": -8.23,
    "qualifier": "about",
    "status": "published",
    "source": "essai",
    "locator": "ligne 1",
    "as_printed": "-8,23%",
    "note": "=1+1",
}
SAID = Provenance("Une sélection", "http://127.0.0.1/donnees", dt.date(2024, 3, 5), {"Thème": "Démographie \ud800"})


def _table(*changes):
    rows = pd.DataFrame([ROW | change for change in changes], columns=list(COLUMNS)).astype({"value": float})
    return pq.read_table(io.BytesIO(observations_parquet(rows, SOURCES, SAID)))


def test_the_columns_are_those_of_the_schema_then_the_labels():
    table = _table({})
    assert table.column_names == [field.name for field in FIELDS]
    assert tuple(table.column_names[: len(COLUMNS)]) == COLUMNS
    assert [table.schema.field(one.name).metadata[b"description"].decode() for one in FIELDS] == [
        one.description for one in FIELDS
    ]


def test_values_keep_their_type_and_texts_are_as_they_are():
    (row,) = _table({}).to_pylist()
    assert row["value"] == -8.23
    assert row["note"] == "=1+1"
    assert row["text"] == "environ −8,23\u202f%"
    assert row["insee"] == "02"
    assert row["territory_label"] == "Aisne"
    assert (row["period_start"], row["period_end"], row["year"]) == (dt.date(2016, 1, 1), dt.date(2020, 12, 31), 2020)
    assert row["source_date_inferred"] is True


def test_the_metadata_say_day_address_filters_and_licences():
    metadata = _table({}, {"source": "libre"}).schema.metadata
    assert metadata[b"created"] == b"2024-03-05"
    assert metadata[b"address"] == b"http://127.0.0.1/donnees"
    assert json.loads(metadata[b"filters"]) == {"Thème": "Démographie ?"}
    assert json.loads(metadata[b"licences"]) == {"Licence Ouverte 2.0": ["libre"], UNKNOWN_LICENCE: ["essai"]}


def test_no_row_gives_an_empty_table_with_its_columns():
    table = _table()
    assert table.num_rows == 0
    assert len(table.column_names) == len(FIELDS)
