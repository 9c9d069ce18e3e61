"""Which territories touch along a line: read off the arcs of the communes, carried up to the levels above."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import geopandas as gpd
import pandas as pd

from demodash.geo.topology import cut

Pairs = Iterable[tuple[str, str]]


def touching(codes: Sequence[str], frame: gpd.GeoDataFrame) -> set[tuple[str, str]]:
    """Pairs of codes whose outlines share a stretch of border; ``codes`` names the rows of ``frame`` in order."""
    return {(codes[one], codes[two]) for one, two in cut(frame.geometry.tolist()).pairs()}


def lifted(pairs: Pairs, parent_of: Mapping[str, str]) -> set[tuple[str, str]]:
    """Pairs of parents that touch because two of their children do."""
    up = {(parent_of[one], parent_of[two]) for one, two in pairs}
    return {(min(two), max(two)) for two in up if two[0] != two[1]}


def neighbour_table(*levels: Pairs) -> pd.DataFrame:
    """One row per territory that has neighbours: code, neighbours (codes parted by a space, sorted)."""
    found: dict[str, set[str]] = {}
    for pairs in levels:
        for one, two in pairs:
            found.setdefault(one, set()).add(two)
            found.setdefault(two, set()).add(one)
    return pd.DataFrame(
        {"code": sorted(found), "neighbours": [" ".join(sorted(found[code])) for code in sorted(found)]}
    )
