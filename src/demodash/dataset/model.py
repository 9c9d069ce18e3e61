"""What pages read: a shared, unchangeable table of observations, its sources, and the filters that they ask for."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import pandas as pd

from demodash.dataset.columns import ByIndicator, Places, Words
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Category, Indicator, Kind
from demodash.loaders.content import GROUPING_COLUMNS, POINT_COLUMNS
from demodash.periods import Period, period
from demodash.schema import COLUMNS
from demodash.sources import Source
from demodash.store import Stored
from demodash.texts import decimals_of, number, qualified
from demodash.zonage import Edition, editions

_FEW_WORDS = ("indicator", "territory", "category", "period", "source")


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure: a row of the table, typed. ``value`` is in the unit of ``spec``."""

    indicator: str
    territory: str
    category: str
    period: str
    value: float
    qualifier: str
    status: str
    source: str
    locator: str
    as_printed: str
    note: str

    @property
    def spec(self) -> Indicator:
        """The indicator that it is a figure of."""
        return CATALOGUE[self.indicator]

    @property
    def span(self) -> Period:
        """The period, read."""
        return period(self.period)

    @property
    def text(self) -> str:
        """The value as written: sign, decimals and unit of the indicator."""
        return self.spec.value_text(self.value, qualifier=self.qualifier, decimals=self.decimals)

    @property
    def decimals(self) -> int:
        """The decimals to write: the indicator's, or fewer when a text prints fewer («70%»); a table's cell has all."""
        if self._is_part_of_one:
            return 1
        if not self.as_printed or "colonne" in self.locator:
            return self.spec.decimals
        return min(self.spec.decimals, decimals_of(self.as_printed))

    @property
    def _is_part_of_one(self) -> bool:
        """Whether it is a small count with a fraction: a physician who works in two communes is half in each."""
        is_local = self.territory.startswith(("COM-", "EPCI-"))
        return is_local and self.spec.unit.kind is Kind.COUNT and self.value < 100 and self.value != int(self.value)

    @property
    def digits(self) -> str:
        """The number alone, without its unit, with its published sign."""
        return qualified(number(self.value, self.decimals, signed=self.spec.is_signed), self.qualifier)

    @property
    def member(self) -> Category:
        """The category, with its labels."""
        return self.spec.dimension.member(self.category)

    @property
    def is_derived(self) -> bool:
        """Whether we computed it."""
        return self.status == "derived"


def observations(rows: pd.DataFrame) -> list[Observation]:
    """Read rows (columns ``schema.COLUMNS`` at least) as typed figures, in their order."""
    return [Observation(*values) for values in zip(*(rows[name].tolist() for name in COLUMNS), strict=True)]


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """Every observation with its sources, and what imports brought beside.

    ``observations``: one row per figure, columns ``schema.COLUMNS`` and, computed from them, ``year`` (the last
    year of the period), ``position`` (decimal years), ``theme``, ``published_on`` (date of the source, ISO) and
    ``series`` (what its source is an issue of: itself, or the series of imports that it came with).
    ``zonings``: the editions of the zoning, oldest first. ``points`` (``POINT_COLUMNS``) are structures, ``groupings``
    (``GROUPING_COLUMNS``) what communes belong to beside the levels of the register. ``imports``: the editions of the
    store that are in it, oldest import first; ``import_problems`` says in French what of the store could not be.
    It is shared by every session: take copies, never change it. It is equal to itself alone, and so may be the key
    of what is kept about it.
    """

    observations: pd.DataFrame
    sources: Mapping[str, Source]
    _by_indicator: Mapping[str, pd.DataFrame] = field(repr=False)
    """The rows of each indicator, in the order that ``select`` gives: by territory, category and time."""
    version: int = field(default_factory=itertools.count().__next__)
    """Tells one table from the next in the caches; two tables never have the same."""
    series: Mapping[str, str] = field(default_factory=dict)
    """The series of imports that a source is an issue of; a source that is of none is left out."""
    zonings: tuple[Edition, ...] = ()
    points: pd.DataFrame = field(default_factory=lambda: _empty(POINT_COLUMNS), repr=False)
    groupings: pd.DataFrame = field(default_factory=lambda: _empty(GROUPING_COLUMNS), repr=False)
    imports: tuple[Stored, ...] = ()
    import_problems: tuple[str, ...] = ()
    replaced: Mapping[str, int] = field(default_factory=dict)
    """Figures of each edition that a later import of its series gives in its place; editions without are left out."""

    def select(
        self,
        indicator: str | Iterable[str],
        *,
        territory: str | Iterable[str] | None = None,
        category: str | Iterable[str] | None = None,
        source: str | Iterable[str] | None = None,
        series: str | Iterable[str] | None = None,
        status: str | Iterable[str] | None = None,
    ) -> pd.DataFrame:
        """The rows of one or several indicators, filtered, in time order (empty when nothing matches)."""
        found = [self._by_indicator[one] for one in sorted(set(_listed(indicator))) if one in self._by_indicator]
        rows = pd.concat(found) if len(found) > 1 else found[0] if found else self.observations.iloc[:0]
        filters = {
            "territory": territory,
            "category": category,
            "source": source,
            "series": series,
            "status": status,
        }
        for column, wanted in filters.items():
            if wanted is not None:
                rows = rows[rows[column].isin(_listed(wanted))]
        return rows

    def one(self, indicator: str, *, territory: str, category: str = "ensemble", iso: str | None = None) -> Observation:
        """One figure: the latest period when none is asked, a published row before a derived one.

        Raises:
            ValueError: there is no such figure.
        """
        rows = self.select(indicator, territory=territory, category=category)
        if iso is not None:
            rows = rows[rows["period"] == iso]
        if rows.empty:
            raise ValueError(f"no figure for {indicator} {territory} {category} {iso or ''}".rstrip())
        rank = rows.assign(_published=rows["status"] != "derived")
        return observations(rank.sort_values(["position", "_published"], kind="stable").tail(1))[0]

    def source(self, source_id: str) -> Source:
        """The source with this id.

        Raises:
            ValueError: no such source.
        """
        if source_id not in self.sources:
            raise ValueError(f"unknown source {source_id!r}")
        return self.sources[source_id]


def _listed(wanted: str | Iterable[str]) -> list[str]:
    return [wanted] if isinstance(wanted, str) else list(wanted)


def from_table(
    table: pd.DataFrame,
    sources: Mapping[str, Source],
    *,
    series: Mapping[str, str] | None = None,
    zonings: Sequence[Edition] | None = None,
    points: pd.DataFrame | None = None,
    groupings: pd.DataFrame | None = None,
    imports: Sequence[Stored] = (),
    import_problems: Sequence[str] = (),
    replaced: Mapping[str, int] | None = None,
) -> Dataset:
    """Make a data set of a table of observations and its sources; without ``zonings``, with those of the project.

    ``table``: columns ``schema.COLUMNS``, ``value`` as floats.
    """
    issues = dict(series or {})
    words = {key: Words.of(table[key]) for key in _FEW_WORDS}
    rows = _enriched(table.astype({"value": float}), words, sources, issues)
    return Dataset(
        rows,
        MappingProxyType(dict(sources)),
        ByIndicator(rows, words["indicator"], _order(rows, words)),
        series=MappingProxyType(issues),
        zonings=tuple(editions() if zonings is None else zonings),
        points=_empty(POINT_COLUMNS) if points is None else points,
        groupings=_empty(GROUPING_COLUMNS) if groupings is None else groupings,
        imports=tuple(imports),
        import_problems=tuple(import_problems),
        replaced=MappingProxyType(dict(replaced or {})),
    )


def _empty(columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns))


def _order(rows: pd.DataFrame, words: Mapping[str, Words]) -> Places:
    """The rows by indicator, territory, category and time; of one time, in their order."""
    ranks = [words[key].ranks() for key in ("category", "territory", "indicator")]
    return np.lexsort((rows["position"].to_numpy(), *ranks))


def _enriched(
    table: pd.DataFrame, words: Mapping[str, Words], sources: Mapping[str, Source], series: Mapping[str, str]
) -> pd.DataFrame:
    themes = {one.id: one.theme.value for one in CATALOGUE}
    dates = {key: source.date for key, source in sources.items()}
    return table.assign(
        year=words["period"].numbers(lambda iso: period(iso).year).astype(np.int64),
        position=words["period"].numbers(lambda iso: period(iso).position),
        theme=words["indicator"].texts(themes.get),
        published_on=words["source"].texts(lambda key: dates.get(key, "")),
        series=words["source"].texts(lambda key: series.get(key, key)),
    )
