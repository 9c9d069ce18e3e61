"""What an import changes: which figures are new, revised or already there, and who says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from demodash.analysis.divergences import Divergence, divergences
from demodash.dataset import Dataset, Observation, observations
from demodash.indicators import CATALOGUE
from demodash.schema import COLUMNS
from demodash.sources import Source

EXAMPLES = 20
"""Revised figures that are shown one by one; all of them are counted."""
MOST_DISAGREEMENTS = 2_000
"""Figures that are looked at for contradictions with other publishers, the widest gaps first."""

_THING = ["indicator", "territory", "category", "period"]


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure that this import gives another value than the same publisher gave before."""

    before: Observation
    after: Observation


@dataclass(frozen=True, slots=True)
class Changes:
    """How the figures of an import stand to those that are there; the four counts add up to the import's figures.

    ``new``: nobody published it so far; ``same``: it is there with the value that is written alike; ``revised``: the
    same publisher gave another value; ``beside``: only others gave one, and theirs differs. ``revisions`` shows
    EXAMPLES of the revised, the widest first; ``contradictions`` the differences beyond rounding with other
    publishers, ``contradicted`` their number.
    """

    new: int
    same: int
    revised: int
    beside: int
    revisions: tuple[Revision, ...] = ()
    contradictions: tuple[Divergence, ...] = ()
    contradicted: int = 0


def compare(rows: pd.DataFrame, sources: Mapping[str, Source], dataset: Dataset) -> Changes:
    """Set the figures of an import (columns ``schema.COLUMNS``) against those published in the data set."""
    if rows.empty:
        return Changes(0, 0, 0, 0)
    known = dataset.observations
    published = known.loc[known["status"] != "derived", list(COLUMNS)]
    there = published.merge(rows[_THING].drop_duplicates(), on=_THING)
    both = rows.reset_index(drop=True).reset_index(names="place").merge(there, on=_THING, suffixes=("", "_there"))
    if both.empty:
        return Changes(len(rows), 0, 0, 0)
    publishers = {key: one.publisher for key, one in {**dataset.sources, **sources}.items()}
    digits = both["indicator"].map({one.id: one.decimals for one in CATALOGUE})
    both["gap"] = (both["value"] - both["value_there"]).abs()
    both["alike"] = both["gap"] < 0.5 * 10.0**-digits
    both["own"] = both["source"].map(publishers) == both["source_there"].map(publishers)
    found = both.groupby("place").agg(alike=("alike", "any"), own=("own", "any"))
    own_alike = both[both["own"]].groupby("place")["alike"].any().reindex(found.index)
    revised = found["own"] & ~own_alike.fillna(False).astype(bool)
    same = ~revised & found["alike"]
    differing = both[both["own"] & both["place"].isin(found.index[revised])]
    examples = differing.sort_values("gap", ascending=False, kind="stable").drop_duplicates("place").head(EXAMPLES)
    others = both[~both["own"] & ~both["alike"]].sort_values("gap", ascending=False, kind="stable")
    wide = _contradictions(others.head(MOST_DISAGREEMENTS), {**dataset.sources, **sources})
    return Changes(
        new=len(rows) - len(found),
        same=int(same.sum()),
        revised=int(revised.sum()),
        beside=int((~revised & ~same).sum()),
        revisions=tuple(
            Revision(before, after) for before, after in zip(_there(examples), _brought(examples), strict=True)
        ),
        contradictions=tuple(wide[:EXAMPLES]),
        contradicted=len(wide),
    )


def _brought(both: pd.DataFrame) -> list[Observation]:
    return observations(both[list(COLUMNS)])


def _there(both: pd.DataFrame) -> list[Observation]:
    names = {name if name in _THING else f"{name}_there": name for name in COLUMNS}
    return observations(both[list(names)].rename(columns=names))


def _contradictions(others: pd.DataFrame, sources: Mapping[str, Source]) -> list[Divergence]:
    """Of figures that are written differently, those that no rounding and no published sign reconciles."""
    found: list[Divergence] = []
    for mine, theirs in zip(_brought(others), _there(others), strict=True):
        found += divergences([mine, theirs], sources)
    return sorted(found, key=lambda one: one.ratio if one.ratio is not None else float("inf"), reverse=True)
