import csv
import datetime as dt
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash.exports.french_csv import HEADERS, csv_bytes, metadata_text, neutral, observations_csv
from demodash.exports.provenance import Provenance
from demodash.schema import COLUMNS
from demodash.sources import Source

from .office import FRENCH_CSV, first_line, needs_office, opened

SOURCES = {"essai": Source("essai", "document", "Agence d’essai", "=1+1", date="2024", date_inferred=True)}
ROW = {
    "indicator": "mg_evolution",
    "territory": "REG-32",
    "category": "zip",
    "period": "2016/2020",
    "value": -8.23,
    "qualifier": "exact",
    "status": "published",
    "source": "essai",
    "locator": "diapositive 4, ligne 54",
    "as_printed": "-8,23%",
    "note": "deux\nlignes",
}


def _rows(*changes):
    return pd.DataFrame([ROW | change for change in changes], columns=list(COLUMNS))


def _read(content: bytes):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_file_is_what_french_excel_expects():
    content = observations_csv(_rows({}), SOURCES)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 2
    (line,) = _read(content)
    assert list(line) == list(HEADERS.values())
    assert line["Valeur"] == "-8,23"
    assert line["Territoire"] == "Hauts-de-France"
    assert line["Période"] == "2016–2020"
    assert line["Date de la source"] == "2024 (déduite)"
    assert line["Repère dans la source"] == "diapositive 4, ligne 54"


def test_text_cells_are_neutralised_and_numbers_are_not():
    (line,) = _read(observations_csv(_rows({}), SOURCES))
    assert line["Source"] == "'=1+1"
    assert line["Valeur imprimée"] == "'-8,23%"
    assert line["Note"] == "deux lignes"
    assert line["Valeur"] == "-8,23"


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@x", "\tx", " =cmd", "\n=x"])
def test_what_excel_takes_for_a_formula_gets_an_apostrophe(text):
    assert neutral(text).startswith("'")


@given(st.text())
def test_no_text_cell_ever_starts_a_formula_or_breaks_a_line(text):
    safe = neutral(text)
    assert not safe.lstrip().startswith(("=", "+", "-", "@"))
    assert not set(safe) & {"\r", "\n", "\t", "\0"}


def test_no_row_gives_headers_only():
    assert _read(observations_csv(_rows(), SOURCES)) == []


def test_days_are_written_in_french():
    content = csv_bytes(pd.DataFrame({"Jour": pd.to_datetime(["2023-01-23"]), "Valeur": [1.5]}))
    assert content.decode("utf-8-sig") == "Jour;Valeur\r\n23/01/2023;1,5\r\n"


def test_the_metadata_say_filters_day_address_sources_and_limits():
    text = metadata_text(
        _rows({}),
        SOURCES,
        Provenance(
            "Une carte", "http://127.0.0.1/medecins?zones=zip", dt.date(2024, 3, 5), {"Zones": "ZIP\r\nLignes : 9"}
        ),
    ).decode("utf-8-sig")
    for part in (
        "Une carte",
        "05/03/2024",
        "?zones=zip",
        "Zones : ZIP Lignes : 9",
        "Agence d’essai",
        "Limite :",
        "mg_evolution",
    ):
        assert part in text


@needs_office
def test_libreoffice_in_french_reads_numbers_accents_and_no_formula(tmp_path):
    content = observations_csv(_rows({"value": -6.9, "note": "=1+1"}), SOURCES)
    line = first_line(opened(content, "essai.csv", tmp_path, import_filter=FRENCH_CSV))
    assert line["Valeur"] == (-6.9, "n")
    assert line["Catégorie"] == ("Zone d’intervention prioritaire (ZIP)", "s")
    for header in ("Note", "Source"):
        text, kind = line[header]
        assert kind == "s"
        assert str(text).endswith("=1+1")
