"""The API gives the figures of the pages: the same values, the same CSV, every row once."""

from __future__ import annotations

import io
import json

import pyarrow.parquet as pq
import pytest

from demodash import dataset, territories
from demodash.dataset import observations
from demodash.exports.data_address import DEFAULT_LIMIT, LIMIT
from demodash.exports.french_csv import observations_csv
from demodash.indicators import CATALOGUE
from demodash.schema import COLUMNS
from demodash.server.api.index import FILTERED, current_index, make_index
from demodash.store import Origin, current_store
from tests.imported_figures import content, row
from tests.server.api_client import get

FILTERS = {
    "indicator=mg_evolution": lambda rows: rows["indicator"] == "mg_evolution",
    "indicator=msp_activite,mg_evolution&status=published": lambda rows: (
        rows["indicator"].isin(["msp_activite", "mg_evolution"]) & (rows["status"] == "published")
    ),
    "territory=DEP-02,REG-32&year=2022,2023": lambda rows: (
        rows["territory"].isin(["DEP-02", "REG-32"]) & rows["year"].isin([2022, 2023])
    ),
    "level=EPCI&indicator=zonage_communes&category=zip": lambda rows: (
        rows["territory"].str.startswith("EPCI-")
        & (rows["indicator"] == "zonage_communes")
        & (rows["category"] == "zip")
    ),
    "theme=exercice": lambda rows: rows["theme"] == "exercice",
    "period=2016/2020": lambda rows: rows["period"] == "2016/2020",
    "source=ars_hdf_og12_2023": lambda rows: rows["source"] == "ars_hdf_og12_2023",
    "indicator=mg_evolution&territory=DEP-02": lambda rows: rows["indicator"] == "",
}


@pytest.mark.parametrize("query", FILTERS)
def test_the_csv_is_that_of_the_pages_byte_for_byte(query):
    data = dataset.load()
    rows = data.observations[FILTERS[query](data.observations)]
    answer = get(f"/observations?{query}&format=csv&limit={LIMIT}")
    assert answer.status_code == 200
    assert answer.headers["x-total-count"] == str(len(rows))
    assert answer.content == observations_csv(rows.iloc[:LIMIT], data.sources)


@pytest.mark.parametrize("query", FILTERS)
def test_json_and_parquet_say_the_same_as_the_pages(query):
    data = dataset.load()
    figures = observations(data.observations[FILTERS[query](data.observations)])[:LIMIT]
    answer = get(f"/observations?{query}&limit={LIMIT}").json()["observations"]
    for record, figure in zip(answer, figures, strict=True):
        assert record["value"] == figure.value
        assert record["text"] == figure.text
        assert record["territory_label"] == territories.name(figure.territory)
        assert (record["locator"], record["source"]) == (figure.locator, figure.source)
    table = pq.read_table(io.BytesIO(get(f"/observations?{query}&format=parquet&limit={LIMIT}").content))
    assert json.loads(json.dumps(table.to_pylist(), default=str)) == answer


def test_the_first_page_is_bounded_and_says_how_many_there_are():
    answer = get("/observations")
    page = answer.json()
    total = len(dataset.load().observations)
    assert (page["total"], page["limit"], page["offset"]) == (total, DEFAULT_LIMIT, 0)
    assert len(page["observations"]) == DEFAULT_LIMIT
    assert page["next"] == f"/api/v1/observations?offset={DEFAULT_LIMIT}"
    assert answer.headers["link"] == f'<{page["next"]}>; rel="next"'


def test_following_the_pages_gives_every_row_once_in_order():
    address, found = "/observations?indicator=medecins_densite&level=DEP&limit=400", []
    while address is not None:
        page = get(address.removeprefix("/api/v1")).json()
        found += [(one["territory"], one["category"], one["period"], one["locator"]) for one in page["observations"]]
        address = page["next"]
    rows = dataset.load().observations
    rows = rows[(rows["indicator"] == "medecins_densite") & rows["territory"].str.startswith("DEP-")]
    assert len(rows) > 800
    assert found == list(zip(rows["territory"], rows["category"], rows["period"], rows["locator"], strict=True))


def test_beyond_the_last_row_there_is_nothing_more():
    page = get("/observations?indicator=mg_evolution&offset=5000").json()
    assert (page["observations"], page["next"]) == ([], None)
    assert page["total"] > 0
    whole = get(f"/observations?indicator=mg_evolution&limit={page['total']}").json()
    assert (len(whole["observations"]), whole["next"]) == (page["total"], None)
    csv = get("/observations?indicator=mg_evolution&offset=5000&format=csv")
    assert csv.content == observations_csv(dataset.load().observations.iloc[:0], {})


def test_a_file_has_a_name_and_says_its_address():
    csv = get("/observations?indicator=mg_evolution&format=csv")
    assert csv.headers["content-type"].startswith("text/csv; charset=utf-8")
    assert csv.headers["content-disposition"] == 'attachment; filename="demodash_observations.csv"'
    parquet = get("/observations?indicator=mg_evolution&format=parquet&category=zip")
    metadata = pq.read_table(io.BytesIO(parquet.content)).schema.metadata
    assert metadata[b"address"] == b"/api/v1/observations?indicator=mg_evolution&category=zip&format=parquet"
    assert json.loads(metadata[b"filters"]) == {"indicator": "mg_evolution", "category": "zip"}


def test_indicators_are_the_catalogue_with_their_figures():
    page = get("/indicators").json()
    assert [one["id"] for one in page["indicators"]] == list(CATALOGUE.by_id)
    assert page["total"] == len(CATALOGUE)
    rows = dataset.load().observations
    counts = rows["indicator"].value_counts()
    assert {one["id"]: one["observations"] for one in page["indicators"] if one["observations"]} == counts.to_dict()
    one = get("/indicators/msp_activite").json()
    mine = rows[rows["indicator"] == "msp_activite"]
    assert one in page["indicators"]
    assert one["definition"] == CATALOGUE["msp_activite"].definition
    assert one["sources"] == sorted(mine["source"].unique())
    assert one["years"] == sorted(mine["year"].unique())


def test_sources_are_those_of_the_pages():
    page = get("/sources").json()
    data = dataset.load()
    assert [one["id"] for one in page["sources"]] == list(data.sources)
    assert sum(one["observations"] for one in page["sources"]) == len(data.observations)


def _codes(address):
    return [one["code"] for one in get(address).json()["territories"]]


def test_territories_by_level_parent_and_name():
    assert _codes("/territories?level=DEP&parent=REG-32") == ["DEP-02", "DEP-59", "DEP-60", "DEP-62", "DEP-80"]
    assert _codes("/territories?level=EPCI&parent=DEP-02") == list(territories.children("DEP-02", "EPCI"))
    assert _codes("/territories?q=hauts-de-france") == ["REG-32"]
    assert _codes("/territories?q=02691") == ["COM-02691"]
    assert _codes("/territories?q=st quentin")[0] == _codes("/territories?q=SAINT-QUENTIN&level=COM")[0] == "COM-02691"
    assert _codes("/territories?q=picardie&level=EXREG") == ["EXREG-22"]
    assert _codes("/territories?q=aisne&parent=DEP-59") == []
    assert get("/territories?level=COM").json()["total"] == len(territories.codes("COM"))
    assert _codes("/territories?parent=COM-02691") == []


def test_a_name_without_the_whole_word_is_not_found():
    names = {one["name"] for one in get("/territories?q=mer").json()["territories"]}
    assert names
    assert all(any(word.startswith("mer") for word in territories.folded(name).split()) for name in names)


def test_every_filter_finds_what_a_plain_search_finds():
    index = current_index()
    for column in FILTERED:
        cells = index.table(index.find({})).column(column).to_pylist()
        for value in list(dict.fromkeys(map(str, cells)))[:5]:
            assert index.find({column: [value]}).tolist() == [n for n, cell in enumerate(cells) if str(cell) == value]
    assert index.find({}).tolist() == list(range(len(cells)))
    assert index.find({"indicator": ["absent"]}).tolist() == []
    twice = index.find({"territory": ["DEP-02", "DEP-02", "REG-32"]})
    assert (
        len(set(twice.tolist()))
        == len(twice)
        == index.count("territory", "DEP-02") + index.count("territory", "REG-32")
    )


def test_the_index_is_made_again_when_the_figures_change(monkeypatch):
    whole = dataset.load()
    before = current_index()
    assert current_index() is before
    fewer = dataset.from_table(whole.observations.iloc[:50][list(COLUMNS)], whole.sources)
    monkeypatch.setattr(dataset, "load", lambda: fewer)
    after = current_index()
    assert len(after.lines(after.find({}))) == 50
    assert after.fingerprint != before.fingerprint
    tag = get("/observations").headers["etag"]
    monkeypatch.undo()
    assert get("/observations").headers["etag"] != tag


def test_the_fingerprint_names_the_content_not_the_object():
    whole = dataset.load()
    rows = whole.observations.iloc[:50][list(COLUMNS)]
    first = make_index(dataset.from_table(rows, whole.sources)).fingerprint
    assert make_index(dataset.from_table(rows.copy(), dict(whole.sources))).fingerprint == first
    changed = rows.copy()
    changed.loc[changed.index[0], "value"] += 1
    assert make_index(dataset.from_table(changed, whole.sources)).fingerprint != first


def test_rows_that_are_not_ready_are_written_like_the_others(monkeypatch):
    data = dataset.from_table(dataset.load().observations.iloc[:60][list(COLUMNS)], dataset.load().sources)
    ready = make_index(data)
    monkeypatch.setattr("demodash.server.api.index.READY", 20)
    fewer = make_index(data)
    rows = ready.find({})[::-7]
    assert fewer.lines(rows) == ready.lines(rows)
    assert fewer.fragments(rows) == ready.fragments(rows)
    assert fewer.table(rows).equals(ready.table(rows))
    assert (fewer.fingerprint, fewer.header) == (ready.fingerprint, ready.header)


def test_an_import_is_in_the_answers_at_once_and_changes_the_tag():
    address = "/observations?indicator=mg_effectif&territory=COM-02001"
    before = get(address)
    assert before.json()["total"] == 0
    current_store().add(
        content(row("mg_effectif", "COM-02001", "2023", 2)),
        origin=Origin("essai.csv", "ab" * 32, 1),
        who="moi",
        loader="essai",
        loader_version=1,
        series="essai",
        label="Essai",
        report={},
    )
    dataset.refresh()
    after = get(address)
    (figure,) = after.json()["observations"]
    assert (figure["value"], figure["publisher"]) == (2, "Éditeur de comptages")
    assert after.headers["etag"] != before.headers["etag"]
    densities = get("/observations?indicator=mg_densite&territory=COM-02001&format=csv").text
    assert "calculé : ligne 2, colonne valeur" in densities
