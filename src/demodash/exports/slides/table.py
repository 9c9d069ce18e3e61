"""A table as a native table, on as many slides as its rows take, and a line that says how many are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from demodash.exports.slides.frame import GRID, INK, MUTED, Box, emu, escape, fill, paragraph, run
from demodash.exports.slides.model import TextTable
from demodash.exports.slides.writing import LEADING, clean, fitted, width, wrapped
from demodash.texts import and_others

_SIZES = (16.0, 14.0, 13.0, 12.0, 11.0)
_READABLE = 12.0
"""Type of a table that takes several slides: nothing makes it small."""
_MOST_PAGES = 3
_MOST_ROWS = 100
"""Rows looked at: three slides hold fewer."""
_STEPS = 24
_PADDING_X, _PADDING_Y = 8.0, 4.0
_MOST_COLUMNS = 8
_MOST_LINES = 4
_MEASURED = 60
"""Rows that the widths of columns are measured on: a slide holds fewer."""
_MORE = 16.0
"""Points under the table for the line that says how many rows are left out."""
_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table ready to be put on a slide: its XML (``a:tbl``), its height in points, how many rows are left out."""

    xml: str
    height: float
    left_out: str = ""


def pages(table: TextTable, room_width: float, room_height: float) -> list[TextTable]:
    """Part a table that one slide cannot hold, in parts of about one height; at most ``_MOST_PAGES``.

    A part that begins within a group of rows, whose name only its first row has, says that name again. Rows that the
    last part cannot hold are left to it.
    """
    headers, rows = _cleaned(table)
    if _largest(headers, rows, room_width, room_height):
        return [table]
    head, *heights = _heights(headers, rows[:_MOST_ROWS], _READABLE, room_width)
    room = room_height - head - _MORE
    starts = _starts(heights, room)
    for step in range(1, _STEPS):
        even = sum(heights) / len(starts)
        better = _starts(heights, even + (room - even) * step / _STEPS)
        if len(better) == len(starts):
            starts = better
            break
    starts = starts[:_MOST_PAGES]
    return [_part(table, start, end) for start, end in zip(starts, [*starts[1:], len(table.rows)], strict=True)]


def draw_table(table: TextTable, room_width: float, room_height: float) -> DrawnTable:
    """Set a table in the largest type that holds all of its rows; else in a readable one, cut where the slide ends.

    Raises:
        ValueError: the table has no column.
    """
    if not table.headers:
        raise ValueError("a table needs a column")
    headers, rows = _cleaned(table)
    largest = _largest(headers, rows, room_width, room_height)
    size = largest or _READABLE
    columns = _columns(headers, rows, size, room_width)
    heights = _heights(headers, rows[:_MOST_ROWS], size, room_width)
    kept, used = 0, heights[0]
    least = room_height if largest else room_height - _MORE
    while kept + 1 < len(heights) and used + heights[kept + 1] <= least:
        used += heights[kept + 1]
        kept += 1
    lines = [_row(headers, table, columns, heights[0], size, bold=True)]
    for at in range(kept):
        lines.append(_row(rows[at], table, columns, heights[at + 1], size, italic=at in table.derived))
    grid = "".join(f'<a:gridCol w="{emu(one)}"/>' for one in columns)
    rest = len(rows) - kept
    more = f"{and_others(rest, 'ligne', 'lignes')}, dans la vue" if rest else ""
    return DrawnTable(
        f'<a:tbl><a:tblPr firstRow="1"/><a:tblGrid>{grid}</a:tblGrid>{"".join(lines)}</a:tbl>', used, more
    )


def _cleaned(table: TextTable) -> tuple[list[str], list[list[str]]]:
    """The headers and the rows as they are written."""
    headers = [clean(text) for text in table.headers][:_MOST_COLUMNS]
    return headers, [[clean(cell) for cell in row][: len(headers)] for row in table.rows]


def _largest(headers: list[str], rows: list[list[str]], room_width: float, room_height: float) -> float:
    """The largest type in which a slide holds the whole of a table; 0 when there is none."""
    if len(rows) > _MOST_ROWS:
        return 0.0
    return next((size for size in _SIZES if sum(_heights(headers, rows, size, room_width)) <= room_height), 0.0)


def _heights(headers: list[str], rows: list[list[str]], size: float, room: float) -> list[float]:
    """The height of the header and of each row."""
    columns = _columns(headers, rows, size, room)
    return [_height(row, columns, size, bold=at == 0) for at, row in enumerate((headers, *rows))]


def _starts(heights: Sequence[float], room: float) -> list[int]:
    """The first row of each part, none higher than ``room``."""
    starts, used = [0], 0.0
    for place, height in enumerate(heights):
        if used and used + height > room:
            starts.append(place)
            used = 0.0
        used += height
    return starts


def _part(table: TextTable, start: int, end: int) -> TextTable:
    """Some rows of a table."""
    rows = [list(table.rows[place]) for place in range(start, end)]
    if start and rows and rows[0] and not rows[0][0]:
        rows[0][0] = next((row[0] for row in map(table.rows.__getitem__, range(start - 1, -1, -1)) if row[0]), "")
    return replace(table, rows=rows, derived=[place - start for place in table.derived if start <= place < end])


def table_frame(identifier: int, name: str, alt: str, box: Box, xml: str) -> str:
    """The frame of a native table."""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{identifier}" name="{escape(name)}" descr="{escape(alt)}"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm>{box.xfrm}</p:xfrm><a:graphic><a:graphicData uri="{_URI}">{xml}</a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def _columns(headers: list[str], rows: list[list[str]], size: float, room: float) -> list[float]:
    """Widths: what each column needs on one line, the widest ones narrowed until all fit, the rest shared out."""
    needs = []
    for place, header in enumerate(headers):
        cells = [row[place] for row in rows[:_MEASURED] if place < len(row)]
        longest = max([width(header, size, bold=True), *(width(cell, size, bold=place == 0) for cell in cells)])
        needs.append(longest + 2 * _PADDING_X + 2)
    most = _widest(needs, room)
    needs = [min(one, most) for one in needs]
    free = room - sum(needs)
    return [one + free * one / sum(needs) for one in needs]


def _widest(needs: list[float], room: float) -> float:
    """The width beyond which columns are narrowed, so that all fit."""
    left = room
    for place, need in enumerate(sorted(needs)):
        share = left / (len(needs) - place)
        if need > share:
            return share
        left -= need
    return room


def _height(row: list[str], columns: list[float], size: float, *, bold: bool) -> float:
    lines = max(
        (
            min(_MOST_LINES, len(wrapped(cell[:600], size, columns[place] - 2 * _PADDING_X, bold=bold or place == 0)))
            for place, cell in enumerate(row)
        ),
        default=1,
    )
    return lines * size * LEADING + 2 * _PADDING_Y


def _row(
    row: list[str],
    table: TextTable,
    columns: list[float],
    height: float,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
) -> str:
    cells = []
    for place, room in enumerate(columns):
        text = row[place] if place < len(row) else ""
        fit = fitted(text, room - 2 * _PADDING_X, [(size, _MOST_LINES)], bold=bold or place == 0)
        ink = MUTED if bold else INK
        runs = run(fit.text, size, ink, bold=bold or place == 0, italic=italic) if text else ""
        end = "" if text else f'<a:endParaRPr lang="fr-FR" sz="{round(size * 100)}"/>'
        align = "r" if place in table.numeric else "l"
        cells.append(
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph(runs + end, align)}</a:txBody>"
            f'<a:tcPr marL="{emu(_PADDING_X)}" marR="{emu(_PADDING_X)}" marT="{emu(_PADDING_Y)}" '
            f'marB="{emu(_PADDING_Y)}" anchor="ctr">{_border(heading=bold)}<a:noFill/></a:tcPr></a:tc>'
        )
    return f'<a:tr h="{emu(height)}">{"".join(cells)}</a:tr>'


def _border(*, heading: bool) -> str:
    """A light line under each row, a stronger one under the header; no other."""
    ink, points = (INK, 1.0) if heading else (GRID, 0.75)
    return f'<a:lnB w="{emu(points)}" cap="flat" cmpd="sng" algn="ctr">{fill(ink)}<a:prstDash val="solid"/></a:lnB>'
