"""APL to GPs by commune (DREES): the yearly workbooks, and the plain tables made of them.

Source: DREES, data set 530, L’accessibilité potentielle localisée (APL), Licence Ouverte.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from demodash.errors import DataError, Problem
from demodash.loaders.content import Content
from demodash.loaders.tables.apl_checks import doubts_about_year, refuse_swapped, refuse_swapped_populations
from demodash.loaders.tables.cells import number, years_in
from demodash.loaders.tables.communal import COMMUNE, NAME, CommunalRows
from demodash.loaders.tables.gathering import Cell, Gathering, Key, Merging
from demodash.loaders.tables.headers import Column, Header, find_header, look_for_header
from demodash.loaders.tables.model import Answers, Progress, Question, QuestionKind, Recognition, TableReading, silent
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.loaders.tables.placing import AccountBook, Placer
from demodash.loaders.tables.sourcing import answer, nothing_of_ours, source_of, unread
from demodash.territories import HOME_REGION
from demodash.texts import enumeration, folded

_PUBLISHER = "DREES"
_WHOLE = re.compile(r"apl aux medecins generalistes(?! (?:de )?(?:moins de )?\d\d ans)(?: .*)?")
_AGES = re.compile(r"apl aux medecins generalistes (?:de )?(?:moins de )?(65|62|60) ans(?: .*)?")
_WORKBOOK = (
    COMMUNE,
    NAME,
    Column("apl", ("APL aux médecins généralistes",), pattern=_WHOLE),
    Column("ages", required=False, pattern=_AGES),
    Column("standard", required=False, pattern=re.compile(r"population standardisee(?: .*)?")),
    Column("total", required=False, pattern=re.compile(r"population totale(?: .*)?")),
)
_PLAIN = (
    COMMUNE,
    NAME,
    Column("apl", ("apl_2023",), pattern=re.compile(r"apl(?: [a-z ]+?)? (20\d\d)")),
    Column("weight", required=False, pattern=re.compile(r"pop(?:ulation)?(?: .*)?")),
)
_PROFESSIONS = {
    "mg": "médecins généralistes",
    "infirmiers": "infirmiers",
    "kine": "masseurs-kinésithérapeutes",
    "sages_femmes": "sages-femmes",
    "dentistes": "chirurgiens-dentistes",
}
_PROFESSION_WORDS = {
    "mg": re.compile(r"\bmg\b|generaliste|medecin"),
    "infirmiers": re.compile(r"infirm"),
    "kine": re.compile(r"kine"),
    "sages_femmes": re.compile(r"\bsages?\b"),
    "dentistes": re.compile(r"dentist"),
}
_MEANS = ("apl_mg_65", "apl_mg_62", "apl_mg_60", *(f"apl_{each}" for each in _PROFESSIONS))
LAYOUTS = (_WORKBOOK, _PLAIN)
"""The columns of each layout."""
_WANTED = "des APL de communes des Hauts-de-France"


@dataclass(frozen=True, slots=True)
class AplLoader:
    """The APL of every commune, as the DREES publishes it."""

    id: str = "apl"
    version: int = 1
    label: str = "APL par commune (DREES)"
    series: str = "apl"

    def recognise(self, file: TableFile) -> Recognition | None:
        """Recognise sheets of one year, or a table of one column a year."""
        sheets = _yearly(file)
        if sheets:
            years = enumeration(sorted({_year(sheet) or "?" for sheet, _ in sheets}))
            facts = (f"feuilles : {enumeration([sheet.name for sheet, _ in sheets])}", f"années : {years}")
            return Recognition(self, "APL aux médecins généralistes, classeur de la DREES", facts)
        plain = _plain(file)
        if plain is None:
            return None
        _, header = plain
        years = enumeration([match[1] for _, match in header.many["apl"]])
        question = _profession_question(file, header)
        return Recognition(self, "APL par commune, une colonne par année", (f"années : {years}",), (question,))

    def read(self, file: TableFile, answers: Answers, progress: Progress = silent) -> TableReading:
        """Read every year of the file.

        Raises:
            DataError: a column is missing, a sheet says no year, or no commune of the region is there.
            Cancelled: the progress said so.
        """
        reading = _Reading(file, progress)
        sheets = _yearly(file)
        if sheets:
            for sheet, _ in sheets:
                reading.yearly(sheet, find_header(sheet, _WORKBOOK, file.name))
            return reading.result("mg")
        plain = _plain(file)
        sheet = plain[0] if plain else file.sheets[0]
        header = find_header(sheet, _PLAIN, file.name)
        profession = answer(_profession_question(file, header), answers, file)
        reading.plain(sheet, header, profession)
        return reading.result(profession)


@dataclass(slots=True)
class _Reading:
    """A file being read: what was gathered, and what became of its rows."""

    file: TableFile
    progress: Progress
    placer: Placer = field(default_factory=Placer)
    book: AccountBook = field(default_factory=AccountBook)
    years: set[str] = field(default_factory=set)
    figures: Gathering = field(
        default_factory=lambda: Gathering(
            dict.fromkeys(_MEANS, Merging.MEAN), "population standardisée", whole=("apl_population",)
        )
    )
    doubts: list[str] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)

    def yearly(self, sheet: Sheet, header: Header) -> None:
        """Read a sheet of one year."""
        year = _year(sheet)
        if not year:
            advice = "Donnez à la feuille le nom de son année, par exemple « APL 2024 »."
            raise DataError(
                Problem(self.file.name, sheet.title, "l’année dans le nom de la feuille", sheet.name, advice)
            )
        columns = {index: Key(f"apl_mg_{match[1]}", year) for index, match in header.many["ages"]}
        columns |= {index: Key("apl_mg", year) for index, _ in header.many["apl"][:1]}
        columns |= {index: Key("apl_population", year) for index, _ in header.many["total"][:1]}
        weights = header.many["standard"][:1]
        columns |= {index: Key("apl_population_standardisee", year) for index, _ in weights}
        self._read(sheet, header, columns, weights[0][0] if weights else None)
        refuse_swapped(self.file, sheet, header, self.figures, year)
        refuse_swapped_populations(self.file, sheet, header, self.figures, year)
        self.doubts += doubts_about_year(sheet, header, year)

    def plain(self, sheet: Sheet, header: Header, profession: str) -> None:
        """Read a table of one column a year."""
        self.figures.weighed_by = "population"
        columns = {index: Key(f"apl_{profession}", match[1]) for index, match in header.many["apl"]}
        weights = header.many["weight"]
        self._read(sheet, header, columns, weights[0][0] if weights else None)

    def result(self, profession: str) -> TableReading:
        """What the file brings.

        Raises:
            DataError: nothing of the region.
        """
        account = self.book.account()
        years = sorted(self.years)
        span = years[0] if len(set(years)) == 1 else f"{years[0]}_{years[-1]}" if years else ""
        whom = f"{_PROFESSIONS[profession]}, par commune, {enumeration(years)}"
        title = f"Accessibilité potentielle localisée (APL) aux {whom}"
        source = source_of(self.file, f"apl_{profession}_{span}", _PUBLISHER, title, territory=HOME_REGION)
        observations = self.figures.observations(source.id)
        if observations.empty:
            raise nothing_of_ours(self.file, _WANTED, account)
        remarks = (*self.doubts, *self.placer.remarks(), *self.figures.remarks(), *unread(self.file, self.sheets))
        return TableReading(Content((source,), observations), account, remarks)

    def _read(self, sheet: Sheet, header: Header, columns: Mapping[int, Key], weight: int | None) -> None:
        self.years |= {key.period for key in columns.values()}
        self.sheets.append(sheet)
        for line, cells, placed in CommunalRows(sheet, header, self.placer, self.book, self.progress):
            heavy = number(header.at(cells, weight)) if weight is not None else None
            found = []
            for index, key in columns.items():
                place = sheet.place(line, header.printed(index))
                weight_value = math.nan if heavy is None else heavy
                cell = Cell(placed.insee, math.nan, place, header.at(cells, index), weight_value)
                found.append((place, self.figures.read(key, placed.code, cell)))
            self.figures.close_row(found, self.book)


def _yearly(file: TableFile) -> list[tuple[Sheet, Header]]:
    found = ((sheet, look_for_header(sheet.numbered_head, _WORKBOOK)) for sheet in file.sheets)
    return [(sheet, header) for sheet, header in found if header is not None]


def _plain(file: TableFile) -> tuple[Sheet, Header] | None:
    found = ((sheet, look_for_header(sheet.numbered_head, _PLAIN)) for sheet in file.sheets)
    return next(((sheet, header) for sheet, header in found if header is not None), None)


def _year(sheet: Sheet) -> str:
    """The year of a sheet, from its name, else from its titles; empty when they say none or several."""
    years = years_in(sheet.name)
    if len(years) == 1:
        return years[0]
    header = look_for_header(sheet.numbered_head, _WORKBOOK)
    titles = (cell for line, cells in sheet.numbered_head if header and line < header.line for cell in cells)
    named = [year for title in titles if "apl" in folded(title) for year in years_in(title)]
    return named[0] if named and not years else ""


def _profession_question(file: TableFile, header: Header) -> Question:
    words = folded(" ".join((file.name, *(header.cells[index] for index, _ in header.many["apl"]))))
    guesses: Iterator[str] = (each for each, pattern in _PROFESSION_WORDS.items() if pattern.search(words))
    return Question(
        "profession",
        "Profession à laquelle l’APL du fichier se rapporte",
        QuestionKind.CHOICE,
        "Les colonnes du fichier ne la disent pas.",
        next(guesses, ""),
        _PROFESSIONS,
    )
