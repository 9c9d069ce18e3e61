"""What the server takes to run a page again, with one visitor and with many."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.protocol import Run, Session

SEED = 20230123
RERUNS_ALONE = 10
RERUNS_EACH = 3
# An analyst looks at a chart before the next click.
THINKING_S = (1.5, 4.5)


@dataclass(frozen=True, slots=True)
class Latency:
    """How long the reruns took, as their visitors saw it."""

    p50_ms: float
    p95_ms: float
    reruns_per_s: float


def alone(url: str, pages: Sequence[str]) -> dict[str, tuple[Latency, Run]]:
    """Rerun each page with nobody else there; give for each the latency and its last rerun."""
    return {page: asyncio.run(_alone(url, page)) for page in pages}


def together(url: str, pages: Sequence[str], visitors: int) -> Latency:
    """Let ``visitors`` look at the pages at the same time, each at its own pace."""
    return asyncio.run(_together(url, pages, visitors))


async def _alone(url: str, page: str) -> tuple[Latency, Run]:
    async with Session(url) as session:
        await session.visit(page)
        started = time.perf_counter()
        runs = [await session.rerun() for _ in range(RERUNS_ALONE)]
    return _latency(runs, time.perf_counter() - started), runs[-1]


async def _together(url: str, pages: Sequence[str], visitors: int) -> Latency:
    started = time.perf_counter()
    looks = (_look(url, pages[number % len(pages)], random.Random(SEED + number)) for number in range(visitors))  # noqa: S311  # pace, not secrecy
    runs = [run for look in await asyncio.gather(*looks) for run in look]
    return _latency(runs, time.perf_counter() - started)


async def _look(url: str, page: str, chance: random.Random) -> list[Run]:
    runs = []
    await asyncio.sleep(chance.uniform(0, THINKING_S[1]))
    async with Session(url) as session:
        await session.visit(page)
        for _ in range(RERUNS_EACH):
            await asyncio.sleep(chance.uniform(*THINKING_S))
            runs.append(await session.rerun())
    return runs


def _latency(runs: Sequence[Run], seconds: float) -> Latency:
    ordered = sorted(run.seconds for run in runs)
    return Latency(
        p50_ms=1000 * ordered[len(ordered) // 2],
        p95_ms=1000 * ordered[int(0.95 * (len(ordered) - 1))],
        reruns_per_s=len(runs) / seconds,
    )
