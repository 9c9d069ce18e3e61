"""A map as native shapes: a group per class, named; the land around, the borders, the circles, the places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from demodash.charts.map_signs import Hatching, Land, Symbol
from demodash.exports.map_picture import ClassGroup, MapCircle, MapPicture, MapPlace
from demodash.exports.slides.frame import (
    INK,
    MUTED,
    NO_STROKE,
    PAPER,
    Box,
    colour,
    emu,
    escape,
    fill,
    group,
    paragraph,
    run,
    stroke,
    text_box,
)

_GRAIN = 20
"""Steps of the coordinates of a shape in one point."""
_PATTERNS = {
    Hatching.HATCH: "wdUpDiag",
    Hatching.BACK: "wdDnDiag",
    Hatching.DOTS: "pct20",
    Hatching.LINES: "narHorz",
    Hatching.BARS: "narVert",
    Hatching.CROSS: "openDmnd",
}
_SYMBOLS = {
    Symbol.SQUARE: "rect",
    Symbol.TRIANGLE: "triangle",
    Symbol.DIAMOND: "diamond",
    Symbol.CROSS: "plus",
}
_LAND, _BOX_EDGE = "#eceef0", "#8a8f98"
_SELECTED = ((PAPER, 5.0), (INK, 2.5))
"""Lines of the outline of the selected territory: a light one under a dark one, seen on any fill."""
_SYMBOL_SIZE = 9.0
_LEAST_RADIUS = 0.6
_CIRCLE_ALPHA = 0.62


@dataclass(frozen=True, slots=True)
class View:
    """How metres of the display plane come onto a slide: the box that is filled, points per metre, its corner."""

    box: Box
    scale: float
    left: float
    top: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the plane stands on the slide."""
        return self.box.left + (x - self.left) * self.scale, self.box.top + (self.top - y) * self.scale

    @property
    def seen(self) -> tuple[float, float, float, float]:
        """What of the plane the box shows: left, bottom, right, top."""
        return (
            self.left,
            self.top - self.box.height / self.scale,
            self.left + self.box.width / self.scale,
            self.top,
        )


def view(picture: MapPicture, box: Box) -> View:
    """Show the bounds of a picture as large as a box allows, in its middle."""
    left, bottom, right, top = picture.bounds
    scale = min(box.width / (right - left), box.height / (top - bottom))
    beside, above = (box.width / scale - (right - left)) / 2, (box.height / scale - (top - bottom)) / 2
    return View(box, scale, left - beside, top + above)


def map_shapes(picture: MapPicture, place: View, ids: Iterator[int], alt: str) -> str:
    """The XML of the whole map, as one group of named groups."""
    members = []
    land = [
        _shape(next(ids), one.name, _clipped(one.geometry, place), place, look=_plain(_LAND, PAPER))
        for one in picture.land
    ]
    members.append(_group(ids, "Alentours", place.box, land))
    for one in picture.groups:
        look = _look(one)
        shapes = [
            _shape(next(ids), shape.name, shape.geometry, place, look=look, alt=shape.text) for shape in one.shapes
        ]
        members.append(_group(ids, one.label or "Territoires", place.box, shapes))
    border = f"<a:noFill/>{stroke(INK, 1.0)}"
    lines = [_shape(next(ids), one.name, one.geometry, place, look=border) for one in picture.borders]
    members.append(_group(ids, "Limites", place.box, lines))
    if picture.selected is not None:
        chosen = picture.selected
        outline = [
            _shape(next(ids), chosen.name, chosen.geometry, place, look=f"<a:noFill/>{stroke(ink, points)}")
            for ink, points in _SELECTED
        ]
        members.append(_group(ids, f"Territoire : {chosen.name}", place.box, outline))
    members.append(_group(ids, "Cartouches", place.box, list(_boxes(picture, place, ids))))
    circles = [_circle(next(ids), one, place, picture.circle_colour) for one in picture.circles]
    members.append(_group(ids, picture.circle_label or "Cercles", place.box, circles))
    for kind in dict.fromkeys(one.kind for one in picture.places):
        marks = [_place(next(ids), one, place) for one in picture.places if one.kind == kind]
        members.append(_group(ids, kind, place.box, marks))
    return group(next(ids), "Carte", place.box, "".join(members)).replace(
        'name="Carte"', f'name="Carte" descr="{escape(alt)}"', 1
    )


def legend(picture: MapPicture, place: View, box: Box, ids: Iterator[int]) -> tuple[str, float]:
    """The legend from the top of a box down, as one group; and the points that it takes."""
    top = box.top
    parts: list[str] = []

    def write(text: str, left: float, size: float, ink: str = INK, *, bold: bool = False, high: float = 0.0) -> None:
        runs = paragraph(run(text, size, ink, bold=bold))
        room = Box(left, top, box.right - left, high or size * 1.3)
        parts.append(text_box(next(ids), "Légende : texte", room, runs, anchor="ctr"))

    entries = [one for one in picture.groups if one.land is not Land.PLAIN and (one.territories or one.land is None)]
    if picture.legend_title and entries:
        write(picture.legend_title, box.left, 12, bold=True)
        top += 22
    for one in entries:
        edge = _BOX_EDGE if one.edge == PAPER else one.edge
        swatch = f"{_fill(one)}{stroke(edge, 0.75)}"
        parts.append(_preset(next(ids), f"Légende : {one.label}", Box(box.left, top + 2, 24, 14), "rect", look=swatch))
        parts.append(
            text_box(
                next(ids),
                "Légende : texte",
                Box(box.left + 34, top, box.width - 34, 18),
                paragraph(run(one.label, 12) + run(f"\u00a0\u00a0\u00a0{one.size}", 10, MUTED)),
                anchor="ctr",
            )
        )
        top += 23
    if picture.circle_legend:
        write(picture.circle_label, box.left, 12, bold=True)
        top += 22
        widest = max(one.radius for one in picture.circle_legend) * place.scale
        for step in picture.circle_legend:
            radius = step.radius * place.scale
            high = max(2 * radius, 14.0)
            circle = Box(box.left + widest - radius, top + high / 2 - radius, 2 * radius, 2 * radius)
            look = f"{fill(picture.circle_colour, _CIRCLE_ALPHA)}{stroke(INK, 0.5)}"
            parts.append(_preset(next(ids), f"Légende : {step.text}", circle, "ellipse", look=look))
            write(step.text, box.left + 2 * widest + 12, 12, high=high)
            top += high + 6
    for kind in dict.fromkeys(one.kind for one in picture.places):
        symbol = next(each.symbol for each in picture.places if each.kind == kind)
        mark = Box(box.left + 8, top + 5, _SYMBOL_SIZE, _SYMBOL_SIZE)
        parts.append(_preset(next(ids), f"Légende : {kind}", mark, _SYMBOLS[symbol], look=_mark_look()))
        write(kind, box.left + 34, 12, high=18)
        top += 23
    if picture.selected is not None:
        swatch = f"<a:noFill/>{stroke(INK, 2.5)}"
        parts.append(_preset(next(ids), "Légende : territoire", Box(box.left, top + 2, 24, 14), "rect", look=swatch))
        write(picture.selected.name, box.left + 34, 12, high=18)
        top += 23
    used = top - box.top
    return group(next(ids), "Légende", Box(box.left, box.top, box.width, max(used, 1.0)), "".join(parts)), used


def _group(ids: Iterator[int], name: str, box: Box, members: list[str]) -> str:
    return group(next(ids), name, box, "".join(members)) if any(members) else ""


def _clipped(geometry: BaseGeometry, place: View) -> BaseGeometry:
    return shapely.clip_by_rect(geometry, *place.seen)


def _look(one: ClassGroup) -> str:
    return f"{_fill(one)}{stroke(one.edge, 0.5)}"


def _plain(inside: str, edge: str) -> str:
    return f"{fill(inside)}{stroke(edge, 0.5)}"


def _fill(one: ClassGroup) -> str:
    if one.hatching is Hatching.NONE:
        return fill(one.fill)
    return (
        f'<a:pattFill prst="{_PATTERNS[one.hatching]}"><a:fgClr>{colour(one.hatching_ink)}</a:fgClr>'
        f"<a:bgClr>{colour(one.fill)}</a:bgClr></a:pattFill>"
    )


def _shape(identifier: int, name: str, geometry: BaseGeometry, place: View, *, look: str, alt: str = "") -> str:
    """One outline as a custom geometry: whole coordinates, holes left out of the fill; nothing if it has no surface."""
    rings = [ring for part in shapely.get_parts(geometry) for ring in _rings(part, place)]
    if not rings:
        return ""
    xs, ys = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    wide, high = max(right - left, 1), max(bottom - top, 1)
    path = []
    for ring in rings:
        (x, y), *others = ring
        path.append(f'<a:moveTo><a:pt x="{x - left}" y="{y - top}"/></a:moveTo>')
        path += [f'<a:lnTo><a:pt x="{x - left}" y="{y - top}"/></a:lnTo>' for x, y in others]
        path.append("<a:close/>")
    grain = emu(1) // _GRAIN
    described = f' descr="{escape(alt)}"' if alt else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{identifier}" name="{escape(name)}"{described}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left * grain}" y="{top * grain}"/><a:ext cx="{wide * grain}" cy="{high * grain}"/>'
        "</a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{wide}" h="{high}">{"".join(path)}</a:path>'
        f"</a:pathLst></a:custGeom>{look}</p:spPr></p:sp>"
    )


def _rings(part: BaseGeometry, place: View) -> Iterator[list[tuple[int, int]]]:
    """The rings of a polygon in whole steps, without their last point; those that shrink to a line are left out."""
    if not isinstance(part, shapely.Polygon) or part.is_empty:
        return
    for ring in (part.exterior, *part.interiors):
        points: list[tuple[int, int]] = []
        for x, y in shapely.get_coordinates(ring).tolist():
            right, down = place.point(x, y)
            point = round(right * _GRAIN), round(down * _GRAIN)
            if not points or point != points[-1]:
                points.append(point)
        if points and points[0] == points[-1]:
            points.pop()
        if len(points) >= 3:
            yield points


def _preset(identifier: int, name: str, box: Box, shape: str, *, look: str, alt: str = "") -> str:
    described = f' descr="{escape(alt)}"' if alt else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{identifier}" name="{escape(name)}"{described}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm>{box.xfrm}</a:xfrm><a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>{look}</p:spPr></p:sp>'
    )


def _circle(identifier: int, one: MapCircle, place: View, ink: str) -> str:
    x, y = place.point(one.x, one.y)
    radius = max(one.radius * place.scale, _LEAST_RADIUS)
    edge = stroke(INK, 0.5) if radius > 3 else NO_STROKE
    box = Box(x - radius, y - radius, 2 * radius, 2 * radius)
    return _preset(identifier, one.name, box, "ellipse", look=f"{fill(ink, _CIRCLE_ALPHA)}{edge}", alt=one.text)


def _place(identifier: int, one: MapPlace, place: View) -> str:
    x, y = place.point(one.x, one.y)
    box = Box(x - _SYMBOL_SIZE / 2, y - _SYMBOL_SIZE / 2, _SYMBOL_SIZE, _SYMBOL_SIZE)
    return _preset(identifier, one.name, box, _SYMBOLS[one.symbol], look=_mark_look())


def _mark_look() -> str:
    return f"{fill(INK)}{stroke(PAPER, 0.75)}"


def _boxes(picture: MapPicture, place: View, ids: Iterator[int]) -> Iterator[str]:
    for name, (left, bottom, right, top) in picture.boxes:
        (x, y), (end, below) = place.point(left, top), place.point(right, bottom)
        frame = Box(x, y, end - x, below - y)
        yield _preset(next(ids), name, frame, "rect", look=f"<a:noFill/>{stroke(_BOX_EDGE, 0.5)}")
        words = paragraph(run(name, 6, MUTED))
        yield text_box(next(ids), f"Nom : {name}", Box(x + 2, y + 1, frame.width, 8), words, wrap=False)
