"""The ages of GPs, where an imported source counts them."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from demodash import territories
from demodash.charts.bars import bars
from demodash.charts.dumbbells import Pair, dumbbells
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE
from demodash.ui.card import Card
from demodash.ui.cards.building import mark, name, table
from demodash.ui.cards.effectifs import HOME
from demodash.ui.page import Page


def pyramid(page: Page) -> Card | None:
    """The share of each age among the region's GPs, beside that of France."""
    here = page.data.select("mg_age_part", territory=HOME)
    if here.empty:
        return None
    newest = here[here["position"] == here["position"].max()]
    rows = newest[newest["source"] == newest["source"].iat[0]]
    iso, source = rows["period"].iat[0], rows["source"].iat[0]
    france = page.data.select("mg_age_part", territory="FR", source=source)
    home = _by_band(observations(rows))
    other = _by_band(observations(france[france["period"] == iso]))
    old = [
        one
        for one in observations(page.data.select("mg_part_60_plus", territory=[HOME, "FR"], source=source))
        if one.period == iso
    ]
    ours = next((one for one in old if one.territory == HOME), None)
    theirs = next((one for one in old if one.territory == "FR"), None)
    fullest = max(home.values(), key=lambda one: one.value)
    title = f"{name(fullest)} : {fullest.text} des généralistes de la région, l’âge le plus nombreux"
    if ours is not None:
        title = f"{ours.text} des généralistes de la région ont 60 ans ou plus"
        title += f", {theirs.text} en France" if theirs is not None else ""
    spec = fullest.spec
    wanted = ["mg_age_part", "mg_part_60_plus", "mg_age_effectif"]
    everything = page.data.select(wanted, territory=[HOME, "FR"], source=source)
    shown = [*home.values(), *other.values(), *old]
    return Card(
        id="mg-ages",
        title=title,
        subtitle=f"{spec.label}, Hauts-de-France et France, {fullest.span.label} (%, calculée)",
        rows=everything[everything["period"] == iso],
        table=table(
            shown,
            spec.label,
            ("Âge", lambda one: name(one) if one.category != ENSEMBLE else CATALOGUE["mg_part_60_plus"].name),
            ("Territoire", lambda one: territories.name(one.territory)),
            ("Calcul", lambda one: one.note),
        ),
        reading=(
            f"{fullest.text} des généralistes de la région ont {_aged(fullest)}"
            + (f", contre {other[fullest.category].text} en France." if fullest.category in other else ".")
        ),
        figure=_drawn(page, home, other),
        filters={"Source": page.data.source(str(source)).publisher},
    )


def _drawn(page: Page, home: Mapping[str, Observation], other: Mapping[str, Observation]) -> go.Figure:
    """The two shares of each age, or those of the region alone."""
    if not home.keys() <= other.keys():
        return bars([mark(one, page.palette.accent) for one in home.values()], page.palette)
    pairs = [
        Pair(
            label=name(one),
            before=mark(other[band], page.palette.context),
            after=mark(one, page.palette.accent),
            change=CATALOGUE["mg_ecart_region"].value_text(one.value - other[band].value, decimals=1),
        )
        for band, one in home.items()
    ]
    return dumbbells(pairs, page.palette, names=("France", "Région"))


def _by_band(found: list[Observation]) -> dict[str, Observation]:
    """The figures by age, the youngest first."""
    bands = {one.category: one for one in found}
    return {member.id: bands[member.id] for member in CATALOGUE["mg_age_part"].dimension if member.id in bands}


def _aged(one: Observation) -> str:
    """An age after «ont»: ``de 55 à 59 ans``, ``70 ans et plus``."""
    text = name(one)
    return f"de {text}" if " à " in text else text[:1].lower() + text[1:]
