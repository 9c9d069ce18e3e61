"""Columns read by their few words: what is said of each row, and the rows of an indicator, taken once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from demodash.dataset.columns import ByIndicator, Words

COLUMN = pd.Series(["été", "b", "a", "b", "zéro", "a"], index=[9, 8, 7, 6, 5, 4])


def test_what_is_said_of_a_word_is_said_of_its_rows() -> None:
    words = Words.of(COLUMN)
    told = {"a": "A", "b": "", "été": None}
    texts = pd.Series(words.texts(told.get))
    assert texts.dtype == "str"
    assert texts.isna().tolist() == [True, False, False, False, True, False]
    assert texts.dropna().tolist() == ["", "A", "", "A"]
    assert words.numbers(len).tolist() == [3, 1, 1, 1, 4, 1]


def test_ranks_are_those_of_the_alphabet_of_tables() -> None:
    assert Words.of(COLUMN).ranks().tolist() == pd.factorize(COLUMN, sort=True)[0].tolist() == [3, 1, 0, 1, 2, 0]


def test_an_empty_column_says_nothing() -> None:
    words = Words.of(pd.Series([], dtype="str"))
    assert len(words.texts(str)) == len(words.numbers(len)) == len(words.ranks()) == 0
    assert list(ByIndicator(pd.DataFrame({"x": []}), words, np.empty(0, dtype=np.int64))) == []


def test_the_rows_of_an_indicator_are_in_their_order_and_taken_once() -> None:
    rows = pd.DataFrame({"indicator": COLUMN.tolist(), "n": range(6)})
    order = np.array([5, 2, 3, 1, 4, 0])
    found = ByIndicator(rows, Words.of(rows["indicator"]), order)
    assert list(found) == ["a", "b", "zéro", "été"]
    assert len(found) == 4
    assert found["a"]["n"].tolist() == [5, 2]
    assert found["b"].index.tolist() == [3, 1]
    assert found["a"] is found["a"]
    assert "c" not in found
    with pytest.raises(KeyError):
        found["c"]
