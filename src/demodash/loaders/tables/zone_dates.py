"""When an edition of the zoning is the law, as far as a file's name and titles say, and what the edition is called."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from demodash.loaders.tables.sourcing import day_in, is_day
from demodash.texts import FOLDED_MONTHS, folded, month_name

_LONG = rf"(1er|\d{{1,2}}) ({'|'.join(FOLDED_MONTHS)}) (20\d\d)"
_IN_FORCE = re.compile(rf"(?:en vigueur|applicable|a compter)[^.;]{{0,40}}? {_LONG}")
_ANY = re.compile(_LONG)


def first_day(titles: Iterable[str], file_name: str) -> str:
    """The first day of an edition, ISO: that a title gives for it, else any day of the titles, else of the name."""
    texts = [folded(title) for title in titles]
    for wanted in (_IN_FORCE, _ANY):
        for text in texts:
            found = wanted.search(text)
            if found:
                day = f"{found[3]}-{FOLDED_MONTHS.index(found[2]) + 1:02d}-{int(found[1].removesuffix('er')):02d}"
                if is_day(day):
                    return day
    return day_in(file_name)


def name_of(start: dt.date, end: dt.date | None) -> str:
    """What an edition is called when the analyst does not say: ``avril 2022 – décembre 2025``, ``depuis mai 2026``."""
    return f"depuis {month_name(start)}" if end is None else f"{month_name(start)} – {month_name(end)}"
