"""APL by commune (DREES): the yearly workbooks of each profession, and the plain tables made of them.

Source: DREES, data set 530, L’accessibilité potentielle localisée (APL), Licence Ouverte.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from demodash.errors import DataError, Problem
from demodash.loaders.content import Content
from demodash.loaders.tables.apl_checks import doubts_about_year, refuse_swapped, refuse_swapped_populations
from demodash.loaders.tables.cells import number, years_in
from demodash.loaders.tables.communal import COMMUNE, NAME, CommunalRows
from demodash.loaders.tables.gathering import Cell, Gathering, Key, Merging
from demodash.loaders.tables.headers import Column, Header, find_header, find_table, first_with, look_for_header
from demodash.loaders.tables.model import Answers, Progress, Question, QuestionKind, Recognition, TableReading, silent
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.loaders.tables.placing import AccountBook, Placer, shown
from demodash.loaders.tables.sourcing import answer, nothing_of_ours, source_of, unread
from demodash.loaders.tables.unread_columns import nearly_read
from demodash.territories import HOME_REGION
from demodash.texts import enumeration, folded, year_spans

_PUBLISHER = "DREES"
_WHOM = (
    r"(medecins generalistes|infirmi\w+(?: et infirmi\w+)?|(?:masseurs )?kinesitherapeutes|sages femmes"
    r"|(?:chirurgiens )?dentistes)"
)
_WHOLE = re.compile(rf"apl aux {_WHOM}(?!.* \d\d ans)(?: .*)?")
_AGES = re.compile(
    r"apl aux medecins generalistes (?:ages )?(?:de )?(?:moins de )?(65|62|60) ans(?! (?:et|ou) plus)(?: .*)?"
)
_FIGURES = (
    Column("apl", ("APL aux médecins généralistes",), pattern=_WHOLE),
    Column("ages", required=False, pattern=_AGES),
    Column("standard", required=False, pattern=re.compile(r"population (?:feminine )?standardisee(?: .*)?")),
    Column("total", required=False, pattern=re.compile(r"population totale(?: .*)?")),
)
_WORKBOOK = (COMMUNE, NAME, *_FIGURES)
_OF_2019 = (
    Column("commune", ("Commune",), looks=COMMUNE.looks),
    Column("name", ("Libellé de la commune", "Libellé", "Nom de la commune"), required=False),
    *_FIGURES,
)
"""The workbooks of 2019, whose codes are under «Commune»."""
_WEIGHT = Column("weight", required=False, pattern=re.compile(r"pop(?:ulation)?(?: .*)?"))
_PLAIN = (COMMUNE, NAME, Column("apl", ("apl_2023",), pattern=re.compile(r"apl(?: [a-z ]+?)? (20\d\d)")), _WEIGHT)
_LONG = (
    COMMUNE,
    NAME,
    Column("year", ("an", "annee", "millesime"), looks=re.compile(r"20\d\d")),
    Column("apl", ("apl_mg_hmep",), pattern=re.compile(r"apl(?: [a-z ]+)?")),
    _WEIGHT,
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
    "dentistes": re.compile(r"dentist|dentaire"),
}
_MEANS = ("apl_mg_65", "apl_mg_62", "apl_mg_60", *(f"apl_{each}" for each in _PROFESSIONS))
LAYOUTS = (_WORKBOOK, _PLAIN, _LONG)
"""The columns of each layout."""
_INSEE = re.compile(r"\d{4,5}|2[AB]\d{3}")
_WANTED = "des APL de communes des Hauts-de-France"


@dataclass(frozen=True, slots=True)
class AplLoader:
    """The APL of every commune, as the DREES publishes it."""

    id: str = "apl"
    version: int = 1
    label: str = "APL par commune (DREES)"
    series: str = "apl"

    def recognise(self, file: TableFile) -> Recognition | None:
        """Recognise sheets of one year, a table of one column a year, or of one row a commune and year."""
        table = _table(file)
        if table is not None:
            _, header, is_long = table
            what = f"APL par commune, une {'ligne' if is_long else 'colonne'} par année"
            said = [] if is_long else [f"années : {year_spans([int(match[1]) for _, match in header.many['apl']])}"]
            return Recognition(self, what, tuple(said), (_profession_question(file, header),))
        sheets = _yearly(file)
        if not sheets:
            return None
        years = enumeration(sorted({_year(file, each) or "?" for each in sheets}))
        facts = (f"feuilles : {enumeration([each.sheet.name for each in sheets])}", f"années : {years}")
        whom = dict.fromkeys(name for each in sheets for name in _professions(each.header).values())
        what = f"APL aux {enumeration([_PROFESSIONS[name] for name in whom])}, classeur de la DREES"
        return Recognition(self, what, facts)

    def read(self, file: TableFile, answers: Answers, progress: Progress = silent) -> TableReading:
        """Read every year of the file.

        Raises:
            DataError: a column is missing, a sheet says no year, or no commune of the region is there.
            Cancelled: the progress said so.
        """
        reading = _Reading(file, progress)
        table = _table(file)
        sheets = [] if table else _yearly(file)
        if sheets:
            for each in sheets:
                reading.yearly(each, find_header(each.sheet, each.columns, file.name))
            return reading.result()
        sheet, header = find_table(file, _LONG if table and table[2] else _PLAIN)
        reading.plain(sheet, header, answer(_profession_question(file, header), answers, file))
        return reading.result()


@dataclass(slots=True)
class _Reading:
    """A file being read: what was gathered, and what became of its rows."""

    file: TableFile
    progress: Progress
    placer: Placer = field(default_factory=Placer)
    book: AccountBook = field(default_factory=AccountBook)
    years: set[str] = field(default_factory=set)
    professions: dict[str, None] = field(default_factory=dict)
    figures: Gathering = field(
        default_factory=lambda: Gathering(
            dict.fromkeys(_MEANS, Merging.MEAN), "population standardisée", whole=("apl_population",)
        )
    )
    doubts: list[str] = field(default_factory=list)
    tables: list[tuple[Sheet, Header]] = field(default_factory=list)
    given: dict[Key, Sheet] = field(default_factory=dict)
    """The sheet that gives each APL."""

    def yearly(self, yearly: _Yearly, header: Header) -> None:
        """Read a sheet of one year."""
        sheet, year = yearly.sheet, _year(self.file, yearly)
        if not year:
            advice = "Donnez à la feuille le nom de son année, par exemple « APL 2024 »."
            raise DataError(
                Problem(self.file.name, sheet.title, "l’année dans le nom de la feuille", sheet.name, advice)
            )
        professions = _professions(header)
        columns = {index: Key(f"apl_mg_{match[1]}", year) for index, match in header.many["ages"]}
        columns |= {index: Key(f"apl_{name}", year) for index, name in professions.items()}
        weights = {index: weight for index, key in columns.items() if (weight := _weight(header, key)) is not None}
        if "mg" in professions.values():
            columns |= {index: Key("apl_population", year) for index, _ in header.many["total"][:1]}
            weight = _weight(header, Key("apl_mg", year))
            columns |= {} if weight is None else {weight: Key("apl_population_standardisee", year)}
        self.professions |= dict.fromkeys(professions.values())
        self._refuse_same(sheet, [key for index, key in columns.items() if index in professions])
        self._read(sheet, header, columns, weights)
        refuse_swapped(self.file, sheet, header, self.figures, year)
        refuse_swapped_populations(self.file, sheet, header, self.figures, year)
        self.doubts += doubts_about_year(sheet, header, year)

    def _refuse_same(self, sheet: Sheet, keys: Sequence[Key]) -> None:
        """Refuse a sheet that gives again what another one gives: nobody can tell which is right.

        Raises:
            DataError: it does.
        """
        for key in keys:
            other = self.given.setdefault(key, sheet)
            if other is not sheet:
                whom = _PROFESSIONS[key.indicator.removeprefix("apl_")]
                wanted = f"une seule table des APL aux {whom} de {key.period}"
                advice = "Supprimez celle qui n’est pas la bonne, ou importez-les à part."
                raise DataError(Problem(self.file.name, sheet.title, wanted, f"aussi {other.title}", advice))

    def plain(self, sheet: Sheet, header: Header, profession: str) -> None:
        """Read a table of one column a year, or of one row a commune and year."""
        self.figures.weighed_by = "population"
        self.professions[profession] = None
        found = _of_profession(header, profession, self.file, sheet)
        columns = {index: Key(f"apl_{profession}", match[1] if match.lastindex else "") for index, match in found}
        weights = header.many["weight"][:1]
        self._read(sheet, header, columns, {index: weight for index in columns for weight, _ in weights})

    def result(self) -> TableReading:
        """What the file brings.

        Raises:
            DataError: nothing of the region.
        """
        account = self.book.account()
        years = sorted(self.years)
        span = years[0] if len(set(years)) == 1 else f"{years[0]}_{years[-1]}" if years else ""
        whom = enumeration([_PROFESSIONS[each] for each in self.professions])
        when = year_spans([int(year) for year in years])
        title = f"Accessibilité potentielle localisée (APL) aux {whom}, par commune, {when}"
        slug = f"apl_{'_'.join(self.professions)}_{span}"
        source = source_of(self.file, slug, _PUBLISHER, title, territory=HOME_REGION)
        observations = self.figures.observations(source.id)
        if observations.empty:
            raise nothing_of_ours(self.file, _WANTED, account)
        remarks = (
            *nearly_read(self.tables),
            *self.doubts,
            *self.placer.absent(),
            *self.placer.remarks(),
            *self.figures.remarks(),
            *unread(self.file, [sheet for sheet, _ in self.tables]),
        )
        return TableReading(Content((source,), observations), account, remarks)

    def _read(self, sheet: Sheet, header: Header, columns: Mapping[int, Key], weights: Mapping[int, int]) -> None:
        """Read the rows of a sheet; ``weights``: the column that weighs that of a figure, by index.

        A key without a period takes that of its row.
        """
        self.years |= {key.period for key in columns.values()} - {""}
        self.tables.append((sheet, header))
        also = "year" if "year" in header else ""

        def lost(code: str, year: str) -> None:
            for key in columns.values():
                self.figures.lose(replace(key, period=year) if also else key, code)

        rows = CommunalRows(sheet, header, self.placer, self.book, self.progress, also=also, lost=lost)
        for line, cells, placed in rows:
            year = header.cell(cells, "year") if also else ""
            if also and years_in(year) != (year,):
                said = f"« {shown(year)} » n’est pas une année" if year else "année absente"
                self.book.refused(sheet.place(line, header.name("year")), said)
                continue
            self.years |= {year} - {""}
            found = []
            for index, key in columns.items():
                heavy = number(header.figure(cells, weights[index])) if index in weights else None
                place = sheet.place(line, header.printed(index))
                cell = Cell(
                    placed.insee, math.nan, place, header.figure(cells, index), math.nan if heavy is None else heavy
                )
                reason = self.figures.read(replace(key, period=year) if also else key, placed.code, cell)
                found.append((place, reason))
            self.figures.close_row(found, self.book)


@dataclass(frozen=True, slots=True)
class _Yearly:
    """A sheet of one year, in one of the layouts of the workbooks."""

    sheet: Sheet
    header: Header
    columns: Sequence[Column]


def _table(file: TableFile) -> tuple[Sheet, Header, bool] | None:
    """The plain table of a file, and whether it has one row a commune and year."""
    for columns in (_LONG, _PLAIN):
        found = first_with(file, columns)
        if found is not None:
            return *found, columns is _LONG
    return None


def _yearly(file: TableFile) -> list[_Yearly]:
    return [found for sheet in file.sheets if (found := _yearly_sheet(sheet)) is not None]


def _yearly_sheet(sheet: Sheet) -> _Yearly | None:
    header = look_for_header(sheet.numbered_head, _WORKBOOK)
    if header is not None:
        return _Yearly(sheet, header, _WORKBOOK)
    header = look_for_header(sheet.numbered_head, _OF_2019)
    if header is None:
        return None
    cells = [header.cell(cells, "commune") for line, cells in sheet.numbered_head if line > header.line]
    return _Yearly(sheet, header, _OF_2019) if any(map(_INSEE.fullmatch, cells)) else None


def _of_profession(
    header: Header, profession: str, file: TableFile, sheet: Sheet
) -> Sequence[tuple[int, re.Match[str]]]:
    """The columns of a plain table that are of a profession, by their names when these say it.

    Raises:
        DataError: its columns name others, or several of them may be the APL of one year.
    """
    named = {index: _profession(header.cells[index]) for index, _ in header.many["apl"]}
    wanted = profession if profession in named.values() else ""
    found = [(index, match) for index, match in header.many["apl"] if named[index] == wanted]
    if ("year" in header and len(found) > 1) or not found:
        expected = f"une colonne de l’APL aux {_PROFESSIONS[profession]}"
        printed = enumeration([f"« {header.printed(index)} »" for index in named])
        advice = "Gardez une seule colonne d’APL, ou répondez par la profession qu’elle nomme."
        raise DataError(Problem(file.name, sheet.place(header.line), expected, printed, advice))
    return found


def _professions(header: Header) -> dict[int, str]:
    """The profession of each column of an APL of every age, by index."""
    return {index: _profession(match[1]) for index, match in header.many["apl"]}


def _profession(text: str) -> str:
    words = folded(text)
    return next((each for each, pattern in _PROFESSION_WORDS.items() if pattern.search(words)), "")


def _weight(header: Header, key: Key) -> int | None:
    """The column of the population that weighs an APL: that of its profession, or the only one."""
    standards = {index: _profession(header.cells[index]) for index, _ in header.many["standard"]}
    profession = key.indicator.removeprefix("apl_")
    named = [index for index, name in standards.items() if name and profession.startswith(name)]
    is_alone = len(_professions(header)) == 1
    return next(iter(named or [index for index, name in standards.items() if is_alone and not name]), None)


def _year(file: TableFile, yearly: _Yearly) -> str:
    """The year of a sheet: of its name, else of its titles, else of the file's name; empty when none says one."""
    sheet, header = yearly.sheet, yearly.header
    years = years_in(sheet.name)
    if len(years) == 1:
        return years[0]
    titles = (cell for line, cells in sheet.numbered_head if line < header.line for cell in cells)
    named = [year for title in titles if "apl" in folded(title) for year in years_in(title)]
    of_file = years_in(file.name)
    return named[0] if named and not years else of_file[0] if len(of_file) == 1 and not years else ""


def _profession_question(file: TableFile, header: Header) -> Question:
    named = dict.fromkeys(_profession(header.cells[index]) for index, _ in header.many["apl"])
    said = [name for name in named if name]
    return Question(
        "profession",
        "Profession à laquelle l’APL du fichier se rapporte",
        QuestionKind.CHOICE,
        "Les colonnes du fichier ne la disent pas.",
        said[0] if len(said) == 1 else _profession(file.name),
        _PROFESSIONS,
    )
