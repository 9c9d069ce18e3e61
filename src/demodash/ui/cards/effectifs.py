"""Cards on the number of physicians: over time, by département, by region."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from demodash import territories
from demodash.analysis.issues import latest_issue
from demodash.analysis.series import base_100, change_pct
from demodash.charts.bars import bars
from demodash.charts.lines import timeline
from demodash.charts.marks import Mark, Series
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE, units
from demodash.texts import NARROW_SPACE, change_phrase, enumeration, number
from demodash.ui.card import Card
from demodash.ui.cards.building import hover, mark, table
from demodash.ui.cards.measuring import percent
from demodash.ui.page import Page

HOME = territories.HOME_REGION
DEPARTEMENTS = ("DEP-02", "DEP-59", "DEP-60", "DEP-62", "DEP-80")
UNITS = {"effectif": "Effectif", "densite": "Densité", "evolution": "Évolution", "base100": "Base 100"}
_ALWAYS = "debut"
COMPARED = {
    "FR": "France",
    **{code: territories.name(code) for code in territories.codes("REG") if code != HOME},
}
SERIES = "drees_medecins"
"""The official series: the project's own source, and the workbooks imported since."""


def _official(
    page: Page, indicator: str, *, territory: str | Sequence[str], category: str | None = None
) -> pd.DataFrame:
    return latest_issue(page.data.select(indicator, territory=territory, category=category, series=SERIES))


def starts(page: Page) -> dict[str, str]:
    """The years that a comparison may start from: id -> label, the earliest first."""
    rows = _official(page, "medecins_effectif", territory=HOME, category="ensemble")
    years = sorted(rows["year"].unique())[:-1]
    return {str(year): str(year) for year in years} or {_ALWAYS: "Toutes"}


def first_start(page: Page) -> str:
    """The earliest of them."""
    return next(iter(starts(page)))


def _since(rows: pd.DataFrame, since: str) -> pd.DataFrame:
    return rows if since == _ALWAYS else rows[rows["year"] >= int(since)]


def over_time(page: Page, unit: str, compared: Sequence[str], since: str = _ALWAYS) -> Card | None:
    """Physicians of the region since a year, beside the territories compared, in the unit asked."""
    indicator = "medecins_densite" if unit == "densite" else "medecins_effectif"
    # On one scale of numbers, France would flatten the region: numbers are shown alone.
    compared = [] if unit == "effectif" else compared
    rows = _since(_official(page, indicator, territory=[HOME, *compared], category="ensemble"), since)
    figures = observations(rows)
    lines = [_line(page, [one for one in figures if one.territory == code], unit) for code in (HOME, *compared)]
    home = [one for one in figures if one.territory == HOME]
    if len(home) < 2:
        return None
    first, last = home[0], home[-1]
    change = change_pct(first.value, last.value)
    what = "La densité de médecins" if unit == "densite" else "Le nombre de médecins"
    moved = change_phrase(
        change, percent(change), stable="est restée stable" if unit == "densite" else "est resté stable"
    )
    return Card(
        id=f"medecins-{unit}",
        title=f"{what} de la région {moved} entre {first.span.year} et {last.span.year}",
        subtitle=_subtitle(indicator, unit, [HOME, *compared], first),
        rows=rows,
        table=table(figures, CATALOGUE[indicator].label, ("Territoire", lambda one: territories.name(one.territory))),
        reading=(
            f"au 1er janvier {last.span.year}, la région compte {_said(last)}, contre {first.digits} au 1er janvier "
            f"{first.span.year}" + _against(page, indicator, first, last) + "."
        ),
        figure=timeline(
            [line for line in lines if line.marks],
            page.palette,
            from_zero=unit in {"effectif", "evolution"},
            suffix=f"{NARROW_SPACE}%" if unit == "evolution" else "",
            height=560,
        ),
        filters={
            "Unité": UNITS[unit],
            "Depuis": str(first.span.year),
            "Territoires": enumeration([territories.name(code) for code in (HOME, *compared)]),
        },
    )


def _line(page: Page, figures: Sequence[Observation], unit: str) -> Series:
    code = figures[0].territory if figures else ""
    colour = page.palette.territory(code)
    marks = [mark(one, colour) for one in figures]
    if unit in {"base100", "evolution"} and figures:
        indices = base_100([one.value for one in figures])
        values = indices if unit == "base100" else [index - 100 for index in indices]
        texts = [number(value, 1) if unit == "base100" else percent(value) for value in values]
        marks = [
            Mark(
                label=one.span.label,
                value=value,
                text=text,
                hover=f"{hover(one)}<br>{UNITS[unit]} depuis {figures[0].span.year} : {text} (calculé)",
                colour=colour,
                hollow=True,
                x=one.span.position,
            )
            for one, value, text in zip(figures, values, texts, strict=True)
        ]
    return Series(territories.name(code) if code else "", colour, marks, quiet=code != HOME)


def _said(one: Observation) -> str:
    """A number or a density of physicians inside a sentence."""
    return f"{one.digits} médecins {units.PER_100K.plural}" if one.indicator == "medecins_densite" else one.text


def _subtitle(indicator: str, unit: str, codes: Sequence[str], first: Observation) -> str:
    spec = CATALOGUE[indicator]
    changes = {"base100": f"base 100 en {first.span.year}", "evolution": f"évolution depuis {first.span.year}, en %"}
    measured = changes.get(unit, spec.unit.plural)
    return f"{spec.label}, toutes spécialités, au 1er janvier ({measured})" + (
        "" if len(codes) > 1 else f", {territories.name(HOME)}"
    )


def _against(page: Page, indicator: str, first: Observation, last: Observation) -> str:
    """How France moved over the same years, for the reading."""
    france = {one.period: one for one in observations(_official(page, indicator, territory="FR", category="ensemble"))}
    if first.period not in france or last.period not in france:
        return ""
    change = change_pct(france[first.period].value, france[last.period].value)
    ours = change_pct(first.value, last.value)
    return f" ({percent(ours)}) ; en France, l’évolution est de {percent(change)}"


def by_departement(page: Page, unit: str, since: str = _ALWAYS) -> Card | None:
    """The five départements over the same years: who gains, who loses."""
    indicator = "medecins_densite" if unit == "densite" else "medecins_effectif"
    rows = _since(_official(page, indicator, territory=DEPARTEMENTS, category="ensemble"), since)
    groups = {code: [one for one in observations(rows) if one.territory == code] for code in DEPARTEMENTS}
    groups = {code: group for code, group in groups.items() if len(group) > 1}
    if not groups:
        return None
    changes = {code: change_pct(group[0].value, group[-1].value) for code, group in groups.items()}
    ordered = sorted(changes, key=lambda code: changes[code])
    span = groups[ordered[0]]
    losing = [territories.name(code) for code in ordered if changes[code] < 0]
    title = (
        f"{enumeration(losing)} : moins de médecins qu’en {span[0].span.year}"
        if losing
        else f"Les cinq départements ont plus de médecins qu’en {span[0].span.year}"
    )
    if unit == "densite":
        title = title.replace("moins de médecins", "une densité plus faible").replace(
            "plus de médecins", "une densité plus forte"
        )
    lowest, highest = ordered[0], ordered[-1]
    marks = [
        Mark(
            label=territories.name(code),
            value=changes[code],
            text=percent(changes[code]),
            hover="<br>".join(
                [
                    f"<b>{percent(changes[code])}</b> (calculé)",
                    territories.name(code),
                    f"{groups[code][0].text} en {groups[code][0].span.year}",
                    f"{groups[code][-1].text} en {groups[code][-1].span.year}",
                ]
            ),
            colour=page.palette.accent,
            hollow=True,
        )
        for code in ordered
    ]
    return Card(
        id=f"medecins-departements-{'densite' if unit == 'densite' else 'effectif'}",
        title=title,
        subtitle=f"{CATALOGUE[indicator].label}, évolution calculée {span[0].span.year}–{span[-1].span.year} (%)",
        rows=rows,
        table=table(
            [one for code in ordered for one in (groups[code][0], groups[code][-1])],
            CATALOGUE[indicator].label,
            ("Département", lambda one: territories.label(one.territory)),
        ),
        reading=(
            f"de {span[0].span.year} à {span[-1].span.year}, {territories.with_article(lowest)} passe de "
            f"{groups[lowest][0].digits} à {_said(groups[lowest][-1])}, et {territories.with_article(highest)} de "
            f"{groups[highest][0].digits} à {groups[highest][-1].digits}."
        ),
        figure=bars(marks, page.palette, height=320),
        filters={"Unité": UNITS[unit], "Depuis": str(span[0].span.year)},
    )


def regions(page: Page) -> Card | None:
    """Density of physicians of every region at the latest date, from the highest to the lowest."""
    everything = _official(page, "medecins_densite", territory=territories.codes("REG"))
    if everything.empty:
        return None
    rows = everything[everything["position"] == everything["position"].max()].sort_values("value", ascending=False)
    figures = observations(rows)
    home = next(one for one in figures if one.territory == HOME)
    rank = figures.index(home) + 1
    france = [
        one for one in observations(_official(page, "medecins_densite", territory="FR")) if one.period == home.period
    ]
    marks = [
        Mark(
            territories.name(one.territory),
            one.value,
            number(one.value, 0),
            hover(one),
            page.palette.territory(one.territory),
            hollow=one.is_derived,
        )
        for one in figures
    ]
    behind = f"{rank}e sur {len(figures)}" if rank > 1 else f"première sur {len(figures)}"
    reading = f"au 1er janvier {home.span.year}, la région compte {_said(home)}"
    reference = None
    if france:
        gap = home.value - france[0].value
        reading += f", soit {number(abs(gap), 1)} de {'moins' if gap < 0 else 'plus'} qu’en France"
        reference = Mark("France", france[0].value, number(france[0].value, 0), "", page.palette.ink)
    return Card(
        id="medecins-regions",
        title=f"La région est {behind} pour la densité de médecins",
        subtitle=f"{CATALOGUE['medecins_densite'].label}, {home.span.label} ({units.PER_100K.plural}, calculée)",
        rows=rows,
        table=table(figures, "Densité de médecins par région", ("Région", lambda one: territories.name(one.territory))),
        reading=reading + ".",
        figure=bars(marks, page.palette, reference=reference),
    )
