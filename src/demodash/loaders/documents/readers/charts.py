"""The figures of a native chart, from its XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from lxml.etree import _Element as Element

from demodash.loaders.documents.readers.office_text import descend, local_name

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DAY_ZERO = date(1899, 12, 30)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def chart_title(chart: Element) -> str:
    """Return the title of a chart, "" when it has none."""
    title = chart.find(f".//{_C}title")
    return "".join(text.text or "" for text in title.iter(f"{_A}t")) if title is not None else ""


def chart_rows(chart: Element) -> Iterator[tuple[str, str, str]]:
    """Yield one (series, category, value) per point that has a number, as French writes it."""
    for rank, series in enumerate(chart.iter(f"{_C}ser"), 1):
        name = _cached(series.find(f"{_C}tx")).get(0) or f"série {rank}"
        categories = _cached(_either(series, "cat", "xVal"))
        values = _cached(_either(series, "val", "yVal"))
        for index, value in sorted(values.items()):
            yield name, categories.get(index, str(index + 1)), value


def _either(series: Element, *names: str) -> Element | None:
    return next((found for name in names if (found := series.find(f"{_C}{name}")) is not None), None)


def _cached(element: Element | None) -> dict[int, str]:
    """Return the texts of the points in the cache of a chart, by index; numbers in French.

    The levels of a category are joined, the outermost first.
    """
    if element is None:
        return {}
    found: dict[int, str] = {}
    codes = [code.text or "" for code in element.iter(f"{_C}formatCode")]
    numeric = any(local_name(node) in ("numCache", "numLit") for node in descend(element, lambda _: False))
    for point in element.iter(f"{_C}pt"):
        index = point.get("idx", "")
        text = "".join(node.text or "" for node in point.iter(f"{_C}v")).strip()
        if not index.isdecimal() or not text:
            continue
        code = point.get("formatCode") or next(iter(codes), "")
        shown = french_number(text, code) if numeric else text
        if shown:
            rank = int(index)
            found[rank] = f"{shown}, {found[rank]}" if rank in found else shown
    direct = element.find(f"{_C}v")
    if direct is not None and direct.text:
        found.setdefault(0, direct.text.strip())
    return found


def french_number(text: str, code: str) -> str:
    """Return a number of a chart as French writes it, "" when it is none.

    Nothing is rounded but the noise of binary fractions; a percentage is shown as one, and a day
    (a count of days since 1900) as a date, when the format `code` says so.
    """
    try:
        number = Decimal(repr(float(text)))
    except (ValueError, InvalidOperation):
        return ""
    if not number.is_finite():
        return ""
    bare = _QUOTED.sub("", code).lower()
    if "y" in bare and 0 < number < 100_000:
        day = _DAY_ZERO + timedelta(days=int(number))
        return str(day.year) if "d" not in bare and "m" not in bare else f"{day:%d/%m/%Y}"
    unit = " %" if "%" in bare else ""
    number = (number * 100 if unit else number).normalize()
    return f"{number:f}".replace(".", ",") + unit
