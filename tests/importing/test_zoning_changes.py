from __future__ import annotations

import datetime as dt
from dataclasses import replace

from demodash import territories
from demodash.dataset import Dataset
from demodash.dataset.merging import Brought, merged
from demodash.importing.zoning_changes import SEVERAL, zoning_changes
from demodash.texts import number
from demodash.ui.importer.preview import zoning_notes, zoning_table, zoning_told
from demodash.zonage import Edition
from tests.imported_figures import content
from tests.importing.conftest import Data

CODES = [code.removeprefix("COM-") for code in territories.codes("COM")]


def edition(name: str, start: dt.date, **classes: str) -> Edition:
    placements = {code: classes.get(f"c{code}", "HZ") for code in CODES}
    return Edition(name, name.upper(), start, None, ("ZIP", "ZAC", "HZ"), ("ZIP",), 2026, placements)


def with_zonings(data: Data, *editions: Edition, imported: bool = False) -> Dataset:
    series = {one.id: "zonage" for one in editions} if imported else {}
    return replace(data({"indicator": "msp_activite", "value": 1}), zonings=editions, series=series)


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


def test_an_imported_edition_of_the_same_day_or_file_is_replaced(data: Data) -> None:
    again = edition("autre_fichier", dt.date(2020, 1, 1), c02691="ZAC")
    found = zoning_changes(again, with_zonings(data, FIRST, SECOND, imported=True))
    assert found.replaces is FIRST
    assert found.before is FIRST
    assert {(one.before, one.after) for one in found.passages} == {("ZIP", "ZAC"), ("ZAC", "HZ")}
    assert found.beside is None
    notes = zoning_notes(found)
    assert len(notes) == 1
    assert notes[0].startswith("Elle prendra la place de l’édition « PREMIERE », du même jour :")
    assert zoning_told(FIRST, found) == "2 communes changent de classe par rapport à l’édition « PREMIERE »"
    corrected = replace(FIRST, legal_start=dt.date(2020, 6, 1))
    found = zoning_changes(corrected, with_zonings(data, FIRST, SECOND, imported=True))
    assert found.replaces is FIRST
    assert "du même fichier" in zoning_notes(found)[0]
    assert zoning_told(FIRST, found) == "Aucune commune ne change de classe par rapport à l’édition « PREMIERE »"


def test_what_the_preview_says_is_what_the_dashboard_does(data: Data) -> None:
    """Of one day: an import takes the place of an import, and stands beside an edition of the project."""
    again = edition("autre_fichier", FIRST.legal_start, c02691="ZAC")

    def known(*editions: Edition) -> list[str]:
        brought = [Brought(content(zonings=(one,)), "zonage") for one in editions]
        return [one.id for one in merged(with_zonings(data, SECOND), brought).zonings]

    assert known(FIRST, again) == ["autre_fichier", "seconde"]
    assert known(again, FIRST) == ["premiere", "seconde"]
    assert known(FIRST, replace(FIRST, legal_start=dt.date(2020, 6, 1))) == ["premiere", "seconde"]
    twin = replace(again, legal_start=SECOND.legal_start)
    assert known(twin) == ["autre_fichier", "seconde"]
    found = zoning_changes(twin, with_zonings(data, SECOND))
    assert found.replaces is None
    assert found.beside is SECOND
    assert zoning_notes(found) == [
        "L’édition « SECONDE », livrée avec le tableau de bord, est du même jour : elle reste, et les pages montreront "
        "les deux."
    ]
    assert zoning_told(SECOND, found).endswith("de classe par rapport à l’édition « SECONDE »")


def test_a_later_edition_is_compared_with_the_one_before_in_time(data: Data) -> None:
    found = zoning_changes(SECOND, with_zonings(data, FIRST))
    assert zoning_told(FIRST, found) == "2 communes changent de classe depuis l’édition « PREMIERE »"
    assert zoning_notes(found) == []


def test_communes_that_are_merely_absent_change_of_no_class(data: Data) -> None:
    few = replace(SECOND, placements={code: SECOND.placements[code] for code in ("02691", "80021", "59350")})
    found = zoning_changes(few, with_zonings(data, FIRST))
    assert (found.moved, found.left_out, found.brought_in) == (2, len(CODES) - 3, 0)
    assert zoning_told(FIRST, found) == (
        "2 communes changent de classe depuis l’édition « PREMIERE » ; "
        f"{number(len(CODES) - 3)} communes qui y avaient une classe n’en ont pas dans le fichier"
    )
    back = zoning_changes(replace(FIRST, legal_start=dt.date(2025, 1, 1)), with_zonings(data, few))
    assert (back.moved, back.left_out, back.brought_in) == (2, 0, len(CODES) - 3)
    assert zoning_told(few, back).endswith(
        f" ; {number(len(CODES) - 3)} communes qui n’y avaient pas de classe en reçoivent une"
    )


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


def test_the_table_names_the_classes_as_the_legend_does(data: Data) -> None:
    names = [row[0] for row in zoning_table(zoning_changes(SECOND, with_zonings(data))).rows]
    assert names == ["ZIP", "ZAC", "Territoires non zonés"]
