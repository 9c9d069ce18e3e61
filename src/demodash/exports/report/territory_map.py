"""The map of a report: the territory with its communes in the colours of their zones, its neighbours named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from demodash import territories
from demodash.charts.palette import LIGHT
from demodash.derivation.zoning import placements
from demodash.exports.report import atlas
from demodash.exports.report.atlas import Bounds
from demodash.exports.report.pen import mixed
from demodash.geo.browser import ATTRIBUTION
from demodash.indicators.dimensions import ZONE
from demodash.territories import HOME_REGION, Level, Territory
from demodash.texts import number, plural
from demodash.zonage import Edition

LAND, LAND_EDGE, BORDER = "#f1efea", "#c9c5bc", "#6f7681"
_CONTEXT = 0.28  # of the colour of a zone, outside the territory
_MARGINS = {Level.COMMUNE: 0.75, Level.EPCI: 0.16, Level.DEPARTEMENT: 0.05, Level.REGION: 0.05}
_ELSEWHERE = 0.35
_SMALLEST = 9_000.0
_MANY = 400
"""Communes from which their own borders would hide their colours."""
_TOWNS = {Level.COMMUNE: 0, Level.EPCI: 6, Level.DEPARTEMENT: 8, Level.REGION: 12}


@dataclass(frozen=True, slots=True)
class Area:
    """A shape to draw, in metres: ``fill`` or ``edge`` may be empty; ``thick`` in points."""

    geometry: BaseGeometry
    fill: str
    edge: str
    thick: float


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map, at a point in metres: a town beside its dot, or the name of a territory in its middle."""

    text: str
    x: float
    y: float
    is_town: bool = False
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: a swatch, or a stroke when ``fill`` is empty."""

    label: str
    fill: str
    edge: str


@dataclass(frozen=True, slots=True)
class TerritoryMap:
    """What to draw, in this order: ``areas``, then ``labels`` where they find room, the most needed first."""

    bounds: Bounds
    areas: tuple[Area, ...]
    labels: tuple[Label, ...]
    legend_title: str
    legend: tuple[Entry, ...]
    credit: str = ATTRIBUTION


def territory_map(place: Territory, edition: Edition | None, aspect: float, points: float) -> TerritoryMap:
    """Make the map of a territory; ``aspect``: width by height of its frame, ``points``: its width.

    ``edition``: whose zones colour the communes; None where there is none, and outside Hauts-de-France.
    """
    shape = atlas.outline(place.code)
    bounds = _frame(place, shape, aspect)
    metres = (bounds[2] - bounds[0]) / points
    if HOME_REGION not in (place.region, place.code):
        return _elsewhere(place, shape, bounds)
    placed = placements(edition) if edition else {}
    window = shapely.box(*bounds)
    own = set(_communes(place))
    areas = [Area(each, LAND, LAND_EDGE, 0.4) for each in atlas.layer("surroundings").shapes]
    areas += _zones(window, own, placed, metres)
    areas += _borders(place, window, metres)
    areas.append(Area(shape.simplify(metres * 0.3), "", LIGHT.surface, 3.2))
    areas.append(Area(shape.simplify(metres * 0.3), "", LIGHT.ink, 1.5))
    return TerritoryMap(
        bounds,
        tuple(areas),
        (*_towns(place, own), *_names(place, window)),
        f"Zonage des médecins généralistes, {edition.name}" if edition else "",
        tuple(_legend(own, placed, window)),
    )


def _frame(place: Territory, shape: BaseGeometry, aspect: float) -> Bounds:
    """A window of the asked proportions around the territory, its margin wider for a commune."""
    box = atlas.overseas_box(place.code) if place.level in {Level.REGION, Level.DEPARTEMENT} else None
    west, south, east, north = box or shape.bounds
    margin = _MARGINS[place.level] if HOME_REGION in {place.region, place.code} else 0.0 if box else _ELSEWHERE
    across = max((east - west) * (1 + 2 * margin), 0 if box else _SMALLEST)
    up = max((north - south) * (1 + 2 * margin), across / aspect)
    across = max(across, up * aspect)
    x, y = (west + east) / 2, (south + north) / 2
    return x - across / 2, y - up / 2, x + across / 2, y + up / 2


def _communes(place: Territory) -> Sequence[str]:
    return (place.code,) if place.level is Level.COMMUNE else territories.children(place.code, Level.COMMUNE)


def _zones(window: BaseGeometry, own: set[str], placed: Mapping[str, str], metres: float) -> Iterator[Area]:
    """The communes: pale and united around, each with its outline within, the zones' own outlines above."""
    layer = atlas.layer("communes")
    seen = layer.within(window)
    shapes = shapely.coverage_simplify(layer.shapes[seen], metres * 0.6)
    around: dict[str, list[BaseGeometry]] = {}
    inside: dict[str, list[BaseGeometry]] = {}
    for at, shape in zip(seen, shapes, strict=True):
        code = layer.codes[at]
        (inside if code in own else around).setdefault(placed.get(code, ""), []).append(shape)
    for zone, each in around.items():
        fill = mixed(LIGHT.of(zone), _CONTEXT) if zone else LAND
        yield Area(atlas.united(each), fill, fill, 0.3)
    is_small = len(own) < _MANY
    united = {zone: atlas.united(each) for zone, each in inside.items()}
    for zone, whole in united.items():
        fill = LIGHT.of(zone) if zone else mixed(LIGHT.accent, 0.25)
        yield Area(whole, fill, fill, 0.3)
        if is_small:
            yield from (Area(one, "", LIGHT.surface, 0.35) for one in inside[zone])
    for zone, whole in united.items():
        edge = LIGHT.edge(LIGHT.of(zone)) if zone else LIGHT.accent
        yield Area(whole, "", edge, 0.7 if is_small else 0.35)


def _borders(place: Territory, window: BaseGeometry, metres: float) -> Iterator[Area]:
    """The borders of the neighbours' level, and of the départements."""
    names = {Level.COMMUNE: ("communes", 0.35), Level.EPCI: ("epci", 0.5), Level.DEPARTEMENT: ("epci", 0.5)}
    if place.level in names:
        name, thick = names[place.level]
        layer = atlas.layer(name)
        for at in layer.within(window):
            yield Area(layer.shapes[at].simplify(metres * 0.3), "", BORDER if thick > 0.4 else LAND_EDGE, thick)
    for shape in atlas.layer("departements").shapes:
        yield Area(shape.simplify(metres * 0.3), "", BORDER, 1.0)


def _towns(place: Territory, own: set[str]) -> Iterator[Label]:
    if place.level is Level.COMMUNE:
        yield Label(place.name, place.x, place.y, is_town=True, is_strong=True)
        return
    largest = sorted(own, key=lambda code: (-territories.territory(code).population, code))
    for code in largest[: _TOWNS[place.level]]:
        town = territories.territory(code)
        yield Label(town.name, town.x, town.y, is_town=True)


def _names(place: Territory, window: BaseGeometry) -> Iterator[Label]:
    """The neighbours, each in the middle of what is seen of it; the départements of the region."""
    inner = window.buffer(-0.03 * window.length / 4, join_style="mitre")
    if place.code == HOME_REGION:
        for code, shape in zip(atlas.layer("departements").codes, atlas.layer("departements").shapes, strict=True):
            yield from _middle(territories.name(code), shape, inner, is_strong=True)
    for code in territories.neighbours(place.code):
        yield from _middle(territories.name(code), _neighbour(code, place.level), inner)


def _middle(name: str, shape: BaseGeometry, inner: BaseGeometry, *, is_strong: bool = False) -> Iterator[Label]:
    parts = shapely.get_parts(shapely.intersection(shape, inner))
    areas = [part for part in parts if part.area > 0]
    if areas:
        point = shapely.maximum_inscribed_circle(max(areas, key=lambda one: one.area), inner.length / 400)
        x, y = shapely.get_coordinates(point)[0]
        yield Label(name, float(x), float(y), is_strong=is_strong)


def _neighbour(code: str, level: Level) -> BaseGeometry:
    """The outline of a neighbour, cut from the same tables as what is drawn."""
    if level is Level.COMMUNE:
        return atlas.layer("communes").of(code)
    if level is Level.EPCI:
        return atlas.layer("epci").of(code)
    if level is Level.REGION:
        return atlas.regions()[code]
    known = atlas.layer("departements")
    return known.of(code) if code in known.codes else atlas.layer("display_departements").of(code)


def _legend(own: set[str], placed: Mapping[str, str], window: BaseGeometry) -> Iterator[Entry]:
    layer = atlas.layer("communes")
    around = {placed.get(layer.codes[at], "") for at in layer.within(window)}
    counts = {zone: sum(placed.get(code) == zone for code in own) for zone in {placed.get(code, "") for code in own}}
    for member in ZONE:
        if counts.get(member.id):
            fill = LIGHT.of(member.id)
            count = counts[member.id]
            communes = "" if len(own) == 1 else f", {number(count)}\u00a0{plural(count, 'commune', 'communes')}"
            yield Entry(f"{member.label}{communes}", fill, LIGHT.edge(fill))
    for member in ZONE:
        if member.id in around and not counts.get(member.id):
            fill = LIGHT.of(member.id)
            yield Entry(f"{member.name}, hors du territoire", mixed(fill, _CONTEXT), LIGHT.edge(fill))
    if placed and counts.get(""):
        yield Entry("Sans classe dans cette édition", mixed(LIGHT.accent, 0.25), LIGHT.accent)


def _elsewhere(place: Territory, shape: BaseGeometry, bounds: Bounds) -> TerritoryMap:
    """A territory of another region: no zoning is known, its neighbours are drawn plain."""
    window = shapely.box(*bounds)
    departements = atlas.layer("display_departements")
    areas: list[Area] = []
    if atlas.overseas_box(place.code) is None:
        areas += [Area(departements.shapes[at], LAND, LAND_EDGE, 0.5) for at in departements.within(window)]
        areas += [Area(each, "", BORDER, 1.0) for each in atlas.regions().values() if each.intersects(window)]
    areas.append(Area(shape, mixed(LIGHT.accent, 0.35), LIGHT.accent, 1.6))
    if place.level is Level.REGION:
        held = territories.children(place.code, Level.DEPARTEMENT)
        areas += [Area(departements.of(one), "", LIGHT.accent, 0.4) for one in held]
    own = [Label(place.name, *_anchor(shape), is_strong=True)]
    return TerritoryMap(bounds, tuple(areas), (*own, *_names(place, window)), "", ())


def _anchor(shape: BaseGeometry) -> tuple[float, float]:
    largest = max(shapely.get_parts(shape), key=lambda one: one.area)
    x, y = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, largest.length / 400))[0]
    return float(x), float(y)
