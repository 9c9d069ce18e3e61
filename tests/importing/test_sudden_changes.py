"""A count of the region far from that of the nearest year is said before the import is accepted."""

from __future__ import annotations

import pytest

from demodash import dataset
from demodash.importing.sudden_changes import sudden_changes
from tests.imported_figures import SOURCES, content, row


def said(value: float, period: str, indicator: str = "medecins_effectif") -> tuple[str, ...]:
    brought = content(row(indicator, "REG-32", period, value))
    return sudden_changes(dataset.preview(brought, series="essai"), {"essai_mg"})


def known(iso: str = "2026-01-01") -> float:
    rows = dataset.load().select("medecins_effectif", territory="REG-32", category="ensemble")
    return float(rows.loc[rows["year"] == int(iso[:4]), "value"].iloc[-1])


@pytest.mark.parametrize("share", [0.5, 0.7, 1.5])
def test_a_count_far_from_the_last_known_is_said(share: float) -> None:
    (sentence,) = said(round(known() * share), "2027-01-01")
    assert sentence.startswith("Médecins en activité, Hauts-de-France : ")
    assert "(1er janvier 2027) d’après ce fichier, contre " in sentence
    assert "2026" in sentence
    assert sentence.endswith("vérifiez que le fichier est entier et qu’il compte la même chose.")


@pytest.mark.parametrize("share", [0.8, 1.0, 1.2])
def test_a_count_like_the_last_known_is_not(share: float) -> None:
    assert said(round(known() * share), "2027-01-01") == ()


def test_counts_too_far_apart_in_time_and_shares_are_not_compared() -> None:
    assert said(round(known() * 0.5), "2040-01-01") == ()
    assert said(1.0, "2024", "apl_part_sous_seuil") == ()


def test_an_import_without_a_figure_of_the_region_says_nothing() -> None:
    brought = content(row("mg_effectif", "DEP-02", "2027", 3))
    assert set(SOURCES) >= {"essai_mg"}
    assert sudden_changes(dataset.preview(brought, series="essai"), {"essai_mg"}) == ()
