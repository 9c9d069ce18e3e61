"""What a map is given and what it gives back: typed values, checked before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from demodash.charts.map_signs import Symbol

MAX_CLASSES = 6


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a value is written: ``prefix`` before, ``glue`` and the unit (singular below two) after."""

    decimals: int = 0
    singular: str = ""
    plural: str = ""
    glue: str = " "
    prefix: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One year of the map: one entry per territory, in the order of the geometry.

    ``classes`` holds numbers of classes or a ``Land``; ``values`` what the card shows and ``counts`` what the
    circles show, NaN where there is none. ``qualifiers`` are published signs («plus de»), by row.
    """

    label: str
    classes: npt.NDArray[np.uint8] | None = None
    values: npt.NDArray[np.float64] | None = None
    counts: npt.NDArray[np.float64] | None = None
    qualifiers: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Circles:
    """Circles with an area in proportion to each frame's ``counts``, on one scale for all frames.

    ``people`` says that the counts are the populations of the geometry: they need not be sent.
    """

    label: str
    colour: str
    dark: str = ""
    format: NumberFormat = NumberFormat()
    people: bool = False


@dataclass(frozen=True, slots=True)
class PointKind:
    """A kind of points (hospitals, universities) with its shape."""

    label: str
    symbol: Symbol = Symbol.SQUARE


@dataclass(frozen=True, slots=True)
class Point:
    """A place, in the plane of the geometry; ``kind`` is a number in the map's ``point_kinds``."""

    label: str
    x: float
    y: float
    kind: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Zones:
    """A second fact for the card, such as the zone: ``index`` per territory into ``names``; 255 is none."""

    label: str
    names: tuple[str, ...]
    index: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class MapTexts:
    """The words around the map, all in French; ``alt`` is the text alternative and is required.

    ``title``, ``subtitle``, ``source`` and ``date`` go inside the exported image. ``note`` marks how the values
    came to be («calculé»); ``method`` names the class method under the legend.
    """

    title: str
    alt: str
    value_label: str = ""
    legend_title: str = ""
    subtitle: str = ""
    source: str = ""
    date: str = ""
    note: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class MapView:
    """Where a map looks: zoom ``k`` (1 shows everything), centre in parts of the width and of the height."""

    k: float = 1.0
    x: float = 0.5
    y: float = 0.5


@dataclass(frozen=True, slots=True)
class MapState:
    """What the reader chose: a territory's code, the number of the year, the classes the legend keeps.

    ``classes`` is empty when nothing is filtered. ``view`` is None unless the map was asked to report it.
    """

    selected: str | None = None
    year: int = 0
    classes: tuple[int, ...] = ()
    view: MapView | None = None
