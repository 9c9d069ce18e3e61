"""What an imported review of the objective allows to compute: annual rates and gaps to the region of its changes."""

from __future__ import annotations

import pandas as pd

from demodash.derivation import rates
from demodash.derivation.derive import derive
from demodash.schema import COLUMNS

_CHANGE = "mg_evolution"


def movements(base: pd.DataFrame) -> pd.DataFrame:
    """Annual rates and gaps to the region of the changes by zone, each series of imports by itself.

    ``base``: imported figures, columns ``schema.COLUMNS`` and ``series``. Gives the new rows in the same columns.
    """
    made = [
        derive(changes[list(COLUMNS)], (rates.annual_change_of_gps, rates.gap_to_region)).assign(series=series)
        for series, changes in base[base["indicator"] == _CHANGE].groupby("series", sort=False)
    ]
    return pd.concat(made, ignore_index=True) if made else base.iloc[:0]
