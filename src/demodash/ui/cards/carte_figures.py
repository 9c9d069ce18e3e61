"""Maps of figures: rates as areas, counts as circles, changes around zero, one scale for every year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from demodash import territories
from demodash.analysis.classes import Method, Scale, diverging_scale, scale
from demodash.analysis.ranks import ordered
from demodash.analysis.territorial import Layer, Thing, layer
from demodash.charts.map_signs import Land, MapClass
from demodash.charts.palette import DARK, LIGHT
from demodash.indicators.model import ENSEMBLE, Indicator, Kind
from demodash.schema import COLUMNS
from demodash.territories import Level
from demodash.texts import (
    NARROW_SPACE,
    NO_DATA,
    QUALIFIER_WORDS,
    STATUS_WORDS,
    capitalised,
    decimals_of,
    number,
)
from demodash.ui.cards import carte_findings
from demodash.ui.cards.carte_subject import Drawing, MadeRows, Row, Subject, times
from demodash.ui.geometry import Area
from demodash.ui.map_component import (
    Circles,
    Frame,
    NumberFormat,
    diverging,
    sequential,
)
from demodash.ui.markup import Table
from demodash.ui.page import Page

METHODS: Mapping[str, str] = {
    Method.NATURAL: "Seuils naturels",
    Method.QUANTILES: "Quantiles",
    Method.EQUAL: "Intervalles égaux",
}
_KEPT = 64
"""Findings and tables of a map that are kept: the visitors who look at it mostly look at the same."""
_METHOD_NOTES = {
    Method.NATURAL: "seuils naturels (Fisher-Jenks)",
    Method.QUANTILES: "quantiles (classes d’effectifs égaux)",
    Method.EQUAL: "intervalles égaux",
}


def subject(page: Page, area: Area, thing: Thing, method: str) -> Subject | None:
    """The map of an indicator over an area; None when too few territories have it."""
    found = layer(page.data, thing, area.codes)
    if found is None:
        return None
    periods = found.periods
    return Subject(
        id=identifier(thing),
        name=carte_findings.name(found),
        times=times(periods),
        drawing=_drawing(area, found, Method(method)),
        subtitle=lambda at: _subtitle(area, found, at),
        finding=lru_cache(_KEPT)(lambda at, selected: carte_findings.finding(page, area, found, periods[at], selected)),
        rows=lru_cache(_KEPT)(lambda at: rows_of(found, periods[at])),
        table=lambda at: _table(area, found, periods[at]),
    )


def identifier(thing: Thing) -> str:
    """A thing in an address: ``medecins_densite``, ``zonage_population_part-zip``."""
    indicator, category = thing
    return indicator if category == ENSEMBLE else f"{indicator}-{category}"


def thing_of(name: str) -> Thing:
    """What ``identifier`` made an address of."""
    indicator, _, category = name.partition("-")
    return indicator, category or ENSEMBLE


def _subtitle(area: Area, found: Layer, at: int) -> str:
    where = f"{area.level.plural} {territories.of(area.within)}"
    return (
        f"{carte_findings.sentence_name(found)}, {times(found.periods)[at].label}, {where} ({_unit(found.indicator)})"
    )


def _unit(indicator: Indicator) -> str:
    return indicator.unit.plural


def rows_of(found: Layer, iso: str) -> pd.DataFrame:
    """The observations of one period of a layer."""
    return pd.DataFrame(
        [[getattr(one, column) for column in COLUMNS] for one in found.figures[iso].values()], columns=list(COLUMNS)
    )


# --- the drawing ----------------------------------------------------------------------------------


def _drawing(area: Area, found: Layer, method: Method) -> Drawing:
    indicator = found.indicator
    kind = indicator.unit.kind
    derived = all(one.is_derived for figures in found.figures.values() for one in figures.values())
    note = STATUS_WORDS["derived"] if derived else ""
    steps = times(found.periods)
    if kind is Kind.COUNT:
        # Where every territory has its figure, the populations are those that come with the outlines.
        people = indicator.id == "population" and len(found.figures[found.periods[-1]]) == len(found.codes)
        name = carte_findings.name(found)
        circles = Circles(name, LIGHT.accent, DARK.accent, _count_format(found), people=people)
        frames = tuple(
            Frame(step.label, counts=found.values(iso), qualifiers=_qualifiers(found, iso))
            for step, iso in zip(steps, found.periods, strict=True)
        )
        return Drawing(frames, circles=circles, note=note, method="Cercles de surface proportionnelle au nombre.")
    classes = class_scale(found, method)
    every_year = f", les mêmes de {steps[0].label} à {steps[-1].label}" if len(steps) > 1 else ""
    frames = tuple(
        Frame(
            step.label,
            classes=_codes(found.values(iso), classes, indicator),
            values=found.values(iso),
            qualifiers=_qualifiers(found, iso),
        )
        for step, iso in zip(steps, found.periods, strict=True)
    )
    return Drawing(
        frames,
        classes=_map_classes(classes, signed=indicator.is_signed),
        number_format=number_format(indicator),
        legend=f"{carte_findings.name(found)} ({_unit(indicator)})",
        note=note,
        method=f"Classes : {_METHOD_NOTES[method]}, bornes arrondies{every_year}.",
    )


def class_scale(found: Layer, method: Method) -> Scale:
    """The classes of a layer over all its years; a change is parted at zero, and zero is no class of the others."""
    indicator = found.indicator
    values = found.everything()
    if indicator.unit.kind is Kind.CHANGE:
        return diverging_scale(values, method, decimals=indicator.decimals)
    shown = [value for value in values if round(value, indicator.decimals) != 0]
    return scale(shown, method, classes=_wanted(len(found.codes), len(shown)), decimals=indicator.decimals)


def _wanted(territories_shown: int, values: int) -> int:
    """Fewer classes for fewer territories: five départements in six colours would say nothing."""
    if territories_shown >= 60:
        return 6
    if territories_shown >= 10:
        return 5
    return max(1, min(4, (values + 1) // 2))


def _codes(values: npt.NDArray[np.float64], classes: Scale, indicator: Indicator) -> npt.NDArray[np.uint8]:
    shown = np.array([round(value, indicator.decimals) for value in values.tolist()], dtype=np.float64)
    codes = classes.place(shown)
    codes[np.isnan(shown)] = Land.NO_DATA
    if indicator.unit.kind is not Kind.CHANGE:
        codes[shown == 0] = Land.ZERO
    return codes.astype(np.uint8)


def _qualifiers(found: Layer, iso: str) -> dict[int, str]:
    """The published signs («plus de»), by row of the outlines."""
    figures = found.figures[iso]
    signed = {code: QUALIFIER_WORDS[one.qualifier] for code, one in figures.items() if one.qualifier != "exact"}
    return {row: signed[code] for row, code in enumerate(found.codes) if code in signed} if signed else {}


def number_format(indicator: Indicator) -> NumberFormat:
    """How the browser writes the values of an indicator, as ``Indicator.value_text`` does."""
    unit = indicator.unit
    return NumberFormat(
        decimals=indicator.decimals,
        singular=unit.singular,
        plural=unit.plural,
        glue=NARROW_SPACE if unit.singular in {"%", "€"} else " ",
        signed=indicator.is_signed,
    )


def _count_format(found: Layer) -> NumberFormat:
    """How the browser writes counts: with a decimal where a physician may be half in one commune, half in another."""
    whole = all(value == int(value) for value in found.everything())
    return number_format(found.indicator) if whole else replace(number_format(found.indicator), decimals=1)


def _map_classes(classes: Scale, *, signed: bool) -> tuple[MapClass, ...]:
    labels = class_labels(classes, signed=signed)
    if classes.middle is None:
        fills = sequential(classes.count)
    else:
        fills = diverging(classes.below, classes.count - classes.below, middle=False)
    return tuple(MapClass(label, *fill) for label, fill in zip(labels, fills, strict=True))


def class_labels(classes: Scale, *, signed: bool = False) -> list[str]:
    """Classes in words: ``moins de 200``, ``200 à moins de 250``, ``250 et plus``."""
    decimals = max((decimals_of(str(bound)) if bound != int(bound) else 0 for bound in classes.bounds), default=0)

    def written(bound: float) -> str:
        return number(bound, decimals, signed=signed)

    labels = []
    for low, high in classes.edges:
        if low is None and high is None:
            labels.append("toutes les valeurs")
        elif low is None:
            labels.append(f"moins de {written(high or 0.0)}")
        elif high is None:
            labels.append(f"{written(low)} et plus")
        else:
            labels.append(f"{written(low)} à moins de {written(high)}")
    return labels


# --- the table ------------------------------------------------------------------------------------


def _table(area: Area, found: Layer, iso: str) -> Table:
    """Every territory of the map from the highest value to the lowest, those without a figure last."""
    figures = found.figures[iso]
    ranked = ordered({code: one.value for code, one in figures.items()})
    codes = [*ranked, *(code for code in found.codes if code not in figures)]
    above = above_of(area)
    return Table(
        headers=[capitalised(area.level.singular), *above, "Valeur", "Rang", "Habitants", "Statut"],
        rows=MadeRows(len(codes), partial(_row, area, found, iso, codes)),
        caption=f"{carte_findings.sentence_name(found)}, {times([iso])[0].label}",
        numeric=(len(above) + 1, len(above) + 3),
    )


def _row(area: Area, found: Layer, iso: str, codes: list[str], at: int) -> Row:
    code = codes[at]
    figures = found.figures[iso]
    one = figures.get(code)
    return [
        territories.label(code),
        *(parent_name(code, level) for level in above_of(area).values()),
        one.text if one else NO_DATA,
        carte_findings.place_of(figures, code, area.level) if one else "",
        number(territories.territory(code).population),
        STATUS_WORDS[one.status] if one else "",
    ]


def above_of(area: Area) -> Mapping[str, Level]:
    """The columns that say where a territory lies: header to level."""
    if area.level is Level.COMMUNE:
        return {"EPCI": Level.EPCI, "Département": Level.DEPARTEMENT}
    if area.level is Level.EPCI:
        return {"Département": Level.DEPARTEMENT}
    return {} if area.is_home or area.level is Level.REGION else {"Région": Level.REGION}


def parent_name(code: str, level: Level) -> str:
    """Name of the territory of a level that holds this one."""
    place = territories.territory(code)
    parent = {Level.EPCI: place.epci, Level.DEPARTEMENT: place.departement, Level.REGION: place.region}[level]
    return territories.name(parent) if parent else ""
