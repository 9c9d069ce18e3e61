"""The words and marks of figures set in a measure: number, change, base 100, per 100 000 inhabitants."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from demodash import territories
from demodash.analysis.measures import Measure, Point
from demodash.charts.marks import Mark
from demodash.dataset import Observation
from demodash.indicators import units
from demodash.indicators.model import Unit
from demodash.texts import NARROW_SPACE, capitalised, number, qualified
from demodash.ui.cards.building import hover, name

MEASURES: Mapping[str, str] = {
    Measure.NUMBER: "Nombre",
    Measure.CHANGE: "Évolution",
    Measure.INDEX: "Base 100",
    Measure.PER_100K: capitalised(units.PER_100K.plural),
}

RATES = (
    "Les taux divisent par la population du 1er janvier de la dernière année de la période, déduite des effectifs et "
    "des densités de médecins que publie la DREES : les années d’avant n’ont pas de taux."
)
"""What every card with rates says of its denominator."""


def dated(figure: Observation) -> str:
    """The date after its preposition: ``le 25 mai 2023``, ``en 2022``, ``en mars 2023``."""
    return f"le {figure.span.label}" if len(figure.period) == 10 else f"en {figure.span.label}"


def where(figure: Observation, figures: Sequence[Observation]) -> str:
    """The indicator of a figure in a table, with its territory when the figures have several."""
    several = len({one.territory for one in figures}) > 1
    return f"{figure.spec.name}, {territories.name(figure.territory)}" if several else figure.spec.name


def wrapped(*lines: str, width: int = 22) -> str:
    """The lines of a mark's name, broken where they would take too much of a phone's width (in characters)."""
    return "<br>".join(piece for line in lines for piece in textwrap.wrap(line, width, break_long_words=False))


def percent(value: float, decimals: int = 1) -> str:
    """A change in percent with its sign: ``+7,7 %``."""
    return f"{number(value, decimals, signed=True)}{NARROW_SPACE}{units.CHANGE_PERCENT.plural}"


def rate(value: float) -> str:
    """A rate with three significant digits, from 0,01 to 999, without its unit."""
    return number(value, 0 if value >= 100 else 1 if value >= 10 else 2)


def point_text(point: Point, measure: Measure) -> str:
    """The value of a point as written beside its mark; the sign of the figure («plus de») is kept."""
    match measure:
        case Measure.NUMBER:
            return point.figure.text
        case Measure.CHANGE:
            return qualified(percent(point.value), point.figure.qualifier)
        case Measure.INDEX:
            return qualified(number(point.value, 1), point.figure.qualifier)
        case Measure.PER_100K:
            return qualified(rate(point.value), point.figure.qualifier)


def measure_unit(measure: Measure, unit: Unit, base: str = "") -> str:
    """What a subtitle says of the unit; ``base`` is the label of the period that an index starts from."""
    match measure:
        case Measure.NUMBER:
            return unit.plural
        case Measure.CHANGE:
            return units.CHANGE_PERCENT.plural
        case Measure.INDEX:
            return f"base 100 en {base}" if base else "base 100 au premier chiffre de chaque série"
        case Measure.PER_100K:
            return f"{unit.plural} {units.PER_100K.plural}"


def point_marks(
    points: Sequence[Point], measure: Measure, colour: str, *, label: str = "", bare: bool = True
) -> list[Mark]:
    """One mark per point: hollow when the figure is derived or is a change; ``bare`` numbers go without their unit."""
    return [_mark(point, measure, colour, label=label, bare=bare) for point in points]


def _mark(point: Point, measure: Measure, colour: str, *, label: str, bare: bool) -> Mark:
    figure = point.figure
    text = point_text(point, measure)
    said = hover(figure)
    if measure is not Measure.NUMBER:
        unit = "" if measure is Measure.CHANGE else f" {measure_unit(measure, figure.spec.unit)}"
        said = f"<b>{text}{unit if measure is Measure.PER_100K else ''}</b> (calculé)<br>{said}"
    elif bare:
        text = qualified(number(figure.value, figure.spec.decimals), figure.qualifier)
    return Mark(
        label=label or name(figure),
        value=point.value,
        text=text,
        hover=said,
        colour=colour,
        hollow=figure.is_derived or measure is Measure.CHANGE,
        x=figure.span.position,
    )
