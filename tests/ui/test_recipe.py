"""What an address may ask for: cards of the dashboard with plain choices, and nothing else."""

from __future__ import annotations

import json

import pytest

from demodash.charts.palette import LIGHT
from demodash.dataset import load
from demodash.ui import basket
from demodash.ui.basket import Item
from demodash.ui.cards import medecins, vue_ensemble
from demodash.ui.page import Page
from demodash.ui.recipe import Recipe, checked, maker, recipe_of

ZONES = ("zip", "zac", "zar", "hz")


@pytest.fixture
def page() -> Page:
    return Page("presentation", load(), LIGHT)


def test_a_card_says_how_it_is_made(page):
    recipe = recipe_of("medecins", medecins.change_by_zone, ("mg_evolution", ["zip", "hz"]))
    assert recipe == Recipe("medecins", "medecins.change_by_zone", ("mg_evolution", ("zip", "hz")))
    card = page.made(maker(recipe), *recipe.choices)
    assert card.recipe == Recipe("presentation", recipe.function, recipe.choices)


def test_what_an_address_cannot_name_has_no_recipe():
    def local(page: Page) -> None:
        return None

    assert recipe_of("medecins", local, ()) is None
    assert recipe_of("medecins", medecins.change_by_zone, (object(),)) is None


@pytest.mark.parametrize(
    "function",
    [
        "os.system",
        "medecins._gaps",
        "medecins.__class__",
        "medecins.observations",
        "medecins.bars",
        "medecins.Card",
        "donnees.select",
        "donnees.draw",
        "carte.subjects",
        "territoire.choose",
        "building.table",
        "medecins.absent",
        "absent.change_by_zone",
        "medecins.change_by_zone()",
        "..medecins.change_by_zone",
        "medecins",
        "",
        "medecins.change_by_zone\n",
        None,
        7,
    ],
)
def test_only_functions_that_give_cards_can_be_called(function):
    assert checked("medecins", function, []) is None


@pytest.mark.parametrize(
    "choices",
    [
        [True],
        [1.5],
        [{"a": 1}],
        [[["zip"]]],
        ["<script>"],
        ["../../etc/passwd"],
        [""],
        ["x" * 81],
        ["a\x00b"],
        [10**12],
        ["a"] * 9,
        [["a"] * 81],
        "zip",
        None,
    ],
)
def test_choices_are_ids_numbers_and_lists_of_them(choices):
    assert checked("medecins", "medecins.change_by_zone", choices) is None


@pytest.mark.parametrize("page_id", ["", "Médecins", "a/b", "javascript:x", "a" * 40, None, 3])
def test_a_page_is_named_by_its_id(page_id):
    assert checked(page_id, "medecins.effect_of_aids", []) is None


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe("medecins", "medecins.change_by_zone", ("pas_un_indicateur", ZONES)),
        Recipe("medecins", "medecins.change_by_zone", (3, None)),
        Recipe("medecins", "medecins.change_by_zone", ()),
        Recipe("medecins", "medecins.change_by_zone", ("mg_evolution", ZONES, "encore")),
        Recipe("carte", "carte.map_card", ("lune", "zonage", ("2022", None), "naturels")),
        Recipe("carte", "carte.map_card", ("communes", "absent", (None, None), "naturels")),
        Recipe("carte", "carte.map_card", ("epci", "zonage_part_eligible", None, "absents")),
        Recipe("carte", "carte_ranking.of_level", ("communes",)),
        Recipe("territoire", "territoire_lines.theme_card", ("COM-99999", "demographie")),
        Recipe("territoire", "territoire_lines.theme_card", ("REG-32", "absent")),
        Recipe("og12", "og12.objective_card", ("absent",)),
        Recipe("aides", "disagreements.between_publications", ("absent",)),
        Recipe("formation", "formation_change.change_card", ("medecine", "x")),
        Recipe("vue-ensemble", "vue_ensemble.headline_card", ("absent",)),
        Recipe("medecins", "medecins.disparue", ()),
    ],
)
def test_choices_that_no_picker_offers_give_no_card_and_no_traceback(page, recipe):
    assert basket.card_of(Item(recipe), page) is None


def test_a_territory_or_a_time_that_a_map_has_not_gives_the_map_without_it(page):
    choices = ("epci", "zonage_part_eligible", ("1999", "COM-02691"), "naturels")
    card = basket.card_of(Item(Recipe("carte", "carte.map_card", choices)), page)
    assert card is not None
    assert "Saint-Quentin" not in card.reading


@pytest.mark.parametrize("tile", ["mg", "densite", "zonage", "ide", "ccr"])
def test_each_headline_is_a_card_too(page, tile):
    shown = next(one for one in vue_ensemble.headlines(page) if one.id == tile)
    card = basket.card_of(Item(Recipe("vue-ensemble", "vue_ensemble.headline_card", (tile,))), page)
    assert card is not None
    assert card.title == f"{shown.label} : {shown.figure.text}"
    assert shown.figure.text in card.reading
    assert (card.figure is not None) == (len(shown.series) >= 3)
    assert len(card.rows) == max(len(shown.series), 1)


def test_the_choices_of_a_recipe_are_plain_json(page):
    recipe = recipe_of("medecins", medecins.change_by_zone, ("mg_evolution", ZONES))
    again = checked(recipe.page, recipe.function, json.loads(json.dumps(recipe.choices)))
    assert again == recipe
