"""The page «Carte»: what its maps say, with invented figures; what its address holds, with the real ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from demodash import territories
from demodash.analysis.classes import Method, Scale
from demodash.charts.map_signs import Land
from demodash.charts.palette import LIGHT
from demodash.dataset import load
from demodash.dataset.merging import Brought, merged
from demodash.ui.cards import carte, carte_figures, carte_ranking, carte_zonage, zonage
from demodash.ui.geometry import AREAS, geometry, point_at
from demodash.ui.page import Page
from demodash.ui.sitemap import FOLDER
from demodash.zonage import editions
from tests.imported_figures import content

NAVIGATION = Path(__file__).resolve().parents[2] / "src" / "demodash" / "ui" / "navigation.py"
CARTE = str(Path("..") / ".." / ".." / FOLDER.name / "carte.py")
HOME = territories.children("REG-32", "DEP")
DENSITY = ("medecins_densite", "ensemble")


def rows_of(values, indicator="medecins_densite", period="2030-01-01", **more):
    return [
        {"indicator": indicator, "territory": code, "value": value, "period": period, **more}
        for code, value in values.items()
    ]


def shown(page, level="departements", thing=DENSITY, method=Method.EQUAL):
    found = carte_figures.subject(page, AREAS[level], thing, method)
    assert found is not None
    return found


def five(*values):
    return dict(zip(HOME, values, strict=True))


# --- what a map finds -----------------------------------------------------------------------------


def test_a_rate_names_its_lowest_and_its_highest(page_of):
    found = shown(page_of(*rows_of(five(211.4, 300, 250, 280, 377.7)))).finding(0, None)
    assert found.title == "Densité de médecins : l’Aisne à 211,4, la Somme à 377,7"
    assert found.reading == (
        "au 1er janvier 2030, la valeur est de 211,4\u202fpour 100\u202f000 habitants pour l’Aisne "
        "(5e des 5 départements)."
    ).replace("211,4\u202f", "211,4 ")


def test_the_region_and_france_stand_in_the_reading(page_of):
    wider = rows_of({"REG-32": 310.4, "FR": 350.5})
    found = shown(page_of(*rows_of(five(200, 300, 250, 280, 350)), *wider)).finding(0, "DEP-59")
    assert "pour le Nord (2e des 5 départements), de 310,4 pour les Hauts-de-France et de 350,5 pour la France." in (
        found.reading
    )


def test_territories_with_one_value_are_counted_not_named(page_of):
    page = page_of(*rows_of(five(100, 100, 63.5, 94, 100), indicator="zonage_part_eligible"))
    found = shown(page, thing=("zonage_part_eligible", "ensemble")).finding(0, None)
    assert found.title == "Population en zone éligible : l’Oise à 63,5\u202f%, 3 départements à 100,0\u202f%"
    assert "pour l’Oise (5e des 5 départements)" in found.reading


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ((-3.1, 2, 4, 1, 8), "1 des 5 départements recule (Aisne)"),
        ((-3.1, -2, 4, 1, 8), "2 des 5 départements reculent (Aisne et Nord)"),
        ((-1, -2, -4, -1, 8), "4 des 5 départements reculent"),
        ((1, 2, 4, -0.04, 8), "aucun recul parmi les 5 départements"),
    ],
)
def test_a_change_counts_those_that_fall(page_of, values, title):
    page = page_of(*rows_of(five(*values), indicator="medecins_evolution", period="2020/2030"))
    found = shown(page, thing=("medecins_evolution", "ensemble")).finding(0, None)
    assert found.title == f"Évolution des médecins : {title}"


def test_a_count_gives_its_share_of_the_whole(page_of):
    page = page_of(*rows_of(five(100, 500, 100, 200, 100), indicator="medecins_effectif"))
    found = shown(page, thing=("medecins_effectif", "ensemble")).finding(0, None)
    assert found.title == "Nord, 500 médecins, soit 50,0\u202f% du total".replace("50,0\u202f", "50,0 ")


def test_on_a_map_of_france_the_region_is_what_is_looked_for(page_of):
    values = {code: 300.0 + place for place, code in enumerate(territories.codes("REG"))}
    found = shown(page_of(*rows_of(values)), "france-regions").finding(0, None)
    rank = sum(value > values["REG-32"] for value in values.values()) + 1
    assert (
        found.title
        == f"Densité de médecins : les Hauts-de-France {rank}e des 18 régions, à {values['REG-32']:.1f}".replace(
            ".", ","
        )
    )


def test_the_ranks_of_our_departements_in_france(page_of):
    values = dict.fromkeys(territories.codes("DEP"), 300.0) | five(100, 400, 110, 120, 130)
    found = shown(page_of(*rows_of(values)), "france-departements").finding(0, None)
    assert found.title == "Densité de médecins : le Nord 1er des 101 départements, l’Aisne 101e"


# --- how it is drawn ------------------------------------------------------------------------------


def test_no_data_and_zero_are_two_things_and_zero_is_no_class(page_of):
    values = five(0, 20, 40, 60, 80)
    del values["DEP-80"]
    page = page_of(*rows_of(values, indicator="zonage_part_eligible"))
    drawing = shown(page, thing=("zonage_part_eligible", "ensemble")).drawing
    codes = drawing.frames[0].classes.tolist()
    assert codes[0] == Land.ZERO
    assert codes[4] == Land.NO_DATA
    assert set(codes[1:4]) <= set(range(len(drawing.classes)))


def test_every_year_is_on_one_scale(page_of):
    years = [*rows_of(five(10, 20, 30, 40, 50)), *rows_of(five(60, 70, 80, 90, 100), period="2031-01-01")]
    drawing = shown(page_of(*years)).drawing
    assert [frame.label for frame in drawing.frames] == ["2030", "2031"]
    assert np.all(drawing.frames[0].classes < drawing.frames[1].classes)
    assert "les mêmes de 2030 à 2031" in drawing.method


def test_changes_are_parted_at_zero(page_of):
    page = page_of(*rows_of(five(-8, -2, 0, 3, 9), indicator="medecins_evolution", period="2020/2030"))
    drawing = shown(page, thing=("medecins_evolution", "ensemble")).drawing
    codes = drawing.frames[0].classes.tolist()
    assert codes == sorted(codes)
    assert codes[1] < codes[2]
    assert any("0" in one.label for one in drawing.classes)


def test_counts_are_circles_and_a_published_sign_stays(page_of):
    page = page_of(*rows_of(five(100, 500, 100, 200, 100), indicator="medecins_effectif", qualifier="more_than"))
    drawing = shown(page, thing=("medecins_effectif", "ensemble")).drawing
    assert drawing.circles is not None
    assert drawing.classes == ()
    assert drawing.frames[0].qualifiers == dict.fromkeys(range(5), "plus de")


@pytest.mark.parametrize(
    ("scale", "labels"),
    [
        (Scale((200.0, 250.0)), ["moins de 200", "200 à moins de 250", "250 et plus"]),
        (Scale((2.5, 3.0)), ["moins de 2,5", "2,5 à moins de 3,0", "3,0 et plus"]),
        (Scale(()), ["toutes les valeurs"]),
        (Scale((1500.0,)), ["moins de 1\u202f500", "1\u202f500 et plus"]),
    ],
)
def test_classes_in_words(scale, labels):
    assert carte_figures.class_labels(scale) == labels


def test_the_zoning_has_the_control_figures(page_of):
    page = page_of({"indicator": "msp_activite", "value": 1})
    subject = carte_zonage.subject(page, AREAS["communes"])
    codes = subject.drawing.frames[0].classes
    assert len(codes) == len(AREAS["communes"].codes) == 3_782
    assert np.bincount(codes).tolist() == [750, 1_960, 623, 449]
    assert subject.finding(0, None).title == (
        "76,9\u202f% des habitants vivent dans une commune classée en ZIP, ZAC ou ZAR"
    )
    assert len(subject.rows(0)) == 3_782
    assert "Laon est classée en zone d’action complémentaire (ZAC)" in subject.finding(0, "COM-02408").reading
    assert subject.table(0).rows[0][0].endswith("(02001)")
    assert len(subject.table(0).part(3_700, 100).rows) == 82


def test_the_outlines_hold_the_territories_in_the_order_of_their_codes():
    for area in AREAS.values():
        assert list(area.codes) == sorted(area.codes)
        assert all(territories.territory(code).level is area.level for code in area.codes)
    point = point_at("hdf-communes", "COM-59350", "Lille", kind=0)
    plane = geometry("hdf-communes")
    assert 0 < point.x < plane.width
    assert 0 < point.y < plane.height / 2


# --- rankings -------------------------------------------------------------------------------------


def test_the_ranking_of_few_shows_all_and_of_many_the_ends_and_ours(page_of):
    values = {code: 300.0 + place for place, code in enumerate(territories.codes("DEP"))}
    page = page_of(*rows_of(values))
    subject = shown(page, "france-departements")
    view = carte.View(AREAS["france-departements"], (subject,), (0,), None, "naturels", ())
    card = carte_ranking.of_level(page, view)
    labels = list(card.figure.layout.yaxis.ticktext)
    assert len(labels) == 16  # six at each end, and the four of ours that are not among them
    assert all(any(territories.name(code) in label for label in labels) for code in HOME)
    assert labels[0] == f"1. {territories.name(max(values, key=values.get))}"


def test_many_equal_ones_at_the_top_are_not_told_apart(page_of):
    values = dict.fromkeys(territories.codes("EPCI"), 100.0) | {"EPCI-200018083": 10.0}
    page = page_of(*rows_of(values, indicator="zonage_part_eligible"))
    subject = shown(page, "epci", ("zonage_part_eligible", "ensemble"))
    card = carte_ranking.of_level(page, carte.View(AREAS["epci"], (subject,), (0,), None, "naturels", ()))
    assert card.title == "La CC de Desvres-Samer à 10,0\u202f%, 91 EPCI à 100,0\u202f%"
    assert list(card.figure.layout.yaxis.ticktext)[-1] == "92. CC de Desvres-Samer"


# --- the page -------------------------------------------------------------------------------------


def opened(**query):
    app = AppTest.from_file(NAVIGATION, default_timeout=60).run()
    for name, value in query.items():
        app.query_params[name] = value
    return app.switch_page(CARTE).run()


def headings(app):
    return [one.proto.body for one in app.get("html") if "<h2" in one.proto.body]


def picker(app, name):
    return next(one for one in (*app.button_group, *app.selectbox) if one.key == f"carte:{name}")


def test_it_opens_on_the_zoning_of_the_communes_with_an_empty_address():
    app = opened()
    assert not app.exception
    assert "ZIP, ZAC ou ZAR" in headings(app)[0]
    assert dict(app.query_params) == {}


def test_a_change_of_level_keeps_the_indicator_where_there_is_one():
    app = opened(niveau="france-departements")
    picker(app, "indicateur").select("apl_mg").run()
    assert app.query_params["indicateur"] == "apl_mg"
    picker(app, "niveau").set_value("departements").run()
    assert picker(app, "indicateur").value == "apl_mg"
    picker(app, "niveau").set_value("communes").run()
    assert picker(app, "indicateur").value == "zonage"
    assert not app.exception


def test_a_link_reopens_level_indicator_year_and_territory():
    app = opened(niveau="departements", indicateur="medecins_densite", annee="2014", territoire="DEP-80")
    assert not app.warning
    assert "2014" in headings(app)[0]
    reading = next(one.proto.body for one in app.get("html") if "dd-reading" in one.proto.body)
    assert "pour la Somme" in reading
    for _ in range(2):
        app.run()
        assert app.query_params["annee"] == "2014"
        assert app.query_params["territoire"] == "DEP-80"


def test_two_years_stand_side_by_side_from_the_first_to_the_last():
    app = opened(niveau="france-regions", comparer="annees")
    first, second = headings(app)[:2]
    assert ", 2012, régions de la France" in first
    assert ", 2026, régions de la France" in second


def test_two_indicators_stand_side_by_side():
    app = opened(niveau="france-departements", comparer="indicateurs", indicateur2="apl_kine")
    assert "Densité de médecins" in headings(app)[0]
    assert "APL aux masseurs-kinésithérapeutes" in headings(app)[1]


@pytest.mark.parametrize(
    "query",
    [
        {"niveau": "canton"},
        {"indicateur": "pib"},
        {"annee": "1812", "niveau": "departements"},
        {"territoire": "COM-00000"},
        {"methode": "hasard", "indicateur": "population_densite"},
        {"comparer": "tout"},
    ],
)
def test_a_wrong_link_is_warned_of_and_survived(query):
    app = opened(**query)
    assert not app.exception
    assert len(app.warning) == 1
    assert "n’existe pas" in app.warning[0].value
    assert headings(app)


def test_a_territory_of_another_level_gives_the_one_that_holds_it():
    app = opened(niveau="epci", territoire="COM-02408")
    assert app.query_params["territoire"] == "EPCI-200043495"


def test_the_search_selects_and_says_when_there_is_nothing():
    app = opened()
    app.text_input[0].input("Laon").run()
    assert app.query_params["territoire"] == "COM-02408"
    app.text_input[0].input("zzzzz").run()
    assert app.query_params["territoire"] == "COM-02408"
    assert "ne s’appelle « zzzzz »" in app.info[0].value
    assert not app.exception


def test_the_population_counted_from_the_communes_stands_beside_the_published_one():
    card = zonage.eligible_share(Page("essai", load(), LIGHT))
    values = {row[list(card.table.headers).index("Valeur")] for row in card.table.rows}
    assert {"72,4\u202f%", "76,9\u202f%"} <= values
    assert "4\u202f600\u202f000 habitants" in card.reading
    assert "4\u202f610\u202f809" in card.reading
    assert "parts différentes" in card.title
    assert "2022 · calculé<br>depuis les communes" in card.figure.layout.yaxis.ticktext


def test_two_editions_counted_from_their_communes_are_told_apart_by_name():
    again = replace(editions()[0], id="essai_zonage", name="depuis mai 2022", legal_start=dt.date(2022, 5, 1))
    data = merged(load(), [Brought(content(zonings=(again,)), "essai_zonage")])
    card = zonage.eligible_share(Page("essai", data, LIGHT))
    named = [text.replace("<br>", " ") for text in card.figure.layout.yaxis.ticktext if "communes" in text]
    assert sorted(named) == [
        "Zonage avril 2022 – décembre 2025 · calculé depuis les communes",
        "Zonage depuis mai 2022 · calculé depuis les communes",
    ]
    labels = {row[0] for row in card.table.rows}
    assert {"Zonage avril 2022 – décembre 2025", "Zonage depuis mai 2022"} <= labels
