"""The code officiel géographique (INSEE): former codes of communes that the register of the project does not have.

Source: INSEE, code officiel géographique (COG), communes, Licence Ouverte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from demodash.loaders.content import Content, Fate
from demodash.loaders.tables.cells import years_in
from demodash.loaders.tables.communal import CommunalRows
from demodash.loaders.tables.groupings import Grouping, groupings
from demodash.loaders.tables.headers import Column, Header, find_table, first_with
from demodash.loaders.tables.model import Answers, Progress, Recognition, TableReading, silent
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.loaders.tables.placing import AccountBook, Placed, Placer, shown
from demodash.loaders.tables.sourcing import nothing_of_ours, source_of, unread
from demodash.territories import COG_YEAR, HOME_REGION, Level, codes, current_commune
from demodash.texts import first_of, plural

_COLUMNS = (
    Column("type", ("TYPECOM", "Type de commune"), looks=re.compile(r"COM[AD]?|ARM")),
    Column("commune", ("COM", "Code commune"), looks=re.compile(r"\d{4,5}|2[AB]\d{3}")),
    Column("name", ("LIBELLE", "NCCENR", "NCC", "Libellé")),
    Column("parent", ("COMPARENT", "Commune parente")),
)
LAYOUTS = (_COLUMNS,)
"""The columns of each layout."""
_COMMUNE = "COM"
_FORMER = frozenset({"COMD", "COMA"})
KNOWN = "commune déjà au registre"
KNOWN_FORMER = "ancien code déjà au registre"
OTHER_TYPE = "arrondissement municipal"
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class CogLoader:
    """Communes, delegated and associated communes of a year."""

    id: str = "insee_cog"
    version: int = 1
    label: str = "Code officiel géographique, communes (INSEE)"
    series: str = "cog"

    def recognise(self, file: TableFile) -> Recognition | None:
        """Recognise types of communes and their parents."""
        return None if first_with(file, _COLUMNS) is None else Recognition(self, self.label)

    def read(self, file: TableFile, answers: Answers, progress: Progress = silent) -> TableReading:
        """Compare the communes of the region with the register, and give the former codes that it has not.

        Raises:
            DataError: a column is missing, or no commune of the region is there.
            Cancelled: the progress said so.
        """
        sheet, header = find_table(file, _COLUMNS)
        reading = _Reading(sheet, header)
        reading.read(progress)
        account = reading.book.account()
        if not reading.communes and not reading.rows:
            wanted = "des communes des Hauts-de-France"
            raise nothing_of_ours(file, wanted, account)
        years = years_in(file.name)
        year = years[-1] if years else ""
        title = f"Code officiel géographique{f' {year}' if year else ''}, communes"
        source = source_of(file, f"insee_cog_{year}", "INSEE", title, date=year, territory=HOME_REGION)
        return TableReading(
            Content((source,), groupings=groupings(reading.rows, source.id)),
            account,
            (*reading.remarks(), *unread(file, (sheet,))),
        )


@dataclass(slots=True)
class _Reading:
    """A COG being compared with the register."""

    sheet: Sheet
    header: Header
    book: AccountBook = field(default_factory=AccountBook)
    placer: Placer = field(default_factory=Placer)
    communes: set[str] = field(default_factory=set)
    rows: list[Grouping] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)

    def read(self, progress: Progress) -> None:
        """Read every row."""
        table = CommunalRows(
            self.sheet, self.header, self.placer, self.book, progress, also="type", place_of=self._place
        )
        for line, cells, placed in table:
            kind = self.header.cell(cells, "type")
            if kind == _COMMUNE:
                self.communes.add(placed.code)
                self.book.aside(KNOWN)
            elif kind in _FORMER:
                self._former(line, cells, placed)
            elif kind == "ARM":
                self.book.aside(OTHER_TYPE)
            else:
                self.book.refused(
                    self.sheet.place(line, self.header.name("type")), f"« {shown(kind)} » n’est pas un type"
                )

    def remarks(self) -> Iterator[str]:
        """How the file differs from the register, in French."""
        missing = sorted(set(codes(Level.COMMUNE)) - self.communes)
        if missing:
            word = plural(len(missing), "commune", "communes")
            are = plural(len(missing), "n’est pas une commune", "ne sont pas des communes")
            shown_codes = first_of([code.removeprefix("COM-") for code in missing], _SHOWN)
            yield f"{len(missing)} {word} du registre de {COG_YEAR} {are} de ce fichier : {shown_codes}."
        if self.differing:
            yield f"Anciens codes que le registre rattache ailleurs : {first_of(self.differing, _SHOWN)}."
        if not self.rows:
            yield f"Le registre de {COG_YEAR} connaît déjà tous les anciens codes de ce fichier : rien n’est à ajouter."

    def _place(self, cells: tuple[str, ...]) -> Placed:
        """Place a former commune that the register does not know by its parent."""
        placed = self.placer.commune(self.header.cell(cells, "commune"))
        if placed.fate is Fate.UNPLACED and self.header.cell(cells, "type") in _FORMER:
            parent = self.placer.commune(self.header.cell(cells, "parent"))
            if parent.fate is Fate.TAKEN:
                return Placed(Fate.TAKEN, parent.code, placed.insee)
        return placed

    def _former(self, line: int, cells: tuple[str, ...], placed: Placed) -> None:
        known = current_commune(placed.insee)
        parent = self.header.cell(cells, "parent").zfill(5)
        now = current_commune(parent)
        if known is None:
            name, place = self.header.cell(cells, "name"), self.sheet.place(line, self.header.name("commune"))
            self.rows.append(("ancienne", placed.code, placed.insee, name, place))
            self.book.taken()
            return
        if now is not None and now != known:
            self.differing.append(f"{placed.insee} (registre {known}, fichier {now})")
        self.book.aside(KNOWN_FORMER)
