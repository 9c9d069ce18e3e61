"""Card of the page «Places de formation» on the change of a course between two dates, place by place."""

from __future__ import annotations

from demodash.analysis.measures import Measure
from demodash.analysis.segments import common_periods
from demodash.analysis.series import change_pct
from demodash.charts.bars import bars
from demodash.charts.marks import Mark
from demodash.dataset import Observation
from demodash.indicators import CATALOGUE
from demodash.ui.card import Card
from demodash.ui.cards.courses import COURSES, Found, Place, colour_of, filters_of, rows_of
from demodash.ui.cards.measuring import measure_unit, percent, wrapped
from demodash.ui.markup import Table
from demodash.ui.page import Page


def change_card(page: Page, course: str, found: Found) -> Card | None:
    """The change from the first to the last period that all places have, or each its own when they share none."""
    changes = _changes(found)
    if not changes:
        return None
    ranked = sorted(changes.items(), key=lambda each: each[1][2], reverse=True)
    place, (first, last, _) = next(iter(changes.items()))
    same = len({(one.period, two.period) for one, two, _ in changes.values()}) == 1
    colours = {each: colour_of(page, each, rank) for rank, each in enumerate(changes)}
    spec = CATALOGUE[first.indicator]
    texts = {each: percent(found_change) for each, (_, _, found_change) in changes.items()}
    others = [each for each in changes if each != place]
    return Card(
        id=f"series-{course}-{Measure.CHANGE.value}",
        title=(
            f"{COURSES[course].label}, {place.label} : {texts[place]} de places entre {first.span.label} et "
            f"{last.span.label}"
        ),
        subtitle=f"Évolution : {spec.label.lower()} ({measure_unit(Measure.CHANGE, spec.unit)})",
        rows=rows_of(page, [piece for pieces in found.values() for piece in pieces]),
        table=Table(
            headers=("Lieu", "Première valeur", "Période", "Dernière valeur", "Période", "Évolution"),
            rows=[
                (each.label, one.digits, one.span.label, two.digits, two.span.label, texts[each])
                for each, (one, two, _) in ranked
            ],
            caption=f"Évolution, {spec.label.lower()}",
            numeric=(1, 3, 5),
            marks=["derived"] * len(ranked),
        ),
        reading=(
            f"{place.label}, de {first.text} à {last.text}"
            + "".join(f" ; {each.label}, {texts[each]}" for each in others)
            + "."
        ),
        figure=bars(
            [
                Mark(
                    each.label if same else wrapped(each.label, f"{one.span.label} à {two.span.label}"),
                    value,
                    texts[each],
                    f"<b>{texts[each]}</b> (calculé)<br>{one.span.label} : {one.text}<br>{two.span.label} : {two.text}",
                    colours[each],
                    hollow=True,
                )
                for each, (one, two, value) in ranked
            ],
            page.palette,
            height=min(340, 100 + 80 * len(ranked)),
        ),
        filters=filters_of(course, found, Measure.CHANGE),
    )


def _changes(found: Found) -> dict[Place, tuple[Observation, Observation, float]]:
    shared = common_periods([pieces[0] for pieces in found.values()])
    changes = {}
    for place, pieces in found.items():
        line = [one for one in pieces[0].line if one.period in shared] if len(shared) > 1 else list(pieces[0].line)
        if len(line) > 1:
            changes[place] = (line[0], line[-1], change_pct(line[0].value, line[-1].value))
    return changes
