"""Where a territory stands among those of its level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from demodash.territories import Level
from demodash.texts import number

_FEMININE = {Level.REGION, Level.COMMUNE}


@dataclass(frozen=True, slots=True)
class Rank:
    """A place from the highest value down: ``place`` of ``among``; ``ties`` others have the same value."""

    place: int
    among: int
    ties: int


def rank(values: Mapping[str, float], code: str, *, decimals: int) -> Rank:
    """Rank a territory by its value as written; equal values share the best place (1, 2, 2, 4).

    ``values``: by territory code, without the missing ones.

    Raises:
        ValueError: the territory has no value.
    """
    if code not in values:
        raise ValueError(f"no value for {code!r}")
    own = round(values[code], decimals)
    shown = [round(value, decimals) for value in values.values()]
    return Rank(
        place=1 + sum(value > own for value in shown),
        among=len(shown),
        ties=sum(value == own for value in shown) - 1,
    )


def ordered(values: Mapping[str, float]) -> list[str]:
    """Codes from the highest value to the lowest, by code where equal."""
    return sorted(values, key=lambda code: (-values[code], code))


def ordinal(found: Rank, level: Level) -> str:
    """A rank in figures: ``1re``, ``1er``, ``12e``, with «ex æquo» when it is shared."""
    first = "1re" if level in _FEMININE else "1er"
    shared = " ex æquo" if found.ties else ""
    return (first if found.place == 1 else f"{number(found.place)}e") + shared
