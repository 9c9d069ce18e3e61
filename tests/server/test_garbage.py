from __future__ import annotations

import asyncio
import gc
import tomllib
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from demodash.server import garbage

ROOT = Path(__file__).resolve().parents[2]


class _Node:
    """An object that only a collection can find dead: it holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def only_our_collections() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


async def _swept(seconds: float) -> None:
    task = asyncio.create_task(garbage.sweep(0.02))
    await asyncio.sleep(seconds)
    task.cancel()


def test_what_visitors_leave_is_collected() -> None:
    left = weakref.ref(_Node())
    busy = [_Node() for _ in range(gc.get_threshold()[0] + 1)]
    assert left() is not None
    asyncio.run(_swept(0.5))
    assert left() is None
    assert busy


def test_an_idle_server_collects_nothing() -> None:
    collections: list[str] = []

    def count(phase: str, _info: dict[str, int]) -> None:
        collections.append(phase)

    gc.callbacks.append(count)
    try:
        asyncio.run(_swept(0.3))
    finally:
        gc.callbacks.remove(count)
    assert collections == []


def test_what_stays_is_set_aside() -> None:
    garbage.set_aside()
    assert gc.get_freeze_count() > 1000


def test_streamlits_own_collection_is_off() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["runner"]["postScriptGC"] is False
