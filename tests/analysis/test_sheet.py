"""The words of a territory's lines: signs, years, ranks, namesakes."""

from __future__ import annotations

import pandas as pd
import pytest

from demodash.analysis import sheet
from demodash.analysis.profile import Standing, profile
from demodash.analysis.ranks import Rank, ordinal
from demodash.dataset import Observation, from_table
from demodash.schema import COLUMNS
from demodash.sources import Source
from demodash.territories import Level

SOURCE = Source("essai", "document", "Agence d’essai", "Document d’essai", date="2024-03-05")


def figure(indicator, value, *, period="2030", category="ensemble", territory="DEP-02", qualifier="exact"):
    return Observation(
        indicator, territory, category, period, value, qualifier, "published", "essai", "ligne 1", "", ""
    )


def lines(code, *figures):
    table = pd.DataFrame([[getattr(one, name) for name in COLUMNS] for one in figures], columns=list(COLUMNS))
    return profile(from_table(table, {"essai": SOURCE}), code)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (figure("medecins_densite", 200.0), figure("medecins_densite", 250.0), "+25,0\u202f%"),
        (figure("medecins_densite", 200.0), figure("medecins_densite", 199.0), "−0,5\u202f%"),
        (figure("medecins_densite", 200.0), figure("medecins_densite", 200.0), "0,0\u202f%"),
        (figure("apl_part_sous_seuil", 20.0), figure("apl_part_sous_seuil", 17.5), "−2,5 pt"),
        (figure("medecins_effectif", 0.0), figure("medecins_effectif", 3.0), "0 → 3"),
    ],
)
def test_a_change_is_in_percent_or_in_points(first, last, expected):
    assert sheet.change_text(first, last) == expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (None, "–"),
        (figure("medecins_densite", 200.04), "200,0"),
        (figure("medecins_effectif", 1234.0, qualifier="more_than"), "plus de 1\u202f234"),
        (figure("medecins_evolution", 3.0, period="2020/2030"), "+3,0"),
        (figure("dispositif_annee", 2014, category="guichet_unique"), "2014"),
    ],
)
def test_a_value_keeps_its_sign_and_a_year_has_no_thousands(one, expected):
    assert sheet.written(one) == expected


def test_years():
    assert sheet.years(figure("medecins_evolution", 3.0, period="2020/2030")) == "2020–2030"
    assert sheet.years(figure("medecins_densite", 3.0, period="2030-01-01")) == "2030"


@pytest.mark.parametrize(
    ("rank", "level", "expected"),
    [
        (Rank(1, 5, 0), Level.DEPARTEMENT, "1er"),
        (Rank(1, 5, 0), Level.REGION, "1re"),
        (Rank(2, 5, 1), Level.COMMUNE, "2e ex æquo"),
        (Rank(1234, 3782, 0), Level.COMMUNE, "1\u202f234e"),
    ],
)
def test_ranks_in_figures(rank, level, expected):
    assert ordinal(rank, level) == expected


def test_a_rank_says_among_how_many_and_where():
    standing = Standing(Rank(84, 101, 0), "FR")
    assert sheet.place_text(standing, "DEP-02") == "84e sur 101"
    assert sheet.standing_text(standing, "DEP-02") == "84e sur 101 (France)"


def test_namesakes_side_by_side_are_told_apart_by_their_level():
    assert sheet.names(("DEP-971", "REG-01", "FR")) == {
        "DEP-971": "Guadeloupe (département)",
        "REG-01": "Guadeloupe (région)",
        "FR": "France",
    }


def test_the_first_figures_come_in_their_order_and_a_zone_replaces_the_share():
    known = lines(
        "DEP-02",
        figure("apl_mg", 3.1),
        figure("zonage_part_eligible", 90.0),
        figure("population", 500_000),
        figure("mg_effectif", 500),
    )
    assert [one.indicator.id for one in sheet.headlines(known, zoned=False)] == [
        "population",
        "zonage_part_eligible",
        "apl_mg",
    ]
    assert [one.indicator.id for one in sheet.headlines(known, zoned=True)] == ["population", "apl_mg"]


def test_a_table_has_a_column_only_for_territories_with_a_figure():
    known = lines("DEP-02", figure("apl_mg", 3.1), figure("apl_mg", 3.7, territory="FR"))
    assert sheet.columns("DEP-02", ("REG-32", "FR"), known) == ["DEP-02", "FR"]
    (line,) = known
    assert sheet.labelled(line) == "APL aux médecins généralistes (consultations par an et par habitant)"
    assert sheet.figure_of(line, "REG-32") is None
