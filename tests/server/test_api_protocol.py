"""Methods, tags, compression, headers: what a client of any kind relies on."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import config

from demodash.exports.data_address import ROOT
from demodash.server import api
from demodash.server.api.routing import METHODS
from tests.server.api_client import client, get

ADDRESSES = [
    "/",
    "/openapi.json",
    "/indicators",
    "/indicators/mg_evolution",
    "/sources",
    "/territories?level=DEP",
    "/observations?limit=50",
    "/observations?limit=50&format=csv",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_the_answer_is_told_so(address):
    first = get(address)
    assert first.status_code == 200
    assert first.headers["cache-control"] == "no-cache"
    again = get(address, if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert get(address, if_none_match='"autre"').status_code == 200


def test_two_ways_to_ask_the_same_have_one_tag_and_two_questions_have_two():
    tag = get("/observations?indicator=mg_evolution,msp_activite&limit=5").headers["etag"]
    assert get("/observations?limit=5&indicator=msp_activite,%20mg_evolution&offset=0").headers["etag"] == tag
    assert get("/observations?indicator=mg_evolution,msp_activite&limit=6").headers["etag"] != tag
    assert get("/observations?indicator=mg_evolution,msp_activite&limit=5&format=csv").headers["etag"] != tag
    assert get("/indicators/mg_evolution").headers["etag"] != get("/indicators/msp_activite").headers["etag"]


@pytest.mark.parametrize("address", [*ADDRESSES, "/observations?limit=50&format=parquet"])
def test_head_gives_the_headers_of_get_alone(address):
    whole, head = get(address), client().head(f"{ROOT}{address}")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.content))
    assert head.headers["etag"] == whole.headers["etag"]


def test_head_of_what_is_refused_has_no_body():
    head = client().head(f"{ROOT}/observations?x=1")
    assert (head.status_code, head.content) == (400, b"")


@pytest.mark.parametrize("address", ["", *ADDRESSES])
def test_options_say_the_methods(address):
    answer = client().options(f"{ROOT}{address}", headers={"origin": "https://autre.example"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["allow"] == METHODS


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_nothing_can_be_written(method):
    answer = client().request(method, f"{ROOT}/observations", content=b"{}")
    assert answer.status_code == 405
    assert answer.headers["allow"] == METHODS
    assert f"« {method} » n’est pas permise" in answer.json()["detail"]


@pytest.mark.parametrize("address", [*ADDRESSES, "/observations?x=1", "/absente"])
def test_no_other_site_may_read(address):
    answer = get(address, origin="https://autre.example")
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("address", ADDRESSES)
def test_large_answers_go_compressed_to_who_takes_it(address):
    plain = get(address)
    with client().stream("GET", f"{ROOT}{address}", headers={"accept-encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["etag"] == plain.headers["etag"]
    assert answer.headers["vary"] == "Accept-Encoding"
    if len(plain.content) >= 1_000:
        assert answer.headers["content-encoding"] == "gzip"
        assert gzip.decompress(raw) == plain.content
        assert len(raw) < len(plain.content)
    else:
        assert raw == plain.content


def test_a_parquet_file_is_not_compressed_twice():
    assert "content-encoding" not in get("/observations?format=parquet", accept_encoding="gzip").headers


@pytest.mark.parametrize(("folder", "written"), [("outils", "outils"), ("cœur", "c%C5%93ur")])
def test_below_a_folder_the_addresses_keep_it(monkeypatch: pytest.MonkeyPatch, folder: str, written: str):
    option = config.get_option
    monkeypatch.setattr(config, "get_option", lambda name: folder if name == "server.baseUrlPath" else option(name))
    inside = TestClient(Starlette(routes=api.routes()))
    answer = inside.get(f"/{folder}/api/v1/observations?limit=1")
    assert answer.json()["next"] == f"/{written}/api/v1/observations?limit=1&offset=1"
    assert answer.headers["link"] == f'</{written}/api/v1/observations?limit=1&offset=1>; rel="next"'
    assert inside.get(answer.json()["next"]).json()["offset"] == 1
    assert inside.get(f"/{folder}/api/v1/openapi.json").json()["servers"] == [{"url": f"/{folder}/api/v1"}]
    assert f'href="/{folder}/api/v1/indicators"' in inside.get(f"/{folder}/api/v1/").text
    assert inside.get("/api/v1/").status_code == 404


def test_without_figures_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DEMODASH_DATA", str(tmp_path))
    answer, guide = get("/observations"), get("/")
    assert answer.status_code == 503
    assert answer.headers["cache-control"] == "no-store"
    assert "demodash build" in answer.json()["detail"]
    assert guide.status_code == 200
