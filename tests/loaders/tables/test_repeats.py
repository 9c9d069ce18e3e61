"""Rows that come back: equal ones count once, differing ones are all refused, and the account keeps its order."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demodash.loaders.content import MOST_ISSUES, Fate
from demodash.loaders.tables.placing import AccountBook
from demodash.loaders.tables.repeats import SAME_VALUES, Line, Repeats


def line(number, said, about="la commune 02001"):
    return Line(number, f"ligne {number}", about, number, said)


def settled(repeats):
    return [(one.number, stands) for one, stands in repeats.settle()]


def test_equal_rows_count_once_and_the_first_stands():
    book = AccountBook()
    repeats = Repeats(book)
    for number in (2, 3, 4):
        repeats.add("02001", line(number, 518))
    assert settled(repeats) == [(2, True)]
    assert book.account().aside == {SAME_VALUES: 2}
    assert (repeats.count, repeats.keys) == (2, 1)


def test_of_rows_that_differ_none_stands_even_those_that_agree():
    book = AccountBook()
    repeats = Repeats(book)
    for number, said in ((2, 518), (3, 518), (4, 500)):
        repeats.add("02001", line(number, said))
    repeats.add("02002", line(5, 7, "la commune 02002"))
    assert settled(repeats) == [(2, False), (5, True)]
    reason = "la commune 02001 est aux lignes 2, 3 et 4 avec des valeurs différentes : aucune n’est retenue"
    assert [(issue.place, issue.reason) for issue in book.account().issues] == [
        (f"ligne {number}", reason) for number in (2, 3, 4)
    ]


def test_many_lines_are_not_all_named():
    book = AccountBook()
    repeats = Repeats(book)
    for number in range(2, 12):
        repeats.add("02001", line(number, number))
    settled(repeats)
    assert "est aux lignes 2, 3, 4, 5 et 6 … avec" in book.account().issues[0].reason


def test_rows_of_another_sort_are_written_down_in_their_turn():
    book = AccountBook()
    repeats = Repeats(book)
    repeats.add("02001", line(2, 1))
    repeats.later(partial(book.unplaced, "ligne 3", "commune inconnue"))
    repeats.add("02001", line(4, 2))
    settled(repeats)
    assert [issue.place for issue in book.account().issues] == ["ligne 2", "ligne 3", "ligne 4"]


@pytest.mark.parametrize("surplus", [0, 1, 500])
def test_past_what_an_account_describes_rows_are_only_counted_and_the_first_are_described(surplus):
    book = AccountBook()
    repeats = Repeats(book)
    for number in range(MOST_ISSUES + surplus):
        repeats.later(partial(book.refused, f"ligne {number}", "x"))
    assert (len(book.issues) == 0) is (surplus == 0), "they do not wait without end"
    repeats.add("02001", line(9_999, 1))
    assert settled(repeats) == [(9_999, True)]
    account = book.account()
    assert account.counts == {Fate.REFUSED: MOST_ISSUES + surplus}
    assert [issue.place for issue in account.issues] == [f"ligne {number}" for number in range(MOST_ISSUES)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 1)), max_size=12))
def test_every_row_has_one_fate_and_what_stands_is_not_contradicted(rows):
    book = AccountBook()
    repeats = Repeats(book)
    for number, (key, said) in enumerate(rows):
        repeats.add(key, line(number, said))
    stand = [number for number, stands in settled(repeats) if stands]
    book.taken(len(stand))
    assert book.account().rows == len(rows)
    assert {rows[number][0] for number in stand} == {
        key for key, _ in rows if len({said for other, said in rows if other == key}) == 1
    }
