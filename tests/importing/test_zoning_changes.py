from __future__ import annotations

import datetime as dt
from dataclasses import replace

from demodash import territories
from demodash.dataset import Dataset
from demodash.importing.zoning_changes import SEVERAL, zoning_changes
from demodash.zonage import Edition
from tests.importing.conftest import Data

CODES = [code.removeprefix("COM-") for code in territories.codes("COM")]


def edition(name: str, start: dt.date, **classes: str) -> Edition:
    placements = {code: classes.get(f"c{code}", "HZ") for code in CODES}
    return Edition(name, name.upper(), start, None, ("ZIP", "ZAC", "HZ"), ("ZIP",), 2026, placements)


def with_zonings(data: Data, *editions: Edition) -> Dataset:
    return replace(data({"indicator": "msp_activite", "value": 1}), zonings=editions)


FIRST = edition("premiere", dt.date(2020, 1, 1), c02691="ZIP", c80021="ZAC")
SECOND = edition("seconde", dt.date(2024, 1, 1), c02691="ZIP", c80021="ZIP", c59350="ZAC")


def test_an_edition_is_compared_with_the_one_it_follows(data: Data) -> None:
    found = zoning_changes(SECOND, with_zonings(data, FIRST))
    assert found.before is FIRST
    assert found.replaces is None
    assert {(one.before, one.after, one.communes) for one in found.passages} == {("ZAC", "ZIP", 1), ("HZ", "ZAC", 1)}
    assert found.same == len(CODES) - 2
    amiens = next(one for one in found.passages if one.after == "ZIP")
    assert amiens.people == territories.territory("COM-80021").population


def test_the_classes_are_counted_with_their_people(data: Data) -> None:
    found = zoning_changes(SECOND, with_zonings(data))
    assert found.before is None
    assert found.passages == ()
    assert [(name, communes) for name, communes, _ in found.counts] == [
        ("ZIP", 2),
        ("ZAC", 1),
        ("HZ", len(CODES) - 3),
    ]
    everyone = sum(territories.territory(f"COM-{code}").population for code in CODES)
    assert sum(people for _, _, people in found.counts) == everyone


def test_an_edition_of_the_same_id_is_replaced(data: Data) -> None:
    again = edition("premiere", dt.date(2020, 1, 1), c02691="ZAC")
    found = zoning_changes(again, with_zonings(data, FIRST, SECOND))
    assert found.replaces is FIRST
    assert found.before is FIRST
    assert {(one.before, one.after) for one in found.passages} == {("ZIP", "ZAC"), ("ZAC", "HZ")}


def test_an_edition_is_not_compared_with_a_later_one(data: Data) -> None:
    assert zoning_changes(FIRST, with_zonings(data, SECOND)).before is None


def test_a_commune_made_of_several_that_were_placed_apart_says_so(data: Data) -> None:
    former = next(
        old for old in (f"{number:05d}" for number in range(2000, 3000)) if _merged(old) and _merged(old) != old
    )
    today = _merged(former)
    apart = replace(FIRST, cog_year=2014, placements={**FIRST.placements, former: "ZIP", str(today): "ZAC"})
    found = zoning_changes(apart, with_zonings(data))
    assert {name: communes for name, communes, _ in found.counts}[SEVERAL] == 1


def _merged(code: str) -> str | None:
    return territories.current_commune(code)
