"""How deep a bullet stands, and what stands under it."""

from __future__ import annotations

from dataclasses import dataclass, field

from demodash.loaders.documents.passages import DASHES
from demodash.loaders.documents.readers.lines import ordinal_value, split_bullet
from demodash.loaders.documents.readers.wrapping import begins_low, is_open

_CLOSING = tuple(".:;,!?")


@dataclass(frozen=True, slots=True)
class Spot:
    """A line with its bullet taken off: the bullet ("" when there is none), depth and text."""

    bullet: str
    level: int
    text: str


@dataclass
class BulletDepths:
    """The bullets in force while the lines of a text go by, by their distance from the left."""

    _open: list[tuple[float, str]] = field(default_factory=list)
    _ordinal: int = 0

    def take(self, text: str, indent: float, before: str | None, tolerance: float = 0.5) -> Spot:
        """Return what a line is; `before` is the line that it may go on from, None for none.

        A dash that falls at the beginning of a broken line is no bullet: a minus sign, or one half
        of an interpolated clause.
        """
        bullet, rest = split_bullet(text, self._ordinal)
        if not bullet or self._is_inner_dash(bullet, rest, before):
            return Spot("", 0, text)
        value = ordinal_value(bullet)
        if value:
            self._ordinal = value
        family = "ordinal" if value else bullet
        while self._open and self._open[-1][0] > indent + tolerance:
            self._open.pop()
        families = [sign for _, sign in self._open]
        if family in families:
            del self._open[families.index(family) + 1 :]
        elif self._open and self._open[-1][0] >= indent - tolerance and not _announces(before):
            self._open[-1] = (indent, family)
        else:
            self._open.append((indent, family))
        return Spot(bullet, len(self._open) - 1, rest)

    def body(self, indent: float, tolerance: float = 0.5) -> int:
        """Return the level of a line without bullet: above 0 when it stands under a bullet."""
        while self._open and self._open[-1][0] + tolerance >= indent:
            self._open.pop()
        if not self._open:
            self._ordinal = 0
        return len(self._open)

    def _is_inner_dash(self, bullet: str, rest: str, before: str | None) -> bool:
        if bullet not in DASHES or before is None:
            return False
        if is_open(before):
            return True
        in_list = any(sign == bullet for _, sign in self._open)
        return not in_list and not before.endswith(_CLOSING) and begins_low(rest) and len(before) > 40


def _announces(before: str | None) -> bool:
    return before is not None and before.endswith(":")
