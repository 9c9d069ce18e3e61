from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from demodash.sources import Source
from demodash.ui.cards import (
    courses,
    disagreements,
    formation,
    formation_france,
    formation_rates,
    formation_series,
    paramedical,
)
from demodash.ui.sitemap import FOLDER

NAVIGATION = Path(__file__).resolve().parents[2] / "src" / "demodash" / "ui" / "navigation.py"
SECOND = "places_deuxieme_annee_medecine"
OTHER = {"autre": Source("autre", "publication", "Autre journal", "Autre titre")}


def plain(text: str) -> str:
    return text.replace("\u202f", " ")


def medical(course: str, before: float, after: float, printed: str = ""):
    rows = [
        {"indicator": "places_medicales_avant", "category": course, "value": before},
        {"indicator": "places_medicales_apres", "category": course, "value": after},
    ]
    if printed:
        value = float(printed.rstrip("%"))
        rows.append(
            {"indicator": "places_medicales_evolution", "category": course, "value": value, "as_printed": printed}
        )
    return rows


def second_year(values, *, territory="REG-32", category="ensemble", source="essai", indicator=SECOND):
    return [
        {
            "indicator": indicator,
            "territory": territory,
            "category": category,
            "period": period,
            "value": value,
            "source": source,
        }
        for period, value in values.items()
    ]


def population(values, *, territory="REG-32"):
    """A hundred doctors, with the density that gives the inhabitants asked for on 1 January of each year."""
    return [
        {"indicator": indicator, "territory": territory, "period": f"{year}-01-01", "value": value}
        for year, people in values.items()
        for indicator, value in (("medecins_effectif", 100), ("medecins_densite", 100 / people * 100_000))
    ]


def test_the_medical_finding_names_the_course_that_moves_most(page_of):
    page = page_of(*medical("medecine", 100, 110, "+10%"), *medical("pharmacie", 100, 120, "+20.00%"))
    card = formation.medical_places(page, "nombre")
    assert card is not None
    assert plain(card.title) == "Les places augmentent dans les 2 filières médicales, surtout en pharmacie (+20,00 %)"
    assert "en pharmacie, 100 places avant et 120 places après, soit +20,00" in card.reading
    assert "le document ne donne pas d’année" in card.subtitle


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (medical("medecine", 100, 90), "Les places reculent en médecine (−10,00 %)"),
        (
            medical("medecine", 100, 90) + medical("pharmacie", 100, 80),
            "Les places reculent dans les 2 filières médicales, surtout en pharmacie (−20,00 %)",
        ),
        (
            medical("medecine", 100, 90) + medical("pharmacie", 100, 120) + medical("maieutique", 50, 50),
            "Places en hausse en pharmacie, en baisse en médecine, stables en maïeutique",
        ),
    ],
)
def test_the_medical_finding_holds_whichever_way_the_figures_go(page_of, rows, title):
    card = formation.medical_places(page_of(*rows), "nombre")
    assert card is not None
    assert plain(card.title) == title
    assert "aucune évolution n’étant publiée" in card.reading


def test_a_published_change_that_its_numbers_do_not_give_is_shown(page_of):
    card = formation.medical_places(page_of(*medical("medecine", 100, 110, "+12%")), "evolution")
    assert card is not None
    assert "publié, mais +10,00 % recalculé" in plain(card.reading)
    assert [plain(cell) for cell in card.table.rows[0]][3:6] == ["+12 %", "+10,00 %", "différent"]


def test_the_places_of_one_year_are_set_beside_when_every_site_is_known(page_of):
    sites = {"lille_2": 20, "icl": 10, "amiens": 20}
    annual = [
        {"indicator": "numerus_apertus_medecine", "category": site, "value": value} for site, value in sites.items()
    ]
    card = formation.medical_places(page_of(*medical("medecine", 100, 200), *annual), "nombre")
    assert card is not None
    assert "50 places sont recensées pour une année" in card.reading
    assert "c’est 4,0 fois ce nombre, l’ordre de grandeur d’un objectif sur plusieurs années" in card.reading
    assert set(card.rows["indicator"]) >= {"numerus_apertus_medecine"}
    near = formation.medical_places(page_of(*medical("medecine", 50, 60), *annual), "nombre")
    assert near is not None
    assert near.reading.endswith("c’est 1,2 fois ce nombre.")
    without = formation.medical_places(page_of(*medical("medecine", 100, 200), *annual[:2]), "nombre")
    assert without is not None
    assert "recensées" not in without.reading


def test_the_share_of_the_nation_is_set_beside_the_share_of_the_people(page_of):
    national = [
        {
            "indicator": "objectif_national_formation",
            "territory": "FR",
            "category": course,
            "period": "2021/2025",
            "value": value,
        }
        for course, value in {"medecine": 1000, "pharmacie": 2000}.items()
    ]
    people = population({2022: 500_000}) + population({2022: 5_000_000}, territory="FR")
    page = page_of(*medical("medecine", 90, 100), *medical("pharmacie", 90, 100), *national, *people)
    card = formation.share_of_national(page)
    assert card is not None
    assert plain(card.title) == "De 5,0 % à 10,0 % de l’objectif national 2021–2025, pour 10,0 % de la population"
    assert "le document ne dit pas" in card.reading
    without = formation.share_of_national(page_of(*medical("medecine", 90, 100), *national))
    assert without is not None
    assert plain(without.title) == "10,0 % de l’objectif national 2021–2025"
    assert formation.share_of_national(page_of(*medical("medecine", 90, 100))) is None


def nurses(values):
    return [{"indicator": "ide_places", "period": str(year), "value": value} for year, value in values.items()]


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({2019: 100, 2020: 102, 2022: 110}, "Infirmiers : 10 places de plus en 3 ans (+10,00 %)"),
        ({2019: 100, 2020: 99}, "Infirmiers : 1 place de moins en 1 an (−1,00 %)"),
        ({2019: 100, 2020: 100}, "Infirmiers : autant de places en 2020 qu’en 2019"),
    ],
)
def test_the_finding_on_nurses(page_of, values, title):
    card = paramedical.nurses(page_of(*nurses(values)), "nombre")
    assert card is not None
    assert plain(card.title) == title


def test_nurses_in_every_measure(page_of):
    change = {"indicator": "ide_places_evolution", "period": "2019/2021", "value": 25, "as_printed": "+25%"}
    page = page_of(*nurses({2019: 80, 2020: 90, 2021: 100}), *population({2019: 100_000, 2021: 100_000}), change)
    texts = {}
    for measure in ("nombre", "evolution", "base100", "pour100k"):
        card = paramedical.nurses(page, measure)
        assert card is not None
        assert card.figure is not None
        (trace,) = card.figure.data
        texts[measure] = [plain(text) for text in trace.text]
    assert texts == {
        "nombre": ["80", "90", "100"],
        "evolution": ["+12,5 %", "+11,1 %"],
        "base100": ["100,0", "112,5", "125,0"],
        "pour100k": ["80,0", "100"],
    }
    assert card.reading.startswith("de 80 places en 2019 à 100 places en 2021")
    assert "égal au chiffre publié" in card.reading
    assert "150" not in card.reading
    assert paramedical.nurses(page_of(*nurses({2019: 80})), "nombre") is None


def test_care_assistants_go_from_what_is_computed_to_what_is_published(page_of):
    added = {"2020/2021": 30, "2022": 15}
    rows = [
        {
            "indicator": "places_paramedicales_ajoutees",
            "category": "aide_soignant",
            "period": period,
            "value": value,
        }
        for period, value in added.items()
    ]
    page = page_of(*rows, {"indicator": "as_capacite", "period": "2023", "value": 245})
    card = paramedical.care_assistants(page)
    assert card is not None
    assert card.title == "Aides-soignants : 45 places de plus depuis 2020, 245 au total en 2023"
    assert "portent la capacité de 200 à 245 places, soit +22,5" in card.reading
    assert card.figure is not None
    (bar,) = card.figure.data
    assert list(bar.text) == ["200", "+30", "+15", "245"]
    assert bar.marker.color[0] == page.palette.surface
    assert bar.marker.color[1] != page.palette.surface
    assert paramedical.care_assistants(page_of(*rows)) is None


def test_places_added_are_set_beside_those_of_the_first_year(page_of):
    page = page_of(
        {"indicator": "places_paramedicales_ajoutees", "category": "kine", "period": "2021/2023", "value": 1},
        {"indicator": "places_paramedicales_ajoutees", "category": "psychomotricien", "period": "2020", "value": 12},
        {"indicator": "places_kine", "period": "2021/2022", "value": 200},
        {"indicator": "places_kine", "period": "2016/2017", "value": 150},
    )
    card = paramedical.added_places(page)
    assert card is not None
    assert card.title == "Psychomotriciens : 12 places de plus ; kinésithérapeutes : 1"
    assert "Pour situer : 200 places en 2021–2022" in card.reading


REGION = second_year({"1999/2000": 100, "2006/2007": 150, "2016/2017": 200})
AMIENS = second_year({"1999/2000": 40, "2016/2017": 60}, category="amiens")
FRANCE = second_year({"1999/2000": 1000, "2016/2017": 1500}, territory="FR")
LATER = second_year({"2022/2024": 300}, indicator="numerus_apertus_medecine")


def test_a_series_breaks_where_its_definition_changes(page_of):
    card = formation_series.over_time(
        page_of(*REGION, *AMIENS, *LATER), "medecine", ["region", "amiens"], "nombre", "FR"
    )
    assert card is not None
    assert card.title == "Médecine, Hauts-de-France : de 100 en 1999–2000 à 200 places en 2016–2017"
    assert "puis 300 places (2022–2024) (numerus apertus)" in card.reading
    assert card.figure is not None
    assert [len(trace.x) for trace in card.figure.data] == [3, 1, 2]
    assert len(card.figure.layout.shapes) == 1


def test_an_index_compares_with_the_same_year_and_within_one_definition(page_of):
    page = page_of(*REGION, *AMIENS, *FRANCE, *LATER)
    card = formation_series.over_time(page, "medecine", ["region", "amiens"], "base100", "FR")
    assert card is not None
    assert card.title == (
        "Médecine, Hauts-de-France : 200,0 en 2016–2017 (base 100 en 1999–2000), contre 150,0 pour la France"
    )
    assert card.figure is not None
    assert not card.figure.layout.shapes
    assert sorted(list(trace.y) for trace in card.figure.data) == [[100, 150], [100, 150], [100, 150, 200]]


def test_an_index_has_no_base_where_a_place_has_no_figure(page_of):
    late = second_year({"2006/2007": 10, "2016/2017": 11}, territory="REG-44")
    page = page_of(*REGION, *AMIENS, *late)
    card = formation_series.over_time(page, "medecine", ["region", "amiens"], "base100", "REG-44")
    assert card is not None
    assert "133,3 en 2016–2017 (base 100 en 2006–2007), contre 110,0 pour le Grand Est" in card.title
    assert card.reading.endswith("Sans chiffre en 2006–2007, Amiens n’a pas de base.")


def test_the_change_is_between_two_years_that_all_share(page_of):
    page = page_of(*REGION, *AMIENS, *FRANCE)
    card = formation_series.over_time(page, "medecine", ["region", "amiens"], "evolution", "FR")
    assert card is not None
    assert plain(card.title) == "Médecine, Hauts-de-France : +100,0 % de places entre 1999–2000 et 2016–2017"
    rows = [tuple(plain(cell) for cell in (row[0], row[5])) for row in card.table.rows]
    assert rows == [("Hauts-de-France", "+100,0 %"), ("Amiens", "+50,0 %"), ("France", "+50,0 %")]


def test_only_territories_have_a_rate_and_only_where_people_are_known(page_of):
    page = page_of(
        *REGION,
        *AMIENS,
        *FRANCE,
        *population({2017: 1_000_000}),
        *population({2017: 15_000_000}, territory="FR"),
    )
    card = formation_series.over_time(page, "medecine", ["region", "amiens"], "pour100k", "FR")
    assert card is not None
    assert plain(card.title) == (
        "Médecine, Hauts-de-France : 20,0 places pour 100 000 habitants en 2016–2017, contre 10,0 pour la France"
    )
    assert {row[0] for row in card.table.rows} == {"Hauts-de-France", "France"}
    assert formation_series.over_time(page, "medecine", ["amiens"], "pour100k", "FR") is None
    assert formation_series.over_time(page, "medecine", [], "nombre", "aucun") is None


def test_two_values_of_one_year_are_both_shown(page_of):
    page = page_of(
        *second_year({"2015/2016": 51, "2016/2017": 52}, territory="EXREG-22", indicator="places_kine"),
        *second_year({"2015/2016": 50}, territory="EXREG-22", indicator="places_kine", source="autre"),
        sources=OTHER,
    )
    card = formation_series.over_time(page, "kine", ["picardie"], "nombre", "FR")
    assert card is not None
    assert card.reading.endswith("Deux publications se contredisent pour Picardie, 2015–2016 (51 et 50).")
    assert card.figure is not None
    assert list(card.figure.data[1].text) == ["50"]
    assert [row[1] for row in card.table.rows].count("Autre journal") == 1
    found = disagreements.disagreements(page, "essai", courses.INDICATORS)
    assert found is not None
    assert plain(found.title).startswith("1 désaccord entre publications ; le plus large : Places de kinésithérapie")
    assert "soit 1 place d’écart (+2,0 %)" in plain(found.reading)


def test_the_nation_keeps_its_definitions_apart(page_of):
    rows = [
        *second_year({"2016/2017": 800, "2017/2018": 820}, territory="FR"),
        *second_year({"2018/2019": 840}, territory="FR", category="paces"),
        *second_year({"2018/2019": 930}, territory="FR", category="toutes_voies"),
    ]
    card = formation_france.france(page_of(*rows), "medecine")
    assert card is not None
    assert card.title == "Médecine, France : de 800 en 2016–2017 à 820 places en 2017–2018, puis 2 champs différents"
    assert card.figure is not None
    assert [trace.name for trace in card.figure.data] == ["Total", "PACES", "Toutes voies"]
    steady = formation_france.france(page_of(*second_year({"2016": 30, "2017": 30}, territory="FR")), "medecine")
    assert steady is not None
    assert steady.title == "Médecine, France : 30 places en 2016 comme en 2017"
    assert formation_france.france(page_of(*REGION), "medecine") is None


def test_rates_of_every_course_are_ranked_against_the_territory_compared(page_of):
    people = population({2017: 1_000_000}) + population({2017: 10_000_000}, territory="FR")
    kines = second_year({"2016/2017": 50}, indicator="places_kine") + second_year(
        {"2016/2017": 600}, indicator="places_kine", territory="FR"
    )
    page = page_of(*REGION, *FRANCE, *kines, *people)
    card = formation_rates.by_inhabitant(page, "FR")
    assert card is not None
    assert card.title == "Par habitant, plus de places que la France dans 1 formation sur 2"
    assert [tuple(plain(cell) for cell in row) for row in card.table.rows] == [
        ("Médecine", "2016–2017", "200", "20,0", "1 500", "15,0", "+33,3 %"),
        ("Kinésithérapeutes", "2016–2017", "50", "5,00", "600", "6,00", "−16,7 %"),
    ]
    alone = formation_rates.by_inhabitant(page, "aucun")
    assert alone is not None
    assert plain(alone.title) == "De 5,00 à 20,0 places pour 100 000 habitants selon la formation"
    assert formation_rates.by_inhabitant(page, "REG-44") is None


def opened() -> AppTest:
    app = AppTest.from_file(NAVIGATION, default_timeout=30).run()
    return app.switch_page(str(Path("..") / ".." / ".." / FOLDER.name / "formation.py")).run()


def headings(app: AppTest) -> str:
    return plain(" ".join(one.proto.body for one in app.get("html") if "dd-heading" in one.proto.body))


def test_the_page_shows_the_published_figures_run_after_run():
    app = opened()
    assert not app.exception
    for expected in ("+8,57 %", "+7,72 %", "2 376 au total", "Kinésithérapeutes : 30 places de plus"):
        assert expected in headings(app)
    app.button_group(key="formation:mesure").set_value("base100").run()
    app.selectbox(key="formation:profession").set_value("kine").run()
    assert not app.exception
    assert "Kinésithérapeutes, Hauts-de-France : " in headings(app)
    assert "base 100 en 2002–2003" in headings(app)
    assert dict(app.query_params) == {"mesure": "base100", "profession": "kine"}
    app.button_group(key="formation:comparer").set_value("REG-44").run()
    assert not app.exception
    assert "contre 100,0 pour le Grand Est" in headings(app)


def test_nothing_chosen_says_how_to_widen():
    app = opened()
    app.button_group(key="formation:sites").set_value([]).run()
    assert not app.exception
    assert any("Ajoutez un site" in one.value for one in app.info)
