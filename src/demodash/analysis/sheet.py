"""The lines of a territory in words, the same on its page and in its report: names, ranks, changes, headlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from demodash import territories
from demodash.analysis.profile import Line, Standing
from demodash.analysis.ranks import ordinal
from demodash.dataset import Observation
from demodash.indicators.model import ENSEMBLE, Indicator, Kind
from demodash.texts import NARROW_SPACE, number

NONE = "–"
"""What stands where a territory has no figure."""
ELIGIBLE = "zonage_part_eligible"
HEADLINES = ("population", ELIGIBLE, "medecins_densite", "apl_mg")


def headlines(lines: Iterable[Line], *, zoned: bool) -> list[Line]:
    """The lines that one asks for first, of the territory or of the nearest one that has them.

    ``zoned``: the zone of the territory is said beside them, so the share of people in eligible zones is not.
    """
    whole = {line.indicator.id: line for line in lines if line.category == ENSEMBLE}
    return [whole[one] for one in HEADLINES if one in whole and not (zoned and one == ELIGIBLE)]


def ordered(lines: Iterable[Line]) -> list[Line]:
    """Lines of a table: those of the territory itself first, the ranked ones before the others."""
    return sorted(lines, key=lambda line: (line.own is None, not line.standings))


def grouped(lines: Iterable[Line]) -> list[Line]:
    """Lines of a table in which an indicator is named once: in their order, all those of an indicator together."""
    groups: dict[str, list[Line]] = {}
    for line in ordered(lines):
        groups.setdefault(line.indicator.id, []).append(line)
    return [line for group in groups.values() for line in group]


def details(lines: Sequence[Line]) -> list[str]:
    """The category of each line, empty for an indicator that has no other; all empty where nothing is broken down."""
    broken = {line.indicator.id for line in lines if line.category != ENSEMBLE}
    return [
        line.indicator.dimension.member(line.category).name if line.indicator.id in broken else "" for line in lines
    ]


def columns(code: str, compared: Sequence[str], lines: Sequence[Line]) -> list[str]:
    """The territories that have at least one figure in a table."""
    return [one for one in (code, *compared) if any(figure_of(line, one) for line in lines)]


def scopes(compared: Sequence[str], lines: Iterable[Line]) -> list[str]:
    """The territories within which at least one line of a table has a rank."""
    ranked = {standing.within for line in lines for standing in line.standings}
    return [one for one in compared if one in ranked]


def ranks(line: Line, within: Sequence[str], code: str) -> list[str]:
    """The ranks of a line, one per scope; empty where it has none."""
    known = {one.within: place_text(one, code) for one in line.standings}
    return [known.get(one, "") for one in within]


def figure_of(line: Line, code: str) -> Observation | None:
    """The figure of a territory on a line."""
    return line.own if line.own and line.own.territory == code else line.others.get(code)


def name_of(line: Line) -> str:
    """What a line measures: the indicator's name, with its category when it has one."""
    if line.category == ENSEMBLE:
        return line.indicator.name
    return f"{line.indicator.name}, {line.indicator.dimension.member(line.category).name}"


def labelled(line: Line) -> str:
    """The name of a line with its unit, for the first cell of a row."""
    unit = line.indicator.unit.plural
    return f"{name_of(line)} ({unit})" if unit else name_of(line)


def measured(indicator: Indicator) -> str:
    """An indicator with its unit, for the first cell of all its rows."""
    return f"{indicator.name} ({indicator.unit.plural})" if indicator.unit.plural else indicator.name


def written(one: Observation | None) -> str:
    """A value without its unit, which stands in the first cell; a year has no thousands."""
    if one is None:
        return NONE
    return one.text if one.spec.unit.kind is Kind.YEAR else one.digits


def years(one: Observation) -> str:
    """The year of a figure, or the years that a change goes from and to."""
    return f"{one.span.start.year}–{one.span.end.year}" if one.span.is_interval else str(one.span.year)


def place_text(standing: Standing, code: str) -> str:
    """A rank among how many: ``84e sur 101``."""
    place = ordinal(standing.rank, territories.territory(code).level)
    return f"{place} sur {number(standing.rank.among)}"


def standing_text(standing: Standing, code: str) -> str:
    """A rank in a cell: ``84e sur 101 (France)``."""
    return f"{place_text(standing, code)} ({territories.name(standing.within)})"


def names(codes: Sequence[str]) -> dict[str, str]:
    """Names of territories side by side, by code; where two have the same, the level tells them apart."""
    known = [territories.name(code) for code in codes]
    return {
        code: f"{name} ({territories.territory(code).level.singular})" if known.count(name) > 1 else name
        for code, name in zip(codes, known, strict=True)
    }


def change_text(first: Observation, last: Observation) -> str:
    """The change over a series: in percent, in points for what is a percentage already."""
    if last.spec.unit.kind in {Kind.SHARE, Kind.CHANGE}:
        return f"{number(last.value - first.value, 1, signed=True)} pt"
    if not first.value:
        return f"{first.digits} → {last.digits}"
    change = (last.value - first.value) / first.value * 100
    return f"{number(change, 1, signed=True)}{NARROW_SPACE}%"
