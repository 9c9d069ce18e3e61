"""Populations légales of communes (INSEE), in the layouts that they have had.

Source: INSEE, populations légales (``donnees_communes.csv`` and its forerunners), Licence Ouverte.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from demodash.loaders.content import Content
from demodash.loaders.tables.cells import number
from demodash.loaders.tables.communal import COMMUNE, NAME, CommunalRows
from demodash.loaders.tables.gathering import Cell, Gathering, Key
from demodash.loaders.tables.headers import Column, Header, find_header, look_for_header, normalised
from demodash.loaders.tables.model import Answers, Progress, Question, Recognition, TableReading, silent
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.loaders.tables.placing import AccountBook, Placer
from demodash.loaders.tables.sourcing import answer, nothing_of_ours, source_of, unread, year_question
from demodash.territories import HOME_REGION
from demodash.texts import enumeration, folded

_MUNICIPAL = re.compile(
    r"(?:pmun|population municipale|pop municipale|pop mun) ?(?:en |de )?(\d{4}|\d{2})?|p(\d\d) pop"
)
_PEOPLE = Column("people", ("PMUN",), pattern=_MUNICIPAL)
_TOTAL = Column("total", ("PTOT", "Population totale"), required=False)
_DEPARTEMENT = Column("departement", ("DEP", "CODDEP", "Code département", "Code du département", "dep_code"))
_NUMBER = Column("number", ("CODCOM", "Code commune", "Code de la commune"))
_WHOLE = (COMMUNE, NAME, _PEOPLE, _TOTAL)
_SPLIT = (_DEPARTEMENT, _NUMBER, NAME, _PEOPLE, _TOTAL)
LAYOUTS = (_WHOLE, _SPLIT)
"""The columns of each layout."""
_INSEE = re.compile(r"\d{4,5}|2[AB]\d{3}")
_DELEGATED = re.compile(r"deleguee|associee")
_IN_TITLE = re.compile(r"(?:millesimees?|populations? (?:legales?|de reference)) (?:de |en )?(20\d\d)")
_EXCEEDS = "population municipale plus grande que la population totale : les deux colonnes semblent interverties"
_LABEL = "Année de référence des populations"
_HELP = "L’année à laquelle les populations se rapportent, non celle où elles entrent en vigueur."


@dataclass(frozen=True, slots=True)
class PopulationsLoader:
    """Municipal populations of communes, of one year or several."""

    id: str = "insee_populations"
    version: int = 1
    label: str = "Populations légales des communes (INSEE)"
    series: str = "population"

    def recognise(self, file: TableFile) -> Recognition | None:
        """Recognise municipal populations by commune."""
        table = _table(file)
        if table is None:
            return None
        years = _years(table.header)
        questions = () if years else (_question(file, table),)
        facts = (f"années : {enumeration(list(years.values()))}",) if years else ()
        return Recognition(self, self.label, facts, questions)

    def read(self, file: TableFile, answers: Answers, progress: Progress = silent) -> TableReading:
        """Read the municipal population of each commune of the region.

        Raises:
            DataError: a column is missing, the year is not known, or no commune of the region is there.
            Cancelled: the progress said so.
        """
        table = _table(file)
        if table is None:
            table = _Table(file.sheets[0], find_header(file.sheets[0], _WHOLE, file.name))
        header = find_header(table.sheet, _WHOLE if table.code_of is None else _SPLIT, file.name)
        years = _years(header) or {header.many["people"][0][0]: answer(_question(file, table), answers, file)}
        placer, book, figures = Placer(), AccountBook(), Gathering(whole=("population",))
        for line, cells, placed in CommunalRows(table.sheet, header, placer, book, progress, code_of=table.code_of):
            if _exceeds_total(header, cells, list(years)):
                book.refused(table.sheet.place(line, header.name("total")), _EXCEEDS)
                continue
            found = []
            for index, year in years.items():
                place = table.sheet.place(line, header.printed(index))
                cell = Cell(placed.insee, math.nan, place, header.at(cells, index))
                found.append((place, figures.read(Key("population", year), placed.code, cell)))
            figures.close_row(found, book)
        span = sorted(set(years.values()))
        title = f"Populations municipales des communes, {enumeration(span)}"
        source = source_of(file, f"insee_populations_{'_'.join(span)}", "INSEE", title, territory=HOME_REGION)
        observations = figures.observations(source.id)
        account = book.account()
        if observations.empty:
            wanted = "des populations de communes des Hauts-de-France"
            raise nothing_of_ours(file, wanted, account)
        remarks = (*placer.remarks(), *figures.remarks(), *unread(file, (table.sheet,)))
        return TableReading(Content((source,), observations), account, remarks)


@dataclass(frozen=True, slots=True)
class _Table:
    """The sheet of the communes: its header, and how the code of a row is made when no column holds it whole."""

    sheet: Sheet
    header: Header
    code_of: Callable[[tuple[str, ...]], str] | None = None


def _table(file: TableFile) -> _Table | None:
    for sheet in file.sheets:
        if _DELEGATED.search(folded(sheet.name)):
            continue
        whole = look_for_header(sheet.numbered_head, _WHOLE)
        if whole is not None and _holds_codes(sheet, whole):
            return _Table(sheet, whole)
        split = look_for_header(sheet.numbered_head, _SPLIT)
        if split is not None:
            return _Table(sheet, split, _joiner(split))
    return None


def _holds_codes(sheet: Sheet, header: Header) -> bool:
    cells = [header.cell(cells, "commune") for line, cells in sheet.numbered_head if line > header.line]
    return any(_INSEE.fullmatch(cell) for cell in cells)


def _joiner(header: Header) -> Callable[[tuple[str, ...]], str]:
    def join(cells: tuple[str, ...]) -> str:
        departement, number = header.cell(cells, "departement"), header.cell(cells, "number")
        if not (departement and number):
            return ""
        return departement.zfill(2) + number.zfill(5 - max(len(departement), 2))

    return join


def _exceeds_total(header: Header, cells: tuple[str, ...], people: list[int]) -> bool:
    """Say whether a municipal population is larger than the total one, which counts more people."""
    total = number(header.cell(cells, "total")) if len(people) == 1 else None
    municipal = number(header.at(cells, people[0])) if len(people) == 1 else None
    return total is not None and municipal is not None and municipal > total


def _years(header: Header) -> Mapping[int, str]:
    """The year of each column that names one, by index."""
    found = {}
    for index, match in header.many["people"]:
        year = match[1] or match[2]
        if year:
            found[index] = year if len(year) == 4 else f"20{year}"
    return found


def _question(file: TableFile, table: _Table) -> Question:
    """Ask the year; the default is that of the titles, else that of the file's name."""
    titles = [cell for line, cells in table.sheet.numbered_head if line < table.header.line for cell in cells]
    named = [match[1] for title in titles for match in _IN_TITLE.finditer(normalised(title))]
    question = year_question(file, _LABEL, _HELP)
    return replace(question, default=named[0]) if named else question
