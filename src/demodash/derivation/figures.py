"""A figure, the figures of a table by indicator, and how a computed figure says where it comes from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol

import pandas as pd

from demodash import texts
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Kind
from demodash.schema import COLUMNS

ROUNDING = 6
"""Decimals kept of a computed value: far beyond what is shown, and the same on every machine."""
_SHOWN_PLACES = 8
_NUMBERED_PLACE = re.compile(r"^(.*?)(ligne|relevé)s? ((?:[A-Z0-9-]+)(?:, [A-Z0-9-]+)*)((?:, colonne .+|\))?)$")
COMPUTED = "calculé : "
"""What the locator of a computed figure begins with; the places of its operands follow."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the observation table."""

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
    def is_derived(self) -> bool:
        """Whether the figure was computed, by us or by whoever prepared the table."""
        return self.status == "derived"

    @property
    def thing(self) -> tuple[str, str, str, str]:
        """What the figure measures: indicator, territory, category, period."""
        return self.indicator, self.territory, self.category, self.period

    @property
    def written(self) -> str:
        """The value as a term of a computation: ``3 655``, ``−8,23``."""
        printed = decimals(self) if self.as_printed else min(CATALOGUE[self.indicator].decimals, 1)
        return texts.number(self.value, 0 if self.value == int(self.value) else max(printed, 1))


class Figures:
    """The figures of a table, found by indicator; computed ones may be added as they come."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._by_indicator: dict[str, list[Figure]] = defaultdict(list)
        self._by_place: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        self.add(figures)

    @classmethod
    def of_table(cls, table: pd.DataFrame) -> Figures:
        """The figures of an observation table."""
        columns = [table[column].tolist() for column in COLUMNS]
        return cls(Figure(*row) for row in zip(*columns, strict=True))

    def add(self, figures: Iterable[Figure]) -> None:
        """Put more figures in."""
        for figure in figures:
            self._by_indicator[figure.indicator].append(figure)
            self._by_place[figure.indicator, figure.territory].append(figure)

    def of(
        self,
        indicator: str,
        *,
        territory: str | None = None,
        category: str | None = None,
        period: str | None = None,
        source: str | None = None,
    ) -> Iterator[Figure]:
        """The figures of an indicator that match, in the table's order."""
        within = (
            self._by_indicator.get(indicator, ())
            if territory is None
            else self._by_place.get((indicator, territory), ())
        )
        wanted = {"category": category, "period": period, "source": source}
        filters = [(attrgetter(name), value) for name, value in wanted.items() if value is not None]
        for figure in within:
            if all(read(figure) == value for read, value in filters):
                yield figure

    def one(
        self,
        indicator: str,
        *,
        territory: str | None = None,
        category: str | None = None,
        period: str | None = None,
        source: str | None = None,
    ) -> Figure | None:
        """The first figure that matches, a published one before a computed one; None when there is none."""
        found = sorted(
            self.of(indicator, territory=territory, category=category, period=period, source=source),
            key=attrgetter("is_derived"),
        )
        return found[0] if found else None

    def beside(self, figure: Figure, indicator: str) -> Figure | None:
        """The figure of another indicator for the same territory, category and period, from the same source."""
        return self.one(
            indicator,
            territory=figure.territory,
            category=figure.category,
            period=figure.period,
            source=figure.source,
        )


def derived(
    indicator: str,
    operands: Sequence[Figure],
    value: float,
    working: str,
    *,
    territory: str | None = None,
    category: str | None = None,
    period: str | None = None,
    qualifier: str | None = None,
) -> Figure:
    """Make a computed figure of its operands, the first of which is the main one.

    ``working``: the computation in figures, which becomes the note. Without ``qualifier``, the operands decide.
    """
    main = operands[0]
    return Figure(
        indicator=indicator,
        territory=territory or main.territory,
        category=category or main.category,
        period=period or main.period,
        value=round(value, ROUNDING),
        qualifier=qualifier or shared_qualifier(operands),
        status="derived",
        source=main.source,
        locator=f"{COMPUTED}{joined_locators(operands)}",
        as_printed="",
        note=working,
    )


class _Signed(Protocol):
    @property
    def qualifier(self) -> str: ...


def shared_qualifier(operands: Iterable[_Signed]) -> str:
    """The qualifier of a sum: exact when all are; their bound when they agree; about otherwise."""
    found = {one.qualifier for one in operands} - {"exact"}
    if not found:
        return "exact"
    return found.pop() if len(found) == 1 else "about"


def joined_locators(operands: Iterable[Figure]) -> str:
    """Name the places of operands; places alike but for their number are put together, or counted when many."""
    groups: dict[tuple[str, str, str], dict[str, None]] = {}
    for one in operands:
        for place in one.locator.removeprefix(COMPUTED).split(" ; "):
            match = _NUMBERED_PLACE.match(place)
            head, word, number, tail = match.groups() if match else (place, "", "", "")
            groups.setdefault((head, word, tail), {})[number] = None
    return " ; ".join(_named(*place, list(numbers)) for place, numbers in groups.items())


def _named(head: str, word: str, tail: str, numbers: Sequence[str]) -> str:
    several = [each for number in numbers for each in number.split(", ")]
    if len(several) > _SHOWN_PLACES:
        return f"{head}{len(several)} {word}s{tail}"
    ordered = sorted(several, key=lambda each: (len(each), each))
    plural = "s" if len(ordered) > 1 else ""
    return f"{head}{word}{plural}{' ' if word else ''}{', '.join(ordered)}{tail}"


def decimals(figure: Figure) -> int:
    """Decimals that a figure was printed with (those of its indicator when it has none printed)."""
    return texts.decimals_of(figure.as_printed, 0 if figure.as_printed else CATALOGUE[figure.indicator].decimals)


def half_unit(figure: Figure) -> float:
    """Half of the last printed unit of a figure: how far the exact value may be from it.

    A computed figure has none, nor has a count printed digit by digit. «3,8 millions» has 50 000; a figure
    printed as approximate has half the unit of its last digit that is not zero («près de 800»: 50).
    """
    if figure.is_derived and not figure.as_printed:
        return 0.0
    if figure.qualifier == "about":
        return 0.5 * _last_digit_unit(figure.value)
    scale = _scale(figure)
    if CATALOGUE[figure.indicator].unit.kind in {Kind.COUNT, Kind.MONEY} and scale == 1:
        return 0.0
    return 0.5 * scale / 10.0 ** decimals(figure)


def _scale(figure: Figure) -> float:
    """What the printed number counts in: 1, or 1 000 000 for «3,8 millions»."""
    return 1e6 if "million" in figure.as_printed.casefold() else 1


def _last_digit_unit(value: float) -> float:
    digits = f"{abs(value):.0f}"
    return 10.0 ** (len(digits) - len(digits.rstrip("0")))
