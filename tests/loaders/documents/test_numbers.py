"""Numbers of French prose: what is written in any typography is read back, and what is no figure is told apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash.loaders.documents.folding import folded, plain
from demodash.loaders.documents.number_words import NUMBER_WORDS, value_of
from demodash.loaders.documents.numbers import tokens
from demodash.loaders.documents.tokens import Kind, Token

UNITS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
TEENS = ("onze", "douze", "treize", "quatorze", "quinze", "seize")
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
SPACES = (" ", "\u00a0", "\u202f", "\u2009")
SEPARATORS = ("", *SPACES, ".", "'", "’")
MINUSES = ("-", "\u2212", "\u2013", "\u2011")


def one(text: str) -> Token:
    (token,) = tokens(text)
    return token


def figures(text: str) -> list[tuple[str, float, str]]:
    return [(one.printed, one.signed_value, one.kind.name) for one in tokens(text) if one.kind.is_figure]


def grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


def in_words(number: int, hyphen: str = "-") -> str:
    """The French words of a number below one million."""
    thousands, rest = divmod(number, 1000)
    words = ([in_words(thousands, hyphen)] if thousands > 1 else []) + (["mille"] if thousands else [])
    hundreds, rest = divmod(rest, 100)
    words += ([UNITS[hundreds - 1]] if hundreds > 1 else []) + (["cent"] if hundreds else [])
    return hyphen.join(words + ([_below_hundred(rest, hyphen)] if rest else []))


def _below_hundred(number: int, hyphen: str) -> str:
    if number <= 10:
        return UNITS[number - 1]
    if number <= 16:
        return TEENS[number - 11]
    if number < 20:
        return f"dix{hyphen}{UNITS[number - 11]}"
    tens, unit = divmod(number, 10)
    if tens in {7, 9}:
        tens, unit = tens - 1, unit + 10
    stem = f"quatre{hyphen}vingt" if tens == 8 else TENS[tens]
    if not unit:
        return stem
    link = f"{hyphen}et{hyphen}" if unit in {1, 11} and tens != 8 else hyphen
    return stem + link + _below_hundred(unit, hyphen)


@given(st.integers(0, 99_999_999), st.sampled_from(SEPARATORS))
def test_a_count_in_any_typography_is_read_back(number: int, separator: str) -> None:
    token = one(f"La région compte {grouped(number, separator)} places ouvertes.")
    assert (token.kind, token.value, token.doubt) == (Kind.COUNT, number, "")
    assert token.printed == " ".join(grouped(number, separator).split())


@st.composite
def written_percentages(draw: st.DrawFn) -> tuple[int, str, float]:
    """The whole part, the percentage as written, and its value."""
    whole, decimals = draw(st.integers(0, 999_999)), draw(st.integers(0, 99))
    separator, point = draw(st.sampled_from(("", *SPACES))), draw(st.sampled_from((",", ".")))
    sign = draw(st.sampled_from(("", "+", *MINUSES)))
    unit = draw(st.sampled_from((" %", "%", "\u202f%", "\u00a0%", " pour cent")))
    value = float(f"{whole}.{decimals:02d}") * (-1 if sign in MINUSES else 1)
    return whole if not separator else 0, f"{sign}{grouped(whole, separator)}{point}{decimals:02d}{unit}", value


@given(written_percentages())
def test_a_percentage_in_any_typography_is_read_back(case: tuple[int, str, float]) -> None:
    whole, written, value = case
    token = one(f"Évolution : {written}.")
    assert token.kind is Kind.PERCENT
    assert token.signed_value == pytest.approx(value)
    assert token.printed == " ".join(written.split())
    assert bool(token.doubt) == (1950 <= whole <= 2100)


@given(st.integers(2, 999_999), st.sampled_from(("-", " ")))
def test_a_number_in_words_is_read_back(number: int, hyphen: str) -> None:
    words = in_words(number, hyphen)
    assert NUMBER_WORDS.fullmatch(words)
    assert value_of(words) == number
    assert one(f"Il y a {words} postes.").value == number


@given(st.integers(1, 99_999), st.integers(0, 9), st.sampled_from((" ", "\u00a0", "")))
def test_a_sum_in_euros_is_read_back(whole: int, decimal: int, space: str) -> None:
    assert one(f"Un budget de {grouped(whole, space)},{decimal}5 €.").value == pytest.approx(
        whole + decimal / 10 + 0.05
    )
    assert one(f"Un budget de {whole}{space}k€.").value == whole * 1000
    assert one(f"Un budget de {whole},{decimal} millions d’euros.").value == pytest.approx((whole + decimal / 10) * 1e6)


@given(st.text(max_size=60))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(folded(text)) == len(plain(text)) == len(text)


@given(st.text(alphabet="0123456789 .,'’-−+%€/:()deuxcentmillneufoqatrsig\n«»", max_size=80))
def test_numbers_never_overlap(text: str) -> None:
    found = tokens(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    digits = {place for place, character in enumerate(text) if character in "0123456789"}
    assert digits <= {place for token in found for place in range(token.start, token.end)}


@pytest.mark.parametrize(
    ("text", "qualifier", "printed"),
    [
        ("plus de 40 postes", "more_than", "plus de 40"),
        ("Un peu plus de 40 postes", "more_than", "Un peu plus de 40"),
        ("au moins 40 postes", "more_than", "au moins 40"),
        ("pas moins de 40 postes", "more_than", "pas moins de 40"),
        ("> 70 %", "more_than", "> 70 %"),
        ("70 % et plus", "more_than", "70 % et plus"),
        ("moins de 40 postes", "less_than", "moins de 40"),
        ("jusqu’à 40 postes", "less_than", "jusqu’à 40"),
        ("près de 40 postes", "about", "près de 40"),
        ("environ 40 postes", "about", "environ 40"),
        ("quelque 40 postes", "about", "quelque 40"),
        ("une quinzaine de postes", "about", "une quinzaine"),
        ("près d’une centaine de postes", "about", "près d’une centaine"),
        ("40 postes", "exact", "40"),
        ("4 fois plus de postes", "exact", "4"),
    ],
)
def test_signs_of_approximation(text: str, qualifier: str, printed: str) -> None:
    token = one(text)
    assert (token.qualifier, token.printed) == (qualifier, printed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de 4100 à 4300 (+4.88%)", [("4100", 4100, "COUNT"), ("4300", 4300, "COUNT"), ("+4.88%", 4.88, "PERCENT")]),
        ("2019 : 3 100 places, 2020 : 3200", [("3 100", 3100, "COUNT"), ("3200", 3200, "COUNT")]),
        ("en 2022 70 et 2023, 35", [("70", 70, "COUNT"), ("35", 35, "COUNT")]),
        ("multiplié par 2,5 depuis 2012", [("2,5", 2.5, "COUNT")]),
        ("ZAC : - 6,45%", [("- 6,45%", -6.45, "PERCENT")]),
        ("a diminué de - 6,80%", [("- 6,80%", -6.8, "PERCENT")]),
        ("plus de 2.100 abonnés", [("plus de 2.100", 2100, "COUNT")]),
        ("82.000 habitants", [("82.000", 82_000, "COUNT")]),
        ("3,8 millions d’habitants", [("3,8 millions", 3_800_000, "COUNT")]),
        ("2000 internautes", [("2000", 2000, "COUNT")]),
        ("2040 euros par mois", [("2040 euros", 2040, "MONEY")]),
        ("pendant 24 mois", [("24 mois", 2, "DURATION")]),
        ("deux années", [("deux années", 2, "DURATION")]),
        ("les MSP (72) et CPTS", [("72", 72, "COUNT")]),
    ],
)
def test_figures_of_a_text(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "OG 12",
        "L’objectif opérationnel 2 : former",
        "la stratégie « Ma santé 2022 »",
        "le PRS 2018-2028",
        "un plan santé à 360",
        "en 1ère année",
        "le 21e siècle",
        "Tél. 03 20 11 22 33",
        "59000 Lille",
        "12 rue des Lilas",
        "la loi n° 2016-41",
        "l’article L. 1434-4",
        "le décret n°2017-632 du 25 avril 2017",
        "page 3 sur 12",
        "ouvert 24h/24 et 7j/7",
        "de 9h30 à 17h",
        "pour 100 000 habitants",
        "un médecin sur deux",
        "2 médecins sur 3",
        "les deux tiers",
        "les plus de 60 ans",
        "entre 30 et 45 ans",
        "https://exemple.fr/2019/12",
        "le 03/02/2022",
        "le 1er janvier 2023",
        "en mars 2025",
        "entre 2016 et 2020",
        "l’année 2020-2021",
        "CH de Beauvais (60)",
        "plusieurs dizaines d’élèves",
        "la mesure « 400 médecins généralistes »",
        "COVID-19",
        "44CPTS",
        "un écart de 2,3 points",
        "2.1.3 Formation",
    ],
)
def test_numbers_that_are_no_figure(text: str) -> None:
    assert tokens(text)
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2023,43 places", "collés"),
        ("2,000 places", "décimales ou milliers"),
        ("une hausse de 2.000 %", "décimales ou milliers"),
        ("le 007 places", "zéro"),
        ("de 1990 à 2012 contrats", "année ou nombre"),
    ],
)
def test_doubtful_values_say_so(text: str, part: str) -> None:
    assert any(part in token.doubt for token in tokens(text))


@pytest.mark.parametrize("text", ["entre 40 et 50 postes", "de 40 à 50 postes", "40-50 postes", "40 ou 50 postes"])
def test_bounds_of_a_range_are_told(text: str) -> None:
    assert [token.in_range for token in tokens(text)] == [True, True]


def test_two_numbers_that_only_follow_each_other_are_no_range() -> None:
    assert [token.in_range for token in tokens("40 postes et 50 places")] == [False, False]


def test_a_lost_dash_leaves_the_sign_of_a_percentage_unknown() -> None:
    assert [token.sign for token in tokens("6,45 % en ZIP", sign_lost=True)] == ["?"]
    assert [token.sign for token in tokens("12 postes", sign_lost=True)] == [""]
