"""What imported tables allow to compute: territories above communes, densities, zones, ages."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from demodash.derivation import imported_access, imported_ages, imported_counts, imported_reviews, imported_zones
from demodash.derivation.imported_counts import Populations
from demodash.derivation.imported_grid import grid
from demodash.derivation.imported_rows import Rows
from demodash.schema import COLUMNS
from demodash.zonage import Edition

_THING = ["series", "indicator", "territory", "category", "period"]


def derive_imported(base: pd.DataFrame, editions: Iterable[Edition]) -> pd.DataFrame:
    """Compute the figures that imported ones allow, with every edition of the zoning.

    ``base``: imported figures, one row each, columns ``schema.COLUMNS`` and ``series`` (the series of imports that the
    row's source is of). Gives the new rows in the same columns, status ``derived``; what the series itself says of a
    territory is not computed again. A territory of which too many communes have no figure gets none.
    """
    columns = grid(base)
    populations = Populations(columns)
    rows = Rows()
    imported_counts.sums(columns, rows)
    imported_counts.densities(columns, populations, rows)
    imported_access.means(columns, populations, rows)
    imported_access.under_threshold(columns, populations, rows)
    among = imported_zones.zonings(editions)
    imported_zones.gps(columns, populations, among, rows)
    imported_zones.access(columns, populations, among, rows)
    made = pd.concat(
        [part for part in (rows.table(), imported_ages.shares(base), imported_reviews.movements(base)) if len(part)]
        or [base.iloc[:0]],
        ignore_index=True,
    )
    said = pd.concat([base[_THING], made[_THING]]).groupby(_THING, sort=False).ngroup().to_numpy()
    again = np.isin(said[len(base) :], said[: len(base)])
    return made.loc[~again, [*COLUMNS, "series"]].reset_index(drop=True)
