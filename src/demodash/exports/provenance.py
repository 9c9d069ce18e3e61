"""What goes with every export: what it is, when and from where it was taken, under which licences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from demodash.indicators import CATALOGUE
from demodash.indicators.model import Indicator
from demodash.sources import Source

UNKNOWN_LICENCE = "licence non indiquée par l’éditeur"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The words of an export: its title, the address of the view, the filters in French, the day it was taken."""

    title: str
    address: str
    day: dt.date
    filters: Mapping[str, str] = field(default_factory=dict)

    @property
    def day_text(self) -> str:
        """The day as French spreadsheets write it: ``05/03/2024``."""
        return self.day.strftime("%d/%m/%Y")

    @property
    def filters_text(self) -> str:
        """The filters on one line, ``aucun`` when there is none."""
        return " ; ".join(f"{name} : {value}" for name, value in self.filters.items()) or "aucun"


def sources_of(rows: pd.DataFrame, sources: Mapping[str, Source]) -> list[Source]:
    """Give the sources of observations, each once, in the order in which the rows name them."""
    return [sources[one] for one in dict.fromkeys(rows["source"])]


def indicators_of(rows: pd.DataFrame) -> list[Indicator]:
    """Give the indicators of observations, each once, in the order in which the rows name them."""
    return [CATALOGUE[one] for one in dict.fromkeys(rows["indicator"])]


def licences_of(rows: pd.DataFrame, sources: Mapping[str, Source]) -> dict[str, list[Source]]:
    """Group the sources of observations by licence; those that state none come last, under UNKNOWN_LICENCE."""
    groups: dict[str, list[Source]] = {}
    for source in sorted(sources_of(rows, sources), key=lambda one: not one.licence):
        groups.setdefault(source.licence or UNKNOWN_LICENCE, []).append(source)
    return groups
