"""What a visitor waits for and downloads, in a real Chromium."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.chromium import find

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
LONGEST_WAIT_MS = 30_000
# The script has run, the title is there, and every chart in sight is drawn.
DRAWN = """title => {
  const app = document.querySelector('[data-testid=stApp]');
  return app?.getAttribute('data-test-script-state') === 'notRunning'
    && (title === null || document.title === title)
    && document.querySelector('h1') !== null
    && document.querySelectorAll('[data-testid=stSkeleton]').length === 0
    && [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
         .every(chart => !chart.checkVisibility() || chart.querySelector('.main-svg text'));
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One opening of a page."""

    seconds: float
    """From the request to everything drawn."""
    http_bytes: int
    """On the wire, headers and compression included."""
    stream_bytes: int
    """Over the WebSocket."""
    requests: int


@dataclass
class _Counter:
    http_bytes: int = 0
    stream_bytes: int = 0
    requests: int = 0

    def finished(self, event: dict[str, Any]) -> None:
        self.http_bytes += int(event["encodedDataLength"])
        self.requests += 1

    def frame(self, event: dict[str, Any]) -> None:
        payload = event["response"]["payloadData"]
        binary = event["response"]["opcode"] == 2
        self.stream_bytes += len(base64.b64decode(payload)) if binary else len(payload.encode())


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give the Chromium that ``make`` found.

    Raises:
        RuntimeError: there is none.
    """
    path = find()
    if path is None:
        raise RuntimeError("no Chromium: start this by « make bench »")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Give a new visitor, with an empty cache."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="fr-FR")
    yield context
    context.close()


def open_page(context: BrowserContext, url: str) -> tuple[Page, Visit]:
    """Open an address in a new tab and wait until it is drawn; give the tab and what it cost."""
    page = context.new_page()
    counter = _Counter()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", counter.finished)
    network.on("Network.webSocketFrameReceived", counter.frame)
    started = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_function(DRAWN, arg=None, timeout=LONGEST_WAIT_MS)
    seconds = time.perf_counter() - started
    page.wait_for_timeout(500)  # late files (fonts, icons) count as bytes, not as waiting
    return page, Visit(seconds, counter.http_bytes, counter.stream_bytes, counter.requests)


def change_pages(page: Page, titles: Sequence[str]) -> dict[str, float]:
    """Open each page from the menu in turn; give the seconds from the click to everything drawn."""
    seconds = {}
    for title in titles:
        link = page.get_by_test_id("stSidebarNavLink").filter(has_text=title)
        started = time.perf_counter()
        link.click()
        page.wait_for_function(DRAWN, arg=title, timeout=LONGEST_WAIT_MS)
        seconds[title] = time.perf_counter() - started
        page.wait_for_timeout(300)
    return seconds
