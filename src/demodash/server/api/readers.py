"""How the values of parameters are read: each reader checks a text, and describes what it takes for OpenAPI."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from demodash import territories
from demodash.indicators import CATALOGUE
from demodash.periods import period
from demodash.server.api.index import Index
from demodash.server.api.problems import echoed, nearest
from demodash.texts import enumeration, folded, number

_MOST_SUGGESTED = 3
_LONGEST_NAME = 60


class BadValue(ValueError):
    """A value that a reader does not take: the French message, and how to find what might have been meant."""

    def __init__(self, message: str, hint: Callable[[], tuple[str, ...]] = tuple) -> None:
        super().__init__(message)
        self.hint = hint


class Reader(Protocol):
    """Reads one value of a parameter."""

    def read(self, text: str, index: Index) -> str | int:
        """Give the value.

        Raises:
            BadValue: the text is none.
        """

    def schema(self) -> dict[str, object]:
        """Describe the values as JSON Schema."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words, each with its French meaning."""

    words: Mapping[str, str]

    def read(self, text: str, index: Index) -> str:
        """Give the word."""
        if text not in self.words:
            raise BadValue(
                f"{echoed(text)} n’est pas permis ; valeurs permises : {', '.join(self.words)}.",
                lambda: nearest(text, self.words),
            )
        return text

    def schema(self) -> dict[str, object]:
        """Describe the words."""
        return {"type": "string", "enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Known:
    """The id of something that exists. ``none`` says in French that nothing has it («Aucune source n’a…»)."""

    ids: Callable[[Index], Collection[str]]
    none: str
    listed: tuple[str, ...] = ()
    """The ids, when they are few enough to be in the description of the API."""

    def read(self, text: str, index: Index) -> str:
        """Give the id."""
        ids = self.ids(index)
        if text not in ids:
            raise BadValue(f"{self.none} {echoed(text)}.", lambda: nearest(text, ids))
        return text

    def schema(self) -> dict[str, object]:
        """Describe the ids."""
        return {"type": "string", "enum": list(self.listed)} if self.listed else {"type": "string"}


@dataclass(frozen=True, slots=True)
class TerritoryCode:
    """The full code of a territory."""

    def read(self, text: str, index: Index) -> str:
        """Give the code."""
        if not territories.is_code(text):
            raise BadValue(f"Aucun territoire n’a le code {echoed(text)}.", lambda: _territories_meant(text))
        return text

    def schema(self) -> dict[str, object]:
        """Describe the codes."""
        levels = "|".join(level.value for level in territories.Level if level is not territories.Level.FRANCE)
        return {"type": "string", "pattern": f"^(FR|({levels})-[0-9AB]{{2,9}})$"}


@dataclass(frozen=True, slots=True)
class PeriodText:
    """A period, ISO 8601."""

    def read(self, text: str, index: Index) -> str:
        """Give the period as it is written."""
        try:
            return period(text).iso if len(text) <= 21 else _no_period(text)
        except ValueError as error:
            raise BadValue(
                f"{echoed(text)} n’est pas une période ISO 8601 : "
                "jour (2023-01-23), mois (2019-09), année (2022) ou intervalle (2016/2020).",
                lambda: nearest(text, index.postings["period"]),
            ) from error

    def schema(self) -> dict[str, object]:
        """Describe the periods."""
        point = r"\d{4}(-\d{2}(-\d{2})?)?"
        return {"type": "string", "pattern": f"^{point}(/{point})?$"}


def _no_period(text: str) -> str:
    raise ValueError(f"too long for a period: {len(text)} characters")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds."""

    low: int
    high: int

    def read(self, text: str, index: Index) -> int:
        """Give the number."""
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 12) or not self.low <= int(text) <= self.high:
            bounds = f"{number(self.low)} à {number(self.high)}" if self.high > 9999 else f"{self.low} à {self.high}"
            raise BadValue(f"{echoed(text)} n’est pas un nombre entier de {bounds}.")
        return int(text)

    def schema(self) -> dict[str, object]:
        """Describe the bounds."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class SearchText:
    """A few words to search for."""

    longest: int

    def read(self, text: str, index: Index) -> str:
        """Give the text, its spaces set in order."""
        words = " ".join(text.split())
        if len(words) > self.longest:
            raise BadValue(f"La recherche compte {len(words)} caractères ; {self.longest} au plus.")
        if not folded(words):
            raise BadValue("La recherche ne contient aucun mot.")
        return words

    def schema(self) -> dict[str, object]:
        """Describe the length."""
        return {"type": "string", "minLength": 1, "maxLength": self.longest}


def indicator_ids(_index: Index) -> Collection[str]:
    """Give the ids of the catalogue."""
    return CATALOGUE.by_id.keys()


def source_ids(index: Index) -> Collection[str]:
    """Give the ids of the sources."""
    return index.data.sources.keys()


@cache
def all_categories() -> Mapping[str, None]:
    """Give the ids of every category of every dimension, each once."""
    return {member.id: None for indicator in CATALOGUE for member in indicator.dimension}


def category_ids(_index: Index) -> Collection[str]:
    """Give the ids of every category."""
    return all_categories().keys()


@cache
def _codes_by_name() -> Mapping[str, tuple[str, ...]]:
    """Index the territories by what people write for a code: the INSEE code, the name; largest first."""
    everyone = [territories.territory(code) for level in territories.Level for code in territories.codes(level)]
    index: dict[str, list[str]] = {}
    for one in sorted(everyone, key=lambda each: -each.population):
        for key in (folded(one.name), one.insee.lower()):
            index.setdefault(key, []).append(one.code)
    return {key: tuple(codes) for key, codes in index.items()}


def _territories_meant(text: str) -> tuple[str, ...]:
    asked = text.strip()
    if len(asked) > _LONGEST_NAME:
        return ()
    upper = asked.upper()
    if territories.is_code(upper):
        return (upper,)
    level, dash, insee = upper.partition("-")
    if dash and insee.isascii() and insee.isdigit():
        # Spreadsheets drop leading zeros.
        padded = [f"{level}-{insee.zfill(length)}" for length in (2, 5, 9)]
        found = tuple(code for code in padded if territories.is_code(code))
        if found:
            return found[:1]
        now = territories.current_commune(insee.zfill(5)) if level == territories.Level.COMMUNE else None
        return (f"COM-{now}",) if now else ()
    by_name = _codes_by_name()
    return (by_name.get(folded(asked)) or by_name.get(asked.lower()) or ())[:_MOST_SUGGESTED]


def allowed(words: Mapping[str, str]) -> str:
    """Say what each word of a closed list means: «DEP (départements) et COM (communes)»."""
    return enumeration(
        [word if meaning.lower() == word.lower() else f"{word} ({meaning})" for word, meaning in words.items()]
    )
