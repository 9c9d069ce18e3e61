"""The second kind of card of «Fiche territoire»: indicators by one dimension, its members side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from demodash import territories
from demodash.analysis import sheet
from demodash.analysis.breakdown import Breakdown, split, usual_years
from demodash.analysis.profile import Line, above
from demodash.indicators.model import ENSEMBLE, Theme
from demodash.texts import capitalised
from demodash.ui.card import Card
from demodash.ui.cards.territoire_lines import rows_of, theme_lines, trend
from demodash.ui.markup import Drawn, Table
from demodash.ui.page import Page


def breakdowns(page: Page, code: str, theme: str) -> list[str]:
    """Ids of the dimensions that have a card of their own in a theme of a territory."""
    return [one.dimension.id for one in split(theme_lines(page, code, theme))[1]]


def breakdown_card(page: Page, code: str, theme: str, dimension: str) -> Card | None:
    """The indicators of a theme (its id) by a dimension (its id); None when the sheet has no such table."""
    found = [one for one in split(theme_lines(page, code, theme))[1] if one.dimension.id == dimension]
    return _card(page, code, Theme(theme), found[0]) if found else None


def _card(page: Page, code: str, theme: Theme, content: Breakdown) -> Card:
    places = sheet.columns(code, above(code), content.lines)
    title = _title(content)
    by = f"par {_by(content)}"
    return Card(
        id=f"fiche-{theme.value}-{content.dimension.id}",
        title=title or f"{theme.label}, {by}",
        subtitle=" · ".join((*([capitalised(by)] if title else []), *sheet.names(places).values())),
        rows=rows_of(content.lines),
        table=_table(page, code, places, content),
        reading=_reading(places, content),
        filters={"Territoire": territories.label(code), "Thème": theme.label, "Détail": content.dimension.label},
        file=f"fiche-{code}-{theme.value}-{content.dimension.id}".casefold(),
    )


def _by(content: Breakdown) -> str:
    label = content.dimension.label
    return f"{label[:1].lower()}{label[1:]}"


def _title(content: Breakdown) -> str:
    """From the lowest to the highest part of one indicator; empty where none has two that can be compared."""
    found = content.extremes()
    if found is None:
        return ""
    low, high = found
    return f"{low.spec.name} : de {low.text} ({low.member.name}) à {high.text} ({high.member.name})"


def _table(page: Page, code: str, places: Sequence[str], content: Breakdown) -> Table:
    """An indicator's rows: one per territory that has a figure; members without any make no column."""
    members = content.members
    names = sheet.names(places)
    moved = any(_whole_moves(lines) for _, lines in content.rows)
    several = len(places) > 1
    rows, marks = [], []
    for indicator, lines in content.rows:
        label = sheet.measured(indicator)
        for place in places:
            year = usual_years(lines, place)
            if not year:
                continue
            figures = [one for line in lines.values() if (one := sheet.figure_of(line, place)) is not None]
            whole = all(one.is_derived for one in figures)
            cells = [_cell(lines.get(member.id), place, year, mixed=not whole) for member in members]
            trends = [_trend(page, lines) if place == code else sheet.NONE] if moved else []
            rows.append([label, *([names[place]] if several else []), *cells, year, *trends])
            marks.append("derived" if whole else "")
            label = ""
    first = 2 if several else 1
    return Table(
        headers=[
            "Indicateur",
            *(["Territoire"] if several else []),
            *(member.name for member in members),
            "Année",
            *([f"Tendance, {content.dimension.member(ENSEMBLE).name.lower()}"] if moved else []),
        ],
        rows=rows,
        caption=f"Indicateurs {territories.of(code)} par {_by(content)}",
        numeric=tuple(range(first, first + len(members) + 1)),
        marks=marks,
    )


def _cell(line: Line | None, place: str, year: str, *, mixed: bool) -> str:
    """A value; its year where it is not that of the row, in italics where it alone is calculated."""
    one = sheet.figure_of(line, place) if line is not None else None
    if one is None:
        return sheet.NONE
    text = sheet.written(one)
    if sheet.years(one) != year:
        text = Drawn(f'{escape(text)} <span class="dd-year">({sheet.years(one)})</span>')
    return Drawn(f"<em>{_html(text)}</em>") if mixed and one.is_derived else text


def _html(text: str) -> str:
    return text if isinstance(text, Drawn) else escape(text)


def _whole_moves(lines: Mapping[str, Line]) -> bool:
    return ENSEMBLE in lines and bool(lines[ENSEMBLE].series)


def _trend(page: Page, lines: Mapping[str, Line]) -> str:
    return trend(page, lines[ENSEMBLE]) if _whole_moves(lines) else sheet.NONE


def _reading(places: Sequence[str], content: Breakdown) -> str:
    """The first row, as a sentence."""
    indicator, lines = content.rows[0]
    place = next(one for one in places if usual_years(lines, one))
    year = usual_years(lines, place)
    told = [one for line in lines.values() if (one := sheet.figure_of(line, place)) is not None]
    values = [
        f"{one.member.name}, {sheet.written(one)}" + ("" if sheet.years(one) == year else f" ({sheet.years(one)})")
        for one in told
    ]
    return f"{sheet.measured(indicator)} {territories.of(place)}, {year} : {' ; '.join(values)}."
