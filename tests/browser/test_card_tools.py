"""The tools of a card: the image that an analyst pastes into a slide, and the link of the view.

The page is ``apps/card_tools_page.py``, served with the dashboard's own content policy.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
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
TITLE = "La zone rouge perd plus de jardiniers que la contrée"
SUBTITLE = "Évolution du nombre de jardiniers installés, 2016–2020 (%)"
SOURCE = "Source\u00a0: Bureau d’essai, 3 avril 2021, diapositive 4, lignes 52 à 60"
READING_START = (
    "Lecture\u00a0: entre 2016 et 2020, le nombre de jardiniers installés a varié de −11,7\u00a0% dans la zone"
)
CHARTS = ["bars", "lines", "multiples", "ranking", "pair", "tabs"]
ZONE_COLOURS = [(0x8E, 0x4F, 0xA8), (0xD4, 0x67, 0x0B), (0x1F, 0x5F, 0xA8), (0x7D, 0x83, 0x8D)]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SVG = "{http://www.w3.org/2000/svg}"
every_chart = pytest.mark.parametrize("name", CHARTS)


@pytest.fixture(scope="module")
def dashboard() -> Iterator[Dashboard]:
    """The page of the cards, in the place of the dashboard of the other tests."""
    port = free_port()
    with running(streamlit_command(APP, port), port) as started:
        yield started


def _image(page: Page, name: str, kind: str) -> tuple[str, bytes]:
    """Click a button of a card; return the name and the bytes of the file."""
    with page.expect_download() as downloading:
        page.locator(f".st-key-{name}-tools [data-tool={kind}]").click()
    return downloading.value.suggested_filename, Path(downloading.value.path()).read_bytes()


def _png(page: Page, name: str) -> Image.Image:
    return Image.open(io.BytesIO(_image(page, name, "png")[1])).convert("RGB")


def _svg(page: Page, name: str) -> etree._Element:
    return etree.fromstring(_image(page, name, "svg")[1])


def _texts(svg: etree._Element) -> list[str]:
    return ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


def _standalone(browser: Browser, svg: bytes) -> Page:
    """Open an SVG by itself, where the font of the page is missing, as on another machine."""
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{svg.decode('utf-8')}")
    return page


def _screenshot(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def _difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two images, 0 to 255, blurred so that an edge's smoothing does not count."""
    size = (200, 112)
    reduced = [image.resize(size, Image.Resampling.BOX) for image in (one, other)]
    return ImageStat.Stat(ImageChops.difference(*reduced).convert("L")).mean[0]


@every_chart
def test_the_png_is_a_slide_with_its_title(visit: Open, name: str) -> None:
    page = visit("")
    file_name, content = _image(page, name, "png")
    assert file_name == f"evolution-d-essai-{name}.png"
    image = Image.open(io.BytesIO(content)).convert("RGB")
    assert image.size == (3200, 1800)
    assert image.getpixel((5, 5)) == (255, 255, 255)
    ink = image.convert("L").point(lambda level: 255 if level < 128 else 0)
    # The title begins at the margin, near the top; nothing touches the edges.
    title = ink.crop((0, 112, 3200, 222)).getbbox()
    assert title is not None
    assert 105 < title[0] < 125
    assert title[2] > 500
    edges = ink.copy()
    edges.paste(0, (40, 40, 3160, 1760))
    assert edges.getbbox() is None


def test_the_png_holds_every_mark(visit: Open) -> None:
    image = _png(visit(""), "bars")
    colours = Counter(image.getdata())
    assert [colour for colour in ZONE_COLOURS if colours[colour] < 1_000] == []
    # The hollow bar is an outline, the hatched one a share of its surface, the others are full.
    purple, orange, blue, grey = (colours[colour] for colour in ZONE_COLOURS)
    assert orange < purple / 4
    assert blue < purple
    assert grey > purple / 4


@every_chart
def test_the_svg_holds_every_text(visit: Open, name: str) -> None:
    page = visit("")
    if name == "tabs":
        page.get_by_role("tab", name="Tableau").click()
        expect(page.locator(".st-key-card-tabs .js-plotly-plot")).not_to_be_visible()
    drawn = page.locator(f".st-key-card-{name} .main-svg text").all_text_contents()
    labels = Counter(text for text in drawn if text)
    assert len(labels) > 4
    file_name, content = _image(page, name, "svg")
    assert file_name == f"evolution-d-essai-{name}.svg"
    svg = etree.fromstring(content)
    texts = Counter(_texts(svg))
    assert labels - texts == Counter()
    assert {SUBTITLE, SOURCE} <= texts.keys()
    title, subtitle, reading, source = _texts(svg)[-4:]
    assert title == page.locator(f".st-key-{name}-tools [data-tool=png]").get_attribute("aria-label").split(" : ", 1)[1]
    assert subtitle == SUBTITLE
    assert reading.startswith(READING_START)
    assert reading.endswith("points.")
    assert source == SOURCE


@every_chart
def test_the_svg_stands_alone(visit: Open, name: str) -> None:
    content = _image(visit(""), name, "svg")[1].decode("utf-8")
    svg = etree.fromstring(content)
    identifiers = [element.get("id") for element in svg.iter() if element.get("id")]
    assert len(identifiers) == len(set(identifiers))
    referred = re.findall(r"url\(([^)]*)\)", content)
    assert referred
    assert {reference.removeprefix("#") for reference in referred} <= set(identifiers)
    addresses = [value for element in svg.iter() for name, value in element.attrib.items() if name.endswith("href")]
    assert addresses == []
    assert not re.search(r"https?://(?!www\.w3\.org/)", content)
    assert not any({"style", "class"} & element.attrib.keys() for element in svg.iter())


@pytest.mark.parametrize("theme", ["light", "dark"])
@every_chart
def test_png_and_svg_look_the_same(visit: Open, name: str, theme: str) -> None:
    page = visit("", theme=theme)
    png = _png(page, name)
    svg = _image(page, name, "svg")[1].decode("utf-8")
    page.set_viewport_size({"width": 1600, "height": 900})
    # Over the page, whose font it then has.
    page.evaluate(
        """svg => {
             const cover = document.createElement("div");
             cover.style.cssText = "position: fixed; inset: 0; z-index: 999999999";
             cover.innerHTML = svg;
             document.body.append(cover);
           }""",
        svg,
    )
    seen = _screenshot(page)
    blank = Image.new("RGB", seen.size, png.getpixel((5, 5)))
    assert _difference(png, seen) < 0.2 * _difference(png, blank)


def test_the_svg_looks_the_same_without_the_font(visit: Open, chromium: Browser) -> None:
    page = visit("")
    png, svg = _png(page, "multiples"), _image(page, "multiples", "svg")[1]
    alone = _standalone(chromium, svg)
    seen = _screenshot(alone)
    alone.close()
    assert _difference(png, seen) < 0.3 * _difference(png, Image.new("RGB", seen.size, "white"))


@pytest.mark.parametrize("name", ["lines", "long"])
def test_no_text_is_cut_even_in_a_wider_font(visit: Open, chromium: Browser, name: str) -> None:
    content = _image(visit(""), name, "svg")[1]
    alone = _standalone(chromium, content)
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
    assert all(above[3] <= below[1] + 1 for above, below in zip(boxes, boxes[1:], strict=False))


def test_a_title_without_end_makes_a_taller_image(visit: Open) -> None:
    page = visit("")
    svg = _svg(page, "long")
    title = _texts(svg)[-4]
    assert title.startswith("Début d’un titre très long & <b>sans</b> fin d’un titre")
    assert title.count("d’un titre très long") == 40
    assert title.replace(" ", "").endswith("x" * 400 + "fin")
    assert float(svg.get("height", "0")) > 900
    png = _png(page, "long")
    assert png.width == 3200
    assert png.height > 1800


def test_the_dark_theme_is_dark_in_the_image(visit: Open) -> None:
    page = visit("", theme="dark")
    surface = (0x17, 0x1D, 0x26)
    png = _png(page, "bars")
    assert png.getpixel((5, 5)) == surface
    assert max(png.crop((112, 112, 1500, 222)).convert("L").getdata()) > 200
    svg = _svg(page, "bars")
    assert svg[0].get("fill") == f"rgb{surface}"


def test_a_map_gives_its_own_picture(visit: Open) -> None:
    page = visit("")
    page.evaluate(
        """() => {
             const host = document.createElement("div");
             document.querySelector(".st-key-card-missing").append(host);
             const map = document.createElement("canvas");
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
    box = png.convert("RGB").point(lambda level: level).getcolors(1_000_000)
    painted = next(count for count, colour in box or [] if colour == (200, 30, 60))
    assert painted > 0.4 * 3200 * 1800
    svg = _svg(page, "missing")
    assert SUBTITLE in _texts(svg)
    image = next(svg.iter(f"{SVG}image"))
    assert image.get("href", "").startswith("data:image/png;base64,")


def test_a_card_without_a_chart_has_no_image(visit: Open) -> None:
    page = visit("")
    tools = page.locator(".st-key-none-tools")
    expect(tools.get_by_role("button")).to_have_count(1)
    expect(tools.get_by_role("button")).to_have_text("Copier le lien")
    expect(page.locator(".st-key-bars-tools").get_by_role("button")).to_have_count(3)


def test_a_chart_that_is_not_there_is_said(visit: Open, watch: Watch) -> None:
    page = visit("")
    tools = page.locator(".st-key-missing-tools")
    tools.locator("[data-tool=png]").click()
    expect(tools.get_by_role("status")).to_have_text(
        "Image impossible : affichez le graphique de la carte, puis recommencez."
    )
    expect(tools.get_by_role("status")).to_be_visible()
    assert tools.get_by_role("status").bounding_box()["width"] > 100
    assert _violations(page, ".st-key-missing-tools") == []
    assert [found for found in watch.found if "no chart" not in found] == []
    watch.found.clear()


def test_the_link_is_copied_and_said(visit: Open) -> None:
    page = visit("?zone=rouge&annee=2020")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tools = page.locator(".st-key-bars-tools")
    link = tools.locator("[data-tool=link]")
    width = link.bounding_box()["width"]
    link.click()
    expect(link).to_have_text("Lien copié")
    expect(tools.get_by_role("status")).to_have_text("Lien copié")
    assert link.bounding_box()["width"] == pytest.approx(width, abs=0.6)
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.url.endswith("?zone=rouge&annee=2020")
    expect(link).to_have_text("Copier le lien", timeout=4_000)


def test_the_link_is_copied_without_the_clipboard_api(visit: Open) -> None:
    page = visit("?zone=bleue")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    link = page.locator(".st-key-bars-tools [data-tool=link]")
    link.focus()
    page.keyboard.press("Enter")
    expect(link).to_have_text("Lien copié")
    expect(link).to_be_focused()
    other = page.context.new_page()
    other.goto(page.url)
    other.bring_to_front()
    assert other.evaluate("navigator.clipboard.readText()") == page.url


def test_a_refused_copy_is_said(visit: Open) -> None:
    page = visit("")
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false"
    )
    tools = page.locator(".st-key-bars-tools")
    tools.locator("[data-tool=link]").click()
    expect(tools.get_by_role("status")).to_contain_text("Copie refusée par le navigateur")
    expect(tools.locator("[data-tool=link]")).to_have_text("Copier le lien")


def test_no_click_makes_the_page_run_again(visit: Open) -> None:
    page = visit("")
    before = page.locator("#runs").inner_text()
    _image(page, "bars", "png")
    _image(page, "bars", "svg")
    page.locator(".st-key-bars-tools [data-tool=link]").click()
    page.wait_for_timeout(500)
    assert page.locator("#runs").inner_text() == before


def test_the_buttons_look_like_those_beside_them(visit: Open) -> None:
    page = visit("")
    beside = page.locator(".st-key-bars-csv button")
    box = beside.bounding_box()
    for name in ("png", "svg", "link"):
        button = page.locator(f".st-key-bars-tools [data-tool={name}]")
        own = button.bounding_box()
        assert (own["y"], own["height"]) == (pytest.approx(box["y"], abs=0.6), pytest.approx(box["height"], abs=0.6))
        assert own["height"] >= 24
        assert own["width"] >= 24
        for style in ("fontFamily", "fontWeight", "color", "backgroundColor"):
            read = f"element => getComputedStyle(element).{style}"
            assert button.evaluate(read) == beside.evaluate(read)
        size = "element => getComputedStyle(element).fontSize"
        assert button.evaluate(size) == beside.locator("p").evaluate(size)


def test_the_keyboard_reaches_and_shows_each_button(visit: Open) -> None:
    page = visit("")
    page.locator(".st-key-bars-csv button").focus()
    for name in ("png", "svg", "link"):
        page.keyboard.press("Tab")
        button = page.locator(f".st-key-bars-tools [data-tool={name}]")
        expect(button).to_be_focused()
        assert button.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    page.keyboard.press("Shift+Tab")
    with page.expect_download() as downloading:
        page.keyboard.press("Enter")
    assert downloading.value.suggested_filename.endswith(".svg")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_tools_are_accessible(visit: Open, theme: str) -> None:
    page = visit("", theme=theme)
    tools = page.locator(".st-key-bars-tools")
    names = [button.get_attribute("aria-label") for button in tools.get_by_role("button").all()]
    assert names == [f"Télécharger l’image PNG : {TITLE}", f"Télécharger l’image SVG : {TITLE}", None]
    assert _violations(page, ".st-key-bars-tools") == []


def test_the_script_is_small_and_fetched_once(visit: Open) -> None:
    page = visit("")
    fetched = page.evaluate(
        "performance.getEntriesByType('resource').filter(entry => entry.name.endsWith('/card_tools.js')).length"
    )
    assert fetched == 1
    assert SCRIPT.stat().st_size < 12 * 1024


def _violations(page: Page, selector: str) -> list[str]:
    """Return what axe finds in a part of the page, after making sure that it looked at the buttons there."""
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": WCAG}}
    found = Axe().run(page, context=selector, options=options).response
    seen = {rule["id"]: len(rule["nodes"]) for rule in found["passes"]}
    assert seen["button-name"] == 3
    assert seen["color-contrast"] >= 3
    return [f"{rule['id']}: {node['failureSummary']}" for rule in found["violations"] for node in rule["nodes"]]
