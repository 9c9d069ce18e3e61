"""The order of boxes on a page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from demodash.loaders.documents.readers.layout import Box, reading_order


def test_a_title_above_two_columns() -> None:
    boxes = [Box(50, 20, 90, 80), Box(0, 20, 40, 80), Box(0, 0, 90, 10)]
    assert reading_order(boxes) == [2, 1, 0]


def test_a_number_stays_with_its_words() -> None:
    numbers = [Box(left, 0, left + 10, 10) for left in (0, 40, 80)]
    words = [Box(left, 12, left + 10, 20) for left in (0, 40, 80)]
    assert reading_order([*numbers, *words]) == [0, 3, 1, 4, 2, 5]


def test_boxes_that_cover_each_other_are_read_from_the_top() -> None:
    assert reading_order([Box(5, 5, 20, 20), Box(0, 0, 10, 10)]) == [1, 0]


def test_no_box() -> None:
    assert reading_order([]) == []


def test_a_crowd() -> None:
    boxes = [Box(0, 10 * rank, 5, 10 * rank + 5) for rank in range(600)]
    assert reading_order(boxes[::-1]) == list(range(600))[::-1]


BOXES = st.builds(
    lambda left, top, width, height: Box(left, top, left + width, top + height),
    *[st.integers(0, 60)] * 2,
    *[st.integers(0, 30)] * 2,
)


@given(st.lists(BOXES, max_size=25))
def test_every_box_is_read_once(boxes: list[Box]) -> None:
    assert sorted(reading_order(boxes)) == list(range(len(boxes)))
