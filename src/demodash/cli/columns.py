"""Rows written in aligned columns, and the words of an edition, for a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from demodash.texts import number, plural

WIDEST = 60
_PARTS = {
    "observations": ("chiffre", "chiffres"),
    "zonings": ("commune classée", "communes classées"),
    "points": ("structure", "structures"),
    "groupings": ("rattachement", "rattachements"),
}


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines whose columns, the last apart, have the same width."""
    if not rows:
        return []
    widths = [min(WIDEST, max(len(row[column]) for row in rows)) for column in range(len(rows[0]) - 1)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in rows
    ]


def counted(counts: Mapping[str, int]) -> str:
    """What an edition holds: ``3 782 communes classées, 12 structures``."""
    return ", ".join(
        f"{number(count)} {plural(count, *_PARTS[name])}" for name, count in counts.items() if name in _PARTS
    )


def moment(when: dt.datetime) -> str:
    """A moment in the time of this machine, empty when it is not known."""
    return when.astimezone().strftime("%d/%m/%Y %H:%M") if when.year > 1970 else ""
