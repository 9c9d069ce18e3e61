import pytest

from demodash.sources import Source
from demodash.ui.cards import acces, comptes, effectifs, medecins, vue_ensemble, zonage

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
    assert card.title == "Les ZAR et les ZIP ont perdu leurs généralistes plus vite que la région"
    assert "a reculé de 11,73\u202f% dans les ZAR" in card.reading
    assert "un écart de −4,83 points" in card.reading
    assert next(row[0] for row in card.table.rows) == "Zone d’accompagnement régional (ZAR)"


def test_other_figures_give_another_finding(page_of):
    rising = {"ensemble": 1.0, "zip": 3.0, "zac": 2.0, "zar": 0.5, "hz": 1.5}
    page = page_of(*_zones(rising))
    card = medecins.change_by_zone(page, "mg_evolution", list(medecins.ZONES))
    assert card is not None
    assert card.title == "Les ZAR : une évolution moins favorable que celle de la région"
    aids = medecins.effect_of_aids(page)
    assert aids is not None
    assert aids.title == "ZAC et ZIP : une évolution meilleure que dans les territoires sans aide"


def test_two_reviews_are_not_mixed(page_of):
    again = {"zip": -7.4, "zac": -5.1, "zar": -9.8, "hz": -4.0}
    later = [{**one, "period": "2020/2026", "source": "s2"} for one in _zones(again)]
    region = {"indicator": "mg_evolution", "period": "2020/2026", "value": -5.9, "source": "s2"}
    gaps = _zones({"zip": -1.33, "hz": 1.98}, "mg_ecart_region")
    without = page_of(*_zones(ZONES), *later)
    zones = list(medecins.ZONES)
    drawn = medecins.change_by_zone(without, "mg_evolution", zones)
    assert next(row[1] for row in drawn.table.rows).startswith("−11,73"), "the region's new change is not known"
    assert len(drawn.rows) == 5
    assert "2016–2020" in medecins.effect_of_aids(without).subtitle
    left_out = (
        "Une édition plus récente (2020–2026) donne l’évolution par zone sans celle de la région : elle n’est pas "
        "mêlée à celle-ci. Ses chiffres sont sur la page « Revue OG 12 »."
    )
    assert drawn.remarks == (left_out,)
    assert medecins.effect_of_aids(without).remarks[-1] == left_out
    whole = page_of(*_zones(ZONES), *later, region, *gaps)
    drawn = medecins.change_by_zone(whole, "mg_evolution", zones)
    assert len(drawn.rows) == 5
    assert "2020–2026" in drawn.subtitle
    assert not drawn.remarks
    assert "entre 2020 et 2026, le nombre de généralistes installés a reculé de 9,80" in drawn.reading
    assert set(medecins.effect_of_aids(whole).rows["period"]) == {"2020/2026"}
    assert "2016–2020" in medecins.change_by_zone(whole, "mg_ecart_region", zones).subtitle
    (headline,) = [one for one in vue_ensemble.headlines(whole) if one.id == "mg"]
    assert (headline.figure.period, headline.context) == ("2020/2026", "−7,40\u202f% en ZIP, −4,00\u202f% hors zonage")


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
    assert card.title == "La densité de médecins de la région a reculé de 5,0\u202f% entre 2012 et 2026"
    assert "+10,0\u202f%" in card.reading
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
    assert "soit 140,0 de moins qu’en France" in card.reading


def test_the_yearly_rate_is_read_aloud_when_it_is_drawn(page_of):
    page = page_of(*_zones(ZONES), *_zones({"zar": -3.07, "ensemble": -1.77}, "mg_evolution_annuelle"))
    yearly = medecins.change_by_zone(page, "mg_evolution_annuelle", ["zar"])
    whole = medecins.change_by_zone(page, "mg_evolution", ["zar"])
    assert yearly is not None
    assert whole is not None
    assert yearly.reading.endswith("à rythme constant, c’est −3,07\u202f% par an.")
    assert "rythme" not in whole.reading


def test_territories_outside_the_zoning_are_called_so(page_of):
    card = medecins.change_by_zone(page_of(*_zones({**ZONES, "hz": -20.0})), "mg_evolution", ["hz"])
    assert card is not None
    assert card.title == "Les territoires non zonés ont perdu leurs généralistes plus vite que la région"


def test_the_series_start_where_asked(page_of):
    rows = [
        *_series("REG-32", {2012: 100.0, 2020: 200.0, 2026: 250.0}, "medecins_effectif"),
        *_series("FR", {2012: 100.0, 2020: 100.0, 2026: 90.0}, "medecins_effectif"),
    ]
    page = page_of(*rows, sources={"drees_medecins": DREES})
    assert list(effectifs.starts(page)) == ["2012", "2020"]
    assert effectifs.first_start(page) == "2012"
    card = effectifs.over_time(page, "evolution", ["FR"], "2020")
    assert card is not None
    assert card.title == "Le nombre de médecins de la région a augmenté de 25,0\u202f% entre 2020 et 2026"
    assert {trace.name: list(trace.y) for trace in card.figure.data} == {"Hauts-de-France": [0, 25], "France": [0, -10]}
    assert "évolution depuis 2020" in card.subtitle


def test_numbers_are_shown_alone(page_of):
    rows = [
        *_series("REG-32", {2012: 100.0, 2026: 250.0}, "medecins_effectif"),
        *_series("FR", {2012: 1000.0, 2026: 900.0}, "medecins_effectif"),
    ]
    card = effectifs.over_time(page_of(*rows, sources={"drees_medecins": DREES}), "effectif", ["FR"])
    assert card is not None
    assert [trace.name for trace in card.figure.data] == ["Hauts-de-France"]
    assert "en France, l’évolution est de −10,0\u202f%" in card.reading


def test_one_year_gives_no_change(page_of):
    page = page_of(*_series("REG-32", {2026: 190.0}), sources={"drees_medecins": DREES})
    assert effectifs.over_time(page, "densite", []) is None


def test_inhabitants_share_out_among_the_zones(page_of):
    shares = {"REG-32": (10, 20, 30, 40), "DEP-02": (50, 50, 0, 0), "DEP-59": (5, 15, 40, 40)}
    page = page_of(
        *(
            {"indicator": "zonage_population_part", "territory": place, "category": zone, "value": value}
            for place, values in shares.items()
            for zone, value in zip(("zip", "zac", "zar", "hz"), values, strict=True)
        )
    )
    card = zonage.population_by_zone(page)
    assert card is not None
    assert card.title.startswith("10,0\u202f% des habitants de la région")
    assert card.reading == "la part la plus forte est celle de l’Aisne, 50,0\u202f%."
    assert list(card.figure.layout.yaxis.ticktext) == ["Hauts-de-France", "Aisne", "Nord"]
    assert (
        zonage.population_by_zone(page_of({"indicator": "zonage_population_part", "category": "zip"} | {"value": 1}))
        is None
    )


@pytest.mark.parametrize(
    ("home", "said"),
    [
        (4.4, "un accès supérieur de 10\u202f% à celui de la France"),
        (3.6, "un accès inférieur de 10\u202f% à celui de la France"),
        (4.0, "un accès égal à celui de la France"),
    ],
)
def test_access_to_a_profession_is_set_beside_france(page_of, home, said):
    page = page_of(
        {"indicator": "apl_mg", "period": "2023", "value": 5.0},
        {"indicator": "apl_mg", "period": "2024", "value": home},
        {"indicator": "apl_mg", "period": "2024", "value": 4.0, "territory": "FR"},
        {"indicator": "apl_mg", "period": "2024", "value": 3.0, "territory": "DEP-02"},
        {"indicator": "apl_mg", "period": "2024", "value": 6.0, "territory": "DEP-59"},
    )
    card = acces.by_profession(page, "apl_mg")
    assert card is not None
    assert card.title == f"Médecins généralistes : {said}"
    assert card.reading.startswith("6,00 dans le Nord et 3,00 dans l’Aisne en 2024 ; la région passe de 5,00 en 2023")
    assert acces.by_profession(page, "apl_kine") is None


def test_gps_by_departement_in_both_units(page_of):
    rows = [
        {"indicator": indicator, "territory": place, "period": "2022-01-01", "value": value}
        for indicator, values in {
            "mg_effectif": {"REG-32": 300, "DEP-02": 100, "DEP-59": 200},
            "mg_densite": {"REG-32": 120.0, "DEP-02": 80.0, "DEP-59": 150.0, "FR": 130.0},
        }.items()
        for place, value in values.items()
    ]
    page = page_of(*rows)
    numbers, rates = comptes.gps_by_departement(page, "effectif"), comptes.gps_by_departement(page, "base100")
    assert numbers is not None
    assert rates is not None
    assert numbers.title == "300 généralistes dans la région, dont 200 dans le Nord"
    assert rates.title == "Généralistes pour 100\u202f000 habitants : 80 dans l’Aisne, 150 dans le Nord"
    assert "130,0 en France" in rates.reading
    assert list(numbers.figure.layout.yaxis.ticktext) == ["Nord", "Aisne"]


def test_two_publishers_of_one_year_are_set_side_by_side(page_of):
    def row(value, period, source):
        return {"indicator": "medecins_effectif", "value": value, "period": period, "source": source}

    page = page_of(
        row(1000, "2024-01-01", "drees_medecins"),
        row(1100, "2024", "essai"),
        row(1050, "2025-01-01", "drees_medecins"),
        sources={"drees_medecins": DREES},
    )
    card = comptes.by_publisher(page)
    assert card is not None
    assert card.title == "1\u202f100 ou 1\u202f000 médecins en 2024 : les publications diffèrent"
    assert "100 de plus que DREES (+10,0\u202f%)" in card.reading
    assert comptes.by_publisher(page_of(row(1000, "2024", "essai"))) is None


def test_densities_of_several_scopes_are_not_compared(page_of):
    page = page_of(
        {"indicator": "mg_densite", "period": "2022-01-01", "value": 140.0},
        {
            "indicator": "mg_densite",
            "period": "2022",
            "category": "salaries_ou_liberaux",
            "value": 118,
            "as_printed": "118",
        },
        {"indicator": "zonage_mg_densite", "period": "2022-04-26", "category": "zip", "value": 50},
    )
    card = comptes.by_scope(page)
    assert card is not None
    assert card.title == "Généralistes pour 100\u202f000 habitants : de 118 à 140 selon le champ"
    assert "Agence d’essai, tous modes d’exercice (RPPS), donne 140,0 ; Agence d’essai, salariés ou" in card.reading
    assert len(card.rows) == 2
