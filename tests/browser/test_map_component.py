"""The map in a real browser: what a reader does with it, and what the server hears of it.

The page is ``apps/map_app.py``: twelve invented towns on a grid of four columns and three rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import etree
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Download, Locator, Page, WebSocket, expect

from demodash.geo.encoding import encode
from tools.dashboard import Dashboard, free_port, running, streamlit_command

from .conftest import LONGEST_WAIT_MS, Watch

APP = Path(__file__).parent / "apps" / "map_app.py"
COLUMNS, ROWS, SIDE = 4, 3, 100
MARGIN = 22  # as in view.js
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

Visit = Callable[..., Page]


def towns() -> dict[str, Any]:
    """Twelve square towns, Ville A1 to Ville D3, in two départements of two columns each."""
    arcs: list[tuple[tuple[int, int], tuple[int, int]]] = []
    rings = []

    def reference(start: tuple[int, int], end: tuple[int, int]) -> int:
        fresh = len(arcs)
        if (end, start) in arcs:
            return fresh - arcs.index((end, start))
        if (start, end) in arcs:
            return arcs.index((start, end)) - fresh
        arcs.append((start, end))
        return 0

    cells = [(column, row) for column in range(COLUMNS) for row in range(ROWS)]
    for column, row in cells:
        left, top = column * SIDE, row * SIDE
        corners = [(left, top), (left + SIDE, top), (left + SIDE, top + SIDE), (left, top + SIDE)]
        sides = zip(corners, [*corners[1:], corners[0]], strict=True)
        rings += [1, 4, *(reference(start, end) for start, end in sides)]
    steps, before = [], (0, 0)
    for point in (point for arc in arcs for point in arc):
        steps += [point[0] - before[0], point[1] - before[1]]
        before = point
    return {
        "format": 1,
        "set": "towns",
        "level": "commune",
        "cog": 2024,
        "attribution": "Contours d’essai",
        "origin": [0, 30_000],
        "metres_per_unit": 100,
        "width": COLUMNS * SIDE,
        "height": ROWS * SIDE,
        "arc_lengths": encode(2 for _ in arcs),
        "arc_points": encode(steps),
        "arc_rings": encode(rings),
        "anchors": encode([SIDE // 2, SIDE // 2] * len(cells)),
        "codes": [f"{'ABCD'[column]}{row + 1}" for column, row in cells],
        "names": [f"Ville {'ABCD'[column]}{row + 1}" for column, row in cells],
        "population": [1000 * (number + 1) for number in range(len(cells))],
        "parents": {
            "departement": {
                "codes": ["01", "02"],
                "names": ["Ouest", "Est"],
                "index": [column // 2 for column, _ in cells],
            }
        },
        "insets": [],
    }


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    folder = tmp_path_factory.mktemp("map")
    script = folder / "app.py"
    script.write_text(APP.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "static").mkdir()
    (folder / "static" / "towns.json").write_text(json.dumps(towns()), encoding="utf-8")
    port = free_port()
    static = {"STREAMLIT_SERVER_ENABLE_STATIC_SERVING": "true"}
    with running(streamlit_command(script, port), port, environment=static) as started:
        yield started


@pytest.fixture
def watch(server: Dashboard) -> Iterator[Watch]:
    """What must stay empty; the browser tests of the pages have the same."""
    watch = Watch(urlsplit(server.url).netloc)
    logged = len(server.log())
    yield watch
    said = server.log()[logged:].strip()
    assert [*watch.found, *([f"server log: {said}"] if said else [])] == []


@pytest.fixture(scope="module")
def contexts(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browser profiles, one for each set of options: Streamlit's scripts are then fetched once, not by every test."""
    made: dict[str, BrowserContext] = {}

    def context(**options: Any) -> BrowserContext:
        name = json.dumps(options, sort_keys=True)
        if name not in made:
            made[name] = chromium.new_context(locale="fr-FR", accept_downloads=True, **options)
        return made[name]

    yield context
    for one in made.values():
        one.close()


@pytest.fixture
def visit(contexts: Callable[..., BrowserContext], server: Dashboard, watch: Watch) -> Iterator[Visit]:
    pages = []

    def open_page(case: str = "one", *, width: int = 1280, **options: Any) -> Page:
        page = contexts(viewport={"width": width, "height": 900}, **options).new_page()
        pages.append(page)
        page.set_default_timeout(LONGEST_WAIT_MS)
        watch.attach(page)
        page.goto(f"{server.url}/?case={case}")
        expect(the_map(page)).to_have_attribute("data-state", "error" if case == "lost" else "ready")
        idle(page)
        return page

    yield open_page
    for page in pages:
        page.close()


def the_map(page: Page, number: int = 0) -> Locator:
    return page.locator("section.map").nth(number)


def surface(page: Page, number: int = 0) -> Locator:
    return page.locator(".surface").nth(number)


def card(page: Page, number: int = 0) -> Locator:
    return page.locator("section.map .card").nth(number)


def idle(page: Page) -> None:
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()


def choose(page: Page, indicator: str, sign: str) -> None:
    """Change the indicator, and wait for a word that only the new legend has."""
    page.get_by_text(indicator, exact=True).click()
    expect(page.locator(".legend").first).to_contain_text(sign)
    idle(page)


def place(page: Page, column: int, row: int, number: int = 0) -> dict[str, float]:
    """Where the middle of a town is on the surface, as long as the whole map is shown."""
    box = surface(page, number).bounding_box()
    assert box
    width, height = COLUMNS * SIDE, ROWS * SIDE
    fit = min((box["width"] - 2 * MARGIN) / width, (box["height"] - 2 * MARGIN) / height)
    x = box["width"] / 2 + ((column + 0.5) * SIDE - width / 2) * fit
    y = box["height"] / 2 + ((row + 0.5) * SIDE - height / 2) * fit
    return {"x": x, "y": y}


def pixel(page: Page, at: dict[str, float]) -> tuple[int, int, int]:
    """The colour of the map at a place; towns have their name in the middle, so a little aside of it."""
    colour = page.evaluate(
        """([x, y]) => {
            const host = document.querySelector('[data-testid=stBidiComponentIsolated]');
            const canvas = host.shadowRoot.querySelector('canvas.land');
            const ratio = canvas.width / canvas.clientWidth;
            // Read from a copy: the map's own canvas is drawn to, never read.
            const copy = new OffscreenCanvas(1, 1).getContext('2d');
            copy.drawImage(canvas, -Math.round(x * ratio), -Math.round(y * ratio));
            return [...copy.getImageData(0, 0, 1, 1).data];
        }""",
        [at["x"], at["y"] + 28],
    )
    return tuple(colour[:3])


def rgb(colour: str) -> tuple[int, int, int]:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def zoom(page: Page, number: int = 0) -> float:
    return float(the_map(page, number).get_attribute("data-zoom") or 0)


def expect_state(page: Page, **wanted: Any) -> None:
    """What Python says it was given, printed by the page under the map."""
    for name, value in wanted.items():
        expect(page.locator("[data-testid=stCode]")).to_contain_text(f'"{name}": {json.dumps(value)}')


class Traffic:
    """What travels on the WebSocket of a page."""

    def __init__(self, page: Page) -> None:
        self.sent: list[int] = []
        self.received: list[int] = []
        page.on("websocket", self._attach)

    def _attach(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self.sent.append(len(frame)))
        socket.on("framereceived", lambda frame: self.received.append(len(frame)))


# --- drawing -----------------------------------------------------------------------------------------------------


def test_towns_have_the_colour_of_their_class(visit: Visit) -> None:
    page = visit()
    assert pixel(page, place(page, 0, 0)) == rgb("#b74900")
    assert pixel(page, place(page, 0, 2)) == rgb("#518ac7")
    assert pixel(page, place(page, 3, 0)) == rgb("#e8eaee")


def test_dark_pages_have_their_own_colours(visit: Visit) -> None:
    page = visit(color_scheme="dark")
    assert pixel(page, place(page, 0, 0)) == rgb("#f6a758")


def test_drawing_is_as_sharp_as_the_screen(visit: Visit) -> None:
    page = visit(device_scale_factor=2)
    canvas = page.locator("canvas.land")
    box = canvas.bounding_box()
    assert box
    assert canvas.evaluate("canvas => canvas.width") == round(2 * box["width"])
    assert pixel(page, place(page, 0, 0)) == rgb("#b74900")


def test_no_data_zero_and_secret_are_three_different_things(visit: Visit) -> None:
    page = visit()
    choose(page, "Densité", "moins de 5")
    rows = page.locator(".legend .row")
    expect(rows.filter(has_text="Pas de donnée")).to_contain_text("1 commune")
    expect(rows.filter(has_text="Zéro")).to_contain_text("1 commune")
    expect(rows.filter(has_text="Secret statistique")).to_contain_text("1 commune")
    for row, said in enumerate(("Pas de donnée", "0,0 médecin", "Secret statistique")):
        surface(page).hover(position=place(page, 3, row))
        expect(card(page)).to_contain_text(said)
    looks = page.evaluate(
        """() => {
            const root = document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot;
            return [...root.querySelectorAll('.legend .row')].map(row => row.querySelector('svg').innerHTML
                .replaceAll(/demodash-swatch-[0-9]+/g, ''));
        }"""
    )
    assert len(set(looks)) == len(looks) == 6


# --- the view survives -------------------------------------------------------------------------------------------


def test_zoom_pan_and_selection_survive_a_change_of_indicator(visit: Visit) -> None:
    page = visit()
    surface(page).click(position=place(page, 1, 1))
    expect_state(page, selected="B2")
    page.get_by_role("button", name="Agrandir").click()
    page.get_by_role("button", name="Agrandir").click()
    page.mouse.move(*middle(page))
    page.mouse.down()
    page.mouse.move(middle(page)[0] - 60, middle(page)[1] + 30, steps=4)
    page.mouse.up()
    expect(the_map(page)).to_have_attribute("data-zoom", "2.560")
    before = under_the_middle(page)
    the_map(page).evaluate("node => { node.sameNode = true; }")

    choose(page, "Densité", "moins de 5")

    assert zoom(page) == 2.56
    assert under_the_middle(page) == before
    expect_state(page, selected="B2")
    expect(page.locator(".status")).to_contain_text("Ville B2 (Ouest), 4,2 médecins")
    assert the_map(page).evaluate("node => node.sameNode") is True


def test_zoom_survives_the_maps_absence(visit: Visit) -> None:
    page = visit()
    page.get_by_role("button", name="Agrandir").click()
    expect(the_map(page)).to_have_attribute("data-zoom", "1.600")
    page.get_by_text("Afficher la carte").click()
    expect(the_map(page)).to_have_count(0)
    page.get_by_text("Afficher la carte").click()
    expect(the_map(page)).to_have_attribute("data-state", "ready")
    expect(the_map(page)).to_have_attribute("data-zoom", "1.600")


def test_geometry_is_fetched_once(visit: Visit) -> None:
    page = visit()
    choose(page, "Densité", "moins de 5")
    page.get_by_text("Afficher la carte").click()
    expect(the_map(page)).to_have_count(0)
    page.get_by_text("Afficher la carte").click()
    expect(the_map(page)).to_have_attribute("data-state", "ready")
    fetched = page.evaluate("() => performance.getEntriesByType('resource').map(entry => entry.name)")
    assert len([name for name in fetched if name.endswith("/towns.json")]) == 1


def test_says_in_french_that_geometry_is_missing(visit: Visit, watch: Watch) -> None:
    page = visit("lost")
    expect(page.locator(".veil")).to_contain_text("La carte n’a pas pu être chargée")
    page.get_by_role("button", name="Réessayer").click()
    expect(the_map(page)).to_have_attribute("data-state", "error")
    page.wait_for_function(
        "() => performance.getEntriesByType('resource').filter(one => one.name.endsWith('nowhere.json')).length === 2"
    )
    expected = [problem for problem in watch.found if "nowhere.json" in problem or "404" in problem]
    assert expected
    watch.found[:] = [problem for problem in watch.found if problem not in expected]


def middle(page: Page, number: int = 0) -> tuple[float, float]:
    box = surface(page, number).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def under_the_middle(page: Page, number: int = 0) -> str:
    """The town in the middle of the view."""
    page.mouse.move(*middle(page, number))
    expect(card(page, number)).to_be_visible()
    return card(page, number).locator(".name").inner_text()


# --- mouse, wheel, fingers ---------------------------------------------------------------------------------------


def test_hover_tells_name_value_class_and_zone(visit: Visit) -> None:
    page = visit()
    choose(page, "Densité", "moins de 5")
    surface(page).hover(position=place(page, 2, 0))
    tip = card(page)
    expect(tip.locator(".name")).to_have_text("Ville C1")
    expect(tip.locator(".place")).to_have_text("Est")
    expect(tip.locator(".what")).to_have_text("Médecins · 2021")
    expect(tip.locator(".value")).to_have_text("6,2 médecins")
    expect(tip.locator(".class")).to_contain_text("5 à 9,9")
    expect(tip.locator(".zone")).to_have_text("Zonage : ZAR")
    expect(tip.locator(".people")).to_have_text("7\u202f000 habitants")
    surface(page).hover(position=place(page, 0, 2))
    expect(tip.locator(".value")).to_have_text("plus de 2,2 médecins")
    page.mouse.move(2, 2)
    expect(tip).to_be_hidden()


def test_hover_never_reaches_the_server(visit: Visit) -> None:
    page = visit()
    traffic = Traffic(page)
    page.reload()
    expect(the_map(page)).to_have_attribute("data-state", "ready")
    idle(page)
    sent = len(traffic.sent)
    for column in range(COLUMNS):
        surface(page).hover(position=place(page, column, 1))
        expect(card(page).locator(".name")).to_have_text(f"Ville {'ABCD'[column]}2")
    assert len(traffic.sent) == sent


def test_wheel_leaves_the_page_its_scroll_until_the_map_has_the_focus(visit: Visit) -> None:
    page = visit()
    page.mouse.move(*middle(page))
    page.mouse.wheel(0, -200)
    expect(page.locator(".hint")).to_have_text("Ctrl + molette pour zoomer, ou cliquez d’abord sur la carte")
    assert zoom(page) == 1

    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_function(f"{ZOOM_NOW} > 1.5")
    with_control = zoom(page)

    surface(page).focus()
    page.mouse.wheel(0, -100)
    page.wait_for_function(f"{ZOOM_NOW} > {with_control}")
    page.mouse.wheel(0, 2000)
    page.mouse.wheel(0, 2000)
    page.wait_for_function(f"{ZOOM_NOW} === 1")


ZOOM_NOW = (
    "Number(document.querySelector('[data-testid=stBidiComponentIsolated]')"
    ".shadowRoot.querySelector('.map').dataset.zoom)"
)


def test_two_fingers_zoom_and_one_scrolls(visit: Visit) -> None:
    page = visit(width=390, has_touch=True, is_mobile=True)
    surface(page).scroll_into_view_if_needed()
    x, y = middle(page)
    touch = page.context.new_cdp_session(page)

    def send(kind: str, *points: tuple[float, float]) -> None:
        named = [{"x": px, "y": py, "id": number} for number, (px, py) in enumerate(points)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": named})

    send("touchStart", (x - 30, y), (x + 30, y))
    for gap in (45, 60, 75):
        send("touchMove", (x - gap, y), (x + gap, y))
    send("touchEnd")
    page.wait_for_function(f"{ZOOM_NOW} > 2")
    zoomed = zoom(page)

    send("touchStart", (x, y))
    send("touchMove", (x, y - 40))
    expect(page.locator(".hint")).to_have_text("Deux doigts pour déplacer ou agrandir la carte")
    send("touchEnd")
    assert zoom(page) == zoomed


def test_a_tap_selects_and_tells(visit: Visit) -> None:
    page = visit(width=390, has_touch=True, is_mobile=True)
    surface(page).tap(position=place(page, 0, 0))
    expect(card(page).locator(".name")).to_have_text("Ville A1")
    expect_state(page, selected="A1")


def test_points_tell_what_they_are(visit: Visit) -> None:
    page = visit()
    choose(page, "Médecins", "Université (1)")
    surface(page).hover(position=place(page, 3, 2))
    expect(card(page)).to_contain_text("Faculté d’essai")
    expect(card(page)).to_contain_text("Médecine")
    surface(page).focus()
    page.keyboard.press("p")
    expect(page.locator(".live")).to_have_text("Hôpital d’essai, Hôpital")


def test_circles_tell_counts_and_missing_ones_are_no_zero(visit: Visit) -> None:
    page = visit()
    choose(page, "Médecins", "Université (1)")
    surface(page).hover(position={**place(page, 0, 0), "y": place(page, 0, 0)["y"] + 25})
    expect(card(page)).to_contain_text("Médecins : 400 médecins")
    legend = page.locator(".legend")
    for label in ("Pas de donnée", "Zéro"):
        expect(legend.locator(".row").filter(has_text=label)).to_contain_text("1 commune")


# --- keyboard ----------------------------------------------------------------------------------------------------


def test_keyboard_walks_selects_and_clears(visit: Visit) -> None:
    page = visit()
    choose(page, "Densité", "moins de 5")
    map_surface = surface(page)
    map_surface.focus()
    page.keyboard.press("ArrowLeft")
    expect(map_surface).to_have_attribute("aria-activedescendant", "spot-b")
    first = card(page).locator(".name").inner_text()
    assert first in {"Ville B2", "Ville C2"}
    walked = {"Ville B2": "Ville A2", "Ville C2": "Ville B2"}[first]
    page.keyboard.press("ArrowLeft")
    expect(card(page).locator(".name")).to_have_text(walked)
    page.keyboard.press("ArrowUp")
    top = walked.replace("2", "1")
    expect(card(page).locator(".name")).to_have_text(top)
    active = page.locator(f"#{map_surface.get_attribute('aria-activedescendant')}")
    assert (active.get_attribute("aria-label") or "").startswith(f"{top} (Ouest), ")
    assert "médecin" in (active.get_attribute("aria-label") or "")

    page.keyboard.press("Enter")
    expect_state(page, selected=top.removeprefix("Ville "))
    expect(page.locator(".status")).to_contain_text(top)
    page.keyboard.press("+")
    expect(the_map(page)).to_have_attribute("data-zoom", "1.600")
    page.keyboard.press("-")
    expect(the_map(page)).to_have_attribute("data-zoom", "1.000")
    page.keyboard.press("Escape")
    expect_state(page, selected=None)
    expect(map_surface).to_be_focused()
    page.keyboard.press("Escape")
    expect(map_surface).not_to_have_attribute("aria-activedescendant", "spot-a")
    page.keyboard.press("Escape")
    expect(map_surface).not_to_be_focused()


def test_focus_is_visible(visit: Visit) -> None:
    page = visit()
    page.get_by_text("Afficher la carte").click()
    page.get_by_text("Afficher la carte").click()
    expect(the_map(page)).to_have_attribute("data-state", "ready")
    page.keyboard.press("Tab")
    expect(surface(page)).to_be_focused()
    outline = surface(page).evaluate(
        "node => getComputedStyle(node).outlineStyle + getComputedStyle(node).outlineWidth"
    )
    assert outline == "solid3px"
    for name in ("Agrandir", "Réduire", "Recentrer la carte"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name)).to_be_focused()


# --- legend ------------------------------------------------------------------------------------------------------


def test_legend_counts_and_filters(visit: Visit) -> None:
    page = visit()
    row = page.locator(".legend .row").filter(has_text="ZAR")
    # Towns 6 and 7 of 12, with 6 000 and 7 000 of 78 000 inhabitants.
    expect(row.locator(".counts")).to_have_text("2 communes · 13\u202f000 hab. (16,7\u202f%)")
    expect(row).to_have_attribute("aria-pressed", "false")
    row.click()
    expect(row).to_have_attribute("aria-pressed", "true")
    expect_state(page, classes=[2])
    assert pixel(page, place(page, 2, 0)) == rgb("#d59dd6")
    assert pixel(page, place(page, 0, 0)) != rgb("#b74900")
    expect(page.locator(".live")).to_have_text("Carte limitée à : ZAR")

    page.locator(".legend .row").filter(has_text="ZIP").click()
    expect_state(page, classes=[0, 2])
    assert pixel(page, place(page, 0, 0)) == rgb("#b74900")
    page.get_by_role("button", name="Tout afficher").click()
    expect_state(page, classes=[])
    expect(row).to_have_attribute("aria-pressed", "false")


def test_legend_keeps_the_focus(visit: Visit) -> None:
    page = visit()
    row = page.locator(".legend .row").filter(has_text="ZAC")
    row.focus()
    page.keyboard.press("Enter")
    expect(row).to_have_attribute("aria-pressed", "true")
    expect_state(page, classes=[1])
    expect(row).to_be_focused()


def test_patterns_say_classes_without_colour(visit: Visit) -> None:
    page = visit()
    button = page.get_by_role("button", name="Motifs")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.locator(".legend pattern").count() == 0
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    drawings = page.locator(".legend pattern path").evaluate_all("all => all.map(one => one.getAttribute('d'))")
    assert len(set(drawings)) == len(drawings) == 4


def test_patterns_are_there_at_once_for_those_who_want_contrast(visit: Visit) -> None:
    page = visit(contrast="more")
    expect(page.get_by_role("button", name="Motifs")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".legend pattern")).to_have_count(4)


# --- years -------------------------------------------------------------------------------------------------------


def test_years_play_without_a_round_trip(visit: Visit) -> None:
    page = visit()
    traffic = Traffic(page)
    page.reload()
    expect(the_map(page)).to_have_attribute("data-state", "ready")
    choose(page, "Densité", "moins de 5")
    expect(the_map(page)).to_have_attribute("data-year", "2021")
    expect_state(page, year=0)
    sent, received = len(traffic.sent), len(traffic.received)
    play = page.get_by_role("button", name="Lire les années")
    play.click()
    expect(page.get_by_role("button", name="Mettre en pause")).to_be_visible()
    expect(the_map(page)).to_have_attribute("data-year", "2022")
    assert (len(traffic.sent), len(traffic.received)) == (sent, received)
    expect(page.locator(".years output")).to_have_text("2022")
    expect(the_map(page)).to_have_attribute("data-year", "2023")
    expect_state(page, year=2)
    expect(play).to_be_visible()
    surface(page).hover(position=place(page, 2, 0))
    expect(card(page).locator(".value")).to_have_text("8,2 médecins")


def test_pause_stops_and_tells_the_year(visit: Visit) -> None:
    page = visit()
    choose(page, "Densité", "moins de 5")
    page.get_by_role("button", name="Lire les années").click()
    expect(the_map(page)).to_have_attribute("data-year", "2022")
    page.get_by_role("button", name="Mettre en pause").click()
    expect_state(page, year=1)
    expect(the_map(page)).to_have_attribute("data-year", "2022")


def test_slider_chooses_a_year(visit: Visit) -> None:
    page = visit()
    choose(page, "Densité", "moins de 5")
    slider = page.get_by_role("slider", name="Année")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "2022")
    expect_state(page, year=1)


def test_a_year_that_no_longer_exists_becomes_the_last_one(visit: Visit) -> None:
    page = visit()
    choose(page, "Densité", "moins de 5")
    page.get_by_role("slider", name="Année").fill("2")
    expect_state(page, year=2)
    choose(page, "Zonage", "ZAR")
    expect_state(page, year=0)
    expect(page.locator(".years")).to_be_hidden()


# --- flights, links, Python --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("motion", "most", "least"), [("reduce", 3, 1), ("no-preference", 10_000, 5)])
def test_flies_to_a_town_and_jumps_for_those_who_want_less_motion(
    visit: Visit, motion: str, most: int, least: int
) -> None:
    page = visit(reduced_motion=motion)
    before = int(the_map(page).get_attribute("data-painted") or 0)
    field = page.get_by_label("Aller à")
    field.fill("D1")
    field.press("Enter")
    page.wait_for_function(f"{ZOOM_NOW} > 1")
    idle(page)
    expect(card(page).locator(".name")).to_have_text("Ville D1")
    drawn = int(the_map(page).get_attribute("data-painted") or 0) - before
    assert least <= drawn <= most


def test_linked_maps_move_and_hover_together(visit: Visit) -> None:
    page = visit("pair", width=1600)
    surface(page, 0).hover(position=place(page, 1, 0))
    expect(card(page, 1).locator(".name")).to_have_text("Ville B1")
    page.get_by_role("button", name="Agrandir").nth(1).click()
    expect(the_map(page, 0)).to_have_attribute("data-zoom", "1.600")
    expect(the_map(page, 1)).to_have_attribute("data-zoom", "1.600")
    assert under_the_middle(page, 0) == under_the_middle(page, 1)


def test_python_and_the_reader_take_turns(visit: Visit) -> None:
    page = visit()
    surface(page).click(position=place(page, 0, 0))
    expect_state(page, selected="A1")
    field = page.get_by_label("Demander")
    field.fill("C3")
    field.press("Enter")
    expect_state(page, selected="C3")
    expect(page.locator(".status")).to_contain_text("Ville C3")
    surface(page).click(position=place(page, 1, 1))
    expect_state(page, selected="B2")
    expect(page.locator(".status")).to_contain_text("Ville B2")


def test_view_reaches_python_when_asked_for(visit: Visit) -> None:
    page = visit("view")
    page.get_by_role("button", name="Agrandir").click()
    expect_state(page, view={"k": 1.6, "x": 0.5, "y": 0.5})


# --- images ------------------------------------------------------------------------------------------------------


def save(page: Page, kind: str) -> Download:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"Télécharger l’image {kind}").click()
    return waiting.value


def test_svg_holds_title_source_and_date(visit: Visit) -> None:
    page = visit()
    choose(page, "Densité", "moins de 5")
    page.locator(".legend .row").filter(has_text="10 et plus").click()
    expect_state(page, classes=[2])
    saved = save(page, "SVG")
    assert saved.suggested_filename == "densite-d-essai-2021.svg"
    tree = etree.parse(saved.path())
    words = " | ".join(node.text or "" for node in tree.iter("{http://www.w3.org/2000/svg}text"))
    for expected in (
        "Densité d’essai",
        "Douze communes · 2021",
        "Source : Bureau d’essai · données du 1er avril 2024",
        "Contours d’essai",
        "Pas de donnée (masqué)",
        "10 et plus",
        "Ville",
        "km",
    ):
        assert expected in words
    assert len(list(tree.iter("{http://www.w3.org/2000/svg}path"))) > 12


def test_png_is_a_sharp_picture_of_the_same(visit: Visit) -> None:
    page = visit()
    saved = save(page, "PNG")
    assert saved.suggested_filename == "zonage-d-essai.png"
    with Image.open(saved.path()) as picture:
        box = surface(page).bounding_box()
        assert box
        assert picture.width > 2 * box["width"]
        colours = {colour for _, colour in picture.convert("RGB").getcolors(maxcolors=1_000_000)}
    assert {rgb("#b74900"), rgb("#518ac7"), (255, 255, 255)} <= colours


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_card_puts_the_map_into_its_image(visit: Visit, theme: str) -> None:
    page = visit("card", color_scheme=theme)
    expect(page.get_by_role("button", name="Télécharger l’image SVG", exact=True)).to_be_hidden()
    saved = save(page, "SVG : Trois communes sur douze sont en ZIP")
    tree = etree.parse(saved.path())
    words = " | ".join("".join(node.itertext()) for node in tree.iter("{http://www.w3.org/2000/svg}text"))
    for expected in ("Trois communes sur douze sont en ZIP", "Ville C2", "ZAR", "2 communes · 13\u202f000 hab."):
        assert expected in words
    fills = {node.get("fill") for node in tree.iter("{http://www.w3.org/2000/svg}g")}
    assert ("#b74900" if theme == "light" else "#f6a758") in fills


# --- everyone ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("indicator", [("Zonage", "ZAR"), ("Densité", "moins de 5"), ("Médecins", "Université (1)")])
def test_is_accessible(visit: Visit, theme: str, indicator: tuple[str, str]) -> None:
    page = visit(color_scheme=theme)
    if indicator[0] != "Zonage":
        choose(page, *indicator)
    page.locator(".legend .row").first.click()
    surface(page).click(position=place(page, 0, 1))
    expect_state(page, selected="A2")
    surface(page).press("ArrowRight")
    idle(page)
    report = Axe().run(page, context="[data-testid=stBidiComponentIsolated]", options={"runOnly": WCAG})
    found = [(one["id"], node["html"][:120]) for one in report.response["violations"] for node in one["nodes"]]
    assert found == []
    assert len(report.response["passes"]) > 10


def test_has_a_text_alternative(visit: Visit) -> None:
    page = visit()
    expect(page.get_by_role("application", name="Carte de douze communes selon leur zone")).to_be_visible()
    expect(surface(page)).to_have_accessible_description(
        "Flèches : territoire voisin. Majuscule et flèches : déplacer. Plus et moins : zoom. Zéro : recentrer. "
        "Entrée : choisir. Échap : effacer."
    )


@pytest.mark.parametrize("width", [360, 1920])
def test_fits_a_phone_and_a_projector(visit: Visit, width: int) -> None:
    page = visit(width=width)
    section = the_map(page).bounding_box()
    assert section
    assert section["x"] >= 0
    assert section["x"] + section["width"] <= width
    size = float(page.locator(".legend .label").first.evaluate("node => parseFloat(getComputedStyle(node).fontSize)"))
    assert size >= (14 if width == 360 else 18)
    legend, stage = page.locator(".legend").bounding_box(), page.locator(".stage").bounding_box()
    assert legend
    assert stage
    if width == 360:
        assert legend["y"] >= stage["y"] + stage["height"]
        touch_sizes = page.locator(".tools button").evaluate_all("all => all.map(one => one.offsetWidth)")
        assert min(touch_sizes) >= 24
    else:
        assert legend["x"] >= stage["x"] + stage["width"]


def test_scripts_do_not_travel_with_the_figures(visit: Visit) -> None:
    """A change of indicator sends figures only: far less than the scripts, which are files."""
    page = visit()
    traffic = Traffic(page)
    page.reload()
    expect(the_map(page)).to_have_attribute("data-state", "ready")
    idle(page)
    before = sum(traffic.received)
    choose(page, "Densité", "moins de 5")
    assert 0 < sum(traffic.received) - before < 8_000
