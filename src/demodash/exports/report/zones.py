"""The zones of a territory, edition by edition: the class of a commune, or the share of people in each class."""

from __future__ import annotations

from demodash.analysis.place import Zoning, in_law
from demodash.charts.palette import LIGHT
from demodash.exports.report.content import MARKS, Content
from demodash.exports.report.fonts import REGULAR, STRONG, width
from demodash.exports.report.pen import GRID, INK, LEADING, MUTED, Box, Pen
from demodash.exports.report.wrapping import fitted, wrapped
from demodash.indicators.dimensions import ZONE
from demodash.texts import number

_SIZE = 7.4
_LEADING = _SIZE * LEADING
_ROW = 13.0
_NAME = 52.0


def draw_zonings(pen: Pen, content: Content, box: Box) -> float:
    """Draw as many editions as there is room for, the latest first, and say how many are older; give the bottom."""
    left, y, right, bottom = box
    if not content.zonings:
        return y
    is_commune = content.zonings[0].zone is not None
    title = "Zone, par édition" if is_commune else "Habitants par zone et par édition"
    with pen.tags.content("H2"):
        pen.text(left, y + 8, title, font=STRONG, size=8.4)
    y += 13
    for at, one in enumerate(content.zonings):
        rest = len(content.zonings) - at
        size, law = _law(one, content, right - left)
        name = wrapped(one.edition.name, STRONG, _SIZE, right - left)
        high = (len(name) * _SIZE + len(law) * size) * LEADING + _rows_height(one)
        after = _LEADING if rest > 1 else 0.0
        if at and y + high + after > bottom:
            with pen.tags.content("P"):
                older = f"{number(rest)} {'autre édition' if rest == 1 else 'autres éditions'} sur la fiche en ligne"
                pen.text(left, y + _SIZE, older, size=_SIZE, colour=MUTED)
            return y + _LEADING
        with pen.tags.content("P"):
            y = pen.lines(left, y, name, font=STRONG, size=_SIZE)
            y = pen.lines(left, y, law, size=size, colour=MUTED)
        y = _zone(pen, one, left, y) if one.zone else _shares(pen, one, left, right, y)
    return y


def _law(one: Zoning, content: Content, room: float) -> tuple[float, list[str]]:
    over = one.edition.legal_end is not None and one.edition.legal_end < content.day
    law = f"{'A été en vigueur' if over else 'En vigueur'} {in_law(one.edition)}"
    return fitted(law, REGULAR, (_SIZE, 7.0, 6.6), room, 1)


def _rows_height(one: Zoning) -> float:
    return _ROW if one.zone else _ROW * len(one.shares) + 4


def _zone(pen: Pen, one: Zoning, left: float, y: float) -> float:
    if one.zone is None:
        return y
    fill = LIGHT.of(one.zone.id)
    with pen.tags.content("P"):
        pen.bar((left, y + 1.5, left + 11, y + 9), fill, edge=LIGHT.edge(fill), thick=0.8)
        pen.text(left + 16, y + 8.4, one.zone.name, font=STRONG, size=8.4)
    return y + _ROW + 2


def _shares(pen: Pen, one: Zoning, left: float, right: float, y: float) -> float:
    """One row a class: its name, a bar of its share, the share."""
    longest = max(width(_text(each.text, each.status), STRONG, _SIZE) for each in one.shares)
    start, end = left + _NAME, right - longest - 5
    for each in one.shares:
        fill = LIGHT.of(each.category)
        with pen.tags.content("P"):
            pen.text(left, y + 9, ZONE.member(each.category).name, size=_SIZE)
            pen.text(right, y + 9, _text(each.text, each.status), font=STRONG, size=_SIZE, colour=INK, align="right")
        with pen.tags.artifact():
            pen.bar((start, y + 2.5, end, y + 10), "#ffffff", edge=GRID, thick=0.4)
            if each.value > 0:
                reach = start + (end - start) * min(each.value, 100) / 100
                pen.bar((start, y + 2.5, reach, y + 10), fill, edge=LIGHT.edge(fill), thick=0.7)
        y += _ROW
    return y + 4


def _text(text: str, status: str) -> str:
    mark = MARKS.get(status, "")
    return f"{mark} {text}" if mark else text
