"""Tables of one row a commune: their rows placed one after the other, the others written down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from demodash.loaders.content import Fate
from demodash.loaders.tables.headers import Column, Header
from demodash.loaders.tables.model import Progress
from demodash.loaders.tables.opening import Sheet
from demodash.loaders.tables.placing import AccountBook, Placed, Placer

PROGRESS_EVERY = 5_000
"""Rows between two words to the progress."""
NOTE_LINE = "ligne de titre, d’unités ou de note"
BLANK_CODE = "ligne sans code de commune"
_INSEE = re.compile(r"'?\d?\d\d{3}(?:\.0)?|'?2[ABab]\d{3}")
_DIGIT = re.compile(r"\d")

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

    A commune twice in the sheet is refused the second time; ``also`` is the column that may tell the two apart.
    ``code_of`` makes the code of a row whose header has no column of whole codes; ``place_of`` places a row otherwise
    than by an INSEE code. ``distinct``: false when the caller looks at the rows of one commune itself.
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
    _lines: dict[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[tuple[int, tuple[str, ...], Placed]]:
        """Give the line, the cells and the commune of each row of the region.

        Raises:
            DataError: the sheet is damaged.
            Cancelled: the progress said so.
        """
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
            place = self.sheet.place(line)
            problem = self.wrong_width(cells)
            if problem:
                self.book.refused(place, problem)
                continue
            placed = self.place_of(cells) if self.place_of else self.placer.commune(printed)
            if placed.fate is not Fate.TAKEN:
                column = self.header.name("commune") if "commune" in self.header.columns else ""
                self.book.not_placed(placed, self.sheet.place(line, column))
                continue
            apart = self.header.cell(cells, self.also) if self.also else ""
            first = self._lines.setdefault(f"{placed.insee} {apart}", line)
            if self.distinct and first != line:
                self.book.refused(place, f"la commune {placed.insee} est déjà à la ligne {first}")
                continue
            yield line, cells, placed

    def wrong_width(self, cells: tuple[str, ...]) -> str:
        """Say in French that a row has not the cells of the header, empty when it has."""
        wanted = len(self.header.cells)
        if len(cells) < wanted and self.sheet.kind == "text":
            blank_end = wanted - len([cell for cell in self.header.cells if cell.strip()])
            if len(cells) + blank_end < wanted:
                return f"{len(cells)} cellules au lieu de {wanted} : ligne coupée"
        if any(cell.strip() for cell in cells[wanted:]):
            return f"{len(cells)} cellules au lieu de {wanted} : un séparateur de trop"
        return ""

    def _not_data(self, cells: tuple[str, ...], printed: str) -> str:
        filled = [cell for cell in cells if cell.strip()]
        if cells == self.header.cells:
            return "en-tête répété"
        if len(filled) == 1 and not (printed and len(printed) < 12 and _DIGIT.search(printed)) and len(cells) > 1:
            return NOTE_LINE
        if not printed and not any(_DIGIT.search(cell) for cell in filled):
            return NOTE_LINE
        return ""
