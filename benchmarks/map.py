"""``python -m benchmarks.map``: our map beside the same page without it and beside a naive page, in one run.

The naive page is what plotly express gives: the outlines inside the figure. (With a category per class it would
even send them once per class.)
"""

from __future__ import annotations

import base64
import os
import platform
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks import browser
from tools.dashboard import Dashboard, free_port, running, streamlit_command

APP = Path(__file__).parent / "map_page" / "app.py"
WAYS = {"none": "page without its map", "map": "our map", "naive": "naive page"}
CHANGES = {"none": 12, "map": 12, "naive": 6}
# Streamlit does not send a message twice that a browser has had: every change is to count as a first one.
NEVER_SEEN = {"STREAMLIT_GLOBAL_MIN_CACHED_MESSAGE_SIZE": "1e12"}
INDICATORS = ("Densité", "Population")
LONGEST_WAIT_MS = 120_000
# What the map promises beside the page without it.
MOST_EXTRA_MS = 200
MOST_CHANGE_BYTES = 20_000
MOST_GEOMETRY_BYTES = 250_000

# In the page: whether everything shows one indicator. A map says what it drew in its label, a chart in its title.
SHOWN = """(way, name) => {
  const caption = [...document.querySelectorAll('[data-testid=stCaptionContainer]')].at(-1)?.textContent;
  if (caption !== `Affiché : ${name}`) return false;
  if (way === 'map') {
    const root = document.querySelector('[data-testid=stBidiComponentIsolated]')?.shadowRoot;
    const map = root?.querySelector('.map');
    return map?.dataset.state === 'ready' && map.getAttribute('aria-label') === name;
  }
  if (way === 'naive') {
    const chart = document.querySelector('[data-testid=stPlotlyChart]');
    return chart?.querySelector('.gtitle')?.textContent === name && chart.querySelector('.choroplethlayer path');
  }
  return true;
}"""
# The browser's own clock, from the click to the frame after everything is shown.
CHANGE = f"""([way, name]) => new Promise((done) => {{
  const shown = {SHOWN};
  const choice = [...document.querySelectorAll('[data-testid=stRadio] label')].find((one) => one.textContent === name);
  const start = performance.now();
  choice.click();
  const look = () => {{
    if (shown(way, name)) requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
    else requestAnimationFrame(look);
  }};
  look();
}})"""


@dataclass
class Wire:
    """Bytes that reached the page: over the WebSocket, and per file as they were on the wire."""

    stream: int = 0
    files: dict[str, int] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def attach(self, page: Page) -> None:
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.webSocketFrameReceived", self._frame)
        network.on("Network.responseReceived", self._response)
        network.on("Network.loadingFinished", self._finished)

    def _frame(self, event: dict[str, Any]) -> None:
        payload = event["response"]["payloadData"]
        binary = event["response"]["opcode"] == 2
        self.stream += len(base64.b64decode(payload)) if binary else len(payload.encode())

    def _response(self, event: dict[str, Any]) -> None:
        self._names[event["requestId"]] = event["response"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        name = self._names.get(event["requestId"], "")
        self.files[name] = int(event["encodedDataLength"])


@dataclass(frozen=True, slots=True)
class Result:
    """What one way costs."""

    first_s: float
    first_file_bytes: int
    first_stream_bytes: int
    geometry_bytes: int
    script_bytes: int
    change_ms: float
    change_bytes: int


def measure(chromium: Browser, server: Dashboard, way: str) -> Result:
    """Open the page as a new visitor, then change its indicator again and again."""
    with browser.visitor(chromium) as context:
        page = context.new_page()
        page.set_default_timeout(LONGEST_WAIT_MS)
        wire = Wire()
        wire.attach(page)
        started = time.perf_counter()
        page.goto(f"{server.url}/?way={way}", wait_until="commit")
        page.wait_for_function(f"([way, name]) => ({SHOWN})(way, name)", arg=[way, INDICATORS[1]])
        first_s = time.perf_counter() - started
        page.wait_for_timeout(1_000)  # late files count as bytes, not as waiting
        first_files, first_stream = sum(wire.files.values()), wire.stream
        times, sizes = [], []
        for number in range(CHANGES[way]):
            before = wire.stream
            times.append(page.evaluate(CHANGE, [way, INDICATORS[number % 2]]))
            page.wait_for_timeout(300)  # the end of the run is told after the drawing
            sizes.append(wire.stream - before)
        return Result(
            first_s=first_s,
            first_file_bytes=first_files,
            first_stream_bytes=first_stream,
            geometry_bytes=sum(size for name, size in wire.files.items() if "/geo/" in name),
            script_bytes=sum(size for name, size in wire.files.items() if "/demodash.map/" in name),
            change_ms=statistics.median(times),
            change_bytes=round(statistics.median(sizes)),
        )


def main() -> None:
    """Print what each way costs, the ratios, and whether the map keeps its promises."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; read the ratios, not the seconds.\n")
    port = free_port()
    server_of_page = running(streamlit_command(APP, port), port, environment=NEVER_SEEN)
    with server_of_page as server, browser.chromium() as chromium:
        for way in WAYS:
            measure_once(chromium, server, way)
        results = {way: measure(chromium, server, way) for way in WAYS}
    none, ours, naive = results["none"], results["map"], results["naive"]
    rows = [
        ("first view, s", "first_s", 1, 2),
        ("first view, kB of files", "first_file_bytes", 1000, 0),
        ("first view, kB of stream", "first_stream_bytes", 1000, 1),
        ("change to drawn, ms", "change_ms", 1, 0),
        ("change, kB of stream", "change_bytes", 1000, 1),
    ]
    print(f"{'':28}" + "".join(f"{label:>22}" for label in WAYS.values()) + f"{'naive / ours':>15}")
    for label, name, unit, decimals in rows:
        figures = [getattr(result, name) / unit for result in results.values()]
        ratio = figures[2] / figures[1] if figures[1] else float("nan")
        print(f"{label:28}" + "".join(f"{figure:22.{decimals}f}" for figure in figures) + f"{ratio:15.1f}")
    print(f"\ngeometry of the communes on the wire: {ours.geometry_bytes / 1000:.0f} kB; scripts of the map:"
          f" {ours.script_bytes / 1000:.0f} kB")  # fmt: skip
    extra, naive_extra = ours.change_ms - none.change_ms, naive.change_ms - none.change_ms
    print(f"beside the page without its map, a change costs {extra:.0f} ms more (naive: {naive_extra:.0f} ms more)\n")
    for promise, kept in (
        (f"a change at most {MOST_EXTRA_MS} ms more than without the map", extra <= MOST_EXTRA_MS),
        (f"a change at most {MOST_CHANGE_BYTES / 1000:.0f} kB", ours.change_bytes <= MOST_CHANGE_BYTES),
        (f"geometry at most {MOST_GEOMETRY_BYTES / 1000:.0f} kB", ours.geometry_bytes <= MOST_GEOMETRY_BYTES),
    ):
        print(f"{'kept  ' if kept else 'BROKEN'}  {promise}")


def measure_once(chromium: Browser, server: Dashboard, way: str) -> None:
    """Let the server read its tables and compress its files before anything is measured."""
    with browser.visitor(chromium) as context:
        page = context.new_page()
        page.set_default_timeout(LONGEST_WAIT_MS)
        page.goto(f"{server.url}/?way={way}")
        page.wait_for_function(f"([way, name]) => ({SHOWN})(way, name)", arg=[way, INDICATORS[1]])


if __name__ == "__main__":
    main()
