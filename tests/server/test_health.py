from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from demodash import dataset, server


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=server.routes()))


def test_health_tells_version_and_number_of_observations(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == {
        "status": "ok",
        "version": version("demodash"),
        "observations": len(dataset.load().observations),
        "warm": False,
    }


def test_without_figures_health_says_what_to_do(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMODASH_DATA", str(tmp_path))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "erreur"
    assert "observations.parquet" in answer.json()["message"]
    assert "demodash build" in answer.json()["message"]
