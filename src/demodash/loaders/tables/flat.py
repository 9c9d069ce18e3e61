"""Text tables: the separator found from the first lines, the rows streamed with the line where each begins."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from demodash.errors import DataError, Problem

SEPARATORS = (";", "\t", "|", ",")
"""The likeliest first: a tie goes to the first."""
SNIFFED = 200
"""Records that the separator is found from."""
MOST_LINES_IN_RECORD = 20
"""A quoted cell may hold a line break; a quote that opens and never closes swallows the rest of the file."""
_FIELD_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class FlatText:
    """A text table on the disk, with its encoding (a Python name) and its separator."""

    path: Path
    file: str
    encoding: str
    separator: str

    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Give each record with its 1-based first line; blank lines are left out.

        Raises:
            DataError: a quote opens and never closes.
        """
        with self.path.open(encoding=self.encoding, newline="") as stream:
            lines = _Counted(stream)
            reader = csv.reader(lines, delimiter=self.separator, quoting=_quoting(self.separator))
            csv.field_size_limit(max(csv.field_size_limit(), _FIELD_LIMIT))
            try:
                for cells in reader:
                    if lines.held > 1 or lines.ended:
                        self._check_quotes(lines)
                    if cells and any(cells):
                        yield lines.first, tuple(cells)
                    lines.next_record()
            except csv.Error as error:
                raise self._unclosed(lines.first) from error

    def _check_quotes(self, lines: _Counted) -> None:
        if self.separator == "|":
            return
        if lines.held > MOST_LINES_IN_RECORD or (lines.ended and lines.quotes % 2):
            raise self._unclosed(lines.first)

    def _unclosed(self, line: int) -> DataError:
        advice = "Ouvrez le fichier et supprimez ce guillemet, ou repartez du fichier publié."
        found = "un guillemet qui s’ouvre et ne se ferme pas"
        return DataError(Problem(self.file, f"ligne {line}", "des cellules entières", found, advice))


class _Counted:
    """Lines of a stream, counted by record for the csv reader that draws them."""

    def __init__(self, stream: Iterator[str]) -> None:
        self._lines = iter(stream)
        self._ahead = next(self._lines, None)
        self.first = 1
        self.held = 0
        self.quotes = 0

    def __iter__(self) -> _Counted:
        return self

    def __next__(self) -> str:
        line = self._ahead
        if line is None:
            raise StopIteration
        self._ahead = next(self._lines, None)
        self.held += 1
        self.quotes += line.count('"')
        if self.held > MOST_LINES_IN_RECORD:
            raise csv.Error("a record of too many lines")
        return line

    @property
    def ended(self) -> bool:
        """Whether the last line was drawn."""
        return self._ahead is None

    def next_record(self) -> None:
        """Begin to count another record."""
        self.first += self.held
        self.held = self.quotes = 0


def separator_of(path: Path, encoding: str) -> str:
    """Find the separator of a text table: the one that cuts most of its first lines into as many cells."""
    with path.open(encoding=encoding, newline="") as stream:
        lines = [line for line in islice(stream, SNIFFED) if line.strip()]
    declared = lines[0].strip().lower() if lines else ""
    if len(declared) == 5 and declared.startswith("sep=") and declared[4] in SEPARATORS:
        return declared[4]
    return max(SEPARATORS, key=lambda each: _score(lines, each))


def _score(lines: list[str], separator: str) -> tuple[float, int]:
    """How regular a separator cuts lines: the share of them with as many cells as most, then that number."""
    widths = Counter(_width(line, separator) for line in lines)
    cut = {width: count for width, count in widths.items() if width > 1}
    if not cut:
        return 0.0, 0
    width, count = max(cut.items(), key=lambda pair: (pair[1], pair[0]))
    return round(count / len(lines), 1), width


def _width(line: str, separator: str) -> int:
    if separator == "|" or '"' not in line:
        return line.count(separator) + 1
    try:
        return len(next(csv.reader([line], delimiter=separator), []))
    except csv.Error:
        return 1


def _quoting(separator: str) -> Literal[0, 3]:
    """A table cut by bars has no quoting: its names carry stray quotes."""
    return csv.QUOTE_NONE if separator == "|" else csv.QUOTE_MINIMAL
