"""Age bands as files write them, put into those of the dimension ``age``."""

from __future__ import annotations

import re
from functools import cache

from demodash.indicators.dimensions import AGE
from demodash.indicators.model import ENSEMBLE
from demodash.loaders.tables.headers import normalised

ALL_AGES = ENSEMBLE
_OLDEST = 150
_BETWEEN = re.compile(r"(?:de )?(\d{2}) (?:a |et )?(\d{2})(?: ans)?")
_UNDER = re.compile(r"(?:moins de |moins )(\d{2})(?: ans)?|(\d{2})(?: ans)? ou moins")
_OVER = re.compile(r"(?:plus de |plus )(\d{2})(?: ans)?|(\d{2})(?: ans)? (?:et |ou )?plus")
_ALL = frozenset({"tout age", "tous ages", "tous les ages", "ensemble", "tous"})
_LIMITS = {"moins_30": (0, 29), "70_plus": (70, _OLDEST)}


@cache
def band_of(printed: str) -> str | None:
    """Band of the dimension that holds a printed one whole: ``30-34 ans`` or ``de 30 à 34 ans`` give ``30_34``.

    ``ensemble`` for all ages; None when it is no age, or when it lies over two bands.
    """
    name = normalised(printed)
    if name in _ALL:
        return ALL_AGES
    span = _span(name)
    if span is None:
        return None
    low, high = span
    return next((band for band, (first, last) in _bands().items() if first <= low <= high <= last), None)


def _span(name: str) -> tuple[int, int] | None:
    between, under, over = _BETWEEN.fullmatch(name), _UNDER.fullmatch(name), _OVER.fullmatch(name)
    if between is not None:
        return int(between[1]), int(between[2])
    if under is not None:
        return (0, int(under[1]) - 1) if under[1] else (0, int(under[2]))
    if over is not None:
        return int(over[1] or over[2]), _OLDEST
    return None


@cache
def _bands() -> dict[str, tuple[int, int]]:
    found = dict(_LIMITS)
    for category in AGE:
        first, _, last = category.id.partition("_")
        if first.isdigit() and last.isdigit():
            found[category.id] = (int(first), int(last))
    return found
