from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from demodash.dataset import from_table
from demodash.sources import Source
from demodash.ui.cards import cpts, disagreements, exercice, msp_professionnels
from demodash.ui.cards.publishers import of_publishers, publisher_id, publishers_of
from demodash.ui.page import Page
from demodash.ui.sitemap import FOLDER

NAVIGATION = Path(__file__).resolve().parents[2] / "src" / "demodash" / "ui" / "navigation.py"
OTHER = {"autre": Source("autre", "publication", "L’autre (journal)", "Autre titre")}
IMPORTED = {"essai_import": Source("essai_import", "document", "Agence d’essai", "Un communiqué importé")}
EVERYONE: list[str] = []


def plain(text: str) -> str:
    return text.replace("\u202f", " ")


def msp(values, *, indicator="msp_activite", **more):
    return [{"indicator": indicator, "period": period, "value": value, **more} for period, value in values.items()]


def population(values, *, territory="REG-32"):
    """A hundred doctors, with the density that gives the inhabitants asked for on 1 January of each year."""
    return [
        {"indicator": indicator, "territory": territory, "period": f"{year}-01-01", "value": value}
        for year, people in values.items()
        for indicator, value in (("medecins_effectif", 100), ("medecins_densite", 100 / people * 100_000))
    ]


HISTORY = [
    *msp({"2010": 10}, status="derived", qualifier="about"),
    *msp({"2017": 40}, status="inferred"),
    *msp({"2022": 90, "2023-05-25": 100}),
    *msp({"2010/2017": 4}, indicator="msp_rapport", status="inferred", as_printed="4"),
    *msp({"2022-12-31": 80}, indicator="msp_objectif"),
    *msp({"2017": 30, "2021-06-17": 12}, indicator="msp_projet"),
]


def test_the_finding_counts_from_the_first_published_figure(page_of):
    card = exercice.msp_over_time(page_of(*HISTORY), "nombre", "FR", EVERYONE)
    assert card is not None
    assert card.title == "100 MSP le 25 mai 2023, soit 2,5 fois le nombre de 2017"
    assert "environ 10 en 2010 par le calcul (40 divisé par 4, rapport publié)" in card.reading
    assert "l’objectif ministériel était de 80 pour le 31 décembre 2022, atteint (90 en 2022)" in card.reading
    assert "en projet, 30 (2017) puis 12 (17 juin 2021)" in card.reading
    assert "* date déduite du contexte" in card.subtitle


def test_computed_marks_are_hollow_and_inferred_dates_are_starred(page_of):
    page = page_of(*HISTORY)
    card = exercice.msp_over_time(page, "nombre", "aucun", EVERYONE)
    assert card is not None
    assert card.figure is not None
    line = next(trace for trace in card.figure.data if trace.name == "MSP en activité")
    assert list(line.text) == ["environ 10", "40*", "90", "100"]
    assert [colour == page.palette.surface for colour in line.marker.color] == [True, False, False, False]
    assert [trace.mode for trace in card.figure.data if trace.name == "Objectif de MSP"] == ["markers+text"]


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"2017": 40, "2022": 44}, "44 MSP en 2022, contre 40 en 2017"),
        ({"2017": 40, "2022": 20}, "20 MSP en 2022, contre 40 en 2017"),
        ({"2022": 1}, "1 MSP en 2022"),
    ],
)
def test_the_finding_holds_whichever_way_the_number_goes(page_of, values, title):
    card = exercice.msp_over_time(page_of(*msp(values)), "nombre", "FR", EVERYONE)
    assert card is not None
    assert card.title == title


def test_an_objective_that_was_not_reached_is_said_so(page_of):
    rows = [*msp({"2017": 40, "2023-05-25": 100}), *msp({"2022-12-31": 80}, indicator="msp_objectif")]
    card = exercice.msp_over_time(page_of(*rows), "nombre", "FR", EVERYONE)
    assert card is not None
    assert "non atteint d’après les chiffres connus à cette date" in card.reading


def test_the_nation_stands_beside_only_in_a_common_measure(page_of):
    rows = [
        *HISTORY,
        *msp({"2017": 400, "2023-03": 800}, territory="FR"),
        *population({2022: 1_000_000, 2023: 1_000_000}),
        *population({2023: 10_000_000}, territory="FR"),
    ]
    page = page_of(*rows)
    titles = {}
    for measure in ("nombre", "evolution", "base100", "pour100k"):
        card = exercice.msp_over_time(page, measure, "FR", EVERYONE)
        assert card is not None
        assert card.figure is not None
        titles[measure] = (plain(card.title), "FR" in set(card.rows["territory"]))
    assert titles == {
        "nombre": ("100 MSP le 25 mai 2023, soit 2,5 fois le nombre de 2017", False),
        "evolution": ("100 MSP le 25 mai 2023, soit 2,5 fois le nombre de 2017", False),
        "base100": ("MSP en activité : 250,0 le 25 mai 2023, contre 200,0 en France (mars 2023)", True),
        "pour100k": (
            "MSP en activité : 10,0 pour 100 000 habitants le 25 mai 2023, contre 8,00 en France (mars 2023)",
            True,
        ),
    }
    alone = exercice.msp_over_time(page, "pour100k", "aucun", EVERYONE)
    assert alone is not None
    assert plain(alone.title) == "MSP en activité : 10,0 pour 100 000 habitants le 25 mai 2023"


def test_the_publishers_chosen_filter_the_figures(page_of):
    page = page_of(*msp({"2017": 40}), *msp({"2022": 90}, source="autre"), sources=OTHER)
    assert publishers_of(page, "exercice") == {
        "agence_d_essai": "Agence d’essai",
        "l_autre_journal": "L’autre (journal)",
    }
    assert publisher_id("Agence d’essai") == "agence_d_essai"
    card = exercice.msp_over_time(page, "nombre", "FR", ["agence_d_essai"])
    assert card is not None
    assert card.title == "40 MSP en 2017"
    assert exercice.msp_over_time(page, "nombre", "FR", ["inconnu"]) is None
    rows = page.data.select("msp_activite")
    assert len(of_publishers(page, rows, EVERYONE)) == 2


def staff(period, values, source="essai"):
    return [
        {
            "indicator": "msp_professionnels",
            "category": profession,
            "period": period,
            "value": value,
            "source": source,
        }
        for profession, value in values.items()
    ]


STAFF = [
    *staff("2022", {"ensemble": 100, "infirmier": 40, "kine": 10}),
    *staff("2023-05-25", {"ensemble": 120, "infirmier": 44, "kine": 15}),
]


def test_professions_are_compared_and_the_rest_is_computed(page_of):
    page = page_of(*STAFF)
    card = msp_professionnels.by_profession(page, "nombre", list(msp_professionnels.PROFESSIONS), EVERYONE)
    assert card is not None
    assert plain(card.title) == (
        "20 professionnels de plus en MSP (+20,0 %) ; plus forte évolution, kinésithérapeutes : +50,0 %"
    )
    rows = {row[0]: [plain(cell) for cell in row[1:]] for row in card.table.rows}
    assert rows["Autres professions"] == ["50", "61", "+11", "+22,0 %", "calculé"]
    assert rows["Infirmiers"][2:] == ["+4", "+10,0 %", "publié"]
    assert card.figure is not None
    hollow = [trace.marker.color for trace in card.figure.data if trace.mode == "markers+text"]
    assert [colour == page.palette.surface for colour in hollow[1]] == [True, False, False]


def test_professions_in_the_other_measures(page_of):
    page = page_of(*STAFF, *population({2022: 100_000, 2023: 100_000}))
    chosen = ["infirmier", "kine"]
    texts = {}
    for measure in ("evolution", "base100"):
        card = msp_professionnels.by_profession(page, measure, chosen, EVERYONE)
        assert card is not None
        assert card.figure is not None
        texts[measure] = [plain(note.text) for note in card.figure.layout.annotations]
    assert texts == {"evolution": ["+50,0 %", "+10,0 %"], "base100": ["150,0", "110,0"]}
    rates = msp_professionnels.by_profession(page, "pour100k", chosen, EVERYONE)
    assert rates is not None
    assert rates.figure is not None
    after = [trace for trace in rates.figure.data if trace.mode == "markers+text"][1]
    assert [text.strip() for text in after.text] == ["44,0", "15,0"]


def test_fewer_professionals_are_said_so_and_one_profession_needs_no_rank(page_of):
    rows = [*staff("2022", {"ensemble": 100, "kine": 10}), *staff("2023", {"ensemble": 99, "kine": 9})]
    card = msp_professionnels.by_profession(page_of(*rows), "nombre", ["kine"], EVERYONE)
    assert card is not None
    assert plain(card.title) == "1 professionnel de moins en MSP (−1,0 %)"
    assert msp_professionnels.by_profession(page_of(*rows), "nombre", [], EVERYONE) is None
    assert msp_professionnels.by_profession(page_of(*rows[:2]), "nombre", ["kine"], EVERYONE) is None


def test_professionals_of_one_msp_come_from_one_publication(page_of):
    rows = [
        *staff("2022", {"ensemble": 100, "infirmier": 40}),
        *staff("2023", {"ensemble": 120, "infirmier": 60}, source="autre"),
        *msp({"2022": 8}),
        *msp({"2023": 10}, source="autre"),
        *msp({"2023": 40}),
    ]
    rows[2]["note"] = "« 13 par structure » annoncé"
    card = msp_professionnels.per_msp(page_of(*rows, sources=OTHER), EVERYONE)
    assert card is not None
    assert card.title == "12,0 professionnels par MSP en 2023, contre 12,5 en 2022"
    assert card.reading == (
        "120 professionnels pour 10 MSP (2023), soit 12,0 par MSP. Relevé : « 13 par structure » annoncé."
    )
    assert msp_professionnels.per_msp(page_of(*msp({"2022": 8})), EVERYONE) is None


def counts(values, **more):
    return msp(values, indicator="cpts_fonctionnement", **more)


def test_two_counts_of_cpts_are_both_said(page_of):
    page = page_of(*counts({"2023-01-01": 30}), *counts({"2023-01-23": 45}, source="autre"), sources=OTHER)
    card = cpts.count(page, "nombre", "FR", EVERYONE)
    assert card is not None
    assert card.title == "CPTS : 30 le 1er janvier 2023, 45 le 23 janvier 2023, selon la publication"
    found = disagreements.disagreements(page, "essai", exercice.INDICATORS)
    assert found is not None
    assert found.title == "1 désaccord entre publications ; le plus large : CPTS, Hauts-de-France, 30 et 45 CPTS"
    assert "soit 15 CPTS d’écart (+50,0\u202f%)" in found.reading
    only = disagreements.disagreements(page, "essai", exercice.INDICATORS, publishers=["agence_d_essai"])
    assert only is None


def test_a_count_of_a_later_year_is_no_disagreement(page_of):
    ours = [*counts({"2023-01-01": 30})]
    later = counts({"2026-03-12": 53}, source="autre")
    card = cpts.count(page_of(*ours, *later, sources=OTHER), "nombre", "aucun", EVERYONE)
    assert card is not None
    assert card.title == "CPTS : 53 le 12 mars 2026, contre 30 le 1er janvier 2023"
    third = {"tiers": Source("tiers", "publication", "Un tiers", "Encore un titre"), **OTHER}
    both = [*ours, *counts({"2023-01-23": 45}, source="tiers"), *later]
    card = cpts.count(page_of(*both, sources=third), "nombre", "aucun", EVERYONE)
    assert card is not None
    assert card.title == "CPTS : 53 le 12 mars 2026, contre 30 à 45 en 2023 selon la publication"


def test_an_imported_document_is_not_called_the_reference(page_of):
    page = page_of(*counts({"2023-01-01": 30}), *counts({"2026-03-12": 53}, source="essai_import"), sources=IMPORTED)
    imported = from_table(page.data.observations, page.data.sources, series={"essai_import": "essai_import"})
    card = cpts.count(Page("essai", imported, page.palette), "nombre", "aucun", EVERYONE)
    assert card is not None
    assert card.figure is not None
    labels = plain(" ".join(str(text) for text in card.figure.layout.xaxis.ticktext)).replace("<br>", " ")
    assert labels == "1er janvier 2023 document de référence 12 mars 2026 document importé"


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"2023-01-01": 30, "2024-01-01": 45}, "CPTS : de 30 le 1er janvier 2023 à 45 le 1er janvier 2024"),
        ({"2023-01-01": 30}, "30 CPTS le 1er janvier 2023"),
    ],
)
def test_one_publication_says_a_change(page_of, values, title):
    card = cpts.count(page_of(*counts(values)), "nombre", "FR", EVERYONE)
    assert card is not None
    assert card.title == title


def test_counts_of_cpts_for_inhabitants_stand_beside_the_nation(page_of):
    page = page_of(
        *counts({"2023-01-23": 45}),
        *msp({"2023-02": 300}, indicator="cpts_aci", territory="FR"),
        *population({2023: 1_000_000}),
        *population({2023: 10_000_000}, territory="FR"),
    )
    card = cpts.count(page, "pour100k", "FR", EVERYONE)
    assert card is not None
    assert card.figure is not None
    assert [note.text for note in card.figure.layout.annotations] == ["4,50", "3,00"]
    alone = cpts.count(page, "pour100k", "aucun", EVERYONE)
    assert alone is not None
    assert alone.figure is not None
    assert [note.text for note in alone.figure.layout.annotations] == ["4,50"]


def test_the_population_covered_keeps_its_sign_and_its_scope(page_of):
    share = "cpts_population_part"
    page = page_of(
        *msp({"2023-01-23": 60}, indicator=share, qualifier="more_than"),
        *msp({"2022-01": 20}, indicator=share, territory="FR", category="aci"),
        *msp({"2024": 80}, indicator=share, territory="FR", qualifier="about"),
    )
    card = cpts.population(page, "FR", EVERYONE)
    assert card is not None
    assert plain(card.title) == (
        "Population couverte par une CPTS : plus de 60 % le 23 janvier 2023 ; en France, de 20 % à environ 80 % "
        "selon la date et le périmètre"
    )
    assert card.figure is not None
    assert [plain(note.text) for note in card.figure.layout.annotations] == ["plus de 60 %", "20 %", "environ 80 %"]
    assert "Signataires de l’ACI" in card.figure.layout.yaxis.ticktext[1]
    alone = cpts.population(page, "aucun", EVERYONE)
    assert alone is not None
    assert plain(alone.title) == "Population couverte par une CPTS : plus de 60 % le 23 janvier 2023"


def test_the_reading_of_the_population_covered_says_what_its_title_says(page_of):
    share = "cpts_population_part"
    page = page_of(
        *msp({"2023-01-23": 60}, indicator=share, qualifier="more_than"),
        *msp({"2026-03-12": 81}, indicator=share, source="autre"),
        sources=OTHER,
    )
    card = cpts.population(page, "aucun", EVERYONE)
    assert card is not None
    assert plain(card.title) == "Population couverte par une CPTS : 81 % le 12 mars 2026"
    assert plain(card.reading) == (
        "81 % de la population des Hauts-de-France vit dans le territoire d’une CPTS le 12 mars 2026, d’après "
        "L’autre (journal) ; plus de 60 % le 23 janvier 2023, d’après Agence d’essai."
    )


def test_the_nation_over_time(page_of):
    page = page_of(
        *msp({"2021": 100, "2024": 500}, indicator="cpts_aci", territory="FR"),
        *msp({"2022": 900}, indicator="cpts_objectif", territory="FR"),
    )
    card = cpts.national(page, EVERYONE)
    assert card is not None
    assert card.title == "France : 500 CPTS signataires de l’ACI en 2024, contre 100 en 2021"
    assert "Objectif de CPTS, 900 en 2022" in card.reading
    assert cpts.national(page_of(*counts({"2023": 4})), EVERYONE) is None


def test_a_fall_and_a_quick_rise_are_explained(page_of):
    page = page_of(
        *msp({"2023-01-23": 216}),
        *msp({"2023-05-25": 231}, source="autre"),
        *msp({"2024-02-01": 84}, indicator="cpts_population_part", territory="FR"),
        *msp({"2025-05": 70}, indicator="cpts_population_part", territory="FR", source="autre"),
        sources=OTHER,
    )
    card = disagreements.disagreements(page, "essai", exercice.INDICATORS, only_grow=exercice.ONLY_GROW)
    assert card is not None
    why = {row[0]: row[4] for row in card.table.rows}
    assert why["MSP en activité"].startswith("122 jours séparent les deux dates")
    assert why["Population couverte par une CPTS"].startswith("La valeur la plus récente est la plus basse.")
    assert "soit 14 points d’écart" in card.reading


def opened() -> AppTest:
    app = AppTest.from_file(NAVIGATION, default_timeout=30).run()
    return app.switch_page(str(Path("..") / ".." / ".." / FOLDER.name / "exercice.py")).run()


def headings(app: AppTest) -> str:
    return plain(" ".join(one.proto.body for one in app.get("html") if "dd-heading" in one.proto.body))


def test_the_page_shows_the_published_figures_run_after_run():
    app = opened()
    assert not app.exception
    for expected in (
        "231 MSP le 25 mai 2023",
        "CPTS : 32 le 1er janvier 2023, 46 le 23 janvier 2023",
        "plus de 70 % le 23 janvier 2023",
        "13,6 professionnels par MSP en 2023, contre 14,1 en 2022",
        "334 professionnels de plus en MSP (+11,9 %)",
    ):
        assert expected in headings(app)
    app.button_group(key="exercice:mesure").set_value("pour100k").run()
    assert not app.exception
    assert "3,86 pour 100 000 habitants le 25 mai 2023, contre 3,36 en France (mars 2023)" in headings(app)
    app.multiselect(key="exercice:editeurs").set_value(["ars_hauts_de_france"]).run()
    assert not app.exception
    assert dict(app.query_params) == {"mesure": "pour100k", "editeurs": "ars_hauts_de_france"}
    assert any("choisissez-en d’autres" in one.value for one in app.info)


def test_no_profession_chosen_says_how_to_widen():
    app = opened()
    app.button_group(key="exercice:professions").set_value([]).run()
    assert not app.exception
    assert any("Choisissez une profession" in one.value for one in app.info)
