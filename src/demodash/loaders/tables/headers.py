"""Finding the header of a table by what it says, wherever it is, and its columns by normalised names."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from demodash.errors import DataError, Problem
from demodash.loaders.tables import guards
from demodash.loaders.tables.opening import Row, Sheet, TableFile
from demodash.loaders.tables.workbook_child import MERGED
from demodash.texts import folded

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_CLOSE = 0.6
_LOOKED_AT = 40
"""Rows under the header that tell whether a column holds what its name says."""
_ALIKE = 0.5
"""Share of the cells of a column that look as they should, past which the column is the right one."""
_MOST_COLUMNS = 1_000
"""Cells of a row that are looked at for a header: the widest official table has a few hundred columns."""
_LONGEST_NAME = 400


@lru_cache(maxsize=65_536)
def normalised(text: str) -> str:
    """Fold case, accents, punctuation and spaces of a column's name: ``Code_postal`` gives ``code postal``."""
    return _NOT_WORD.sub(" ", folded(text)).strip()


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a loader looks for.

    ``names`` are the names that it has borne, written plainly (``Code commune INSEE``); the first is what messages
    say. ``prefix``: a longer name that begins with one of them is it too. ``pattern``, on the normalised name,
    stands for any number of columns (``APL_2015``, ``APL_2016``). ``looks``, when given, is what most of its cells
    match whole; it tells swapped columns. ``alone``: two columns that may be it are one too many, whatever their names.
    """

    id: str
    names: tuple[str, ...] = ()
    required: bool = True
    prefix: bool = False
    pattern: re.Pattern[str] | None = None
    looks: re.Pattern[str] | None = None
    alone: bool = False

    def matches(self, name: str) -> bool:
        """Say whether a normalised name is that of this column."""
        if not name:
            return False
        if self.pattern is not None:
            return self.pattern.fullmatch(name) is not None
        wanted = _normalised_names(self.names)
        return name in wanted or (self.prefix and any(name.startswith(f"{each} ") for each in wanted))

    def rank(self, name: str) -> int:
        """How well a normalised name that matches does: 0 is best, an exact name in the order of ``names``."""
        wanted = _normalised_names(self.names)
        return wanted.index(name) if name in wanted else len(wanted)


@lru_cache(maxsize=1_024)
def _normalised_names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(normalised, names))


def _names_of(cells: Sequence[str]) -> list[str]:
    """The normalised names of a row, of no more cells and no longer than a header has."""
    return [normalised(cell[:_LONGEST_NAME]) for cell in cells[:_MOST_COLUMNS]]


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet: its line, its cells as printed, and the place of each column found.

    ``columns``: id -> index, of columns without a pattern. ``many``: id of a column with a pattern -> the indexes of
    the columns that match, with what the pattern caught.
    """

    line: int
    cells: tuple[str, ...]
    columns: Mapping[str, int]
    many: Mapping[str, tuple[tuple[int, re.Match[str]], ...]] = field(default_factory=dict)

    def __contains__(self, column: object) -> bool:
        return column in self.columns or bool(self.many.get(str(column)))

    def cell(self, cells: Sequence[str], column: str) -> str:
        """The cell of a column in a row, stripped, empty when the row is too short or the column absent."""
        index = self.columns.get(column)
        return self.at(cells, index) if index is not None else ""

    def at(self, cells: Sequence[str], index: int) -> str:
        """The cell at an index, stripped, empty when the row is too short."""
        return cells[index].replace("\u00a0", " ").strip() if index < len(cells) else ""

    @property
    def widths(self) -> range:
        """How many cells a line that is whole may have: a separator between quotes makes more of them."""
        last = max((index for index, cell in enumerate(self.cells) if cell.strip()), default=-1)
        return range(last + 1, guards.MOST_LINE_BYTES)

    def name(self, column: str) -> str:
        """How the file prints the name of a column."""
        return self.printed(self.columns[column])

    def figure(self, cells: Sequence[str], index: int) -> str:
        """The cell of a figure at an index, as ``at``; one that is merged over several rows is no number of any."""
        said = self.at(cells, index)
        is_merged = index < len(cells) and cells[index].endswith(MERGED)
        return f"{said} (cellule fusionnée sur plusieurs lignes)" if is_merged else said

    def printed(self, index: int) -> str:
        """How the file prints the name of the column at an index, on one line."""
        return " ".join(self.cells[index].split())


def look_for_header(rows: Sequence[Row], columns: Sequence[Column]) -> Header | None:
    """Find the first row that holds every required column; None when there is none."""
    return next((header for row in rows if not _missing(header := _header(row, columns), columns)), None)


def first_with(file: TableFile, columns: Sequence[Column]) -> tuple[Sheet, Header] | None:
    """The first sheet of a file whose head holds every required column, and its header; None when there is none."""
    found = ((sheet, look_for_header(sheet.numbered_head, columns)) for sheet in file.sheets)
    return next(((sheet, header) for sheet, header in found if header is not None), None)


def find_table(file: TableFile, columns: Sequence[Column]) -> tuple[Sheet, Header]:
    """The same, its header checked; a file without such a sheet is said to lack what its first one lacks.

    Raises:
        DataError: no row holds every required column (with the nearest names), a column is there twice, or two
            columns hold what the other should.
    """
    found = first_with(file, columns)
    sheet = file.sheets[0] if found is None else found[0]
    return sheet, find_header(sheet, columns, file.name)


def find_header(sheet: Sheet, columns: Sequence[Column], file: str) -> Header:
    """Find the header of a sheet and check it.

    Raises:
        DataError: no row holds every required column (with the nearest names), a column is there twice, or two
            columns hold what the other should.
    """
    rows = sheet.numbered_head
    header = look_for_header(rows, columns)
    if header is None:
        raise DataError(_missing_problem(rows, columns, sheet, file))
    problems = [*_repeated(header, columns, sheet, file), *_swapped(header, columns, sheet, file)]
    if problems:
        raise DataError(problems)
    return header


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near the head of a sheet is to a layout: the share of its required columns found, those that are missing.

    ``likely``: the same share, with the missing columns that a name of the file looks like; ``hints``: those names, in
    French.
    """

    share: float
    likely: float
    missing: tuple[str, ...]
    hints: tuple[str, ...]


def nearness(rows: Sequence[Row], columns: Sequence[Column]) -> Nearness:
    """Compare the head of a sheet with a layout, by the row that holds most of its columns."""
    wanted = [column for column in columns if column.required]
    if not rows:
        return Nearness(0, 0, tuple(map(_title, wanted)), ())
    best = _best(rows, columns)
    missing = _missing(best, columns)
    printed = [best.printed(index) for index, cell in enumerate(best.cells[:_MOST_COLUMNS]) if cell.strip()]
    hints = tuple(hint for column in missing if (hint := _hint(column, printed, best)))
    lost = len(missing)
    share, likely = (1 - count / len(wanted) for count in (lost, lost - len(hints)))
    return Nearness(share, likely, tuple(map(_title, missing)), hints)


def _best(rows: Sequence[Row], columns: Sequence[Column]) -> Header:
    return min((_header(row, columns) for row in rows), key=lambda each: len(_missing(each, columns)))


def _header(row: Row, columns: Sequence[Column]) -> Header:
    line, cells = row
    names = _names_of(cells)
    single: dict[str, int] = {}
    many: dict[str, tuple[tuple[int, re.Match[str]], ...]] = {}
    taken: set[int] = set()
    for column in sorted(columns, key=lambda each: each.prefix):
        if column.pattern is not None:
            caught = ((index, column.pattern.fullmatch(name)) for index, name in enumerate(names))
            many[column.id] = tuple((index, match) for index, match in caught if match is not None)
            continue
        found = [index for index, name in enumerate(names) if index not in taken and column.matches(name)]
        if found:
            best = min(found, key=lambda index: column.rank(names[index]))
            single[column.id] = best
            taken.add(best)
    return Header(line, cells, single, many)


def _missing(header: Header, columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if column.required and column.id not in header]


def _missing_problem(rows: Sequence[Row], columns: Sequence[Column], sheet: Sheet, file: str) -> Problem:
    wanted = [column for column in columns if column.required]
    expected = f"une ligne d’en-tête avec {_list(_title(column) for column in wanted)}"
    if not rows:
        return Problem(file, sheet.title, expected, "une table vide")
    best = _best(rows, columns)
    if len(_missing(best, columns)) == len(wanted):
        best = _header(rows[0], columns)
    printed = [best.printed(index) for index, cell in enumerate(best.cells[:_MOST_COLUMNS]) if cell.strip()]
    absent = _missing(best, columns)
    hints = [hint for hint in (_hint(column, printed, best) for column in absent) if hint]
    advice = f"Vouliez-vous dire {_list(hints)} ?" if hints else "Vérifiez que c’est le bon fichier, tel que publié."
    found = f"{_list(printed[:12])} ; il manque {_list(_title(column) for column in absent)}"
    return Problem(file, sheet.place(best.line), expected, found, advice)


def _hint(column: Column, printed: Sequence[str], header: Header) -> str:
    free = {normalised(name[:_LONGEST_NAME]): name[:_LONGEST_NAME] for name in printed if name}
    used = {normalised(header.cells[index]) for index in header.columns.values()}
    candidates = [name for name in free if name not in used]
    for wanted in column.names:
        close = difflib.get_close_matches(normalised(wanted), candidates, n=1, cutoff=_CLOSE)
        if close:
            return f"« {column.names[0]} » au lieu de « {free[close[0]]} »"
    return ""


def _repeated(header: Header, columns: Sequence[Column], sheet: Sheet, file: str) -> list[Problem]:
    found = []
    names = _names_of(header.cells)
    for column in columns:
        if column.pattern is not None:
            values = [match.groups() or match.group() for _, match in header.many[column.id]]
            again = [
                header.printed(i)
                for (i, _), value in zip(header.many[column.id], values, strict=True)
                if values.count(value) > 1
            ]
        elif column.id in header.columns:
            again = [
                header.printed(index)
                for index, name in enumerate(names)
                if name == names[header.columns[column.id]] or (column.alone and column.matches(name))
            ]
            again = again if len(again) > 1 else []
        else:
            again = []
        if again:
            advice = "Supprimez la colonne de trop, ou repartez du fichier publié."
            found.append(
                Problem(
                    file,
                    sheet.place(header.line),
                    f"une seule colonne {_title(column)}",
                    f"{len(again)} : {_list(again)}",
                    advice,
                )
            )
    return found


def _swapped(header: Header, columns: Sequence[Column], sheet: Sheet, file: str) -> list[Problem]:
    rows = [cells for line, cells in sheet.numbered_head if line > header.line][:_LOOKED_AT]
    found = []
    for column in columns:
        if column.looks is None or column.id not in header.columns or len(rows) < 2:
            continue
        if _share(rows, header.columns[column.id], column.looks) >= _ALIKE / 5:
            continue
        others = [
            index for index in range(len(header.cells[:_MOST_COLUMNS])) if _share(rows, index, column.looks) > _ALIKE
        ]
        if others:
            wanted = f"dans « {header.name(column.id)} », ce que son nom annonce"
            held = f"ces valeurs dans la colonne « {header.printed(others[0]) or 'sans nom'} »"
            advice = "Des en-têtes semblent intervertis : remettez-les au-dessus de leurs colonnes."
            found.append(Problem(file, sheet.place(header.line), wanted, held, advice))
    return found


def _share(rows: Sequence[Sequence[str]], index: int, looks: re.Pattern[str]) -> float:
    cells = [cells[index].strip() for cells in rows if index < len(cells) and cells[index].strip()]
    return sum(looks.fullmatch(cell) is not None for cell in cells) / len(cells) if cells else _ALIKE


def _title(column: Column) -> str:
    return f"« {column.names[0]} »" if column.names else f"« {column.id} »"


def _list(words: Iterable[str]) -> str:
    return ", ".join(word if word.startswith("«") else f"« {word} »" for word in words)
