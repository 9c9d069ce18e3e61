"""Structures as points of the maps, where an import brought them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from demodash.charts.map_signs import Symbol
from demodash.indicators.dimensions import STRUCTURE
from demodash.periods import period
from demodash.ui.geometry import Area, point_at, points_at
from demodash.ui.map_component import Point, PointKind
from demodash.ui.page import Page

_SYMBOLS = tuple(Symbol)


def kinds(page: Page) -> Mapping[str, str]:
    """The kinds of structures that there are points of: id -> label."""
    there = set(page.data.points["kind"])
    return {member.id: member.name for member in STRUCTURE if member.id in there}


def structures(
    page: Page, area: Area, wanted: Sequence[str], taken: Sequence[PointKind]
) -> tuple[list[Point], list[PointKind]]:
    """The structures of the kinds wanted, and their kinds, to stand after those that are ``taken``.

    Each kind has a shape that no other has, as long as there are shapes; a structure without coordinates stands at
    the town hall of its commune.
    """
    used = {kind.symbol for kind in taken}
    free = [symbol for symbol in _SYMBOLS if symbol not in used]
    points: list[Point] = []
    found: list[PointKind] = []
    for kind in (one for one in kinds(page) if one in wanted):
        symbol = free.pop(0) if free else _SYMBOLS[len(found) % len(_SYMBOLS)]
        rows = page.data.points[page.data.points["kind"] == kind]
        points += _points(area, rows, len(taken) + len(found))
        found.append(PointKind(STRUCTURE.member(kind).label, symbol))
    return points, found


def _points(area: Area, rows: pd.DataFrame, kind: int) -> list[Point]:
    known = rows["lon"].notna() & rows["lat"].notna()
    there = rows[known]
    placed = points_at(area.set, there["lon"].to_numpy(dtype=float), there["lat"].to_numpy(dtype=float))
    points = [
        Point(str(name), x, y, kind, _opened(str(opened)))
        for name, opened, (x, y) in zip(there["name"], there["opened"], placed, strict=True)
    ]
    points += [
        point_at(area.set, commune, name, kind=kind, detail=_opened(opened))
        for name, commune, opened in rows.loc[~known, ["name", "commune", "opened"]].astype(str).itertuples(index=False)
        if commune
    ]
    return points


def _opened(iso: str) -> str:
    return f"Ouverture : {period(iso).label}" if iso and iso not in {"nan", "None"} else ""
