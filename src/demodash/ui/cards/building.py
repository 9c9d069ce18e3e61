"""What the cards of every page are built with: marks from rows, and tables that say the same figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from demodash import territories
from demodash.charts.marks import Mark
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Indicator
from demodash.periods import period
from demodash.texts import STATUS_WORDS, capitalised
from demodash.ui.markup import Table


def indicator_of(row: Any) -> Indicator:
    """The indicator of an observation row."""
    return CATALOGUE[row.indicator]


def value_text(row: Any) -> str:
    """The value of an observation as written: sign, unit, decimals of the indicator."""
    return indicator_of(row).value_text(row.value, qualifier=row.qualifier)


def category_label(row: Any) -> str:
    """The label of the row's category."""
    return indicator_of(row).dimension.member(row.category).label


def category_name(row: Any) -> str:
    """The short label of the row's category, for axes."""
    return indicator_of(row).dimension.member(row.category).name


def hover(row: Any) -> str:
    """What hovering a mark says: what, where, when, how much, and how we know."""
    parts = [
        f"<b>{value_text(row)}</b>",
        category_label(row) if row.category != "ensemble" else indicator_of(row).name,
        f"{territories.name(row.territory)}, {period(row.period).label}",
    ]
    if row.status != "published":
        parts.append(capitalised(STATUS_WORDS[row.status]))
    return "<br>".join(parts)


def mark(row: Any, colour: str, *, label: str = "", text: str = "") -> Mark:
    """The mark of one observation: hollow when it is not published as such."""
    return Mark(
        label=label or category_name(row),
        value=row.value,
        text=text or value_text(row),
        hover=hover(row),
        colour=colour,
        hollow=row.status == "derived",
        x=period(row.period).position,
    )


def marks(rows: pd.DataFrame, colour: Callable[[Any], str], *, label: Callable[[Any], str]) -> list[Mark]:
    """One mark per row, in the order of the rows."""
    return [mark(row, colour(row), label=label(row)) for row in rows.itertuples()]


def table(
    rows: pd.DataFrame, caption: str, first: tuple[str, Callable[[Any], str]], *more: tuple[str, Callable[[Any], str]]
) -> Table:
    """A table of observations: ``first`` heads the rows, then the other columns, the value, its period and status."""
    columns: Sequence[tuple[str, Callable[[Any], str]]] = (
        first,
        *more,
        ("Valeur", value_text),
        ("Période", lambda row: period(row.period).label),
        ("Statut", lambda row: STATUS_WORDS[row.status]),
    )
    return Table(
        headers=[header for header, _ in columns],
        rows=[[cell(row) for _, cell in columns] for row in rows.itertuples()],
        caption=caption,
        numeric=(len(columns) - 3,),
        marks=["derived" if row.status == "derived" else "" for row in rows.itertuples()],
    )
