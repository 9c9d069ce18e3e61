import dataclasses

import pytest

from demodash.analysis.divergences import divergences
from demodash.dataset import Observation
from demodash.sources import Source

SOURCES = {key: Source(key, "publication", publisher, "T") for key, publisher in {"a": "A", "b": "B", "c": "A"}.items()}
BASE = Observation(
    "cpts_fonctionnement", "REG-32", "ensemble", "2023-01-01", 32.0, "exact", "published", "a", "page", "32", ""
)


def _with(**changes):
    return dataclasses.replace(BASE, **changes)


def _found(*figures):
    return divergences([BASE, *figures], SOURCES)


def test_two_publishers_three_weeks_apart_disagree():
    (found,) = _found(_with(period="2023-01-23", value=46.0, source="b", as_printed="46"))
    assert [one.value for one in found.figures] == [32.0, 46.0]
    assert found.gap == 14
    assert found.ratio == pytest.approx(14 / 32)


@pytest.mark.parametrize(
    "other",
    [
        {"period": "2023-06-01", "value": 46.0, "source": "b"},
        {"value": 32.0, "source": "b"},
        {"value": 46.0, "source": "b", "territory": "FR"},
        {"value": 46.0, "source": "b", "status": "derived"},
        {"value": 30.0, "source": "b", "qualifier": "more_than"},
        {"value": 33.0, "source": "b", "qualifier": "about"},
        {"value": 40.0, "source": "b", "qualifier": "less_than"},
        {"value": 46.0, "source": "b", "period": "2022/2023"},
        {"value": 46.0, "source": "b", "period": "2022"},
    ],
)
def test_what_is_no_disagreement(other):
    assert _found(_with(**other)) == []


def test_two_places_of_one_page_can_disagree():
    (found,) = _found(_with(value=33.0, locator="intertitre", as_printed="33"))
    assert found.gap == 1


def test_a_year_covers_its_days():
    (found,) = _found(_with(period="2023", value=46.0, source="b"))
    assert len(found.figures) == 2


def test_rounding_as_printed_is_not_a_disagreement():
    share = {"indicator": "cpts_population_part", "value": 19.0, "as_printed": "19 %"}
    assert (
        divergences([_with(**share), _with(**share | {"value": 19.4, "as_printed": "19,4 %", "source": "b"})], SOURCES)
        == []
    )
