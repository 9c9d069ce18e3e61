"""What a number in a text can be: a count, a percentage, a sum, a year, a date, or no figure at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """The kind of a number; its value is the sign that stands for it in a masked text."""

    COUNT = "\ue000"
    PERCENT = "\ue001"
    MONEY = "\ue002"
    DURATION = "\ue003"
    YEAR = "\ue004"
    YEARS = "\ue005"
    DATE = "\ue006"
    OTHER = "\ue007"

    @property
    def is_figure(self) -> bool:
        """Whether a number of this kind may be the value of an indicator."""
        return self in _FIGURES


_FIGURES = frozenset({Kind.COUNT, Kind.PERCENT, Kind.MONEY, Kind.DURATION})


@dataclass(frozen=True, slots=True)
class Token:
    """One number of a text, from `start` to `end`; `anchor` is its first digit or letter (signs stand before).

    `value` is in units (euros, years for a duration, percent); for a YEAR it is the year. `first` and `last` are ISO
    8601 bounds of a YEAR, YEARS or DATE. `sign` is «+», «-», «?» when it cannot be told, or empty. `in_range` says
    that it is one bound of a range. `doubt` says in French why its value cannot be trusted, `reason` why it is no
    figure (kind OTHER).
    """

    start: int
    end: int
    anchor: int
    kind: Kind
    value: float
    printed: str
    qualifier: str = "exact"
    sign: str = ""
    in_words: bool = False
    in_range: bool = False
    year_like: bool = False
    doubt: str = ""
    reason: str = ""
    first: str = ""
    last: str = ""

    @property
    def signed_value(self) -> float:
        """The value with its printed sign."""
        return -self.value if self.sign == "-" else self.value
