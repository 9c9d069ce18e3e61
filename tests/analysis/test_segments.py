from __future__ import annotations

from demodash.analysis.segments import common_periods, segment, segments
from tests.analysis.tables import data_of

PLACES, LATER = "places_deuxieme_annee_medecine", "numerus_apertus_medecine"


def row(indicator: str, territory: str, period: str, value: float, source: str, *, status: str = "published"):
    return {
        "indicator": indicator,
        "territory": territory,
        "period": period,
        "value": value,
        "source": source,
        "status": status,
    }


DATA = data_of(
    row(PLACES, "FR", "2015/2016", 700, "a"),
    row(PLACES, "FR", "2016/2017", 800, "c", status="derived"),
    row(PLACES, "FR", "2016/2017", 790, "a"),
    row(PLACES, "FR", "2015/2016", 710, "b"),
    row(PLACES, "FR", "2016/2017", 790, "b"),
    row(PLACES, "REG-32", "2016/2017", 79, "a"),
    row(LATER, "FR", "2023", 900, "a"),
)


def test_a_line_has_one_figure_a_period_published_before_computed():
    piece = segment(DATA, PLACES, "FR")
    assert piece is not None
    assert [(one.period, one.value) for one in piece.line] == [("2015/2016", 700), ("2016/2017", 790)]
    assert sorted(one.value for one in piece.others) == [710, 790, 800]


def test_only_another_value_dissents():
    piece = segment(DATA, PLACES, "FR")
    assert piece is not None
    assert sorted((one.period, one.value) for one in piece.dissenting) == [("2015/2016", 710), ("2016/2017", 800)]
    assert [one.span.position for one in piece.figures] == sorted(one.span.position for one in piece.figures)


def test_another_definition_is_another_segment():
    assert [len(piece.line) for piece in segments(DATA, [PLACES, LATER], "FR")] == [2, 1]
    assert segments(DATA, [PLACES, LATER], "REG-44") == []
    assert segment(DATA, PLACES, "FR", "paces") is None


def test_common_periods_are_those_of_all():
    france, region = segment(DATA, PLACES, "FR"), segment(DATA, PLACES, "REG-32")
    assert france is not None
    assert region is not None
    assert common_periods([france, region]) == ["2016/2017"]
    assert common_periods([france]) == ["2015/2016", "2016/2017"]
    assert common_periods([]) == []
