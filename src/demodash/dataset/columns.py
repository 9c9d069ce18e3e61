"""The columns of a long table, read by their few words, and its rows by indicator."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray

Places = npt.NDArray[np.int64]
"""Places of rows in a table, or of words in a list."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A column of few words over many rows: each word once, and for each row the place of its word."""

    words: tuple[str, ...]
    at: Places

    @classmethod
    def of(cls, column: pd.Series[str]) -> Words:
        """Read a column, in which no word is missing."""
        at, words = pd.factorize(column)
        return cls(tuple(words.tolist()), at.astype(np.int64))

    def ranks(self) -> Places:
        """For each row, the rank of its word in alphabetical order."""
        ranks = np.empty(len(self.words), dtype=np.int64)
        ranks[sorted(range(len(self.words)), key=self.words.__getitem__)] = np.arange(len(self.words))
        return ranks[self.at]

    def texts(self, said: Callable[[str], str | None]) -> ExtensionArray:
        """For each row, what is said of its word; missing when nothing is."""
        return pd.array([said(word) for word in self.words], dtype="str").take(self.at)

    def numbers(self, said: Callable[[str], float]) -> npt.NDArray[np.float64]:
        """For each row, the number of its word."""
        return np.array([said(word) for word in self.words], dtype=np.float64)[self.at]


class ByIndicator(Mapping[str, pd.DataFrame]):
    """The rows of each indicator in an order that has them together, taken from the table when they are asked for."""

    def __init__(self, rows: pd.DataFrame, indicators: Words, order: Places) -> None:
        at = indicators.at[order]
        groups = np.split(order, np.flatnonzero(at[1:] != at[:-1]) + 1) if len(order) else []
        self._rows = rows
        self._places = {indicators.words[indicators.at[group[0]]]: group for group in groups}
        self._taken: dict[str, pd.DataFrame] = {}

    def __getitem__(self, indicator: str) -> pd.DataFrame:
        found = self._taken.get(indicator)
        if found is None:
            found = self._taken[indicator] = self._rows.take(self._places[indicator])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
