"""Which headings, announcing sentences and bullets a passage stands under."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["body", "title", "heading", "bullet", "header_row", "row"]

_TITLE_RANK = 0
_FIRST_RANK = 40
_PLAIN_RANK = 50
_DEEPEST_PLAIN_RANK = 53
_LEAD_IN_RANK = 100
_HEADER_ROW_RANK = 101
_BULLET_RANK = 200
_CLOSING = tuple(".;,:!…")
_DATED = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
_LONGEST_HEADING = 160


def looks_like_heading(text: str) -> bool:
    """Tell whether a paragraph reads as a heading: short, a capital first, no full stop, no date."""
    opening = text.lstrip("«»\"“”'’( ")[:1]
    if len(text) > _LONGEST_HEADING or text.endswith(_CLOSING) or _DATED.search(text):
        return False
    return opening.isupper()


@dataclass
class Outline:
    """The headings in force while the passages of a document go by.

    With `by_page`, a new page (a slide) forgets the headings of the one before. A heading of level 0
    is one that only its wording tells.
    """

    by_page: bool
    _stack: list[tuple[int, str]] = field(default_factory=list)
    _page: int | None = None
    _after_plain: bool = False

    def clear(self) -> None:
        """Forget every heading: another slide begins."""
        self._stack.clear()

    def place(self, text: str, role: Role, level: int, page: int | None) -> tuple[str, ...]:
        """Return the headings above a passage, outermost first, then take it into account."""
        if self.by_page and page != self._page:
            self._stack.clear()
        self._page = page
        rank = self._rank(text, role, level)
        self._after_plain = rank is not None and _PLAIN_RANK <= rank < _LEAD_IN_RANK
        self._forget(rank, text, role, level)
        above = tuple(heading for _, heading in self._stack)
        if rank is not None:
            self._stack.append((rank, text))
        elif role == "body" and not level and text.endswith("."):
            self._drop(_LEAD_IN_RANK)
        return above

    def _rank(self, text: str, role: Role, level: int) -> int | None:
        """Return how high the passage stands as a heading of others, None for plain text."""
        if role == "title":
            return _TITLE_RANK
        if role == "heading":
            return level or self._plain_rank()
        if role == "bullet":
            return _BULLET_RANK + level
        if role == "header_row":
            return _HEADER_ROW_RANK
        if role == "body" and level == 0 and text.endswith(":"):
            return _LEAD_IN_RANK
        return None

    def _plain_rank(self) -> int:
        """Return the rank of a heading without a level: under the one it directly follows.

        The first heading of all stays above the rest: it is the title. Elsewhere a heading takes
        the place of the last one, since nothing says which it belongs to.
        """
        if not self._stack or self._stack[0][0] > _FIRST_RANK:
            return _FIRST_RANK
        ranks = [rank for rank, _ in self._stack if _PLAIN_RANK <= rank < _LEAD_IN_RANK]
        if not ranks:
            return _PLAIN_RANK
        return min(ranks[-1] + 1, _DEEPEST_PLAIN_RANK) if self._after_plain else ranks[-1]

    def _forget(self, rank: int | None, text: str, role: Role, level: int) -> None:
        """Drop the headings that the passage is not under."""
        if role == "bullet" and self._stack and self._stack[-1][0] == _HEADER_ROW_RANK:
            self._stack.pop()
        if rank is not None:
            self._drop(rank)
        elif role == "body" and level:
            self._drop(_BULLET_RANK + level)
        elif role == "body" and self._stack and self._stack[-1][0] > _LEAD_IN_RANK:
            self._drop(_LEAD_IN_RANK)

    def _drop(self, rank: int) -> None:
        while self._stack and self._stack[-1][0] >= rank:
            self._stack.pop()
