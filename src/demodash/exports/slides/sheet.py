"""The data sheet inside a chart: its cells, where each series finds its own, the workbook that an editor opens."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import xlsxwriter

from demodash.exports.slides.frame import escape
from demodash.exports.slides.writing import clean, width
from demodash.exports.xlsx import IN_MEMORY

SHEET = "Feuil1"
Cell = str | float | None
_SIZE = 10.0
_POINTS_PER_CHARACTER = 5.5
_WIDEST_COLUMN = 40


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet: its letter, its header, its cells; ``format`` is that of its numbers."""

    letter: str
    header: str
    cells: tuple[Cell, ...]
    format: str = "General"

    @property
    def name(self) -> str:
        """The header, as the name of a series."""
        cell = f"{SHEET}!${self.letter}$1"
        return (
            f'<c:tx><c:strRef><c:f>{cell}</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>'
            f"{escape(self.header)}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
        )

    @property
    def texts(self) -> str:
        """The cells as texts."""
        points = "".join(
            f'<c:pt idx="{at}"><c:v>{_lines(str(cell), escape)}</c:v></c:pt>' for at, cell in enumerate(self.cells)
        )
        return f"<c:strRef><c:f>{self._range}</c:f><c:strCache>{self._count}{points}</c:strCache></c:strRef>"

    @property
    def numbers(self) -> str:
        """The cells as numbers; an empty cell is a gap."""
        points = "".join(
            f'<c:pt idx="{at}"><c:v>{float(cell)!r}</c:v></c:pt>'
            for at, cell in enumerate(self.cells)
            if cell is not None
        )
        return (
            f"<c:numRef><c:f>{self._range}</c:f><c:numCache><c:formatCode>{escape(self.format)}</c:formatCode>"
            f"{self._count}{points}</c:numCache></c:numRef>"
        )

    @property
    def _range(self) -> str:
        return f"{SHEET}!${self.letter}$2:${self.letter}${len(self.cells) + 1}"

    @property
    def _count(self) -> str:
        return f'<c:ptCount val="{len(self.cells)}"/>'


@dataclass(slots=True)
class Sheet:
    """The sheet being filled, column by column."""

    columns: list[Column] = field(default_factory=list)

    def add(self, header: str, cells: Sequence[Cell], number_format: str = "General") -> Column:
        """Put a column at the right of the others."""
        column = Column(_letters(len(self.columns)), header, tuple(cells), number_format)
        self.columns.append(column)
        return column

    def workbook(self) -> bytes:
        """Write the workbook; texts stay texts, whatever they begin with."""
        buffer = io.BytesIO()
        options = {
            **IN_MEMORY,
            "default_format_properties": {"font_name": "Arial", "font_size": _SIZE},
        }
        with xlsxwriter.Workbook(buffer, options) as book:
            sheet = book.add_worksheet(SHEET)
            bold = book.add_format({"font_name": "Arial", "font_size": _SIZE, "bold": True, "text_wrap": True})
            for place, column in enumerate(self.columns):
                shown = book.add_format({"font_name": "Arial", "font_size": _SIZE, "num_format": column.format})
                sheet.write_string(0, place, clean(column.header), bold)
                sheet.set_column(place, place, _column_width(column))
                for row, cell in enumerate(column.cells, 1):
                    if isinstance(cell, str):
                        sheet.write_string(row, place, _lines(cell, clean), shown)
                    elif cell is not None:
                        sheet.write_number(row, place, cell, shown)
        return buffer.getvalue()


def _lines(text: str, safe: Callable[[str], str]) -> str:
    """A text of several lines, each made safe."""
    return "\n".join(map(safe, text.split("\n")))


def _column_width(column: Column) -> float:
    texts = [column.header, *(cell for cell in column.cells if isinstance(cell, str))]
    longest = max(width(text, _SIZE, bold=True) for text in texts) / _POINTS_PER_CHARACTER
    return min(max(12.0, longest), _WIDEST_COLUMN)


def _letters(place: int) -> str:
    """The letters of a column: A for 0, AA for 26."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
