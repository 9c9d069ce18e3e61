"""Periods of observations: ISO 8601 instants, months, years and intervals, with French labels."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from demodash.texts import long_date, month_name

_POINT = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days written in ISO 8601: ``2023-01-23``, ``2019-09``, ``2022`` or ``2016/2020``."""

    iso: str
    start: dt.date
    end: dt.date

    @property
    def is_interval(self) -> bool:
        """Whether the period has two bounds (school years included)."""
        return "/" in self.iso

    @property
    def is_school_year(self) -> bool:
        """Whether the period is two consecutive years, as school and university years are written."""
        first, _, last = self.iso.partition("/")
        return bool(last) and len(first) == len(last) == 4 and int(last) == int(first) + 1

    @property
    def year(self) -> int:
        """The year a table or a slider puts it under: the last one that the period reaches."""
        return self.end.year

    @property
    def position(self) -> float:
        """Where it stands on a time axis in decimal years: the instant, or the middle of the span."""
        middle = self.start + (self.end - self.start) / 2
        days = 366 if calendar.isleap(middle.year) else 365
        return middle.year + (middle.timetuple().tm_yday - 1) / days

    @property
    def label(self) -> str:
        """The period in French: ``23 janvier 2023``, ``septembre 2019``, ``2022`` or ``2016–2020``."""
        first, _, last = self.iso.partition("/")
        return f"{_label(first)}–{_label(last)}" if last else _label(first)

    @property
    def years(self) -> int:
        """The number of years between the bounds of an interval of years (2016/2020: 4)."""
        return self.end.year - self.start.year


def _bounds(text: str) -> tuple[dt.date, dt.date]:
    match = _POINT.match(text)
    if match is None:
        raise ValueError(f"not an ISO 8601 period: {text!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not 1900 <= year <= 2100:
        raise ValueError(f"year out of range: {text!r}")
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if day is None:
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date(year, month, day), dt.date(year, month, day)


def _label(text: str) -> str:
    if len(text) == 10:
        return long_date(dt.date.fromisoformat(text))
    if len(text) == 7:
        return month_name(dt.date.fromisoformat(f"{text}-01"))
    return text


@cache
def period(iso: str) -> Period:
    """Read a period.

    Raises:
        ValueError: the text is not one of the four forms, or its bounds are reversed.
    """
    first, slash, last = iso.partition("/")
    start, end = _bounds(first)
    if slash:
        last_start, end = _bounds(last)
        if last_start <= start:
            raise ValueError(f"reversed or empty interval: {iso!r}")
    return Period(iso, start, end)
