"""The cards of the page «Fiche territoire»: by theme, every indicator beside those of the wider territories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import pandas as pd
import streamlit as st

from demodash import territories
from demodash.analysis import sheet
from demodash.analysis.breakdown import split
from demodash.analysis.place import zonings
from demodash.analysis.profile import Line, above, profile
from demodash.analysis.ranks import ordinal
from demodash.charts.sparkline import sparkline
from demodash.indicators.model import Kind, Theme
from demodash.schema import COLUMNS
from demodash.territories import Level
from demodash.texts import NARROW_SPACE, STATUS_WORDS, number
from demodash.ui.card import Card
from demodash.ui.markup import Drawn, Table
from demodash.ui.page import Page

NO_BREAK_SPACE = "\u00a0"


def themes(page: Page, code: str) -> list[Theme]:
    """The themes that have something to say of a territory, in their order."""
    known = {line.indicator.theme for line in _lines(page.data.version, code, page)}
    return [theme for theme in Theme if theme in known]


def theme_lines(page: Page, code: str, theme: str) -> list[Line]:
    """The lines of a territory on a theme (its id)."""
    return [line for line in _lines(page.data.version, code, page) if line.indicator.theme.value == theme]


def theme_card(page: Page, code: str, theme: str) -> Card | None:
    """What is known of a territory on a theme (its id), beside the wider ones; None when nothing is.

    The breakdowns of a long theme are cards of their own.
    """
    lines = split(theme_lines(page, code, theme))[0]
    return _card(page, code, Theme(theme), lines) if lines else None


def headlines(page: Page, code: str) -> str:
    """HTML of the figures that one asks for first, of the territory or of the nearest one that has them."""
    zone = _zone(page, code)
    wanted = sheet.headlines(_lines(page.data.version, code, page), zoned=bool(zone))
    tiles = [_headline(line) for line in wanted]
    return f'<div class="dd-figures">{"".join([*tiles[:1], zone, *tiles[1:]])}</div>'


def _zone(page: Page, code: str) -> str:
    """The zone of a commune in the latest edition, as a headline; empty for any other territory."""
    latest = next(iter(zonings(page.data, code)), None)
    if latest is None or latest.zone is None:
        return ""
    return _tile("Zonage", escape(latest.zone.name), latest.edition.name)


def _headline(line: Line) -> str:
    one = line.figures[0]
    unit = one.spec.unit.after(one.value)
    said = f"{NARROW_SPACE}{escape(unit)}" if unit == "%" else f' <span class="dd-unit">{escape(unit)}</span>'
    whose = "" if line.own else f"{territories.name(one.territory)}, "
    rank = f" · {sheet.standing_text(line.standings[-1], one.territory)}" if line.standings else ""
    made = f", {STATUS_WORDS[one.status]}" if one.is_derived else ""
    return _tile(line.indicator.name, f"{escape(one.digits)}{said}", f"{whose}{sheet.years(one)}{made}{rank}")


def _tile(label: str, value: str, context: str) -> str:
    """A headline; ``value`` is HTML."""
    return (
        f'<div class="dd-figure"><span class="dd-label">{escape(label)}</span>'
        f'<span class="dd-value">{value}</span><span class="dd-context">{escape(context)}</span></div>'
    )


@st.cache_resource(show_spinner=False, max_entries=200)
def _lines(version: int, code: str, _page: Page) -> list[Line]:
    """The lines of a territory, made once for all visitors; ``version`` is that of the figures."""
    return profile(_page.data, code)


def _card(page: Page, code: str, theme: Theme, lines: Sequence[Line]) -> Card:
    compared = above(code)
    own = [line for line in lines if line.own]
    return Card(
        id=f"fiche-{theme.value}",
        title=_title(code, theme, lines),
        subtitle=_subtitle(code, compared, own),
        rows=rows_of(lines),
        table=_table(page, code, compared, lines),
        reading=_reading(compared, lines),
        filters={"Territoire": territories.label(code), "Thème": theme.label},
        file=f"fiche-{code}-{theme.value}".casefold(),
    )


def rows_of(lines: Iterable[Line]) -> pd.DataFrame:
    """The figures of some lines, each once."""
    figures = dict.fromkeys(one for line in lines for one in line.figures)
    return pd.DataFrame([[getattr(one, column) for column in COLUMNS] for one in figures], columns=list(COLUMNS))


def _title(code: str, theme: Theme, lines: Sequence[Line]) -> str:
    """The first rank, of an indicator of which more or less is better if there is one; the theme without a rank."""
    ranked = [line for line in lines if line.own and line.standings and line.indicator.unit.kind is not Kind.COUNT]
    judged = [line for line in ranked if line.indicator.direction] or ranked
    if not judged or judged[0].own is None:
        return theme.label
    line, own = judged[0], judged[0].own
    standing = line.standings[-1]
    level = territories.territory(code).level
    place = f"{ordinal(standing.rank, level)} des {number(standing.rank.among)} {level.plural}"
    within = "" if standing.within == Level.FRANCE.value else f" {territories.of(standing.within)}"
    return f"{sheet.name_of(line)} : {own.text}, {place}{within}"


def _subtitle(code: str, compared: Sequence[str], own: Sequence[Line]) -> str:
    names = list(sheet.names((code, *compared)).values())
    if not own:
        level = territories.territory(code).level.singular
        return f"Rien n’est publié par {level} : voici les territoires qui contiennent {names[0]}"
    return " · ".join(names)


def _table(page: Page, code: str, compared: Sequence[str], lines: Sequence[Line]) -> Table:
    """One row per line, each indicator named once; a detail, a territory, a rank or a trend of no row: no column."""
    ordered = sheet.grouped(lines)
    details = sheet.details(ordered)
    detailed = any(details)
    places = sheet.columns(code, compared, lines)
    moved = any(line.series for line in lines)
    scopes = sheet.scopes(compared, lines)
    ranked = [f"Rang, {name}" for name in sheet.names(scopes).values()]
    headers = ["Indicateur", *(["Détail"] if detailed else []), *sheet.names(places).values(), "Année"]
    named: set[str] = set()
    first = 2 if detailed else 1
    return Table(
        headers=[*headers, *ranked, *(["Tendance"] if moved else [])],
        rows=[
            [
                _once(line, named),
                *([detail] if detailed else []),
                *(sheet.written(sheet.figure_of(line, one)) for one in places),
                sheet.years(line.figures[0]),
                *(_kept_together(text) or sheet.NONE for text in sheet.ranks(line, scopes, code)),
                *([trend(page, line)] if moved else []),
            ]
            for line, detail in zip(ordered, details, strict=True)
        ],
        caption=f"Indicateurs {territories.of(code)} et des territoires qui le contiennent",
        numeric=tuple(range(first, first + 1 + len(places))),
        marks=["derived" if line.figures[0].is_derived else "" for line in ordered],
    )


def _once(line: Line, named: set[str]) -> str:
    """The indicator of a line with its unit, unless a row above has named it."""
    if line.indicator.id in named:
        return ""
    named.add(line.indicator.id)
    return sheet.measured(line.indicator)


def _kept_together(rank: str) -> str:
    """A rank that a narrow column may break in one place only: after «ex æquo»."""
    return rank.replace(" ", NO_BREAK_SPACE).replace(f"æquo{NO_BREAK_SPACE}", "æquo ")


def trend(page: Page, line: Line) -> str:
    """A line the size of a word, its change, and whose it is when it is not the territory's own."""
    if not line.series:
        return sheet.NONE
    first, last = line.series[0], line.series[-1]
    who = territories.name(last.territory)
    points = [(one.span.position, one.value) for one in line.series]
    told = f"{who} : {first.text} en {first.span.year}, {last.text} en {last.span.year}"
    whose = "" if line.own else f"{who}, "
    ends = escape(f"{whose}{first.span.year}–{last.span.year} : {sheet.change_text(first, last)}")
    return Drawn(f'{sparkline(points, page.palette.accent, told)}<span class="dd-ends">{ends}</span>')


def _reading(compared: Sequence[str], lines: Sequence[Line]) -> str:
    """The first line that can be compared, as a sentence."""
    for line in lines:
        told = [one for one in (line.own, *(line.others.get(each) for each in compared)) if one is not None]
        if len(told) > 1:
            values = [f"{territories.name(one.territory)}, {one.digits}" for one in told]
            unit = f" ({line.indicator.unit.plural})" if line.indicator.unit.plural else ""
            return f"{sheet.name_of(line)}{unit}, {sheet.years(told[0])} : {' ; '.join(values)}."
    one = lines[0].figures[0]
    return f"{sheet.name_of(lines[0])} {territories.of(one.territory)}, {sheet.years(one)} : {one.text}."
