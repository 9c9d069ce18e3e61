"""Card of the page «Places de formation» on the national series: its definitions, and where publishers differ."""

from __future__ import annotations

from collections.abc import Sequence

from demodash import territories
from demodash.analysis.segments import Segment, segment
from demodash.charts.lines import timeline
from demodash.charts.marks import Series
from demodash.dataset import Observation
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE
from demodash.texts import plural
from demodash.ui.card import Card
from demodash.ui.cards.building import mark, table
from demodash.ui.cards.courses import COURSES, dissent_sentence, dissenting, from_to, rows_of
from demodash.ui.page import Page

FRANCE = "FR"
_ROUTES = (ENSEMBLE, "paces", "toutes_voies", "paces_derniere")


def france(page: Page, course: str) -> Card | None:
    """The national series of a course: a line per definition, and the values on which publishers differ."""
    pieces = [
        piece
        for indicator in COURSES[course].indicators
        for route in _ROUTES
        if route in CATALOGUE[indicator].dimension
        for piece in [segment(page.data, indicator, FRANCE, route)]
        if piece is not None
    ]
    if not pieces:
        return None
    figures = [one for piece in pieces for one in piece.figures]
    spec = CATALOGUE[COURSES[course].indicators[0]]
    return Card(
        id=f"france-{course}",
        title=_france_title(course, pieces),
        subtitle=f"{spec.label}, {territories.name(FRANCE)} ({spec.unit.plural})",
        rows=rows_of(page, pieces),
        table=table(
            figures,
            f"{spec.label}, {territories.name(FRANCE)}",
            ("Champ", _route),
            ("Éditeur", lambda one: page.data.source(one.source).publisher),
        ),
        reading=_france_reading(pieces),
        figure=timeline(_france_lines(page, pieces), page.palette, height=380),
        filters={"Profession": COURSES[course].label},
    )


def _route(one: Observation) -> str:
    return one.member.name if "paces" in one.spec.dimension else one.spec.name


def _france_title(course: str, pieces: Sequence[Segment]) -> str:
    main, *others = pieces
    first, last = main.line[0], main.line[-1]
    head = f"{COURSES[course].label}, France :"
    text = f"{head} {from_to(first, last)}"
    if not others:
        return text
    return f"{text}, puis {len(others)} {plural(len(others), 'champ différent', 'champs différents')}"


def _france_reading(pieces: Sequence[Segment]) -> str:
    parts = []
    for piece in pieces:
        first, last = piece.line[0], piece.line[-1]
        to = f" à {last.text} ({last.span.label})" if last is not first else ""
        parts.append(f"{_route(first)}, {'de ' if to else ''}{first.text} ({first.span.label}){to}")
    return f"{' ; '.join(parts)}.{dissent_sentence(pieces)}"


def _france_lines(page: Page, pieces: Sequence[Segment]) -> list[Series]:
    lines = []
    for rank, piece in enumerate(pieces):
        colour = page.palette.series[1:][(rank - 1) % 5] if rank else page.palette.ink
        lines.append(Series(_route(piece.line[0]), colour, [mark(one, colour) for one in piece.line]))
        lines += dissenting(piece, [mark(one, colour, text=one.digits) for one in piece.dissenting], colour)
    return [line for line in lines if line.marks]
