from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from demodash.fetching import Official, Policy
from tests.fetching.serving import Site, serving

QUICK = Policy(connect=2.0, read=0.5, attempts=3, pause=0.01, patience=0.3, slowest=5_000.0, most_bytes=10_000_000)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the machine has nothing to do with the server of the tests."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def site() -> Iterator[Callable[..., Site]]:
    """Start a server that behaves as said, in turn."""
    with ExitStack() as stack:
        yield lambda *behave, **options: stack.enter_context(serving(Site(list(behave), **options)))


def official_at(address: str, **changed: Any) -> Official:
    given: dict[str, Any] = {
        "id": "essai",
        "label": "Fichier d’essai",
        "publisher": "Institut d’essai",
        "licence": "Licence Ouverte 2.0",
        "address": address,
        "page": "https://exemple.fr/page",
        "name": "essai.csv",
        "loader": "insee_populations",
        "content": ("texte",),
        "minimum_bytes": 1_000,
    }
    return Official(**{**given, **changed})
