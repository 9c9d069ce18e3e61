"""GPs by commune of the base permanente des équipements (INSEE).

Source: INSEE, base permanente des équipements (BPE), Licence Ouverte.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from demodash.loaders.content import Content
from demodash.loaders.tables.cells import years_in
from demodash.loaders.tables.communal import COMMUNE, NAME, CommunalRows
from demodash.loaders.tables.gathering import Cell, Gathering, Key
from demodash.loaders.tables.headers import Column, Header, find_header, look_for_header
from demodash.loaders.tables.model import Answers, Progress, Recognition, TableReading, silent
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.loaders.tables.placing import AccountBook, Placer, shown
from demodash.loaders.tables.sourcing import answer, nothing_of_ours, source_of, unread, year_question
from demodash.territories import HOME_REGION
from demodash.texts import enumeration

_COUNT = Column(
    "count",
    (
        "nb_medg",
        "nb_mg",
        "Médecin généraliste",
        "Médecins généralistes",
        "Nombre de médecins généralistes",
        "Médecin omnipraticien",
        "D201",
        "nb_d201",
        "D265",
        "nb_d265",
    ),
)
_YEAR = Column("year", ("an", "annee", "year", "millesime"), required=False, looks=re.compile(r"20\d\d"))
_COLUMNS = (COMMUNE, NAME, _COUNT, _YEAR)
LAYOUTS = (_COLUMNS,)
"""The columns of each layout."""
_LABEL = "Année de l’inventaire"
_NOTE = "Médecins généralistes libéraux inventoriés par l’INSEE."


@dataclass(frozen=True, slots=True)
class BpeLoader:
    """Liberal GPs of each commune, as INSEE lists equipment."""

    id: str = "insee_bpe"
    version: int = 1
    label: str = "Médecins généralistes libéraux par commune (INSEE, base permanente des équipements)"
    series: str = "bpe"

    def recognise(self, file: TableFile) -> Recognition | None:
        """Recognise a count of GPs beside communes."""
        found = _found(file)
        if found is None:
            return None
        questions = () if "year" in found[1] else (year_question(file, _LABEL),)
        return Recognition(self, self.label, (), questions)

    def read(self, file: TableFile, answers: Answers, progress: Progress = silent) -> TableReading:
        """Read the GPs of each commune of the region.

        Raises:
            DataError: a column is missing, the year is not known, or no commune of the region is there.
            Cancelled: the progress said so.
        """
        found = _found(file)
        sheet = found[0] if found else file.sheets[0]
        header = find_header(sheet, _COLUMNS, file.name)
        asked = "" if "year" in header else answer(year_question(file, _LABEL), answers, file)
        placer, book, figures = Placer(), AccountBook(), Gathering(whole=("mg_effectif",))
        years: set[str] = set()
        for line, cells, placed in CommunalRows(sheet, header, placer, book, progress, also="year"):
            year = asked or header.cell(cells, "year")
            if years_in(year) != (year,):
                place = sheet.place(line, header.name("year"))
                book.refused(place, f"« {shown(year)} » n’est pas une année" if year else "année absente")
                continue
            years.add(year)
            place = sheet.place(line, header.name("count"))
            cell = Cell(placed.insee, math.nan, place, header.cell(cells, "count"))
            reason = figures.read(Key("mg_effectif", year, "liberaux"), placed.code, cell)
            figures.close_row([(place, reason)], book)
        account = book.account()
        span = sorted(years)
        title = f"Base permanente des équipements, médecins généralistes par commune, {enumeration(span)}"
        source = source_of(file, f"insee_bpe_{'_'.join(span)}", "INSEE", title, note=_NOTE, territory=HOME_REGION)
        observations = figures.observations(source.id)
        if observations.empty:
            wanted = "des médecins généralistes de communes des Hauts-de-France"
            raise nothing_of_ours(file, wanted, account)
        remarks = (*placer.remarks(), *figures.remarks(), *unread(file, (sheet,)))
        return TableReading(Content((source,), observations), account, remarks)


def _found(file: TableFile) -> tuple[Sheet, Header] | None:
    for sheet in file.sheets:
        header = look_for_header(sheet.numbered_head, _COLUMNS)
        if header is not None:
            return sheet, header
    return None
