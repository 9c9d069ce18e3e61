"""The tools of a card: the image that an analyst pastes into a slide, and the link of the view.

The page is ``apps/card_tools_page.py``, served with the dashboard's own content policy.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import etree
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page, expect

from tools.dashboard import Dashboard, free_port, running, streamlit_command

from .conftest import Open, Watch

APP = Path(__file__).parent / "apps" / "card_tools_app.py"
SCRIPT = Path(__file__).parents[2] / "src" / "demodash" / "ui" / "card_tools" / "assets" / "card_tools.js"
SUBTITLE = "Évolution du nombre de jardiniers installés, 2016–2020 (%)"
SOURCE = "Source\u00a0: Bureau d’essai, 3 avril 2021, diapositive 4, lignes 52 à 60"
READING = (
    "Lecture\u00a0: entre 2016 et 2020, la zone rouge a perdu 11,7\u00a0% de ses jardiniers, la contrée 6,9\u00a0%."
)
CHARTS = ["bars", "lines", "multiples", "ranking", "pair", "tabs"]
ZONES = {"red": (0x8E, 0x4F, 0xA8), "ochre": (0xD4, 0x67, 0x0B), "blue": (0x1F, 0x5F, 0xA8), "none": (0x7D, 0x83, 0x8D)}
DARK_SURFACE = (0x17, 0x1D, 0x26)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SVG = "{http://www.w3.org/2000/svg}"
every_chart = pytest.mark.parametrize("name", CHARTS)


@pytest.fixture(scope="module")
def dashboard() -> Iterator[Dashboard]:
    """The page of the cards, in the place of the dashboard of the other tests."""
    port = free_port()
    with running(streamlit_command(APP, port), port) as started:
        yield started


@pytest.fixture
def cards(visit: Open) -> Open:
    """Open the page with some cards (``bars,none``), and wait until their tools are drawn."""

    def open_cards(names: str, *, query: str = "", theme: str = "light") -> Page:
        page = visit(f"?cards={names}{query}", theme=theme)
        for name in names.split(","):
            expect(page.locator(f".st-key-{name}-tools [data-tool=link]")).to_be_visible()
        return page

    return open_cards


def _image(page: Page, name: str, kind: str) -> bytes:
    """Click a button of a card and return the file."""
    with page.expect_download() as downloading:
        page.locator(f".st-key-{name}-tools [data-tool={kind}]").click()
    assert downloading.value.suggested_filename == f"evolution-d-essai-{name}.{kind}"
    return Path(downloading.value.path()).read_bytes()


def _png(page: Page, name: str) -> Image.Image:
    return Image.open(io.BytesIO(_image(page, name, "png"))).convert("RGB")


def _svg(page: Page, name: str) -> Any:
    return etree.fromstring(_image(page, name, "svg"))


def _texts(svg: Any) -> list[str]:
    return ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


def _colours(image: Image.Image) -> Counter[Any]:
    """Count the pixels of each colour."""
    return Counter({colour: count for count, colour in image.getcolors(image.width * image.height) or []})


def _screenshot(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def _standalone(browser: Browser, svg: bytes) -> Page:
    """Open an SVG by itself, where the font of the page is missing, as on another machine."""
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{svg.decode('utf-8')}")
    return page


def _likeness(one: Image.Image, other: Image.Image) -> float:
    """Return how much of what an image draws is the same in another: 1 for all, 0 when the other is blank.

    Both are reduced, so that the smoothing of edges does not count.
    """
    size = (200, 112)
    reduced = [image.resize(size, Image.Resampling.BOX) for image in (one, other)]
    blank = Image.new("RGB", size, one.getpixel((5, 5)))
    changed, drawn = (
        ImageStat.Stat(ImageChops.difference(reduced[0], against).convert("L")).mean[0]
        for against in (reduced[1], blank)
    )
    return 1 - changed / drawn


@pytest.mark.parametrize(("name", "theme"), [*((name, "light") for name in CHARTS), ("bars", "dark")])
def test_the_png_and_the_svg_are_the_same_slide(cards: Open, name: str, theme: str) -> None:
    page = cards(name, theme=theme)
    png = _png(page, name)
    assert png.size == (3200, 1800)
    background = DARK_SURFACE if theme == "dark" else (255, 255, 255)
    assert png.getpixel((5, 5)) == background
    ink = ImageChops.difference(png, Image.new("RGB", png.size, background)).convert("L").point(lambda part: part > 90)
    # The title begins at the margin, near the top; nothing touches the edges.
    title = ink.crop((0, 112, 3200, 222)).getbbox()
    assert title is not None
    assert 105 < title[0] < 125
    assert title[2] > 500
    ink.paste(0, (80, 80, 3120, 1720))
    assert ink.getbbox() is None
    svg = _image(page, name, "svg").decode("utf-8")
    page.set_viewport_size({"width": 3200, "height": 1800})
    # Over the page, whose font it then has.
    page.evaluate(
        """svg => {
             const cover = document.createElement("div");
             cover.style.cssText = "position: fixed; inset: 0; z-index: 999999999";
             cover.innerHTML = svg;
             cover.firstChild.setAttribute("width", "3200");
             cover.firstChild.setAttribute("height", "1800");
             document.body.append(cover);
           }""",
        svg,
    )
    assert _likeness(png, _screenshot(page)) > 0.99


@every_chart
def test_the_svg_holds_every_text_and_stands_alone(cards: Open, name: str) -> None:
    page = cards(name)
    if name == "tabs":
        page.get_by_role("tab", name="Tableau").click()
        expect(page.locator(".st-key-card-tabs .js-plotly-plot")).not_to_be_visible()
    drawn = page.locator(f".st-key-card-{name} .main-svg text").all_text_contents()
    labels = Counter(text for text in drawn if text)
    assert len(labels) > 4
    content = _image(page, name, "svg")
    svg = etree.fromstring(content)
    texts = _texts(svg)
    assert labels - Counter(texts) == Counter()
    title, subtitle, reading, source = texts[-4:]
    assert f"Télécharger l’image PNG : {title}" == page.locator("[data-tool=png]").get_attribute("aria-label")
    assert subtitle == SUBTITLE
    assert reading == READING
    assert source == SOURCE

    identifiers = [element.get("id") for element in svg.iter() if element.get("id")]
    assert len(identifiers) == len(set(identifiers))
    referred = re.findall(r"url\(([^)]*)\)", content.decode("utf-8"))
    assert referred
    assert {reference.removeprefix("#") for reference in referred} <= set(identifiers)
    assert not re.search(rb"https?://(?!www\.w3\.org/)", content)
    names = {etree.QName(attribute).localname for element in svg.iter() for attribute in element.attrib}
    assert names & {"href", "style", "class"} == set()


def test_the_png_holds_every_mark(cards: Open) -> None:
    colours = _colours(_png(cards("bars"), "bars"))
    areas = {zone: colours[colour] for zone, colour in ZONES.items()}
    assert min(areas.values()) > 1_000
    # The hollow bar is an outline and the hatched one a part of its surface; the others are full.
    assert areas["ochre"] < areas["none"] / 4
    assert areas["blue"] < areas["none"]
    assert areas["none"] < areas["red"]


def test_the_svg_looks_the_same_without_the_font(cards: Open, chromium: Browser) -> None:
    page = cards("multiples")
    png, svg = _png(page, "multiples"), _image(page, "multiples", "svg")
    alone = _standalone(chromium, svg)
    seen = _screenshot(alone)
    alone.close()
    assert _likeness(png, seen) > 0.7


@pytest.mark.parametrize("name", ["wrapped", "ranking", "wordy", "long"])
def test_no_text_is_cut_even_in_a_wider_font(cards: Open, chromium: Browser, name: str) -> None:
    alone = _standalone(chromium, _image(cards(name), name, "svg"))
    width, height, boxes = alone.evaluate(
        """() => {
             const svg = document.querySelector("svg"), { width, height } = svg.viewBox.baseVal;
             const texts = [...svg.querySelectorAll(":scope > text")].map(text => text.getBoundingClientRect());
             return [width, height, texts.map(box => [box.left, box.top, box.right, box.bottom])];
           }"""
    )
    alone.close()
    assert width == 1600
    assert len(boxes) == 4
    assert all(left > 0 and top > 0 and right < width and bottom < height for left, top, right, bottom in boxes)
    assert all(above[3] <= below[1] + 6 for above, below in pairwise(boxes))


def test_a_long_title_is_written_smaller(cards: Open) -> None:
    svg = _svg(cards("wordy"), "wordy")
    title = svg.findall(f"{SVG}text")[0]
    assert "".join(title.itertext()).count("vergers a plus que doublé") == 3
    assert 25 < float(title.get("font-size")) < 42
    assert svg.get("height") == "900"


def test_a_title_without_end_makes_a_taller_image(cards: Open) -> None:
    page = cards("long")
    svg = _svg(page, "long")
    title = _texts(svg)[-4]
    assert title.startswith("Début d’un titre très long & <b>sans</b> fin d’un titre")
    assert title.count("d’un titre très long") == 40
    assert title.replace(" ", "").endswith("x" * 400 + "fin")
    assert "Année d’essai" in _texts(svg)
    assert float(svg.get("height")) > 900
    png = _png(page, "long")
    assert png.width == 3200
    assert png.height > 1800


def test_a_map_gives_its_own_picture(cards: Open) -> None:
    page = cards("missing")
    page.evaluate(
        """() => {
             const host = document.createElement("div"), map = document.createElement("canvas");
             document.querySelector(".st-key-card-missing").append(host);
             host.attachShadow({ mode: "open" }).append(map);
             map.demodashImage = async (format, meta) => {
               const room = meta.room(2);
               [map.width, map.height] = [room.width, room.height];
               const pen = map.getContext("2d");
               pen.fillStyle = meta.dark ? "lime" : "rgb(200, 30, 60)";
               pen.fillRect(0, 0, map.width, map.height);
               return meta.compose({ node: map, width: map.width, height: map.height });
             };
           }"""
    )
    png = _png(page, "missing")
    assert png.size == (3200, 1800)
    assert _colours(png)[(200, 30, 60)] > 0.4 * 3200 * 1800
    svg = _svg(page, "missing")
    assert SUBTITLE in _texts(svg)
    assert next(svg.iter(f"{SVG}image")).get("href").startswith("data:image/png;base64,")


def test_a_card_without_a_chart_has_no_image(cards: Open) -> None:
    page = cards("none,bars")
    alone = page.locator(".st-key-none-tools").get_by_role("button")
    expect(alone).to_have_count(1)
    expect(alone).to_have_text("Copier le lien")
    expect(page.locator(".st-key-bars-tools").get_by_role("button")).to_have_count(3)


def test_a_chart_that_is_not_there_is_said(cards: Open, watch: Watch) -> None:
    page = cards("missing")
    page.locator("[data-tool=png]").click()
    status = page.locator(".st-key-missing-tools").get_by_role("status")
    expect(status).to_have_text("Image impossible : affichez le graphique, puis recommencez.")
    assert status.evaluate("element => element.offsetWidth") > 100
    assert _violations(page, ".st-key-missing-tools") == []
    assert [found for found in watch.found if "no chart" not in found] == []
    assert watch.found
    watch.found.clear()


def test_the_link_is_copied_and_said(cards: Open) -> None:
    page = cards("none", query="&zone=rouge&annee=2020")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = page.locator("[data-tool=link]")
    width = link.evaluate("element => element.offsetWidth")
    link.click()
    expect(link).to_have_text("Lien copié")
    expect(page.locator(".st-key-none-tools").get_by_role("status")).to_have_text("Lien copié")
    assert link.evaluate("element => element.offsetWidth") == width
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.url.endswith("/?cards=none&zone=rouge&annee=2020")
    expect(link).to_have_text("Copier le lien", timeout=4_000)


def test_the_link_is_copied_without_the_clipboard_api(cards: Open) -> None:
    page = cards("none", query="&zone=bleue")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    link = page.locator("[data-tool=link]")
    link.focus()
    page.keyboard.press("Enter")
    expect(link).to_have_text("Lien copié")
    expect(link).to_be_focused()
    page.reload()
    page.bring_to_front()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_refused_copy_is_said(cards: Open) -> None:
    page = cards("none")
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false"
    )
    page.locator("[data-tool=link]").click()
    status = page.locator(".st-key-none-tools").get_by_role("status")
    expect(status).to_have_text("Copie refusée par le navigateur : copiez l’adresse de la page.")
    expect(page.locator("[data-tool=link]")).to_have_text("Copier le lien")


def test_no_click_makes_the_page_run_again(cards: Open) -> None:
    page = cards("bars")
    before = page.locator("#runs").inner_text()
    _image(page, "bars", "png")
    _image(page, "bars", "svg")
    page.locator("[data-tool=link]").click()
    page.wait_for_timeout(500)
    assert page.locator("#runs").inner_text() == before


def test_the_buttons_look_like_those_beside_them(cards: Open) -> None:
    page = cards("bars")
    beside = page.locator(".st-key-bars-csv button")
    box = "element => [element.getBoundingClientRect().top, element.getBoundingClientRect().height]"
    styles = "element => ['fontFamily', 'fontWeight', 'color'].map(name => getComputedStyle(element)[name])"
    size = "element => getComputedStyle(element).fontSize"
    for name in ("png", "svg", "link"):
        button = page.locator(f"[data-tool={name}]")
        assert button.evaluate(box) == pytest.approx(beside.evaluate(box), abs=0.6)
        assert button.evaluate("element => Math.min(element.offsetWidth, element.offsetHeight)") >= 24
        assert button.evaluate(styles) == beside.evaluate(styles)
        assert button.evaluate(size) == beside.locator("p").evaluate(size)


def test_the_keyboard_reaches_and_shows_each_button(cards: Open) -> None:
    page = cards("bars")
    page.locator(".st-key-bars-csv button").focus()
    for name in ("png", "svg", "link"):
        page.keyboard.press("Tab")
        button = page.locator(f"[data-tool={name}]")
        expect(button).to_be_focused()
        ring = button.evaluate(
            "element => [getComputedStyle(element).outlineStyle, getComputedStyle(element).outlineWidth]"
        )
        assert ring == ["solid", "2px"]
    page.keyboard.press("Shift+Tab")
    with page.expect_download() as downloading:
        page.keyboard.press("Enter")
    assert downloading.value.suggested_filename.endswith(".svg")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_tools_are_accessible(cards: Open, theme: str) -> None:
    page = cards("bars", theme=theme)
    assert _violations(page, ".st-key-bars-tools") == []


def test_the_script_is_small_and_fetched_once(cards: Open) -> None:
    page = cards("bars,none,missing")
    expect(page.locator("[data-tool=link]")).to_have_count(3)
    fetched = "performance.getEntriesByType('resource').filter(entry => entry.name.endsWith('/card_tools.js')).length"
    assert page.evaluate(fetched) == 1
    assert SCRIPT.stat().st_size < 14 * 1024


def _violations(page: Page, selector: str) -> list[str]:
    """Return what axe finds in a part of the page, after making sure that it looked at the buttons there."""
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": WCAG}}
    found = Axe().run(page, context=selector, options=options).response
    seen = {rule["id"]: len(rule["nodes"]) for rule in found["passes"]}
    assert seen["button-name"] == 3
    assert seen["color-contrast"] >= 3
    return [f"{rule['id']}: {node['failureSummary']}" for rule in found["violations"] for node in rule["nodes"]]
