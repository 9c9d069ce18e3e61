"""The page «Fiche territoire»: the right territory, the right words, whatever is asked."""

from __future__ import annotations

import json
import re
import time
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from demodash import territories
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Theme
from demodash.ui import decks, markup
from demodash.ui.cards import territoire_breakdown, territoire_lines
from demodash.ui.sitemap import FOLDER

VIEW = "territoire:vue"
NAVIGATION = Path(__file__).resolve().parents[2] / "src" / "demodash" / "ui" / "navigation.py"
TERRITOIRE = str(Path("..") / ".." / ".." / FOLDER.name / "territoire.py")
HOME = territories.children("REG-32", "DEP")


def opened(code=None, view=None):
    app = AppTest.from_file(NAVIGATION, default_timeout=60).run()
    if code is not None:
        app.query_params["territoire"] = code
    if view is not None:
        app.query_params["vue"] = view
    return app.switch_page(TERRITOIRE).run()


def bodies(app):
    return "\n".join(one.proto.body for one in app.get("html"))


def links(app):
    return [one.proto.label for one in app.get("page_link")]


def cards(page, code):
    lines = territoire_lines._lines(page.data.version, code, page)
    return {
        theme: territoire_lines._card(page, code, theme, [line for line in lines if line.indicator.theme is theme])
        for theme in Theme
        if any(line.indicator.theme is theme for line in lines)
    }


def densities(values, period="2030-01-01"):
    return [
        {"indicator": "medecins_densite", "territory": code, "value": value, "period": period}
        for code, value in values.items()
    ]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("COM-02408", ("Laon (02408)", "Commune de l’Aisne, Hauts-de-France", "ZAC", "avril 2022 – décembre 2025")),
        ("EPCI-200018083", ("CC de Desvres-Samer", "EPCI du Pas-de-Calais", "31 communes")),
        ("DEP-59", ("Nord (59)", "Département des Hauts-de-France", "Lille")),
        ("DEP-2A", ("Corse-du-Sud (2A)", "Département de Corse")),
        ("REG-44", ("Grand Est", "Strasbourg")),
        (None, ("Hauts-de-France", "5 départements, 92 EPCI et 3\u202f782 communes")),
    ],
)
def test_a_territory_of_every_level(code, words):
    app = opened(code)
    assert not app.exception
    assert not app.warning
    text = bodies(app)
    assert all(word in text for word in words)
    for _ in range(2):
        app.run()
        assert not app.exception
        assert bodies(app) == text


def test_parents_and_neighbours_are_links():
    found = links(opened("COM-02408"))
    assert {"CA du Pays de Laon", "Aisne (02)", "Hauts-de-France", "Athies-sous-Laon (02028)"} <= set(found)


@pytest.mark.parametrize("code", ["COM-99999", "FR", "EXREG-22", "laon", "<b>x</b>"])
def test_an_unknown_territory_is_warned_of_and_the_region_shown(code):
    app = opened(code)
    assert not app.exception
    assert "n’existe pas" in app.warning[0].value
    assert "valeur par défaut : Hauts-de-France" in app.warning[0].value
    assert "territoire" not in app.query_params


def test_the_search_opens_a_sheet_and_proposes_the_others():
    app = opened()
    app.text_input[0].input("Saint-Martin").run()
    first = app.query_params["territoire"]
    assert "saint-martin" in territories.name(first).casefold()
    others = next(one for one in app.button_group if one.key == "territoire:reponses")
    assert len(others.options) > 1
    others.set_value(others.options[1]).run()
    assert app.query_params["territoire"] != first
    app.text_input[0].input("zzzz").run()
    assert any("ne s’appelle" in one.value for one in app.info)
    assert not app.exception


def test_an_island_has_no_neighbour_and_says_so():
    assert "Guadeloupe ne touche aucun territoire de son niveau" in bodies(opened("REG-01"))


def test_a_card_says_the_rank_and_stands_beside_the_wider_territories(page_of):
    values = dict(zip(HOME, (200.0, 300.0, 250.0, 280.0, 350.0), strict=True))
    page = page_of(*densities(values | {"REG-32": 310.0, "FR": 340.0}))
    card = cards(page, "DEP-02")[Theme.DEMOGRAPHIE]
    assert card.title == (
        "Densité de médecins : 200,0 pour 100\u202f000 habitants, 5e des 5 départements des Hauts-de-France"
    )
    assert list(card.table.headers) == [
        "Indicateur",
        "Aisne",
        "Hauts-de-France",
        "France",
        "Année",
        "Rang, Hauts-de-France",
    ]
    (row,) = card.table.rows
    assert [str(cell) for cell in row[1:5]] == ["200,0", "310,0", "340,0", "2030"]
    assert row[5] == "5e\u00a0sur\u00a05"
    assert card.reading == (
        "Densité de médecins (pour 100\u202f000 habitants), 2030 : Aisne, 200,0 ; Hauts-de-France, 310,0 ; "
        "France, 340,0."
    )


def test_a_trend_is_drawn_and_told(page_of):
    years = [row for year, value in (("2028", 200.0), ("2030", 250.0)) for row in densities({"DEP-02": value}, year)]
    (row,) = cards(page_of(*years), "DEP-02")[Theme.DEMOGRAPHIE].table.rows
    assert "dd-spark" in row[-1]
    assert "2028–2030 : +25,0\u202f%" in row[-1]


def test_a_commune_without_figures_shows_those_that_hold_it_and_says_so(page_of):
    page = page_of(*densities(dict.fromkeys(HOME, 200.0)))
    card = cards(page, "COM-02408")[Theme.DEMOGRAPHIE]
    assert card.subtitle == "Rien n’est publié par commune : voici les territoires qui contiennent Laon"
    assert list(card.table.headers) == ["Indicateur", "Aisne", "Année"]
    assert card.title == "Démographie des médecins"


def test_the_csv_holds_the_figures_of_the_card(page_of):
    values = dict(zip(HOME, (200.0, 300.0, 250.0, 280.0, 350.0), strict=True))
    card = cards(page_of(*densities(values | {"FR": 340.0})), "DEP-02")[Theme.DEMOGRAPHIE]
    assert set(card.rows["territory"]) == {"DEP-02", "FR"}
    assert card.file_name == "fiche-dep-02-demographie"


def labels(app, kind):
    return [one.proto.label for one in app.get(kind)]


def test_the_sheet_can_be_downloaded_and_the_archive_made_and_cancelled():
    app = opened("EPCI-200018083")
    assert "Télécharger la fiche (PDF)" in labels(app, "download_button")
    app.button(key="fiche-zip-start").click().run()
    assert not app.exception
    making = app.session_state["territoire:archive"]
    app.button(key="fiche-zip-cancel").click().run()
    limit = time.monotonic() + 60
    while not making.is_over:
        assert time.monotonic() < limit
        time.sleep(0.01)
    app.run()
    assert not app.exception
    assert [one.value for one in app.toast] == ["L’archive des fiches est annulée."]
    assert app.button(key="fiche-zip-start").label == "Toutes les fiches des EPCI (zip)"
    assert not any("fiches des EPCI" in label for label in labels(app, "download_button"))


# --- one theme at a time --------------------------------------------------------------------------


def drawn(app):
    found = (re.fullmatch(r"card-(fiche-.+)-presentation", str(one.key)) for one in app.button)
    return [one[1] for one in found if one]


def view(app):
    return app.button_group(key=VIEW)


def test_one_theme_is_shown_at_a_time_and_the_head_always():
    app = opened()
    assert view(app).value == "demographie"
    assert "vue" not in app.query_params
    themes = view(app).options
    assert len(themes) == len(Theme)
    for theme in Theme:
        view(app).set_value(theme.value).run()
        assert not app.exception
        assert drawn(app)
        assert {one.split("-")[1] for one in drawn(app)} == {theme.value}
        assert "dd-figures" in bodies(app)
        assert "3 régions voisines" in bodies(app)


def test_only_the_themes_of_the_territory_are_offered():
    app = opened("EPCI-200018083")
    assert list(view(app).options) == ["Démographie", "Zonage", "Accès aux soins"]


def test_a_link_opens_its_theme_and_a_theme_that_the_territory_lacks_is_said():
    app = opened("DEP-02", "acces")
    assert drawn(app) == ["fiche-acces"]
    lacking = opened("EPCI-200018083", "formation")
    assert "« vue = formation »" in lacking.warning[0].value
    assert drawn(lacking) == ["fiche-demographie"]


def test_a_search_keeps_the_theme_where_the_other_territory_has_it():
    app = opened("EPCI-200018083", "zonage")
    app.text_input[0].input("CC du Vimeu").run()
    assert app.query_params["territoire"] != "EPCI-200018083"
    assert view(app).value == "zonage"
    app = opened(None, "formation")
    app.text_input[0].input("CC du Vimeu").run()
    assert view(app).value == "demographie"
    assert not app.warning
    assert "vue" not in app.query_params


def test_an_anchor_finds_the_theme_of_every_card():
    app = opened(None, "formation")
    assert len(drawn(app)) == 3
    (said,) = [one.proto.body for one in app.get("html") if 'class="dd-views"' in one.proto.body]
    places = json.loads(unescape(re.search(r'data-cards="([^"]*)"', said)[1]))
    for card in drawn(app):
        (place,) = [at for start, at in places.items() if f"card-{card}".startswith(start)]
        assert view(app).options[place] == "Formation"


CHANGES = {"zip": -9.0, "zac": -6.5, "zar": -2.5, "hz": -1.0}


def by_zone(territory, shift=0.0, period="2026/2030"):
    return [
        {"indicator": indicator, "territory": territory, "category": zone, "value": value + shift, "period": period}
        for indicator in ("mg_evolution", "mg_evolution_annuelle", "mg_ecart_region")
        for zone, value in CHANGES.items()
    ]


def counted(count):
    """As many lines of other indicators, broken down or not."""
    fields = [one.id for one in CATALOGUE["mg_effectif"].dimension]
    rows = [{"indicator": "mg_effectif", "category": one} for one in fields]
    rows += [{"indicator": "mg_densite", "category": one} for one in fields]
    return [one | {"territory": "REG-32", "value": 100.0, "period": "2030"} for one in rows[:count]]


def test_an_indicator_is_named_once_and_its_details_stand_beside(page_of):
    page = page_of(*counted(2), *densities({"REG-32": 310.0}, "2030"))
    table = cards(page, "REG-32")[Theme.DEMOGRAPHIE].table
    assert list(table.headers) == ["Indicateur", "Détail", "Hauts-de-France", "Année"]
    assert [list(row[:2]) for row in table.rows] == [
        ["Densité de médecins (pour 100\u202f000 habitants)", ""],
        ["Médecins généralistes en activité (médecins)", "Tous modes"],
        ["", "Salariés ou libéraux"],
    ]
    assert list(table.numeric) == [2, 3]


def test_a_long_theme_has_its_breakdown_in_a_card_of_its_own(page_of):
    page = page_of(*by_zone("REG-32"), *by_zone("DEP-02", -1.0)[:4], *counted(14))
    assert territoire_breakdown.breakdowns(page, "REG-32", "demographie") == ["zone"]
    first = territoire_lines.theme_card(page, "REG-32", "demographie")
    card = territoire_breakdown.breakdown_card(page, "REG-32", "demographie", "zone")
    assert not set(first.rows["indicator"]) & set(card.rows["indicator"])
    assert card.id == "fiche-demographie-zone"
    assert card.title == "Évolution des MG : de −9,00\u202f% (ZIP) à −1,00\u202f% (Non zonés)"
    assert card.subtitle == "Par type de zone · Hauts-de-France"
    assert list(card.table.headers) == ["Indicateur", "ZIP", "ZAC", "ZAR", "Non zonés", "Année"]
    assert [str(cell) for cell in card.table.rows[0]] == [
        "Évolution des MG (%)",
        "−9,00",
        "−6,50",
        "−2,50",
        "−1,00",
        "2026–2030",
    ]
    assert card.reading == (
        "Évolution des MG (%) des Hauts-de-France, 2026–2030 : ZIP, −9,00 ; ZAC, −6,50 ; ZAR, −2,50 ; Non zonés, −1,00."
    )
    assert territoire_breakdown.breakdown_card(page, "REG-32", "demographie", "universite") is None
    assert territoire_breakdown.breakdowns(page, "DEP-02", "demographie") == []


def test_a_breakdown_says_whose_figures_and_which_years(page_of):
    old = {"indicator": "mg_evolution", "territory": "REG-32", "category": "zar", "value": -2.0, "period": "2020/2030"}
    whole = [one for one in by_zone("REG-32") if (one["indicator"], one["category"]) != ("mg_evolution", "zar")]
    france = by_zone("FR", -1.0)[:1]
    page = page_of(*whole, old, *france, *counted(14))
    card = territoire_breakdown.breakdown_card(page, "REG-32", "demographie", "zone")
    assert list(card.table.headers)[:2] == ["Indicateur", "Territoire"]
    rows = [[markup.plain(cell) for cell in row] for row in card.table.rows[:2]]
    assert rows == [
        ["Évolution des MG (%)", "Hauts-de-France", "−9,00", "−6,50", "−2,00 (2020–2030)", "−1,00", "2026–2030"],
        ["", "France", "−10,00", "–", "–", "–", "2026–2030"],
    ]


def test_the_presentation_of_a_territory_has_the_breakdowns_and_links_to_their_theme(page_of):
    page = page_of(*by_zone("REG-32"), *counted(14))
    items = [one for one in decks.territory_deck("REG-32").items(page) if one.recipe.page == "territoire"]
    assert [(one.recipe.function, one.query) for one in items] == [
        ("territoire_lines.theme_card", "vue=demographie"),
        ("territoire_breakdown.breakdown_card", "vue=demographie"),
    ]
