"""What an import brings (figures, zonings, points, groupings, with their sources), and the account of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from demodash.schema import COLUMNS
from demodash.sources import Source
from demodash.zonage import Edition

MOST_ISSUES = 1_000
"""Rows that an account describes one by one; it counts them all."""

POINT_COLUMNS = ("id", "kind", "name", "commune", "lon", "lat", "opened", "source", "locator")
"""Structures as points: ``commune`` a full code, ``lon`` and ``lat`` in degrees (NaN when unknown), ``opened`` ISO."""

GROUPING_COLUMNS = ("kind", "commune", "code", "name", "source", "locator")
"""What communes belong to beside the levels of the register: ``kind`` is ``tvs``, or ``ancienne`` for a former code."""


class Fate(StrEnum):
    """What became of a row of a file."""

    TAKEN = "taken"
    """It gave a figure, a class or a point."""
    ASIDE = "aside"
    """It is right and not ours to take: a subtotal, another profession, an empty cell."""
    OUTSIDE = "outside"
    """It is about a territory outside the region."""
    UNPLACED = "unplaced"
    """Its territory could not be found: a commune unknown, or not said."""
    REFUSED = "refused"
    """Something in it is wrong."""


@dataclass(frozen=True, slots=True)
class RowIssue:
    """One row that was not taken: where it is (``feuille APL 2023, ligne 15``), and why, in French."""

    fate: Fate
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Account:
    """Every row of a file accounted for: ``counts`` adds up to its rows.

    ``issues`` describes the unplaced and the refused rows one by one, in the order of the file, MOST_ISSUES at most.
    ``aside`` counts the rows set aside by reason.
    """

    counts: Mapping[Fate, int]
    issues: tuple[RowIssue, ...] = ()
    aside: Mapping[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Rows of data in the file, header and titles left out."""
        return sum(self.counts.values())

    @property
    def with_issue(self) -> int:
        """Rows unplaced or refused, those that are past MOST_ISSUES and not described too."""
        return max(self.counts.get(Fate.UNPLACED, 0) + self.counts.get(Fate.REFUSED, 0), len(self.issues))


def no_observations() -> pd.DataFrame:
    """A table of observations without a row: columns ``schema.COLUMNS``."""
    return pd.DataFrame({name: pd.Series(dtype="float64" if name == "value" else "str") for name in COLUMNS})


@dataclass(frozen=True, slots=True)
class Content:
    """What an import brings.

    ``observations``: one row per figure, columns ``schema.COLUMNS``; only what the file says, nothing that we compute
    from it. ``sources``: those that the rows name, at least one. ``zonings``: editions of the zoning. ``points``:
    structures, columns POINT_COLUMNS. ``groupings``: columns GROUPING_COLUMNS.
    """

    sources: tuple[Source, ...]
    observations: pd.DataFrame = field(default_factory=no_observations)
    zonings: tuple[Edition, ...] = ()
    points: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(POINT_COLUMNS)))
    groupings: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(GROUPING_COLUMNS)))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (len(self.observations) or self.zonings or len(self.points) or len(self.groupings))
