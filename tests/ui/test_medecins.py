import pytest

from demodash.sources import Source
from demodash.ui.cards import effectifs, medecins, zonage

DREES = Source("drees_medecins", "open_data", "DREES", "Médecins", date="2026")
ZONES = {"ensemble": -6.9, "zip": -8.23, "zac": -6.35, "zar": -11.73, "hz": -4.92}


def _zones(values, indicator="mg_evolution"):
    return [
        {"indicator": indicator, "category": zone, "period": "2016/2020", "value": value}
        for zone, value in values.items()
    ]


def test_the_finding_and_the_reading_come_from_the_figures(page_of):
    card = medecins.change_by_zone(page_of(*_zones(ZONES)), "mg_evolution", list(medecins.ZONES))
    assert card is not None
    assert card.title == "ZAR et ZIP ont perdu plus de généralistes que la région"
    assert "a reculé de 11,73\u202f% dans les ZAR" in card.reading
    assert "un écart de −4,83 points" in card.reading
    assert next(row[0] for row in card.table.rows) == "Zone d’accompagnement régional (ZAR)"


def test_other_figures_give_another_finding(page_of):
    rising = {"ensemble": 1.0, "zip": 3.0, "zac": 2.0, "zar": 0.5, "hz": 1.5}
    page = page_of(*_zones(rising))
    card = medecins.change_by_zone(page, "mg_evolution", list(medecins.ZONES))
    assert card is not None
    assert card.title == "ZAR : une évolution moins favorable que celle de la région"
    aids = medecins.effect_of_aids(page)
    assert aids is not None
    assert aids.title == "ZAC et ZIP : une évolution meilleure que dans les territoires sans aide"


def test_no_zone_chosen_gives_no_card(page_of):
    assert medecins.change_by_zone(page_of(*_zones(ZONES)), "mg_evolution", []) is None


def test_aids_are_compared_with_the_territories_without(page_of):
    card = medecins.effect_of_aids(page_of(*_zones(ZONES)))
    assert card is not None
    assert card.title == "Aucune zone aidée n’a mieux résisté que les territoires non zonés"
    assert ["Zone d’intervention prioritaire (ZIP)", "−8,23\u202f%", "−3,31 points"] in [
        list(row) for row in card.table.rows
    ]


def test_editions_of_the_zoning(page_of):
    rows = [
        {"indicator": "zonage_tvs", "category": zone, "period": period, "value": value}
        for period, values in {
            "2022-04-26": {"zip": 44, "zac": 111, "zar": 31},
            "2026-01-01": {"zip": 73, "zac": 92},
        }.items()
        for zone, value in values.items()
    ]
    card = zonage.territories_by_class(page_of(*rows))
    assert card is not None
    assert card.title == "29 territoires de plus en ZIP dans le zonage de 2026"
    assert card.reading.endswith("la classe ZAR disparaît.")


def _series(territory, values, indicator="medecins_densite"):
    return [
        {
            "indicator": indicator,
            "territory": territory,
            "period": f"{year}-01-01",
            "value": value,
            "source": "drees_medecins",
        }
        for year, value in values.items()
    ]


@pytest.fixture
def physicians(page_of):
    rows = [
        *_series("REG-32", {2012: 200.0, 2026: 190.0}),
        *_series("FR", {2012: 300.0, 2026: 330.0}),
        *_series("REG-44", {2012: 250.0, 2026: 250.0}),
        *_series("DEP-02", {2012: 100.0, 2026: 90.0}),
        *_series("DEP-59", {2012: 200.0, 2026: 220.0}),
    ]
    return page_of(*rows, sources={"drees_medecins": DREES})


def test_physicians_over_time_say_the_change_and_france_s(physicians):
    card = effectifs.over_time(physicians, "densite", ["FR"])
    assert card is not None
    assert card.title == "La densité de médecins de la région a reculé de 5,0 % entre 2012 et 2026"
    assert "+10,0 %" in card.reading
    assert card.figure is not None
    assert {trace.name for trace in card.figure.data} == {"Hauts-de-France", "France"}


def test_base_100_starts_at_100(page_of):
    page = page_of(
        *_series("REG-32", {2012: 200.0, 2026: 190.0}, "medecins_effectif"),
        sources={"drees_medecins": DREES},
    )
    card = effectifs.over_time(page, "base100", [])
    assert card is not None
    assert list(card.figure.data[0].y) == [100, 95]


def test_departements_that_lose_are_named(physicians):
    card = effectifs.by_departement(physicians, "densite")
    assert card is not None
    assert card.title == "Aisne : une densité plus faible qu’en 2012"
    assert "l’Aisne passe de 100,0 à 90,0 médecins pour 100 000 habitants" in card.reading.replace("\u202f", " ")


def test_the_region_among_the_regions(physicians):
    card = effectifs.regions(physicians)
    assert card is not None
    assert card.title == "La région est 2e sur 2 pour la densité de médecins"
    assert "soit 140,0 de moins que la France" in card.reading
