"""How a figure says where it comes from, in words: publisher, date, slide and line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

import pandas as pd

from demodash.dataset import Dataset
from demodash.periods import period
from demodash.sources import Source
from demodash.texts import and_others, enumeration

_PLACE = re.compile(r"^(?:(?P<page>.+), )?(?P<kind>ligne|paragraphe) (?P<number>\d+)$")
_SHOWN = 3


def dated(source: Source) -> str:
    """The source's date in French: ``23 janvier 2023``, ``2017 (date déduite)`` or ``sans date``."""
    if not source.date:
        return "sans date imprimée"
    text = period(source.date).label
    return f"{text} (date déduite)" if source.date_inferred else text


def places(locators: Sequence[str]) -> str:
    """Gather locators: ``diapositive 4, lignes 52 à 60`` for the lines of one slide."""
    texts = []
    parsed = [(_PLACE.match(locator), locator) for locator in dict.fromkeys(locators)]
    for (page, kind), group in groupby(parsed, key=lambda one: _page_and_kind(one[0], one[1])):
        members = list(group)
        numbers = sorted({int(match["number"]) for match, _ in members if match})
        if not numbers:
            texts.append(page)
            continue
        where = f"{kind} {numbers[0]}" if len(numbers) == 1 else _spread(kind, numbers)
        texts.append(f"{page}, {where}" if page else where)
    return " ; ".join(texts)


def _page_and_kind(match: re.Match[str] | None, locator: str) -> tuple[str, str]:
    return (match["page"] or "", match["kind"]) if match else (locator, "")


def _spread(kind: str, numbers: list[int]) -> str:
    if len(numbers) <= _SHOWN:
        return f"{kind}s {enumeration([str(number) for number in numbers])}"
    return f"{kind}s {numbers[0]} à {numbers[-1]}"


def short(rows: pd.DataFrame, dataset: Dataset) -> str:
    """One line under a chart: ``Source : ARS Hauts-de-France, 23 janvier 2023, diapositive 4, lignes 52 à 60``."""
    parts = []
    for source_id, group in rows.groupby("source", sort=False):
        source = dataset.source(str(source_id))
        printed = group[group["status"] != "derived"]
        where = places(list(printed["locator"])) if source.kind == "document" else ""
        calculated = " (calculs demodash)" if printed.empty else ""
        parts.append(", ".join(part for part in (source.publisher, dated(source), where) if part) + calculated)
    unique = list(dict.fromkeys(parts))
    shown = unique[:_SHOWN]
    more = len(unique) - len(shown)
    text = " ; ".join(shown) + (f" ; {and_others(more)}" if more else "")
    return f"{'Sources' if len(unique) > 1 else 'Source'} : {text}"
