from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit import config
from streamlit.runtime.secrets import Secrets

from demodash.errors import DataError
from demodash.ui.importer.access import allowed, listening


@pytest.fixture(autouse=True)
def as_started(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As ``make run`` starts it, whatever the environment of the tests."""
    for name in ("HOST", "UVICORN_HOST", "DEMODASH_IMPORTERS"):
        monkeypatch.delenv(name, raising=False)
    before = {name: config.get_option(name) for name in ("server.address", "secrets.files")}
    config.set_option("server.address", "127.0.0.1")
    config.set_option("secrets.files", [])
    monkeypatch.setattr(st, "secrets", Secrets())
    yield
    for name, value in before.items():
        config.set_option(name, value)


def is_open(*arguments: str) -> bool:
    return any(address not in {"127.0.0.1", "localhost", "::1"} for address in listening(arguments))


@pytest.mark.parametrize(
    "arguments",
    [
        ("app.py",),
        ("uvicorn", "app:app"),
        ("uvicorn", "app:app", "--host", "127.0.0.1", "--port", "8501"),
        ("uvicorn", "app:app", "--host=localhost"),
        ("gunicorn", "app:app", "--bind", "127.0.0.1:8501"),
        ("gunicorn", "app:app", "-b", "[::1]:8501"),
        ("uvicorn", "app:app", "--host", "::1"),
    ],
)
def test_a_server_of_the_machine_alone(arguments: tuple[str, ...]) -> None:
    assert not is_open(*arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ("uvicorn", "app:app", "--host", "192.0.2.1"),
        ("uvicorn", "app:app", "--host=192.0.2.1"),
        ("uvicorn", "app:app", "--host"),
        ("uvicorn", "app:app", "--uds", "/run/demodash.sock"),
        ("uvicorn", "app:app", "--fd", "3"),
        ("gunicorn", "app:app", "--bind", "192.0.2.1:8501"),
        ("gunicorn", "app:app", "-b", ":8501"),
        ("gunicorn", "app:app", "-b", "unix:/run/demodash.sock"),
    ],
)
def test_a_server_that_others_reach(arguments: tuple[str, ...]) -> None:
    assert is_open(*arguments)


@pytest.mark.parametrize("variable", ["HOST", "UVICORN_HOST"])
@pytest.mark.parametrize("address", ["192.0.2.1", ""])
def test_the_environment_may_open_it(variable: str, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty, it stands for all addresses."""
    monkeypatch.setenv(variable, address)
    assert is_open("app.py")


@pytest.mark.parametrize("address", ["192.0.2.1", "", None])
def test_the_settings_may_open_it(address: str | None) -> None:
    """Without an address, Streamlit listens on all of them."""
    config.set_option("server.address", address)
    assert is_open("app.py")


def test_the_list_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMODASH_IMPORTERS", "A@exemple.fr; exemple.org")
    assert allowed() == ("a@exemple.fr", "exemple.org")


def test_without_a_list_nobody_is_allowed() -> None:
    assert allowed() == ()


def test_a_list_that_is_badly_written_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMODASH_IMPORTERS", "tout le monde")
    with pytest.raises(DataError, match=r"DEMODASH_IMPORTERS : attendu : des adresses .* trouvé : tout, le, monde"):
        allowed()


def test_the_list_may_stand_in_the_secrets(tmp_path: Path) -> None:
    written = tmp_path / "secrets.toml"
    written.write_text('importers = ["a@exemple.fr", "exemple.org"]\n', encoding="utf-8")
    config.set_option("secrets.files", [str(written)])
    assert allowed() == ("a@exemple.fr", "exemple.org")
