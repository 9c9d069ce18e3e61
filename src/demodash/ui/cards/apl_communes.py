"""Cards on the APL to GPs over the years, computed from an imported table by commune."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from demodash import territories
from demodash.analysis.series import change_pct
from demodash.charts.lines import timeline
from demodash.charts.marks import Series
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE
from demodash.texts import NARROW_SPACE, capitalised, change_phrase, number, plural
from demodash.ui.card import Card
from demodash.ui.cards.building import mark, table
from demodash.ui.cards.effectifs import DEPARTEMENTS, HOME
from demodash.ui.cards.measuring import percent
from demodash.ui.markup import Table
from demodash.ui.page import Page

_HEIGHT = 420
_SHORTEST = 3
"""Years that an imported series must have for a card of its own: the others are on the cards of the latest year."""


def over_time(page: Page) -> Card | None:
    """The mean APL of the region and of its départements, year after year."""
    found = _longest(page, "apl_mg")
    if found is None:
        return None
    first, last = found.first, found.last
    moved = change_pct(first.value, last.value)
    return _card(
        page,
        found,
        card_id="apl-annees",
        title=(
            f"L’accès aux généralistes {change_phrase(moved, percent(moved))} dans la région entre {first.span.year} "
            f"et {last.span.year}"
        ),
        unit=first.spec.unit.plural,
        finding=(
            f"en {last.span.year}, un habitant de la région accède à {_visits(last.value)} de "
            f"généraliste par an, contre {number(first.value, 2)} en {first.span.year}"
        ),
        figure=timeline(_series(page, found.lines), page.palette, from_zero=False, height=_HEIGHT),
    )


def under_threshold(page: Page) -> Card | None:
    """The share of inhabitants with little access to a GP, year after year."""
    found = _longest(page, "apl_part_sous_seuil")
    if found is None:
        return None
    first, last = found.first, found.last
    gained = CATALOGUE["mg_ecart_region"].value_text(last.value - first.value, decimals=1)
    return _card(
        page,
        found,
        card_id="apl-annees-sous-seuil",
        title=(
            f"{capitalised(_bare(last))} des habitants accèdent à moins de 2,5 consultations en {last.span.year}, "
            f"{_bare(first)} en {first.span.year}"
        ),
        unit="%",
        finding=(
            f"de {first.span.year} à {last.span.year}, la part des habitants sous 2,5 consultations passe de "
            f"{_bare(first)} à {_bare(last)} ({gained})"
        ),
        figure=timeline(_series(page, found.lines), page.palette, suffix=f"{NARROW_SPACE}%", height=_HEIGHT),
    )


@dataclass(frozen=True, slots=True)
class _Years:
    """The figures of an imported series: all ``rows``, and in time order by territory, the region first."""

    rows: pd.DataFrame
    lines: Mapping[str, Sequence[Observation]]

    @property
    def first(self) -> Observation:
        """The region's first year."""
        return self.lines[HOME][0]

    @property
    def last(self) -> Observation:
        """The region's last year."""
        return self.lines[HOME][-1]


def _card(page: Page, found: _Years, *, card_id: str, title: str, unit: str, finding: str, figure: go.Figure) -> Card:
    """A card on the years of a series; ``finding`` opens its reading, the départements end it."""
    spec = found.first.spec
    ends = sorted((group[-1] for code, group in found.lines.items() if code != HOME), key=lambda one: one.value)
    return Card(
        id=card_id,
        title=title,
        subtitle=f"{spec.label}, {found.first.span.year}–{found.last.span.year} ({unit}, calculée)",
        rows=found.rows,
        table=_table(found.lines, spec.label),
        reading=f"{finding}{_between(ends)}.",
        figure=figure,
        remarks=(*_years_left_out(found.lines[HOME]), *_said_otherwise(page, found.lines[HOME])),
    )


def _visits(value: float) -> str:
    """``1,36 consultation``, ``2,70 consultations``."""
    return f"{number(value, 2)} {plural(round(value, 2), 'consultation', 'consultations')}"


def _bare(one: Observation) -> str:
    """A share without its «environ», inside a sentence."""
    return one.spec.value_text(one.value)


def _short(one: Observation) -> str:
    """A figure beside others of its unit: the sign of a share stays, words go."""
    return _bare(one) if one.spec.unit.singular == "%" else number(one.value, one.spec.decimals)


def _longest(page: Page, indicator: str) -> _Years | None:
    """The figures of the longest imported series; None when it is short."""
    everything = page.data.select(indicator, territory=[HOME, *DEPARTEMENTS], category="ensemble", status="derived")
    imported = everything[everything["source"].isin(list(page.data.series))]
    home = imported[imported["territory"] == HOME]
    years = home.groupby("series")["period"].nunique()
    if years.empty or years.max() < _SHORTEST:
        return None
    rows = imported[imported["series"] == years.idxmax()]
    figures = observations(rows)
    lines = {code: [one for one in figures if one.territory == code] for code in (HOME, *DEPARTEMENTS)}
    return _Years(rows, {code: group for code, group in lines.items() if group})


def _series(page: Page, lines: Mapping[str, Sequence[Observation]]) -> list[Series]:
    return [
        Series(
            territories.name(code),
            page.palette.territory(code),
            [mark(one, page.palette.territory(code), label=territories.name(code)) for one in group],
            quiet=code != HOME,
        )
        for code, group in lines.items()
    ]


def _table(lines: Mapping[str, Sequence[Observation]], caption: str) -> Table:
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
    said = [f"{_short(one)} dans {territories.with_article(one.territory)}" for one in (low, high)]
    return f" ; les départements vont de {said[0]} à {said[1]}"


def _years_left_out(line: Sequence[Observation]) -> tuple[str, ...]:
    """The years that the series jumps over."""
    known = {one.span.year for one in line}
    missing = [str(year) for year in range(min(known), max(known)) if year not in known]
    if not missing:
        return ()
    return (f"Aucune APL dans les tables importées pour {', '.join(missing)} : la ligne passe d’une année à l’autre.",)


def _said_otherwise(page: Page, line: Sequence[Observation]) -> tuple[str, ...]:
    """Why another card gives another figure of the region for the same year: it is not counted from the communes."""
    spec = line[0].spec
    counted = {one.period: one for one in line}
    others = [
        one
        for one in observations(page.data.select(spec.id, territory=HOME, category=line[0].category))
        if one.source not in page.data.series and one.period in counted and _short(one) != _short(counted[one.period])
    ]
    if not others:
        return ()
    one = others[-1]
    publisher = page.data.source(one.source).publisher
    whose = f"calculé depuis les départements ({publisher})" if one.is_derived else f"publié par {publisher}"
    return (
        f"Pour {one.span.label}, {_short(counted[one.period])} est calculé depuis les communes de la table importée ; "
        f"{_short(one)}, montré par une autre carte, est {whose}.",
    )
