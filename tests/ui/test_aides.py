from demodash.ui.cards import aides

CCR = {"period": "2022-02-03", "category": "ccr"}
ATP = {"period": "2022-02-03", "category": "atp"}


def test_the_number_that_the_ratio_implies_is_shown_as_ours(page_of):
    card = aides.contracts(
        page_of(
            {"indicator": "cesp_signes", "period": "2012", "value": 40, "status": "derived", "qualifier": "about"},
            {"indicator": "cesp_signes", "period": "2017", "value": 200, "status": "inferred"},
            {"indicator": "cesp_rapport", "period": "2012/2017", "value": 5.0},
        ),
        "cesp",
    )
    assert card is not None
    assert card.title.startswith("200 contrats de CESP signés, 5")
    assert "environ 40 contrats en 2012" in card.reading
    assert "(année déduite)" in card.reading
    colours = card.figure.data[0].marker.color
    assert colours[0] != colours[1]


def test_equal_budgets_are_called_out_and_others_are_not(page_of):
    def rows(budget):
        return [
            {**CCR, "indicator": "aide_budget", "value": 432_000},
            {**ATP, "indicator": "aide_budget", "value": budget},
            {**CCR, "indicator": "aide_postes_budget", "value": 9, "status": "derived"},
            {**ATP, "indicator": "aide_postes_budget", "value": budget / 12_000, "status": "derived"},
            {"indicator": "ccr_postes", "period": "2022-02-03", "value": 9},
        ]

    same = aides.budgets(page_of(*rows(432_000)))
    other = aides.budgets(page_of(*rows(120_000)))
    assert same is not None
    assert other is not None
    assert same.title.endswith("9 chefs de clinique, ou 36 primes d’ATP que rien n’annonce")
    assert other.title == "Le budget finance 9 chefs de clinique et 10 primes d’ATP"


def test_the_desk_of_the_aisne_keeps_the_published_sign(page_of):
    card = aides.one_stop_desk(
        page_of(
            {"indicator": "guichet_unique", "territory": "DEP-02", "value": 40, "qualifier": "more_than"},
            {"indicator": "guichet_unique", "territory": "DEP-02", "value": 9, "category": "installes"},
            {"indicator": "guichet_unique", "territory": "DEP-02", "value": 8, "category": "en_projet"},
        )
    )
    assert card is not None
    assert card.title == "Aisne : 9 professionnels installés, plus de 40 accompagnés"


def test_hospitals_are_placed_in_their_departement(page_of):
    places = ("COM-02168", "COM-59183")
    card = aides.hospitals(
        page_of(*({"indicator": "hopitaux_eligibles", "territory": code, "value": 1} for code in places))
    )
    assert card is not None
    assert card.title == "2 hôpitaux cités en exemple, un par département"
    assert [row[1] for row in card.table.rows] == ["Aisne (02)", "Nord (59)"]


def test_without_figures_there_is_no_card(page_of):
    page = page_of({"indicator": "og12_objectifs", "category": "operationnels", "value": 4})
    for card in (
        aides.contracts(page, "cesp"),
        aides.contracts(page, "ptmg"),
        aides.supervisors(page, "ensemble"),
        aides.budgets(page),
        aides.posts_by_university(page),
        aides.grand_est(page),
        aides.one_stop_desk(page),
        aides.services(page),
        aides.hospitals(page),
    ):
        assert card is None
