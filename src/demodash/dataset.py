"""The read side: one shared, unchangeable table of observations, and the filters that pages ask for."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

import pandas as pd
import pyarrow.parquet as pq

from demodash import territories
from demodash.errors import DataError, Problem
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Category, Indicator
from demodash.locations import data_root
from demodash.periods import Period, period
from demodash.schema import COLUMNS
from demodash.sources import Source, read_sources
from demodash.texts import decimals_of, number, qualified


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
        if not self.as_printed or "colonne" in self.locator:
            return self.spec.decimals
        return min(self.spec.decimals, decimals_of(self.as_printed))

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
    return [Observation(*values) for values in zip(*(rows[name] for name in COLUMNS), strict=True)]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Every observation with its sources.

    ``observations``: one row per figure, columns ``schema.COLUMNS`` and, computed from them, ``year`` (the last
    year of the period), ``position`` (decimal years), ``theme`` and ``published_on`` (date of the source, ISO).
    It is shared by every session: take copies, never change it.
    """

    observations: pd.DataFrame
    sources: Mapping[str, Source]
    _by_indicator: Mapping[str, pd.DataFrame] = field(repr=False)
    """The rows of each indicator, in the order that ``select`` gives: by territory, category and time."""
    version: int = field(default_factory=itertools.count().__next__)
    """Tells one table from the next in the caches; two tables never have the same."""

    def select(
        self,
        indicator: str | Iterable[str],
        *,
        territory: str | Iterable[str] | None = None,
        category: str | Iterable[str] | None = None,
        source: str | Iterable[str] | None = None,
        status: str | Iterable[str] | None = None,
    ) -> pd.DataFrame:
        """The rows of one or several indicators, filtered, in time order (empty when nothing matches)."""
        found = [self._by_indicator[one] for one in sorted(set(_listed(indicator))) if one in self._by_indicator]
        rows = pd.concat(found) if len(found) > 1 else found[0] if found else self.observations.iloc[:0]
        filters = {"territory": territory, "category": category, "source": source, "status": status}
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


@cache
def load() -> Dataset:
    """Read the curated table and the sources once per process.

    Raises:
        DataError: the curated table is missing or does not have the columns of the schema.
    """
    root = data_root()
    path = root / "curated" / "observations.parquet"
    if not path.is_file():
        raise DataError(Problem(str(path), expected="la table construite", found="aucun fichier", advice=_BUILD))
    table = pq.read_table(path).to_pandas()
    if tuple(table.columns) != COLUMNS:
        raise DataError(Problem(str(path), expected=", ".join(COLUMNS), found=", ".join(table.columns), advice=_BUILD))
    declarations = [*sorted((root / "sources").glob("*/source.toml")), root / "geo" / "source.toml"]
    sources = {source.id: source for declared in declarations for source in read_sources(declared)}
    return from_table(table, sources)


def from_table(table: pd.DataFrame, sources: Mapping[str, Source]) -> Dataset:
    """Make a data set of a table of observations (columns ``schema.COLUMNS``, ``value`` as floats) and its sources."""
    rows = _enriched(table.astype({"value": float}), sources)
    ordered = rows.sort_values(["indicator", "territory", "category", "position"], kind="stable")
    by_indicator = {str(key): group for key, group in ordered.groupby("indicator", sort=False)}
    return Dataset(rows, MappingProxyType(dict(sources)), MappingProxyType(by_indicator))


_BUILD = "Lancez « demodash build » pour la reconstruire."


def _enriched(table: pd.DataFrame, sources: Mapping[str, Source]) -> pd.DataFrame:
    spans = {iso: period(iso) for iso in table["period"].unique()}
    return table.assign(
        year=table["period"].map({iso: span.year for iso, span in spans.items()}),
        position=table["period"].map({iso: span.position for iso, span in spans.items()}),
        theme=table["indicator"].map({one.id: one.theme.value for one in CATALOGUE}),
        published_on=table["source"].map({key: source.date for key, source in sources.items()}).fillna(""),
    )


def warm_up() -> None:
    """Load what every page needs, before the first visitor."""
    load()
    territories.territory("REG-32")
