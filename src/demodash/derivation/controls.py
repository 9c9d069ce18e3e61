"""Published figures beside what their own operands give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pandas as pd

from demodash import territories
from demodash.derivation.figures import ROUNDING, Figure, Figures, decimals
from demodash.derivation.links import CHANGES, LINKS, POPULATION_SHARES, SPANS, SUMS, Term
from demodash.derivation.recipes import (
    Operand,
    Recipe,
    change,
    inhabitants,
    operand,
    per_100k,
    recipe,
    share,
    total,
)
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE, Kind
from demodash.periods import period
from demodash.territories import Level

CONTROL_COLUMNS = (
    "indicator",
    "territory",
    "category",
    "period",
    "source",
    "locator",
    "published",
    "recomputed",
    "difference",
    "agrees",
    "working",
    "sentence",
)


def controls(observations: pd.DataFrame) -> pd.DataFrame:
    """Recompute every published figure whose operands are in the table (computed rows included).

    Gives one row per figure and way to recompute it, columns CONTROL_COLUMNS: ``published`` and ``recomputed`` in the
    indicator's unit, ``difference`` the second minus the first, ``agrees`` whether they are equal within what the
    printed forms of both admit, ``working`` the computation in figures, ``sentence`` the whole in French.
    """
    figures = Figures.of_table(observations)
    rows = []
    for recipes in RECIPES:
        for one in recipes(figures):
            if not one.target.is_derived:
                rows.append(_row(one))
    return pd.DataFrame(rows, columns=list(CONTROL_COLUMNS))


def _row(one: Recipe) -> tuple[object, ...]:
    target = one.target
    recomputed = round(one.value, ROUNDING)
    return (
        target.indicator,
        target.territory,
        target.category,
        target.period,
        target.source,
        target.locator,
        target.value,
        recomputed,
        round(recomputed - target.value, ROUNDING),
        one.agrees,
        one.working,
        _sentence(one, recomputed),
    )


def _sentence(one: Recipe, recomputed: float) -> str:
    target = one.target
    indicator = CATALOGUE[target.indicator]
    printed = decimals(target)
    shown = max(printed, indicator.decimals)
    differs = round(recomputed, shown) != round(target.value, shown)
    if one.agrees and differs and indicator.unit.kind in {Kind.SHARE, Kind.CHANGE}:
        shown += 1
    about = [indicator.label]
    if target.category != ENSEMBLE:
        about.append(indicator.dimension.member(target.category).name)
    about += [territories.name(target.territory), period(target.period).label]
    published = indicator.value_text(target.value, qualifier=target.qualifier, decimals=printed)
    computed = indicator.value_text(recomputed, qualifier=one.qualifier, decimals=shown)
    verdict = "les deux s’accordent" if one.agrees else "les deux ne s’accordent pas"
    return (
        f"{', '.join(about)} : {published} selon l’éditeur, {target.locator} ; {computed} en recalculant, "
        f"{one.working} : {verdict}."
    )


def sums(figures: Figures) -> Iterator[Recipe]:
    """Totals that the categories of the same source make."""
    for indicator, makings in SUMS.items():
        for whole, parts in makings:
            for target in figures.of(indicator, category=whole):
                found = _all(
                    figures.one(
                        indicator,
                        territory=target.territory,
                        category=part,
                        period=target.period,
                        source=target.source,
                    )
                    for part in parts
                )
                if found:
                    yield recipe(target, found, total, " + ".join(["{}"] * len(found)))


def changes(figures: Figures) -> Iterator[Recipe]:
    """Changes between two figures of the same source and date."""
    for indicator, (after, before) in CHANGES.items():
        for target in figures.of(indicator):
            found = _all(figures.beside(target, name) for name in (after, before))
            if found:
                yield recipe(target, [found[0], found[1], found[1]], _change_of_three, "({} − {}) / {}")


def spans(figures: Figures) -> Iterator[Recipe]:
    """Changes between the two ends of a period, from the same source when it gives both."""
    for indicator, counted in SPANS.items():
        for target in figures.of(indicator):
            first, _, last = target.period.partition("/")
            found = _all(
                _at(figures, counted, target.territory, end, source)
                for source in (target.source,)
                for end in (last, first)
            ) or _all(_at(figures, counted, target.territory, end, None) for end in (last, first))
            if found:
                yield recipe(target, [found[0], found[1], found[1]], _change_of_three, "({} − {}) / {}")


def population_shares(figures: Figures) -> Iterator[Recipe]:
    """Shares of the population from the announced inhabitants and the municipal population."""
    for indicator, counted in POPULATION_SHARES.items():
        for target in figures.of(indicator, category=ENSEMBLE):
            for people in figures.of(counted, territory=target.territory, period=_near(target.period)):
                form = "{} / {} habitants"
                if people.is_derived:
                    form = "{} habitants comptés dans les communes / {} habitants"
                operands = (operand(people), inhabitants(target.territory))
                yield Recipe(target, operands, share, form)


def population_of_region(figures: Figures) -> Iterator[Recipe]:
    """The share of the country's population in a region, and densities from a count of the same field."""
    for target in figures.of("population_part_france"):
        operands = (inhabitants(target.territory), inhabitants(Level.FRANCE.value))
        yield Recipe(target, operands, share, "{} / {} habitants")
    for target in figures.of("mg_densite"):
        count = figures.one(
            "mg_effectif",
            territory=target.territory,
            category=target.category,
            period=target.period,
        )
        people = inhabitants(target.territory)
        if count is not None and target.category != ENSEMBLE and target.territory.startswith("REG-"):
            exact = _exact(figures, count)
            yield Recipe(target, (operand(exact), people), per_100k, "{} / {} habitants")


def departements(figures: Figures) -> Iterator[Recipe]:
    """Eligible shares of regions from those of their départements; national sums from the départements' rows."""
    for target in figures.of("zonage_part_eligible"):
        if target.territory.startswith("REG-"):
            codes = territories.children(target.territory, Level.DEPARTEMENT)
            found = _all(figures.one("zonage_part_eligible", territory=code, period=target.period) for code in codes)
            if found:
                people = [inhabitants(code) for code in codes]
                whole = inhabitants(target.territory).written
                form = f"({' + '.join(['{} % × {}'] * len(codes))}) / {whole} habitants"
                pairs: list[Operand] = [one for pair in zip(map(operand, found), people, strict=True) for one in pair]
                yield Recipe(target, tuple(pairs), _weighted_mean, form)
    for target in figures.of("apl_population_sous_seuil", territory=Level.FRANCE.value):
        parts = [
            one
            for one in figures.of("apl_population_sous_seuil", period=target.period, source=target.source)
            if one.territory.startswith("DEP-")
        ]
        if parts:
            yield recipe(target, parts, total, f"somme de {len(parts)} départements")


def links(figures: Figures) -> Iterator[Recipe]:
    """The figures that others, declared one by one, recompute."""
    for link in LINKS:
        for target in figures.of(link.indicator, territory=link.territory, category=link.category, period=link.period):
            found = _all(_term(figures, target, term) for term in link.terms)
            if found and target not in found:
                yield recipe(target, found, link.compute, link.form)


RECIPES: tuple[Callable[[Figures], Iterable[Recipe]], ...] = (
    sums,
    changes,
    spans,
    population_shares,
    population_of_region,
    departements,
    links,
)


def _change_of_three(last: float, first: float, base: float) -> float:
    return change(last, first) * first / base


def _weighted_mean(*values: float) -> float:
    shares, people = values[0::2], values[1::2]
    return sum(one * count for one, count in zip(shares, people, strict=True)) / sum(people)


def _all(found: Iterable[Figure | None]) -> list[Figure]:
    """The figures when every one is there, nothing otherwise."""
    figures = list(found)
    kept = [one for one in figures if one is not None]
    return kept if len(kept) == len(figures) else []


def _at(figures: Figures, indicator: str, territory: str, end: str, source: str | None) -> Figure | None:
    """The figure of one end of a period: of that very period, or of the 1 January of that year."""
    for iso in (end, f"{end}-01-01"):
        found = figures.one(indicator, territory=territory, category=ENSEMBLE, period=iso, source=source)
        if found is not None:
            return found
    return None


def _term(figures: Figures, target: Figure, term: Term) -> Figure | None:
    options = {
        "territory": term.territory or target.territory,
        "category": term.category or target.category,
        "period": term.period or target.period,
    }
    name = term.indicator or target.indicator
    own = None if term.source else figures.one(name, source=target.source, **options)
    return own or figures.one(name, source=term.source or None, **options)


def _near(iso: str) -> str:
    """The period of the announced inhabitants that go with a share."""
    return {"2020/2022": "2018/2022"}.get(iso, iso)


def _exact(figures: Figures, count: Figure) -> Figure:
    """The computed sum of a count when its published form is only a bound."""
    sums_found = figures.of(count.indicator, territory=count.territory, category=count.category, period=count.period)
    return next((one for one in sums_found if one.is_derived), count)
