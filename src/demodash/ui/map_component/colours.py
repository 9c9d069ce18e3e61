"""Fills for areas: zones, ordered classes, changes around a middle. Never red against green.

The zones' hues are those of the national tool (ZIP orange, ZAC blue, ZAR violet, none grey; ZV yellow). Their lightness
falls in steps, so that they are told apart in grey print and by colour-blind readers; a test measures both.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from demodash.charts.palette import DARK, LIGHT

Fill = tuple[str, str]
"""A colour on light pages and one on dark pages."""

ZONE_FILLS: Mapping[str, Fill] = MappingProxyType(
    {zone: (fill, DARK.zones[zone]) for zone, fill in LIGHT.zones.items()}
)

# From little to much: towards dark on light pages, towards light on dark ones.
_SEQUENCE: tuple[Fill, ...] = (
    ("#e1edef", "#22343d"),
    ("#b9d7dd", "#255160"),
    ("#87bbc6", "#2c7082"),
    ("#519aab", "#4593a6"),
    ("#24758b", "#76b9c8"),
    ("#0a4a60", "#c4e7ee"),
)
_BELOW: tuple[Fill, ...] = (("#a4460a", "#f0a05a"), ("#dd8c4e", "#b9682a"), ("#f2d3b8", "#6d4424"))
_MIDDLE: Fill = ("#eae9e5", "#30363f")
_ABOVE: tuple[Fill, ...] = (("#c6dfe4", "#24505d"), ("#68aab9", "#3689a0"), ("#14647a", "#86cbdc"))
_PICKS = {1: (4,), 2: (1, 4), 3: (0, 2, 4), 4: (0, 2, 3, 5), 5: (0, 1, 2, 4, 5), 6: (0, 1, 2, 3, 4, 5)}


def sequential(count: int) -> tuple[Fill, ...]:
    """Fills for one to six classes, from little to much.

    Raises:
        ValueError: there are no fills for this number of classes.
    """
    if count not in _PICKS:
        raise ValueError(f"no fills for {count} classes")
    return tuple(_SEQUENCE[place] for place in _PICKS[count])


def diverging(below: int, above: int, *, middle: bool) -> tuple[Fill, ...]:
    """Fills for classes below and above a middle (up to three each), with a class of its own for it or not.

    Raises:
        ValueError: there are no fills for these numbers of classes.
    """
    if not (0 <= below <= len(_BELOW) and 0 <= above <= len(_ABOVE) and below + above):
        raise ValueError(f"no fills for {below} classes below and {above} above")
    lower = _BELOW[:below] if below != 1 else _BELOW[1:2]
    upper = _ABOVE[-above:] if above > 1 else _ABOVE[1 : 1 + above]
    return (*lower, *([_MIDDLE] if middle else []), *upper)
