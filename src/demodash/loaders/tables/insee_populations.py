"""Populations légales of communes (INSEE), in the layouts that they have had.

Source: INSEE, populations légales or de référence (``donnees_communes.csv`` and its forerunners; the lists of Melodi,
``DS_POPULATIONS_REFERENCE`` and ``DS_POPULATIONS_HISTORIQUES``), Licence Ouverte.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from demodash import territories
from demodash.errors import DataError, Problem
from demodash.loaders.content import Content
from demodash.loaders.tables.cells import number, years_in
from demodash.loaders.tables.communal import COMMUNE, NAME, CommunalRows
from demodash.loaders.tables.ends import refuse_cut_end
from demodash.loaders.tables.finess_lines import insee_of
from demodash.loaders.tables.gathering import Cell, Gathering, Key
from demodash.loaders.tables.headers import (
    Column,
    Header,
    find_header,
    find_table,
    first_with,
    look_for_header,
    normalised,
)
from demodash.loaders.tables.model import Answers, Progress, Question, Recognition, TableReading, silent
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.loaders.tables.placing import AccountBook, Placer, shown
from demodash.loaders.tables.population_lists import LIST, read_list
from demodash.loaders.tables.sourcing import answer, nothing_of_ours, source_of, unread, year_question
from demodash.loaders.tables.unread_columns import nearly_read
from demodash.territories import HOME_REGION, Level
from demodash.texts import enumeration, folded, plural

_MUNICIPAL = re.compile(
    r"(?:pmun|population municipale|pop municipale|pop mun) ?(?:en |de )?(\d{4}|\d{2})?|p(\d\d) pop"
)
_PEOPLE = Column("people", ("PMUN",), pattern=_MUNICIPAL)
_APART = Column("apart", ("PCAP", "Population comptée à part"), required=False)
_TOTAL = Column("total", ("PTOT", "Population totale"), required=False)
_YEAR = Column("year", ("an", "annee", "millesime"), required=False, looks=re.compile(r"(?:19|20)\d\d"))
_DEPARTEMENT = Column("departement", ("DEP", "CODDEP", "Code département", "Code du département", "dep_code"))
_NUMBER = Column("number", ("CODCOM", "Code commune", "Code de la commune"))
_FIGURES = (_PEOPLE, _APART, _TOTAL, _YEAR)
_WHOLE = (COMMUNE, NAME, *_FIGURES)
_SPLIT = (_DEPARTEMENT, _NUMBER, NAME, *_FIGURES)
LAYOUTS = (_WHOLE, _SPLIT, LIST)
"""The columns of each layout."""
_INSEE = re.compile(r"\d{4,5}|2[AB]\d{3}")
_DELEGATED = re.compile(r"deleguee|associee")
_CENTURY = "50"
"""Two digits of a year, from which it is one of the last century."""
_IN_TITLE = re.compile(r"(?:millesimees?|populations? (?:legales?|de reference)) (?:de |en )?(20\d\d)")
_EXCEEDS = "population municipale plus grande que la population totale : les deux colonnes semblent interverties"
_SWAPPED_SHARE = 0.5
"""Share of communes with more people counted apart than residents past which the two columns are swapped."""
_MANY = 5
"""Years past which a title says the first and the last."""
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
        if first_with(file, LIST) is not None:
            return Recognition(self, self.label, ("liste de Melodi, une ligne par chiffre",))
        tables = _tables(file)
        if not tables:
            return None
        years = _years(tables[0].header)
        questions = () if years or "year" in tables[0].header else (_question(file, tables),)
        facts = (f"années : {enumeration(list(years.values()))}",) if years else ()
        return Recognition(self, self.label, facts, questions)

    def read(self, file: TableFile, answers: Answers, progress: Progress = silent) -> TableReading:
        """Read the municipal population of each commune of the region.

        Raises:
            DataError: a column is missing, the year is not known, or no commune of the region is there.
            Cancelled: the progress said so.
        """
        placer, book, figures = Placer(), AccountBook(), Gathering(whole=("population",))
        if first_with(file, LIST) is not None:
            sheet, header = find_table(file, LIST)
            if sheet.kind == "text":
                refuse_cut_end(sheet.text_path(), sheet.separator, header.widths, sheet.file)
            span = read_list(sheet, header, (placer, book, figures), progress)
            return _reading(file, sheet, span, (placer, book, figures))
        tables = _tables(file) or (_Table(file.sheets[0], find_header(file.sheets[0], _WHOLE, file.name)),)
        says = bool(_years(tables[0].header)) or "year" in tables[0].header
        asked = "" if says else answer(_question(file, tables), answers, file)
        table = _chosen(file, tables, asked)
        header = find_header(table.sheet, _WHOLE if table.code_of is None else _SPLIT, file.name)
        years = _years(header) or {header.many["people"][0][0]: asked}
        _refuse_same_year(table, header, years)
        also = "" if asked or _years(header) or "year" not in header else "year"

        def lost(code: str, printed: str) -> None:
            for year in years.values():
                figures.lose(Key("population", year or printed), code)

        rows = CommunalRows(table.sheet, header, placer, book, progress, also=also, code_of=table.code_of, lost=lost)
        said: set[str] = set()
        apart = Counter[bool]()
        for line, cells, placed in rows:
            when = header.cell(cells, "year") if also else asked
            if also and years_in(when) != (when,):
                wrong = f"« {shown(when)} » n’est pas une année" if when else "année absente"
                book.refused(table.sheet.place(line, header.name("year")), wrong)
                figures.lose_undated(placed.code, placed.insee)
                continue
            apart[_exceeds(header, cells, "apart", larger=True)] += 1
            if _exceeds(header, cells, "total"):
                book.refused(table.sheet.place(line, header.name("total")), _EXCEEDS)
                continue
            found = []
            for index, year in years.items():
                place = table.sheet.place(line, header.printed(index))
                cell = Cell(placed.insee, math.nan, place, header.figure(cells, index))
                found.append((place, figures.read(Key("population", year or when), placed.code, cell)))
                said.add(year or when)
            figures.close_row(found, book)
        _refuse_swapped(table, header, apart)
        reading = _reading(file, table.sheet, sorted(said), (placer, book, figures))
        said_first = (*nearly_read([(table.sheet, header)]), *_doubts(table, asked))
        return replace(reading, remarks=(*said_first, *reading.remarks))


def _reading(
    file: TableFile, sheet: Sheet, years: Sequence[str], gathered: tuple[Placer, AccountBook, Gathering]
) -> TableReading:
    placer, book, figures = gathered
    title = f"Populations municipales des communes, {enumeration(years) if len(years) < _MANY else _span(years)}"
    source = source_of(file, f"insee_populations_{'_'.join(years)}", "INSEE", title, territory=HOME_REGION)
    observations = figures.observations(source.id)
    account = book.account()
    if observations.empty:
        wanted = "des populations de communes des Hauts-de-France"
        raise nothing_of_ours(file, wanted, account)
    remarks = (*placer.absent(), *placer.remarks(), *figures.remarks(), *unread(file, (sheet,)))
    return TableReading(Content((source,), observations), account, remarks)


def _span(years: Sequence[str]) -> str:
    return f"{years[0]} à {years[-1]}"


@dataclass(frozen=True, slots=True)
class _Table:
    """The sheet of the communes: its header, and how the code of a row is made when no column holds it whole."""

    sheet: Sheet
    header: Header
    code_of: Callable[[tuple[str, ...]], str] | None = None

    @property
    def years(self) -> tuple[str, ...]:
        """The years that its titles say it is of, else its name."""
        titles = (cell for line, cells in self.sheet.numbered_head if line < self.header.line for cell in cells)
        named = [match[1] for title in titles for match in _IN_TITLE.finditer(normalised(title))]
        return tuple(named) or years_in(self.sheet.name)

    def is_of_region(self) -> bool:
        """Say whether one of its rows has the code of a commune of the region."""
        home = tuple(code.removeprefix("DEP-") for code in territories.children(HOME_REGION, Level.DEPARTEMENT))
        code_of = self.code_of or partial(self.header.cell, column="commune")
        return any(
            code_of(cells).zfill(5).startswith(home) for line, cells in self.sheet.rows() if line > self.header.line
        )


def _chosen(file: TableFile, tables: Sequence[_Table], asked: str) -> _Table:
    """Of several tables, that of the year asked and of the region; one that says another year is not read for it.

    Raises:
        DataError: all of them say another year than the one asked.
    """
    if len(tables) == 1:
        return tables[0]
    if asked:
        fitting = [one for one in tables if asked in one.years] or [one for one in tables if not one.years]
    else:
        fitting = [one for one in tables if _years(one.header) or "year" in one.header]
    if not fitting:
        known = enumeration(sorted({year for one in tables for year in one.years}))
        raise DataError(Problem(file.name, f"question « {_LABEL} »", f"une année de ses tables ({known})", asked))
    return next((one for one in fitting if one.is_of_region()), fitting[0])


def _tables(file: TableFile) -> tuple[_Table, ...]:
    """The tables of communes of a file, in its order."""
    found = (_table(sheet) for sheet in file.sheets if not _DELEGATED.search(folded(sheet.name)))
    return tuple(one for one in found if one is not None)


def _table(sheet: Sheet) -> _Table | None:
    whole = look_for_header(sheet.numbered_head, _WHOLE)
    if whole is not None and _holds_codes(sheet, whole):
        return _Table(sheet, whole)
    split = look_for_header(sheet.numbered_head, _SPLIT)
    return None if split is None else _Table(sheet, split, _joiner(split))


def _holds_codes(sheet: Sheet, header: Header) -> bool:
    cells = [header.cell(cells, "commune") for line, cells in sheet.numbered_head if line > header.line]
    return any(_INSEE.fullmatch(cell) for cell in cells)


def _joiner(header: Header) -> Callable[[tuple[str, ...]], str]:
    def join(cells: tuple[str, ...]) -> str:
        departement, number = header.cell(cells, "departement"), header.cell(cells, "number")
        return insee_of(departement, number) if departement else ""

    return join


def _exceeds(header: Header, cells: tuple[str, ...], other: str, *, larger: bool = False) -> bool:
    """Say whether the only municipal population of a row is above another one, or below it when ``larger``."""
    if len(header.many["people"]) != 1:
        return False
    municipal, against = number(header.at(cells, header.many["people"][0][0])), number(header.cell(cells, other))
    if municipal is None or against is None:
        return False
    return against > municipal if larger else municipal > against


def _refuse_same_year(table: _Table, header: Header, years: Mapping[int, str]) -> None:
    """Refuse a table with two columns of one year.

    Raises:
        DataError: it has.
    """
    for year, columns in Counter(years.values()).items():
        if columns > 1:
            names = enumeration([f"« {header.printed(index)} »" for index, each in years.items() if each == year])
            advice = "Supprimez la colonne de trop, ou repartez du fichier publié."
            wanted = f"une seule population municipale de {year}"
            raise DataError(Problem(table.sheet.file, table.sheet.place(header.line), wanted, names, advice))


def _refuse_swapped(table: _Table, header: Header, apart: Counter[bool]) -> None:
    """Refuse a table where most communes have more people counted apart than residents.

    Raises:
        DataError: the two columns are swapped.
    """
    if apart[True] > _SWAPPED_SHARE * apart.total():
        wanted = "une population municipale plus grande que la population comptée à part"
        found = f"l’inverse pour {apart[True]} {plural(apart[True], 'commune', 'communes')} sur {apart.total()}"
        advice = "Des en-têtes semblent intervertis : remettez-les au-dessus de leurs colonnes."
        raise DataError(Problem(table.sheet.file, table.sheet.place(header.line), wanted, found, advice))


def _doubts(table: _Table, asked: str) -> tuple[str, ...]:
    """Say in French that a table names other years than the one that it is read for."""
    named = table.years
    if not asked or not named or asked in named:
        return ()
    return (f"Table lue comme l’année {asked}, mais elle parle de {enumeration(named)} : vérifiez l’année.",)


def _years(header: Header) -> Mapping[int, str]:
    """The year of each column that names one, by index."""
    found = {}
    for index, match in header.many["people"]:
        year = match[1] or match[2]
        if year:
            found[index] = year if len(year) == 4 else f"{'20' if year < _CENTURY else '19'}{year}"
    return found


def _question(file: TableFile, tables: Sequence[_Table]) -> Question:
    """Ask the year; the default is the latest that a table says it is of, else that of the file's name."""
    named = [one.years[0] for one in tables if one.years]
    question = year_question(file, _LABEL, _HELP)
    return replace(question, default=max(named)) if named and question.default not in named else question
