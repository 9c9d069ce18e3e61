"""The first page: name, where it lies, first figures, map with its legend, zones by edition, neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from demodash import territories
from demodash.charts.palette import LIGHT
from demodash.exports.report.content import Content, Headline
from demodash.exports.report.fonts import REGULAR, STRONG, width
from demodash.exports.report.frame import BOTTOM, draw_footer, draw_value
from demodash.exports.report.map_drawing import draw_locator, draw_map
from demodash.exports.report.pen import ACCENT, GRID, INK, LEADING, MARGIN, MUTED, ROOM, WIDTH, Box, Pen
from demodash.exports.report.territory_map import TerritoryMap, territory_map
from demodash.exports.report.wrapping import fitted, wrapped
from demodash.exports.report.zones import draw_zonings
from demodash.texts import enumeration, number

_SIDE = 158.0
_GAP = 14.0
_MAP_WIDTH = ROOM - _SIDE - _GAP
_SMALL = 7.4
_SMALLEST_LOCATOR = 60.0
_TILE_GAP = 12.0


def draw_first_page(pen: Pen, content: Content) -> None:
    """Draw the page from its top and its bottom; the map takes what is between."""
    y = _title(pen, content)
    y = _headlines(pen, content.headlines, y + 8)
    size, neighbours = _neighbours(content)
    foot = BOTTOM - len(neighbours) * size * LEADING
    if not content.zonings:  # nothing but outlines to show: no higher than wide
        foot = min(foot, y + _GAP + _MAP_WIDTH)
    _middle(pen, content, y + _GAP, foot - 6)
    with pen.tags.content("P"):
        pen.lines(MARGIN, foot, neighbours, size=size)
    draw_footer(pen, content, 1)


# --- name -----------------------------------------------------------------------------------------


def _title(pen: Pen, content: Content) -> float:
    y = MARGIN - 6
    with pen.tags.content("P"):
        pen.text(MARGIN, y + 8, "FICHE TERRITOIRE", font=STRONG, size=7.6, colour=ACCENT)
        pen.text(
            WIDTH - MARGIN, y + 8, "Démographie médicale des Hauts-de-France", size=7.6, colour=MUTED, align="right"
        )
    y += 16
    size, lines = fitted(territories.label(content.place.code), STRONG, (27, 24, 21, 18), ROOM, 1)
    if len(lines) > 1:
        size, lines = fitted(territories.label(content.place.code), STRONG, (21, 18), ROOM, 2)
    with pen.tags.content("H1"):
        y = pen.lines(MARGIN, y, lines, font=STRONG, size=size)
    with pen.tags.content("P"):
        return pen.lines(MARGIN, y + 2, wrapped(_where(content), REGULAR, 10, ROOM), size=10, colour=MUTED)


def _where(content: Content) -> str:
    place = content.place
    people = f"{number(place.population)} {'habitant' if place.population < 2 else 'habitants'}"
    held = [name for name in content.within if name not in content.where and name not in content.facts.values()]
    parts = [content.where, *held, f"{people} ({place.population_year})"]
    return " · ".join(parts)


# --- first figures --------------------------------------------------------------------------------


def _headlines(pen: Pen, headlines: Sequence[Headline], top: float) -> float:
    """Tiles side by side, each as high as the highest."""
    if not headlines:
        return top
    across = (ROOM - _TILE_GAP * (len(headlines) - 1)) / len(headlines)
    with pen.tags.artifact():
        pen.rule(MARGIN, top, WIDTH - MARGIN, top, colour=INK, thick=0.8)
    head = max(len(wrapped(one.label, STRONG, _SMALL, across)) for one in headlines) * _SMALL * LEADING
    bottoms = [
        _tile(pen, one, (MARGIN + at * (across + _TILE_GAP), top + 6, across, head)) for at, one in enumerate(headlines)
    ]
    return max(bottoms)


def _tile(pen: Pen, one: Headline, place: tuple[float, float, float, float]) -> float:
    """Draw a tile; ``place``: left, top, width, height of the label. Give its bottom."""
    left, y, across, head = place
    with pen.tags.content("P"):
        pen.lines(left, y, wrapped(one.label, STRONG, _SMALL, across), font=STRONG, size=_SMALL, colour=INK)
        y += head + 2
        size, lines = fitted(one.value, STRONG, (21, 18, 15, 12), across, 1)
        pen.lines(left, y + 21 - size, lines, font=STRONG, size=size, colour=ACCENT)
        y += 21 * LEADING
        beside = left + width(lines[-1], STRONG, size) + 3
        if one.unit and beside + width(one.unit, REGULAR, 8) <= left + across:
            pen.text(beside, y - 21 * LEADING + 21, one.unit, size=8, colour=MUTED)
        elif one.unit:
            y = pen.lines(left, y, wrapped(one.unit, REGULAR, _SMALL, across), size=_SMALL, colour=MUTED)
        for text in one.context:
            y = pen.lines(left, y, wrapped(text, REGULAR, _SMALL, across), size=_SMALL, colour=MUTED)
    if one.comparisons:
        y = _comparisons(pen, one, left, y + 3, across)
    if one.source:
        with pen.tags.content("P"):
            source = wrapped(f"Source : {one.source}", REGULAR, 6.2, across)
            y = pen.lines(left, y + 2, source, size=6.2, colour=MUTED)
    return y


def _comparisons(pen: Pen, one: Headline, left: float, y: float, across: float) -> float:
    """The other territories: name and value, and a bar where lengths can be compared."""
    longest = max(abs(each.value) for each in one.comparisons) or 1.0
    for each in one.comparisons:
        room = across - width(each.text, font=STRONG, size=_SMALL) - 5
        with pen.tags.content("P"):
            lines = wrapped(each.name, REGULAR, _SMALL, room)
            draw_value(pen, left + across, y + _SMALL, each.text, font=STRONG, size=_SMALL)
            y = pen.lines(left, y, lines, size=_SMALL)
        if one.bars:
            with pen.tags.artifact():
                pen.bar((left, y + 0.6, left + across, y + 2.4), GRID)
                fill = ACCENT if each.is_own else LIGHT.context
                pen.bar((left, y + 0.6, left + across * abs(each.value) / longest, y + 2.4), fill)
            y += 4
    return y


# --- map ------------------------------------------------------------------------------------------


def _middle(pen: Pen, content: Content, top: float, bottom: float) -> None:
    """The map on the left; on the right what is known of the territory, the legend, its zones, the locator."""
    frame: Box = (MARGIN, top, MARGIN + _MAP_WIDTH, bottom)
    latest = content.zonings[0].edition if content.zonings else None
    drawn = territory_map(content.place, latest, _MAP_WIDTH / (bottom - top), _MAP_WIDTH)
    draw_map(pen, drawn, frame, _alternative(content, drawn))
    left = WIDTH - MARGIN - _SIDE
    y = _facts(pen, content, left, top)
    y = _legend(pen, drawn, left, y + 8)
    y = draw_zonings(pen, content, (left, y + 10, left + _SIDE, bottom))
    size = min(bottom - y - 12, _SIDE)
    if size >= _SMALLEST_LOCATOR:
        draw_locator(pen, content.place, (left, bottom - size, left + _SIDE, bottom))


def _alternative(content: Content, drawn: TerritoryMap) -> str:
    entries = enumeration([entry.label for entry in drawn.legend])
    zones = f" {drawn.legend_title} : {entries}." if entries else ""
    return f"Carte {territories.of(content.place.code)} et des territoires voisins.{zones} {content.neighbours}"


def _facts(pen: Pen, content: Content, left: float, y: float) -> float:
    with pen.tags.group("L"):
        for name, text in content.facts.items():
            with pen.tags.content("LI"):
                label = f"{name} "
                beside = 62.0
                pen.text(left, y + _SMALL, label, size=_SMALL, colour=MUTED)
                y = pen.lines(left + beside, y, wrapped(text, REGULAR, _SMALL, _SIDE - beside), size=_SMALL) + 1.6
    return y


def _legend(pen: Pen, drawn: TerritoryMap, left: float, y: float) -> float:
    """The classes with their outlines, the lines, and who drew the outlines."""
    with pen.tags.content("P"):
        if drawn.legend_title:
            y = pen.lines(left, y, wrapped(drawn.legend_title, STRONG, _SMALL, _SIDE), font=STRONG, size=_SMALL) + 2
        for entry in drawn.legend:
            pen.bar((left, y + 0.5, left + 11, y + 8), entry.fill, edge=entry.edge, thick=0.8)
            y = pen.lines(left + 16, y, wrapped(entry.label, REGULAR, _SMALL, _SIDE - 16), size=_SMALL) + 2
        if drawn.legend:
            note = "Teintes pâles : communes hors du territoire."
            y = pen.lines(left, y, wrapped(note, REGULAR, 6.4, _SIDE), size=6.4, colour=MUTED)
        return pen.lines(left, y, wrapped(drawn.credit, REGULAR, 6.4, _SIDE), size=6.4, colour=MUTED)


# --- neighbours -----------------------------------------------------------------------------------


def _neighbours(content: Content) -> tuple[float, list[str]]:
    return fitted(content.neighbours, REGULAR, (_SMALL, 6.8, 6.2), ROOM, 4)
