"""The presentation in an address: what goes in comes back, and what is no presentation harms nothing."""

from __future__ import annotations

import base64
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash.charts.palette import DARK, LIGHT
from demodash.dataset import load
from demodash.ui import basket, decks
from demodash.ui.basket import LONGEST_ENCODED, LONGEST_TITLE, MOST_ITEMS, Item
from demodash.ui.page import Page
from demodash.ui.recipe import Recipe

ZONES = Recipe("medecins", "medecins.change_by_zone", ("mg_evolution", ("zip", "hz")))
ITEMS = (
    Item(ZONES, "zones=zip.hz", "Un titre à nous : « 11,73\u202f% »"),
    Item(
        Recipe("carte", "carte.map_card", ("epci", "zonage_part_eligible", ("2022", None), "naturels")), "niveau=epci"
    ),
    Item(Recipe("og12", "og12.objective_card", ("attirer",))),
    Item(Recipe("aides", "aides.supervisors", ("ensemble", ()))),
)


def _packed(content: object, edition: str = "1") -> str:
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    return edition + base64.urlsafe_b64encode(zlib.compress(text)).decode().rstrip("=")


def test_what_is_written_comes_back():
    text = basket.encode(ITEMS)
    assert basket.decode(text) == basket.Decoded(ITEMS, 0)
    assert len(text) < 500
    assert text.replace("-", "").replace("_", "").isalnum()


def test_nothing_is_written_for_nothing():
    assert basket.encode(()) == ""


def test_a_full_presentation_fits_in_an_address():
    titles = "".join(chr(ord("a") + (place * 7) % 26) for place in range(LONGEST_TITLE))
    full = [
        Item(
            Recipe("territoire", "territoire_lines.theme_card", (f"COM-{place:05}", "demographie")), "", titles[place:]
        )
        for place in range(MOST_ITEMS)
    ]
    text = basket.encode(full)
    assert len(text) <= LONGEST_ENCODED
    assert basket.decode(text) == basket.Decoded(tuple(full), 0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1!!!!",
        "2" + basket.encode(ITEMS)[1:],
        basket.encode(ITEMS)[:-9],
        basket.encode(ITEMS)[:40],
        _packed({"a": 1}),
        _packed("texte"),
        _packed(b"pas du JSON"),
        _packed(b"[" * 90_000),
        _packed(b"\xff\xfe"),
        _packed(b" " * 10_000_000),
        "1" + "A" * LONGEST_ENCODED,
        "1é",
        "1\x00",
        "1AAA\n",
    ],
)
def test_what_is_no_presentation_is_told_apart(text):
    assert basket.decode(text) is None


@pytest.mark.parametrize(
    "bad",
    [
        None,
        3,
        "texte",
        [],
        ["medecins", "medecins.effect_of_aids", [], ""],
        ["medecins", "os.system", ["ls"], "", ""],
        ["medecins", "medecins.effect_of_aids", {}, "", ""],
        ["medecins", "medecins.effect_of_aids", [], 3, ""],
        ["medecins", "medecins.effect_of_aids", [], "", []],
        [["medecins"], "medecins.effect_of_aids", [], "", ""],
    ],
)
def test_a_card_that_cannot_be_read_is_left_out_and_counted(bad):
    good = ["medecins", "medecins.effect_of_aids", [], "", ""]
    found = basket.decode(_packed([bad, good, bad]))
    assert found == basket.Decoded((Item(Recipe("medecins", "medecins.effect_of_aids")),), 2)


def test_too_many_cards_are_left_out_and_counted():
    cards = [
        ["territoire", "territoire_lines.theme_card", [f"COM-{place:05}", "acces"], "", ""] for place in range(100)
    ]
    found = basket.decode(_packed(cards))
    assert len(found.items) == MOST_ITEMS
    assert found.left_out == 100 - MOST_ITEMS


@given(st.text(max_size=60))
def test_any_text_is_a_presentation_or_none(text):
    found = basket.decode(text)
    assert found is None or found.items == ()


@given(st.text(max_size=6_000))
def test_a_title_is_one_clean_line(title):
    found = basket.decode(_packed([["og12", "og12.objective_card", ["attirer"], title, title]]))
    (item,) = found.items
    assert len(item.title) <= LONGEST_TITLE
    assert all(char.isprintable() or char in "\u00a0\u202f" for char in item.title)
    assert len(item.query) <= 1_000
    assert not set(item.query) & set("\r\n#<>\" '")


@pytest.mark.parametrize(
    "query", ["//autre.example", "#ailleurs", "javascript:alert(1)", "a=1#b", "a=1&b=<script>", "a=%0d%0aSet-Cookie"]
)
def test_the_parameters_of_a_view_stay_parameters(query):
    (item,) = basket.decode(_packed([["medecins", "medecins.effect_of_aids", [], query, ""]])).items
    address = basket.view_of(item, "http://tableau.example/outils/", "card-x")
    path, _, rest = address.partition("?")
    assert path.removesuffix("#card-x") == "http://tableau.example/outils/medecins"
    assert not rest or rest.endswith("#card-x")
    assert rest.count("#") <= 1
    assert "<" not in address
    assert "\n" not in address


def test_the_view_of_a_card_of_the_first_page_is_the_dashboard_itself():
    item = Item(Recipe("vue-ensemble", "vue_ensemble.headline_card", ("mg",)))
    assert basket.view_of(item, "http://tableau.example/", "card-tete-mg") == "http://tableau.example/#card-tete-mg"


def test_the_card_of_an_item_has_the_colours_of_the_page():
    light, dark = (basket.card_of(ITEMS[0], Page("presentation", load(), colours)) for colours in (LIGHT, DARK))
    assert light.title == dark.title
    assert light.figure.to_json() != dark.figure.to_json()
    made = [make() for make in basket.makers(ITEMS[:2], Page("presentation", load(), LIGHT))]
    assert [card.figure for card in made] == [light.figure, None]


@pytest.mark.parametrize(
    "deck", [*decks.READY.values(), decks.territory_deck("EPCI-200071892")], ids=lambda one: one.id
)
def test_every_card_of_a_ready_deck_is_there_and_can_be_written(deck):
    page = Page("presentation", load(), LIGHT)
    items = deck.items(page)
    assert len(items) >= 3
    cards = [basket.card_of(one, page) for one in items]
    assert None not in cards
    assert len({card.id for card in cards}) == len(cards)
    assert basket.decode(basket.encode(items)) == basket.Decoded(items, 0)
