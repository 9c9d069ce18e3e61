"""The rows that the derivations of imports give, put together column by column, and the words of their notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from demodash import texts
from demodash.derivation.figures import ROUNDING
from demodash.derivation.imported_grid import Column, Numbers
from demodash.schema import COLUMNS

_WRITTEN_ONCE = 100_000


class Rows:
    """Computed rows under construction; every list given has one entry per row."""

    def __init__(self) -> None:
        self._parts: list[tuple[int, Mapping[str, str | Sequence[str]]]] = []
        self._values: list[Numbers] = []

    def add(
        self,
        column: Column,
        indicator: str,
        *,
        territory: Sequence[str],
        values: Numbers,
        locator: Sequence[str],
        note: Sequence[str],
        qualifier: str | Sequence[str] = "exact",
        category: str | Sequence[str] = "",
        period: str = "",
    ) -> None:
        """Put in the rows of one indicator that a column gives, of its category and period unless others are given."""
        if not len(territory):
            return
        part = {
            "indicator": indicator,
            "territory": territory,
            "category": category or column.slot.category,
            "period": period or column.slot.period,
            "qualifier": qualifier,
            "status": "derived",
            "source": column.source,
            "locator": locator,
            "as_printed": "",
            "note": note,
            "series": column.slot.series,
        }
        self._parts.append((len(territory), part))
        self._values.append(np.round(values, ROUNDING))

    def table(self) -> pd.DataFrame:
        """Every row, columns ``schema.COLUMNS`` and ``series``."""
        columns = [*COLUMNS, "series"]
        if not self._parts:
            return pd.DataFrame({name: pd.Series(dtype="float64" if name == "value" else "str") for name in columns})
        values = np.concatenate(self._values)
        return pd.DataFrame({name: values if name == "value" else self._texts(name) for name in columns})

    def _texts(self, name: str) -> ExtensionArray:
        """A column of texts, those that every row of a part shares written for each."""
        written: list[str] = []
        for length, part in self._parts:
            text = part[name]
            written += [text] * length if isinstance(text, str) else text
        return pd.array(written, dtype="str")


def picked(values: Sequence[str], kept: Iterable[bool]) -> list[str]:
    """The entries that are kept."""
    return [value for value, keep in zip(values, kept, strict=True) if keep]


@lru_cache(_WRITTEN_ONCE)
def _count(value: float) -> str:
    return texts.number(value, 0 if value == int(value) else 1)


def count(value: float) -> str:
    """A count in a note: ``3 655``, ``12,5``."""
    return _count(round(float(value), 1))


def communes_said(number: int) -> str:
    """``1 commune``, ``12 communes``."""
    return f"{count(number)} {texts.plural(number, 'commune', 'communes')}"
