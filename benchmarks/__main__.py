"""``make bench``: this dashboard beside a bare Streamlit page with one chart, in one run."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from benchmarks import api, browser, load, tables
from benchmarks import map as commune_map
from demodash.ui.sitemap import PAGES
from tools.dashboard import Dashboard, dashboard_command, free_port, running, streamlit_command

BARE = Path(__file__).parent / "bare" / "app.py"
STARTS = 3
VISITORS = 50


def main() -> None:
    began = time.perf_counter()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; read the ratios, not the seconds.\n")
    started, bare_started = _starts(_dashboard), _starts(_bare)
    with _dashboard() as dashboard:
        ours = _measures(dashboard, [page.address for page in PAGES])
        changes = _changes(dashboard)
        reruns = load.alone(dashboard.url, [page.address for page in PAGES])
    with _bare() as dashboard:
        bare = _measures(dashboard, [""])
    _table({"start to healthy, s": started} | ours, {"start to healthy, s": bare_started} | bare)
    print("\nPage by page          from the menu, s   rerun p50, ms   rerun, kB")
    for page in PAGES:
        latency, run = reruns[page.address]
        changed = f"{changes[page.title]:.2f}" if page.title in changes else "–"
        print(f"{page.file:22}{changed:>16}{latency.p50_ms:16.0f}{run.bytes_received / 1000:12.1f}")
    print("\nThe commune map, beside the page without it and a naive page")
    commune_map.main()
    print("\nThe data API")
    api.main()
    print("\nLarge official tables, read on two cores")
    tables.main()
    print(f"\nMeasured in {time.perf_counter() - began:.0f} s.")


def _dashboard() -> AbstractContextManager[Dashboard]:
    return running(dashboard_command(), free_port())


def _bare() -> AbstractContextManager[Dashboard]:
    port = free_port()
    return running(streamlit_command(BARE, port), port)


def _starts(serve: Callable[[], AbstractContextManager[Dashboard]]) -> float:
    seconds = []
    for _ in range(STARTS):
        with serve() as dashboard:
            seconds.append(dashboard.start_s)
    return statistics.median(seconds)


def _measures(dashboard: Dashboard, pages: Sequence[str]) -> dict[str, float]:
    """Return what is measured on both sides; the pages of the load are spread over the visitors."""
    with browser.chromium() as chromium, browser.visitor(chromium) as context:
        _, first = browser.open_page(context, f"{dashboard.url}/")
        _, second = browser.open_page(context, f"{dashboard.url}/")
    alone = load.alone(dashboard.url, pages[:1])[pages[0]][0]
    together = load.together(dashboard.url, pages, VISITORS)
    return {
        "first visit drawn, s": first.seconds,
        "first visit, kB of files": first.http_bytes / 1000,
        "first visit, kB of stream": first.stream_bytes / 1000,
        "first visit, requests": first.requests,
        "second visit drawn, s": second.seconds,
        "second visit, kB of files": second.http_bytes / 1000,
        "rerun alone p50, ms": alone.p50_ms,
        "rerun alone p95, ms": alone.p95_ms,
        f"rerun, {VISITORS} visitors p50, ms": together.p50_ms,
        f"rerun, {VISITORS} visitors p95, ms": together.p95_ms,
        f"reruns/s, {VISITORS} visitors": together.reruns_per_s,
        "memory after it, MB": _memory_mb(dashboard.pid),
    }


def _changes(dashboard: Dashboard) -> dict[str, float]:
    with browser.chromium() as chromium, browser.visitor(chromium) as context:
        page, _ = browser.open_page(context, f"{dashboard.url}/")
        return browser.change_pages(page, [page.title for page in PAGES[1:]])


def _memory_mb(pid: int) -> float:
    """Return the memory that a process holds; missing (NaN) where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.is_file():
        return float("nan")
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1000


def _table(ours: dict[str, float], bare: dict[str, float]) -> None:
    print(f"{'':32}{'demodash':>12}{'bare page':>12}{'ratio':>8}")
    for name, value in ours.items():
        ratio = value / bare[name] if bare[name] else float("nan")
        print(f"{name:32}{value:12.2f}{bare[name]:12.2f}{ratio:8.2f}")


if __name__ == "__main__":
    main()
