"""The page «Ma présentation» and the buttons that fill it, over several runs."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from demodash.charts.palette import LIGHT
from demodash.dataset import load
from demodash.ui import basket, decks
from demodash.ui.basket import MOST_ITEMS, Item
from demodash.ui.page import Page
from demodash.ui.recipe import Recipe
from demodash.ui.sitemap import FOLDER
from demodash.ui.slides import TITLE, deck_file, deck_of, slide_of

NAVIGATION = Path(__file__).resolve().parents[2] / "src" / "demodash" / "ui" / "navigation.py"
PAGES = Path("..") / ".." / ".." / FOLDER.name
ROOT = "http://tableau.example/outils/"
GPS = Recipe("medecins", "medecins.effect_of_aids")
ACCESS = Recipe("medecins", "acces.little_access")
NURSES = Recipe("formation", "paramedical.nurses", ("nombre",))
ITEMS = tuple(Item(one) for one in (GPS, ACCESS, NURSES))


def _app(file: str = "presentation.py", **query: str) -> AppTest:
    app = AppTest.from_file(NAVIGATION, default_timeout=60).run()
    app.switch_page(str(PAGES / file))
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def _goto(app: AppTest, file: str) -> AppTest:
    app.query_params.clear()  # as the browser does for a link of the menu
    return app.switch_page(str(PAGES / file)).run()


def _chosen(app: AppTest) -> list[Recipe]:
    return [one.recipe for one in app.session_state["presentation#cartes"]] if _has(app) else []


def _has(app: AppTest) -> bool:
    return "presentation#cartes" in app.session_state


def _held(app: AppTest) -> dict[str, str]:
    """Return the parameters of the address; the harness gives texts, or lists of them."""
    return {name: value if isinstance(value, str) else value[0] for name, value in app.query_params.items()}


def _lines(app: AppTest) -> list[str]:
    return [one.proto.body for one in app.get("html") if one.proto.body.startswith('<div class="dd-slide">')]


def _click(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def test_cards_are_added_on_their_pages_and_wait_on_theirs():
    app = _app("medecins.py")
    button = app.button(key="card-mg-zones-aidees-presentation")
    assert button.label == "Ajouter à la présentation"
    _click(app, button.key)
    assert app.button(key=button.key).label == "Dans la présentation"
    _goto(app, "formation.py")
    _click(app, "card-infirmiers-nombre-presentation")
    _goto(app, "presentation.py")
    assert _chosen(app) == [GPS, NURSES]
    assert len(_lines(app)) == 2
    assert "Places de formation" in _lines(app)[1]
    _goto(app, "medecins.py")
    _click(app, button.key)
    assert app.button(key=button.key).label == "Ajouter à la présentation"
    assert _chosen(app) == [NURSES]


def test_the_address_of_the_page_opens_the_same_presentation_elsewhere():
    app = _app("medecins.py")
    _click(app, "card-mg-zones-aidees-presentation")
    app.button_group(key="medecins:vue").set_value("acces").run()
    _click(app, "card-apl-sous-seuil-presentation")
    _goto(app, "presentation.py")
    app.text_input(key="presentation:titre").set_value("Comité du 3 décembre").run()
    query = _held(app)
    again = _app(**query)
    assert _lines(again) == _lines(app)
    assert _chosen(again) == [GPS, ACCESS]
    assert again.text_input(key="presentation:titre").value == "Comité du 3 décembre"
    assert _held(again) == query
    again.run()
    assert _lines(again) == _lines(app)


def test_the_title_and_the_cards_are_there_after_another_page():
    app = _app(cartes=basket.encode(ITEMS), titre="Un titre", soustitre="Un service")
    _goto(app, "og12.py")
    _goto(app, "presentation.py")
    assert _chosen(app) == [GPS, ACCESS, NURSES]
    assert app.text_input(key="presentation:titre").value == "Un titre"
    assert _held(app)["cartes"] == basket.encode(ITEMS)
    assert _held(app)["soustitre"] == "Un service"


def test_cards_are_moved_renamed_and_taken_out():
    app = _app(cartes=basket.encode(ITEMS))
    _click(app, "bref-presentation-descendre-0")
    assert _chosen(app) == [ACCESS, GPS, NURSES]
    _click(app, "bref-presentation-monter-2")
    assert _chosen(app) == [ACCESS, NURSES, GPS]
    assert app.button(key="bref-presentation-monter-0").disabled
    assert app.button(key="bref-presentation-descendre-2").disabled
    field = next(one for one in app.text_input if one.label == "Titre de la diapositive")
    field.set_value("  Mon\ttitre ").run()
    assert "<strong>Mon titre</strong>" in _lines(app)[0]
    _click(app, "bref-presentation-retirer-1")
    assert _chosen(app) == [ACCESS, GPS]
    assert basket.decode(_held(app)["cartes"]).items[0].title == "Mon titre"
    _click(app, "presentation-vider")
    assert _chosen(app) == []
    assert "cartes" not in app.query_params


def test_an_empty_presentation_says_so():
    app = _app()
    assert "La présentation est vide" in app.info[0].value
    (button,) = [one for one in app.get("download_button") if one.proto.id.endswith("presentation-pptx")]
    assert button.proto.disabled


@pytest.mark.parametrize("text", ["1abc", "x" * 9_000, "1\x00", "<script>", basket.encode(ITEMS)[:30]])
def test_a_link_that_was_cut_is_said_and_harms_nothing(text):
    app = _app(cartes=text)
    assert not app.exception
    assert "pas de présentation lisible" in app.warning[0].value
    assert _chosen(app) == []
    app.run()
    assert len(app.warning) == 0


def test_a_link_with_a_card_that_is_gone_keeps_the_others():
    gone = basket.encode([*ITEMS, Item(Recipe("medecins", "medecins.disparue"))])
    app = _app(cartes=gone)
    assert app.warning[0].value == "1 carte du lien n’existe pas ou plus : elle est laissée de côté."
    assert _chosen(app) == [GPS, ACCESS, NURSES]


def test_a_card_without_figures_is_shown_as_such():
    empty = Item(Recipe("medecins", "medecins.change_by_zone", ("mg_evolution", ("ensemble",))))
    unknown = Item(Recipe("medecins", "medecins.change_by_zone", ("absent", ("zip",))))
    app = _app(cartes=basket.encode([ITEMS[0], unknown, empty]))
    assert not app.exception
    assert "Cette carte n’a plus de chiffres" in _lines(app)[1]


@pytest.mark.parametrize("title", ["T" * 5_000, "a\x00b\x1f\r\nc", "\u202egauche", "<b>gras</b>", "=1+1", "😀" * 300])
def test_any_title_is_cleaned(title):
    app = _app(cartes=basket.encode(ITEMS), titre=title, soustitre=title)
    assert not app.exception
    shown = app.text_input(key="presentation:titre").value
    assert 0 < len(shown) <= basket.LONGEST_TITLE
    assert shown.isprintable()
    content = deck_file(ITEMS, load(), root=ROOT, address=ROOT, title=title, subtitle=title)
    cover = Presentation(io.BytesIO(content)).slides[0]
    assert any(shape.text_frame.text.startswith(shown[:30]) for shape in cover.shapes if shape.has_text_frame)


def test_a_full_presentation_takes_no_more():
    many = tuple(
        Item(Recipe("territoire", "territoire_lines.theme_card", (f"DEP-{place:02}", "demographie")))
        for place in range(21, 21 + MOST_ITEMS)
    )
    app = _app(cartes=basket.encode(many))
    assert len(_chosen(app)) == MOST_ITEMS
    _goto(app, "medecins.py")
    _click(app, "card-mg-zones-aidees-presentation")
    assert len(_chosen(app)) == MOST_ITEMS
    assert app.toast[0].value == f"La présentation compte déjà {MOST_ITEMS} cartes."


@pytest.mark.parametrize("deck_id", list(decks.READY))
def test_a_ready_deck_is_taken_over(deck_id):
    app = _app()
    _click(app, f"presentation-{deck_id}-charger")
    assert len(_lines(app)) == len(decks.READY[deck_id].items(Page("presentation", load(), LIGHT)))
    assert app.text_input(key="presentation:titre").value == decks.READY[deck_id].title


def test_the_deck_of_a_territory_is_found_by_its_name():
    app = _app()
    app.text_input(key="presentation:territoire").set_value("saint-quentin").run()
    assert not app.exception
    _click(app, "presentation-territoire-com-02691-charger")
    assert Recipe("territoire", "territoire_lines.theme_card", ("COM-02691", "demographie")) in _chosen(app)
    app.text_input(key="presentation:territoire").set_value("zzzz \x00 introuvable").run()
    assert not app.exception
    assert any("Aucun territoire ne s’appelle" in one.proto.body for one in app.get("html"))


def test_a_map_of_the_page_carte_is_added_with_what_is_seen():
    app = _app("carte.py", niveau="epci", indicateur="zonage_part_eligible", territoire="EPCI-200071892")
    _click(
        app,
        "carte-presentation" if "carte-presentation" in {one.key for one in app.button} else "card-carte-presentation",
    )
    (item,) = app.session_state["presentation#cartes"]
    assert item.recipe.function == "carte.map_card"
    assert item.recipe.choices[:2] == ("epci", "zonage_part_eligible")
    assert item.recipe.choices[2][1] == "EPCI-200071892"
    assert parse_qs(item.query)["territoire"] == ["EPCI-200071892"]
    card = basket.card_of(item, Page("presentation", load(), LIGHT))
    assert card.picture is not None
    assert card.recipe == Recipe("carte", item.recipe.function, item.recipe.choices)


# --- slides ---------------------------------------------------------------------------------------


def test_a_slide_says_what_the_card_says():
    page = Page("presentation", load(), LIGHT)
    card = basket.card_of(Item(GPS), page)
    slide = slide_of(card, page.data, link=f"{ROOT}medecins#card-mg-zones-aidees", title="")
    assert (slide.title, slide.subtitle) == (card.title, card.subtitle)
    assert slide.source_line.startswith("Source : ARS Hauts-de-France, 23 janvier 2023, diapositive 4")
    assert any("ARS Hauts-de-France" in one and "ligne" in one for one in slide.sources)
    assert any(note.startswith("Évolution du nombre de médecins généralistes installés : ") for note in slide.notes)
    assert any(note.startswith("Limite : Pour mesurer un effet") for note in slide.notes)
    assert slide_of(card, page.data, title="Le nôtre").title == "Le nôtre"


def test_a_table_goes_into_a_slide_without_what_is_drawn_in_it():
    page = Page("presentation", load(), LIGHT)
    card = basket.card_of(Item(Recipe("territoire", "territoire_lines.theme_card", ("REG-32", "demographie"))), page)
    cells = [cell for row in slide_of(card, page.data).body.rows for cell in row]
    assert not any("<" in cell or "&" in cell for cell in cells)
    assert any(cell.replace("\u00a0", " ").startswith("14e sur 18") for cell in cells)


def test_a_deck_leads_back_and_leaves_out_what_is_gone():
    items = (
        ITEMS[0],
        Item(Recipe("medecins", "medecins.change_by_zone", ("absent", ("zip",)))),
        Item(NURSES, "mesure=nombre"),
    )
    address = basket.presentation_address(items, ROOT, title="Un titre")
    deck = deck_of(items, load(), root=ROOT, address=address, title="", subtitle="")
    assert deck.title == TITLE
    assert [slide.link for slide in deck.slides] == [
        f"{ROOT}medecins#card-mg-zones-aidees",
        f"{ROOT}formation?mesure=nombre#card-infirmiers-nombre",
    ]
    held = parse_qs(urlsplit(deck.address).query)
    assert basket.decode(held["cartes"][0]).items == items
    assert held["titre"] == ["Un titre"]


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


@pytest.mark.parametrize("deck", [*decks.READY.values(), decks.territory_deck("COM-02691")], ids=lambda one: one.id)
def test_a_ready_deck_is_a_file_that_opens(deck):
    page = Page("presentation", load(), LIGHT)
    items = deck.items(page)
    content = deck_file(items, load(), root=ROOT, address=ROOT, title=deck.title, subtitle="")
    opened = Presentation(io.BytesIO(content))
    shown = list(opened.slides)[1:]
    assert all(slide.has_notes_slide for slide in shown)
    titles = [slide.shapes.title.text_frame.text for slide in shown]
    # A long table goes on.
    assert [one for one in titles if not one.endswith(" (suite)")] == [basket.card_of(one, page).title for one in items]
    assert not [text for slide in shown for text in texts(slide) if "dans la vue" in text]
