"""What the cards of every page are built with: marks from figures, and tables that say the same figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from demodash import territories
from demodash.charts.marks import Mark
from demodash.dataset import Observation
from demodash.indicators.model import ENSEMBLE
from demodash.texts import STATUS_WORDS, capitalised
from demodash.ui.markup import Table

Column = tuple[str, Callable[[Observation], str]]
"""A column of a table of figures: its header, and what it says of a figure."""
VALUE = "Valeur"
PLACE: Column = ("Territoire", lambda figure: territories.name(figure.territory))
PERIOD: Column = ("Période", lambda figure: figure.span.label)
STATUS: Column = ("Statut", lambda figure: STATUS_WORDS[figure.status])
LOCATOR: Column = ("Repère", lambda figure: figure.locator)


def label(figure: Observation) -> str:
    """The label of the figure's category."""
    return figure.member.label


def name(figure: Observation) -> str:
    """The short label of the figure's category, for axes."""
    return figure.member.name


def part(said: Callable[[Observation], str]) -> Callable[[Observation], str]:
    """What says the category of a figure as ``said`` does, and a dash for the whole."""
    return lambda figure: said(figure) if figure.category != ENSEMBLE else "–"


def hover(figure: Observation) -> str:
    """What hovering a mark says: what, where, when, how much, and how we know."""
    parts = [
        f"<b>{figure.text}</b>",
        figure.member.label if figure.category != ENSEMBLE else figure.spec.name,
        f"{territories.name(figure.territory)}, {figure.span.label}",
    ]
    if figure.status != "published":
        parts.append(capitalised(STATUS_WORDS[figure.status]))
    return "<br>".join(parts)


def mark(figure: Observation, colour: str, *, label: str = "", text: str = "") -> Mark:
    """The mark of one figure: hollow when we computed it."""
    return Mark(
        label=label or name(figure),
        value=figure.value,
        text=text or figure.text,
        hover=hover(figure),
        colour=colour,
        hollow=figure.is_derived,
        x=figure.span.position,
    )


def marks(
    figures: Iterable[Observation], colour: Callable[[Observation], str], *, label: Callable[[Observation], str]
) -> list[Mark]:
    """One mark per figure, in their order."""
    return [mark(figure, colour(figure), label=label(figure)) for figure in figures]


def table(figures: Sequence[Observation], caption: str, first: Column, *more: Column) -> Table:
    """A table of figures: ``first`` heads the rows, then the other columns, the value, its period and status."""
    return table_of(figures, caption, (first, *more, (VALUE, lambda figure: figure.text), PERIOD, STATUS))


def table_of(figures: Sequence[Observation], caption: str, columns: Sequence[Column]) -> Table:
    """A table of figures, a row each, by its columns; numbers stand in the column headed VALUE."""
    headers = [header for header, _ in columns]
    return Table(
        headers=headers,
        rows=[[cell(figure) for _, cell in columns] for figure in figures],
        caption=caption,
        numeric=(headers.index(VALUE),),
        marks=["derived" if figure.is_derived else "" for figure in figures],
    )
