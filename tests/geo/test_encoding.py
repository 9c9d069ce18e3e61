import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash.geo.encoding import ALPHABET, decode, encode
from tests.geo.reading import numbers


def test_a_case_worked_by_hand():
    # folded: 0 1 2 30 31 32; the last takes two characters: 0 with «more», then 1
    assert encode([0, -1, 1, 15, -16, 16]) == "ABCefgB"
    assert decode("ABCefgB") == [0, -1, 1, 15, -16, 16]
    assert encode([]) == ""
    assert len(set(ALPHABET)) == 64


@given(st.lists(st.integers(-(2**40), 2**40)))
def test_what_is_written_is_read(values):
    text = encode(values)
    assert decode(text) == numbers(text) == values


def test_wrong_text_is_refused():
    with pytest.raises(ValueError, match="substring not found"):
        decode("A!")
    with pytest.raises(ValueError, match="the text ends within a number"):
        decode("Ag")
