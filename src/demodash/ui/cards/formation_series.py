"""Cards of the page «Places de formation» on the long series: a course over time, by site, beside another territory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from demodash import territories
from demodash.analysis.measures import Measure, Point, indexed, measured
from demodash.analysis.population import inhabitants
from demodash.analysis.segments import Segment, common_periods
from demodash.charts.lines import timeline
from demodash.charts.marks import Break, Series
from demodash.dataset import Observation
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE
from demodash.periods import period
from demodash.texts import enumeration
from demodash.ui.card import Card
from demodash.ui.cards.building import table
from demodash.ui.cards.courses import (
    COURSES,
    Found,
    Place,
    colour_of,
    comparable,
    dissent_sentence,
    dissenting,
    filters_of,
    find,
    from_to,
    rows_of,
)
from demodash.ui.cards.formation_change import change_card
from demodash.ui.cards.measuring import MEASURES, RATES, measure_unit, point_marks, point_text
from demodash.ui.markup import Table
from demodash.ui.page import Page

EMPTY = (
    "Rien n’est publié pour ces choix. Ajoutez un site ou un territoire, ou changez de mesure : un site n’a pas de "
    "population, donc pas de taux, et une seule année n’a pas d’évolution."
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A segment of a series with its points in the measure shown (one at least)."""

    segment: Segment
    points: tuple[Point, ...]


_Drawn: TypeAlias = Mapping[Place, Sequence[_Piece]]


def over_time(page: Page, course: str, chosen: Sequence[str], measure: str, compared: str) -> Card | None:
    """The places of a course over the years, place by place, beside another territory where a common measure allows."""
    shown = Measure(measure)
    found = find(page, course, chosen, shown, compared)
    if all(place.is_context for place in found):
        return None
    if shown in {Measure.CHANGE, Measure.INDEX}:
        found = comparable(found)
    if shown is Measure.CHANGE:
        return change_card(page, course, found)
    base, left_out = "", tuple[str, ...]()
    if shown is Measure.INDEX:
        found, base, left_out = _rebased(found)
    drawn = _drawn(page, found, shown, base)
    if all(place.is_context for place in drawn):
        return None
    spec = CATALOGUE[COURSES[course].indicators[0]]
    return Card(
        id=f"series-{course}-{shown.value}",
        title=_title(course, drawn, shown, base),
        subtitle=f"{spec.label} ({measure_unit(shown, spec.unit, period(base).label if base else '')})",
        rows=rows_of(page, [piece.segment for pieces in drawn.values() for piece in pieces]),
        table=_table(page, drawn, shown),
        reading=_reading(drawn, shown) + _left_out(left_out, base),
        figure=timeline(
            _lines(page, drawn, shown),
            page.palette,
            height=380,
            from_zero=shown is not Measure.INDEX,
            breaks=_breaks(drawn),
        ),
        remarks=(RATES,) if shown is Measure.PER_100K else (),
        filters=filters_of(course, found, shown),
    )


def _rebased(found: Found) -> tuple[Found, str, tuple[str, ...]]:
    """The places that have a figure at one base period, that period, and the names of the places left out.

    The base is the first period that the first place shares with the territory compared; without one, with the other
    places; without those, its own first.
    """
    main, *others = found
    sought = [[place for place in others if place.is_context], [place for place in others if not place.is_context], []]
    for companions in sought if sought[0] else sought[1:]:
        shared = common_periods([found[place][0] for place in (main, *companions)])
        if shared:
            kept = {place: pieces for place, pieces in found.items() if shared[0] in pieces[0].periods}
            return kept, shared[0], tuple(place.label for place in found if place not in kept)
    raise ValueError("a series without any figure has no base")


def _drawn(page: Page, found: Found, shown: Measure, base: str) -> _Drawn:
    drawn = {}
    known = inhabitants(page.data)
    for place, segments in found.items():
        first = segments[0].line
        start = next((one for one in first if one.period == base), first[0])
        pieces = []
        for segment in segments:
            if shown is Measure.INDEX:
                points = indexed(segment.figures, start.value)
            else:
                points = measured(segment.figures, shown, known)
            if points:
                pieces.append(_Piece(segment, tuple(points)))
        if pieces:
            drawn[place] = pieces
    return drawn


def _lines(page: Page, drawn: _Drawn, shown: Measure) -> list[Series]:
    """One line per segment, named at the end of the last one; the values that dissent stand beside it."""
    lines = []
    for rank, (place, pieces) in enumerate(drawn.items()):
        colour = colour_of(page, place, rank)
        for piece in pieces:
            line = [point for point in piece.points if point.figure in piece.segment.line]
            aside = [point for point in piece.points if point.figure in piece.segment.dissenting]
            name = place.label if piece is pieces[-1] else ""
            lines.append(Series(name, colour, point_marks(line, shown, colour), quiet=place.is_context))
            if not place.is_context:
                marks = point_marks(aside, shown, colour)
                # A dissenting number is written beside its mark; in another measure it is left to the hover.
                said = marks if shown is Measure.NUMBER else [replace(mark, text="") for mark in marks]
                lines += dissenting(piece.segment, said, colour)
    return lines


def _breaks(drawn: _Drawn) -> list[Break]:
    """Where the first place that changes its definition does so."""
    pieces = next((pieces for pieces in drawn.values() if len(pieces) > 1), [])
    return [
        Break(
            (before.segment.line[-1].span.position + after.segment.line[0].span.position) / 2,
            before.segment.line[0].spec.name,
            after.segment.line[0].spec.name,
        )
        for before, after in pairwise(pieces)
    ]


def _title(course: str, drawn: _Drawn, shown: Measure, base: str) -> str:
    place, pieces = next(iter(drawn.items()))
    main = max(pieces, key=lambda piece: len(piece.segment.line)).points
    last = _last_shared(drawn, main)
    text, when = point_text(last, shown), last.figure.span.label
    head = f"{COURSES[course].label}, {place.label} :"
    match shown:
        case Measure.INDEX:
            since = f" (base 100 en {period(base).label})" if base else ""
            return f"{head} {text} en {when}{since}{_against(drawn, last, shown)}"
        case Measure.PER_100K:
            unit = measure_unit(shown, last.figure.spec.unit)
            return f"{head} {text} {unit} en {when}{_against(drawn, last, shown)}"
        case _:
            return f"{head} {from_to(main[0].figure, last.figure)}"


def _context(drawn: _Drawn) -> tuple[Place, list[Point]] | None:
    for place, pieces in drawn.items():
        if place.is_context:
            return place, [point for piece in pieces for point in piece.points]
    return None


def _last_shared(drawn: _Drawn, main: Sequence[Point]) -> Point:
    """The last point of the main line that the territory compared has too, else its last."""
    context = _context(drawn)
    shared = {point.figure.period for point in context[1]} if context else set()
    return next((point for point in reversed(main) if point.figure.period in shared), main[-1])


def _against(drawn: _Drawn, last: Point, shown: Measure) -> str:
    context = _context(drawn)
    if context is None:
        return ""
    same = next((point for point in context[1] if point.figure.period == last.figure.period), None)
    if same is None:
        return ""
    return f", contre {point_text(same, shown)} pour {territories.with_article(context[0].territory)}"


def _reading(drawn: _Drawn, shown: Measure) -> str:
    """What the first place did, segment by segment, and how far the territory compared came."""
    place, pieces = next(iter(drawn.items()))
    parts = []
    for piece in pieces:
        first, last = piece.points[0], piece.points[-1]
        kind = f" ({first.figure.spec.name.lower()})" if len(pieces) > 1 else ""
        to = f" à {point_text(last, shown)} ({last.figure.span.label})" if last is not first else ""
        parts.append(f"{'de ' if to else ''}{point_text(first, shown)} ({first.figure.span.label}){to}{kind}")
    text = f"{place.label}, {', puis '.join(parts)}"
    context = _context(drawn)
    if context is not None:
        first, last = context[1][0], context[1][-1]
        text += f" ; {context[0].label}, {point_text(last, shown)} en {last.figure.span.label}"
    segments = [piece.segment for place, pieces in drawn.items() if not place.is_context for piece in pieces]
    return f"{text}.{dissent_sentence(segments)}"


def _left_out(names: Sequence[str], base: str) -> str:
    if not names:
        return ""
    have = "n’ont" if len(names) > 1 else "n’a"
    return f" Sans chiffre en {period(base).label}, {enumeration(list(names))} {have} pas de base."


def _table(page: Page, drawn: _Drawn, shown: Measure) -> Table:
    points = [point for pieces in drawn.values() for piece in pieces for point in piece.points]
    first = points[0].figure.indicator
    texts = {id(point.figure): point_text(point, shown) for point in points}
    computed = [] if shown is Measure.NUMBER else [(MEASURES[shown], lambda one: texts[id(one)])]
    return table(
        [point.figure for point in points],
        "Places au cours du temps",
        ("Lieu", lambda one: _where(one, first)),
        ("Éditeur", lambda one: page.data.source(one.source).publisher),
        *computed,
    )


def _where(one: Observation, first: str) -> str:
    """The place of a figure, with its indicator unless that is the first of the course."""
    place = territories.name(one.territory) if one.category == ENSEMBLE else one.member.name
    return place if one.indicator == first else f"{place}, {one.spec.name.lower()}"
