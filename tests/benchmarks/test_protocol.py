"""The measuring client speaks Streamlit's protocol as it is today."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

import benchmarks
from benchmarks import load
from benchmarks.protocol import Session
from tools.dashboard import Dashboard, free_port, running, streamlit_command

pytestmark = pytest.mark.xdist_group("protocol")

BARE = Path(benchmarks.__path__[0]) / "bare" / "app.py"


@pytest.fixture(scope="module")
def bare() -> Iterator[Dashboard]:
    port = free_port()
    with running(streamlit_command(BARE, port), port) as dashboard:
        yield dashboard


def test_a_visit_and_a_rerun_bring_the_page(bare: Dashboard) -> None:
    async def visit_and_rerun() -> None:
        async with Session(bare.url) as session:
            first = await session.visit("")
            again = await session.rerun()
        assert first.messages >= 4  # new session, title, chart, end
        assert first.bytes_received > 1000  # the chart is in it
        assert again.messages >= 4
        assert 0 < again.seconds < 60

    asyncio.run(visit_and_rerun())


def test_a_session_that_is_not_open_is_a_mistake_of_the_code(bare: Dashboard) -> None:
    with pytest.raises(ValueError, match="use it as a context manager"):
        asyncio.run(Session(bare.url).visit(""))


def test_the_latencies_of_a_page_alone(bare: Dashboard) -> None:
    latency, run = load.alone(bare.url, [""])[""]
    assert 0 < latency.p50_ms <= latency.p95_ms
    assert latency.reruns_per_s > 0
    assert run.bytes_received > 1000


def test_a_page_that_fails_is_not_measured(tmp_path: Path) -> None:
    script = tmp_path / "failing.py"
    script.write_text("raise ValueError('la page échoue')\n")
    port = free_port()

    async def visit(url: str) -> None:
        async with Session(url) as session:
            await session.visit("")

    with (
        running([*streamlit_command(script, port), "--client.showErrorDetails", "full"], port) as dashboard,
        pytest.raises(RuntimeError, match="la page échoue"),
    ):
        asyncio.run(visit(dashboard.url))
