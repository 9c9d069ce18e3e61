"""Cards of the page «Places de formation» on the paramedical courses: nurses, care assistants, therapists."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from demodash import territories
from demodash.analysis.measures import Measure, Point, measured
from demodash.analysis.population import inhabitants
from demodash.analysis.series import change_pct
from demodash.charts.columns import columns
from demodash.charts.lines import timeline
from demodash.charts.marks import Mark, Series
from demodash.charts.steps import steps
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE, units
from demodash.texts import decimals_of, enumeration, number, plural
from demodash.ui.card import Card
from demodash.ui.cards.building import label, mark, name, table
from demodash.ui.cards.measuring import MEASURES, measure_unit, percent, point_marks, point_text
from demodash.ui.page import Page

HOME = territories.HOME_REGION
NURSES, NURSES_CHANGE = "ide_places", "ide_places_evolution"
CAPACITY, ADDED = "as_capacite", "places_paramedicales_ajoutees"
FIRST_YEAR = {"kine": "places_kine", "psychomotricien": "places_psychomotricien"}


def nurses(page: Page, measure: str) -> Card | None:
    """Nursing places year by year, in the measure asked for."""
    rows = page.data.select(NURSES, territory=HOME)
    figures = observations(rows)
    if len(figures) < 2:
        return None
    shown = Measure(measure)
    points = measured(figures, shown, inhabitants(page.data))
    first, last = figures[0], figures[-1]
    published = page.data.select(NURSES_CHANGE, territory=HOME, status="published")
    published = published[published["period"] == f"{first.period}/{last.period}"]
    return Card(
        id=f"infirmiers-{shown.value}",
        title=_nurses_title(first, last),
        subtitle=(
            f"{CATALOGUE[NURSES].label}, {territories.name(HOME)}, {first.span.label}–{last.span.label} "
            f"({measure_unit(shown, units.PLACES, first.span.label)})"
        ),
        rows=pd.concat([rows, published]),
        table=table(
            figures,
            CATALOGUE[NURSES].label,
            ("Année", lambda one: one.span.label),
            (MEASURES[shown], lambda one: _measured_text(points, one, shown)),
        )
        if shown is not Measure.NUMBER
        else table(figures, CATALOGUE[NURSES].label, ("Année", lambda one: one.span.label)),
        reading=_nurses_reading(figures, observations(published)),
        figure=_nurses_figure(page, points, shown),
        filters={"Mesure": MEASURES[shown]},
    )


def _measured_text(points: Sequence[Point], figure: Observation, measure: Measure) -> str:
    return next((point_text(point, measure) for point in points if point.figure == figure), "")


def _nurses_title(first: Observation, last: Observation) -> str:
    gap, years = last.value - first.value, last.span.year - first.span.year
    if gap == 0:
        return f"Infirmiers : autant de places en {last.span.label} qu’en {first.span.label}"
    more = "de plus" if gap > 0 else "de moins"
    return (
        f"Infirmiers : {number(abs(gap))} {units.PLACES.after(gap)} {more} en {years} {plural(years, 'an', 'ans')} "
        f"({percent(change_pct(first.value, last.value), 2)})"
    )


def _nurses_reading(figures: Sequence[Observation], published: Sequence[Observation]) -> str:
    first, last = figures[0], figures[-1]
    recomputed = change_pct(first.value, last.value)
    text = f"de {first.text} en {first.span.label} à {last.text} en {last.span.label}, soit {percent(recomputed, 2)}"
    if published:
        decimals = decimals_of(published[0].as_printed, published[0].spec.decimals)
        same = round(recomputed, decimals) == published[0].value
        text += " (égal au chiffre publié)" if same else f" ({published[0].text} publié)"
    steps_up = [(two, two.value - one.value) for one, two in pairwise(figures)]
    year, step = max(steps_up, key=lambda each: each[1])
    if step > 0 and len(steps_up) > 1:
        text += f". La plus forte hausse est celle de {year.span.label} : {number(step)} {units.PLACES.after(step)}"
    return text + "."


def _nurses_figure(page: Page, points: Sequence[Point], shown: Measure) -> go.Figure | None:
    if not points:
        return None
    drawn = point_marks(points, shown, page.palette.accent)
    if shown is Measure.INDEX:
        line = Series(territories.name(HOME), page.palette.accent, drawn)
        return timeline([line], page.palette, from_zero=False, label_points=True)
    dated = [_dated(one, point) for one, point in zip(drawn, points, strict=True)]
    return columns(dated, page.palette)


def _dated(drawn: Mark, point: Point) -> Mark:
    return Mark(point.figure.span.label, drawn.value, drawn.text, drawn.hover, drawn.colour, drawn.hollow, drawn.x)


def care_assistants(page: Page) -> Card | None:
    """What each year added to the places of aides-soignants, from the capacity before to the capacity reached."""
    reached = page.data.select(CAPACITY, territory=HOME, status=("published", "inferred"))
    added_rows = page.data.select(ADDED, territory=HOME, category="aide_soignant")
    added = observations(added_rows)
    if reached.empty or not added:
        return None
    total = observations(reached)[-1]
    gain = sum(one.value for one in added)
    start = total.value - gain
    spec, colour = CATALOGUE[CAPACITY], page.palette.accent
    since = added[0].span.start.year
    base = Mark(
        f"Avant {since}",
        start,
        number(start),
        f"<b>{spec.value_text(start)}</b><br>calculé : {total.text} − {number(gain)}",
        page.palette.context,
        hollow=True,
    )
    computed = page.data.select(CAPACITY, territory=HOME, status="derived")
    rows = pd.concat([computed, added_rows, reached])
    return Card(
        id="aides-soignants",
        title=(
            f"Aides-soignants : {number(gain)} {units.PLACES.after(gain)} de plus depuis {since}, "
            f"{number(total.value)} au total en {total.span.label}"
        ),
        subtitle=f"{spec.label}, {territories.name(HOME)} ({spec.unit.plural}) ; le point de départ est calculé",
        rows=rows,
        table=table(observations(rows), spec.label, ("Chiffre", lambda one: one.spec.name)),
        reading=(
            f"{enumeration([f'{number(one.value)} en {one.span.label}' for one in added])} : les ouvertures portent la "
            f"capacité de {number(start)} à {total.text}, soit {percent(change_pct(start, total.value))}."
        ),
        figure=steps(
            base,
            [mark(one, colour, label=one.span.label, text=number(one.value, signed=True)) for one in added],
            mark(total, colour, label=f"Capacité {total.span.label}", text=number(total.value)),
            page.palette,
        ),
        remarks=(
            f"Le point de départ n’est pas publié : c’est {total.text} moins les places ajoutées, si aucune n’a fermé.",
        ),
    )


def added_places(page: Page) -> Card | None:
    """Places added for physiotherapists and psychomotor therapists, beside the places of the first year."""
    rows = page.data.select(ADDED, territory=HOME, category=list(FIRST_YEAR)).sort_values("value", ascending=False)
    figures = observations(rows)
    if not figures:
        return None
    courses = [FIRST_YEAR[one.category] for one in figures]
    whole = page.data.select(courses, territory=HOME, category="ensemble", status=("published", "inferred"))
    whole = whole.sort_values("position").drop_duplicates("indicator", keep="last")
    spec = CATALOGUE[ADDED]
    return Card(
        id="kines-psychomotriciens",
        title=_added_title(figures),
        subtitle=f"{spec.label}, {territories.name(HOME)} ({spec.unit.plural})",
        rows=pd.concat([rows, whole]),
        table=table([*figures, *observations(whole)], spec.label, ("Chiffre", _added_or_whole)),
        reading=_added_reading(figures, observations(whole)),
        figure=columns(
            [
                mark(
                    one,
                    page.palette.accent,
                    label=f"{name(one)}<br>{one.span.label}",
                    text=number(one.value, signed=True),
                )
                for one in figures
            ],
            page.palette,
        ),
    )


def _added_title(figures: Sequence[Observation]) -> str:
    most, *others = figures
    return " ; ".join(
        [
            f"{name(most)} : {number(most.value)} {units.PLACES.after(most.value)} de plus",
            *(f"{name(one).lower()} : {number(one.value)}" for one in others),
        ]
    )


def _added_or_whole(one: Observation) -> str:
    return f"{one.spec.name} : {label(one).lower()}" if one.indicator == ADDED else one.spec.name


def _added_reading(figures: Sequence[Observation], whole: Sequence[Observation]) -> str:
    text = enumeration([f"{one.text} pour les {label(one).lower()} ({one.span.label})" for one in figures])
    beside = enumeration([f"{one.text} en {one.span.label} ({one.spec.name.lower()})" for one in whole])
    return f"{text}." + (f" Pour situer : {beside}." if beside else "")
