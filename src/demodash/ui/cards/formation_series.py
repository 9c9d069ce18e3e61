"""Cards of the page «Places de formation» on the long series: a course over time, by site, beside another territory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import TypeAlias

from demodash import territories
from demodash.analysis.measures import Measure, Point, indexed, measured
from demodash.analysis.population import implied_population
from demodash.analysis.segments import Segment, common_periods
from demodash.charts.lines import timeline
from demodash.charts.marks import Break, Series
from demodash.dataset import Observation
from demodash.indicators import CATALOGUE
from demodash.periods import period
from demodash.ui.card import Card
from demodash.ui.cards.building import table
from demodash.ui.cards.courses import COURSES, Found, Place, colour_of, dissents, filters_of, find, rows_of
from demodash.ui.cards.formation_change import change_card
from demodash.ui.cards.measuring import MEASURES, RATES, measure_unit, point_marks, point_text
from demodash.ui.markup import Table
from demodash.ui.page import Page

EMPTY = (
    "Rien n’est publié pour ces choix. Ajoutez un site ou un territoire, ou changez de mesure : un site n’a pas de "
    "population, donc pas de taux, et une seule année n’a pas d’évolution."
)
_Points: TypeAlias = Mapping[Place, Sequence[Sequence[Point]]]


def over_time(page: Page, course: str, chosen: Sequence[str], measure: str, compared: str) -> Card | None:
    """The places of a course over the years, place by place, beside another territory where a common measure allows."""
    shown = Measure(measure)
    found = find(page, course, chosen, shown, compared)
    if all(place.is_context for place in found):
        return None
    if shown is Measure.CHANGE:
        return change_card(page, course, found)
    base = _base(found) if shown is Measure.INDEX else ""
    points = {place: [_points(page, piece, pieces, shown, base) for piece in pieces] for place, pieces in found.items()}
    points = {place: pieces for place, pieces in points.items() if any(pieces)}
    if not points:
        return None
    found = {place: found[place] for place in points}
    spec = CATALOGUE[next(iter(found.values()))[0].line[0].indicator]
    flat = [point for pieces in points.values() for piece in pieces for point in piece]
    return Card(
        id=f"series-{course}-{shown.value}",
        title=_title(course, points, shown, base),
        subtitle=f"{spec.label} ({measure_unit(shown, spec.unit, period(base).label if base else '')})",
        rows=rows_of(page, course, found),
        table=_table(page, flat, shown),
        reading=_reading(page, found, points, shown),
        figure=timeline(
            _lines(page, points, found, shown),
            page.palette,
            height=380,
            from_zero=shown is not Measure.INDEX,
            breaks=_breaks(found),
        ),
        remarks=(RATES,) if shown is Measure.PER_100K else (),
        filters=filters_of(course, found, shown),
    )


def _base(found: Found) -> str:
    """The first period that every place has in its first segment; empty when there is none."""
    shared = common_periods([pieces[0] for pieces in found.values()])
    return shared[0] if shared else ""


def _points(page: Page, piece: Segment, pieces: Sequence[Segment], shown: Measure, base: str) -> list[Point]:
    if shown is Measure.INDEX:
        line = pieces[0].line
        start = next((one for one in line if one.period == base), line[0])
        return indexed(piece.figures, start.value)
    return measured(piece.figures, shown, partial(implied_population, page.data))


def _lines(page: Page, points: _Points, found: Found, shown: Measure) -> list[Series]:
    lines = []
    for rank, (place, pieces) in enumerate(points.items()):
        colour = colour_of(page, place, rank)
        named = max(step for step, piece in enumerate(pieces) if piece)
        for step, (segment, piece) in enumerate(zip(found[place], pieces, strict=True)):
            aside = [point for point in piece if point.figure in segment.others]
            line = [point for point in piece if point not in aside]
            name = place.label if step == named else ""
            lines.append(Series(name, colour, point_marks(line, shown, colour), quiet=place.is_context))
            dissent = [point for point in aside if point.figure in segment.dissenting]
            lines.append(Series("", colour, point_marks(dissent, shown, colour), joined=False, labelled=True))
    return [line for line in lines if line.marks]


def _breaks(found: Found) -> list[Break]:
    """Where the first place that changes its definition does so."""
    for pieces in found.values():
        if len(pieces) > 1:
            return [
                Break(
                    (before.line[-1].span.position + after.line[0].span.position) / 2,
                    before.line[0].spec.name,
                    after.line[0].spec.name,
                )
                for before, after in pairwise(pieces)
            ]
    return []


def _title(course: str, points: _Points, shown: Measure, base: str) -> str:
    place, pieces = next(iter(points.items()))
    main = next(piece for piece in pieces if piece)
    last = _last_shared(points, main)
    text, when = point_text(last, shown), last.figure.span.label
    head = f"{COURSES[course].label}, {place.label} :"
    match shown:
        case Measure.INDEX:
            since = f" (base 100 en {period(base).label})" if base else ""
            return f"{head} {text} en {when}{since}{_against(points, last, shown)}"
        case Measure.PER_100K:
            unit = measure_unit(shown, last.figure.spec.unit)
            return f"{head} {text} {unit} en {when}{_against(points, last, shown)}"
        case _:
            first = main[0]
            if first.figure.period == last.figure.period:
                return f"{head} {text} en {when}"
            return f"{head} de {point_text(first, shown)} en {first.figure.span.label} à {text} en {when}"


def _context(points: _Points) -> tuple[Place, list[Point]] | None:
    for place, pieces in points.items():
        if place.is_context:
            return place, [point for piece in pieces for point in piece]
    return None


def _last_shared(points: _Points, main: Sequence[Point]) -> Point:
    """The last point of the main line that the territory compared has too, else its last."""
    context = _context(points)
    shared = {point.figure.period for point in context[1]} if context else set()
    return next((point for point in reversed(main) if point.figure.period in shared), main[-1])


def _against(points: _Points, last: Point, shown: Measure) -> str:
    context = _context(points)
    if context is None or context[0] == next(iter(points)):
        return ""
    same = next((point for point in context[1] if point.figure.period == last.figure.period), None)
    return (
        ""
        if same is None
        else f", contre {point_text(same, shown)} pour {territories.with_article(context[0].territory)}"
    )


def _reading(page: Page, found: Found, points: _Points, shown: Measure) -> str:
    parts = []
    for place, pieces in points.items():
        for piece in (each for each in pieces if each):
            first, last = piece[0], piece[-1]
            kind = f" ({first.figure.spec.name.lower()})" if len(pieces) > 1 else ""
            to = f" à {point_text(last, shown)} ({last.figure.span.label})" if last is not first else ""
            start = "de " if to else ""
            parts.append(f"{place.label}{kind}, {start}{point_text(first, shown)} ({first.figure.span.label}){to}")
    return (
        " ; ".join(parts)
        + "."
        + "".join(
            f" {sentence}" for sentence in dissents(page, [piece for pieces in found.values() for piece in pieces])
        )
    )


def _table(page: Page, points: Sequence[Point], shown: Measure) -> Table:
    texts = {id(point.figure): point_text(point, shown) for point in points}
    computed = [] if shown is Measure.NUMBER else [(MEASURES[shown], lambda one: texts[id(one)])]
    return table(
        [point.figure for point in points],
        "Places au cours du temps",
        ("Territoire ou site", _where),
        ("Indicateur", lambda one: one.spec.name),
        ("Éditeur", lambda one: page.data.source(one.source).publisher),
        *computed,
    )


def _where(one: Observation) -> str:
    return territories.name(one.territory) if one.category == "ensemble" else one.member.name
