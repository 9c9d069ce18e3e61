"""Cards of the page «Exercice coordonné» on the communautés professionnelles territoriales de santé (CPTS)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from demodash import territories
from demodash.analysis.measures import Measure, Point, measured
from demodash.analysis.population import inhabitants
from demodash.charts.bars import bars
from demodash.charts.columns import columns
from demodash.charts.lines import timeline
from demodash.charts.marks import Series
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE
from demodash.periods import period
from demodash.sources import KINDS
from demodash.ui.card import Card
from demodash.ui.cards.building import table
from demodash.ui.cards.exercice import COMPARED, FRANCE, HOME, NONE
from demodash.ui.cards.measuring import MEASURES, RATES, dated, measure_unit, point_marks, point_text, where, wrapped
from demodash.ui.cards.publishers import of_publishers
from demodash.ui.page import Page

RUNNING, SIGNED, ALL_STAGES, TARGET = "cpts_fonctionnement", "cpts_aci", "cpts_tous_stades", "cpts_objectif"
COVERED = "cpts_population_part"
EMPTY = "Aucun des éditeurs choisis ne publie ce nombre : choisissez-en d’autres, ou aucun."


def count(page: Page, measure: str, compared: str, publishers: Sequence[str]) -> Card | None:
    """CPTS of the region, publication by publication; the national counts beside, for 100 000 inhabitants."""
    shown = Measure.PER_100K if measure == Measure.PER_100K else Measure.NUMBER
    rows = page.data.select(RUNNING, territory=HOME, category=ENSEMBLE)
    if shown is Measure.PER_100K and compared != NONE:
        rows = pd.concat([rows, page.data.select([SIGNED, ALL_STAGES], territory=FRANCE, category=ENSEMBLE)])
    figures = observations(of_publishers(page, rows, publishers))
    ours = [one for one in figures if one.territory == HOME]
    points = measured(figures, shown, inhabitants(page.data))
    if not ours or not points:
        return None
    spec = CATALOGUE[RUNNING]
    marks = [
        replace(mark, label=_count_label(page, point.figure, alone=len(ours) == len(figures)))
        for point in points
        for mark in point_marks([point], shown, page.palette.territory(point.figure.territory))
    ]
    texts = {id(point.figure): point_text(point, shown) for point in points}
    computed = [] if shown is Measure.NUMBER else [(MEASURES[shown], lambda one: texts.get(id(one), ""))]
    return Card(
        id=f"cpts-{shown.value}",
        title=_count_title(ours),
        subtitle=f"{spec.label}, {territories.name(HOME)} ({measure_unit(shown, spec.unit)})",
        rows=of_publishers(page, rows, publishers),
        table=table(
            figures,
            spec.label,
            ("Indicateur", lambda one: where(one, figures)),
            ("Éditeur", lambda one: page.data.source(one.source).publisher),
            *computed,
        ),
        reading=_count_reading(page, ours),
        figure=columns(marks, page.palette) if shown is Measure.NUMBER else bars(marks, page.palette),
        remarks=(RATES,) if shown is Measure.PER_100K else (),
        filters={"Mesure": MEASURES[shown], "Comparer à": COMPARED[compared]},
    )


def _count_label(page: Page, one: Observation, *, alone: bool) -> str:
    if one.territory == HOME:
        return wrapped(f"{'' if alone else 'Région, '}{one.span.label}", _kind(page, one), width=24)
    return wrapped(f"{territories.name(one.territory)}, {one.span.label}", one.spec.name, width=24)


def _kind(page: Page, one: Observation) -> str:
    """What the figure comes from: an import is named so, whatever the project calls its kind."""
    kind = page.data.source(one.source).kind
    return "document importé" if one.source in page.data.series and kind == "document" else KINDS[kind]


def _count_title(ours: Sequence[Observation]) -> str:
    low, high = (extreme(ours, key=lambda one: one.value) for extreme in (min, max))
    name = CATALOGUE[RUNNING].short
    if low.value == high.value:
        return f"{high.text} {dated(high)}"
    early, late = sorted((low, high), key=lambda one: one.span.position)
    if early.source == late.source:
        return f"{name} : de {early.digits} {dated(early)} à {late.digits} {dated(late)}"
    years = sorted({one.span.year for one in ours})
    if len(years) == 1:
        return f"{name} : {early.digits} {dated(early)}, {late.digits} {dated(late)}, selon la publication"
    first, last = ([one for one in ours if one.span.year == year] for year in (years[0], years[-1]))
    return f"{name} : {_said_of_year(last)}, contre {_said_of_year(first)}"


def _said_of_year(figures: Sequence[Observation]) -> str:
    """The count of one year; its lowest and its highest where there are several."""
    low, high = (extreme(figures, key=lambda one: one.value) for extreme in (min, max))
    if low.value == high.value:
        return f"{high.digits} {dated(high)}"
    why = "la publication" if low.source != high.source else "la date"
    return f"{low.digits} à {high.digits} en {high.span.year} selon {why}"


def _count_reading(page: Page, ours: Sequence[Observation]) -> str:
    said = [
        f"{one.text} {dated(one)} ({page.data.source(one.source).publisher}, « {page.data.source(one.source).title} »)"
        for one in ours
    ]
    notes = [one.note.rstrip(".") + "." for one in ours if one.note]
    return f"{' ; '.join(said)}. {' '.join(notes)}".rstrip()


def population(page: Page, compared: str, publishers: Sequence[str]) -> Card | None:
    """Share of the population covered by a CPTS: the region's, and the national figures in time order."""
    codes = [HOME] if compared == NONE else [HOME, FRANCE]
    rows = of_publishers(page, page.data.select(COVERED, territory=codes), publishers)
    figures = sorted(observations(rows), key=lambda one: (one.territory != HOME, one.span.position))
    if not figures:
        return None
    spec = CATALOGUE[COVERED]
    marks = [
        replace(mark, label=_covered_label(page, one), text=one.text)
        for one in figures
        for mark in point_marks([Point(one, one.value)], Measure.NUMBER, page.palette.territory(one.territory))
    ]
    return Card(
        id=f"cpts-population-{compared.lower()}",
        title=_covered_title(figures),
        subtitle=f"{spec.label} ({spec.unit.plural}), par date et éditeur",
        rows=rows,
        table=table(
            figures,
            spec.label,
            ("Territoire", lambda one: territories.name(one.territory)),
            ("Périmètre", lambda one: one.member.name),
            ("Éditeur", lambda one: page.data.source(one.source).publisher),
        ),
        reading=_covered_reading(page, figures),
        figure=bars(marks, page.palette),
        filters={"Comparer à": COMPARED[compared]},
    )


def _covered_label(page: Page, one: Observation) -> str:
    place = "Région" if one.territory == HOME else territories.name(one.territory)
    scope = page.data.source(one.source).publisher if one.category == ENSEMBLE else one.member.name
    when = period(one.period[:7]) if len(one.period) == 10 else one.span  # the day is in the table
    return wrapped(f"{place}, {when.label}", scope)


def _covered_title(figures: Sequence[Observation]) -> str:
    ours = [one for one in figures if one.territory == HOME]
    theirs = [one for one in figures if one.territory != HOME]
    name = CATALOGUE[COVERED].short
    parts = [f"{ours[-1].text} {dated(ours[-1])}"] if ours else []
    if theirs:
        low, high = (extreme(theirs, key=lambda one: one.value) for extreme in (min, max))
        spread = low.text if low.value == high.value else f"de {low.text} à {high.text} selon la date et le périmètre"
        parts.append(f"en {territories.name(FRANCE)}, {spread}")
    return f"{name} : {' ; '.join(parts)}"


def _covered_reading(page: Page, figures: Sequence[Observation]) -> str:
    ours = [one for one in figures if one.territory == HOME]
    latest, *earlier = reversed(ours or figures[-1:])
    where_lived = f"de la population {territories.of(latest.territory)} vit dans le territoire d’une CPTS"
    said = [f"{latest.text} {where_lived} {dated(latest)}, d’après {page.data.source(latest.source).publisher}"]
    said += [f"{one.text} {dated(one)}, d’après {page.data.source(one.source).publisher}" for one in earlier]
    return f"{' ; '.join(said)}."


def national(page: Page, publishers: Sequence[str]) -> Card | None:
    """National counts over time: CPTS that signed the agreement, CPTS at every stage, and the objective."""
    wanted = (SIGNED, ALL_STAGES, TARGET)
    rows = of_publishers(page, page.data.select(wanted, territory=FRANCE, category=ENSEMBLE), publishers)
    figures = observations(rows)
    signed = [one for one in figures if one.indicator == SIGNED]
    if not signed:
        return None
    colours = dict(zip(wanted, (page.palette.accent, page.palette.series[1], page.palette.series[2]), strict=True))
    series = []
    for indicator, colour in colours.items():
        marks = point_marks(
            [Point(one, one.value) for one in figures if one.indicator == indicator], Measure.NUMBER, colour
        )
        if marks:
            place = "bottom right" if indicator == SIGNED else ""
            joined = len(marks) > 1
            series.append(Series(CATALOGUE[indicator].short, colour, marks, joined=joined, label_place=place))
    first, last = signed[0], signed[-1]
    spec = CATALOGUE[SIGNED]
    return Card(
        id="cpts-france",
        title=(
            f"{territories.name(FRANCE)} : {last.digits} {spec.short} {dated(last)}"
            + ("" if first is last else f", contre {first.digits} {dated(first)}")
        ),
        subtitle=f"CPTS, {territories.name(FRANCE)}, signataires et à tous les stades ({spec.unit.plural})",
        rows=rows,
        table=table(
            figures,
            spec.label,
            ("Indicateur", lambda one: one.spec.name),
            ("Éditeur", lambda one: page.data.source(one.source).publisher),
        ),
        reading=_national_reading(figures),
        figure=timeline(series, page.palette, height=360, label_points=True, label_place="top left"),
    )


def _national_reading(figures: Sequence[Observation]) -> str:
    parts = []
    for indicator in dict.fromkeys(one.indicator for one in figures):
        line = [one for one in figures if one.indicator == indicator]
        to = f" puis {line[-1].digits} {dated(line[-1])}" if len(line) > 1 else ""
        parts.append(f"{CATALOGUE[indicator].short}, {line[0].digits} {dated(line[0])}{to}")
    return f"{' ; '.join(parts)}."
