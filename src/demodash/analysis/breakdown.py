"""The breakdowns of a territory's theme: several indicators by one dimension, its members read side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demodash.analysis import sheet
from demodash.analysis.profile import Line
from demodash.dataset import Observation
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE, Category, Dimension, Indicator, Kind, Theme

MOST_LINES = 25
"""Lines that one table shows at most, where breakdowns can leave it."""
FEWEST = 3
"""Indicators that make a table of a breakdown; fewer stay among the others."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Lines of the indicators that one dimension breaks down, in the order of the catalogue."""

    dimension: Dimension
    lines: tuple[Line, ...]

    @property
    def members(self) -> list[Category]:
        """The members of the dimension that have a line, in its order."""
        known = {line.category for line in self.lines}
        return [member for member in self.dimension if member.id in known]

    @property
    def rows(self) -> list[tuple[Indicator, dict[str, Line]]]:
        """Each indicator with its lines by category."""
        found: dict[str, tuple[Indicator, dict[str, Line]]] = {}
        for line in self.lines:
            found.setdefault(line.indicator.id, (line.indicator, {}))[1][line.category] = line
        return list(found.values())

    def extremes(self) -> tuple[Observation, Observation] | None:
        """The lowest and the highest part of one indicator: the first whose parts are all of one year.

        One of which more or less is better comes first; a count, which is large where there are many people, never
        does. None when no indicator has two parts of its own that differ.
        """
        fit = [row for row in self.rows if row[0].unit.kind is not Kind.COUNT]
        for _, lines in sorted(fit, key=lambda row: not row[0].direction):
            parts = [line.own for one, line in lines.items() if one != ENSEMBLE and line.own is not None]
            if len({one.span for one in parts}) == 1 and len({one.value for one in parts}) > 1:
                return min(parts, key=lambda one: one.value), max(parts, key=lambda one: one.value)
        return None


def split(lines: Sequence[Line]) -> tuple[list[Line], list[Breakdown]]:
    """Part the lines of a theme: those of its first table, and the breakdowns that leave it when it is too long."""
    broken: dict[str, set[str]] = {}
    for line in lines:
        if line.category != ENSEMBLE:
            broken.setdefault(line.indicator.dimension.id, set()).add(line.indicator.id)
    apart = {name: ids for name, ids in broken.items() if len(ids) >= FEWEST}
    rest = [line for line in lines if line.indicator.id not in apart.get(line.indicator.dimension.id, ())]
    if len(lines) <= MOST_LINES or not rest:
        return list(lines), []
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.indicator.id in apart.get(line.indicator.dimension.id, ()):
            found.setdefault(line.indicator.dimension.id, []).append(line)
    return rest, [Breakdown(ones[0].indicator.dimension, tuple(ones)) for ones in found.values()]


def possible(theme: Theme) -> list[str]:
    """Ids of the dimensions that can make a breakdown of a theme, whatever the territory."""
    counts = Counter(one.dimension.id for one in CATALOGUE if one.theme is theme and len(one.dimension.members) > 1)
    return [name for name, count in counts.items() if count >= FEWEST]


def usual_years(lines: Mapping[str, Line], code: str) -> str:
    """The years of most figures of a territory on lines; empty where it has none."""
    known = [sheet.years(one) for line in lines.values() if (one := sheet.figure_of(line, code)) is not None]
    return Counter(known).most_common(1)[0][0] if known else ""
