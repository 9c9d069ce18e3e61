from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demodash.loaders.content import Content
from demodash.store import Change, Comparison, Store, compare_contents
from tests.store.given import SOURCE, add, figures, groupings, points, population, whole, zoning


def rows(table: pd.DataFrame) -> list[tuple[object, ...]]:
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in table.itertuples(index=False)]


def test_two_editions_cell_by_cell(store: Store) -> None:
    before = Content(
        (SOURCE,),
        figures(120.0, 48.5),
        (zoning("ZIP", "HZ", "ZAC"),),
        points("Maison A", "Maison B"),
        groupings("02001", "02001"),
    )
    after = Content(
        (SOURCE,),
        figures(120.0, 50.0, 230_000.0),
        (zoning("ZAC", "HZ", "ZAC"),),
        points("Maison A bis"),
        groupings("02001", "02002"),
    )
    found = store.compare(add(store, before).id, add(store, after).id)
    assert rows(found.figures) == [
        ("population", "COM-02002", "ensemble", "2022", "changed", 48.5, 50.0),
        ("population", "COM-59350", "ensemble", "2022", "added", None, 230_000.0),
    ]
    assert found.same == 1
    assert rows(found.zonings) == [("COM-02001", "changed", "ZIP", "ZAC")]
    assert rows(found.points) == [
        (
            "msp",
            "02000001",
            "changed",
            "Maison A · COM-02001 · 3.500000 · 49.500000 · 2020-05-01",
            "Maison A bis · COM-02001 · 3.500000 · 49.500000 · 2020-05-01",
        ),
        ("msp", "02000002", "removed", "Maison B · COM-02001 · 3.500000 · 49.500000 · 2020-05-01", ""),
    ]
    assert rows(found.groupings) == [
        ("tvs", "COM-02002", "02001", "removed", "Territoire 02001", ""),
        ("tvs", "COM-02002", "02002", "added", "", "Territoire 02002"),
    ]
    assert [found.count(change) for change in Change] == [2, 2, 3]
    assert not found.is_empty


def test_a_content_compared_with_itself_and_with_nothing() -> None:
    nothing = Content((SOURCE,))
    assert compare_contents(whole(), whole()).is_empty
    assert compare_contents(whole(), whole()).same == 3
    assert compare_contents(nothing, nothing).is_empty
    gone = compare_contents(whole(), nothing)
    assert [gone.count(change) for change in Change] == [0, 10, 0]
    assert set(gone.zonings["after"]) == {""}
    assert list(gone.figures.dtypes[["before", "after"]]) == ["float64", "float64"]


def test_neither_order_nor_source_makes_a_difference() -> None:
    other = replace(SOURCE, id="autre_source")
    table = figures(1.0, 2.0, 3.0).iloc[::-1].reset_index(drop=True).assign(source="autre_source", locator="ligne 9")
    assert compare_contents(population(1.0, 2.0, 3.0), Content((other,), table)).is_empty


def test_a_figure_that_a_document_gives_twice_is_compared_twice() -> None:
    def twice(first: float, second: float) -> Content:
        table = figures(first, second).assign(territory="COM-02001", locator=["ligne 2", "ligne 8"])
        return Content((SOURCE,), table)

    assert compare_contents(twice(1.0, 2.0), twice(2.0, 1.0)).is_empty
    assert rows(compare_contents(twice(1.0, 2.0), twice(1.0, 3.0)).figures)[0][4:] == ("changed", 2.0, 3.0)
    assert rows(compare_contents(twice(1.0, 2.0), population(1.0)).figures)[0][4:] == ("removed", 2.0, None)


def test_changes_are_said_in_french() -> None:
    assert [change.label for change in Change] == ["ajouté", "disparu", "modifié"]


values = st.lists(st.integers(0, 3).map(float), max_size=3)


@settings(max_examples=12, deadline=None)
@given(values, values)
def test_applying_what_differs_to_the_first_gives_the_second(first: list[float], second: list[float]) -> None:
    found = compare_contents(population(*first), population(*second))
    cells = dict(zip(figures(*first)["territory"], first, strict=True))
    for row in found.figures.itertuples():
        if row.change == Change.REMOVED:
            assert cells.pop(row.territory) == row.before
        else:
            assert cells.get(row.territory) == (None if row.change == Change.ADDED else row.before)
            cells[row.territory] = row.after
    assert cells == dict(zip(figures(*second)["territory"], second, strict=True))
    assert mirrored(found) == rows(compare_contents(population(*second), population(*first)).figures)


def mirrored(found: Comparison) -> list[tuple[object, ...]]:
    other = {"added": "removed", "removed": "added", "changed": "changed"}
    return [(*row[:4], other[str(row[4])], row[6], row[5]) for row in rows(found.figures)]


@pytest.mark.parametrize("count", [1, 2])
def test_several_editions_of_the_zoning_are_compared_in_their_order(count: int) -> None:
    one = (zoning("ZIP", "HZ", "ZAC"),)
    both = (
        *one,
        replace(zoning("ZIP", "ZIP", "ZIP"), id="zonage_2030", legal_start=one[0].legal_start.replace(year=2030)),
    )
    found = compare_contents(Content((SOURCE,), zonings=both[:count]), Content((SOURCE,), zonings=both))
    assert len(found.zonings) == (3 if count == 1 else 0)
