"""Cards of the page «Exercice coordonné» on who works in the MSP: by profession, and for one MSP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from demodash import territories
from demodash.analysis.composition import Ratio, ratios, remainder
from demodash.analysis.measures import Measure
from demodash.analysis.population import inhabitants
from demodash.analysis.series import change_pct, per_100k
from demodash.charts.bars import bars
from demodash.charts.dumbbells import Pair, dumbbells
from demodash.charts.marks import Mark
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE, units
from demodash.indicators.model import ENSEMBLE
from demodash.periods import period
from demodash.texts import STATUS_WORDS, enumeration, number
from demodash.ui.card import Card
from demodash.ui.cards.measuring import MEASURES, RATES, measure_unit, percent, rate
from demodash.ui.cards.publishers import of_publishers
from demodash.ui.markup import Table
from demodash.ui.page import Page

HOME = territories.HOME_REGION
STAFF, OPEN, PER_MSP = "msp_professionnels", "msp_activite", "msp_professionnels_par_msp"
OTHERS = "autres"
_OTHERS_LABEL = "Autres professions"
_NAMED = ("medecin_generaliste", "infirmier", "kine", "sage_femme")
PROFESSIONS = {**{one: CATALOGUE[STAFF].dimension.member(one).name for one in _NAMED}, OTHERS: _OTHERS_LABEL}
EMPTY = "Choisissez une profession, et des éditeurs qui publient les deux années."


@dataclass(frozen=True, slots=True)
class _Row:
    """One profession at two dates; ``is_rest`` when it is what the published professions leave of the total."""

    label: str
    before: float
    after: float
    before_text: str
    after_text: str
    status: str
    is_rest: bool = False

    @property
    def change_pct(self) -> float:
        return change_pct(self.before, self.after)


def by_profession(page: Page, measure: str, professions: Sequence[str], publishers: Sequence[str]) -> Card | None:
    """Professionals working in an MSP at the first and the last date, profession by profession."""
    shown = Measure(measure)
    rows = of_publishers(page, page.data.select(STAFF, territory=HOME), publishers)
    figures = observations(rows)
    dates = _two_dates(figures)
    if dates is None:
        return None
    whole = _row(figures, ENSEMBLE, dates)
    found = [row for one in PROFESSIONS if one in professions for row in [_row(figures, one, dates)] if row is not None]
    found = [row for row in found if row.before]
    if not found:
        return None
    first, last = (period(iso).label for iso in dates)
    return Card(
        id=f"msp-professions-{shown.value}",
        title=_title(whole, found, last),
        subtitle=(
            f"{CATALOGUE[STAFF].label}, {territories.name(HOME)}, {first} et {last} "
            f"({measure_unit(shown, units.PROFESSIONALS, first)})"
        ),
        rows=rows,
        table=_table([*([whole] if whole else []), *found], first, last),
        reading=_reading(found, first, last),
        figure=_figure(page, found, shown, dates),
        remarks=(RATES,) if shown is Measure.PER_100K else (),
        filters={
            "Mesure": MEASURES[shown],
            "Professions": enumeration([PROFESSIONS[one] for one in PROFESSIONS if one in professions]),
        },
    )


def _two_dates(figures: Sequence[Observation]) -> tuple[str, str] | None:
    dates = list(dict.fromkeys(one.period for one in sorted(figures, key=lambda one: one.span.position)))
    return (dates[0], dates[-1]) if len(dates) > 1 else None


def _row(figures: Sequence[Observation], profession: str, dates: tuple[str, str]) -> _Row | None:
    if profession == OTHERS:
        rests = [remainder(figures, iso) for iso in dates]
        if rests[0] is None or rests[1] is None:
            return None
        texts = [CATALOGUE[STAFF].value_text(rest) for rest in rests]
        return _Row(_OTHERS_LABEL, rests[0], rests[1], texts[0], texts[1], "derived", is_rest=True)
    by_date = {one.period: one for one in figures if one.category == profession}
    if not set(dates) <= set(by_date):
        return None
    before, after = (by_date[iso] for iso in dates)
    return _Row(after.member.name, before.value, after.value, before.text, after.text, before.status)


def _title(whole: _Row | None, found: Sequence[_Row], last: str) -> str:
    most = max(found, key=lambda row: row.change_pct)
    fastest = f"{most.label.lower()} : {percent(most.change_pct)}"
    if whole is None:
        return f"Professionnels en MSP, {fastest} jusqu’en {last}"
    gap = whole.after - whole.before
    count = f"{number(abs(gap))} {units.PROFESSIONALS.after(gap)}"
    head = f"{count} de {'plus' if gap >= 0 else 'moins'} en MSP ({percent(whole.change_pct)})"
    return f"{head} ; plus forte évolution, {fastest}" if len(found) > 1 else head


def _reading(found: Sequence[_Row], first: str, last: str) -> str:
    row = max(found, key=lambda each: abs(each.after - each.before))
    return (
        f"{row.label.lower()}, {row.before_text} en {first} et {row.after_text} au relevé suivant ({last}), soit "
        f"{percent(row.change_pct)}."
    )


def _table(found: Sequence[_Row], first: str, last: str) -> Table:
    return Table(
        headers=("Profession", first, last, "Différence", "Évolution", "Statut"),
        rows=[
            (
                row.label,
                number(row.before),
                number(row.after),
                number(row.after - row.before, signed=True),
                percent(row.change_pct),
                STATUS_WORDS[row.status],
            )
            for row in found
        ],
        caption=CATALOGUE[STAFF].label,
        numeric=(1, 2, 3, 4),
        marks=["derived" if row.is_rest else "" for row in found],
    )


def _figure(page: Page, found: Sequence[_Row], shown: Measure, dates: tuple[str, str]) -> go.Figure:
    colour, grey = page.palette.accent, page.palette.context
    if shown is Measure.CHANGE or shown is Measure.INDEX:
        ranked = sorted(found, key=lambda row: row.change_pct, reverse=True)
        index = shown is Measure.INDEX
        marks = []
        for row in ranked:
            text = number(100 + row.change_pct, 1) if index else percent(row.change_pct)
            said = f"<b>{text}</b> (calculé)<br>{row.label}<br>{row.before_text} puis {row.after_text}"
            value = 100 + row.change_pct if index else row.change_pct
            marks.append(Mark(row.label, value, text, said, colour, hollow=True))
        return bars(marks, page.palette, base=100 if index else 0, height=300)
    known = inhabitants(page.data)
    people = [known(HOME, period(iso).year) for iso in dates]
    scale = [per_100k(1, one) if one else 1.0 for one in people] if shown is Measure.PER_100K else [1.0, 1.0]
    written = rate if shown is Measure.PER_100K else number
    pairs = []
    for row in sorted(found, key=lambda each: each.after, reverse=True):
        ends = []
        for value, text, factor, tint in (
            (row.before, row.before_text, scale[0], grey),
            (row.after, row.after_text, scale[1], colour),
        ):
            said = f"<b>{text}</b><br>{row.label}"
            ends.append(Mark(row.label, value * factor, written(value * factor), said, tint, hollow=row.is_rest))
        pairs.append(Pair(row.label, ends[0], ends[1], percent(row.change_pct)))
    return dumbbells(pairs, page.palette, names=(str(period(dates[0]).year), str(period(dates[1]).year)))


def per_msp(page: Page, publishers: Sequence[str]) -> Card | None:
    """Professionals for one MSP at each date, as a whole and by profession, from the numbers of one publication."""
    staff = of_publishers(page, page.data.select(STAFF, territory=HOME), publishers)
    houses = of_publishers(page, page.data.select(OPEN, territory=HOME, status=("published", "inferred")), publishers)
    found = ratios(observations(staff), observations(houses))
    whole = [one for one in found if one.figure.category == ENSEMBLE]
    if not whole:
        return None
    last = whole[-1]
    spec = CATALOGUE[PER_MSP]
    used = houses[houses["source"].isin({one.divisor.source for one in found})]
    return Card(
        id="msp-professionnels-par-msp",
        title=_per_msp_title(whole),
        subtitle=f"{spec.label}, {territories.name(HOME)} ; {spec.formula.text if spec.formula else ''} (calculé)",
        rows=pd.concat([staff, used]),
        table=_per_msp_table(found),
        reading=_per_msp_reading(last),
        figure=_per_msp_figure(page, found),
    )


def _ratio_text(one: Ratio) -> str:
    return number(one.value, CATALOGUE[PER_MSP].decimals)


def _per_msp_title(whole: Sequence[Ratio]) -> str:
    first, last = whole[0], whole[-1]
    text = f"{_ratio_text(last)} {CATALOGUE[PER_MSP].unit.plural} en {last.figure.span.year}"
    return text if first is last else f"{text}, contre {_ratio_text(first)} en {first.figure.span.year}"


def _per_msp_reading(last: Ratio) -> str:
    text = f"{last.figure.text} pour {last.divisor.text} ({last.figure.span.label}), soit {_ratio_text(last)} par MSP."
    return f"{text} Relevé : {last.figure.note.rstrip('.')}." if last.figure.note else text


def _per_msp_table(found: Sequence[Ratio]) -> Table:
    return Table(
        headers=("Profession", "Date", "Professionnels", "MSP", "Par MSP"),
        rows=[
            (
                one.figure.member.name,
                one.figure.span.label,
                one.figure.digits,
                one.divisor.digits,
                _ratio_text(one),
            )
            for one in found
        ],
        caption=CATALOGUE[PER_MSP].label,
        numeric=(2, 3, 4),
        marks=["derived"] * len(found),
    )


def _per_msp_figure(page: Page, found: Sequence[Ratio]) -> go.Figure:
    by_profession: dict[str, list[Ratio]] = {}
    for one in found:
        by_profession.setdefault(one.figure.category, []).append(one)
    both = {profession: each for profession, each in by_profession.items() if len(each) > 1}
    if not both:
        return bars([_ratio_mark(each[-1], page.palette.accent) for each in by_profession.values()], page.palette)
    pairs = [
        Pair(
            each[0].figure.member.name,
            _ratio_mark(each[0], page.palette.context),
            _ratio_mark(each[-1], page.palette.accent),
            percent(change_pct(each[0].value, each[-1].value)),
        )
        for each in both.values()
    ]
    pairs.sort(key=lambda pair: pair.after.value, reverse=True)
    years = [one.figure.span.year for one in next(iter(both.values()))]
    return dumbbells(pairs, page.palette, names=(str(years[0]), str(years[-1])))


def _ratio_mark(one: Ratio, colour: str) -> Mark:
    text = _ratio_text(one)
    said = f"<b>{text}</b> par MSP (calculé)<br>{one.figure.text} pour {one.divisor.text}<br>{one.figure.span.label}"
    return Mark(one.figure.member.name, one.value, text, said, colour, hollow=True)
