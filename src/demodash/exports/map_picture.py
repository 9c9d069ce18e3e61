"""The picture of a map: named shapes by class, circles, borders and legend, ready to be drawn by any program."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import shapely
from shapely.geometry.base import BaseGeometry

from demodash import territories
from demodash.charts.circles import CircleScale, circle_scale
from demodash.charts.map_signs import Hatching, Land, MapClass, Symbol
from demodash.charts.palette import LIGHT
from demodash.exports.map_outlines import GROUNDS, Ground, borders, bounds, boxes, outlines, surroundings
from demodash.territories import Level
from demodash.texts import capitalised, number


@dataclass(frozen=True, slots=True)
class MapShape:
    """One shape: a territory by its name and full code, or the communes of a class in one département, dissolved.

    ``geometry``: Polygon or MultiPolygon, metres of the display plane (Lambert 93), simplified for a slide.
    ``text`` is the value as written, empty where there is none.
    """

    name: str
    code: str
    geometry: BaseGeometry
    text: str = ""


@dataclass(frozen=True, slots=True)
class ClassGroup:
    """The shapes of one class; ``territories`` says how many there are behind them."""

    label: str
    fill: str
    edge: str
    hatching: Hatching
    hatching_ink: str
    shapes: tuple[MapShape, ...]
    territories: int
    size: str
    land: Land | None = None
    """``size``: how many territories, in words; ``land``: the state that the group stands for, None for a class."""


@dataclass(frozen=True, slots=True)
class MapCircle:
    """A circle of a count: centre and radius in metres of the display plane."""

    name: str
    code: str
    x: float
    y: float
    radius: float
    text: str


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place to be shown on a map: its name, its point (metres of the display plane), its kind."""

    name: str
    x: float
    y: float
    kind: str
    symbol: Symbol


@dataclass(frozen=True, slots=True)
class LegendCircle:
    """A circle of the legend: its radius in metres of the display plane, and the count that it stands for."""

    radius: float
    text: str


@dataclass(frozen=True, slots=True)
class MapPicture:
    """A map as shapes: ``land`` around, ``groups``, ``borders``, the ``selected`` outline, ``circles``, ``places``.

    ``bounds``: left, bottom, right, top of what is to be seen, metres of the display plane (north is up). ``boxes``
    are frames of the overseas départements. The legend has one entry per group that is not ``Land.PLAIN``.
    """

    bounds: tuple[float, float, float, float]
    groups: tuple[ClassGroup, ...]
    land: tuple[MapShape, ...] = ()
    borders: tuple[MapShape, ...] = ()
    boxes: tuple[tuple[str, tuple[float, float, float, float]], ...] = ()
    circles: tuple[MapCircle, ...] = ()
    circle_colour: str = ""
    circle_label: str = ""
    circle_legend: tuple[LegendCircle, ...] = ()
    places: tuple[MapPlace, ...] = ()
    legend_title: str = ""
    method: str = ""
    note: str = ""
    credit: str = ""
    selected: MapShape | None = None


_WHITE, _MARK = "#ffffff", "#667080"
_LAND_FILL = "#eceef0"
_STATES: Mapping[Land, tuple[str, str, str, Hatching]] = {
    Land.ZERO: ("Zéro", "#ffffff", _MARK, Hatching.NONE),
    Land.SECRET: ("Secret statistique", "#f6ecd6", _WHITE, Hatching.DOTS),
    Land.NO_DATA: ("Pas de donnée", "#d5d8dc", _WHITE, Hatching.HATCH),
    Land.PLAIN: ("", _LAND_FILL, _WHITE, Hatching.NONE),
}
"""Label, fill, edge and hatching of each state: the looks that the maps of the pages have in the light theme."""


def class_picture(
    area: str,
    codes: Sequence[str],
    numbers: Sequence[int],
    classes: Sequence[MapClass],
    *,
    legend_title: str,
    texts: Callable[[str], str] | None = None,
    places: Sequence[MapPlace] = (),
    method: str = "",
    note: str = "",
    credit: str = "",
) -> MapPicture:
    """Make the picture of a map of classes.

    ``area``: ``communes``, ``epci``, ``departements``, ``france-departements`` or ``france-regions``. ``numbers``:
    the class of each of ``codes`` (full codes of the area), or a ``Land``. ``texts`` writes the value of a code.

    Raises:
        ValueError: the area is unknown, a code is not of it, or a number is neither a class nor a ``Land``.
    """
    ground = _ground(area)
    members: dict[int, list[str]] = {}
    for code, one in zip(codes, numbers, strict=True):
        members.setdefault(int(one), []).append(code)
    unknown = set(members) - {*range(len(classes)), *Land}
    if unknown:
        raise ValueError(f"{sorted(unknown)} are neither classes nor states")
    groups = [
        ClassGroup(
            label=one.label,
            fill=one.colour,
            edge=LIGHT.edges.get(one.colour, _WHITE),
            hatching=one.hatching,
            hatching_ink=LIGHT.ink,
            shapes=_shapes(ground, members.get(place, []), one.label, texts),
            territories=len(members.get(place, [])),
            size=_size(ground, len(members.get(place, []))),
        )
        for place, one in enumerate(classes)
    ]
    groups += [_state(ground, land, members[land], texts) for land in _STATES if land in members]
    return MapPicture(
        bounds=bounds(ground),
        groups=tuple(groups),
        land=_named(surroundings()) if ground.is_home else (),
        borders=_named(borders(ground)),
        boxes=() if ground.is_home else boxes(),
        places=tuple(places),
        legend_title=legend_title,
        method=method,
        note=note,
        credit=credit,
    )


def with_selected(picture: MapPicture, area: str, code: str) -> MapPicture:
    """The same picture with the outline of one of its territories.

    Raises:
        ValueError: the area is unknown, or the code is not of it.
    """
    ground = _ground(area)
    known = outlines(ground)
    if code not in known:
        raise ValueError(f"{code!r} is none of the {ground.level.plural} of this map")
    return replace(picture, selected=MapShape(territories.name(code), code, known[code]))


def circle_picture(
    area: str,
    codes: Sequence[str],
    counts: Sequence[float],
    *,
    label: str,
    colour: str,
    text: Callable[[float], str],
    scale: CircleScale | None = None,
    places: Sequence[MapPlace] = (),
    method: str = "",
    note: str = "",
    credit: str = "",
) -> MapPicture:
    """Make the picture of a map of counts, as circles of a surface in proportion on plain land.

    ``counts``: one per code, NaN where there is none; ``scale`` is that of all the years of the map, where it has some.
    ``text`` writes a count.

    Raises:
        ValueError: the area is unknown, or a code is not of it.
    """
    known = {code: float(count) for code, count in zip(codes, counts, strict=True)}
    states = [
        Land.NO_DATA if math.isnan(count) else Land.ZERO if count == 0 else Land.PLAIN for count in known.values()
    ]
    base = class_picture(
        area, codes, states, (), legend_title="", places=places, method=method, note=note, credit=credit
    )
    left, bottom, right, top = base.bounds
    side = min(right - left, top - bottom)
    scale = scale or circle_scale([known.values()])

    shown = sorted(
        (code for code, count in known.items() if count and not math.isnan(count)), key=lambda one: -abs(known[one])
    )
    return MapPicture(
        bounds=base.bounds,
        groups=base.groups,
        land=base.land,
        borders=base.borders,
        boxes=base.boxes,
        circles=tuple(
            MapCircle(place.name, code, place.x, place.y, side * scale.radius(known[code]), text(known[code]))
            for code, place in ((code, territories.territory(code)) for code in shown)
        ),
        circle_colour=colour,
        circle_label=label,
        circle_legend=tuple(
            LegendCircle(side * scale.radius(count), text(count)) for count in _legend_counts(scale.largest)
        ),
        places=base.places,
        method=method,
        note=note,
        credit=credit,
    )


def _ground(name: str) -> Ground:
    if name not in GROUNDS:
        raise ValueError(f"unknown area {name!r}, expected one of {sorted(GROUNDS)}")
    return GROUNDS[name]


def _named(shapes: Mapping[str, BaseGeometry]) -> tuple[MapShape, ...]:
    return tuple(MapShape(territories.name(code), code, shape) for code, shape in shapes.items())


def _legend_counts(largest: float) -> list[float]:
    """Up to three round counts, from the largest down; the largest itself where none is as large as one."""
    if largest < 1:
        return [largest]
    steps = dict.fromkeys(_rounded(one) for one in (largest, largest / 4, largest / 20) if one >= 1)
    return list(steps)


def _rounded(count: float) -> float:
    """The round number (1, 2, 5, 10, 20, 50 …) at or below a count, as the maps of the pages choose it."""
    power = 10.0 ** math.floor(math.log10(count))
    return next(power * step for step in (5, 2, 1) if power * step <= count)


# --- the groups -----------------------------------------------------------------------------------


def _state(ground: Ground, land: Land, codes: list[str], texts: Callable[[str], str] | None) -> ClassGroup:
    label, fill, edge, hatching = _STATES[land]
    return ClassGroup(
        label=label,
        fill=fill,
        edge=edge,
        hatching=hatching,
        hatching_ink=_MARK,
        shapes=_shapes(ground, codes, label or capitalised(ground.level.plural), texts),
        territories=len(codes),
        size=_size(ground, len(codes)),
        land=land,
    )


def _size(ground: Ground, count: int) -> str:
    return f"{number(count)} {ground.level.singular if count < 2 else ground.level.plural}"


def _shapes(
    ground: Ground, codes: Sequence[str], label: str, texts: Callable[[str], str] | None
) -> tuple[MapShape, ...]:
    """One shape per territory; communes are united by class within each département."""
    known = outlines(ground)
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise ValueError(f"{unknown[:5]} are not {ground.level.plural} of this map")
    if ground.level is not Level.COMMUNE:
        return tuple(
            MapShape(territories.name(code), code, known[code], texts(code) if texts else "") for code in codes
        )
    held: dict[str, list[str]] = {}
    for code in codes:
        held.setdefault(territories.territory(code).departement or "", []).append(code)
    return tuple(
        MapShape(
            f"{label}, {territories.name(departement)}",
            departement,
            shapely.coverage_union_all([known[code] for code in members]),
            _size(ground, len(members)),
        )
        for departement, members in sorted(held.items())
    )
