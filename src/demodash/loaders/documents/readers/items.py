"""A printed line, as a reader hands it over to be put in its paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from demodash.loaders.documents.headings import Role
from demodash.loaders.documents.passages import LineKind

UNKNOWN_ROOM = 1e6


@dataclass(frozen=True, slots=True)
class Item:
    """A printed line, with what the file tells of it.

    `number` is its line for a locator, `blanks` the blank lines above it, `indent` its distance from
    the left. Nothing goes on from one `part` (shape, cell, column) or `style` (size of letters) to
    another. `role` is None when the file does not tell it. `soft`: it follows a forced break inside
    a paragraph. `width`, `first` and `room` are the widths of the line, of its first word and of its
    column; 0 stands for numbers of characters, and a room of `UNKNOWN_ROOM` for a column whose lines
    are not known to be broken. `turned`: it is the first of a column that follows another one.
    """

    raw: str
    text: str
    page: int | None
    number: int
    blanks: int = 0
    indent: float = 0
    part: int = 0
    style: int = 0
    kind: LineKind = "text"
    role: Role | None = None
    level: int = 0
    bullet: str = ""
    hidden: bool = False
    soft: bool = False
    turned: bool = False
    width: float = 0
    first: float = 0
    room: float = 0
