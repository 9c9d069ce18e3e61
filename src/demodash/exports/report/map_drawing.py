"""Draw the map of a report into its frame, its labels where they find room, and its legend."""

from __future__ import annotations

from collections.abc import Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from demodash.charts.palette import LIGHT
from demodash.exports.report import atlas
from demodash.exports.report.fonts import REGULAR, STRONG, width
from demodash.exports.report.pen import INK, LEADING, SURFACE, Box, Pen, Point
from demodash.exports.report.territory_map import BORDER, LAND, LAND_EDGE, Label, TerritoryMap
from demodash.exports.report.wrapping import wrapped
from demodash.territories import HOME_REGION, Territory

_SIZE = 6.6
_TINY = 9.0
"""Points below which a territory is ringed on the small map."""
_LABEL_WIDTH = 78.0
_STEPS = ((0.0, 0.0), (0.0, -9.0), (0.0, 9.0), (-14.0, 0.0), (14.0, 0.0), (0.0, -18.0), (0.0, 18.0))
"""Where a name is tried around its point, in points."""


class _Plane:
    """From metres to points of the page, inside a frame."""

    def __init__(self, bounds: atlas.Bounds, frame: Box) -> None:
        west, south, east, north = bounds
        left, top, right, bottom = frame
        self.scale = min((right - left) / (east - west), (bottom - top) / (north - south))
        self._x0 = (left + right) / 2 - (west + east) / 2 * self.scale
        self._y0 = (top + bottom) / 2 + (south + north) / 2 * self.scale

    def point(self, x: float, y: float) -> Point:
        return self._x0 + x * self.scale, self._y0 - y * self.scale

    def rings(self, geometry: BaseGeometry) -> Iterator[list[Point]]:
        """The rings of a shape, those smaller than the eye can see left out."""
        for part in shapely.get_parts(geometry):
            if part.geom_type != "Polygon":
                continue
            for ring in (part.exterior, *part.interiors):
                points = [self.point(x, y) for x, y in shapely.get_coordinates(ring)[:-1].tolist()]
                if len(points) >= 3:
                    yield points


def draw_map(pen: Pen, content: TerritoryMap, frame: Box, alt: str) -> None:
    """Draw the shapes and the names, inside a thin frame."""
    plane = _Plane(content.bounds, frame)
    window = shapely.box(*content.bounds).buffer((content.bounds[2] - content.bounds[0]) * 0.02)
    with pen.tags.content("Figure", alt=alt):
        pen.bar(frame, SURFACE)
        pen.clip(frame)
        for area in content.areas:
            seen = area.geometry
            if not window.contains(seen):
                if not window.intersects(seen):
                    continue
                seen = shapely.intersection(seen, window)
            pen.path(list(plane.rings(seen)), fill=area.fill, edge=area.edge, thick=area.thick)
        _labels(pen, content, plane, frame)
        pen.unclip()
        pen.path([_corners(frame)], edge=BORDER, thick=0.6)


def _corners(box: Box) -> list[Point]:
    left, top, right, bottom = box
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _labels(pen: Pen, content: TerritoryMap, plane: _Plane, frame: Box) -> None:
    towns = [(one, plane.point(one.x, one.y)) for one in content.labels if one.is_town]
    taken: list[Box] = [(x - 2.5, y - 2.5, x + 2.5, y + 2.5) for _, (x, y) in towns]
    for _, (x, y) in towns:
        pen.dot(x, y, 1.7, fill=INK, edge=SURFACE)
    for label in content.labels:
        place = plane.point(label.x, label.y)
        for box, lines in _candidates(label, place):
            if _is_inside(box, frame) and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                _write(pen, label, box, lines)
                break


def _candidates(label: Label, place: Point) -> Iterator[tuple[Box, list[str]]]:
    """Boxes in which a label may be written, the best first."""
    font = STRONG if label.is_strong else REGULAR
    x, y = place
    if label.is_town:
        length, high = width(label.text, font, _SIZE), _SIZE * 1.05
        for left, top in (
            (x + 3.5, y - high / 2),
            (x - 3.5 - length, y - high / 2),
            (x - length / 2, y - 3 - high),
            (x - length / 2, y + 3),
        ):
            yield (left, top, left + length, top + high), [label.text]
        return
    for room in (_LABEL_WIDTH, _LABEL_WIDTH * 0.72, _LABEL_WIDTH * 1.6):
        lines = wrapped(label.text, font, _SIZE, room)
        across = max(width(line, font, _SIZE) for line in lines)
        high = len(lines) * _SIZE * LEADING
        for dx, dy in _STEPS:
            left, top = x + dx - across / 2, y + dy - high / 2
            yield (left, top, left + across, top + high), lines


def _write(pen: Pen, label: Label, box: Box, lines: list[str]) -> None:
    """Text on a veil, so that it reads on any zone."""
    font = STRONG if label.is_strong else REGULAR
    left, top, right, bottom = box
    pen.veil((left - 0.8, top, right + 0.8, bottom))
    for at, line in enumerate(lines):
        base = top + at * _SIZE * LEADING + _SIZE * 0.86
        pen.text((left + right) / 2, base, line, font=font, size=_SIZE, colour=INK, align="middle")


def _is_inside(box: Box, frame: Box) -> bool:
    return box[0] > frame[0] + 2 and box[1] > frame[1] + 2 and box[2] < frame[2] - 2 and box[3] < frame[3] - 2


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] + 1 and other[0] < one[2] + 1 and one[1] < other[3] + 0.5 and other[1] < one[3] + 0.5


def draw_locator(pen: Pen, place: Territory, frame: Box) -> None:
    """Draw the territory, small, in the region, or in France when it lies elsewhere."""
    shape = atlas.outline(place.code)
    at_home = HOME_REGION in (place.region, place.code) and place.code != HOME_REGION
    shapes = atlas.layer("departements" if at_home else "display_departements").shapes
    plane = _Plane(tuple(shapely.total_bounds(shapes).tolist()), frame)
    coarse = 0.4 / plane.scale
    with pen.tags.artifact():
        for each in shapes:
            pen.path(list(plane.rings(each.simplify(coarse))), fill=LAND, edge=LAND_EDGE, thick=0.4)
        pen.path(list(plane.rings(shape.simplify(coarse))), fill=LIGHT.accent, edge=LIGHT.accent, thick=0.8)
        west, south, east, north = shape.bounds
        if max(east - west, north - south) * plane.scale < _TINY:
            pen.ring(*plane.point((west + east) / 2, (south + north) / 2), _TINY, LIGHT.accent)
