from demodash.sources import Source
from demodash.ui.cards import aides, postes_aides

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
    assert card.title == "200 CESP signés, 5,0 fois le nombre de 2012"
    assert "environ 40 contrats en 2012" in card.reading
    assert "(année déduite)" in card.reading
    colours = card.figure.data[0].marker.color
    assert colours[0] != colours[1]


def test_the_ratio_stays_with_the_count_of_its_own_source(page_of):
    own = [
        {"indicator": "cesp_signes", "period": "2012", "value": 40, "status": "derived", "qualifier": "about"},
        {"indicator": "cesp_signes", "period": "2017", "value": 200},
        {"indicator": "cesp_rapport", "period": "2012/2017", "value": 5.0},
    ]
    sources = {"recent": Source("recent", "publication", "Agence d’essai", "Un communiqué")}
    later = {"indicator": "cesp_signes", "period": "2025", "value": 260, "source": "recent"}
    card = aides.contracts(page_of(*own, later, sources=sources), "cesp")
    assert card is not None
    assert card.title == "260 CESP signés en 2025, contre 200 en 2017"
    assert card.reading.replace("\u202f", " ").replace("\u00a0", " ") == (
        "260 contrats de médecine ou d’odontologie en 2025 ; le rapport publié, × 5,0, est celui du nombre "
        "de 2017 (200) et suppose environ 40 contrats en 2012."
    )
    again = aides.contracts(page_of(*own, {**later, "period": "2017"}, sources=sources), "cesp")
    assert again is not None
    assert again.title == "200 CESP signés, 5,0 fois le nombre de 2012", "another publication of the year of the ratio"
    alone = aides.contracts(page_of(own[2], later, sources=sources), "cesp")
    assert alone is not None
    assert alone.title == "260 CESP signés en 2025"
    assert (
        alone.reading.replace("\u202f", " ")
        .replace("\u00a0", " ")
        .endswith("le rapport publié, × 5,0, va de 2012 à 2017.")
    )


def test_equal_budgets_are_called_out_and_others_are_not(page_of):
    def rows(budget):
        return [
            {**CCR, "indicator": "aide_budget", "value": 432_000},
            {**ATP, "indicator": "aide_budget", "value": budget},
            {**CCR, "indicator": "aide_postes_budget", "value": 9, "status": "derived"},
            {**ATP, "indicator": "aide_postes_budget", "value": budget / 12_000, "status": "derived"},
            {"indicator": "ccr_postes", "period": "2022-02-03", "value": 9},
        ]

    same = postes_aides.budgets(page_of(*rows(432_000)))
    other = postes_aides.budgets(page_of(*rows(120_000)))
    assert same is not None
    assert other is not None
    assert same.title.endswith("9 postes de chef de clinique, ou l’équivalent de 36 primes d’ATP")
    assert "36 primes" in [note.text for note in same.figure.layout.annotations]
    assert other.title == "Le budget finance 9 chefs de clinique et 10 primes d’ATP"


def test_the_desk_of_the_aisne_keeps_the_published_sign(page_of):
    card = aides.one_stop_desk(
        page_of(
            {"indicator": "guichet_unique", "territory": "DEP-02", "value": 40, "qualifier": "more_than"},
            {"indicator": "guichet_unique", "territory": "DEP-02", "value": 9, "category": "installes"},
            {"indicator": "guichet_unique", "territory": "DEP-02", "value": 8, "category": "en_projet"},
            {
                "indicator": "dispositif_annee",
                "territory": "DEP-02",
                "category": "guichet_unique",
                "period": "2014",
                "value": 2014,
            },
        )
    )
    assert card is not None
    assert card.title == "Aisne : 9 professionnels installés sur plus de 40 accompagnés"
    assert card.subtitle.endswith("(guichet créé en 2014)")


def test_hospitals_are_placed_in_their_departement(page_of):
    places = ("COM-02168", "COM-59183")
    card = postes_aides.hospitals(
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
        postes_aides.budgets(page),
        postes_aides.posts_by_university(page),
        postes_aides.grand_est(page),
        aides.one_stop_desk(page),
        aides.services(page),
        postes_aides.hospitals(page),
    ):
        assert card is None


def test_a_publisher_who_says_nothing_leaves_no_contract(page_of):
    page = page_of(
        {"indicator": "cesp_signes", "period": "2012", "value": 40, "status": "derived"},
        {"indicator": "cesp_signes", "period": "2017", "value": 200},
        {"indicator": "cesp_rapport", "period": "2012/2017", "value": 5.0},
        {"indicator": "cesp_signes", "territory": "FR", "period": "2012/2017", "value": 900, "source": "journal"},
        sources={"journal": Source("journal", "publication", "Le Journal", "Un article")},
    )
    assert aides.contracts(page, "cesp", ["le_journal"]) is None
    everyone = aides.contracts(page, "cesp", [])
    alone = aides.contracts(page, "cesp", ["agence_d_essai"])
    assert everyone is not None
    assert alone is not None
    assert "la France en comptait 900 de 2012 à 2017" in everyone.reading
    assert "la France" not in alone.reading


def test_grand_est_stands_beside_the_region(page_of):
    neighbour = {"territory": "REG-44", "period": "2019"}
    posts = (
        {**neighbour, "indicator": "astp_postes_proposes", "value": 50, "qualifier": "more_than"},
        {**neighbour, "indicator": "astp_postes_candidat", "value": 20},
    )
    alone = postes_aides.grand_est(page_of(*posts))
    beside = postes_aides.grand_est(
        page_of(
            *posts,
            {"indicator": "atp_primes", "period": "2022/2025", "value": 7},
            {**CCR, "indicator": "ccr_postes", "category": "lille", "value": 2},
        ),
    )
    assert alone is not None
    assert beside is not None
    assert alone.title == beside.title == "Grand Est : plus de 50 postes partagés proposés, 20 avec un candidat"
    assert "Hauts-de-France" not in alone.reading
    assert "7 primes ATP (2022–2025)" in beside.reading
    assert len(beside.figure.data[0].x) == 3


def test_the_merger_is_told_with_the_hospitals(page_of):
    card = postes_aides.hospitals(
        page_of(
            {"indicator": "hopitaux_eligibles", "territory": "COM-02168", "value": 1},
            {"indicator": "dispositif_annee", "category": "atp_ccr", "period": "2025", "value": 2025},
        )
    )
    assert card is not None
    assert card.reading.startswith("en 2025, la Région réunit l’ATP et le CCR")


def test_services_tell_when_they_were_created(page_of):
    card = aides.services(
        page_of(
            {"indicator": "filiere_lycees", "period": "2017", "value": 6, "status": "inferred"},
            {"indicator": "paps_internautes", "period": "2017", "value": 3000},
            {"indicator": "dispositif_annee", "category": "filiere_excellence", "period": "2014", "value": 2014},
            {"indicator": "dispositif_annee", "category": "atp_ccr", "period": "2025", "value": 2025},
        )
    )
    assert card is not None
    rows = {row[0]: list(row[1:]) for row in card.table.rows}
    assert rows["Filière d’excellence : lycées"] == ["6 lycées", "2017 (année déduite)", "2014"]
    assert rows["Visiteurs du PAPS"][-1] == "–"
    assert len(rows) == 2
