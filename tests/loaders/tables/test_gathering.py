"""Figures gathered row by row: sums and means over former communes, rows refused or taken."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demodash.loaders.content import Fate
from demodash.loaders.tables import loader
from demodash.loaders.tables.gathering import Cell, Gathering, Key, Merging
from demodash.loaders.tables.placing import AccountBook
from demodash.schema import problems

PEOPLE = Key("population", "2020")
APL = Key("apl_mg", "2020")


def cell(insee, printed, weight=math.nan):
    return Cell(insee, math.nan, f"ligne {insee}", printed, weight)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["COM-02001", "COM-02002"]), st.integers(0, 10**6)), min_size=1, max_size=8))
def test_a_sum_keeps_everybody_and_one_row_a_key(rows):
    figures = Gathering()
    for number, (territory, people) in enumerate(rows):
        figures.read(PEOPLE, territory, cell(f"{number:05}", str(people)))
    table = figures.observations("source")
    assert table["value"].sum() == sum(people for _, people in rows)
    assert len(table) == len({territory for territory, _ in rows})
    assert problems(table) == []


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 10**5)), min_size=2, max_size=6))
def test_a_mean_lies_between_its_parts(rows):
    figures = Gathering({"apl_mg": Merging.MEAN})
    for number, (apl, people) in enumerate(rows):
        figures.read(APL, "COM-02001", cell(f"{number:05}", str(apl), people))
    (value,) = figures.observations("source")["value"]
    assert min(apl for apl, _ in rows) - 1e-9 <= value <= max(apl for apl, _ in rows) + 1e-9


def test_a_mean_without_weights_is_plain_and_says_so():
    figures = Gathering({"apl_mg": Merging.MEAN})
    for insee, printed in (("02311", "2"), ("02589", "4")):
        figures.read(APL, "COM-02589", cell(insee, printed))
    (row,) = figures.observations("source").itertuples()
    assert row.value == 3
    assert row.note == (
        "Moyenne simple des anciennes communes 02311, 02589 : leur population n’est pas dans le fichier."
    )


def test_a_mean_by_hand():
    figures = Gathering({"apl_mg": Merging.MEAN})
    figures.read(APL, "COM-02589", cell("02311", "2", 100))
    figures.read(APL, "COM-02589", cell("02589", "4", 300))
    assert list(figures.observations("source")["value"]) == [(2 * 100 + 4 * 300) / 400]


@pytest.mark.parametrize(
    ("outcomes", "fate"),
    [
        ([("a", ""), ("b", None)], Fate.TAKEN),
        ([("a", ""), ("b", "faux")], Fate.TAKEN),
        ([("a", None), ("b", "faux")], Fate.REFUSED),
        ([("a", None), ("b", None)], Fate.ASIDE),
    ],
)
def test_a_row_is_closed_once(outcomes, fate):
    book = AccountBook()
    Gathering().close_row(outcomes, book)
    assert dict(book.account().counts) == {fate: 1}


def test_an_unknown_loader_is_a_fault_of_the_code():
    with pytest.raises(ValueError, match="unknown loader 'x'"):
        loader("x")


@pytest.mark.parametrize("printed", ["", "x", "-3"])
def test_a_sum_that_lacks_a_part_is_left_out_whatever_the_part_lacks(printed):
    figures = Gathering()
    figures.read(PEOPLE, "COM-02589", cell("02311", printed))
    figures.read(PEOPLE, "COM-02589", cell("02589", "300"))
    figures.read(PEOPLE, "COM-02001", cell("02001", "500"))
    assert list(figures.observations("source")["territory"]) == ["COM-02001"]


def test_a_figure_given_twice_for_one_commune_is_not_a_sum(tmp_path):
    figures = Gathering()
    for insee, territory in (("02001", "COM-02001"), ("02001", "COM-02001"), ("02002", "COM-02002")):
        figures.read(PEOPLE, territory, cell(insee, "500"))
    assert list(figures.observations("source")["territory"]) == ["COM-02002"]
    assert "1 chiffre donné plusieurs fois par le fichier : aucun n’est retenu." in figures.remarks()


def test_a_part_without_period_leaves_out_the_sums_that_may_lack_it(tmp_path):
    figures = Gathering()
    later = Key("population", "2021")
    figures.lose_undated("COM-02589", "02311")
    for key, insee in ((PEOPLE, "02589"), (later, "02311"), (later, "02589")):
        figures.read(key, "COM-02589", cell(insee, "300"))
    assert list(figures.observations("source")[["period", "value"]].itertuples(index=False, name=None)) == [
        ("2021", 600)
    ]
