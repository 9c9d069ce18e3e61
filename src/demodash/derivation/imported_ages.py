"""The ages of GPs as shares of all of them, where a source counts them by band."""

from __future__ import annotations

import pandas as pd

from demodash.derivation.figures import COMPUTED, ROUNDING
from demodash.derivation.imported_rows import count
from demodash.indicators.model import ENSEMBLE
from demodash.schema import COLUMNS

SIXTY_AND_OVER = ("60_64", "65_69", "70_plus")
_ROUNDED = 1.02
"""How many times their total bands may be together, when each is rounded."""
_KEYS = ["series", "territory", "period", "source"]


def shares(base: pd.DataFrame) -> pd.DataFrame:
    """The share of each band among all ages, and that of 60 and over where its three bands are known.

    Without a total in the source nothing is computed: a band may be secret. Nor is it where the bands are more than
    their total: one of the two is wrong. ``base``: columns ``schema.COLUMNS`` and ``series``; gives the same.
    """
    rows = base[base["indicator"] == "mg_age_effectif"]
    totals = rows.loc[(rows["category"] == ENSEMBLE) & (rows["value"] > 0), [*_KEYS, "value"]]
    totals = totals.drop_duplicates(_KEYS).rename(columns={"value": "total"})
    bands = rows[rows["category"] != ENSEMBLE].merge(totals, on=_KEYS)
    bands = bands[bands.groupby(_KEYS)["value"].transform("sum") <= bands["total"] * _ROUNDED]
    old = bands[bands["category"].isin(SIXTY_AND_OVER)]
    complete = old.groupby(_KEYS)["category"].transform("nunique") == len(SIXTY_AND_OVER)
    old = (
        old[complete]
        .groupby(_KEYS, sort=False)
        .agg(value=("value", "sum"), total=("total", "first"), locator=("locator", "first"), bands=("value", list))
    )
    return pd.concat([_bands(bands), _over_sixty(old.reset_index())], ignore_index=True)


def _bands(bands: pd.DataFrame) -> pd.DataFrame:
    pairs = zip(bands["value"].tolist(), bands["total"].tolist(), strict=True)
    return _rows(
        bands, "mg_age_part", bands["category"].tolist(), [f"{count(one)} / {count(whole)}" for one, whole in pairs]
    )


def _over_sixty(old: pd.DataFrame) -> pd.DataFrame:
    notes = [
        f"({' + '.join(count(one) for one in parts)}) / {count(whole)}"
        for parts, whole in zip(old["bands"].tolist(), old["total"].tolist(), strict=True)
    ]
    return _rows(old, "mg_part_60_plus", [ENSEMBLE] * len(old), notes)


def _rows(found: pd.DataFrame, indicator: str, categories: list[str], notes: list[str]) -> pd.DataFrame:
    made = {
        "indicator": indicator,
        "territory": found["territory"],
        "category": categories,
        "period": found["period"],
        "value": (found["value"] / found["total"] * 100).round(ROUNDING),
        "qualifier": "exact",
        "status": "derived",
        "source": found["source"],
        "locator": COMPUTED + found["locator"],
        "as_printed": "",
        "note": notes,
        "series": found["series"],
    }
    return pd.DataFrame(made)[[*COLUMNS, "series"]]
