"""The menu under a card and the presentation, in a real browser: files, the address of the data, a deck."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation

from .conftest import Open, settle

CARD = "mg-zones-mg-evolution"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def _menu(page: Page) -> Locator:
    page.locator(f".st-key-card-{CARD}-menu button").first.click()
    files = page.locator(f".st-key-fichiers-{CARD}")
    expect(files.get_by_role("button", name="CSV").first).to_be_visible()
    return files


def _violations(page: Page) -> list[str]:
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": WCAG}}
    found = Axe().run(page, options=options).response
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize(
    ("label", "ending", "start"),
    [
        ("CSV", ".csv", b"\xef\xbb\xbf"),
        ("Excel", ".xlsx", b"PK"),
        ("Parquet", ".parquet", b"PAR1"),
        ("Métadonnées", "_metadonnees.txt", b"\xef\xbb\xbf"),
    ],
)
def test_each_file_of_the_menu_comes(visit: Open, label: str, ending: str, start: bytes) -> None:
    page = visit("medecins")
    files = _menu(page)
    with page.expect_download() as downloading:
        files.get_by_role("button", name=label, exact=True).first.click()
    assert downloading.value.suggested_filename == f"{CARD}{ending}"
    assert Path(downloading.value.path()).read_bytes().startswith(start)


def test_the_address_of_the_data_is_copied_and_answers(visit: Open) -> None:
    page = visit("medecins")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    files = _menu(page)
    files.locator("[data-tool=data]").click()
    expect(files.get_by_role("status")).to_contain_text("lignes en CSV, celles de la carte")
    address = page.evaluate("navigator.clipboard.readText()")
    assert "/api/v1/observations?indicator=mg_evolution" in address
    text = page.evaluate("address => fetch(address).then(answer => answer.text())", address)
    assert text.count("-11,73;") == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_menu_is_accessible_and_fits(visit: Open, theme: str) -> None:
    page = visit("medecins", theme=theme, width=1280)
    files = _menu(page)
    settle(page)
    assert _violations(page) == []
    box = files.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280
    row = page.locator(f".st-key-card-{CARD}-tools").first
    tops = row.locator("button:visible").evaluate_all(
        "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
    )
    assert max(tops) - min(tops) <= 6  # one line


def test_a_card_goes_into_the_presentation_and_out_as_slides(visit: Open) -> None:
    page = visit("medecins")
    page.locator(f".st-key-card-{CARD}-presentation button:visible").click()
    expect(page.locator(f".st-key-card-{CARD}-presentation button:visible")).to_contain_text("Dans la présentation")
    entry = page.get_by_test_id("stSidebarNavLink").filter(has_text="Ma présentation")
    expect(entry).to_contain_text("(1)")
    entry.click()
    expect(page.locator(".dd-slide strong")).to_have_text(
        "Les ZAR et les ZIP ont perdu leurs généralistes plus vite que la région"
    )
    settle(page)
    assert "cartes=" in page.url
    with page.expect_download() as downloading:
        page.locator(".st-key-presentation-pptx button:visible").first.click()
    assert downloading.value.suggested_filename == "presentation.pptx"
    opened = Presentation(io.BytesIO(Path(downloading.value.path()).read_bytes()))
    assert len(opened.slides) == 2
    again = visit(page.url, stranger=True)
    expect(again.locator(".dd-slide")).to_have_count(1)


@pytest.mark.parametrize(
    ("address", "card", "view"),
    [
        ("medecins", "mg-densite-champs", "sources"),
        ("territoire", "fiche-formation-site_voie", "formation"),
        ("territoire?territoire=DEP-02&vue=zonage", "fiche-acces", "acces"),
    ],
)
def test_a_link_with_an_anchor_opens_at_its_card(visit: Open, address: str, card: str, view: str) -> None:
    page = visit(f"{address}#card-{card}")
    expect(page.locator(f".st-key-card-{card}").first).to_be_in_viewport(timeout=15_000)
    assert f"vue={view}" in page.url
