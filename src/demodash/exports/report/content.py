"""What the report of a territory says, before anything is drawn: the same figures and words as its page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demodash import territories
from demodash.analysis import sheet
from demodash.analysis.place import Zoning, facts, where, zonings
from demodash.analysis.profile import SHORTEST_TREND, Line, above, profile
from demodash.dataset import Dataset, Observation
from demodash.exports.report.credits import Credit, credit, credits_of
from demodash.indicators.model import Kind, Theme
from demodash.territories import HOME_REGION, Level, Territory
from demodash.texts import NARROW_SPACE, STATUS_WORDS, number, plural

LEVELS = (Level.REGION, Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE)
"""The levels that have a sheet."""
MARKS = {"derived": "○", "inferred": "□"}
"""The sign before a figure that is not published as such."""
_STATUS = {"published": "", "derived": ", calculé", "inferred": ", année déduite"}
_TRENDS = 8
_ARTICLES = {Level.REGION: "voisine", Level.COMMUNE: "voisine"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure beside a headline: whose, the value as written, its size for a bar, whether it is the headline's."""

    name: str
    text: str
    value: float
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the first figures: what, how much, when and whose, its ranks, the others, where it comes from.

    ``bars``: whether the values compare as lengths (rates do, numbers of people of unequal territories do not).
    """

    label: str
    value: str
    unit: str
    context: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    bars: bool
    source: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the comparison table: its texts (one rank per scope), and the line behind it."""

    label: str
    values: tuple[str, ...]
    year: str
    ranks: tuple[str, ...]
    line: Line


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one theme."""

    theme: Theme
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A report: everything it may say; the second page says how many ``rows`` it leaves to the sheet on line."""

    place: Territory
    where: str
    within: tuple[str, ...]
    facts: Mapping[str, str]
    headlines: tuple[Headline, ...]
    zonings: tuple[Zoning, ...]
    neighbours: str
    columns: tuple[str, ...]
    names: Mapping[str, str]
    scopes: tuple[str, ...]
    groups: tuple[Group, ...]
    trends: tuple[Line, ...]
    day: dt.date
    address: str
    dataset: Dataset

    @property
    def rows(self) -> list[Row]:
        """Every row of the table, in its order."""
        return [row for group in self.groups for row in group.rows]

    def credits(self, rows: Sequence[Row], trends: Sequence[Line]) -> list[Credit]:
        """The sources of what some rows and some small charts show, each once."""
        shown = [one for row in rows for code in self.columns if (one := sheet.figure_of(row.line, code))]
        return credits_of([*shown, *(one for line in trends for one in line.series)], self.columns, self.dataset)


def content(code: str, dataset: Dataset, *, day: dt.date, address: str) -> Content:
    """Gather what the report of a territory says.

    Raises:
        ValueError: there is no such territory, or no sheet of its level.
    """
    place = territories.territory(code)
    if place.level not in LEVELS:
        raise ValueError(f"no report of {code}: expected a region, a département, an EPCI or a commune")
    lines = profile(dataset, code)
    compared = above(code)
    zoned = zonings(dataset, code)
    columns = sheet.columns(code, compared, lines) if lines else [code]
    scopes = tuple(sheet.scopes(compared, lines))
    is_zoned = bool(zoned) and zoned[0].zone is not None
    headlines = [_headline(line, code, dataset) for line in sheet.headlines(lines, zoned=is_zoned)]
    if is_zoned:
        headlines.insert(1, _zone(zoned[0], dataset))
    return Content(
        place=place,
        where=where(place),
        within=tuple(territories.name(one) for one in compared if one != Level.FRANCE.value),
        facts={name: text for name, text in facts(place).items() if text},
        headlines=tuple(headlines),
        zonings=tuple(zoned),
        neighbours=_neighbours(place),
        columns=tuple(columns),
        names=sheet.names((code, *compared)),
        scopes=scopes,
        groups=tuple(_groups(lines, columns, scopes, code)),
        trends=tuple(_trends(lines)),
        day=day,
        address=address,
        dataset=dataset,
    )


def marked(one: Observation | None) -> str:
    """A value of the table, with the sign of a calculated or inferred figure before it."""
    text = sheet.written(one)
    mark = MARKS.get(one.status, "") if one else ""
    return f"{mark}\u00a0{text}" if mark else text


def _groups(lines: Sequence[Line], columns: Sequence[str], scopes: Sequence[str], code: str) -> list[Group]:
    groups = []
    for theme in Theme:
        of_theme = sheet.ordered(line for line in lines if line.indicator.theme is theme)
        if of_theme:
            groups.append(Group(theme, tuple(_row(line, columns, scopes, code) for line in of_theme)))
    return groups


def _row(line: Line, columns: Sequence[str], scopes: Sequence[str], code: str) -> Row:
    return Row(
        label=sheet.labelled(line),
        values=tuple(marked(sheet.figure_of(line, one)) for one in columns),
        year=sheet.years(line.figures[0]),
        ranks=tuple(sheet.ranks(line, scopes, code)),
        line=line,
    )


def _headline(line: Line, code: str, dataset: Dataset) -> Headline:
    one = line.figures[0]
    whose = "" if line.own else f"{territories.name(one.territory)}, "
    ranks = [sheet.standing_text(each, code) for each in line.standings]
    others = [each for each in line.others.values() if each is not one]
    bars = one.spec.unit.kind is not Kind.COUNT
    beside = [one, *others] if bars and others else others
    marks = [
        f"{mark}\u00a0{STATUS_WORDS[status]}" for status, mark in MARKS.items() if status in {o.status for o in beside}
    ]
    names = sheet.names((code, *above(code)))
    return Headline(
        label=line.indicator.name,
        value=one.digits,
        unit=one.spec.unit.after(one.value),
        context=(f"{whose}{sheet.years(one)}{_STATUS[one.status]}", *ranks),
        comparisons=tuple(Comparison(names[each.territory], marked(each), each.value, each is one) for each in beside),
        bars=bars,
        source=". ".join([credit([one, *others], dataset), *marks]),
    )


def _zone(latest: Zoning, dataset: Dataset) -> Headline:
    zone, edition = latest.zone, latest.edition
    if zone is None:
        raise ValueError("only a commune has one zone")
    source = dataset.sources.get(edition.id)
    return Headline(
        label="Zonage",
        value=zone.name,
        unit="",
        context=(zone.label, edition.name),
        comparisons=(),
        bars=False,
        source=source.publisher if source else "",
    )


def _neighbours(place: Territory) -> str:
    near = sorted(territories.neighbours(place.code), key=territories.name)
    if not near:
        return f"{place.name} ne touche aucun territoire de son niveau."
    word = _ARTICLES.get(place.level, "voisin") + plural(len(near), "", "s")
    level = plural(len(near), place.level.singular, place.level.plural)
    names = ", ".join(territories.name(one) for one in near)
    region = " dans la région" if place.region == HOME_REGION and place.level in {Level.EPCI, Level.COMMUNE} else ""
    return f"{number(len(near))}{NARROW_SPACE}{level} {word}{region}{NARROW_SPACE}: {names}."


def _trends(lines: Sequence[Line]) -> list[Line]:
    """The series worth a small chart: those of indicators that compare, the longest first, in the catalogue's order."""
    known = [line for line in lines if len(line.series) >= SHORTEST_TREND]
    best = sorted(known, key=lambda line: (not (line.others or line.standings), -len(line.series)))[:_TRENDS]
    return [line for line in known if line in best]
