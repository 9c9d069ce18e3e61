"""Small tables of invented figures for the tests of the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from demodash.dataset import Dataset, from_table
from demodash.schema import COLUMNS
from demodash.sources import Source

DEFAULTS = {
    "territory": "REG-32",
    "category": "ensemble",
    "period": "2022",
    "qualifier": "exact",
    "status": "published",
    "source": "a",
    "locator": "ligne 1",
    "as_printed": "",
    "note": "",
}


def data_of(*rows: Mapping[str, object]) -> Dataset:
    """A dataset of these rows; every source that they name is published by its own id."""
    table = pd.DataFrame([{**DEFAULTS, **row} for row in rows], columns=list(COLUMNS))
    return from_table(table, {key: Source(key, "publication", key, "Titre", date="2024") for key in table["source"]})
