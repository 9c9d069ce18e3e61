"""What a presentation holds: slides with a finding, a body, a reading, sources and notes; all texts in French."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from demodash.charts.native import NativeChart
from demodash.exports.map_picture import MapPicture


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table as it is read: texts; ``numeric`` columns are aligned right, rows of ``derived`` are in italics."""

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[int] = ()
    derived: Sequence[int] = ()


Body = NativeChart | MapPicture | TextTable


@dataclass(frozen=True, slots=True)
class Slide:
    """One card as a slide: the finding as title, what is measured as subtitle, the sentence that reads the chart.

    ``source_line``: publishers, dates and locators on one line, as in the card; ``sources``: each source in full
    (publisher, title, date, locators, licence, address). ``notes``: paragraphs for the speaker (definitions, limits);
    the sources and the ``link`` to the view are added after them. ``alt`` is the text alternative of the body; title
    and reading when it is empty.
    """

    title: str
    subtitle: str
    body: Body
    reading: str = ""
    source_line: str = ""
    sources: Sequence[str] = ()
    notes: Sequence[str] = ()
    link: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """A presentation: its title, the day it was made, the address that makes it again, its slides in order."""

    title: str
    subtitle: str
    day: dt.date
    address: str
    slides: Sequence[Slide]
