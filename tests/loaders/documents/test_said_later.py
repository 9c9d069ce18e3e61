"""A date said after the figures: it dates them when it is sure to, else they are left."""

from __future__ import annotations

import pytest

from demodash.loaders.documents.extraction import Extraction, extract
from demodash.loaders.documents.readers import read_document

HEAD = "La santé en Normandie\n\nPublié le 15/03/2018\n\n"


def extracted(text: str) -> Extraction:
    return extract(read_document((HEAD + text).encode(), "essai.txt"))


def periods(text: str) -> list[tuple[str, float]]:
    return [(one.period, one.value) for one in extracted(text).figures]


@pytest.mark.parametrize(
    ("later", "period"),
    [
        ("Ces chiffres datent de 2014.", "2014"),
        ("Ces données ont été arrêtées au 31 décembre 2016.", "2016-12-31"),
        ("Ces chiffres datent de 2018.", "2018-03-15"),
        ("Ces équipes datent de 2014.", "2018-03-15"),
    ],
)
def test_the_next_sentence_dates_the_figures(later: str, period: str) -> None:
    assert periods(f"La région compte 76 MSP. {later}\n") == [(period, 76)]


@pytest.mark.parametrize(
    "text",
    [
        "La région compte 76 MSP. L’accès aux soins progresse. Ces chiffres datent de 2014.",
        "La région compte 76 MSP. Ces chiffres sont issus du bilan de 2014.",
        "La région compte 76 MSP. Ces chiffres datent de 2014 ou de 2015.",
        "La région compte 76 MSP.\n\nCes chiffres datent de 2014.",
        "• 76 MSP\n\nDonnées au 31/12/2014",
        "• 76 MSP\n\nSource : ARS, 2014",
        "La région compte 76 MSP. Ces chiffres datent de 2019.",
    ],
)
def test_a_date_that_may_not_hold_leaves_the_figures(text: str) -> None:
    assert periods(text + "\n") == []
    left = {one.as_printed: one.reason for one in extracted(text + "\n").not_taken}
    assert "date" in left["76"] or "année postérieure" in left["76"]


def test_a_date_of_its_own_is_kept() -> None:
    assert periods("En 2016, la région comptait 76 MSP. Ces chiffres datent de 2014.\n") == [("2016", 76)]


def test_a_note_says_nothing_beyond_a_heading() -> None:
    text = "Exercice coordonné\n\n• 76 MSP\n\nEngagements\n\n• 44 CPTS\n\nDonnées au 31/12/2014\n"
    assert periods(text) == [("2018-03-15", 76)]
