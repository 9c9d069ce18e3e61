"""The figures that come from the register of territories and the editions of the zoning, as a table."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from demodash.derivation.populations import populations
from demodash.derivation.zoning import coverage
from demodash.schema import COLUMNS
from demodash.zonage import Edition


def territorial(editions: Iterable[Edition]) -> pd.DataFrame:
    """Count the inhabitants of every territory, and what each edition covers.

    Gives one row per figure, columns ``schema.COLUMNS``.
    """
    figures = [*populations(), *coverage(editions)]
    return pd.DataFrame([[getattr(one, column) for column in COLUMNS] for one in figures], columns=list(COLUMNS))
