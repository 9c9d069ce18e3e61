"""Several editions of the zoning: the latest first, as many as fit, the others counted."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from demodash import territories
from demodash.dataset import from_table
from demodash.derivation.zoning import coverage
from demodash.schema import COLUMNS
from demodash.sources import Source
from demodash.zonage import Edition
from tests.exports.report.reading import lines, words


def editions(count):
    """Invented editions, each of two years: every commune in one class, those of the Aisne in another."""
    return tuple(
        Edition(
            id=f"essai_{at}",
            name=f"édition {at}",
            legal_start=dt.date(2010 + 2 * at, 1, 1),
            legal_end=dt.date(2011 + 2 * at, 12, 31) if at < count - 1 else None,
            classes=("ZIP", "ZAC", "ZAR", "HZ"),
            eligible=("ZIP", "ZAC"),
            cog_year=2026,
            placements={
                code.removeprefix("COM-"): "ZAC" if territories.territory(code).departement == "DEP-02" else "HZ"
                for code in territories.codes("COM")
            },
        )
        for at in range(count)
    )


@pytest.fixture(scope="module")
def data():
    known = editions(9)
    figures = [one for one in coverage(known) if one.territory in {"DEP-02", "REG-32", "EPCI-200070985"}]
    table = pd.DataFrame([[getattr(one, column) for column in COLUMNS] for one in figures], columns=list(COLUMNS))
    sources = {one.id: Source(one.id, "open_data", "Agence d’essai", one.name, date="2010") for one in known}
    return from_table(table, sources, zonings=known)


@pytest.mark.parametrize("code", ["DEP-02", "REG-32", "EPCI-200070985", "COM-02408"])
def test_editions_fill_the_side_and_the_others_are_counted(pdf_of, data, code):
    content = pdf_of(code, data)
    text = words(content)
    assert "En vigueur depuis le 1er janvier 2026" in text
    assert "A été en vigueur du 1er janvier 2024 au 31 décembre 2025" in text
    (first, *_) = lines(content)
    told = {one.text for one in first}
    shown = sum(f"édition {at}" in told for at in range(9))
    assert shown >= 3
    counted = [one.text for one in first if "sur la fiche en ligne" in one.text]
    if shown < 9:
        assert counted[0].startswith(str(9 - shown))
    else:
        assert not counted
    foot = next(one for one in first if "Téléchargé le" in one.text)
    assert all(one.box[1] >= foot.box[1] - 1 for one in first)


def test_a_commune_that_an_edition_places_nowhere_is_not_given_a_zone(pdf_of, data):
    (latest,) = editions(1)
    partial = Edition(
        latest.id, latest.name, latest.legal_start, None, latest.classes, latest.eligible, 2026, {"02001": "ZIP"}
    )
    nowhere = from_table(data.observations[list(COLUMNS)].head(1), data.sources, zonings=(partial,))
    assert "Zone, par édition" not in words(pdf_of("COM-02408", nowhere))
    assert "Zone d’intervention prioritaire (ZIP)" in words(pdf_of("COM-02001", nowhere))
    assert "Sans classe dans cette édition" not in words(pdf_of("COM-02001", nowhere))
