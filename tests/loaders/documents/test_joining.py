"""Lines joined again: spaces, hyphens, offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash.loaders.documents.joining import Vocabulary, join_lines


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["diminué de -", "6,90%"], "diminué de - 6,90%"),
        (["2019 : 3", "655 places"], "2019 : 3 655 places"),
        (["les territo-", "ires"], "les territoires"),
        (["les territo\u00ad", "ires"], "les territoires"),
        (["les zones sous-", "denses"], "les zones sous-denses"),
        (["en Hauts-de-", "France"], "en Hauts-de-France"),
        (["de 2016-", "2020"], "de 2016-2020"),
        (["l’offre de l’", "ARS"], "l’offre de l’ARS"),
        (["celle-", "ci"], "celle-ci"),
        (["un -", "mot"], "un - mot"),
        (["12-", "mot"], "12- mot"),
    ],
)
def test_line_breaks(lines: list[str], expected: str) -> None:
    joined, starts = join_lines(lines, Vocabulary.of(lines))
    assert joined == expected
    assert joined[starts[1] :] == lines[1]


def test_the_words_of_the_document_decide() -> None:
    whole = Vocabulary.of(["un porte-monnaie ; un coffrefort"])
    assert join_lines(["un porte-", "monnaie"], whole)[0] == "un porte-monnaie"
    assert join_lines(["un sous-", "sol"], Vocabulary.of(["le soussol"]))[0] == "un soussol"


@given(st.lists(st.text(alphabet="ab-' 19", min_size=1, max_size=8), min_size=1, max_size=6))
def test_every_line_stands_where_it_is_said_to(lines: list[str]) -> None:
    joined, starts = join_lines(lines, Vocabulary.of(lines))
    assert len(starts) == len(lines)
    for start, end, line in zip(starts, (*starts[1:], len(joined)), lines, strict=True):
        assert joined[start:end].rstrip(" ").startswith(line.rstrip(" ").removesuffix("-"))
