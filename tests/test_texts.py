import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash import texts


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "expected"),
    [
        (3655, 0, False, "3\u202f655"),
        (-6.9, 2, False, "\u22126,90"),
        (5.73, 2, True, "+5,73"),
        (-0.001, 2, True, "0,00"),
        (1234567.891, 1, False, "1\u202f234\u202f567,9"),
        (0, 0, True, "0"),
        (None, 0, False, "n. d."),
        (math.nan, 2, False, "n. d."),
    ],
)
def test_numbers_follow_french_typography(value, decimals, signed, expected):
    assert texts.number(value, decimals, signed=signed) == expected


@given(st.floats(-1e12, 1e12, allow_nan=False), st.integers(0, 4))
def test_a_written_number_reads_back_as_its_rounding(value, decimals):
    written = texts.number(value, decimals)
    back = float(written.replace("\u202f", "").replace(",", ".").replace("\u2212", "-"))
    assert back == pytest.approx(round(value, decimals), rel=1e-12, abs=10**-decimals)
    assert " " not in written
    assert "-" not in written


@pytest.mark.parametrize(
    ("printed", "expected"), [("-6,90%", 2), ("+5.73%", 2), ("3 655", 0), ("3,6", 1), ("2.000", 0)]
)
def test_decimals_are_those_printed(printed, expected):
    assert texts.decimals_of(printed) == expected


def test_a_published_sign_stays_before_the_number():
    assert texts.qualified("70 %", "more_than") == "plus de 70 %"
    assert texts.qualified("46", "exact") == "46"
    with pytest.raises(KeyError):
        texts.qualified("46", "maybe")


def test_dates_in_full():
    assert texts.long_date(dt.date(2023, 1, 1)) == "1er janvier 2023"
    assert texts.long_date(dt.date(2023, 1, 11)) == "11 janvier 2023"
    assert texts.month_name(dt.date(2019, 9, 1)) == "septembre 2019"


def test_lists_and_plurals():
    assert texts.enumeration(["ZIP", "ZAC", "ZAR"]) == "ZIP, ZAC et ZAR"
    assert texts.enumeration([]) == ""
    assert texts.plural(1.5, "point", "points") == "point"
    assert texts.plural(-2, "point", "points") == "points"


def test_names_are_compared_without_accents_case_or_hyphens():
    assert texts.folded("Château-Thierry") == texts.folded("CHATEAU  THIERRY")
    assert texts.folded("Œuilly") == "oeuilly"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(-8.23, "a reculé de 8,23 %"), (5.73, "a augmenté de 5,73 %"), (0, "est resté stable")],
)
def test_a_change_is_said_with_a_verb(value, expected):
    assert texts.change_phrase(value, texts.number(value, 2, signed=True) + " %") == expected


def test_a_value_after_de():
    assert texts.of_value("3,5") == "de 3,5"
    assert texts.of_value("environ 3,5") == "d’environ 3,5"
    assert texts.of_value("plus de 3") == "de plus de 3"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  deux\n\tlignes\r\n", "deux lignes"),
        ("nul\x00 cloche\x07 moitié\ud800", "nul cloche moitié"),
        ("11,73\u202f% à\u00a0nous", "11,73\u202f% à\u00a0nous"),
        ("\u202eretourné\u2028", "retourné"),
        ("mi\x00li\u200beu", "milieu"),
        ("espace\u2003large", "espace large"),
        ("", ""),
    ],
)
def test_a_text_from_outside_is_one_line(text, line):
    assert texts.one_line(text) == line


def test_a_long_text_is_cut_with_an_ellipsis():
    assert texts.one_line("x" * 5_000, 10) == "x" * 9 + "…"
    assert texts.one_line("mot " * 9, 5) == "mot…"
    assert texts.one_line("juste", 5) == "juste"


@given(st.text(max_size=200))
def test_one_line_can_stand_in_a_file(text):
    line = texts.one_line(text, 40)
    assert len(line) <= 40
    assert line.replace("\u00a0", "").replace("\u202f", "").isprintable()
    assert line.encode("utf-8").decode("utf-8") == line
    assert texts.one_line(line) == line


@pytest.mark.parametrize(
    ("text", "kept", "shown"),
    [
        ("a\x1b[2Jb", "", "a\ufffd[2Jb"),
        ("deux\nlignes\t\r", "\n\t", "deux\nlignes\t\ufffd"),
        ("\u202eretourné\ud800", "", "\ufffdretourné\ufffd"),
        ("Cœur d’Ostrevent, 11,73\u202f%", "", "Cœur d’Ostrevent, 11,73\u202f%"),
    ],
)
def test_what_would_command_a_screen_is_shown_instead(text, kept, shown):
    assert texts.unmasked(text, kept=kept) == shown


@pytest.mark.parametrize(
    ("count", "noun", "said"),
    [
        (-1, (), ""),
        (0, (), ""),
        (1, (), "et 1 autre"),
        (2, (), "et 2 autres"),
        (1_200, (), "et 1\u202f200 autres"),
        (1, ("ligne", "lignes"), "et 1 autre ligne"),
        (3, ("ligne", "lignes"), "et 3 autres lignes"),
    ],
)
def test_what_is_left_out_is_counted(count, noun, said):
    assert texts.and_others(count, *noun) == said


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a, b"),
        (["a", "b", "c"], "a, b et 1 autre"),
        (list("abcd"), "a, b et 2 autres"),
    ],
)
def test_the_first_of_many_are_named(items, said):
    assert texts.first_of(items, 2) == said


def test_the_first_of_many_may_be_parted_otherwise():
    assert texts.first_of(["a b", "c", "d"], 2, " ; ") == "a b ; c et 1 autre"


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ([], ""),
        ([2024], "2024"),
        ([2023, 2022], "2022 et 2023"),
        ([2022, 2023, 2024], "2022–2024"),
        ([2015, 2016, 2017, 2018, 2019, 2021, 2022, 2023], "2015–2019 et 2021–2023"),
        ([2015, 2016, 2017, 2021, 2022], "2015–2017, 2021 et 2022"),
    ],
)
def test_years_that_follow_each_other_are_a_span(years, said):
    assert texts.year_spans(years) == said
