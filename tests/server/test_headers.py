from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from demodash.server.headers import SecurityHeadersMiddleware, content_policy


async def _inner(request: Request) -> Response:
    return Response("", media_type=request.query_params["type"], headers={"access-control-allow-origin": "*"})


@pytest.fixture
def client() -> TestClient:
    return TestClient(
        Starlette(routes=[Route("/", _inner)], middleware=[Middleware(SecurityHeadersMiddleware, scripts=("f()",))])
    )


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml"])
def test_what_can_run_scripts_has_the_content_policy(client: TestClient, media_type: str) -> None:
    headers = client.get("/", params={"type": media_type}).headers
    assert headers["content-security-policy"] == content_policy(["f()"])
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["x-content-type-options"] == "nosniff"


def test_other_answers_have_the_short_headers_only(client: TestClient) -> None:
    headers = client.get("/", params={"type": "text/csv"}).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "content-security-policy" not in headers


def test_other_sites_may_not_read_our_files(client: TestClient) -> None:
    assert "access-control-allow-origin" not in client.get("/", params={"type": "text/csv"}).headers


def test_the_policy_names_no_host_and_runs_no_inline_script_but_ours() -> None:
    policy = content_policy(["f()"])
    assert not re.search(r"https?:|\*|\w\.\w", policy)
    # printf 'f()' | openssl dgst -sha256 -binary | base64
    assert "script-src 'self' blob: 'sha256-GcEEE0IkDzIP5EQ6DXZaDPORqT5RTBELX8Fyzyg9yvo='; " in policy
