"""Tables of one row a commune: their rows placed one after the other, the others written down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from demodash.errors import DataError, Problem
from demodash.loaders.content import Fate
from demodash.loaders.tables.cells import number
from demodash.loaders.tables.headers import Column, Header, normalised
from demodash.loaders.tables.model import Progress
from demodash.loaders.tables.naming import NameCheck
from demodash.loaders.tables.opening import Sheet
from demodash.loaders.tables.placing import AccountBook, Placed, Placer, shown
from demodash.loaders.tables.repeats import Line, Repeats
from demodash.texts import plural

Row = tuple[int, tuple[str, ...], Placed]
"""The line, the cells and the commune of a row."""
PROGRESS_EVERY = 5_000
"""Rows between two words to the progress."""
NOTE_LINE = "ligne de titre, d’unités ou de note"
FEWEST_REPEATS = 10
"""Repeated communes under which a table is taken for one of a row a commune with a few rows too many."""
_INSEE = re.compile(r"'?\d?\d\d{3}(?:\.0)?|'?2[ABab]\d{3}")
_CUT = "le fichier est incomplet"
_DIGIT = re.compile(r"\d")
_LONGEST_CODE = 12
_OF_A_HEADER = 0.5
"""Share of the names of the header past which a row further down is another header."""

COMMUNE = Column(
    "commune",
    (
        "Code commune INSEE",
        "Code INSEE",
        "Code commune",
        "Code de la commune",
        "Code INSEE commune",
        "Code INSEE de la commune",
        "Code géographique",
        "Code géo",
        "codgeo",
        "code_insee",
        "codeinsee",
        "depcom",
        "insee",
        "insee_com",
        "insee commune",
        "com_code",
        "codecommune",
        "code",
        "com",
    ),
    looks=_INSEE,
)
"""The column of INSEE codes, under the names that it has borne."""
NAME = Column(
    "name",
    (
        "Commune",
        "Libellé de la commune",
        "Libellé commune",
        "Nom de la commune",
        "Nom commune",
        "libgeo",
        "libcom",
        "Libellé",
        "Libellé géographique",
        "nom",
        "ncc",
    ),
    required=False,
)


@dataclass(slots=True)
class CommunalRows:
    """Walks the rows of a sheet under its header; ``book`` gets those that are not of a commune of the region.

    Of a commune twice in the sheet, equal rows count once and rows that differ are all refused; ``also`` is the column
    that may tell them apart. ``lost`` hears of the communes (full code, then the cell of ``also``) that this leaves
    out. ``code_of`` makes the code of a row whose header has no column of whole codes; ``place_of`` places a row
    otherwise than by an INSEE code. ``distinct``: false when the caller looks at the rows of one commune itself. The
    names, where the table has some, must be those of the codes; a row whose name is another commune's is refused.
    """

    sheet: Sheet
    header: Header
    placer: Placer
    book: AccountBook
    progress: Progress
    also: str = ""
    code_of: Callable[[tuple[str, ...]], str] | None = None
    place_of: Callable[[tuple[str, ...]], Placed] | None = None
    distinct: bool = True
    lost: Callable[[str, str], None] | None = None

    def __iter__(self) -> Iterator[Row]:
        """Give the line, the cells and the commune of each row of the region.

        Raises:
            DataError: the sheet is damaged, holds another table under the first, names its communes otherwise than
                by their codes, or has several rows for most communes.
            Cancelled: the progress said so.
        """
        names = NameCheck(self.placer)
        for line, cells, placed in self._once() if self.distinct else self._rows(_at_once):
            doubt = names.doubt(line, placed, self.header.cell(cells, "name")) if self.place_of is None else ""
            if not doubt:
                yield line, cells, placed
                continue
            self.book.refused(self.sheet.place(line), doubt)
            if self.lost is not None:
                self.lost(placed.code, self._apart(cells))
        names.settle(self.sheet.file, self.sheet.title)

    def _once(self) -> Iterator[Row]:
        """The rows of communes that have one, or several that are equal."""
        repeats: Repeats[Row] = Repeats(self.book)
        data = self._data_columns()
        for line, cells, placed in self._rows(repeats.later):
            key = placed.insee, self._apart(cells)
            said = tuple(_value(self.header.at(cells, index)) for index in data)
            repeats.add(
                key, Line(line, self.sheet.place(line), f"la commune {placed.insee}", (line, cells, placed), said)
            )
        self._refuse_repeats(repeats)
        for one, stands in repeats.settle():
            if stands:
                yield one.row
            elif self.lost is not None:
                _, cells, placed = one.row
                self.lost(placed.code, self._apart(cells))

    def _apart(self, cells: tuple[str, ...]) -> str:
        return self.header.cell(cells, self.also) if self.also else ""

    def _data_columns(self) -> list[int]:
        """The columns of what a row says of its commune."""
        single = {index for name, index in self.header.columns.items() if name not in {COMMUNE.id, NAME.id}}
        return sorted(single | {index for found in self.header.many.values() for index, _ in found})

    def _rows(self, later: Callable[[Callable[[], None]], None]) -> Iterator[Row]:
        """The rows of communes of the region; ``later`` gets what writes the rows down that are wrong."""
        for count, (line, cells) in enumerate(self.sheet.rows()):
            if count % PROGRESS_EVERY == 0:
                self.progress(None, f"lecture, ligne {line}")
            if line <= self.header.line:
                continue
            printed = self.code_of(cells) if self.code_of else self.header.cell(cells, "commune")
            reason = self._not_data(cells, printed)
            if reason:
                self.book.aside(reason)
                continue
            self._refuse_second_table(line, cells)
            problem = self.wrong_width(cells)
            if problem:
                later(partial(self.book.refused, self.sheet.place(line), problem))
                placed = Placer().commune(printed)
                self.placer.seen |= {placed.code} - {""}
                if self.lost is not None and placed.fate is Fate.TAKEN:
                    self.lost(placed.code, self._apart(cells))
                continue
            placed = self.place_of(cells) if self.place_of else self.placer.commune(printed)
            if placed.fate is Fate.OUTSIDE:
                self.book.outside()
            elif placed.fate is not Fate.TAKEN:
                column = self.header.name("commune") if "commune" in self.header.columns else ""
                later(partial(self.book.not_placed, placed, self.sheet.place(line, column)))
            else:
                yield line, cells, placed

    def wrong_width(self, cells: tuple[str, ...]) -> str:
        """Say in French that a row has not the cells of the header, empty when it has."""
        wanted = len(self.header.cells)
        if len(cells) < wanted and self.sheet.kind == "text":
            blank_end = wanted - len([cell for cell in self.header.cells if cell.strip()])
            if len(cells) + blank_end < wanted:
                many = plural(len(cells), "cellule", "cellules")
                return f"{len(cells)} {many} au lieu de {wanted} : ligne coupée (si c’est la dernière, {_CUT})"
        if any(cell.strip() for cell in cells[wanted:]):
            return f"{len(cells)} cellules au lieu de {wanted} : un séparateur de trop"
        return ""

    def _not_data(self, cells: tuple[str, ...], printed: str) -> str:
        filled = [cell for cell in cells if cell.strip()]
        if _words(cells) == _words(self.header.cells):
            return "en-tête répété"
        is_code = bool(printed) and len(printed) < _LONGEST_CODE and _DIGIT.search(printed) is not None
        if len(filled) == 1 and not is_code and len(self.header.cells) > 1:
            return NOTE_LINE
        if not printed and not any(_DIGIT.search(cell) for cell in filled):
            return NOTE_LINE
        return ""

    def _refuse_second_table(self, line: int, cells: tuple[str, ...]) -> None:
        """Refuse a second header that is not the first again: its columns may be in another order.

        Raises:
            DataError: the row is one.
        """
        wanted, here = set(_words(self.header.cells)) - {""}, _words(cells)
        common = wanted & set(here)
        if len(common) < 2 or len(common) < _OF_A_HEADER * len(wanted):
            return
        found = f"un second en-tête, autre que celui de la ligne {self.header.line}"
        advice = "Séparez les tables, une par feuille ou par fichier, et importez-les l’une après l’autre."
        raise DataError(Problem(self.sheet.file, self.sheet.place(line), "une seule table", found, advice))

    def _refuse_repeats(self, repeats: Repeats[Row]) -> None:
        """Refuse a table in which most communes come back: the figures of none would be whole.

        Raises:
            DataError: it is one.
        """
        if repeats.count < FEWEST_REPEATS or repeats.count <= repeats.keys:
            return
        column = self.header.name("commune") if "commune" in self.header.columns else ""
        found = f"{repeats.count} lignes qui répètent une commune déjà lue, pour {repeats.keys} communes"
        advice = "Vérifiez que la colonne des codes est la bonne, et qu’il n’y a pas une ligne par année ou par âge."
        place = self.sheet.place(self.header.line, column)
        raise DataError(Problem(self.sheet.file, place, "une ligne par commune", found, advice))


def _at_once(write: Callable[[], None]) -> None:
    write()


def _value(cell: str) -> float | str:
    """A cell as it is compared: a number whatever the way it is written."""
    found = number(cell)
    return cell if found is None else found


def _words(cells: tuple[str, ...]) -> tuple[str, ...]:
    words = [normalised(shown(cell)) for cell in cells]
    while words and not words[-1]:
        words.pop()
    return tuple(words)
