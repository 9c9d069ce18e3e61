from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash.exports.report.fonts import REGULAR, STRONG, width, writable
from demodash.exports.report.wrapping import fitted, wrapped


def test_a_line_breaks_at_spaces_and_after_hyphens_but_not_at_no_break_spaces():
    lines = wrapped("Saint-Quentin-la-Motte compte 1\u202f252 habitants", REGULAR, 8, 60)
    assert lines[0] == "Saint-Quentin-la-"
    assert any("1\u202f252" in line for line in lines)
    assert all(width(line, REGULAR, 8) <= 60.001 for line in lines)


def test_a_word_wider_than_the_room_is_broken_not_cut():
    lines = wrapped("Anticonstitutionnellement", STRONG, 10, 40)
    assert len(lines) > 1
    assert "".join(lines) == "Anticonstitutionnellement"


@given(st.text(max_size=80), st.floats(5, 200))
def test_nothing_is_lost_and_no_line_is_too_wide(text, room):
    lines = wrapped(text, REGULAR, 7, room)
    assert "".join(lines).replace(" ", "") == writable(text).replace(" ", "")
    assert all(width(line, REGULAR, 7) <= room + 0.001 or len(line) == 1 for line in lines)


def test_the_largest_size_that_fits_is_taken():
    assert fitted("Lille", STRONG, (27, 18), 500, 1)[0] == 27
    size, lines = fitted("Saint-Quentin-la-Motte-Croix-au-Bailly", STRONG, (27, 18), 300, 1)
    assert size == 18
    assert "".join(lines) == "Saint-Quentin-la-Motte-Croix-au-Bailly"
    with pytest.raises(ValueError, match="no size"):
        fitted("Lille", STRONG, (), 500, 1)


def test_control_characters_become_spaces_and_unknown_signs_squares():
    assert writable("a\tb\x00c☃") == "a b c■"
    assert writable("Lys\u202f:\u00a0œuvre −3") == "Lys\u202f:\u00a0œuvre −3"
