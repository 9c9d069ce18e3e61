from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from demodash.exports.provenance import UNKNOWN_LICENCE, Provenance
from demodash.exports.xlsx import clean, number_format, observations_xlsx
from demodash.indicators import CATALOGUE
from demodash.schema import COLUMNS
from demodash.sources import Source

from .office import first_line, needs_office, opened

SOURCES = {
    "essai": Source("essai", "document", "Agence d’essai", "=1+1", date="2024", date_inferred=True),
    "libre": Source(
        "libre", "open_data", "Éditeur", "Table", licence="Licence Ouverte 2.0", url="https://exemple.fr/x"
    ),
}
ROW = {
    "indicator": "mg_evolution",
    "territory": "REG-32",
    "category": "zip",
    "period": "2016/2020",
    "value": -6.9,
    "qualifier": "exact",
    "status": "published",
    "source": "essai",
    "locator": "diapositive 4, ligne 54",
    "as_printed": "-6,90%",
    "note": "",
}
SAID = Provenance("Une sélection", "http://127.0.0.1/donnees?theme=x", dt.date(2024, 3, 5), {"Thème": "Démographie"})
NAMESPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
SHEETS = ["Données", "Sources", "Définitions", "Lisez-moi"]


class Workbook:
    """A workbook read back from its XML: the cells of each sheet by reference, as (type, text, number format)."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.texts = ["".join(item.itertext()) for item in self._xml("xl/sharedStrings.xml").findall("m:si", NAMESPACE)]
        styles = self._xml("xl/styles.xml")
        custom = {one.get("numFmtId"): one.get("formatCode") for one in styles.iterfind(".//m:numFmt", NAMESPACE)}
        self.formats = [
            custom.get(one.get("numFmtId"), one.get("numFmtId")) for one in styles.find("m:cellXfs", NAMESPACE)
        ]
        self.names = [one.get("name") for one in self._xml("xl/workbook.xml").iterfind(".//m:sheet", NAMESPACE)]

    def _xml(self, part: str) -> etree._Element:
        return etree.fromstring(self.parts[part])

    def sheet(self, name: str) -> etree._Element:
        return self._xml(f"xl/worksheets/sheet{self.names.index(name) + 1}.xml")

    def cells(self, name: str) -> dict[str, tuple[str, str, str]]:
        found = {}
        for cell in self.sheet(name).iterfind(".//m:c", NAMESPACE):
            assert cell.find("m:f", NAMESPACE) is None
            raw = cell.findtext("m:v", default="", namespaces=NAMESPACE)
            kind = "text" if cell.get("t") == "s" else "number"
            text = self.texts[int(raw)] if kind == "text" else raw
            found[cell.get("r")] = (kind, text, self.formats[int(cell.get("s", 0))])
        return found

    def rows(self, name: str = "Données") -> list[dict[str, tuple[str, str, str]]]:
        """Each row below the header, by the header of its column."""
        cells = self.cells(name)
        heads = {
            re.sub(r"\d", "", place): text
            for place, (_, text, _) in cells.items()
            if place.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "1"
        }
        lines: dict[int, dict[str, tuple[str, str, str]]] = {}
        for place, cell in cells.items():
            column, line = re.fullmatch(r"([A-Z]+)(\d+)", place).groups()
            if line != "1":
                lines.setdefault(int(line), {})[heads[column]] = cell
        return [lines[line] for line in sorted(lines)]


def _rows(*changes):
    return pd.DataFrame([ROW | change for change in changes], columns=list(COLUMNS)).astype({"value": float})


def _book(*changes, said=SAID, sources=SOURCES):
    return Workbook(observations_xlsx(_rows(*changes), sources, said))


def test_numbers_are_numbers_and_a_fall_stays_negative():
    (line,) = _book({}).rows()
    assert line["Valeur"][:2] == ("number", "-6.9")
    assert line["Année"][:2] == ("number", "2020")
    assert line["Unité"][1] == "%"
    assert line["Valeur imprimée"][:2] == ("text", "-6,90%")


def test_a_percentage_is_written_in_french_with_the_decimals_of_the_indicator():
    shown = '"+"#,##0.00"\u202f%";"\u2212"#,##0.00"\u202f%";#,##0.00"\u202f%"'
    (line,) = _book({}).rows()
    assert line["Valeur"][2] == shown
    assert number_format(CATALOGUE["mg_evolution"], 2) == shown
    assert number_format(CATALOGUE["msp_activite"], 0) == "#,##0"
    assert number_format(CATALOGUE["dispositif_annee"], 0) == "0"


def test_a_figure_printed_with_fewer_decimals_shows_as_many():
    (line,) = _book({"as_printed": "-7%", "value": -7}).rows()
    assert '#,##0"\u202f%"' in line["Valeur"][2]


def test_codes_are_text_with_their_leading_zeros():
    lines = _book({"territory": "DEP-02"}, {"territory": "COM-02001"}, {"territory": "EPCI-200071892"}).rows()
    assert [line["Code INSEE ou SIREN"] for line in lines] == [
        ("text", "02", "@"),
        ("text", "02001", "@"),
        ("text", "200071892", "@"),
    ]
    assert lines[0]["Code du territoire"][1] == "DEP-02"


def test_days_are_days():
    (line,) = _book({"period": "2023-01-23"}).rows()
    assert line["Premier jour"] == line["Dernier jour"] == ("number", "44949", "dd/mm/yyyy")
    assert line["Période"][1] == "23 janvier 2023"


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@x", "https://exemple.fr", "{=A1}", "00123", "mailto:a@b.fr"])
def test_a_text_is_never_a_formula_a_link_or_a_number(text):
    book = _book({"note": text, "locator": text})
    (line,) = book.rows()
    assert line["Note"][:2] == line["Repère dans la source"][:2] == ("text", text)
    assert line["Source"][:2] == ("text", "=1+1")
    assert not any(book.sheet(name).findall(".//m:hyperlink", NAMESPACE) for name in book.names)


def test_the_header_is_frozen_filtered_and_the_columns_have_a_width():
    book = _book({}, {"category": "zac"})
    sheet = book.sheet("Données")
    pane = sheet.find(".//m:pane", NAMESPACE)
    assert (pane.get("state"), pane.get("ySplit"), pane.get("xSplit")) == ("frozen", "1", "2")
    count = len(book.rows()[0])
    assert sheet.find("m:autoFilter", NAMESPACE).get("ref") == f"A1:{chr(64 + count)}3"
    widths = sheet.findall("m:cols/m:col", NAMESPACE)
    assert sum(int(one.get("max")) - int(one.get("min")) + 1 for one in widths) == count
    assert all(float(one.get("width")) >= 9 for one in widths)


def test_the_other_sheets_say_sources_definitions_and_what_the_file_is():
    book = _book({}, {"source": "libre", "category": "zac"}, {"indicator": "msp_activite", "category": "ensemble"})
    assert book.names == SHEETS
    assert [line["Identifiant"][1] for line in book.rows("Sources")] == ["essai", "libre"]
    first, second = book.rows("Définitions")
    assert first["Définition"][1] == CATALOGUE["mg_evolution"].definition
    assert second["Identifiant"][1] == "msp_activite"
    about = {cell[1] for cell in book.cells("Lisez-moi").values()}
    assert {"Une sélection", "05/03/2024", "http://127.0.0.1/donnees?theme=x", "Thème : Démographie", "3"} <= about
    assert any(text.startswith("Licence Ouverte 2.0 : Éditeur") for text in about)
    assert any(text.casefold().startswith(UNKNOWN_LICENCE) and "Agence d’essai" in text for text in about)


def test_no_row_gives_headers_only():
    book = _book()
    assert book.rows() == []
    assert len(book.cells("Données")) == 24


def test_what_a_cell_cannot_hold_is_left_out():
    said = Provenance("T" * 5_000 + "\x00\x0b\ud800", "a\x1fb", SAID.day, {"F\x01": "v"})
    book = _book({"note": "a\x00b\x08c\r\nd", "locator": "x" * 40_000}, said=said)
    (line,) = book.rows()
    assert line["Note"][1] == "abc\nd"
    assert len(line["Repère dans la source"][1]) == 32_767
    about = {cell[1] for cell in book.cells("Lisez-moi").values()}
    assert "T" * 5_000 in about
    assert "ab" in about


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_any_text_gives_a_workbook_that_can_be_read_back(text):
    (line,) = _book({"note": f"x{text}x"}).rows()
    # Excel escapes what looks like an escape.
    assert line["Note"][1].replace("_x005F_", "_") == clean(f"x{text}x")


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch):
    monkeypatch.setattr("demodash.exports.xlsx.MOST_ROWS", 1)
    with pytest.raises(ValueError, match="2 rows do not fit in a sheet of 1"):
        _book({}, {"category": "zac"})


@needs_office
def test_libreoffice_opens_it(tmp_path):
    content = observations_xlsx(_rows({"note": "=1+1", "territory": "DEP-02"}), SOURCES, SAID)
    book = opened(content, "essai.xlsx", tmp_path)
    assert book.sheetnames == SHEETS
    line = first_line(book, "Données")
    assert line["Valeur"] == (-6.9, "n")
    assert line["Note"] == ("=1+1", "s")
    assert line["Source"] == ("=1+1", "s")
    assert line["Code INSEE ou SIREN"] == ("02", "s")
    assert line["Année"] == (2020, "n")
    assert line["Premier jour"] == (dt.datetime(2016, 1, 1), "d")
    assert line["Catégorie"] == ("Zone d’intervention prioritaire (ZIP)", "s")
