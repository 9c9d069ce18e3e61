"""Which lines cannot end a sentence, and which cannot begin one."""

from __future__ import annotations

import pytest

from demodash.loaders.documents.readers.wrapping import begins_low, goes_on, is_cut_number, is_open


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a diminué de -", True),
        ("couverte par une", True),
        ("et en un même lieu. En", True),
        ("une CPTS (46 CPTS en", True),
        ("l’offre de l’", True),
        ("les territo-", True),
        ("établissements /", True),
        ("en région Grand Est", False),
        ("la zone A", False),
        ("216 maisons", False),
        ("Versant médical :", False),
        ("12 % (dont 3)", False),
    ],
)
def test_is_open(text: str, expected: bool) -> None:
    assert is_open(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fonctionnement),", True),
        ("(et améliorer", True),
        ("« succès »", True),
        ("% des", True),
        ("6,90%", False),
        ("ARS", False),
        ("", False),
    ],
)
def test_begins_low(text: str, expected: bool) -> None:
    assert begins_low(text) is expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [("en 2019, 3", "655 places", True), ("en 2019", "655 places", False), ("3", "6551", False), ("3", "65", False)],
)
def test_is_cut_number(before: str, after: str, expected: bool) -> None:
    assert is_cut_number(before, after) is expected


@pytest.mark.parametrize(
    ("before", "after", "full", "expected"),
    [
        ("médecins : 12", "infirmiers : 15", False, False),
        ("médecins : 12", "infirmiers : 15", True, True),
        ("Éléments de diagnostic :", "quelques succès", False, True),
        ("des écarts plus marqués ;", "des délais", True, False),
        ("les 43 supp.", "portant la capacité", True, True),
        ("les 43 supp.", "portant la capacité", False, False),
        ("de 3", "655 places", True, True),
        ("216 MSP", "46 CPTS", True, False),
        ("216 MSP", "Versant médical", True, False),
    ],
)
def test_goes_on(before: str, after: str, full: bool, expected: bool) -> None:
    assert goes_on(before, after, full=full) is expected
