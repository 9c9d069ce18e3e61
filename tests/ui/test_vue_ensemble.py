from demodash.ui.cards import vue_ensemble


def test_a_headline_keeps_sign_date_and_comparison(page_of):
    page = page_of(
        {"indicator": "ide_places", "period": "2019", "value": 1000, "source": "essai"},
        {"indicator": "msp_activite", "period": "2010", "value": 19, "status": "derived"},
        {"indicator": "msp_activite", "period": "2023-01-23", "value": 216},
        {"indicator": "cpts_fonctionnement", "period": "2023-01-23", "value": 46},
        {
            "indicator": "cpts_population_part",
            "period": "2023-01-23",
            "value": 70,
            "qualifier": "more_than",
            "as_printed": "70%",
        },
    )
    tiles = {tile.id: tile for tile in vue_ensemble.headlines(page)}
    assert set(tiles) == {"msp", "cpts"}
    assert tiles["msp"].context == "19 en 2010 (calculé)"
    assert tiles["cpts"].context == "plus de 70\u202f% de la population couverte"


def test_the_change_shown_is_that_of_the_whole_series(page_of):
    from demodash.sources import Source

    source = Source("ars_hdf_og12_2023", "document", "ARS", "T", date="2023")
    rows = [
        {"indicator": "ide_places", "period": str(year), "value": value, "source": source.id}
        for year, value in {2019: 100, 2020: 110, 2021: 120}.items()
    ]
    changes = [
        {"indicator": "ide_places_evolution", "period": period, "value": value, "source": source.id}
        for period, value in {"2019/2021": 20.0, "2020/2021": 9.09}.items()
    ]
    (tile,) = vue_ensemble.headlines(page_of(*rows, *changes, sources={source.id: source}))
    assert tile.context == "+20,00\u202f% depuis 2019"


def test_what_a_headline_is_compared_with_is_of_its_year_or_says_its_own(page_of):
    page = page_of(
        {"indicator": "cesp_signes", "period": "2017", "value": 183},
        {"indicator": "cesp_signes", "period": "2027-01-14", "value": 187},
        {"indicator": "cesp_rapport", "period": "2012/2017", "value": 3.6},
        {"indicator": "cpts_fonctionnement", "period": "2026", "value": 61},
        {"indicator": "cpts_population_part", "period": "2023-01-23", "value": 70},
    )
    tiles = {tile.id: tile for tile in vue_ensemble.headlines(page)}
    assert tiles["cesp"].context == ""
    assert tiles["cpts"].context == "70\u202f% de la population couverte en 2023"


def test_a_headline_leads_to_the_view_that_tells_more(page_of):
    page = page_of(
        {"indicator": "medecins_densite", "period": "2024-01-01", "value": 300, "source": "drees_medecins"},
        {"indicator": "apl_part_sous_seuil", "period": "2023", "value": 9.9},
        {"indicator": "zonage_part_eligible", "period": "2026", "value": 70},
        {"indicator": "msp_activite", "period": "2023-01-23", "value": 216},
    )
    views = {tile.id: tile.view for tile in vue_ensemble.headlines(page)}
    assert views == {"densite": "effectifs", "apl": "acces", "zonage": "zonage", "msp": ""}
