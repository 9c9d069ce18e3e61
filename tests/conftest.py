"""What every test starts from: a store of editions of its own, empty, never the user's."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

HOME = "DEMODASH_HOME"


@pytest.fixture(scope="session", autouse=True)
def no_home_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Servers that live longer than a test get a store that nobody fills."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME, str(tmp_path_factory.getbasetemp() / "home"))
        yield


@pytest.fixture(autouse=True)
def home(no_home_of_the_user: None, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of the test's own store; the folder is not there until something is kept in it."""
    address = str(tmp_path_factory.getbasetemp() / "homes" / uuid.uuid4().hex)
    monkeypatch.setenv(HOME, address)
    return address
