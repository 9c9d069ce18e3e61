"""Every page in Streamlit's own test harness: it runs, runs again, and keeps its menu and its widgets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup, Selectbox

from demodash.ui.sitemap import FOLDER, PAGES

NAVIGATION = Path(__file__).resolve().parents[2] / "src" / "demodash" / "ui" / "navigation.py"
UP_TO_THE_PAGES = Path("..") / ".." / ".." / FOLDER.name
LONGEST_RUN_S = 30
MOST_OPTIONS = 6

every_page = pytest.mark.parametrize("file", [page.file for page in PAGES], ids=[page.file[:-3] for page in PAGES])


def _titles(app: AppTest) -> list[str]:
    return [one.proto.body for one in app.get("html") if "<h1" in one.proto.body]


def _opened(file: str) -> AppTest:
    app = AppTest.from_file(NAVIGATION, default_timeout=LONGEST_RUN_S).run()
    if file != PAGES[0].file:
        app.switch_page(str(UP_TO_THE_PAGES / file)).run()
    return app


@every_page
def test_a_page_runs_and_runs_again_the_same(file: str) -> None:
    app = _opened(file)
    assert not app.exception
    assert not app.error
    assert len(_titles(app)) == 1
    first = [(type(one).__name__, one.key) for one in _widgets(app)]
    for _ in range(3):
        app.run()
        assert not app.exception
        assert [(type(one).__name__, one.key) for one in _widgets(app)] == first


def test_the_menu_survives_several_runs_and_changes_of_page() -> None:
    """The old ``pages/`` folder beside a script would take over from the second run on."""
    app = AppTest.from_file(NAVIGATION, default_timeout=LONGEST_RUN_S).run()
    home = _titles(app)
    assert len(home) == 1
    for page in (*PAGES, PAGES[0]):
        app.switch_page(str(UP_TO_THE_PAGES / page.file)).run()
        shown = _titles(app)
        assert len(shown) == 1
        app.run()
        assert _titles(app) == shown
        assert not app.exception
    assert _titles(app) == home


@every_page
def test_every_choice_of_every_picker_draws(file: str) -> None:
    """One picker after the other, each back to where it stood: what a visitor can reach by one click."""
    for key in [picker.key for picker in _pickers(_opened(file))]:
        app = _opened(file)
        drawn = []
        for position in range(min(len(_picker(app, key).options), MOST_OPTIONS)):
            picker = _picker(app, key)
            if isinstance(picker, Selectbox):
                picker.select_index(position)
            else:
                picker.set_value(picker.options[position])
            app.run()
            assert not app.exception, (key, position)
            assert not app.error, (key, position)
            drawn.append(_picker(app, key).value)
        assert len(set(drawn)) == len(drawn), key


def _pickers(app: AppTest) -> list[ButtonGroup[Any] | Selectbox]:
    """Return the pickers of one choice in the body of the page."""
    return [one for one in (*app.main.button_group, *app.main.selectbox) if not isinstance(one.value, list)]


def _picker(app: AppTest, key: str | None) -> ButtonGroup[Any] | Selectbox:
    return next(one for one in _pickers(app) if one.key == key)


def _widgets(app: AppTest) -> list[Any]:
    return [*app.button_group, *app.selectbox, *app.multiselect, *app.slider, *app.text_input]
