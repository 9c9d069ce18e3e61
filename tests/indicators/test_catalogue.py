import re
from functools import cache

import pandas as pd
import pytest

from demodash.derivation import controls
from demodash.indicators import CATALOGUE, dimensions, units
from demodash.indicators.model import ENSEMBLE, Dimension, Kind, Theme, Unit
from demodash.territories import Level
from tests.imported_figures import imported
from tests.shipped_figures import everything as shipped_and_computed

INDICATORS = tuple(CATALOGUE)
DIMENSIONS = {value.id: value for value in vars(dimensions).values() if isinstance(value, Dimension)}
UNITS = [value for value in vars(units).values() if isinstance(value, Unit)]

# A share of several bases has no whole; a list of schemes, of aims or of courses is never published as one figure.
WITHOUT_WHOLE = {
    "bassin",
    "decompte_cesp",
    "desert",
    "dispositif",
    "enquete_msu",
    "filiere_paramedicale",
    "objectif",
    "profil_cesp",
    "structure",
}


@cache
def everything():
    """The project's own figures, and invented ones of what only imports bring."""
    return pd.concat([shipped_and_computed(), imported()], ignore_index=True)


def each(items):
    return pytest.mark.parametrize("one", items, ids=lambda one: one.id)


@each(INDICATORS)
def test_the_words_of_an_indicator(one):
    texts = [one.label, one.short, one.definition, *one.caveats, one.formula.text if one.formula else ""]
    assert re.fullmatch(r"[a-z][a-z0-9_]{2,60}", one.id)
    assert not any("'" in text or "  " in text or text != text.strip() for text in texts)
    assert one.label[0].isupper()
    assert not one.label.endswith(".")
    assert all(text.endswith(".") for text in (one.definition, *one.caveats))
    assert len(one.name) <= 90


@each(INDICATORS)
def test_the_range_and_levels_of_an_indicator(one):
    assert one.levels
    assert one.levels <= {level.value for level in Level}
    assert 0 <= one.decimals <= 2
    if one.unit.kind is Kind.SHARE:
        assert 0 <= one.low < one.high <= 150
    if one.unit.kind is Kind.COUNT:
        assert one.low >= 0
    if one.unit.kind is Kind.CHANGE:
        assert one.low < 0


@each(INDICATORS)
def test_an_indicator_has_figures_within_its_range(one):
    rows = everything()[everything()["indicator"] == one.id]
    assert not rows.empty
    for territory, value in zip(rows["territory"], rows["value"], strict=True):
        low, high = one.range_at(territory)
        assert low <= value <= high, (territory, value)


@each([one for one in INDICATORS if one.unit.kind in {Kind.COUNT, Kind.MONEY, Kind.RATE}])
def test_a_figure_given_in_thousands_too_many_is_refused(one):
    values = everything().loc[everything()["indicator"] == one.id, "value"]
    assert values.max() * 1000 > one.high


@each([one for one in INDICATORS if one.unit.kind is Kind.SHARE])
def test_a_share_given_a_hundred_times_too_big_is_refused(one):
    values = everything().loc[everything()["indicator"] == one.id, "value"]
    assert values.max() * 100 > one.high


@each(list(DIMENSIONS.values()))
def test_every_category_has_a_figure(one):
    users = [indicator.id for indicator in INDICATORS if indicator.dimension == one]
    table = everything()
    used = set(table.loc[table["indicator"].isin(users), "category"])
    orphans = [member.id for member in one if member.id not in used]
    assert orphans == ([ENSEMBLE] if one.id in WITHOUT_WHOLE else [])


@each(list(DIMENSIONS.values()))
def test_the_words_of_a_dimension(one):
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_]*", member.id) for member in one)
    labels = [member.label for member in one]
    assert len(set(labels)) == len(labels)
    assert not any("'" in label for label in labels)


@each(UNITS)
def test_every_unit_measures_something(one):
    assert any(indicator.unit == one for indicator in INDICATORS)


def test_labels_tell_indicators_apart():
    labels = [one.label for one in INDICATORS]
    names = [one.name for one in INDICATORS]
    assert len(set(labels)) == len(labels)
    assert len(set(names)) == len(names)


def test_every_theme_has_indicators():
    assert all(CATALOGUE.of_theme(theme) for theme in Theme)


def test_every_formula_computes_or_checks_a_figure():
    table = everything()
    computed = set(table.loc[table["status"] == "derived", "indicator"]) | set(controls(table)["indicator"])
    assert {one.id for one in INDICATORS if one.formula} <= computed
    added = set(table.loc[table["locator"].str.startswith("calculé : "), "indicator"])
    assert added <= {one.id for one in INDICATORS if one.formula}


@pytest.mark.parametrize(
    ("indicator", "member"),
    [
        ("mg_evolution", "zip"),
        ("places_medicales_avant", "maieutique"),
        ("places_paramedicales_ajoutees", "aide_soignant"),
        ("msu", "externes"),
        ("guichet_unique", "installes"),
        ("ccr_postes", "amiens"),
        ("aide_duree", "astp"),
        ("og12_objectifs", "transverses"),
    ],
)
def test_the_ids_that_extraction_and_links_name_stay(indicator, member):
    assert member in CATALOGUE[indicator].dimension
    assert ENSEMBLE in CATALOGUE[indicator].dimension


def test_the_range_of_a_commune_may_be_wider():
    density = CATALOGUE["mg_densite"]
    assert density.range_at("COM-02001") == density.range_at("EPCI-200071991") == density.local_range
    assert density.range_at("DEP-02") == (density.low, density.high)
    assert CATALOGUE["medecins_densite"].range_at("DEP-02") == CATALOGUE["medecins_densite"].range_at("COM-02001")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.52, "0,52 consultation par an et par habitant"),
        (1.36, "1,36 consultation par an et par habitant"),
        (2.5, "2,50 consultations par an et par habitant"),
    ],
)
def test_consultations_are_singular_below_two(value: float, written: str) -> None:
    assert CATALOGUE["apl_mg"].value_text(value, decimals=2) == written
