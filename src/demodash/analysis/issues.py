"""Which issue of a statistic to show, where imports bring several of one series or several sources speak."""

from __future__ import annotations

import pandas as pd

_THING = ["series", "indicator", "territory", "category", "period"]


def latest_issue(rows: pd.DataFrame) -> pd.DataFrame:
    """Of what two issues of one series both say, keep what the later one says (rows as ``Dataset.select`` gives)."""
    last = rows.groupby(_THING, sort=False)["source"].transform("last")
    return rows[rows["source"] == last]


def one_series(rows: pd.DataFrame, territory: str) -> pd.DataFrame:
    """The rows of one series alone: of those that reach furthest in time for a territory, the one with most rows.

    ``rows``: as ``Dataset.select`` gives; gives them all when no series has the territory.
    """
    there = rows[rows["territory"] == territory]
    if there.empty:
        return rows
    latest = there[there["position"] == there["position"].max()]
    among = rows[rows["series"].isin(latest["series"])]
    return latest_issue(among[among["series"] == among["series"].value_counts().index[0]])
