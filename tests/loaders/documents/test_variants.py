"""Invented documents of the families of the reference ones: every figure told, every trap left with its reason."""

from __future__ import annotations

import pytest

from tests.loaders.documents.variants import Variant, figure_lines, left_lines
from tests.loaders.documents.variants_aids import AIDS
from tests.loaders.documents.variants_deck import DECKS
from tests.loaders.documents.variants_press import PRESS

VARIANTS = (*PRESS, *DECKS, *AIDS)


@pytest.mark.parametrize("variant", VARIANTS, ids=[variant.name for variant in VARIANTS])
def test_figures_of_a_variant(variant: Variant) -> None:
    assert figure_lines(variant.extraction()) == variant.expected_figures


@pytest.mark.parametrize("variant", VARIANTS, ids=[variant.name for variant in VARIANTS])
def test_numbers_left_by_a_variant(variant: Variant) -> None:
    left = left_lines(variant.extraction())
    expected = variant.expected_left
    assert [printed for printed, _ in left] == [printed for printed, _ in expected]
    for (printed, reason), (_, part) in zip(left, expected, strict=True):
        assert part in reason, printed
