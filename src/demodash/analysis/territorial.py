"""One indicator over the territories of a level: which ones cover it, and their figures by period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from demodash.dataset import Dataset, Observation, observations
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Indicator

COVERED = 0.5
"""Share of the territories of a level that must have a figure in a period for it to be a map."""

Thing = tuple[str, str]
"""An indicator and one of its categories."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Figures of one indicator and category, of one source (or of one series of imports), over territories.

    ``figures``: by ISO period in time order, then by territory code; a territory without a figure is absent.
    """

    indicator: Indicator
    category: str
    codes: tuple[str, ...]
    figures: Mapping[str, Mapping[str, Observation]]

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods that cover the territories, in time order."""
        return tuple(self.figures)

    def values(self, period: str) -> npt.NDArray[np.float64]:
        """The values of a period in the order of ``codes``, NaN where there is no figure."""
        found = self.figures[period]
        return np.array([found[code].value if code in found else np.nan for code in self.codes], dtype=np.float64)

    def everything(self) -> list[float]:
        """The values of every period together, without the missing ones."""
        return [one.value for found in self.figures.values() for one in found.values()]

    def series(self, code: str) -> list[Observation]:
        """The figures of one territory, in time order."""
        return [found[code] for found in self.figures.values() if code in found]


def covering(data: Dataset, codes: Sequence[str]) -> list[Thing]:
    """The indicators and categories that some source gives for most of these territories in one period.

    In the order of the catalogue and of its dimensions.
    """
    rows = data.observations[data.observations["territory"].isin(codes)]
    counts = rows.groupby(["indicator", "category", "series", "period"], sort=False)["territory"].nunique()
    enough = counts[counts >= COVERED * len(codes)]
    found = {(indicator, category) for indicator, category, *_ in enough.index}
    return [
        (indicator.id, member.id)
        for indicator in CATALOGUE
        for member in indicator.dimension
        if (indicator.id, member.id) in found
    ]


def layer(data: Dataset, thing: Thing, codes: Sequence[str]) -> Layer | None:
    """The figures of one thing over territories, from the source that covers most of them; None when none does.

    Periods that reach fewer than COVERED of the territories are left out.
    """
    indicator, category = thing
    rows = data.select(indicator, category=category, territory=codes)
    if rows.empty:
        return None
    kept = rows[rows["series"] == _widest(rows)]
    counts = kept.groupby("period")["territory"].nunique()
    periods = set(counts[counts >= COVERED * len(codes)].index)
    figures: dict[str, dict[str, Observation]] = {}
    kept = kept[kept["period"].isin(periods)].sort_values("position", kind="stable")
    for one in observations(kept):
        figures.setdefault(one.period, {}).setdefault(one.territory, one)
    return Layer(CATALOGUE[indicator], category, tuple(codes), figures) if figures else None


def _widest(rows: pd.DataFrame) -> str:
    """The source, or series of imports, with figures for most territories, then for most periods, then the latest."""
    spread = rows.groupby("series").agg(
        territories=("territory", "nunique"), periods=("period", "nunique"), latest=("position", "max")
    )
    return str(spread.sort_values(["territories", "periods", "latest"], kind="stable").index[-1])
