"""Cards on the access to health professionals: who has little of it, profession by profession."""

from __future__ import annotations

import pandas as pd

from demodash import territories
from demodash.analysis.issues import latest_issue, one_series
from demodash.charts.bars import bars
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE, units
from demodash.texts import capitalised, enumeration, number
from demodash.ui.card import Card
from demodash.ui.cards.building import mark, table
from demodash.ui.cards.effectifs import DEPARTEMENTS, HOME
from demodash.ui.page import Page

_PREFIX = "APL aux "
PROFESSIONS = {
    one: capitalised(CATALOGUE[one].name.removeprefix(_PREFIX))
    for one in ("apl_mg", "apl_infirmiers", "apl_kine", "apl_sages_femmes", "apl_dentistes")
}


def little_access(page: Page) -> Card | None:
    """The share of inhabitants with little access to a GP, by département, the region and France."""
    indicator = CATALOGUE["apl_part_sous_seuil"]
    everything = page.data.select(indicator.id, territory=[*DEPARTEMENTS, HOME, "FR"])
    here = one_series(everything[everything["territory"] != "FR"], HOME)
    if HOME not in set(here["territory"]):
        return None
    latest = here[here["territory"] == HOME]["period"].iloc[-1]
    rows = pd.concat([here, everything[everything["territory"] == "FR"]])
    rows = rows[rows["period"] == latest].sort_values("value", ascending=False)
    figures = [one for one in observations(rows) if one.territory != "FR"]
    france = [one for one in observations(rows) if one.territory == "FR" and not one.is_derived]
    home = next(one for one in figures if one.territory == HOME)
    worst = next((one for one in figures if one.territory != HOME), home)
    return Card(
        id="apl-sous-seuil",
        title=f"{home.text} des habitants de la région accèdent à moins de 2,5 consultations de généraliste par an",
        subtitle=f"{indicator.label}, {home.span.label} (%)",
        rows=rows,
        table=table(figures + france, indicator.label, ("Territoire", lambda one: territories.label(one.territory))),
        reading=(
            f"dans {territories.with_article(worst.territory)}, {worst.text} des habitants vivent dans une commune où "
            f"moins de 2,5 consultations de généraliste sont accessibles par an et par habitant, contre {home.text} "
            "dans la région" + (f" et {france[0].text} en France." if france else ".")
        ),
        figure=bars(
            [mark(one, _colour(page, one), label=territories.name(one.territory)) for one in figures],
            page.palette,
            reference=mark(france[0], page.palette.ink, label="France") if france else None,
        ),
    )


def by_profession(page: Page, profession: str) -> Card | None:
    """Access to one profession by département at the latest year, beside the region and France."""
    indicator = CATALOGUE[profession]
    everything = page.data.select(indicator.id, territory=[*DEPARTEMENTS, HOME, "FR"], category="ensemble")
    here = one_series(everything[everything["territory"] != "FR"], HOME)
    rows = pd.concat([here, latest_issue(everything[everything["territory"] == "FR"])])
    years = [one.span.year for one in observations(rows) if one.territory == HOME]
    if not years:
        return None
    rows = rows[rows["year"].isin([max(years), max(years) - 1])].sort_values("value", ascending=False)
    figures = [one for one in observations(rows) if one.span.year == max(years) and one.territory != "FR"]
    france = [one for one in observations(rows) if one.span.year == max(years) and one.territory == "FR"]
    before = [one for one in observations(rows) if one.span.year < max(years) and one.territory == HOME]
    home = next(one for one in figures if one.territory == HOME)
    ends = [one for one in figures if one.territory != HOME]
    return Card(
        id=f"apl-profession-{profession.replace('_', '-')}",
        title=f"{PROFESSIONS[profession]} : {_against(home, france[0]) if france else f'{_bare(home)} dans la région'}",
        subtitle=f"{indicator.label}, {home.span.label} ({indicator.unit.plural})",
        rows=rows,
        table=table(
            [*figures, *france, *before], indicator.label, ("Territoire", lambda one: territories.label(one.territory))
        ),
        reading=(
            enumeration([f"{_bare(one)} dans {territories.with_article(one.territory)}" for one in _extremes(ends)])
            + f" en {home.span.year}"
            + (f" ; la région passe de {_bare(before[0])} en {before[0].span.year} à {_bare(home)}" if before else "")
            + f" ({indicator.unit.plural})."
        ),
        figure=bars(
            [mark(one, _colour(page, one), label=territories.name(one.territory), text=_bare(one)) for one in figures],
            page.palette,
            reference=mark(france[0], page.palette.ink, label="France", text=_bare(france[0])) if france else None,
        ),
        remarks=("La valeur régionale est une moyenne des départements, pondérée par leur population.",),
        filters={"Profession": PROFESSIONS[profession]},
    )


def _bare(one: Observation) -> str:
    return number(one.value, one.spec.decimals)


def _against(home: Observation, france: Observation) -> str:
    """How the region stands beside France, as a gap in percent when there is one."""
    gap = (home.value / france.value - 1) * 100
    if round(gap) == 0:
        return "un accès égal à celui de la France"
    size = f"{number(abs(gap))}\u202f{units.PERCENT.plural}"
    return f"un accès {'supérieur' if gap > 0 else 'inférieur'} de {size} à celui de la France"


def _extremes(figures: list[Observation]) -> list[Observation]:
    return [figures[0], figures[-1]] if len(figures) > 1 else figures


def _colour(page: Page, one: Observation) -> str:
    return page.palette.accent if one.territory == HOME else page.palette.context
