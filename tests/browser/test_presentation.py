"""Presentation mode in a real browser: led by keys and by a clicker's, over the whole screen, left by Escape."""

from __future__ import annotations

import itertools
import re

from playwright.sync_api import Page, expect

from .conftest import Open, settle


def slide(page: Page, number: int, count: int = 15) -> None:
    """Wait until the slide of this number is there."""
    expect(page).to_have_url(re.compile(rf"[?&]diapo={number}\b"))
    expect(page.locator("[class*=-presentation-scene] [role=status]").first).to_have_text(
        re.compile(rf"Diapositive {number} / \d+")
    )
    settle(page)


def heading(page: Page) -> str:
    return page.locator("[class*=-presentation-diapo] h2").inner_text()


def test_keys_lead_through_the_review_and_escape_leaves_it(visit: Open) -> None:
    page = visit("og12")
    page.get_by_role("button", name="Présenter").click()
    slide(page, 1)
    first = heading(page)
    page.keyboard.press("ArrowRight")
    slide(page, 2)
    assert heading(page) != first
    page.keyboard.press("PageDown")
    slide(page, 3)
    page.keyboard.press("PageUp")
    slide(page, 2)
    page.keyboard.press("Home")
    slide(page, 1)
    assert heading(page) == first
    page.keyboard.press("ArrowLeft")  # there is none before
    page.keyboard.press("Escape")
    expect(page.locator("[class*=-presentation-scene]")).to_have_count(0)
    expect(page.get_by_role("button", name="Présenter")).to_be_visible()
    assert "diapo" not in page.url


def test_two_quick_presses_go_two_slides_on(visit: Open) -> None:
    page = visit("og12?diapo=1")
    slide(page, 1)
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    slide(page, 3)


def test_a_link_reopens_the_slide_without_anything_of_the_page_around_it(visit: Open) -> None:
    page = visit("og12?diapo=6", width=1920)
    slide(page, 6)
    for hidden in ("stSidebar", "stHeader", "stToolbar"):
        expect(page.get_by_test_id(hidden)).not_to_be_visible()
    scene = page.locator("[class*=-presentation-scene]").bounding_box()
    assert scene is not None
    assert (scene["width"], scene["height"]) == (1920, 800)
    chart = page.locator("[class*=-presentation-figure] .js-plotly-plot").bounding_box()
    assert chart is not None
    assert chart["height"] > 350
    overflowing = page.evaluate(
        "() => [...document.querySelectorAll('[class*=-presentation-figure], [class*=-presentation-diapo]')]"
        ".filter(one => one.scrollWidth > one.clientWidth + 1).length"
    )
    assert overflowing == 0


FIGURE = ".stVerticalBlock[class*=-presentation-figure]"


def seen_to(page: Page) -> float:
    """How far the figure of the slide is read."""
    return float(page.locator(FIGURE).evaluate("one => one.scrollTop"))


def test_a_long_table_is_read_to_its_end_before_the_next_slide_begins_at_its_top(visit: Open) -> None:
    page = visit("og12?diapo=4")
    slide(page, 4)
    length = page.locator(FIGURE).evaluate("one => one.scrollHeight - one.clientHeight")
    assert length > 100
    head = page.locator(f"{FIGURE} thead th").first
    top = head.bounding_box()
    presses = 0
    while seen_to(page) < length - 24:
        page.keyboard.press("PageDown")
        presses += 1
        slide(page, 4)
        assert presses < 6
    assert head.bounding_box() == top
    page.keyboard.press("PageUp")
    assert seen_to(page) < length - 24
    page = visit("og12?diapo=14")
    slide(page, 14)
    while "diapo=14" in page.url:
        page.keyboard.press("PageDown")
        page.wait_for_timeout(300)
    slide(page, 15)
    assert seen_to(page) == 0


def test_the_key_of_the_full_screen_leaves_it_and_not_the_presentation(visit: Open) -> None:
    page = visit("og12", stranger=True)
    page.get_by_role("button", name="Présenter").click()
    slide(page, 1)
    assert page.evaluate("Boolean(document.fullscreenElement)")
    page.keyboard.press("f")
    page.keyboard.press("PageDown")
    slide(page, 2)
    assert not page.evaluate("Boolean(document.fullscreenElement)")


def test_names_of_many_lines_do_not_run_into_one_another(visit: Open) -> None:
    page = visit("og12?diapo=11")
    slide(page, 11)
    boxes = page.locator(f"{FIGURE} .ytick text").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(one => [one.top, one.bottom])"
        ".sort((a, b) => a[0] - b[0])"
    )
    assert len(boxes) > 3
    assert all(above[1] <= below[0] + 3 for above, below in itertools.pairwise(boxes))
