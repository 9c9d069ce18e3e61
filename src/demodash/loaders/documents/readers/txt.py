"""Reader of plain text: press releases, web pages saved as text, the text of a slide deck."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from demodash.loaders.documents.readers.content import Content
from demodash.loaders.documents.readers.flow import flow
from demodash.loaders.documents.readers.furniture import Margin, repeated_margins, says_its_page
from demodash.loaders.documents.readers.items import Item
from demodash.loaders.documents.readers.lines import clean
from demodash.loaders.documents.readers.tabbed import with_tables

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_SOFT_LINE_ENDS = re.compile("[\x0b\x85\u2028\u2029]")


def read_text(text: str) -> Content:
    """Return the content of a plain text; form feeds part its pages, slide marks its slides."""
    items = _items(text)
    decorations = _decorations(items)
    flowing = flow(
        with_tables(
            [replace(item, kind="furniture") if order in decorations else item for order, item in enumerate(items)]
        )
    )
    pages = [line.page for line in flowing.lines if line.page is not None]
    return Content(
        "txt",
        flowing.lines,
        pages=max(pages) if pages else None,
        unit="slide" if flowing.marks else "page",
        slide_marks=flowing.marks,
    )


def _items(text: str) -> list[Item]:
    """Return the lines that are not blank."""
    page: int | None = 1 if "\f" in text else None
    blanks = 0
    items: list[Item] = []
    for number, whole in enumerate(_LINE_ENDS.split(text), 1):
        for rank, part in enumerate(whole.split("\f")):
            page = page + 1 if page is not None and rank else page
            for raw in _SOFT_LINE_ENDS.split(part):
                cleaned = clean(raw)
                if cleaned:
                    items.append(Item(raw, cleaned, page, number, blanks, _indent(raw)))
                    blanks = 0
        blanks += not whole.strip()
    return items


def _indent(raw: str) -> int:
    """Return how many columns the first character of a line stands from the left."""
    expanded = raw.replace("\u00a0", " ").expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _decorations(items: Sequence[Item]) -> set[int]:
    """Return the ranks of the running headers, running footers and page numbers."""
    found = {order for order, item in enumerate(items) if says_its_page(item.text)}
    pages: dict[int, list[int]] = {}
    for order, item in enumerate(items):
        if item.page is not None:
            pages.setdefault(item.page, []).append(order)
    margins = [
        Margin(page, order, items[order].text)
        for page, orders in pages.items()
        for order in {*orders[:2], *orders[-2:]}
    ]
    return found | {place for _, place in repeated_margins(margins, len(pages))}
