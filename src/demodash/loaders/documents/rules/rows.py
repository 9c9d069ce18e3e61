"""Rows of tables, and points of native charts: a label, cells each under its header, and what stands above."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.reading import Read, Sentence, Text
from demodash.loaders.documents.rules.model import Claim
from demodash.loaders.documents.tokens import Kind, Token

_SEPARATOR = re.compile(r"(?:^| );(?= |$)")
_LETTERS = re.compile(r"[^\W\d_]")
_MISSING = re.compile(r"\W*(?:n\.?[cdsr]\.?|n/[ad]|na|so|s\.o\.?|non (?:connue?|disponible|renseigne)|x)?\W*")
_CHART_CELLS = 3
_CALENDAR = frozenset({Kind.YEAR, Kind.YEARS, Kind.DATE})
_TOTAL = re.compile(r"\W*(?:sous-)?total\b", re.IGNORECASE)
_YEAR = re.compile(r"\W*(?:19|20)[0-9]{2}\W*")
ADDED_UP = "des années et leur total : le nombre de chaque année, non un niveau"
SUBHEADED = "le tableau a un second en-tête, ou un intertitre : la ligne n’est pas lue"


@dataclass(frozen=True, slots=True)
class Column:
    """One cell of a row under its header: the number that it is, None when it is not one number and no more."""

    header: Text
    token: Token | None
    printed: str = ""

    @property
    def is_label(self) -> bool:
        """Whether the cell holds words, which tell more of what the row is about."""
        return self.token is None and bool(_LETTERS.search(self.printed)) and not _MISSING.fullmatch(self.printed)


@dataclass(frozen=True, slots=True)
class Row:
    """A row with a header: its label, its other cells, and what stands above the table.

    `first` is the label as printed, `corner` the header above it; `alone` is the row under the headings of its table
    but not under the header row, whose other cells say nothing of a column.
    """

    sentence: Sentence
    label: str
    columns: tuple[Column, ...]
    above: str
    first: str
    corner: Text
    alone: Sentence


RowReader = Callable[[Row, Facts], Iterator[Claim]]


@lru_cache(maxsize=4096)
def cell_read(printed: str) -> Text:
    """Return the text of a cell read; a header above a thousand rows is read once."""
    return Text.of(printed)


def row_of(read: Read) -> Row | None:
    """Return a passage as a row, None when its header has not as many cells, or when it has no header."""
    if read.passage.role != "row" or len(read.sentences) != 1:
        return None
    cells = _cells(read.text.printed)
    headers = [text for _, text in _cells(read.headings[0].printed)] if read.headings else []
    above = read.headings[1:]
    if len(headers) < 2:
        if len(cells) != _CHART_CELLS or read.passage.unit != "slide" or _whole(read, *cells[1], partly=True) is None:
            return None
        headers, above = ["", "", cells.pop(1)[1]], read.headings
        headers.pop(1)
    if len(cells) != len(headers):
        return None
    columns = tuple(
        Column(cell_read(header), _whole(read, start, printed), printed)
        for header, (start, printed) in zip(headers[1:], cells[1:], strict=True)
    )
    corner = cell_read(headers[0])
    alone = replace(read, headings=(corner, *above) if headers[0] else above)
    return Row(
        read.sentences[0],
        read.text.mask[: len(cells[0][1])],
        columns,
        " | ".join(heading.mask for heading in above),
        cells[0][1],
        corner,
        alone.sentences[0],
    )


def _cells(printed: str) -> list[tuple[int, str]]:
    """Return the cells of a row, each with where it begins; a cell may be empty."""
    found, start = [], 0
    for cut in [*(one.span() for one in _SEPARATOR.finditer(printed)), (len(printed), len(printed))]:
        cell = printed[start : cut[0]]
        found.append((start + len(cell) - len(cell.lstrip()), cell.strip()))
        start = cut[1]
    return found


def _whole(read: Read, start: int, printed: str, *, partly: bool = False) -> Token | None:
    """Return the number that a cell is, None when it is not one and no more; `partly`: any cell with words will do."""
    end = start + len(printed)
    inside = [token for token in read.text.tokens if start <= token.start < end]
    if len(inside) == 1 and (inside[0].start, inside[0].end) == (start, end):
        return inside[0]
    if partly and read.text.tokens and _LETTERS.search(printed):
        return read.text.tokens[0]
    return None


def left_rows(reads: Sequence[Read]) -> Mapping[int, str]:
    """Return why rows of tables are left because of the other rows of their table, by order of passage.

    Under a second header or a title inside the table, nothing tells what a row is about; years that a total adds up
    are what each year brought.
    """
    found: dict[int, str] = {}
    for rows in _tables(reads):
        labels = [_cells(read.text.printed)[0][1] for read in rows]
        added = any(_TOTAL.match(label) for label in labels) and any(_YEAR.fullmatch(label) for label in labels)
        under = False
        for read in rows:
            under = under or _is_title(read)
            if added or under:
                found[read.order] = ADDED_UP if added else SUBHEADED
    return found


def _tables(reads: Sequence[Read]) -> Iterator[list[Read]]:
    """Yield the rows of each table, its header row apart."""
    rows: list[Read] = []
    for read in reads:
        if read.passage.kind == "text":
            if read.passage.role == "row":
                rows.append(read)
            elif rows:
                yield rows
                rows = []
    if rows:
        yield rows


def _is_title(read: Read) -> bool:
    """Tell whether a row has words and no number, or but dates; one whose numbers are missing («nd») is no title."""
    label, *others = (cell for _, cell in _cells(read.text.printed))
    if read.text.tokens:
        filled = [cell_read(cell) for cell in others if cell]
        return bool(filled) and all(_is_moment(cell) for cell in filled)
    said = [cell for cell in others if cell]
    return bool(label or said) and not (said and all(_MISSING.fullmatch(cell) for cell in said))


def _is_moment(cell: Text) -> bool:
    """Tell whether a cell has dates and no other number."""
    return bool(cell.tokens) and all(token.kind in _CALENDAR for token in cell.tokens)
