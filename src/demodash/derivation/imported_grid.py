"""Imported tables by commune as columns of numbers, and the territories above as groups of communes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from demodash import territories, texts
from demodash.derivation.figures import COMPUTED
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Kind
from demodash.territories import HOME_REGION, Level

Numbers = npt.NDArray[np.float64]
"""One number per commune of the region, or per territory of a set of areas; NaN when unknown."""
Places = npt.NDArray[np.int64]

COVERED = 0.98
"""Share of a territory's inhabitants whose communes must have a figure for it to be computed; below, nothing is."""
NEARLY_ALL = 0.995
"""Share of the inhabitants from which a figure needs no «environ»; its note still says which communes it lacks."""

_LINE = re.compile(r"(?P<head>^|.*, )(?P<word>ligne|relevé|enregistrement)s? [0-9][^,;]*(?P<tail>.*)$")
_OF_ONE = re.compile(r"(?P<head>(?:.*, )?)(?:aucune ligne pour [0-9AB]{5}|[0-9AB]{5} : [0-9\u202f]+ lignes?)")
"""A place that stands for every line of one commune, or for none: ``colonne Code commune, 02001 : 3 lignes``."""
_MAYBE_ONE = " ligne"
"""Such a place has it: thousands of others need not be looked at closely."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What a column is about: the series of imports that it comes from, indicator, category, period."""

    series: str
    indicator: str
    category: str
    period: str

    @property
    def year(self) -> int:
        """The year of the period, the last one of an interval."""
        return int(self.period.rpartition("/")[2][:4])

    def of(self, indicator: str) -> Slot:
        """The same time and series for the whole of another indicator."""
        return Slot(self.series, indicator, "ensemble", self.period)


@dataclass(frozen=True, eq=False, slots=True)
class Column:
    """The figures of the communes in one slot: ``values`` in the order of ``communes()``.

    ``source`` is the one that most of them come from; ``locators`` their places, empty where there is no figure;
    ``example`` is the place that those of sums are made of.
    """

    slot: Slot
    values: Numbers
    source: str
    locators: npt.NDArray[np.object_]
    example: str

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        """Which communes have a figure."""
        return ~np.isnan(self.values)

    def place(self, lines: int) -> str:
        """Where so many figures stand: ``feuille APL 2023, 116 lignes, colonne APL``, ``lignes de 116 communes``."""
        count, plural = _written(lines), "s" if lines > 1 else ""
        of_one = _OF_ONE.fullmatch(self.example)
        if of_one is not None:
            return f"{of_one['head']}lignes de {count} commune{plural}"
        found = _LINE.match(self.example)
        return f"{found['head']}{count} {found['word']}{plural}{found['tail']}" if found else self.example

    def computed(self, lines: int) -> str:
        """The locator of what is computed from so many figures."""
        return f"{COMPUTED}{self.place(lines)}"


@cache
def _written(lines: int) -> str:
    return texts.number(lines)


@dataclass(frozen=True, eq=False, slots=True)
class Areas:
    """Territories as groups of communes: commune ``commune[i]`` (a row) is in territory ``area[i]`` (a row of codes).

    ``outside`` counts the communes of each that lie outside the region, and that no sum can have.
    """

    codes: tuple[str, ...]
    commune: Places
    area: Places
    outside: Places

    def sums(self, values: Numbers, kept: npt.NDArray[np.bool_] | None = None) -> Numbers:
        """Add up the values of each territory's communes, those of ``kept`` when it is given; no NaN may be left."""
        values = values if kept is None else np.where(kept, values, 0.0)
        totals = np.bincount(self.area, weights=values[self.commune], minlength=len(self.codes))
        return totals.astype(np.float64)

    def counts(self, kept: npt.NDArray[np.bool_]) -> Places:
        """Count the communes of each territory that are kept."""
        return np.bincount(self.area[kept[self.commune]], minlength=len(self.codes))

    def covered(self, known: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Which territories have a figure for COVERED of their inhabitants at least."""
        everyone = self.sums(people())
        inside = self.sums(people(), known)
        return inside >= COVERED * everyone

    def signs(self, known: npt.NDArray[np.bool_]) -> list[str]:
        """The qualifier of what is computed for each territory from the communes that are known."""
        nearly = self.sums(people(), known) >= NEARLY_ALL * self.sums(people())
        return ["exact" if enough else "about" for enough in nearly.tolist()]

    def gaps(self, known: npt.NDArray[np.bool_]) -> list[str]:
        """What the note of each territory says of the communes that are missing from it: empty when none is."""
        missing = self.counts(~known)
        return [_gap(int(lost), int(beyond)) for lost, beyond in zip(missing, self.outside, strict=True)]


def communes() -> tuple[str, ...]:
    """Full codes of the communes of the region: the rows of every column."""
    return territories.codes(Level.COMMUNE)


@cache
def people() -> Numbers:
    """Inhabitants of each commune in the register (municipal population)."""
    counted = np.array([territories.territory(code).population for code in communes()], dtype=np.float64)
    counted.setflags(write=False)
    return counted


@cache
def areas(*levels: Level) -> Areas:
    """The territories of some levels within the region (EPCI, départements, the region itself)."""
    codes: list[str] = []
    for level in levels:
        codes += [HOME_REGION] if level is Level.REGION else territories.children(HOME_REGION, level)
    rows = {code: row for row, code in enumerate(communes())}
    pairs = [(rows[commune], area) for area, code in enumerate(codes) for commune in _held(code)]
    inside = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    outside = np.array([territories.territory(code).communes_outside_region for code in codes], dtype=np.int64)
    return Areas(tuple(codes), inside[:, 0], inside[:, 1], np.where([_is_epci(code) for code in codes], outside, 0))


def _held(code: str) -> Sequence[str]:
    return territories.children(code, Level.COMMUNE)


def _is_epci(code: str) -> bool:
    return code.startswith(f"{Level.EPCI}-")


def _gap(missing: int, outside: int) -> str:
    return left_out({"dont le chiffre manque": missing, "hors de la région": outside})


def left_out(counts: Mapping[str, int]) -> str:
    """What a note says of the communes that a figure is without: ``, sans 2 communes hors de la région``."""
    parts = [f"{number} {'commune' if number == 1 else 'communes'} {what}" for what, number in counts.items() if number]
    return f", sans {' ni '.join(parts)}" if parts else ""


class Grid:
    """The columns of a table of imported figures, found by slot."""

    def __init__(self, columns: Mapping[Slot, Column]) -> None:
        self._columns = columns

    def __getitem__(self, slot: Slot) -> Column | None:
        return self._columns.get(slot)

    def of(self, *indicators: str, category: str | None = None) -> Iterator[Column]:
        """The columns of some indicators, in the order of the table."""
        for slot, column in self._columns.items():
            if slot.indicator in indicators and category in {None, slot.category}:
                yield column


def grid(base: pd.DataFrame) -> Grid:
    """Read the communes of a table of observations (``schema.COLUMNS`` and ``series``) as columns.

    Figures of one commune in one slot (communes merged since) are added up when they are counts; of anything else
    the mean is taken.
    """
    commune = pd.Index(communes()).get_indexer(pd.Index(base["territory"]))
    kept = commune >= 0
    if not kept.any():
        return Grid({})
    keys = ["series", "indicator", "category", "period"]
    rows, commune = base.loc[kept, [*keys, "value", "source", "locator"]], commune[kept]
    number = rows.groupby(keys, sort=False).ngroup().to_numpy()
    values = rows["value"].to_numpy(dtype=np.float64)
    locators = rows["locator"].to_numpy(dtype=object)
    order = np.argsort(number, kind="stable")
    bounds = np.flatnonzero(np.diff(number[order], prepend=-1))
    columns: dict[Slot, Column] = {}
    for group in np.split(order, bounds[1:]):
        slot = Slot(*(str(rows[key].iat[group[0]]) for key in keys))
        places = np.full(len(communes()), "", dtype=object)
        places[commune[group]] = locators[group]
        columns[slot] = Column(
            slot,
            _filled(commune[group], values[group], counted=CATALOGUE[slot.indicator].unit.kind is Kind.COUNT),
            str(rows["source"].iloc[group].mode().iat[0]),
            places,
            _example([place for place in locators[group].tolist() if place]),
        )
    return Grid(columns)


def _example(places: Sequence[str]) -> str:
    """The place that says what the others are: that of a commune that has several lines or none, if there is one."""
    ones = (place for place in places if _MAYBE_ONE in place and _OF_ONE.fullmatch(place))
    return next(ones, places[0] if places else "")


def _filled(places: Places, values: Numbers, *, counted: bool) -> Numbers:
    """Values at their communes, NaN elsewhere."""
    times = np.bincount(places, minlength=len(communes()))
    totals = np.bincount(places, weights=values, minlength=len(communes()))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(times == 0, np.nan, totals if counted else totals / times)
