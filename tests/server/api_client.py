"""The data API alone, as a client sees it, over the project's own figures."""

from __future__ import annotations

from functools import cache

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from demodash.exports.data_address import ROOT
from demodash.server import api
from demodash.server.headers import SecurityHeadersMiddleware


@cache
def app() -> Starlette:
    return Starlette(routes=api.routes(), middleware=[Middleware(SecurityHeadersMiddleware)])


@cache
def client() -> TestClient:
    return TestClient(app(), headers={"accept-encoding": "identity"})


def get(address: str, **headers: str):
    return client().get(f"{ROOT}{address}", headers={name.replace("_", "-"): text for name, text in headers.items()})
