"""The address at which the data API answers with the rows of a card, and the bounds of what it can be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from demodash.schema import KEY

ROOT = "/api/v1"
OBSERVATIONS = "/observations"
SEPARATOR = ","
MOST_VALUES = 100
"""Values of one parameter."""
DEFAULT_LIMIT = 1_000
LIMIT = 10_000
"""Rows of one answer: when nothing is asked, and at most."""
_LONGEST = 1_800
"""Characters of an address that every spreadsheet takes."""
_FILTERS = ("territory", "category", "period", "year", "source", "status")


@dataclass(frozen=True, slots=True)
class DataAddress:
    """A query of the API that answers, as French CSV, with some rows of the table.

    ``path``: what follows the folder that the dashboard is served under. ``rows``: how many rows the answer has.
    ``exact``: whether these are the rows asked for and no other; they are always among them.
    """

    path: str
    rows: int
    exact: bool


def data_address(rows: pd.DataFrame, table: pd.DataFrame) -> DataAddress | None:
    """Find the narrowest query whose answer holds ``rows`` (columns of ``schema.KEY`` at least).

    ``table``: every observation, as the API answers from it. Gives None when some row is not in it, when there is no
    row, or when one answer cannot hold them all.
    """
    found = table[table["indicator"].isin(rows["indicator"].unique())]
    wanted = set(_keys(rows))
    kept = pd.Series([key in wanted for key in _keys(found)], index=found.index, dtype=bool)
    if not wanted or kept.sum() < len(wanted):
        return None
    asked = {"indicator": _values(found.loc[kept, "indicator"])}
    for column, values, chosen in _narrowings(found, kept):
        if not chosen.reindex(found.index).all():
            asked[column] = values
            found, kept = found[chosen], kept[chosen]
    if len(found) > LIMIT:
        return None
    query = {name: SEPARATOR.join(values) for name, values in asked.items()}
    query |= {"format": "csv"} | ({"limit": str(LIMIT)} if len(found) > DEFAULT_LIMIT else {})
    return DataAddress(f"{ROOT}{OBSERVATIONS}?{urlencode(query, safe='/,')}", len(found), bool(kept.all()))


def _narrowings(found: pd.DataFrame, kept: pd.Series[bool]) -> Iterator[tuple[str, list[str], pd.Series[bool]]]:
    """Each filter that may leave rows out: its name, its values, and which rows it chooses.

    Too many territories are asked by their levels.
    """
    for name in _FILTERS:
        values = _values(found.loc[kept, name])
        if name == "territory" and (len(values) > MOST_VALUES or sum(map(len, values)) > _LONGEST // 2):
            levels = found["territory"].str.partition("-")[0]
            yield "level", _values(levels[kept]), levels.isin(_values(levels[kept]))
        elif len(values) <= MOST_VALUES:
            yield name, values, found[name].astype(str).isin(values)


def _values(column: pd.Series[str]) -> list[str]:
    return sorted({str(value) for value in column})


def _keys(rows: pd.DataFrame) -> Iterator[Sequence[object]]:
    return zip(*(rows[name] for name in KEY), strict=True)
