"""What a map of the page «Carte» shows: its times, how it is drawn, what it finds, its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import overload

import pandas as pd

from demodash.charts.map_signs import MapClass
from demodash.periods import Period, period
from demodash.ui.map_component import Circles, Frame, NumberFormat
from demodash.ui.markup import Table

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Time:
    """A step of the slider: its id in the address, what the slider shows, and the same in a sentence."""

    id: str
    label: str
    said: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a subject is drawn. ``note`` says how its values came to be, ``method`` how its classes were made."""

    frames: tuple[Frame, ...]
    classes: tuple[MapClass, ...] = ()
    number_format: NumberFormat = field(default_factory=NumberFormat)
    circles: Circles | None = None
    legend: str = ""
    note: str = ""
    method: str = ""
    outlined: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What the numbers of one time say: a title, and the sentence that reads the map aloud."""

    title: str
    reading: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that maps show. The functions take the number of a time, and a selected territory where it matters."""

    id: str
    name: str
    times: tuple[Time, ...]
    drawing: Drawing
    subtitle: Callable[[int], str]
    finding: Callable[[int, str | None], Finding]
    rows: Callable[[int], pd.DataFrame]
    table: Callable[[int], Table]
    remarks: tuple[str, ...] = ()

    def time(self, wanted: str, default: int = -1) -> int:
        """The number of the time with this id; that of the default (the latest) when there is none."""
        ids = [one.id for one in self.times]
        return ids.index(wanted) if wanted in ids else default % len(ids)


class MadeRows(Sequence[Row]):
    """The rows of a long table, each made when it is asked for: a hundred of thousands are shown."""

    def __init__(self, count: int, make: Callable[[int], Row]) -> None:
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return [self._make(place) for place in range(*at.indices(self._count))]
        return self._make(range(self._count)[at])


def times(periods: Sequence[str]) -> tuple[Time, ...]:
    """Steps for periods: by their year where that tells them apart, in full otherwise."""
    spans = [period(iso) for iso in periods]
    years = [span.year for span in spans]
    return tuple(
        Time(str(span.year), _years(span), when(span))
        if years.count(span.year) == 1
        else Time(span.iso.replace("/", "_"), span.label, when(span))
        for span in spans
    )


def _years(span: Period) -> str:
    return f"{span.start.year}–{span.end.year}" if span.is_interval else str(span.year)


def when(span: Period) -> str:
    """A period at the head of a sentence: ``au 1er janvier 2026``, ``en 2023``, ``de 2012 à 2026``."""
    if span.is_interval:
        return f"de {span.start.year} à {span.end.year}"
    return f"au {span.label}" if span.start == span.end else f"en {span.label}"
