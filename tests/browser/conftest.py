"""A real Chromium on a real server: what every browser test starts from, and what fails each of them.

A test fails when, while it ran, the console said anything, a request failed or went to another host, or the
server wrote to its log.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)

from tools.dashboard import ROOT, Dashboard, dashboard_command, free_port, running

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
FOLDER = Path(__file__).parent
LONGEST_WAIT_MS = 20_000
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PROFILE: dict[str, Any] = {"viewport": DESKTOP, "locale": "fr-FR", "accept_downloads": True}

# What Chromium says of itself and of the machine, never of a page of ours. Each with its reason.
NOT_OURS = (
    # No GPU in continuous integration: the map's drawing surface falls back to software.
    "GPU stall due to ReadPixels",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and share them out: each worker has a server and a browser of its own."""
    for item in items:
        if FOLDER not in item.path.parents:
            continue
        item.add_marker(pytest.mark.browser)
        call = getattr(item, "callspec", None)
        address = call.params.get("address", "") if call else ""
        item.add_marker(pytest.mark.xdist_group(f"{item.path.stem}-{len(address) % 2}"))


@dataclass
class Watch:
    """What went wrong in the pages of one test, as it is seen from the browser."""

    host: str
    found: list[str] = field(default_factory=list)

    def attach(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.found.append(f"exception: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        page.on("websocket", lambda socket: self._address(socket.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(known in message.text for known in NOT_OURS):
            self.found.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        self._address(request.url)

    def _address(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self.found.append(f"request to another host: {address}")

    def _failed(self, request: Request) -> None:
        # A download is handed over to the browser, which ends the request of the page.
        if request.failure != "net::ERR_ABORTED" or "/media/" not in request.url:
            self.found.append(f"failed request: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.found.append(f"answer {response.status}: {response.url}")


Open = Callable[..., Page]


@pytest.fixture(scope="session")
def dashboard() -> Iterator[Dashboard]:
    """The dashboard as ``make run`` starts it, on a free port."""
    port = free_port()
    with running(dashboard_command(), port) as dashboard:
        yield dashboard


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser that ``make test`` found."""
    finder = [sys.executable, str(ROOT / "tools" / "chromium.py")]
    found = subprocess.run(finder, capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.fail(found.stderr)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def watch(dashboard: Dashboard) -> Iterator[Watch]:
    """What must stay empty: a test that expects one of these takes it out of ``found`` itself."""
    watch = Watch(urlsplit(dashboard.url).netloc)
    logged = len(dashboard.log())
    yield watch
    said = dashboard.log()[logged:].strip()
    if said:
        watch.found.append(f"server log: {said}")
    assert watch.found == []


@pytest.fixture(scope="session")
def household(chromium: Browser) -> Iterator[BrowserContext]:
    """One browser's profile for all tests: each opens tabs of its own, none downloads Streamlit's bundles again."""
    context = chromium.new_context(**PROFILE)
    yield context
    context.close()


@pytest.fixture
def visit(chromium: Browser, household: BrowserContext, dashboard: Dashboard, watch: Watch) -> Iterator[Open]:
    """Open an address of the dashboard in a new tab (a session of its own), and wait until the page has settled.

    ``address`` is what follows the host (``medecins?zones=zip``), or a whole address as copied from the bar.
    ``stranger``: in a profile of its own, as another person would who was sent the link.
    """
    pages: list[Page] = []
    contexts: list[BrowserContext] = []

    def open_page(
        address: str,
        *,
        width: int = 1280,
        theme: Literal["light", "dark"] = "light",
        settled: bool = True,
        stranger: bool = False,
    ) -> Page:
        context = household
        if stranger:
            context = chromium.new_context(**PROFILE)
            contexts.append(context)
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": DESKTOP["height"]})
        page.emulate_media(color_scheme=theme)
        page.set_default_timeout(LONGEST_WAIT_MS)
        watch.attach(page)
        page.goto(address if address.startswith("http") else f"{dashboard.url}/{address}")
        if settled:
            settle(page)
        return page

    yield open_page
    for page in pages:
        page.close()
    for context in contexts:
        context.close()


def settle(page: Page) -> None:
    """Wait until the script has run and everything it sent is drawn."""
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached(
        timeout=LONGEST_WAIT_MS
    )
    expect(page.locator("h1").first).to_be_visible(timeout=LONGEST_WAIT_MS)
    expect(page.locator("[data-testid=stSkeleton], [data-testid=stSpinner]")).to_have_count(0, timeout=LONGEST_WAIT_MS)
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]"
        ".every(host => host.shadowRoot?.childElementCount)",
        timeout=LONGEST_WAIT_MS,
    )
    expect(page.locator("section.map[data-state=loading]")).to_have_count(0, timeout=LONGEST_WAIT_MS)
    # A map without its style sheet has buttons of the size of their icon.
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]"
        ".flatMap(host => [...host.shadowRoot.querySelectorAll('section.map .tools button')])"
        ".every(button => !button.checkVisibility() || button.offsetWidth >= 24)",
        timeout=LONGEST_WAIT_MS,
    )
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')]"
        ".every(chart => !chart.checkVisibility() || chart.querySelector('.main-svg text'))",
        timeout=LONGEST_WAIT_MS,
    )
