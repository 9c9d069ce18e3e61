"""The card that sets side by side the figures on which publications differ: values, dates, gap, possible reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from demodash import territories
from demodash.analysis.divergences import divergences
from demodash.analysis.series import change_pct
from demodash.analysis.successions import doubtful_successions
from demodash.charts.bars import bars
from demodash.charts.marks import Mark
from demodash.dataset import Observation, observations
from demodash.indicators import units
from demodash.indicators.model import ENSEMBLE, Kind
from demodash.texts import NARROW_SPACE, enumeration, number, plural
from demodash.ui.card import Card
from demodash.ui.cards import aides, courses, exercice
from demodash.ui.cards.measuring import percent, wrapped
from demodash.ui.cards.publishers import of_publishers
from demodash.ui.markup import Table
from demodash.ui.page import Page


@dataclass(frozen=True, slots=True)
class _Case:
    """Figures of one thing, in time order, that call for an explanation; ``doubt`` says what is odd beside the gap."""

    figures: tuple[Observation, ...]
    doubt: str

    @property
    def low(self) -> Observation:
        return min(self.figures, key=lambda one: one.value)

    @property
    def high(self) -> Observation:
        return max(self.figures, key=lambda one: one.value)

    @property
    def gap_pct(self) -> float:
        return change_pct(self.low.value, self.high.value) if self.low.value else 0.0

    @property
    def what(self) -> str:
        one = self.low
        return one.spec.name if one.category == ENSEMBLE else f"{one.spec.name} ({one.member.name})"

    @property
    def years(self) -> str:
        return enumeration([str(year) for year in sorted({one.span.year for one in self.figures})])


_ABOUT: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "aides": (aides.INDICATORS, ()),
    "exercice": (exercice.INDICATORS, exercice.ONLY_GROW),
    "formation": (courses.INDICATORS, ()),
}
"""What the pages set side by side: indicators, and those of them that should only grow."""


def between_publications(page: Page, about: str, publishers: Sequence[str] = ()) -> Card | None:
    """The disagreements on what a page is about: ``aides``, ``exercice`` or ``formation``."""
    indicators, only_grow = _ABOUT[about]
    return disagreements(page, f"{about}-desaccords", indicators, publishers=publishers, only_grow=only_grow)


def disagreements(
    page: Page,
    card_id: str,
    indicators: Iterable[str],
    *,
    publishers: Sequence[str] = (),
    only_grow: Sequence[str] = (),
) -> Card | None:
    """The disagreements on some indicators, widest first; among the publishers chosen (ids), all when none is.

    ``only_grow``: indicators whose later figure should not be lower than the one before.
    """
    rows = of_publishers(page, page.data.select(indicators), publishers)
    cases = _cases(page, observations(rows), only_grow)
    if not cases:
        return None
    widest = cases[0]
    count = len(cases)
    return Card(
        id=card_id,
        title=(
            f"{count} {plural(count, 'désaccord', 'désaccords')} entre publications ; le plus large : "
            f"{widest.what}, {_place(widest)}, {_values(widest)}"
        ),
        subtitle="Écart entre la plus haute et la plus basse valeur publiées, en % de la plus basse",
        rows=_rows(rows, cases),
        table=_table(page, cases),
        reading=_reading(page, widest),
        figure=bars([_mark(page, case) for case in cases], page.palette),
    )


def _cases(page: Page, figures: Sequence[Observation], only_grow: Sequence[str]) -> list[_Case]:
    cases = [
        _Case(tuple(sorted(found.figures, key=lambda one: one.span.position)), "")
        for found in divergences(figures, page.data.sources)
    ]
    known = {frozenset((one, other)) for case in cases for one in case.figures for other in case.figures}
    for pair in doubtful_successions(figures, only_grow=only_grow):
        if frozenset((pair.before, pair.after)) in known:
            continue
        doubt = (
            "La valeur la plus récente est la plus basse."
            if pair.falls
            else f"{pair.days_apart} {plural(pair.days_apart, 'jour', 'jours')} séparent les deux dates : "
            "une croissance rapide est possible."
        )
        cases.append(_Case((pair.before, pair.after), doubt))
    return sorted(cases, key=lambda case: case.gap_pct, reverse=True)


def _place(case: _Case) -> str:
    return territories.name(case.low.territory)


def _values(case: _Case) -> str:
    return f"{number(case.low.value, case.low.spec.decimals)} et {case.high.text}"


def _said(page: Page, one: Observation) -> str:
    return f"{one.text} ({page.data.source(one.source).publisher}, {one.span.label})"


def _why(case: _Case) -> str:
    """What the notes of the figures say, else the caveats of the indicator."""
    notes = [one.note.rstrip(".") + "." for one in case.figures if one.note]
    reasons = list(dict.fromkeys([*([case.doubt] if case.doubt else []), *notes]))
    return " ".join(reasons or case.low.spec.caveats) or "Aucune explication n’est publiée."


def _reading(page: Page, case: _Case) -> str:
    said = enumeration([_said(page, one) for one in case.figures])
    spec, gap = case.low.spec, case.high.value - case.low.value
    unit = units.POINTS if spec.unit.kind is Kind.SHARE else spec.unit
    return (
        f"{case.what}, {_place(case)} : {said}, soit {number(gap, spec.decimals)} {unit.after(gap)} d’écart "
        f"({percent(case.gap_pct)}). {_why(case)}"
    )


def _rows(rows: pd.DataFrame, cases: Sequence[_Case]) -> pd.DataFrame:
    wanted = {
        (one.indicator, one.territory, one.category, one.period, one.source, one.locator)
        for case in cases
        for one in case.figures
    }
    keys = zip(
        *(rows[name] for name in ("indicator", "territory", "category", "period", "source", "locator")), strict=True
    )
    return rows[[key in wanted for key in keys]]


def _table(page: Page, cases: Sequence[_Case]) -> Table:
    return Table(
        headers=("Chiffre", "Territoire", "Valeurs publiées", "Écart", "Pourquoi"),
        rows=[
            (
                case.what,
                _place(case),
                " ; ".join(_said(page, one) for one in case.figures),
                percent(case.gap_pct),
                _why(case),
            )
            for case in cases
        ],
        caption="Désaccords entre publications",
        numeric=(3,),
    )


def _mark(page: Page, case: _Case) -> Mark:
    text = percent(case.gap_pct)
    said = "<br>".join([f"<b>{percent(case.gap_pct)}</b> (calculé)", *(_said(page, one) for one in case.figures)])
    unit = f"{NARROW_SPACE}{units.PERCENT.plural}" if case.low.spec.unit.kind is Kind.SHARE else ""
    both = f"{case.low.digits} et {case.high.digits}{unit}"
    label = wrapped(case.what, f"{_place(case)}, {case.years}", both, width=26)
    return Mark(label, case.gap_pct, text, said, page.palette.territory(case.low.territory), hollow=True)
