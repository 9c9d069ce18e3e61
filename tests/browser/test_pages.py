"""What holds on every page, whatever it shows. A new page is tested by being in the menu."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from demodash.ui.sitemap import PAGES
from tools.dashboard import Dashboard

from .conftest import Open, Watch, settle

ADDRESSES = [page.address for page in PAGES]
every_page = pytest.mark.parametrize("address", ADDRESSES, ids=[page.file.removesuffix(".py") for page in PAGES])

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Parts of Streamlit's own interface that break a rule and that we cannot change: (rule, selector, reason).
STREAMLITS_OWN: tuple[tuple[str, str, str], ...] = (
    (
        "button-name",
        ".st-key-importer-depot",
        "its English word is replaced by a style sheet, which browsers count in the name and axe does not read; "
        "test_importer.py asks the browser for the name",
    ),
)


@every_page
def test_opens_with_real_content(visit: Open, address: str) -> None:
    page = visit(address)
    declared = next(entry for entry in PAGES if entry.address == address)
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.title() == declared.title
    assert page.locator("h1").count() == 1
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.locator("[data-testid=stAlert]").filter(has_text="erreur").count() == 0
    assert len(_main_text(page)) > 300


@every_page
@pytest.mark.parametrize("width", [1920, 1280, 390])
def test_is_no_wider_than_the_screen(visit: Open, address: str, width: int) -> None:
    page = visit(address, width=width)
    too_wide = page.evaluate(
        """() => [document.documentElement, ...document.querySelectorAll('[data-testid=stMain]')]
               .filter(element => element.scrollWidth > element.clientWidth)
               .map(element => `${element.tagName}: ${element.scrollWidth} > ${element.clientWidth}`)"""
    )
    assert too_wide == []


@every_page
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_is_accessible(visit: Open, address: str, theme: str) -> None:
    page = visit(address, theme=theme)
    violations = _lasting_violations(page)
    if theme == "light":  # the tabs of a card have the same elements in both themes
        for position in range(1, _most_tabs(page)):
            _open_tabs(page, position)
            violations |= _lasting_violations(page)
    assert sorted(violations) == []


@every_page
def test_a_link_reopens_its_view(visit: Open, address: str) -> None:
    page = visit(address)
    default = _main_text(page)
    if not _change_a_picker(page):
        pytest.skip("a page without pickers has one view")
    link = page.url
    assert urlsplit(link).query, "the picker's choice is not in the address"
    changed = _main_text(page)
    assert changed != default
    reopened = visit(link, stranger=True)
    assert _main_text(reopened) == changed
    assert _choices(reopened) == _choices(page)
    assert reopened.url == link


@every_page
def test_a_wrong_link_is_survived(visit: Open, address: str) -> None:
    page = visit(address)
    if not _change_a_picker(page):
        page = visit(f"{address}?zone=inexistante&territoire=COM-00000&annee=abc")
        assert page.locator("h1").count() == 1
        return
    names = [name for name, _ in parse_qsl(urlsplit(page.url).query)]
    wrong = visit(f"{address}?{urlencode(dict.fromkeys(names, '<b>inexistant</b>'))}")
    warning = wrong.locator("[data-testid=stAlert]").first
    expect(warning).to_be_visible()
    expect(warning).to_contain_text("n’existe pas")
    expect(warning.locator("b")).to_have_count(0)
    assert wrong.locator("h1").count() == 1
    assert wrong.locator("[data-testid=stException]").count() == 0


@every_page
def test_the_csv_is_for_french_excel(visit: Open, address: str, tmp_path: Path) -> None:
    page = visit(address)
    menus = page.locator("[class*='-menu'] button").filter(has_text="Télécharger")
    if menus.count():
        menus.first.click()
    buttons = page.locator("[data-testid=stDownloadButton] button").filter(has_text="CSV")
    if not menus.count() and not buttons.count():
        pytest.skip("a page without a table to download")
    expect(buttons.first).to_be_visible()
    with page.expect_download() as downloading:
        buttons.first.click()
    path = tmp_path / "telechargement.csv"
    downloading.value.save_as(path)
    assert downloading.value.suggested_filename.endswith(".csv")
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    assert content.count(b"\n") == content.count(b"\r\n")
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert all(header)
    assert rows
    assert {len(row) for row in rows} == {len(header)}
    values = [row[header.index("Valeur")] for row in rows]
    assert [value for value in values if value and not re.fullmatch(r"-?\d+(,\d+)?", value)] == []
    assert any(values)


def test_the_menu_leads_to_every_page_and_back(visit: Open) -> None:
    page = visit("")
    for entry in PAGES[1:]:
        page.get_by_test_id("stSidebarNavLink").filter(has_text=entry.title).click()
        page.wait_for_url(f"**/{entry.address}")
        expect(page).to_have_title(entry.title)
        settle(page)
    page.go_back()
    expect(page).to_have_title(PAGES[-2].title)
    settle(page)


def test_the_pages_folder_and_the_menu_agree() -> None:
    folder = Path(__file__).parents[2] / "pages"
    assert {path.name for path in folder.glob("*.py")} == {page.file for page in PAGES}
    assert PAGES[0].address == ""
    assert len(set(ADDRESSES)) == len(ADDRESSES)
    assert [address for address in ADDRESSES[1:] if not re.fullmatch(r"[a-z0-9-]+", address)] == []


def test_an_unknown_address_says_so_and_leads_home(visit: Open, watch: Watch, dashboard: Dashboard) -> None:
    page = visit("nulle-part", settled=False)
    expect(page.locator("h1")).to_have_text("Page introuvable")
    for _ in range(100):
        if len(watch.found) == 2:  # the answer, and what the console says of it
            break
        page.wait_for_timeout(50)
    assert [found for found in watch.found if "404" not in found] == []
    watch.found.clear()
    assert _violations(page) == set()
    page.get_by_role("link").click()
    expect(page).to_have_title(PAGES[0].title)
    assert page.url == f"{dashboard.url}/"
    settle(page)


def _main_text(page: Page) -> str:
    """Return what the page says, settled: two readings in a row are the same."""
    settle(page)
    text = page.get_by_test_id("stMain").inner_text()
    for _ in range(20):
        page.wait_for_timeout(150)
        before, text = text, page.get_by_test_id("stMain").inner_text()
        if before == text:
            break
    return text


def _change_a_picker(page: Page) -> bool:
    """Choose something else in the first picker of the page; return whether there is one."""
    groups = page.locator("[data-testid=stMain] [data-testid=stButtonGroup]")
    menus = page.locator("[data-testid=stMain] [data-testid=stSelectbox]")
    before = page.url
    if groups.count():
        _other_button(groups.first).click()
    elif menus.count():
        menus.first.locator("input").click()
        page.get_by_role("option").nth(1).click()
    else:
        return False
    page.wait_for_function("before => location.href !== before", arg=before)
    settle(page)
    return True


def _other_button(group: Locator) -> Locator:
    unchosen = group.locator("button[aria-checked=false], button[aria-pressed=false]")
    return unchosen.first if unchosen.count() else group.locator("button").first


def _choices(page: Page) -> list[str]:
    """Return what the pickers of the page stand on."""
    chosen: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(
               '[data-testid=stMain] button[aria-checked=true], [data-testid=stMain] button[aria-pressed=true],'
               + '[data-testid=stMain] [data-testid=stSelectbox]')].map(element => element.innerText)"""
    )
    return chosen


def _most_tabs(page: Page) -> int:
    most: int = page.evaluate(
        """() => Math.max(0, ...[...document.querySelectorAll('[role=tablist]')]
               .map(list => list.querySelectorAll('[role=tab]').length))"""
    )
    return most


def _open_tabs(page: Page, position: int) -> None:
    """Open, in every card at once, the tab at that position."""
    page.evaluate(
        """position => document.querySelectorAll('[role=tablist]')
               .forEach(list => list.querySelectorAll('[role=tab]')[position]?.click())""",
        position,
    )
    page.wait_for_timeout(300)


def _lasting_violations(page: Page) -> set[str]:
    """Return the violations that are still there once nothing moves: a tab that fades in has no contrast yet."""
    violations = _violations(page)
    if violations:
        settle(page)
        page.wait_for_timeout(1_000)
        violations &= _violations(page)
    return violations


def _violations(page: Page) -> set[str]:
    """Return the violations of WCAG 2.2 A and AA that are ours, one line an element."""
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    result = Axe().run(page, options=options).response
    found = set()
    for violation in result["violations"]:
        for node in violation["nodes"]:
            target = " ".join(json.dumps(part) for part in node["target"])
            if not _is_streamlits(violation["id"], page, node["target"]):
                found.add(f"{violation['id']} at {target}: {node['failureSummary']} {node['html'][:200]}")
    return found


def _is_streamlits(rule: str, page: Page, target: list[Any]) -> bool:
    """Return whether an element belongs to a part of Streamlit's interface that is known to break a rule."""
    if not all(isinstance(part, str) for part in target):
        return False
    return any(
        rule == known and page.locator(f"{selector} >> {target[-1]}").count() > 0
        for known, selector, _reason in STREAMLITS_OWN
    )
