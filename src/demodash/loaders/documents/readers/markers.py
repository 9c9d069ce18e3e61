"""The number and the date of a slide, run together at its top in the text of a deck."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from demodash.loaders.documents.readers.lines import day_month_year

_GLUED = re.compile(r"([0-9]{1,5})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_APART = re.compile(r"([0-9]{1,3})\s+([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_AFTER = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})\s*([0-9]{1,3})")
_NUMBER = re.compile(r"[0-9]{1,3}")
_DATE = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker: the rank of its (first) line, the slide number, the date, how many lines it takes."""

    order: int
    number: int
    printed: date
    lines: int = 1


def slide_marks(texts: Sequence[str]) -> list[Mark]:
    """Return the markers among the lines of a text, in order.

    «223/01/2023» can only be a slide number glued to a date. A number and a date that a space or a
    line break parts are markers when several follow each other with numbers that go up by one.
    """
    glued: list[Mark] = []
    for order, text in enumerate(texts):
        mark = _glued(order, text, glued[-1].number if glued else None)
        if mark is not None:
            glued.append(mark)
    if glued:
        return glued
    for reading in (_apart, _on_two_lines):
        marks = reading(texts)
        if len(marks) > 1 and _go_up(marks):
            return marks
    return []


def _glued(order: int, text: str, last: int | None) -> Mark | None:
    """Return the marker that a line is; the number that follows `last` is preferred.

    «23/01/2023» is a date, not slide 2 on 3 January, unless slide 1 was the one before.
    """
    found = _GLUED.fullmatch(text)
    if found is None:
        return None
    digits, month, year = found.groups()
    readings = []
    for day_length in (2, 1):
        number, day = digits[:-day_length], digits[-day_length:]
        printed = day_month_year(day, month, year)
        if number and int(number) and len(number) <= 3 and not number.startswith("0") and printed:
            readings.append(Mark(order, int(number), printed))
    following = [mark for mark in readings if last is not None and mark.number == last + 1]
    if day_month_year(digits, month, year) and not following:
        return None
    return next(iter(following or readings), None)


def _apart(texts: Sequence[str]) -> list[Mark]:
    marks = []
    for order, text in enumerate(texts):
        before, after = _APART.fullmatch(text), _AFTER.fullmatch(text)
        if before is not None:
            number, *parts = before.groups()
        elif after is not None:
            *parts, number = after.groups()
        else:
            continue
        printed = day_month_year(*parts)
        if printed is not None:
            marks.append(Mark(order, int(number), printed))
    return marks


def _on_two_lines(texts: Sequence[str]) -> list[Mark]:
    """Return the markers whose number and date are two lines, each given by its first line."""
    marks = []
    for order, pair in enumerate(pairwise(texts)):
        number, day = sorted(pair, key=len)
        found = _DATE.fullmatch(day)
        if found is not None and _NUMBER.fullmatch(number):
            printed = day_month_year(*found.groups())
            if printed is not None:
                marks.append(Mark(order, int(number), printed, lines=2))
    return marks


def _go_up(marks: Sequence[Mark]) -> bool:
    return all(one.number + 1 == two.number and one.order + one.lines < two.order for one, two in pairwise(marks))
