"""What the cards of every page are built with: marks from figures, and tables that say the same figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from demodash import territories
from demodash.charts.marks import Mark
from demodash.dataset import Observation
from demodash.texts import STATUS_WORDS, capitalised
from demodash.ui.markup import Table


def label(figure: Observation) -> str:
    """The label of the figure's category."""
    return figure.member.label


def name(figure: Observation) -> str:
    """The short label of the figure's category, for axes."""
    return figure.member.name


def hover(figure: Observation) -> str:
    """What hovering a mark says: what, where, when, how much, and how we know."""
    parts = [
        f"<b>{figure.text}</b>",
        figure.member.label if figure.category != "ensemble" else figure.spec.name,
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


def table(
    figures: Sequence[Observation],
    caption: str,
    first: tuple[str, Callable[[Observation], str]],
    *more: tuple[str, Callable[[Observation], str]],
) -> Table:
    """A table of figures: ``first`` heads the rows, then the other columns, the value, its period and status."""
    columns: Sequence[tuple[str, Callable[[Observation], str]]] = (
        first,
        *more,
        ("Valeur", lambda figure: figure.text),
        ("Période", lambda figure: figure.span.label),
        ("Statut", lambda figure: STATUS_WORDS[figure.status]),
    )
    return Table(
        headers=[header for header, _ in columns],
        rows=[[cell(figure) for _, cell in columns] for figure in figures],
        caption=caption,
        numeric=(len(columns) - 3,),
        marks=["derived" if figure.is_derived else "" for figure in figures],
    )
