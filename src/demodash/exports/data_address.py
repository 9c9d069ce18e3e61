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
_LONGEST_LIST = 900
"""Characters of codes beyond which an address may be too long for a spreadsheet."""
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
    for filtered in _FILTERS:
        name, column = _asked_by(filtered, found, kept)
        values = _values(column[kept])
        chosen = column.isin(values)
        if len(values) <= MOST_VALUES and not chosen.all():
            asked[name] = values
            found, kept = found[chosen], kept[chosen]
    if len(found) > LIMIT:
        return None
    query = {name: SEPARATOR.join(values) for name, values in asked.items()}
    query |= {"format": "csv"} | ({"limit": str(LIMIT)} if len(found) > DEFAULT_LIMIT else {})
    return DataAddress(f"{ROOT}{OBSERVATIONS}?{urlencode(query, safe='/,')}", len(found), bool(kept.all()))


def _asked_by(name: str, found: pd.DataFrame, kept: pd.Series[bool]) -> tuple[str, pd.Series[str]]:
    """The filter that takes the values of a column: too many territories are asked by their levels."""
    column = found[name].astype(str)
    if name == "territory":
        codes = _values(column[kept])
        if len(codes) > MOST_VALUES or sum(map(len, codes)) > _LONGEST_LIST:
            return "level", column.str.partition("-")[0]
    return name, column


def _values(column: pd.Series[str]) -> list[str]:
    return sorted({str(value) for value in column})


def _keys(rows: pd.DataFrame) -> Iterator[Sequence[object]]:
    return zip(*(rows[name] for name in KEY), strict=True)
