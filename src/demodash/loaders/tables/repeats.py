"""Rows of a table that should have one row a thing, kept until it is known which come back, and whether they agree."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, TypeVar

from demodash.loaders.content import MOST_ISSUES
from demodash.loaders.tables.placing import AccountBook
from demodash.texts import enumeration

SAME_VALUES = "autre ligne de la même commune, de mêmes valeurs"
_SHOWN = 5
"""Lines that a message names."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """A row: its number, its place in words, what it is about, what is done with it, what it says.

    ``about`` is French (``la commune 02001``); ``said`` is compared with that of the other rows about the same thing.
    """

    number: int
    place: str
    about: str
    row: T
    said: Hashable


@dataclass(slots=True)
class Repeats(Generic[T]):
    """The rows of a table, given back in its order once all are known.

    A row that says what another one about the same thing says counts once, and is set aside with the reason ``same``.
    Where they differ nobody can tell which is right: all of them are refused.
    """

    book: AccountBook
    same: str = SAME_VALUES
    count: int = 0
    """Rows that came after another of the same key."""
    _kept: list[tuple[Hashable, Line[T]] | Callable[[], None]] = field(default_factory=list)
    _first: dict[Hashable, Line[T]] = field(default_factory=dict)
    _lines: dict[Hashable, list[int]] = field(default_factory=dict)
    _differing: set[Hashable] = field(default_factory=set)
    _waiting: int = 0

    @property
    def keys(self) -> int:
        """How many different keys the rows have."""
        return len(self._first)

    def add(self, key: Hashable, line: Line[T]) -> None:
        """Keep a row, under what makes it the only one about its thing."""
        first = self._first.setdefault(key, line)
        if first is line:
            self._kept.append((key, line))
            return
        self.count += 1
        self._lines.setdefault(key, [first.number]).append(line.number)
        if line.said != first.said:
            self._differing.add(key)
        self.later(partial(self._again, key, line))

    def later(self, write: Callable[[], None]) -> None:
        """Write a row of another sort down in its turn; at once where an account describes no more of them."""
        self._waiting += 1
        if self._waiting > MOST_ISSUES:
            self._write_down()
            write()
        else:
            self._kept.append(write)

    def settle(self) -> Iterator[tuple[Line[T], bool]]:
        """Give the first row about each thing, and whether it stands; the others are written down on the way."""
        for one in self._kept:
            if not isinstance(one, tuple):
                one()
                continue
            key, line = one
            if key in self._differing:
                self._refuse(key, line)
            yield line, key not in self._differing

    def _write_down(self) -> None:
        if self._waiting > MOST_ISSUES + 1:
            return
        kept, self._kept = self._kept, []
        for one in kept:
            if isinstance(one, tuple):
                self._kept.append(one)
            else:
                one()

    def _again(self, key: Hashable, line: Line[T]) -> None:
        if key in self._differing:
            self._refuse(key, line)
        else:
            self.book.aside(self.same)

    def _refuse(self, key: Hashable, line: Line[T]) -> None:
        lines = self._lines[key]
        more = " …" if len(lines) > _SHOWN else ""
        told = f"{enumeration([str(number) for number in lines[:_SHOWN]])}{more}"
        reason = f"{line.about} est aux lignes {told} avec des valeurs différentes : aucune n’est retenue"
        self.book.refused(line.place, reason)
