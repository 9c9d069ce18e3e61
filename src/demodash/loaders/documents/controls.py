"""Percentages, sums and budgets of a document recomputed from its own figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE
from demodash.loaders.documents.extraction import Figure
from demodash.texts import decimals_of, number


@dataclass(frozen=True, slots=True)
class Control:
    """A published figure and what the document's other figures make it, said in French."""

    figure: Figure
    recomputed: float
    sentence: str
    agrees: bool


def controls(figures: Sequence[Figure]) -> tuple[Control, ...]:
    """Recompute what can be: changes of places, posts of the universities, budgets of the posts."""
    return (
        *_changes_of_medical_places(figures),
        *_changes_of_nurse_places(figures),
        *_posts(figures),
        *_budgets(figures),
    )


def _only(figures: Sequence[Figure], indicator: str, **wanted: str) -> Figure | None:
    found = [
        one
        for one in figures
        if one.indicator == indicator and all(getattr(one, name) == value for name, value in wanted.items())
    ]
    return found[0] if len(found) == 1 else None


def _changes_of_medical_places(figures: Sequence[Figure]) -> Iterator[Control]:
    for change in figures:
        if change.indicator == "places_medicales_evolution":
            where = {"territory": change.territory, "category": change.category}
            before = _only(figures, "places_medicales_avant", **where)
            after = _only(figures, "places_medicales_apres", **where)
            if before and after:
                yield _change(change, before, after)


def _changes_of_nurse_places(figures: Sequence[Figure]) -> Iterator[Control]:
    for change in figures:
        if change.indicator == "ide_places_evolution":
            first, _, last = change.period.partition("/")
            before = _only(figures, "ide_places", territory=change.territory, period=first)
            after = _only(figures, "ide_places", territory=change.territory, period=last)
            if before and after:
                yield _change(change, before, after)


def _change(change: Figure, before: Figure, after: Figure) -> Control:
    exact = (after.value - before.value) / before.value * 100
    decimals = decimals_of(change.as_printed)
    category = CATALOGUE[change.indicator].dimension.member(change.category).name
    sentence = (
        f"{CATALOGUE[change.indicator].name}, {category} : ({number(after.value)} − {number(before.value)}) / "
        f"{number(before.value)} = {number(exact, decimals, signed=True)} %, imprimé « {change.as_printed} »"
    )
    return Control(change, exact, sentence, abs(exact - change.value) <= 0.51 * 10.0**-decimals)


def _posts(figures: Sequence[Figure]) -> Iterator[Control]:
    parts = [one for one in figures if one.indicator == "ccr_postes" and one.category != ENSEMBLE]
    whole = _only(figures, "ccr_postes", category=ENSEMBLE)
    if whole and len(parts) > 1:
        total = sum(one.value for one in parts)
        added = " + ".join(number(one.value) for one in parts)
        sentence = f"{CATALOGUE['ccr_postes'].name} : {added} = {number(total)}, imprimé « {whole.as_printed} »"
        yield Control(whole, total, sentence, total == whole.value)


def _budgets(figures: Sequence[Figure]) -> Iterator[Control]:
    budget = _only(figures, "aide_budget", category="ccr")
    posts = _only(figures, "ccr_postes", category=ENSEMBLE)
    monthly = _only(figures, "aide_mensuelle", category="ccr")
    years = _only(figures, "aide_duree", category="ccr")
    if budget and posts and monthly and years:
        total = posts.value * monthly.value * 12 * years.value
        sentence = (
            f"{CATALOGUE['aide_budget'].name}, CCR : {number(posts.value)} × {number(monthly.value)} € × "
            f"{number(12 * years.value)} mois = {number(total)} €, imprimé « {budget.as_printed} »"
        )
        yield Control(budget, total, sentence, total == budget.value)
