"""A territory itself, and its zone in each edition."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from demodash import territories
from demodash.analysis.place import facts, in_law, where, zonings
from demodash.dataset import from_table
from demodash.schema import COLUMNS
from demodash.sources import Source
from demodash.zonage import Edition

SOURCE = Source("essai", "open_data", "Agence d’essai", "Zonage d’essai", date="2030")


def edition(name, start, end, placements):
    classes = ("ZIP", "ZAC", "ZAR", "HZ")
    return Edition(name, name, dt.date(start, 1, 1), end and dt.date(end, 12, 31), classes, ("ZIP",), 2026, placements)


def dataset(editions, shares=()):
    rows = [
        ["zonage_population_part", code, zone, "2030-01-01", value, "exact", "derived", source, "calculé", "", ""]
        for source, code, zone, value in shares
    ]
    rows.append(
        ["medecins_densite", "DEP-13", "ensemble", "2030", 1.0, "exact", "published", "essai", "ligne 1", "", ""]
    )
    sources = {name: Source(name, "open_data", "Agence d’essai", name) for name in {share[0] for share in shares}}
    return from_table(pd.DataFrame(rows, columns=list(COLUMNS)), {"essai": SOURCE, **sources}, zonings=editions)


OLD = edition("ancienne", 2028, 2029, {"02408": "ZIP"})
NEW = edition("nouvelle", 2030, None, {"02408": "HZ", "02001": "ZAC"})


def test_the_zone_of_a_commune_in_each_edition_the_latest_first():
    found = zonings(dataset((OLD, NEW)), "COM-02408")
    assert [(one.edition.name, one.zone.id) for one in found] == [("nouvelle", "hz"), ("ancienne", "zip")]
    assert [one.edition.name for one in zonings(dataset((OLD, NEW)), "COM-02001")] == ["nouvelle"]
    assert zonings(dataset((OLD, NEW)), "COM-59350") == []


def test_the_shares_of_another_territory_in_the_order_of_the_classes():
    data = dataset((OLD, NEW), [("nouvelle", "DEP-02", zone, value) for zone, value in (("hz", 60.0), ("zac", 40.0))])
    (found,) = zonings(data, "DEP-02")
    assert found.zone is None
    assert [one.category for one in found.shares] == ["zac", "hz"]


def test_no_zoning_is_known_elsewhere():
    assert zonings(dataset((OLD, NEW)), "DEP-13") == []
    assert zonings(dataset((OLD, NEW)), "REG-44") == []


def test_when_an_edition_is_the_law():
    assert in_law(OLD) == "du 1er janvier 2028 au 31 décembre 2029"
    assert in_law(NEW) == "depuis le 1er janvier 2030"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("COM-02408", "Commune de l’Aisne, Hauts-de-France"),
        ("EPCI-200018083", "EPCI du Pas-de-Calais"),
        ("DEP-59", "Département des Hauts-de-France"),
        ("REG-44", "Région"),
    ],
)
def test_where_a_territory_lies(code, expected):
    assert where(territories.territory(code)) == expected


def test_facts():
    told = facts(territories.territory("EPCI-200070985"))
    assert told["Départements"] == "Aisne et Somme"
    assert told["Compte"] == "41 communes"
    assert told["Population"] == ""
    assert facts(territories.territory("EPCI-200018083"))["Départements"] == ""
    assert "sans 15 communes hors de la région" in facts(territories.territory("EPCI-247600588"))["Population"]
    assert facts(territories.territory("REG-32"))["Compte"] == "5 départements, 92 EPCI et 3\u202f782 communes"
