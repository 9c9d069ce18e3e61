"""Cards on the editions of the zoning: what each covers, and what publishers say of it."""

from __future__ import annotations

import pandas as pd

from demodash import territories
from demodash.charts.bars import bars
from demodash.charts.dumbbells import Pair, dumbbells
from demodash.charts.marks import Mark
from demodash.charts.stacks import Stack, stacks
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE
from demodash.texts import NO_DATA, number, plural
from demodash.ui.card import Card
from demodash.ui.cards.building import hover, mark, name, table
from demodash.ui.cards.measuring import wrapped
from demodash.ui.markup import Table
from demodash.ui.page import Page

HOME = "REG-32"
EDITIONS = {"2022-04-26": "Zonage d’avril 2022", "2026-01-01": "Zonage de 2026"}
_ZONES = ("zip", "zac", "zar")
_CLASSES = (*_ZONES, "hz")
BESIDE = 350
"""Height of the two charts that stand side by side."""


def territories_by_class(page: Page) -> Card | None:
    """How many territoires de vie-santé each of the last two editions puts in each class."""
    rows = page.data.select("zonage_tvs", territory=HOME, category=_ZONES)
    before, after = ({one.category: one for one in _of(rows, edition)} for edition in EDITIONS)
    if not before or not after:
        return None
    pairs = []
    for zone in _ZONES:
        if zone not in before:
            continue
        first = before[zone]
        last = after.get(zone)
        colour = page.palette.of(zone)
        change = (last.value if last else 0) - first.value
        pairs.append(
            Pair(
                label=name(first),
                before=mark(first, page.palette.context, text=number(first.value)),
                after=mark(last, colour, text=number(last.value)) if last else _gone(first, colour),
                change=number(change, signed=True),
            )
        )
    zip_change = after["zip"].value - before["zip"].value
    more = "plus" if zip_change > 0 else "moins"
    return Card(
        id="zonage-tvs",
        title=f"{number(abs(zip_change))} territoires de {more} en ZIP dans le zonage de 2026",
        subtitle="Territoires de vie-santé par type de zone, Hauts-de-France, éditions de 2022 et de 2026",
        rows=rows,
        table=table(
            [one for edition in EDITIONS for one in _of(rows, edition)],
            "Territoires de vie-santé par type de zone et par édition",
            ("Type de zone", lambda one: one.member.label),
            ("Édition", lambda one: EDITIONS[one.period]),
        ),
        reading=(
            f"la région passe de {before['zip'].text} en ZIP en 2022 à {after['zip'].text} en 2026 ; les ZAC de "
            f"{number(before['zac'].value)} à {number(after['zac'].value)}"
            + (", et la classe ZAR disparaît." if "zar" in before and "zar" not in after else ".")
        ),
        figure=dumbbells(pairs, page.palette, names=("2022", "2026"), height=BESIDE),
    )


def _of(rows: pd.DataFrame, edition: str) -> list[Observation]:
    return [one for one in observations(rows) if one.period == edition]


def _gone(first: Observation, colour: str) -> Mark:
    return Mark(name(first), 0.0, "aucun", f"<b>{name(first)}</b><br>Classe absente de l’édition de 2026", colour)


def eligible_share(page: Page) -> Card | None:
    """The share of inhabitants in an eligible zone, by edition and publisher: the disagreement of 2022 in sight."""
    rows = page.data.select("zonage_part_eligible", territory=HOME)
    figures = sorted(observations(rows), key=lambda one: (one.span.start, one.value))
    if not figures:
        return None
    marks = [
        Mark(
            label=wrapped(*f"{_edition(page, one)} · {_who(page, one)}".split("<br>")),
            value=one.value,
            text=one.text,
            hover=hover(one),
            colour=page.palette.accent,
            hollow=one.is_derived,
        )
        for one in figures
    ]
    edition = [one for one in figures if one.span.year == 2022 and not one.span.is_interval]
    spread = (
        max(edition, key=lambda one: one.value).value - min(edition, key=lambda one: one.value).value if edition else 0
    )
    indicator = CATALOGUE["zonage_part_eligible"]
    differing = len({round(one.value, 1) for one in edition})
    return Card(
        id="zonage-population",
        title=(
            f"Zonage de 2022 : {differing} parts différentes pour la même population"
            if differing > 1
            else f"{figures[-1].text} de la population vit en zone éligible aux aides"
        ),
        subtitle=f"{indicator.label}, Hauts-de-France, par édition et par éditeur",
        rows=rows,
        table=table(
            figures,
            indicator.label,
            ("Édition", lambda one: _named(page, one) or one.span.label),
            ("Éditeur", lambda one: _who(page, one).replace("<br>", ", ")),
        ),
        reading=(
            f"pour l’édition d’avril 2022, les parts publiées ou recalculées diffèrent de {number(spread, 1)} "
            f"{plural(spread, 'point', 'points')} ; aucune n’est écartée ici.{_people(page)}"
        ),
        figure=bars(marks, page.palette, height=62 * len(marks)),
        remarks=("Les parts calculées rapportent les habitants annoncés à la population municipale de 2023.",),
    )


def _people(page: Page) -> str:
    """The inhabitants announced in 2022, beside those counted from the communes."""
    rows = page.data.select("zonage_population_eligible", territory=HOME)
    of_2022 = [one for one in observations(rows) if one.span.year == 2022 and not one.span.is_interval]
    announced = [one for one in of_2022 if not one.is_derived]
    counted = [one for one in of_2022 if "commune" in one.locator]
    if not announced or not counted:
        return ""
    return f" L’annonce compte {announced[0].text} en zone éligible, les communes classées en ont {counted[0].digits}."


def _edition(page: Page, one: Observation) -> str:
    """The edition that was counted from its communes, or the period without its day, for a narrow axis."""
    return _named(page, one) or (one.span.label if one.span.is_interval else str(one.span.year))


def _named(page: Page, one: Observation) -> str:
    """The edition by its name, where several are counted from their communes: two of one year look the same."""
    known = {edition.id: edition.name for edition in page.data.zonings}
    return f"Zonage {known[one.source]}" if len(known) > 1 and one.source in known else ""


def _who(page: Page, one: Observation) -> str:
    publisher = page.data.source(one.source).publisher
    if not one.is_derived:
        return publisher
    if "commune" in one.locator:
        return "calculé<br>depuis les communes"
    how = "calculé par département" if "%" in one.note else "calculé"
    return f"{how}<br>d’après {publisher}"


def population_by_zone(page: Page) -> Card | None:
    """How the inhabitants of the region and of each département share out among the zone types."""
    places = (HOME, *territories.children(HOME, "DEP"))
    spec = CATALOGUE["zonage_population_part"]
    rows = page.data.select(["zonage_population", spec.id], territory=places, category=_CLASSES)
    found = {(one.indicator, one.territory, one.category): one for one in observations(rows)}
    parts = {place: [found.get((spec.id, place, zone)) for zone in _CLASSES] for place in places}
    whole = {place: [one for one in group if one] for place, group in parts.items() if all(group)}
    if HOME not in whole:
        return None
    home = whole[HOME][0]
    ordered = [HOME, *sorted((one for one in whole if one != HOME), key=lambda one: -whole[one][0].value)]
    most = ordered[1] if len(ordered) > 1 else HOME
    drawn = [
        Stack(territories.name(place), [mark(one, page.palette.of(one.category)) for one in whole[place]])
        for place in ordered
    ]
    people = found.get(("zonage_population", HOME, "zip"))
    return Card(
        id="zonage-habitants",
        title=f"{home.text} des habitants de la région vivent dans une commune classée en ZIP",
        subtitle=f"{spec.label} (%, calculée), zonage du {home.span.label}, région et départements",
        rows=rows,
        table=Table(
            ["Territoire", "Type de zone", "Habitants", "Part"],
            [
                [
                    territories.label(place),
                    one.member.label,
                    found[key].digits if (key := ("zonage_population", place, one.category)) in found else NO_DATA,
                    one.text,
                ]
                for place in ordered
                for one in whole[place]
            ],
            spec.label,
            numeric=(2, 3),
        ),
        reading=(
            (f"{people.text} de la région vivent dans une commune classée en ZIP ; " if people else "")
            + f"la part la plus forte est celle {territories.of(most)}, {whole[most][0].text}."
        ),
        figure=stacks(drawn, page.palette, height=BESIDE),
    )
