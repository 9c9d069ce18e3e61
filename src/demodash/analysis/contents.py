"""What a data set holds, worked out once for it: indicators, years, sources and what each source tells of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from demodash.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Contents:
    """The indicators that have figures, the years that these reach (latest first), the indicators of each source."""

    indicators: frozenset[str]
    years: tuple[int, ...]
    by_source: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=2)
def contents(data: Dataset) -> Contents:
    """Look through the figures of a data set once."""
    rows = data.observations
    by_source: dict[str, list[str]] = {}
    pairs = rows[["source", "indicator"]].drop_duplicates()
    for source, indicator in zip(pairs["source"].tolist(), pairs["indicator"].tolist(), strict=True):
        by_source.setdefault(source, []).append(indicator)
    return Contents(
        indicators=frozenset(pairs["indicator"].tolist()),
        years=tuple(sorted(rows["year"].unique().tolist(), reverse=True)),
        by_source={source: tuple(found) for source, found in by_source.items()},
    )
