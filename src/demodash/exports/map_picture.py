"""The picture of a map: named shapes by class, circles, borders and legend, ready to be drawn by any program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from shapely.geometry.base import BaseGeometry


class Land(IntEnum):
    """What stands for a territory that has no class, with the numbers that the maps of the pages use."""

    PLAIN = 252
    SECRET = 253
    ZERO = 254
    NO_DATA = 255


class Hatching(StrEnum):
    """How a fill is hatched besides its colour."""

    NONE = ""
    HATCH = "hatch"
    BACK = "back"
    DOTS = "dots"
    LINES = "lines"
    BARS = "bars"
    CROSS = "cross"


class Symbol(StrEnum):
    """The shapes of places."""

    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    CROSS = "cross"


@dataclass(frozen=True, slots=True)
class PictureClass:
    """A class as asked for: its label in the legend, its fill (#rrggbb), its hatching, its outline if it needs one."""

    label: str
    colour: str
    hatching: Hatching = Hatching.NONE
    edge: str = ""


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
    land: Land | None = None
    """The state that the group stands for, None for a class."""


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
    """A map as shapes, drawn in this order: ``land`` around, ``groups``, ``borders``, ``circles``, ``places``.

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


def class_picture(
    area: str,
    codes: Sequence[str],
    numbers: Sequence[int],
    classes: Sequence[PictureClass],
    *,
    legend_title: str,
    texts: Callable[[str], str] | None = None,
    places: Sequence[MapPlace] = (),
    method: str = "",
    note: str = "",
) -> MapPicture:
    """Make the picture of a map of classes.

    ``area``: ``communes``, ``epci``, ``departements``, ``france-departements`` or ``france-regions``. ``numbers``:
    the class of each of ``codes`` (full codes of the area), or a ``Land``. ``texts`` writes the value of a code.

    Raises:
        ValueError: the area is unknown, a code is not of it, or a number is neither a class nor a ``Land``.
    """
    raise ValueError(f"unknown area {area!r}")


def circle_picture(
    area: str,
    codes: Sequence[str],
    counts: Sequence[float],
    *,
    label: str,
    colour: str,
    text: Callable[[float], str],
    largest: float | None = None,
    places: Sequence[MapPlace] = (),
    method: str = "",
    note: str = "",
) -> MapPicture:
    """Make the picture of a map of counts, as circles of a surface in proportion on plain land.

    ``counts``: one per code, NaN where there is none; ``largest`` sets the scale when the map shows several years.
    ``text`` writes a count.

    Raises:
        ValueError: the area is unknown, or a code is not of it.
    """
    raise ValueError(f"unknown area {area!r}")
