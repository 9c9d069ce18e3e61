from __future__ import annotations

import pandas as pd

from demodash.importing.comparison import EXAMPLES, Changes, compare
from demodash.sources import Source
from tests.importing.conftest import AGENCY, Data, Table

NEW = Source("nouveau", "document", AGENCY.publisher, "Nouveau document d’essai", date="2025-01-01")
SOURCES = {"nouveau": NEW}
MSP = {"indicator": "msp_activite", "period": "2022"}


def changes_of(data: Data, table: Table, there: list[dict[str, object]], brought: list[dict[str, object]]) -> Changes:
    rows = table(*({"source": "nouveau", **row} for row in brought))
    return compare(rows, SOURCES, data(*there))


def counts(changes: Changes) -> tuple[int, int, int, int]:
    return changes.new, changes.same, changes.revised, changes.beside


def test_a_figure_that_nobody_gave_is_new(data: Data, table: Table) -> None:
    found = changes_of(data, table, [{**MSP, "value": 200}], [{**MSP, "period": "2023", "value": 210}])
    assert counts(found) == (1, 0, 0, 0)


def test_the_same_value_is_the_same(data: Data, table: Table) -> None:
    found = changes_of(data, table, [{**MSP, "value": 200}], [{**MSP, "value": 200.3}])
    assert counts(found) == (0, 1, 0, 0), "written alike: the indicator has no decimals"


def test_another_value_of_the_same_publisher_is_a_revision(data: Data, table: Table) -> None:
    found = changes_of(data, table, [{**MSP, "value": 200}], [{**MSP, "value": 205}])
    assert counts(found) == (0, 0, 1, 0)
    assert [(one.before.value, one.after.value) for one in found.revisions] == [(200.0, 205.0)]
    assert found.contradictions == ()


def test_another_value_of_another_publisher_is_a_contradiction(data: Data, table: Table) -> None:
    there = [{**MSP, "value": 200, "source": "autre", "as_printed": "200"}]
    found = changes_of(data, table, there, [{**MSP, "value": 250, "as_printed": "250"}])
    assert counts(found) == (0, 0, 0, 1)
    assert found.contradicted == 1
    assert {one.source for one in found.contradictions[0].figures} == {"autre", "nouveau"}


def test_a_published_sign_does_not_contradict(data: Data, table: Table) -> None:
    there = [{**MSP, "value": 200, "source": "autre", "qualifier": "more_than", "as_printed": "plus de 200"}]
    found = changes_of(data, table, there, [{**MSP, "value": 250, "as_printed": "250"}])
    assert counts(found) == (0, 0, 0, 1)
    assert found.contradicted == 0


def test_a_revision_may_contradict_another_publisher_too(data: Data, table: Table) -> None:
    there = [{**MSP, "value": 200}, {**MSP, "value": 201, "source": "autre", "as_printed": "201"}]
    found = changes_of(data, table, there, [{**MSP, "value": 260, "as_printed": "260"}])
    assert counts(found) == (0, 0, 1, 0)
    assert found.contradicted == 1


def test_what_we_computed_is_no_publication(data: Data, table: Table) -> None:
    found = changes_of(data, table, [{**MSP, "value": 200, "status": "derived"}], [{**MSP, "value": 205}])
    assert counts(found) == (1, 0, 0, 0)


def test_the_counts_add_up_and_the_examples_are_the_widest(data: Data, table: Table) -> None:
    years = [str(year) for year in range(1990, 2025)]
    there = [{**MSP, "period": year, "value": 100} for year in years]
    brought = [{**MSP, "period": year, "value": 100 + place} for place, year in enumerate(years)]
    found = changes_of(data, table, there, brought)
    assert sum(counts(found)) == len(years)
    assert counts(found) == (0, 1, len(years) - 1, 0)
    assert len(found.revisions) == EXAMPLES
    assert found.revisions[0].after.value == 100 + len(years) - 1


def test_nothing_changes_nothing(data: Data) -> None:
    empty = data({**MSP, "value": 1}).observations.iloc[:0]
    assert compare(pd.DataFrame(empty), SOURCES, data({**MSP, "value": 1})) == Changes(0, 0, 0, 0)
