"""What communes belong to, gathered row by row: one row a kind and commune (or former code)."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from demodash.loaders.content import GROUPING_COLUMNS

Grouping = tuple[str, str, str, str, str]
"""Kind, full code of the commune of today, code of the group or former code, name, locator."""


def groupings(rows: Iterable[Grouping], source: str) -> pd.DataFrame:
    """A table of groupings of one source, columns GROUPING_COLUMNS."""
    found = [(kind, commune, code, name, source, locator) for kind, commune, code, name, locator in rows]
    return pd.DataFrame(found, columns=list(GROUPING_COLUMNS), dtype="str")
