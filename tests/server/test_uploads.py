from __future__ import annotations

import uuid

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from demodash.importing.uploads import allow, is_allowed
from demodash.server.uploads import UploadMiddleware


async def _take(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


def client(base_path: str = "") -> TestClient:
    routes = [Route("/{path:path}", _take, methods=["GET", "PUT", "POST", "DELETE"])]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(UploadMiddleware, base_path=base_path)]))


@pytest.mark.parametrize("base_path", ["", "/outils"])
def test_a_file_of_a_stranger_is_refused_and_one_asked_for_is_taken(base_path: str) -> None:
    session = uuid.uuid4().hex
    address = f"{base_path}/_stcore/upload_file/{session}/abc"
    refused = client(base_path).put(address, content=b"12345")
    assert refused.status_code == 403
    assert "n’a pas le droit" in refused.text
    allow(session)
    assert client(base_path).put(address, content=b"12345").text == "5"
    assert client(base_path).put(f"{base_path}/_stcore/upload_file/{session}x/abc").status_code == 403


def test_nothing_else_is_looked_at() -> None:
    assert client().get("/_stcore/health").status_code == 200
    assert client().post("/importer").status_code == 200
    assert client().delete("/_stcore/upload_file/unknown/abc").status_code == 200


def test_the_oldest_of_many_sessions_gives_way() -> None:
    first = uuid.uuid4().hex
    allow(first)
    for _ in range(5_000):
        allow(uuid.uuid4().hex)
    assert not is_allowed(first)
