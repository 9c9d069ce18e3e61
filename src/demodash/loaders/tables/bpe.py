"""GPs by commune of the base permanente des équipements (INSEE): as INSEE publishes it, or a table made of it.

Source: INSEE, base permanente des équipements (BPE), Licence Ouverte.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from demodash.loaders.content import Content
from demodash.loaders.tables.bpe_lists import INDICATOR, LIST, MOST, Gps
from demodash.loaders.tables.cells import number as number_of
from demodash.loaders.tables.cells import years_in
from demodash.loaders.tables.communal import COMMUNE, NAME, CommunalRows
from demodash.loaders.tables.gathering import Cell, Gathering, Key, partial_sums
from demodash.loaders.tables.headers import Column, Header, find_table, first_with
from demodash.loaders.tables.model import Answers, Progress, Recognition, TableReading, silent
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.loaders.tables.placing import AccountBook, Placer, shown
from demodash.loaders.tables.sourcing import answer, nothing_of_ours, source_of, unread, year_question
from demodash.schema import COLUMNS
from demodash.sources import Source
from demodash.territories import HOME_REGION
from demodash.texts import enumeration, number, plural

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
    alone=True,
)
_YEAR = Column("year", ("an", "annee", "year", "millesime"), required=False, looks=re.compile(r"20\d\d"))
_COLUMNS = (COMMUNE, NAME, _COUNT, _YEAR)
LAYOUTS = (_COLUMNS, LIST)
"""The columns of each layout."""
_LABEL = "Année de l’inventaire"
_NOTE = "Médecins généralistes libéraux inventoriés par l’INSEE."
_ZERO_NOTE = "Aucun médecin généraliste dans la commune : zéro réel, le fichier recensant tous les équipements."
_WANTED = "des médecins généralistes de communes des Hauts-de-France"


@dataclass(frozen=True, slots=True)
class BpeLoader:
    """Liberal GPs of each commune, as INSEE lists equipment."""

    id: str = "insee_bpe"
    version: int = 1
    label: str = "Médecins généralistes libéraux par commune (INSEE, base permanente des équipements)"
    series: str = "bpe"

    def recognise(self, file: TableFile) -> Recognition | None:
        """Recognise equipment of every kind by commune, or a count of GPs beside communes."""
        of_list = first_with(file, LIST)
        found = of_list or first_with(file, _COLUMNS)
        if found is None:
            return None
        facts = ("liste d’équipements de toutes sortes",) if of_list else ()
        questions = () if "year" in found[1] else (year_question(file, _LABEL),)
        return Recognition(self, self.label, facts, questions)

    def read(self, file: TableFile, answers: Answers, progress: Progress = silent) -> TableReading:
        """Read the GPs of each commune of the region.

        Raises:
            DataError: a column is missing, the year is not known, or no commune of the region is there.
            Cancelled: the progress said so.
        """
        is_list = first_with(file, LIST) is not None
        sheet, header = find_table(file, LIST if is_list else _COLUMNS)
        asked = "" if "year" in header else answer(year_question(file, _LABEL), answers, file)
        if is_list:
            gps = Gps(sheet, header, asked)
            gps.read(progress)
            return _of_list(file, gps)
        return _of_counts(file, sheet, header, asked, progress)


def _of_list(file: TableFile, gps: Gps) -> TableReading:
    source = _source(file, sorted(gps.years))
    account = gps.book.account()
    rows = list(_rows(gps, source.id))
    if not any(gps.counts.values()) or not rows:
        raise nothing_of_ours(file, _WANTED, account)
    zeros = sum(not row[4] for row in rows)
    communes = plural(zeros, "commune reçoit", "communes reçoivent")
    real = f"{number(zeros)} {communes} un zéro : le fichier recense leurs équipements, sans médecin généraliste."
    said = (real,) if zeros else ()
    lost = sum(not gps.is_whole(where) for where in gps.counts)
    remarks = (
        *said,
        *gps.placer.absent(but=[code for _, code in gps.zeros()]),
        *partial_sums(lost),
        *gps.placer.remarks(),
        *unread(file, (gps.sheet,)),
    )
    return TableReading(Content((source,), pd.DataFrame(rows, columns=list(COLUMNS))), account, remarks)


def _rows(gps: Gps, source: str) -> Iterator[tuple[str | float, ...]]:
    for (year, code), count in gps.counts.items():
        if gps.is_whole((year, code)) and count <= MOST:
            printed = str(count) if len(gps.lines[year, code]) == 1 and "count" in gps.header else ""
            place = gps.place((year, code))
            yield INDICATOR, code, "liberaux", year, float(count), "exact", "published", source, place, printed, ""
    for year, code in gps.zeros():
        place = f"aucune ligne pour {code.removeprefix('COM-')}"
        yield INDICATOR, code, "liberaux", year, 0.0, "exact", "published", source, place, "", _ZERO_NOTE


def _of_counts(file: TableFile, sheet: Sheet, header: Header, asked: str, progress: Progress) -> TableReading:
    placer, book, figures = Placer(), AccountBook(), Gathering(whole=(INDICATOR,))
    years: set[str] = set()

    def lost(code: str, printed: str) -> None:
        figures.lose(Key(INDICATOR, asked or printed, "liberaux"), code)

    for line, cells, placed in CommunalRows(sheet, header, placer, book, progress, also="year", lost=lost):
        year = asked or header.cell(cells, "year")
        if years_in(year) != (year,):
            place = sheet.place(line, header.name("year"))
            book.refused(place, f"« {shown(year)} » n’est pas une année" if year else "année absente")
            figures.lose_undated(placed.code, placed.insee)
            continue
        years.add(year)
        place = sheet.place(line, header.name("count"))
        cell = Cell(placed.insee, math.nan, place, header.figure(cells, header.columns["count"]))
        key = Key(INDICATOR, year, "liberaux")
        if (number_of(cell.printed) or 0) > MOST:
            book.refused(place, f"« {shown(cell.printed)} » n’est pas un nombre de médecins d’une commune")
            figures.lose(key, placed.code)
            continue
        figures.close_row([(place, figures.read(key, placed.code, cell))], book)
    account = book.account()
    source = _source(file, sorted(years))
    observations = figures.observations(source.id)
    if observations.empty:
        raise nothing_of_ours(file, _WANTED, account)
    remarks = (*placer.absent(), *placer.remarks(), *figures.remarks(), *unread(file, (sheet,)))
    return TableReading(Content((source,), observations), account, remarks)


def _source(file: TableFile, years: list[str]) -> Source:
    title = f"Base permanente des équipements, médecins généralistes par commune, {enumeration(years)}"
    return source_of(file, f"insee_bpe_{'_'.join(years)}", "INSEE", title, note=_NOTE, territory=HOME_REGION)
