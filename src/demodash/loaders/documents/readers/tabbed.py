"""Tables of a plain text: lines that follow each other, their cells parted by tabs, the first naming the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from demodash.loaders.documents.readers.column_names import names_columns
from demodash.loaders.documents.readers.items import Item
from demodash.loaders.documents.readers.lines import clean
from demodash.loaders.documents.readers.paragraphs import CELL_SEPARATOR

_TAB = "\t"
_LABEL = re.compile(r"[^\W\d_]{2}|^(?:19|20)[0-9]{2}\b")
Rows = tuple[tuple[str, ...], ...]


def with_tables(items: Sequence[Item]) -> list[Item]:
    """Return the lines of a text, those of its tables told to be rows.

    Every row of a table has the same number of cells, none of them empty but the corner: tabs that only align leave no
    way to tell which column a number is in.
    """
    found = list(items)
    for part, (start, end) in enumerate(_runs(items), 1):
        rows = _rows(items[start:end])
        if rows is None or _ends_amid_a_cell(items, end):
            continue
        for order, row in enumerate(rows, start):
            text = clean(CELL_SEPARATOR.join(row))
            found[order] = replace(items[order], text=text, role="row", part=part)
        found[start] = replace(found[start], role="header_row")
    return found


def _runs(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Yield where the lines with tabs begin and end, as far as they follow each other at the same distance."""
    start = 0
    while start < len(items):
        end = start + 1
        if _is_tabbed(items[start]):
            while end < len(items) and _goes_on(items, start, end):
                end += 1
            if end - start > 1:
                yield start, end
        start = end


def _goes_on(items: Sequence[Item], start: int, end: int) -> bool:
    item, blanks = items[end], items[start + 1].blanks
    return _is_tabbed(item) and item.page == items[start].page and item.blanks == blanks <= 1


def _is_tabbed(item: Item) -> bool:
    return item.kind == "text" and _TAB in item.raw.rstrip()


def _ends_amid_a_cell(items: Sequence[Item], end: int) -> bool:
    """Tell whether the line after a table may be the end of its last label («en projet» under «Maisons de santé»)."""
    if end == len(items) or items[end].page != items[end - 1].page or items[end].blanks > items[end - 1].blanks:
        return False
    return not items[end].text[0].isupper()


def _rows(items: Sequence[Item]) -> Rows | None:
    """Return the cells of lines, None when they are no table whose cells can be told."""
    rows = [tuple(clean(cell) for cell in item.raw.split(_TAB)) for item in items]
    while all(rows) and not any(row[0] for row in rows):
        rows = [row[1:] for row in rows]
    if len({len(row) for row in rows}) > 1 or not names_columns(rows):
        return None
    inner = [cell for row in rows for cell in row][1:]
    told = all(inner) and not any(CELL_SEPARATOR in cell for cell in inner)
    return tuple(rows) if told and all(_LABEL.search(row[0]) for row in rows[1:]) else None
