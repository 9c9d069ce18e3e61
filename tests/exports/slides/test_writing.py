from __future__ import annotations

from demodash.exports.slides.writing import balanced, clean, fitted, width, wrapped


def test_what_a_file_cannot_hold_is_left_out():
    assert clean("a\x00b\x0bc\n d\u2028e\ud800\ufffe") == "ab c d e"
    assert clean("  é « à »  ") == "é « à »"


def test_widths_are_those_of_the_font_of_the_theme():
    assert width("iiii", 20) < width("mmmm", 20)
    assert width("mmmm", 20) < width("mmmm", 20, bold=True) * 1.2
    assert width("12\u202f345 €", 20) > 0


def test_lines_hold_in_their_room_even_with_one_long_word():
    for text in ("mot " * 50, "x" * 400, "Densité de médecins généralistes"):
        assert all(width(line, 14) <= 200 for line in wrapped(text.strip(), 14, 200))


def test_a_text_is_set_smaller_before_it_is_cut():
    sizes = ((26.0, 1), (20.0, 2))
    assert fitted("court", 400, sizes, bold=True).size == 26.0
    smaller = fitted("un titre un peu plus long que la ligne qui le porte", 400, sizes, bold=True)
    assert (smaller.size, smaller.lines, smaller.text[-1]) == (20.0, 2, "e")
    cut = fitted("mot " * 5000, 400, sizes, bold=True)
    assert cut.text.endswith("…")
    assert len(wrapped(cut.text, 20.0, 400, bold=True)) == 2


def test_two_lines_share_their_words():
    said = fitted("La densité de médecins de la région a augmenté entre 2012 et 2026", 600, ((24.0, 2),), bold=True)
    room = balanced(said, 600, bold=True)
    first, second = wrapped(said.text, said.size, room, bold=True)
    assert width(second, 24, bold=True) > width(first, 24, bold=True) / 2
