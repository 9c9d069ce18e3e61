from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from demodash.server.document import TITLE, DocumentMiddleware, boot_script

# The document of the Streamlit that is installed, not a copy: a new version that changes it is noticed here.
ORIGINAL = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()
SEEN: list[Request] = []


async def _inner(request: Request) -> Response:
    SEEN.append(request)
    if request.url.path == "/outils/component/autre.html":
        return HTMLResponse("<html lang='en'>another document</html>")
    if request.url.path == "/outils/page.html":
        return HTMLResponse("<html>not Streamlit's</html>")
    if request.url.path == "/outils/healthz":
        return PlainTextResponse("ok")
    return HTMLResponse(ORIGINAL)


@pytest.fixture
def client() -> Iterator[TestClient]:
    SEEN.clear()
    app = Starlette(
        routes=[Route("/{path:path}", _inner)],
        middleware=[Middleware(DocumentMiddleware, pages=("", "medecins"), base_path="outils")],
    )
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize("address", ["/outils/", "/outils/medecins", "/outils/medecins?zone=ZIP"])
def test_the_document_is_french(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert '<html lang="fr">' in answer.text
    assert f"<title>{TITLE}</title>" in answer.text
    assert "activez JavaScript" in answer.text
    for english in (
        'lang="en"',
        "<title>Streamlit</title>",
        "You need to enable",
        "agent",
        "prerenderReady",
        "favicon.png",
        "<!--",
    ):
        assert english not in answer.text


def test_the_document_still_starts_streamlit(client: TestClient) -> None:
    text = client.get("/outils/").text
    assert '<div id="root"></div>' in text
    assert text.count('<script type="module"') == ORIGINAL.decode().count('<script type="module"') == 1
    assert text.count("modulepreload") == ORIGINAL.decode().count("modulepreload")


def test_the_only_inline_script_is_the_one_that_the_content_policy_names(client: TestClient) -> None:
    text = client.get("/outils/").text
    inline = re.findall(r"<script>(.*?)</script>", text, flags=re.DOTALL)
    assert inline == [boot_script(("", "medecins"))]
    assert text.count("<script") == 1 + text.count('<script type="module" crossorigin src=')
    assert text.index("<script>") < text.index('<script type="module"')


def test_the_document_is_compressed_and_revalidated(client: TestClient) -> None:
    with client.stream("GET", "/outils/", headers={"accept-encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert b'<html lang="fr">' in gzip.decompress(raw)
    assert answer.headers["cache-control"] == "no-cache"
    again = client.get("/outils/", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_streamlit_is_asked_for_its_whole_document(client: TestClient) -> None:
    client.get("/outils/", headers={"if-none-match": '"x"', "range": "bytes=0-10", "accept-encoding": "gzip"})
    assert not {"if-none-match", "range", "accept-encoding"} & set(SEEN[-1].headers)


def test_an_address_that_is_no_page_says_so_in_french(client: TestClient) -> None:
    answer = client.get("/outils/medecin")
    assert answer.status_code == 404
    assert "Page introuvable" in answer.text
    assert '<html lang="fr">' in answer.text
    assert 'href="/outils/"' in answer.text
    assert "<script" not in answer.text


def test_head_has_no_body(client: TestClient) -> None:
    assert client.head("/outils/").content == b""
    assert client.head("/outils/absente").status_code == 404
    assert client.head("/outils/page.html").content == b""


def test_other_answers_go_through_untouched(client: TestClient) -> None:
    assert client.get("/outils/component/autre.html").text == "<html lang='en'>another document</html>"
    assert client.get("/outils/page.html").text == "<html>not Streamlit's</html>"
    assert client.get("/outils/healthz").text == "ok"
