from __future__ import annotations

import pytest

from demodash.analysis.recomputation import paired_changes
from demodash.dataset import Dataset, load
from tests.analysis.tables import data_of

BEFORE, AFTER, CHANGE = "places_medicales_avant", "places_medicales_apres", "places_medicales_evolution"


def course(category: str, before: float, after: float, printed: str = "") -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {"indicator": BEFORE, "category": category, "value": before},
        {"indicator": AFTER, "category": category, "value": after},
    ]
    if printed:
        value = float(printed.rstrip("%"))
        rows.append({"indicator": CHANGE, "category": category, "value": value, "as_printed": printed})
    return rows


def pairs_of(data: Dataset):
    return paired_changes(data, "REG-32", before=BEFORE, after=AFTER, change=CHANGE)


def test_a_published_change_is_compared_with_its_own_numbers_at_its_own_decimals():
    pairs = pairs_of(data_of(*course("maieutique", 300, 310, "+3.3%"), *course("medecine", 300, 310, "+3.34%")))
    assert [(pair.before.category, pair.agrees) for pair in pairs] == [("medecine", False), ("maieutique", True)]
    assert pairs[0].recomputed_pct == pytest.approx(3.3333, abs=1e-4)


def test_without_a_published_change_nothing_is_confirmed():
    (pair,) = pairs_of(data_of(*course("pharmacie", 200, 150)))
    assert (pair.agrees, pair.published, pair.recomputed_pct) == (None, None, -25)


def test_a_number_alone_is_left_out_and_so_are_computed_ones():
    alone = course("pharmacie", 200, 150)[:1]
    computed = [{**row, "status": "derived"} for row in course("odontologie", 10, 20)]
    assert pairs_of(data_of(*alone, *computed)) == []


def test_every_change_of_the_documents_holds():
    pairs = pairs_of(load())
    assert len(pairs) == 4
    assert all(pair.agrees for pair in pairs)
