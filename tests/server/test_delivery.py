from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from demodash.server.assets import FOREVER, AssetStore
from demodash.server.delivery import AssetMiddleware

CONTENT = b'{"type": "FeatureCollection", "features": []}' * 60


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    (tmp_path / "geo-0011aabb.json").write_bytes(CONTENT)
    app = Starlette(
        routes=[
            Route("/{path:path}", lambda request: PlainTextResponse(f"inner {request.method}"), methods=["GET", "PUT"])
        ],
        middleware=[Middleware(AssetMiddleware, stores={"/app/static/": AssetStore(tmp_path)}, base_path="outils")],
    )
    return TestClient(app)


ADDRESS = "/outils/app/static/geo-0011aabb.json"


def test_a_file_goes_compressed_and_for_ever(client: TestClient) -> None:
    with client.stream("GET", ADDRESS, headers={"accept-encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.status_code == 200
    assert gzip.decompress(raw) == CONTENT
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-length"] == str(len(raw))
    assert answer.headers["cache-control"] == FOREVER
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"] == "application/json"


def test_a_client_without_gzip_gets_the_file_itself(client: TestClient) -> None:
    answer = client.get(ADDRESS, headers={"accept-encoding": "identity"})
    assert answer.content == CONTENT
    assert "content-encoding" not in answer.headers


def test_a_client_that_has_the_file_is_told_so(client: TestClient) -> None:
    etag = client.get(ADDRESS).headers["etag"]
    answer = client.get(ADDRESS, headers={"if-none-match": etag})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["etag"] == etag
    assert client.get(ADDRESS, headers={"if-none-match": '"other"'}).status_code == 200


def test_head_gives_the_headers_alone(client: TestClient) -> None:
    answer = client.head(ADDRESS, headers={"accept-encoding": "identity"})
    assert answer.status_code == 200
    assert answer.headers["content-length"] == str(len(CONTENT))
    assert answer.content == b""


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/outils/autre"),
        ("PUT", ADDRESS),
    ],
)
def test_anything_else_goes_through(client: TestClient, method: str, address: str) -> None:
    assert client.request(method, address).text == f"inner {method}"


@pytest.mark.parametrize("address", ["/outils/app/static/absent.json", "/outils/app/static/%2e%2e/secret"])
def test_a_file_that_is_not_there_is_said_to_be_missing(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.text == "Fichier introuvable."
    assert answer.headers["cache-control"] == "no-store"
