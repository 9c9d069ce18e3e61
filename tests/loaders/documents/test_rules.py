"""The rules themselves: they only speak of declared indicators and categories."""

from __future__ import annotations

import pytest

from demodash.indicators import CATALOGUE
from demodash.loaders.documents.rules import THEMES
from demodash.loaders.documents.rules.model import Rule, pattern
from demodash.loaders.documents.rules.stated_change import StatedChange, stated_change
from demodash.loaders.documents.tokens import Kind, Token

RULES = [rule for theme in THEMES for rule in theme.rules]


@pytest.mark.parametrize("rule", RULES, ids=[f"{rule.indicator}-{rank}" for rank, rule in enumerate(RULES)])
def test_a_rule_speaks_of_the_catalogue_and_names_its_number(rule: Rule) -> None:
    assert rule.category in CATALOGUE[rule.indicator].dimension
    assert "n" in rule.pattern.groupindex


def test_a_masked_number_is_matched_whole_and_never_as_a_sign() -> None:
    assert pattern(r"<N:n> msp").search("\ue000\ue000 msp")
    assert pattern(r"^\W*msp").search("\ue000 msp") is None
    assert pattern(r"<N:n>\ue000").search("\ue000\ue000") is None


@pytest.mark.parametrize(
    ("before", "printed", "sign", "expected"),
    [
        (4000, 5.0, "+", StatedChange(5.0)),
        (4000, 5.0, "", StatedChange(5.0)),
        (4400, 4.5, "", StatedChange(-4.5)),
        (4000, 6.0, "+", StatedChange(6.0, note="Les deux nombres imprimés donnent +5,0 %.")),
        (4000, 25.0, "+", StatedChange(25.0, doubt="le pourcentage imprimé est très loin de celui des deux nombres")),
        (0, 25.0, "+", StatedChange(25.0, doubt="le nombre de départ est nul")),
    ],
)
def test_a_stated_change_beside_its_numbers(before: float, printed: float, sign: str, expected: StatedChange) -> None:
    token = Token(0, 1, 0, Kind.PERCENT, printed, f"{sign}{printed:.1f} %", sign=sign)
    assert stated_change(before, 4200, token) == expected
