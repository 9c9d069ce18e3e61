"""Cards on the APL to GPs over the years, computed from an imported table by commune."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from demodash import territories
from demodash.analysis.series import change_pct
from demodash.charts.lines import timeline
from demodash.charts.marks import Series
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE
from demodash.texts import NARROW_SPACE, capitalised, change_phrase, number
from demodash.ui.card import Card
from demodash.ui.cards.building import mark, table
from demodash.ui.cards.effectifs import DEPARTEMENTS, HOME
from demodash.ui.cards.measuring import percent
from demodash.ui.markup import Table
from demodash.ui.page import Page

_SHORTEST = 3
"""Years that an imported series must have for a card of its own: the others are on the cards of the latest year."""


def over_time(page: Page) -> Card | None:
    """The mean APL of the region and of its départements, year after year."""
    groups = _groups(page, "apl_mg")
    if groups is None:
        return None
    rows, lines = groups
    first, last = lines[HOME][0], lines[HOME][-1]
    moved = change_pct(first.value, last.value)
    spec = first.spec
    ends = sorted((group[-1] for code, group in lines.items() if code != HOME), key=lambda one: one.value)
    return Card(
        id="apl-annees",
        title=(
            f"L’accès aux généralistes {change_phrase(moved, percent(moved))} dans la région entre {first.span.year} "
            f"et {last.span.year}"
        ),
        subtitle=f"{spec.label}, {first.span.year}–{last.span.year} ({spec.unit.plural}, calculée)",
        rows=rows,
        table=_table(lines, spec.label),
        reading=(
            f"en {last.span.year}, un habitant de la région accède à {number(last.value, 2)} consultations de "
            f"généraliste par an, contre {number(first.value, 2)} en {first.span.year}{_between(ends)}."
        ),
        figure=timeline(_series(page, lines), page.palette, from_zero=False, height=420),
        remarks=_years_left_out(lines[HOME]),
    )


def under_threshold(page: Page) -> Card | None:
    """The share of inhabitants with little access to a GP, year after year."""
    groups = _groups(page, "apl_part_sous_seuil")
    if groups is None:
        return None
    rows, lines = groups
    first, last = lines[HOME][0], lines[HOME][-1]
    gained = CATALOGUE["mg_ecart_region"].value_text(last.value - first.value, decimals=1)
    ends = sorted((group[-1] for code, group in lines.items() if code != HOME), key=lambda one: one.value)
    spec = first.spec
    return Card(
        id="apl-annees-sous-seuil",
        title=(
            f"{capitalised(_bare(last))} des habitants accèdent à moins de 2,5 consultations en {last.span.year}, "
            f"{_bare(first)} en {first.span.year}"
        ),
        subtitle=f"{spec.label}, {first.span.year}–{last.span.year} (%, calculée)",
        rows=rows,
        table=_table(lines, spec.label),
        reading=(
            f"de {first.span.year} à {last.span.year}, la part des habitants sous 2,5 consultations passe de "
            f"{_bare(first)} à {_bare(last)} ({gained}){_between(ends)}."
        ),
        figure=timeline(_series(page, lines), page.palette, suffix=f"{NARROW_SPACE}%", height=420),
        remarks=_years_left_out(lines[HOME]),
    )


def _bare(one: Observation) -> str:
    """A share without its «environ», inside a sentence."""
    return one.spec.value_text(one.value)


def _groups(page: Page, indicator: str) -> tuple[pd.DataFrame, dict[str, list[Observation]]] | None:
    """The figures of the longest imported series, by territory, the region first; None when it is short."""
    everything = page.data.select(indicator, territory=[HOME, *DEPARTEMENTS], category="ensemble", status="derived")
    imported = everything[everything["source"].isin(list(page.data.series))]
    home = imported[imported["territory"] == HOME]
    years = home.groupby("series")["period"].nunique()
    if years.empty or years.max() < _SHORTEST:
        return None
    rows = imported[imported["series"] == years.idxmax()]
    figures = observations(rows)
    lines = {code: [one for one in figures if one.territory == code] for code in (HOME, *DEPARTEMENTS)}
    return rows, {code: group for code, group in lines.items() if group}


def _series(page: Page, lines: dict[str, list[Observation]]) -> list[Series]:
    return [
        Series(
            territories.name(code),
            page.palette.territory(code),
            [mark(one, page.palette.territory(code), label=territories.name(code)) for one in group],
            quiet=code != HOME,
        )
        for code, group in lines.items()
    ]


def _table(lines: dict[str, list[Observation]], caption: str) -> Table:
    return table(
        [one for group in lines.values() for one in group],
        caption,
        ("Territoire", lambda one: territories.label(one.territory)),
        ("Calcul", lambda one: one.note),
    )


def _between(ends: Sequence[Observation]) -> str:
    """The départements that have least and most, for the end of a reading."""
    if len(ends) < 2:
        return ""
    low, high = ends[0], ends[-1]
    said = [
        f"{number(one.value, one.spec.decimals)} dans {territories.with_article(one.territory)}" for one in (low, high)
    ]
    return f" ; les départements vont de {said[0]} à {said[1]}"


def _years_left_out(line: Sequence[Observation]) -> tuple[str, ...]:
    """The years that the series jumps over."""
    known = {one.span.year for one in line}
    missing = [str(year) for year in range(min(known), max(known)) if year not in known]
    if not missing:
        return ()
    return (f"Aucune APL dans les tables importées pour {', '.join(missing)} : la ligne passe d’une année à l’autre.",)
