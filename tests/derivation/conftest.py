"""Invented observations for the computations."""

import pandas as pd
import pytest

from demodash.schema import COLUMNS

DEFAULTS = {
    "territory": "REG-32",
    "category": "ensemble",
    "period": "2030",
    "qualifier": "exact",
    "status": "published",
    "source": "essai",
    "as_printed": "1",
    "note": "",
}


def observations(*rows):
    """A table of observations; each row gives at least an indicator and a value."""
    full = [
        DEFAULTS | {"locator": f"ligne {place}"} | row | {"value": float(row["value"])}
        for place, row in enumerate(rows, 2)
    ]
    return pd.DataFrame(full, columns=list(COLUMNS))


@pytest.fixture
def table():
    return observations
