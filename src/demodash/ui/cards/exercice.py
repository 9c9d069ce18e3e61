"""Cards of the page «Exercice coordonné» on the maisons de santé pluriprofessionnelles (MSP) over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from demodash import territories
from demodash.analysis.measures import Measure, Point, indexed, measured, nearest
from demodash.analysis.population import inhabitants
from demodash.charts.columns import columns
from demodash.charts.lines import timeline
from demodash.charts.marks import Mark, Series
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE, units
from demodash.indicators.model import Theme
from demodash.texts import number
from demodash.ui.card import Card
from demodash.ui.cards.building import table
from demodash.ui.cards.measuring import MEASURES, RATES, dated, measure_unit, point_marks, point_text, where
from demodash.ui.cards.publishers import of_publishers
from demodash.ui.markup import Table
from demodash.ui.page import Page

HOME = territories.HOME_REGION
FRANCE, NONE = "FR", "aucun"
COMPARED = {FRANCE: territories.name(FRANCE), NONE: "Rien"}
OPEN, PROJECTS, TARGET, RATIO = "msp_activite", "msp_projet", "msp_objectif", "msp_rapport"
INDICATORS = tuple(one.id for one in CATALOGUE.of_theme(Theme.EXERCICE))
"""The indicators of the page on which publications are compared."""
ONLY_GROW = (OPEN, "cpts_fonctionnement", "cpts_aci", "cpts_population_part")
"""Those whose next figure is not expected to be lower."""
EMPTY = "Aucun des éditeurs choisis ne publie ce nombre pour la région : choisissez-en d’autres, ou aucun."
_YEAR = 1.0


def msp_over_time(page: Page, measure: str, compared: str, publishers: Sequence[str]) -> Card | None:
    """MSP of the region over the years, with projects and objective; France beside in a common measure."""
    shown = Measure(measure)
    wanted = [OPEN, PROJECTS, TARGET, RATIO] if shown is Measure.NUMBER else [OPEN]
    rows = of_publishers(page, page.data.select(wanted, territory=HOME), publishers)
    france = page.data.select(OPEN, territory=FRANCE if compared != NONE else [])
    france = of_publishers(page, france, publishers)
    figures = observations(rows)
    ours = [one for one in figures if one.indicator == OPEN]
    if not ours:
        return None
    theirs = observations(france) if shown in {Measure.INDEX, Measure.PER_100K} else []
    start = next((one for one in ours if not one.is_derived), ours[0])
    points = _points(page, ours, shown, start)
    beside_start = nearest(theirs, start.span.position, within_years=_YEAR)
    beside = _points(page, theirs, shown, beside_start) if beside_start or shown is not Measure.INDEX else []
    if not points:
        return None
    return Card(
        id=f"msp-{shown.value}",
        title=_title(points, beside, shown, start),
        subtitle=_subtitle(shown, start, beside_start, points),
        rows=pd.concat([rows, france]) if theirs else rows,
        table=_table(page, [*figures, *theirs], [*points, *beside], shown),
        reading=_reading(figures, start) if shown is Measure.NUMBER else _measured_reading(points, beside, shown),
        figure=_figure(page, figures, points, beside, shown),
        remarks=(RATES,) if shown is Measure.PER_100K else (),
        filters={"Mesure": MEASURES[shown], "Comparer à": COMPARED[compared]},
    )


def _points(page: Page, figures: Sequence[Observation], shown: Measure, start: Observation | None) -> list[Point]:
    if shown is Measure.INDEX and start is not None:
        return indexed(figures, start.value)
    return measured(figures, shown, inhabitants(page.data))


def _title(points: Sequence[Point], beside: Sequence[Point], shown: Measure, start: Observation) -> str:
    last = points[-1]
    when = dated(last.figure)
    if shown in {Measure.NUMBER, Measure.CHANGE}:
        if last.figure == start:
            return f"{last.figure.text} {when}"
        times = last.figure.value / start.value if start.value else 0
        if times >= 1.5:
            return f"{last.figure.text} {when}, soit {number(times, 1)} fois le nombre de {start.span.year}"
        return f"{last.figure.text} {when}, contre {start.digits} en {start.span.year}"
    text = f"{CATALOGUE[OPEN].short} : {point_text(last, shown)}"
    text += f" {units.PER_100K.plural}" if shown is Measure.PER_100K else ""
    near = nearest([point.figure for point in beside], last.figure.span.position, within_years=_YEAR)
    if near is None:
        return f"{text} {when}"
    other = next(point for point in beside if point.figure == near)
    return f"{text} {when}, contre {point_text(other, shown)} en {territories.name(FRANCE)} ({near.span.label})"


def _subtitle(shown: Measure, start: Observation, beside: Observation | None, points: Sequence[Point]) -> str:
    spec = CATALOGUE[OPEN]
    base = start.span.label
    if shown is Measure.INDEX and beside is not None:
        base += f", France en {beside.span.label}"
    notes = ["* date déduite du contexte"] if any(point.figure.status == "inferred" for point in points) else []
    if any(point.figure.is_derived for point in points):
        notes.insert(0, "marque creuse : calculé")
    unit = (
        "évolution depuis le chiffre précédent, %" if shown is Measure.CHANGE else measure_unit(shown, spec.unit, base)
    )
    return f"{spec.label}, {territories.name(HOME)} ({unit})" + "".join(f" ; {note}" for note in notes)


def _reading(figures: Sequence[Observation], start: Observation) -> str:
    ours = [one for one in figures if one.indicator == OPEN]
    first, last = ours[0], ours[-1]
    parts = (
        [f"{start.text} {dated(start)}, {last.digits} {dated(last)}"]
        if last != start
        else [f"{last.text} {dated(last)}"]
    )
    ratio = next((one for one in figures if one.indicator == RATIO), None)
    if first.is_derived and ratio is not None:
        parts.append(
            f"{first.digits} {dated(first)} par le calcul ({start.digits} divisé par {ratio.digits}, rapport publié)"
        )
    target = next((one for one in figures if one.indicator == TARGET), None)
    if target is not None:
        parts.append(_against_target(ours, target))
    projects = [one for one in figures if one.indicator == PROJECTS]
    if projects:
        parts.append(f"en projet, {' puis '.join(f'{one.digits} ({one.span.label})' for one in projects)}")
    return f"{' ; '.join(parts)}."


def _measured_reading(points: Sequence[Point], beside: Sequence[Point], shown: Measure) -> str:
    first, last = points[0], points[-1]
    unit = f" {units.PER_100K.plural}" if shown is Measure.PER_100K else ""
    text = f"{point_text(last, shown)}{unit} {dated(last.figure)}, soit {last.figure.text}"
    if first is not last:
        text += f" ; {point_text(first, shown)} {dated(first.figure)}, soit {first.figure.digits}"
    if shown is Measure.INDEX and beside:
        start = next((point for point in beside if point.value == 100), beside[0])
        text += f" ; en {territories.name(FRANCE)}, la base est {start.figure.text} ({start.figure.span.label})"
    return f"{text}."


def _against_target(ours: Sequence[Observation], target: Observation) -> str:
    said = f"l’objectif ministériel était de {target.digits} pour le {target.span.label}"
    reached = [one for one in ours if one.span.start <= target.span.end and one.value >= target.value]
    if reached:
        return f"{said}, atteint ({reached[-1].digits} {dated(reached[-1])})"
    return f"{said}, non atteint d’après les chiffres connus à cette date"


def _figure(
    page: Page, figures: Sequence[Observation], points: Sequence[Point], beside: Sequence[Point], shown: Measure
) -> go.Figure:
    colour = page.palette.accent
    drawn = [_starred(mark, point) for mark, point in zip(point_marks(points, shown, colour), points, strict=True)]
    if shown is Measure.CHANGE:
        labels = [point.figure.span.label.replace(" ", "<br>", 1) for point in points]
        dated = [replace(mark, label=label) for mark, label in zip(drawn, labels, strict=True)]
        return columns(dated, page.palette)
    series = [Series(CATALOGUE[OPEN].short, colour, drawn)]
    if beside:
        grey = page.palette.territory(FRANCE)
        series = [Series(territories.name(HOME), colour, drawn)]
        series.append(Series(territories.name(FRANCE), grey, point_marks(beside, shown, grey), quiet=True))
    for indicator, other in ((PROJECTS, page.palette.series[1]), (TARGET, page.palette.series[2])):
        found = [Point(one, one.value) for one in figures if one.indicator == indicator]
        marks = [
            _starred(mark, point) for mark, point in zip(point_marks(found, Measure.NUMBER, other), found, strict=True)
        ]
        if marks:
            series.append(Series(CATALOGUE[indicator].short, other, marks, joined=False))
    return timeline(series, page.palette, height=400, from_zero=True, label_points=True, label_place="top left")


def _starred(mark: Mark, point: Point) -> Mark:
    """An inferred date is marked by an asterisk."""
    if point.figure.status != "inferred":
        return mark
    return replace(mark, text=f"{mark.text}*")


def _table(page: Page, figures: Sequence[Observation], points: Sequence[Point], shown: Measure) -> Table:
    texts = {id(point.figure): point_text(point, shown) for point in points}
    computed = [] if shown is Measure.NUMBER else [(MEASURES[shown], lambda one: texts.get(id(one), ""))]
    return table(
        figures,
        CATALOGUE[OPEN].label,
        ("Indicateur", lambda one: where(one, figures)),
        ("Éditeur", lambda one: page.data.source(one.source).publisher),
        *computed,
    )
