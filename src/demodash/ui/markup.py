"""Small pieces of HTML that Streamlit has no element for; every text is escaped here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape, unescape

_PICTURES = re.compile(r"<svg.*?</svg>", re.DOTALL)
_BREAKS = re.compile(r"<br ?/?>")
_TAGS = re.compile(r"<[^>]*>")


class Drawn(str):
    """HTML that goes into a table as it is, such as a trend: made by our charts, never taken from data."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is read: headers and cells are French texts; ``numeric`` columns are aligned right.

    The first column heads its row. ``marks`` names a CSS class per row (``derived`` …), empty for none. ``stacked``:
    on a phone each row is a block of its own, every cell under the name of its column.
    """

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str
    numeric: Sequence[int] = ()
    marks: Sequence[str] = ()
    stacked: bool = False

    def part(self, first: int, count: int) -> Table:
        """Some of its rows, from the one numbered ``first`` (0 for the first of all)."""
        last = first + count
        return replace(self, rows=self.rows[first:last], marks=self.marks[first:last])


def table(content: Table) -> str:
    """A table with headers that a screen reader announces, and a frame that scrolls sideways when it must."""
    head = "".join(
        f'<th scope="col"{_right(column, content)}>{escape(text)}</th>' for column, text in enumerate(content.headers)
    )
    body = []
    for place, row in enumerate(content.rows):
        mark = content.marks[place] if content.marks else ""
        first, *others = row
        cells = "".join(
            f"<td{_right(column, content)}{_named(column, content)}>{_cell(text)}</td>"
            for column, text in enumerate(others, start=1)
        )
        head_cell = f'<th scope="row">{escape(first)}</th>' if first else "<td></td>"
        body.append(f'<tr class="{escape(mark)}">{head_cell}{cells}</tr>')
    kind = "dd-table dd-stacked" if content.stacked else "dd-table"
    return (
        f'<div class="{kind}" tabindex="0" role="region" aria-label="{escape(content.caption)}">'
        f'<table><caption class="dd-hidden">{escape(content.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def _cell(text: str) -> str:
    return text if isinstance(text, Drawn) else escape(text)


def plain(cell: str) -> str:
    """The text of a cell, without what is drawn in it."""
    if not isinstance(cell, Drawn):
        return cell
    return unescape(_TAGS.sub("", _BREAKS.sub(" ; ", _PICTURES.sub("", cell)))).strip()


def _right(column: int, content: Table) -> str:
    return ' class="dd-num"' if column in content.numeric else ""


def _named(column: int, content: Table) -> str:
    return f' data-label="{escape(content.headers[column])}"' if content.stacked else ""


def heading(title: str, subtitle: str = "", *, level: int = 2) -> str:
    """A card's or section's title with its quieter second line."""
    second = f'<p class="dd-subtitle">{escape(subtitle)}</p>' if subtitle else ""
    return f'<div class="dd-heading"><h{level}>{escape(title)}</h{level}>{second}</div>'


def lead(text: str) -> str:
    """The sentence under a page's title."""
    return f'<p class="dd-lead">{escape(text)}</p>'


def reading(text: str) -> str:
    """The sentence that reads the chart aloud."""
    return f'<p class="dd-reading"><strong>Lecture :</strong> {escape(text)}</p>'


def note(text: str) -> str:
    """A quiet line: source, definition, remark."""
    return f'<p class="dd-note">{escape(text)}</p>'


def menu_heading(text: str, count: str = "") -> str:
    """What heads a group in a menu, with how much there is."""
    tail = f" <span>{escape(count)}</span>" if count else ""
    return f'<p class="dd-menu">{escape(text)}{tail}</p>'


def slide_line(number: int, title: str, about: str) -> str:
    """A card of a presentation in a list: its number, its title, what it shows."""
    return (
        f'<div class="dd-slide"><span>{number}</span><div><strong>{escape(title)}</strong>'
        f"<p>{escape(about)}</p></div></div>"
    )


def bullets(items: Sequence[str]) -> str:
    """A plain list."""
    return '<ul class="dd-list">' + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"


def link(address: str, text: str) -> str:
    """A link out of the dashboard, which opens beside it; only web addresses become links."""
    if not address.startswith(("https://", "http://")):
        return escape(text)
    return f'<a href="{escape(address, quote=True)}" target="_blank" rel="noopener noreferrer">{escape(text)}</a>'
