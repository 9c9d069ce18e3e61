"""What is known of one territory: each of its figures beside those of the territories that hold it, rank and trend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from demodash import territories
from demodash.analysis.ranks import Rank, rank
from demodash.analysis.territorial import COVERED, Thing
from demodash.dataset import Dataset, Observation, observations
from demodash.derivation.imported_zones import edition_of
from demodash.indicators import CATALOGUE
from demodash.indicators.dimensions import AGE, ZONE
from demodash.indicators.model import ENSEMBLE, Indicator
from demodash.territories import HOME_REGION, Level
from demodash.zonage import Edition

SPREAD = 5
"""A source that gives a figure of so many territories describes territories; the others tell of one."""
_AS_MANY = 0.9
"""Share of the territories of another source from which one describes about as many."""
_BY_ZONE = frozenset(indicator.id for indicator in CATALOGUE if indicator.id.startswith(("mg_zone_", "apl_mg_zone")))
SHORTEST_TREND = 3
"""Figures that another territory's series must have to stand for one that has none; its own may have two."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A rank among the territories of the same level within another one."""

    rank: Rank
    within: str


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator and category of a territory.

    ``own`` is its latest figure, None when only the territories that hold it have one; ``others`` are theirs of the
    same year, by code; ``series`` is its own in time order, or theirs when it has no figure; empty when too short.
    """

    indicator: Indicator
    category: str
    own: Observation | None
    others: Mapping[str, Observation]
    standings: tuple[Standing, ...]
    series: tuple[Observation, ...]

    @property
    def figures(self) -> list[Observation]:
        """Every figure of the line, once."""
        shown = [*([self.own] if self.own else []), *self.others.values(), *self.series]
        return list(dict.fromkeys(shown))


def above(code: str) -> tuple[str, ...]:
    """Codes of the territories that hold one, nearest first; an EPCI is compared with its main département."""
    place = territories.territory(code)
    if place.level is Level.EPCI and place.departement is not None:
        return (place.departement, *place.parents)
    return place.parents


def profile(data: Dataset, code: str) -> list[Line]:
    """The lines of a territory, in the order of the catalogue.

    A commune or an EPCI also has the lines that its département has from a source that describes territories, but not
    its breakdown by zone; the ages of the physicians, ten lines long, are left to the chart that draws them. What is
    counted by zone is so with the latest edition alone: the zones of two would not add up.
    """
    chain = (code, *above(code))
    rows = data.observations[data.observations["territory"].isin(chain)]
    spreads = _spreads(data)
    small = territories.territory(code).level in {Level.COMMUNE, Level.EPCI}
    groups: dict[Thing, list[Observation]] = {}
    figures = observations(rows.sort_values("position", kind="stable"))
    newest = data.zonings[-1] if data.zonings else None
    for one in figures if newest is None else _of_edition(data, figures, newest):
        groups.setdefault((one.indicator, one.category), []).append(one)
    ordered = (
        (indicator, member.id, groups[indicator.id, member.id])
        for indicator in CATALOGUE
        for member in indicator.dimension
        if (indicator.id, member.id) in groups
        and not (indicator.dimension == AGE and member.id != ENSEMBLE)
        and not (small and indicator.id in _BY_ZONE)
    )
    lines = (
        _line(data, chain, indicator, category, _of_one_source(data, code, found, spreads))
        for indicator, category, found in ordered
    )
    return [line for line in lines if line.own or (small and _is_territorial(data, line, spreads))]


def _of_edition(data: Dataset, figures: Sequence[Observation], newest: Edition) -> Iterator[Observation]:
    """Leave out what is counted with other editions of the zoning, and the classes that the newest does not have."""
    known = {edition.id for edition in data.zonings}
    classes = {ENSEMBLE, *(zone.lower() for zone in newest.classes)}
    for one in figures:
        if one.indicator in _BY_ZONE:
            if edition_of(one.locator) == newest.id:
                yield one
        elif one.source not in known or one.spec.dimension != ZONE or one.category in classes:
            yield one


def _line(
    data: Dataset, chain: Sequence[str], indicator: Indicator, category: str, found: Sequence[Observation]
) -> Line:
    code = chain[0]
    own = _latest([one for one in found if one.territory == code])
    year = own.span.year if own else max(one.span.year for one in found)
    others = {}
    for parent in chain[1:]:
        same = [one for one in found if one.territory == parent and one.span.year == year]
        chosen = _latest([one for one in same if own is None or one.source == own.source] or same)
        if chosen is not None:
            others[parent] = chosen
    return Line(
        indicator=indicator,
        category=category,
        own=own,
        others=others,
        standings=tuple(_standings(data, own)) if own else (),
        series=_trend(chain, found),
    )


def _latest(figures: Sequence[Observation]) -> Observation | None:
    """The latest figure, a published one before a computed one of the same date."""
    return max(figures, key=lambda one: (one.span.position, not one.is_derived), default=None)


def _trend(chain: Sequence[str], found: Sequence[Observation]) -> tuple[Observation, ...]:
    """The series of the territory, or of the nearest one where it has no figure; one figure a period."""
    own = [one for one in found if one.territory == chain[0]]
    for code in chain[:1] if own else chain[1:]:
        series: dict[str, Observation] = {}
        for one in found:
            if one.territory == code and (one.period not in series or not one.is_derived):
                series[one.period] = one
        if len(series) >= (2 if own else SHORTEST_TREND):
            return tuple(series.values())
    return ()


def _standings(data: Dataset, own: Observation) -> Iterator[Standing]:
    """Ranks within the territories that hold it, where at least half of the level has a figure of the same source."""
    level = territories.territory(own.territory).level
    if level is Level.FRANCE:
        return
    values = _values(data, own, level)
    for within in _scopes(own.territory, level):
        codes = territories.children(within, level)
        known = {code: values[code] for code in codes if code in values}
        if len(codes) > 1 and len(known) >= COVERED * len(codes):
            yield Standing(rank(known, own.territory, decimals=own.spec.decimals), within)


def _values(data: Dataset, own: Observation, level: Level) -> Mapping[str, float]:
    """The values of a level at the period of a figure, from its source; read from the table once."""
    kept = _ranked(data)
    key = (own.indicator, own.category, own.source, own.period, level)
    if key not in kept:
        rows = data.select(own.indicator, category=own.category, source=own.source)
        rows = rows[(rows["period"] == own.period) & rows["territory"].str.startswith(f"{level}-")]
        kept[key] = dict(zip(rows["territory"], rows["value"], strict=True))
    return kept[key]


@lru_cache(maxsize=2)
def _ranked(data: Dataset) -> dict[tuple[str, str, str, str, Level], Mapping[str, float]]:
    """What ``_values`` has read of a data set, kept for as long as the data set is the latest or the one before."""
    return {}


def _scopes(code: str, level: Level) -> tuple[str, ...]:
    place = territories.territory(code)
    if level is Level.COMMUNE:
        return tuple(one for one in (place.departement, place.region) if one)
    if level is Level.EPCI:
        return (HOME_REGION,)
    return tuple(one for one in place.parents if territories.territory(one).level in {Level.REGION, Level.FRANCE})


# --- sources --------------------------------------------------------------------------------------

Spreads = Mapping[tuple[str, str, str], int]
"""Territories that a source, or a series of imports, gives a figure of: by indicator, category, series."""


@lru_cache(maxsize=2)
def _spreads(data: Dataset) -> Spreads:
    keys = ["indicator", "category", "series"]
    counts = data.observations.groupby(keys, sort=False)["territory"].nunique().reset_index()
    names = zip(*(counts[key].astype(str) for key in keys), strict=True)
    return dict(zip(names, counts["territory"].astype(int).tolist(), strict=True))


def _series(data: Dataset, one: Observation) -> str:
    return data.series.get(one.source, one.source)


def _of_one_source(data: Dataset, code: str, found: Sequence[Observation], spreads: Spreads) -> Sequence[Observation]:
    """The figures of the latest source that describes territories, when one does; all of them otherwise.

    One that has a figure of the territory itself stands before those that have none. Of sources of the same year, the
    one that describes most territories; of those that describe about as many, the one with the latest figure.
    """
    wide = [one for one in found if _spread(data, one, spreads) >= SPREAD]
    if not wide:
        return _of_one_import(data, found)
    speaking = [one for one in wide if one.territory == code] or wide
    year = max(one.span.year for one in speaking)
    latest = [one for one in speaking if one.span.year == year]
    most = max(_spread(data, one, spreads) for one in latest)
    near = [one for one in latest if _spread(data, one, spreads) >= _AS_MANY * most]
    chosen = _series(data, max(near, key=lambda one: one.span.position))
    return [one for one in found if _series(data, one) == chosen]


def _spread(data: Dataset, one: Observation, spreads: Spreads) -> int:
    return spreads[one.indicator, one.category, _series(data, one)]


def _of_one_import(data: Dataset, found: Sequence[Observation]) -> Sequence[Observation]:
    """The figures without those computed from other imports than the latest: two countings make no trend."""
    made = [one for one in found if one.is_derived and one.source in data.series]
    last = max(made, key=lambda one: one.span.position, default=None)
    return [one for one in found if last is None or one not in made or _series(data, one) == _series(data, last)]


def _is_territorial(data: Dataset, line: Line, spreads: Spreads) -> bool:
    """Whether the nearest département has a figure from a source that describes territories."""
    figures = [one for code, one in line.others.items() if territories.territory(code).level is Level.DEPARTEMENT]
    return any(_spread(data, one, spreads) >= SPREAD for one in figures)
