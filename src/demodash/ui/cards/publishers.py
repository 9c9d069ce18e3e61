"""The publishers of a theme: the picker's options, and the rows that remain once some are chosen."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from demodash.texts import folded
from demodash.ui.page import Page


def publisher_id(publisher: str) -> str:
    """The id of a publisher in an address: ``ars_hauts_de_france``."""
    words = "".join(char if char.isalnum() else " " for char in folded(publisher)).split()
    return "_".join(words)


def publishers_of(page: Page, theme: str) -> dict[str, str]:
    """Every publisher of a theme's published figures, id -> name, in alphabetical order."""
    rows = page.data.observations
    sources = rows.loc[(rows["theme"] == theme) & (rows["status"] != "derived"), "source"].unique()
    names = sorted({page.data.source(source).publisher for source in sources}, key=folded)
    return {publisher_id(name): name for name in names}


def of_publishers(page: Page, rows: pd.DataFrame, chosen: Sequence[str]) -> pd.DataFrame:
    """The rows of the publishers chosen (ids); every row when none is."""
    if not chosen:
        return rows
    kept = {source for source in rows["source"].unique() if publisher_id(page.data.source(source).publisher) in chosen}
    return rows[rows["source"].isin(kept)]
