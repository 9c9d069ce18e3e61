from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from demodash.store import Store


@pytest.fixture(params=["disk", "file", "memory"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A store that is not there yet: on the disk with accents and a space in its name, by ``file://``, in memory."""
    return {
        "disk": str(tmp_path / "données de l’ARS" / "éditions"),
        "file": f"file://{tmp_path / 'editions'}",
        "memory": f"memory://{uuid.uuid4().hex}/editions",
    }[request.param]


@pytest.fixture
def store(address: str) -> Store:
    return Store.open(address)


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """The folder of a store on the disk."""
    return tmp_path / "editions"
