"""Card of the page «Places de formation» on places for 100 000 inhabitants, course by course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from demodash import territories
from demodash.analysis.measures import Inhabitants
from demodash.analysis.population import inhabitants
from demodash.analysis.segments import common_periods, segment
from demodash.analysis.series import change_pct, per_100k
from demodash.charts.bars import bars
from demodash.charts.dumbbells import Pair, dumbbells
from demodash.charts.marks import Mark
from demodash.dataset import Observation
from demodash.indicators import units
from demodash.texts import capitalised
from demodash.ui.card import Card
from demodash.ui.cards.building import hover
from demodash.ui.cards.courses import COMPARED, COURSES, HOME, NONE
from demodash.ui.cards.measuring import RATES, percent, rate
from demodash.ui.markup import Table
from demodash.ui.page import Page

UNIT = f"{units.PLACES.plural} {units.PER_100K.plural}"


@dataclass(frozen=True, slots=True)
class _Rate:
    """Places of a course and their number for 100 000 inhabitants."""

    figure: Observation
    value: float


@dataclass(frozen=True, slots=True)
class _Course:
    """A course at the last period that every territory has: the region, and the territory compared if there is one."""

    label: str
    ours: _Rate
    theirs: _Rate | None

    @property
    def when(self) -> str:
        """The period, in French."""
        return self.ours.figure.span.label

    @property
    def gap(self) -> str:
        """How far the region is from the other, as written; empty when there is no other."""
        return "" if self.theirs is None else percent(change_pct(self.theirs.value, self.ours.value))


def by_inhabitant(page: Page, compared: str) -> Card | None:
    """Every course for 100 000 inhabitants, the region beside the territory compared."""
    codes = [HOME] if compared == NONE else [HOME, compared]
    known = inhabitants(page.data)
    found = [one for course in COURSES for one in [_latest(page, course, codes, known)] if one is not None]
    if not found:
        return None
    found.sort(key=lambda course: course.ours.value, reverse=True)
    both = "que les deux territoires publient" if len(codes) > 1 else "publiée"
    figures = [rate_.figure for course in found for rate_ in (course.ours, course.theirs) if rate_ is not None]
    return Card(
        id=f"places-par-habitant-{compared.lower()}",
        title=_title(found, compared),
        subtitle=f"{capitalised(UNIT)}, dernière année {both}, {territories.name(HOME)}",
        rows=_rows(page, figures),
        table=_table(found, codes),
        reading=_reading(found, compared),
        figure=_figure(page, found, compared),
        remarks=(RATES,),
        filters={"Comparer à": COMPARED[compared]},
    )


def _latest(page: Page, course: str, codes: Sequence[str], known: Inhabitants) -> _Course | None:
    for indicator in COURSES[course].indicators:
        pieces = [piece for code in codes for piece in [segment(page.data, indicator, code)] if piece is not None]
        if len(pieces) < len(codes):
            continue
        for iso in reversed(common_periods(pieces)):
            figures = [next(one for one in piece.line if one.period == iso) for piece in pieces]
            rates = [found for one in figures for found in [_rate(one, known)] if found is not None]
            if len(rates) == len(codes):
                return _Course(COURSES[course].label, rates[0], rates[1] if len(rates) > 1 else None)
    return None


def _rate(figure: Observation, known: Inhabitants) -> _Rate | None:
    people = known(figure.territory, figure.span.year)
    return None if people is None else _Rate(figure, per_100k(figure.value, people))


def _rows(page: Page, figures: Sequence[Observation]) -> pd.DataFrame:
    frames = []
    for one in figures:
        rows = page.data.select(one.indicator, territory=one.territory, category=one.category, source=one.source)
        frames.append(rows[(rows["period"] == one.period) & (rows["locator"] == one.locator)])
    return pd.concat(frames)


def _title(found: Sequence[_Course], compared: str) -> str:
    if compared == NONE:
        return f"De {rate(found[-1].ours.value)} à {rate(found[0].ours.value)} {UNIT} selon la formation"
    more = [course for course in found if course.theirs is not None and course.ours.value > course.theirs.value]
    head = f"Par habitant, plus de places que {territories.with_article(compared)}"
    if len(more) == len(found) > 1:
        return f"{head} dans les {len(found)} formations comparables"
    if not more:
        return f"Par habitant, aucune formation n’a plus de places que {territories.with_article(compared)}"
    return f"{head} dans {len(more)} formation{'s' if len(more) > 1 else ''} sur {len(found)}"


def _reading(found: Sequence[_Course], compared: str) -> str:
    first = found[0]
    text = f"{first.label.lower()} ({first.when}), {rate(first.ours.value)} {UNIT} dans la région"
    if first.theirs is None:
        return f"{text}."
    return f"{text}, {rate(first.theirs.value)} pour {territories.with_article(compared)} ({first.gap})."


def _table(found: Sequence[_Course], codes: Sequence[str]) -> Table:
    headers = ["Formation", "Période", *(f"{territories.name(code)} : {unit}" for code in codes for unit in _COLUMNS)]
    if len(codes) > 1:
        headers.append("Écart")
    rows = []
    for course in found:
        row = [course.label, course.when]
        for one in (course.ours, course.theirs):
            row += [] if one is None else [one.figure.digits, rate(one.value)]
        rows.append([*row, course.gap] if len(codes) > 1 else row)
    return Table(
        headers=headers,
        rows=rows,
        caption=capitalised(UNIT),
        numeric=tuple(range(2, len(headers))),
        marks=["derived"] * len(rows),
    )


_COLUMNS = (units.PLACES.plural, "taux")


def _figure(page: Page, found: Sequence[_Course], compared: str) -> go.Figure:
    pairs = [
        Pair(
            f"{course.label}<br>{course.when}",
            _mark(page, course.theirs),
            _mark(page, course.ours),
            course.gap,
        )
        for course in found
        if course.theirs is not None
    ]
    if pairs:
        return dumbbells(pairs, page.palette, names=(territories.name(compared), "Région"))
    return bars([_mark(page, course.ours, f"{course.label}, {course.when}") for course in found], page.palette)


def _mark(page: Page, one: _Rate, label: str = "") -> Mark:
    text = rate(one.value)
    colour = page.palette.territory(one.figure.territory)
    return Mark(label, one.value, text, f"<b>{text}</b> {UNIT} (calculé)<br>{hover(one.figure)}", colour, hollow=True)
