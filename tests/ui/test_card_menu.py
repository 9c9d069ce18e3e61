"""The menu of a card: every file of its figures, and the address of the same rows in the data API."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from demodash.charts.palette import LIGHT
from demodash.dataset import load
from demodash.exports.data_address import data_address
from demodash.schema import KEY
from demodash.server import api
from demodash.ui import basket, decks, downloads
from demodash.ui.basket import Item
from demodash.ui.downloads import FORMATS, Extract
from demodash.ui.page import Page
from demodash.ui.recipe import Recipe
from demodash.ui.sitemap import FOLDER

NAVIGATION = Path(__file__).resolve().parents[2] / "src" / "demodash" / "ui" / "navigation.py"
PAGES = Path("..") / ".." / ".." / FOLDER.name
CARD = "mg-zones-aidees"
VIEW = f"http://tableau.example/medecins#card-{CARD}"


def _page(file: str, **query: str) -> AppTest:
    app = AppTest.from_file(NAVIGATION, default_timeout=60).run()
    app.switch_page(str(PAGES / file))
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def _open_menu(app: AppTest, key: str) -> AppTest:
    app.session_state[key] = True
    return app.run()


def _buttons(app: AppTest) -> list[str]:
    return [one.proto.label for one in app.get("download_button")]


def _tools(app: AppTest, key: str) -> dict[str, Any]:
    """Return what the browser's tools with this key were sent."""
    (found,) = [one for one in app.get("bidi_component") if one.proto.id.endswith(key)]
    sent: dict[str, Any] = json.loads(found.proto.json or found.proto.mixed.json)
    return sent


def test_a_menu_is_made_when_it_is_opened():
    app = _page("medecins.py")
    assert _buttons(app) == []
    assert _tools(app, f"card-{CARD}-export")["tools"] == ["link"]
    _open_menu(app, f"card-{CARD}-menu")
    assert not app.exception
    assert _buttons(app) == ["CSV", "Excel", "Parquet", "Métadonnées"]
    image = _tools(app, f"card-{CARD}-image")
    assert image["tools"] == ["png", "svg", "data"]
    assert image["data_path"] == "/api/v1/observations?indicator=mg_evolution&format=csv"
    assert image["data_said"].endswith("lignes en CSV, celles de la carte.")


def test_a_menu_offers_all_rows_where_there_are_more():
    app = _open_menu(_page("medecins.py", vue="effectifs"), "card-medecins-densite-menu")
    assert _buttons(app) == ["CSV", "Excel", "Parquet", "Métadonnées"] * 2
    counts = [one.proto.body for one in app.get("html") if one.proto.body.startswith('<p class="dd-menu">')]
    assert "Les chiffres de la carte" in counts[0]
    assert "Tous les chiffres de ces indicateurs" in counts[1]


def test_a_map_whose_rows_are_its_own_has_no_address_of_data():
    app = _open_menu(_page("medecins.py", vue="zonage"), "card-zonage-carte-menu")
    assert _tools(app, "card-zonage-carte-image")["tools"] == ["png", "svg"]
    assert any("l’API de données ne les donne pas" in one.proto.body for one in app.get("html"))


def _card(function: str, *choices: object, page: str = "medecins") -> Any:
    return basket.card_of(Item(Recipe(page, function, choices)), Page(page, load(), LIGHT))


def _extract(card: Any) -> Extract:
    return Extract(lambda: card.rows, card.title, card.file_name, card.filters)


def test_the_files_of_a_card_say_the_same():
    card = _card("medecins.effect_of_aids")
    written = {form.id: downloads.written(form, _extract(card), load(), VIEW) for form in FORMATS}
    lines = list(csv.DictReader(io.StringIO(written["csv"].decode("utf-8-sig"), newline=""), delimiter=";"))
    values = [float(line["Valeur"].replace(",", ".")) for line in lines]
    assert values == card.rows["value"].tolist()
    assert "-11,73" in {line["Valeur"] for line in lines}
    sheet = load_workbook(io.BytesIO(written["xlsx"]))["Données"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Valeur")
    cells = [row[column - 1] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == values
    assert {cell.data_type for cell in cells} == {"n"}
    table = pq.read_table(io.BytesIO(written["parquet"]))
    assert table.column("value").to_pylist() == values
    assert table.schema.metadata[b"address"].decode() == VIEW
    text = written["metadata"].decode("utf-8-sig")
    for part in (
        card.title,
        f"Adresse de la vue : {VIEW}",
        f"Lignes : {len(values)}",
        "ARS Hauts-de-France",
        "Limite :",
    ):
        assert part.replace("\u202f", " ") in text.replace("\u202f", " ")


def test_all_rows_are_those_of_the_indicators_and_the_cards_own():
    data = load()
    card = _card("effectifs.over_time", "densite", ("FR",), "2012")
    everything = downloads.all_rows(card.rows, data)
    assert set(everything["indicator"]) == set(card.rows["indicator"])
    assert len(everything) == len(data.select(card.rows["indicator"].unique())) > len(card.rows)
    zones = _card("zonage_map.zone_map")
    assert len(downloads.all_rows(zones.rows, data)) == len(zones.rows) + len(
        data.select(zones.rows["indicator"].unique())
    )


@pytest.mark.parametrize("deck", [*decks.READY.values(), decks.territory_deck("DEP-02")], ids=lambda one: one.id)
def test_the_address_of_the_data_gives_the_rows_of_the_card(deck):
    """Every card of the decks that are ready: the rows of the card are in the answer, alone when that is said."""
    data = load()
    client = TestClient(Starlette(routes=api.routes()))
    table = data.observations
    page = Page("presentation", data, LIGHT)
    exact = []
    for item in deck.items(page):
        card = basket.card_of(item, page)
        found = data_address(card.rows, table)
        if found is None:
            assert not card.rows.merge(table, on=list(KEY), how="left", indicator=True)["_merge"].eq("both").all()
            continue
        answer = client.get(found.path)
        assert answer.status_code == 200, (card.id, answer.text)
        lines = answer.content.splitlines(keepends=True)
        whole = downloads.written(FORMATS[0], _extract(card), data, VIEW).splitlines(keepends=True)
        assert lines[0] == whole[0]
        assert len(lines) == found.rows + 1
        assert set(whole) <= set(lines), card.id
        assert (set(whole) == set(lines)) == found.exact, card.id
        exact.append(found.exact)
    assert sum(exact) >= len(exact) / 2


def test_a_folder_is_in_the_address_of_the_data(monkeypatch):
    monkeypatch.setattr("demodash.ui.card_menu.st.get_option", lambda _name: "/outils/")
    app = _open_menu(_page("medecins.py"), f"card-{CARD}-menu")
    assert _tools(app, f"card-{CARD}-image")["data_path"].startswith("/outils/api/v1/observations?")
