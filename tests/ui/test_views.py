"""A page in several views: each by its address, each with its cards, old links and anchors included."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from demodash.ui.cards import medecins_views
from demodash.ui.sitemap import FOLDER

NAVIGATION = Path(__file__).resolve().parents[2] / "src" / "demodash" / "ui" / "navigation.py"
PAGE = str(Path("..") / ".." / ".." / FOLDER.name / "medecins.py")
KEY = "medecins:vue"


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(NAVIGATION, default_timeout=60).run()
    app.switch_page(PAGE)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def view(app: AppTest) -> str:
    return str(app.button_group(key=KEY).value)


def cards(app: AppTest) -> list[str]:
    found = (re.fullmatch(r"card-(.+)-presentation", str(one.key)) for one in app.button)
    return [one[1] for one in found if one]


def place_of(app: AppTest, card: str) -> str:
    """Return the view whose button the browser presses for an anchor, the longest beginning first."""
    (said,) = [one.proto.body for one in app.get("html") if 'class="dd-views"' in one.proto.body]
    places = json.loads(unescape(re.search(r'data-cards="([^"]*)"', said)[1]))
    known = sorted(places, key=len, reverse=True)
    return medecins_views.VIEWS[next(places[start] for start in known if f"card-{card}".startswith(start))].id


@pytest.mark.parametrize("one", medecins_views.VIEWS, ids=lambda one: one.id)
def test_each_view_has_its_cards_which_an_anchor_finds(one):
    app = opened(vue=one.id)
    assert view(app) == one.id
    drawn = cards(app)
    assert len(drawn) >= 2
    assert {place_of(app, card) for card in drawn} == {one.id}


def test_the_first_view_needs_no_parameter_and_a_choice_stays_when_one_comes_back():
    app = opened()
    assert view(app) == "zones"
    assert "vue" not in app.query_params
    app.button_group(key="medecins:mesure").set_value("mg_ecart_region").run()
    app.button_group(key=KEY).set_value("acces").run()
    assert app.query_params["vue"] in ("acces", ["acces"])
    app.button_group(key=KEY).set_value("zones").run()
    assert app.button_group(key="medecins:mesure").value == "mg_ecart_region"
    assert "vue" not in app.query_params


def test_a_link_that_names_a_filter_alone_opens_the_view_of_the_filter():
    app = opened(unite="base100")
    assert view(app) == "effectifs"
    assert app.button_group(key="medecins:unite").value == "base100"
    assert app.query_params["vue"] in ("effectifs", ["effectifs"])
    assert view(opened(mesure="mg_ecart_region")) == "zones"


def test_the_first_view_says_its_name_once_another_has_left_a_filter_in_the_address():
    app = opened(vue="effectifs", unite="base100")
    app.button_group(key=KEY).set_value("zones").run()
    query = {name: value if isinstance(value, str) else value[0] for name, value in app.query_params.items()}
    assert query["vue"] == "zones"
    assert view(opened(**query)) == "zones"


def test_an_unknown_view_is_said_and_the_first_one_stands():
    app = opened(vue="ailleurs")
    assert "« vue = ailleurs »" in app.warning[0].value
    assert view(app) == "zones"
