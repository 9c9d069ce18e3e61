"""What the maps of the pages and of the slides share: classes, states, hatchings, symbols."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Land(IntEnum):
    """What a territory's number says when it is not the number of a class; the browser knows these numbers."""

    PLAIN = 252
    """Land without a class, as under circles."""
    SECRET = 253
    ZERO = 254
    NO_DATA = 255


class Hatching(StrEnum):
    """How a fill is hatched besides its colour; ``HATCH`` and ``DOTS`` also mark states."""

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
class MapClass:
    """A class: its label in the legend, its colour on light and on dark pages, a hatching if it needs one."""

    label: str
    colour: str
    dark: str = ""
    hatching: Hatching = Hatching.NONE
