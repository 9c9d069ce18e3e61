from __future__ import annotations

import pytest

from demodash import territories
from demodash.exports.report.names import file_name, safe


def test_a_file_is_named_after_its_territory():
    assert file_name("EPCI-200069672") == "CC du Ternois – fiche.pdf"
    assert file_name("COM-59350") == "Lille (59350) – fiche.pdf"


def test_every_name_is_its_own_and_takes_no_forbidden_sign():
    names = [file_name(code) for level in ("REG", "DEP", "EPCI", "COM") for code in territories.codes(level)]
    assert not any(set(name) & set('<>:"/\\|?*') for name in names)
    epci = [file_name(code).casefold() for code in territories.codes("EPCI")]
    assert len(set(epci)) == 92


@pytest.mark.parametrize(
    ("text", "expected"),
    [('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"), (" fin. ", "fin"), ("\x00\n", "fiche"), ("x" * 300, "x" * 120)],
)
def test_odd_names_are_cleaned(text, expected):
    assert safe(text) == expected
