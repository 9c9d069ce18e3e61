"""Printed lines of the formats that know their own paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from demodash.loaders.documents.headings import Role
from demodash.loaders.documents.passages import LineKind
from demodash.loaders.documents.readers.column_names import grouped, names_columns
from demodash.loaders.documents.readers.items import Item
from demodash.loaders.documents.readers.lines import clean, split_bullet

CELL_SEPARATOR = " ; "


@dataclass
class Paragraphs:
    """The printed lines of HTML, DOCX or PPTX, gathered paragraph by paragraph.

    `number` counts the lines that are not blank, rows of tables included.
    """

    page: int | None = None
    hidden: bool = False
    number: int = 0
    items: list[Item] = field(default_factory=list)
    _part: int = 0
    _blanks: int = 0

    def part(self) -> None:
        """Begin another container (a shape, a list, a section): nothing goes on into it."""
        self._part += 1
        self._blanks = 0

    def turn_page(self, page: int, hidden: bool) -> None:
        """Begin a slide; its lines are counted from 1."""
        self.page, self.hidden, self.number = page, hidden, 0
        self.part()

    def add(
        self,
        raws: Sequence[str],
        role: Role | None = None,
        level: int = 0,
        bullet: str = "",
        kind: LineKind = "text",
    ) -> None:
        """Add one paragraph, given by its lines (what forced line breaks part)."""
        soft = False
        for raw in raws:
            text = clean(raw)
            if not text:
                self._blanks += 1
                continue
            told = role if role not in ("body", "bullet") or not soft else None
            if told == "bullet":
                text = split_bullet(text)[1]
            inner = level + 1 if soft and role == "bullet" else level
            self._item(raw, text, role=told, level=inner, bullet="" if soft else bullet, kind=kind, soft=soft)
            soft = True

    def add_rows(self, rows: Sequence[Sequence[str]], named: bool | None = None, *, two_named: bool = True) -> None:
        """Add the rows of a table; `named` tells whether the first names the columns, None unknown.

        `two_named` is False when it is known that the second row does not name them with the first.
        """
        cleaned = [tuple(clean(cell) for cell in row) for row in rows]
        kept = [row for row in cleaned if any(row)]
        heads = grouped(kept) if two_named and named is not False else None
        self.part()
        if heads is not None:
            self.number += 1
            kept, named = [heads, *kept[2:]], True
        if named is None:
            named = names_columns(kept)
        for rank, row in enumerate(kept):
            text = clean(CELL_SEPARATOR.join(row).rstrip(" ;"))
            is_head = named and not rank and len(kept) > 1
            self._item(text, text, role="header_row" if is_head else "row")
        self.part()

    def _item(
        self,
        raw: str,
        text: str,
        *,
        role: Role | None,
        level: int = 0,
        bullet: str = "",
        kind: LineKind = "text",
        soft: bool = False,
    ) -> None:
        self.number += 1
        blanks, self._blanks = self._blanks, 0
        item = Item(
            raw,
            text,
            self.page,
            self.number,
            blanks,
            part=self._part,
            kind=kind,
            role=role,
            level=level,
            bullet=bullet,
            hidden=self.hidden,
            soft=soft,
        )
        self.items.append(item)


def cell_text(parts: Sequence[str]) -> str:
    """Return the paragraphs of a cell as one text; two numbers never run together."""
    joined = ""
    for part in (clean(part) for part in parts):
        if joined and part:
            numbers = joined[-1].isdecimal() and part[0].isdecimal()
            joined += " / " if numbers else " "
        joined += part
    return joined


def spread(cells: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Yield the text of each (text, columns) cell once for every column that it covers."""
    for text, columns in cells:
        for _ in range(max(1, min(columns, 100))):
            yield text
