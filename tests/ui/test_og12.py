from demodash import dataset
from demodash.charts.palette import LIGHT
from demodash.dataset.merging import Brought, merged
from demodash.indicators.revision import OBJECTIVES
from demodash.sources import Source
from demodash.ui.cards import og12
from demodash.ui.page import Page
from tests.imported_figures import by_commune, content, zoning

SOURCE = Source("import", "document", "Agence d’essai", "Revue d’essai", date="2025-01-10")
COUNTS = (
    {"indicator": "og12_objectifs", "category": "operationnels", "value": 4},
    {"indicator": "og12_objectifs", "category": "transverses", "value": 2, "locator": "ligne 2"},
)


def test_an_objective_that_nothing_measures_is_the_finding(page_of):
    card = og12.coverage(page_of(*COUNTS), "vigueur")
    assert card.title == "1 objectif sur 4 sans aucun indicateur"
    assert "rien ne mesure : la télémédecine" in card.reading


def test_each_point_has_its_line_even_without_figures(page_of):
    for objective in OBJECTIVES:
        card = og12.objective_card(page_of(*COUNTS), objective.id)
        assert {point.label for point in objective.points} <= {row[0] for row in card.table.rows}
        assert len(card.rows)


def test_a_share_moves_in_points(page_of):
    page = page_of(
        *COUNTS,
        {"indicator": "cpts_population_part", "period": "2020", "value": 60},
        {"indicator": "cpts_population_part", "period": "2023", "value": 71},
    )
    attract = next(one for one in OBJECTIVES if one.id == "attirer")
    (line,) = [
        row for row in og12.objective_card(page, attract.id).table.rows if row[1].startswith("Population couverte")
    ]
    assert line[4] == "+11 points"


def test_an_objective_without_any_figure_says_so(page_of):
    optimise = next(one for one in OBJECTIVES if not one.indicators)
    assert og12.objective_card(page_of(*COUNTS), optimise.id).reading.startswith("aucun point sur 1 n’est renseigné")


def test_what_moved_is_written_with_its_date(page_of):
    page = page_of(
        *COUNTS,
        {"indicator": "msp_activite", "period": "2010", "value": 19, "status": "derived"},
        {"indicator": "msp_activite", "period": "2017", "value": 76, "status": "inferred"},
    )
    attract = next(one for one in OBJECTIVES if one.id == "attirer")
    (line,) = [row for row in og12.objective_card(page, attract.id).table.rows if row[1] == "MSP en activité"]
    assert line[2] == "76 MSP (2017, année déduite)"
    assert line[3] == "19 MSP (2010, calculé)"
    assert line[4] == "+57 (+300,0\u202f%)"


def _review(period, source, **zones):
    return [
        {"indicator": "mg_evolution", "category": zone, "period": period, "value": value, "source": source}
        for zone, value in zones.items()
    ]


def _about(card, name):
    return [row for row in card.table.rows if row[1].startswith(name)]


def test_an_older_change_of_the_region_is_not_shown_with_newer_zones_as_if_of_one_edition(page_of):
    published = _review("2016/2020", "essai", ensemble=-6.9, zip=-8.23, hz=-4.92)
    gap = {"indicator": "mg_ecart_region", "category": "zip", "period": "2016/2020", "value": -1.33}
    imported = _review("2020/2024", "import", zip=-6.5, hz=-1.0)
    page = page_of(*COUNTS, *published, {**gap, "status": "derived"}, *imported, sources={"import": SOURCE})
    card = og12.objective_card(page, "attirer")
    told = [(row[1], row[2]) for row in _about(card, "Évolution des MG")]
    assert sorted(told[:2]) == [
        ("Évolution des MG : ZIP", "−6,50\u202f% (2020–2024)"),
        ("Évolution des MG : non zonés", "−1,00\u202f% (2020–2024)"),
    ]
    assert told[2:] == [("Évolution des MG (édition antérieure)", "−6,90\u202f% (2016–2020)")]
    ((_, name, latest, _, _),) = _about(card, "Écart à la région")
    assert (name, latest) == ("Écart à la région : ZIP (édition antérieure)", "−1,33 point (2016–2020, calculé)")
    assert card.remarks[0] == (
        "Évolution des MG : ces chiffres ne sont pas de la même édition (2020–2024 pour non zonés et ZIP ; 2016–2020 "
        "pour l’ensemble) et ne se comparent pas. Le chiffre d’ensemble de 2020–2024 n’est pas connu : « Écart à la "
        "région » en reste à l’édition antérieure."
    )


def test_a_whole_edition_has_no_remark_on_editions(page_of):
    published = _review("2016/2020", "essai", ensemble=-6.9, zip=-8.23)
    imported = _review("2020/2024", "import", ensemble=-3.0, zip=-6.5)
    card = og12.objective_card(page_of(*COUNTS, *published, *imported, sources={"import": SOURCE}), "attirer")
    assert [row[2] for row in _about(card, "Évolution des MG")] == [
        "−3,00\u202f% (2020–2024)",
        "−6,50\u202f% (2020–2024)",
    ]
    assert len(card.remarks) == 1


def test_the_change_by_zone_is_computed_again_where_imports_allow():
    before, after = by_commune("mg_effectif", "2020", category="liberaux"), by_commune("mg_effectif", "2023")
    fewer = [{**one, "category": "liberaux", "value": one["value"] / 2} for one in after]
    data = merged(dataset.load(), [Brought(content(*before, *fewer, zonings=(zoning(),)), "essai")])
    card = og12.objective_card(Page("essai", data, LIGHT), "attirer")
    told = {row[1]: row[2] for row in card.table.rows if "zonage depuis mars 2026" in row[1]}
    assert set(told.values()) == {"−50,00\u202f% (2020–2023, calculé)"}
    assert [name.partition(", zonage")[0].rpartition(" : ")[2] for name in told][1:] == [
        "ZIP",
        "ZAC",
        "ZAR",
        "ZV",
        "non zonés",
    ]
    assert "mg_zone_evolution" in set(card.rows["indicator"])
    without = og12.objective_card(Page("essai", dataset.load(), LIGHT), "attirer")
    assert not any("zonage" in row[1] for row in without.table.rows)
