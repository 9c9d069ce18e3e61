"""A map as a card, from its subject: its words, its rows, its drawing, and its picture as shapes for slides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from demodash.charts.circles import circle_scale
from demodash.dataset import observations
from demodash.exports.map_picture import MapPicture, circle_picture, class_picture, with_selected
from demodash.ui.card import Card
from demodash.ui.cards.carte_subject import Subject
from demodash.ui.geometry import Area, attribution


def map_of(
    area: Area,
    subject: Subject,
    at: int,
    selected: str | None,
    *,
    card_id: str,
    draw: Callable[[], object],
    filters: Mapping[str, str],
) -> Card:
    """The map of a subject at one of its times, as a card; ``selected``: the full code that its sentence is about."""
    found = subject.finding(at, selected)
    return Card(
        id=card_id,
        title=found.title,
        subtitle=subject.subtitle(at),
        rows=subject.rows(at),
        table=subject.table(at),
        reading=found.reading,
        remarks=(*subject.remarks, f"{attribution()}. Contours généralisés."),
        filters=filters,
        draw=draw,
        credit=attribution(),
        file=f"carte-{area.id}-{subject.id}-{subject.times[at].id}".replace("_", "-"),
        picture=partial(picture, area, subject, at, selected),
    )


def picture(area: Area, subject: Subject, at: int, selected: str | None = None) -> MapPicture:
    """The map as shapes: its classes dissolved, or its circles; the outline of the selected territory above them."""
    made = _picture(area, subject, at)
    return made if selected is None else with_selected(made, area.id, selected)


def _picture(area: Area, subject: Subject, at: int) -> MapPicture:
    drawing = subject.drawing
    frame = drawing.frames[at]
    figures = {one.territory: one for one in observations(subject.rows(at))}
    if frame.counts is not None and drawing.circles is not None:
        spec = next(iter(figures.values())).spec
        return circle_picture(
            area.id,
            area.codes,
            frame.counts.tolist(),
            label=drawing.circles.label,
            colour=drawing.circles.colour,
            text=spec.value_text,
            scale=circle_scale(one.counts.tolist() for one in drawing.frames if one.counts is not None),
            method=drawing.method,
            note=drawing.note,
        )
    if frame.classes is None:
        raise ValueError(f"the subject {subject.id!r} has neither classes nor circles")
    return class_picture(
        area.id,
        area.codes,
        frame.classes.tolist(),
        drawing.classes,
        legend_title=drawing.legend,
        # The zone of a commune is its class, not a number.
        texts=None if frame.values is None else lambda code: figures[code].text if code in figures else "",
        method=drawing.method,
        note=drawing.note,
    )
