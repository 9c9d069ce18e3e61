"""Where the figures of a report come from: each source once, with its date and the places of the figures in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from demodash.analysis.citing import dated, places
from demodash.dataset import Dataset, Observation
from demodash.derivation.figures import COMPUTED
from demodash.texts import and_others

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Credit:
    """A source: who, what, when, under which licence, and where in it."""

    publisher: str
    text: str


def credit(figures: Sequence[Observation], dataset: Dataset) -> str:
    """The sources of a headline in a few words: ``DREES, 22 juillet 2026``."""
    found = [dataset.source(one) for one in dict.fromkeys(one.source for one in figures)]
    return " ; ".join(dict.fromkeys(f"{one.publisher}, {dated(one)}" for one in found))


def credits_of(figures: Sequence[Observation], codes: Sequence[str], dataset: Dataset) -> list[Credit]:
    """The sources of some figures, in their order, with the places of those of the first of ``codes`` that has any."""
    groups: dict[str, list[Observation]] = {}
    for one in figures:
        groups.setdefault(one.source, []).append(one)
    return [_credit(source, found, codes, dataset) for source, found in groups.items()]


def _credit(source_id: str, figures: Sequence[Observation], codes: Sequence[str], dataset: Dataset) -> Credit:
    source = dataset.source(source_id)
    told = {one.territory for one in figures}
    nearest = next((code for code in codes if code in told), figures[0].territory)
    locators = list(dict.fromkeys(one.locator.removeprefix(COMPUTED) for one in figures if one.territory == nearest))
    more = and_others(len(locators) - _SHOWN, "repère", "repères")
    where = " ".join(part for part in (places(locators[:_SHOWN]), more) if part)
    calculated = "calculs demodash" if all(one.is_derived for one in figures) else ""
    parts = (f"«\u202f{source.title}\u202f»", dated(source), source.licence, calculated, where)
    return Credit(source.publisher, ", ".join(part for part in parts if part))
