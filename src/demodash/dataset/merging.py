"""The shipped figures and the imported editions put together, with what they allow to compute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from demodash.dataset.model import Dataset, from_table
from demodash.derivation.imported import derive_imported
from demodash.derivation.zoning import coverage, eligible_shares
from demodash.errors import Problem
from demodash.indicators.dimensions import ZONE
from demodash.loaders.content import Content
from demodash.schema import COLUMNS
from demodash.sources import Source
from demodash.store import Stored
from demodash.zonage import Edition

_THING = ["indicator", "territory", "category", "period"]
_COLUMNS = [*COLUMNS, "series"]


@dataclass(frozen=True, slots=True)
class Brought:
    """A content and the series that it is of; ``stored`` is its edition in the store, None while it is only tried."""

    content: Content
    series: str
    stored: Stored | None = None


def merged(shipped: Dataset, brought: Sequence[Brought], *, problems: Sequence[str] = ()) -> Dataset:
    """Put imports beside the shipped figures, the oldest import first, and compute what they allow.

    Of one series, the latest import that gives a figure (indicator, territory, category, period) or the points or
    groupings of a kind takes the place of the earlier ones. Shipped figures all stay; an import of a series that a
    source of the project begins (its id is the series) adds what that source does not say, or says otherwise.
    """
    sources = {**{source.id: source for one in brought for source in _sources(one)}, **shipped.sources}
    zonings, odd = _zonings(shipped, brought)
    figures, replaced = _latest(brought)
    base = _beside(shipped, figures)
    covered = _coverage(one for one in zonings if one.id not in {known.id for known in shipped.zonings})
    parts = [shipped.observations, base, covered, derive_imported(base, zonings) if len(base) else base]
    return from_table(
        pd.concat([part[list(COLUMNS)] for part in parts if len(part)], ignore_index=True),
        sources,
        series={source.id: one.series for one in brought for source in _sources(one)},
        zonings=zonings,
        points=_latest_of_kind([(one.series, one.content.points) for one in brought], shipped.points),
        groupings=_latest_of_kind([(one.series, one.content.groupings) for one in brought], shipped.groupings),
        imports=[one.stored for one in brought if one.stored is not None],
        import_problems=[*problems, *odd],
        replaced={one.stored.id: replaced[rank] for rank, one in enumerate(brought) if one.stored and rank in replaced},
    )


def latest(brought: Sequence[Brought]) -> pd.DataFrame:
    """The figures of the latest import of each series that gives them: columns ``schema.COLUMNS`` and ``series``.

    Two figures of one thing in one import both stay: their places differ.
    """
    return _latest(brought)[0]


def _latest(brought: Sequence[Brought]) -> tuple[pd.DataFrame, Mapping[int, int]]:
    """The latest figures, and how many of each import (by its place) a later one of its series replaces."""
    tables = [
        one.content.observations[list(COLUMNS)].assign(series=one.series, _rank=rank)
        for rank, one in enumerate(brought)
        if len(one.content.observations)
    ]
    if not tables:
        return pd.DataFrame({name: pd.Series(dtype="float64" if name == "value" else "str") for name in _COLUMNS}), {}
    rows = pd.concat(tables, ignore_index=True)
    times = pd.Series([one.series for one in brought if len(one.content.observations)]).value_counts()
    several = rows["series"].isin(times[times > 1].index)
    counts: dict[int, int] = {}
    if several.any():
        again = rows.loc[several, ["series", *_THING, "_rank"]]
        last = again.groupby(["series", *_THING], sort=False)["_rank"].transform("max")
        earlier = again.loc[again["_rank"] < last, "_rank"]
        ranks, found = np.unique(earlier.to_numpy(), return_counts=True)
        counts = dict(zip(ranks.tolist(), found.tolist(), strict=True))
        if len(earlier):
            rows = rows.drop(index=earlier.index)
    return rows[_COLUMNS].reset_index(drop=True), counts


def _beside(shipped: Dataset, base: pd.DataFrame) -> pd.DataFrame:
    """Leave out what the project's own source of the series says already, with the same value."""
    ours = shipped.observations[shipped.observations["source"].isin(base["series"].unique())]
    if ours.empty:
        return base
    known = ours[["source", *_THING, "value"]].drop_duplicates(["source", *_THING])
    known = known.rename(columns={"source": "series", "value": "_known"})
    said = base.merge(known, on=["series", *_THING], how="left", validate="many_to_one")["_known"].to_numpy()
    again = np.isclose(base["value"].to_numpy(), said, rtol=1e-9, atol=1e-9)
    kept: pd.DataFrame = base.loc[~again]
    return kept.reset_index(drop=True)


def _sources(one: Brought) -> list[Source]:
    """The sources of an import, with the file that they were read from and the day; one for each of its zonings."""
    found = list(one.content.sources)
    missing = [zoning.id for zoning in one.content.zonings if zoning.id not in {source.id for source in found}]
    found += [replace(found[0], id=each) for each in missing]
    if one.stored is None:
        return found
    origin, day = one.stored.origin, one.stored.imported_at.date().isoformat()
    return [
        replace(
            source,
            file=source.file or origin.name,
            sha256=source.sha256 or origin.sha256,
            consulted=source.consulted or day,
        )
        for source in found
    ]


def _zonings(shipped: Dataset, brought: Sequence[Brought]) -> tuple[list[Edition], list[str]]:
    """Every edition, oldest first, and what is wrong with those that are left out.

    Of imported editions that come into force on one day, or that are of one file, the one imported last takes the
    place of the others.
    """
    ours = {edition.id: edition for edition in shipped.zonings}
    imported: dict[dt.date, Edition] = {}
    problems = []
    for one in brought:
        for edition in one.content.zonings:
            odd = [zone for zone in edition.classes if zone.lower() not in ZONE]
            if odd:
                expected = ", ".join(member.id.upper() for member in ZONE if member.id != "ensemble")
                problems.append(str(Problem(f"Zonage {edition.name}", expected=expected, found=", ".join(odd))))
            elif edition.id not in ours:
                others = {day: known for day, known in imported.items() if known.id != edition.id}
                imported = {**others, edition.legal_start: edition}
    known = [*ours.values(), *imported.values()]
    return sorted(known, key=lambda edition: (edition.legal_start, edition.id)), problems


def _coverage(editions: Iterable[Edition]) -> pd.DataFrame:
    """What imported editions of the zoning cover."""
    figures = list(coverage(editions))
    rows = [[getattr(one, column) for column in COLUMNS] for one in (*figures, *eligible_shares(figures))]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _latest_of_kind(brought: Iterable[tuple[str, pd.DataFrame]], shipped: pd.DataFrame) -> pd.DataFrame:
    """The rows of the latest import that gives each kind, series by series."""
    tables: dict[tuple[str, str], pd.DataFrame] = {}
    for series, table in brought:
        for kind, rows in table.groupby("kind", sort=False):
            tables[series, str(kind)] = rows
    found = [table for table in (shipped, *tables.values()) if len(table)]
    return pd.concat(found, ignore_index=True) if found else shipped
