"""The marks of slides: number and date run together."""

from __future__ import annotations

from datetime import date

import pytest

from demodash.loaders.documents.readers.markers import Mark, slide_marks

DAY = date(2023, 1, 23)


def test_numbers_of_one_and_two_digits() -> None:
    texts = ["923/01/2023", "a", "1023/01/2023", "b", "1123/01/2023"]
    assert slide_marks(texts) == [Mark(0, 9, DAY), Mark(2, 10, DAY), Mark(4, 11, DAY)]


def test_the_number_that_follows_is_preferred() -> None:
    texts = ["1005/2/2023", "a", "115/2/2023"]
    assert slide_marks(texts) == [Mark(0, 10, date(2023, 2, 5)), Mark(2, 11, date(2023, 2, 5))]


def test_a_day_of_one_digit_is_told_by_the_numbers_that_follow() -> None:
    texts = ["105/2/2023", "a", "25/2/2023", "b", "35/2/2023"]
    day = date(2023, 2, 5)
    assert slide_marks(texts) == [Mark(0, 1, day), Mark(2, 2, day), Mark(4, 3, day)]


@pytest.mark.parametrize(
    "text",
    ["23/01/2023", "223/13/2023", "Mis à jour le 23/01/2023", "12/2023", "023/01/2023", "9999923/01/2023"],
)
def test_no_mark(text: str) -> None:
    assert slide_marks([text, "a"]) == []


def test_numbers_and_dates_apart_must_go_up() -> None:
    assert slide_marks(["2 23/01/2023", "a", "3 23/01/2023", "b"]) == [Mark(0, 2, DAY), Mark(2, 3, DAY)]
    assert slide_marks(["23/01/2023 2", "a", "23/01/2023 3", "b"]) == [Mark(0, 2, DAY), Mark(2, 3, DAY)]
    assert slide_marks(["2 23/01/2023", "a", "7 23/01/2023", "b"]) == []
    assert slide_marks(["2 23/01/2023", "a"]) == []


def test_numbers_and_dates_on_two_lines() -> None:
    texts = ["23/01/2023", "2", "a", "23/01/2023", "3", "b"]
    assert slide_marks(texts) == [Mark(0, 2, DAY, 2), Mark(3, 3, DAY, 2)]
