import pytest

from demodash.derivation import derive
from demodash.schema import COLUMNS, KEY, problems
from tests.shipped_figures import derived, everything, shipped

CHANGE = [
    {"indicator": "ide_places", "period": "2030", "value": 3655},
    {"indicator": "ide_places", "period": "2031", "value": 3937},
]


def published(value, printed, source="essai"):
    return {
        "indicator": "ide_places_evolution",
        "period": "2030/2031",
        "value": value,
        "as_printed": printed,
        "source": source,
    }


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (published(7.72, "+7.72%"), False),
        (published(8, "8 %"), False),
        (published(7.7, "+7,7 %"), False),
        (published(7.82, "+7.82%"), True),
        (published(7.72, "+7.72%", source="autre"), True),
    ],
)
def test_a_published_figure_replaces_the_computed_one_unless_they_disagree(table, row, kept):
    found = derive(table(*CHANGE, row))
    assert (found["indicator"] == "ide_places_evolution").any() == kept


def test_an_empty_table_gives_an_empty_one(table):
    found = derive(table())
    assert found.empty
    assert tuple(found.columns) == COLUMNS


def test_the_computed_rows_are_marked_and_say_their_operands_and_their_computation():
    table = derived()
    assert set(table["status"]) == {"derived"}
    assert set(table["as_printed"]) == {""}
    assert table["locator"].str.startswith("calculé : ").all()
    assert (table["note"].str.len() > 0).all()
    assert set(table["source"]) <= set(shipped().sources)


def test_the_whole_table_is_right_and_has_one_row_per_key():
    assert problems(everything()) == []
    assert not everything().duplicated(list(KEY)).any()


def test_computing_again_from_everything_adds_nothing_new():
    again = derive(everything())
    known = set(map(tuple, everything()[list(KEY)].to_numpy()))
    assert {tuple(key) for key in again[list(KEY)].to_numpy()} <= known


@pytest.mark.parametrize(
    ("indicator", "territory", "category", "period", "value"),
    [
        ("msp_activite", "REG-32", "ensemble", "2010", 19),
        ("cesp_signes", "REG-32", "ensemble", "2012", 50.833333),
        ("as_capacite", "REG-32", "ensemble", "2019/2020", 2094),
        ("as_capacite", "REG-32", "ensemble", "2020/2021", 2253),
        ("as_capacite", "REG-32", "ensemble", "2022", 2333),
        ("aide_cout_poste", "REG-32", "atp", "2022-02-03", 12_000),
        ("aide_cout_poste", "REG-32", "ccr", "2022-02-03", 48_000),
        ("aide_postes_budget", "REG-32", "atp", "2022-02-03", 36),
        ("aide_postes_budget", "REG-32", "ccr", "2022-02-03", 9),
        ("hopitaux_eligibles", "REG-32", "ensemble", "2025-12-11", 5),
        ("mg_ecart_region", "REG-32", "zar", "2016/2020", -4.83),
        ("mg_evolution_annuelle", "REG-32", "ensemble", "2016/2020", -1.771521),
        ("ide_places_evolution", "REG-32", "ensemble", "2021/2022", 3.960919),
        ("places_deuxieme_annee_medecine", "REG-32", "ensemble", "1999/2000", 370),
        ("numerus_apertus_medecine", "REG-32", "ensemble", "2022/2024", 995),
        ("places_kine", "REG-32", "ensemble", "2015/2016", 280),
    ],
)
def test_the_computed_figures_of_the_project(indicator, territory, category, period, value):
    table = derived()
    found = table[
        (table["indicator"] == indicator)
        & (table["territory"] == territory)
        & (table["category"] == category)
        & (table["period"] == period)
    ]
    assert found["value"].tolist() == [pytest.approx(value, abs=1e-5)]
