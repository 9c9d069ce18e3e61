"""Invented contents for the tests of the store, and what adding one takes."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pandas as pd

from demodash.loaders.content import GROUPING_COLUMNS, POINT_COLUMNS, Content
from demodash.schema import COLUMNS
from demodash.sources import Source
from demodash.store import Origin, Store, Stored
from demodash.zonage import Edition

SOURCE = Source("insee_essai", "open_data", "Institut d’essai", "Populations d’essai", date="2024-12-31")
COMMUNES = ("02001", "02002", "59350")


def figures(*values: float, indicator: str = "population", year: str = "2022") -> pd.DataFrame:
    rows = [
        {
            "indicator": indicator,
            "territory": f"COM-{code}",
            "category": "ensemble",
            "period": year,
            "value": value,
            "qualifier": "exact",
            "status": "published",
            "source": SOURCE.id,
            "locator": f"ligne {line}, colonne PMUN",
            "as_printed": f"{value:g}",
            "note": "",
        }
        for line, (code, value) in enumerate(zip(COMMUNES, values, strict=False), 2)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": "float64"})


def zoning(*classes: str, name: str = "Zonage d’essai") -> Edition:
    return Edition(
        id="zonage_essai",
        name=name,
        legal_start=dt.date(2025, 1, 1),
        legal_end=None,
        classes=("ZIP", "ZAC", "HZ"),
        eligible=("ZIP", "ZAC"),
        cog_year=2025,
        placements=dict(zip(COMMUNES, classes, strict=False)),
    )


def points(*names: str, lon: float = 3.5) -> pd.DataFrame:
    rows = [
        (f"0200000{rank}", "msp", name, "COM-02001", lon, 49.5, "2020-05-01", SOURCE.id, f"ligne {rank}")
        for rank, name in enumerate(names, 1)
    ]
    return pd.DataFrame(rows, columns=list(POINT_COLUMNS))


def groupings(*codes: str) -> pd.DataFrame:
    rows = [
        ("tvs", f"COM-{commune}", code, f"Territoire {code}", SOURCE.id, "ligne 2")
        for commune, code in zip(COMMUNES, codes, strict=False)
    ]
    return pd.DataFrame(rows, columns=list(GROUPING_COLUMNS))


def population(*values: float) -> Content:
    return Content((SOURCE,), figures(*values))


def whole() -> Content:
    """Something of everything that a content may hold."""
    return Content(
        (SOURCE,),
        figures(120.0, 48.5, 230_000.0),
        (zoning("ZIP", "HZ", "ZAC"),),
        points("Maison de l’Essai", "<b>Centre</b>"),
        groupings("02001", "02001"),
    )


def sha256(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def add(store: Store, content: Content, file: str = "populations.csv", **changed: Any) -> Stored:
    asked: dict[str, Any] = {
        "origin": Origin(file, sha256(file), 1_234),
        "who": "analyste",
        "loader": "insee",
        "loader_version": 1,
        "series": "populations",
        "label": "Populations d’essai",
        "report": {"account": {"taken": 3}, "remarks": ["Une remarque à part."]},
    }
    return store.add(content, **{**asked, **changed})


def assert_same(found: Content, expected: Content) -> None:
    """Two contents say the same, cell by cell, with the same types of columns."""
    assert found.sources == expected.sources
    assert [each.placements for each in found.zonings] == [each.placements for each in expected.zonings]
    assert [each.id for each in found.zonings] == [each.id for each in expected.zonings]
    for name in ("observations", "points", "groupings"):
        mine, theirs = getattr(found, name), getattr(expected, name)
        assert list(mine.columns) == list(theirs.columns)
        if len(mine) or len(theirs):
            pd.testing.assert_frame_equal(mine, theirs)
