"""Physicians by département, region and France (DREES): the RPPS workbook, and the flat table made of it.

Source: DREES, La démographie des professionnels de santé, Licence Ouverte.
"""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import partial

from demodash.loaders.content import Content
from demodash.loaders.tables.cells import years_in
from demodash.loaders.tables.communal import NOTE_LINE, PROGRESS_EVERY
from demodash.loaders.tables.drees_words import (
    band_of,
    departement_code,
    is_abroad,
    is_france,
    is_gp,
    is_total,
    label,
    plain,
    region_code,
    tiles,
    years_of_age,
)
from demodash.loaders.tables.gathering import Cell, Gathering, Key
from demodash.loaders.tables.headers import Column, Header, find_header, look_for_header
from demodash.loaders.tables.model import Answers, Progress, Recognition, TableReading, silent
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.loaders.tables.placing import AccountBook, shown
from demodash.loaders.tables.repeats import Line, Repeats
from demodash.loaders.tables.sourcing import answer, nothing_of_ours, source_of, unread, year_question
from demodash.territories import Level

_BREAKDOWNS = (
    Column("territoire", ("territoire",), required=False),
    Column("region", ("region", "régions")),
    Column("departement", ("departement", "départements")),
    Column("group", ("specialites_agregees", "spécialité agrégée"), required=False),
    Column("specialty", ("specialites", "spécialité", "specialite")),
    Column("mode", ("exercice", "mode d’exercice")),
    Column("age", ("tranche_age", "tranche d’âge")),
    Column("sex", ("sexe",)),
)
_COUNTS = (*_BREAKDOWNS, Column("figures", ("effectif_2026",), pattern=re.compile(r"effectifs? (20\d\d)")))
_DENSITIES = (*_BREAKDOWNS, Column("figures", ("densite_2026",), pattern=re.compile(r"densites? (20\d\d)")))
_FLAT = (
    Column("departement", ("dept_code", "code_dept", "code_departement", "dep_code", "departement", "dep")),
    Column("specialty", ("specialite", "specialites", "spécialité")),
    Column("count", ("effectif", "effectifs")),
    Column("density", ("densite", "densité"), required=False),
    Column("year", ("annee", "an", "millesime"), required=False, looks=re.compile(r"20\d\d.*")),
)
LAYOUTS = (_COUNTS, _DENSITIES, _FLAT)
"""The columns of each layout."""
_YEAR_LABEL = "Année des effectifs (au 1er janvier)"
_TITLE = "La démographie des professionnels de santé (RPPS)"
_WANTED = "des effectifs de médecins"
OTHER_SPECIALTY = "autre spécialité que la médecine générale"
BY_SEX = "effectif par sexe"
CROSSED = "croisement qui n’est pas repris"
NO_LEVEL = "regroupement de territoires qui n’est pas repris"
SAME_ROW = "ligne déjà lue sous un autre champ territorial"
SAME_LINE = "ligne déjà lue"
NOT_FRANCE = "total des départements du fichier, qui ne les a pas tous"
_NATIONAL = 90
"""Départements from which a total is that of France: a few may be lacking."""
_COUNTED = ("mg_effectif", "medecins_effectif", "mg_age_effectif")
_LIBERAL = re.compile(r"liberal|liberaux")
_MIXED = re.compile(r"\bmixte")


@dataclass(frozen=True, slots=True)
class DreesLoader:
    """Physicians in activity on 1 January, all modes of practice, by département, region and France."""

    id: str = "drees"
    version: int = 1
    label: str = "Effectifs et densités de médecins (DREES, RPPS)"
    series: str = "drees_medecins"

    def recognise(self, file: TableFile) -> Recognition | None:
        """Recognise the breakdowns of the workbook, or a flat table by département and specialty."""
        sheets = _sheets(file)
        if sheets:
            names = ", ".join(sheet.name for sheet, _, _ in sheets if sheet.name)
            years = [match[1] for _, header, _ in sheets for _, match in header.many["figures"]]
            facts = (f"feuilles : {names}",) if names else ()
            return Recognition(self, self.label, (*facts, f"années : {min(years)} à {max(years)}"))
        if _flat(file) is None:
            return None
        what = "Effectifs de médecins par département et spécialité (tiré de la DREES)"
        return Recognition(self, what, (), (year_question(file, _YEAR_LABEL),))

    def read(self, file: TableFile, answers: Answers, progress: Progress = silent) -> TableReading:
        """Read the GPs and the physicians of every département, region and France.

        Raises:
            DataError: a column is missing, the year is not known, or no figure is there.
            Cancelled: the progress said so.
        """
        reading = _Reading(progress)
        sheets = _sheets(file)
        if sheets:
            for sheet, _, is_count in sheets:
                header = find_header(sheet, _COUNTS if is_count else _DENSITIES, file.name)
                reading.crossed(sheet, header, is_count=is_count)
            reading.settle()
            reading.keep_whole()
            read = [each for each, _, _ in sheets]
        else:
            sheet = _flat(file) or file.sheets[0]
            read = [sheet]
            header = find_header(sheet, _FLAT, file.name)
            reading.flat(sheet, header, answer(year_question(file, _YEAR_LABEL), answers, file))
            reading.settle()
        account = reading.book.account()
        years = sorted(reading.years)
        span = "_".join(dict.fromkeys((years[0], years[-1]))) if years else ""
        source = source_of(file, f"drees_medecins_{span}", "DREES", f"{_TITLE}, {span.replace('_', '–')}")
        observations = reading.figures.observations(source.id)
        if observations.empty:
            raise nothing_of_ours(file, _WANTED, account)
        return TableReading(Content((source,), observations), account, (*reading.remarks(), *unread(file, read)))


@dataclass(slots=True)
class _Reading:
    """A file being read."""

    progress: Progress
    book: AccountBook = field(default_factory=AccountBook)
    figures: Gathering = field(default_factory=lambda: Gathering(parts="de", whole=_COUNTED))
    years: set[str] = field(default_factory=set)
    incomplete: int = 0
    _repeats: Repeats[_Row] = field(init=False)

    def __post_init__(self) -> None:
        """Start with no row."""
        self._repeats = Repeats(self.book, SAME_ROW)

    def crossed(self, sheet: Sheet, header: Header, *, is_count: bool) -> None:
        """Read a sheet of the workbook, whose rows cross every breakdown."""
        columns = {index: match[1] for index, match in header.many["figures"]}
        self.years |= set(columns.values())
        for count, (line, cells) in enumerate(sheet.rows()):
            if count % PROGRESS_EVERY == 0:
                self.progress(None, f"lecture, {sheet.title}, ligne {line}")
            if line <= header.line:
                continue
            reason = self._crossed_aside(header, cells)
            if reason:
                self.book.aside(reason)
                continue
            thing = _thing(header, cells, is_count=is_count)
            if thing is None:
                self.book.aside(CROSSED)
                continue
            place = _place(header, cells)
            if not place:
                self._no_place(sheet, header, line, cells)
                continue
            keys = {index: Key(thing[0], f"{year}-01-01", thing[1]) for index, year in columns.items()}
            if (sheet.kind == "text" and len(cells) < max(columns) + 1) or any(cells[len(header.cells) :]):
                said = f"{len(cells)} cellules au lieu de {len(header.cells)}"
                self._repeats.later(partial(self.book.refused, sheet.place(line), said))
                continue
            row = _Row(
                sheet, header, line, place, thing[2], keys, tuple(header.figure(cells, index) for index in columns)
            )
            self._keep((is_count, place, thing), row, "ce croisement")

    def flat(self, sheet: Sheet, header: Header, year: str) -> None:
        """Read a table of one row a département and specialty."""
        self.years.add(year)
        self._repeats.same = SAME_LINE
        totals: list[tuple[Hashable, _Row, str]] = []
        seen: set[str] = set()
        for count, (line, cells) in enumerate(sheet.rows()):
            if count % PROGRESS_EVERY == 0:
                self.progress(None, f"lecture, ligne {line}")
            if line <= header.line:
                continue
            specialty = header.cell(cells, "specialty")
            whole = is_total(specialty)
            if len([cell for cell in cells if cell.strip()]) < 2:
                self.book.aside(NOTE_LINE)
                continue
            if not (whole or is_gp(specialty)):
                self.book.aside(OTHER_SPECIALTY)
                continue
            when = header.cell(cells, "year")
            if when and years_in(when) != (year,):
                said = f"« {shown(when)} » n’est pas l’année {year} du fichier"
                self._repeats.later(partial(self.book.refused, sheet.place(line, header.name("year")), said))
                continue
            printed = header.cell(cells, "departement")
            place = Level.FRANCE.value if is_total(printed) else departement_code(printed)
            if not place:
                where = sheet.place(line, header.name("departement"))
                said = f"« {shown(printed)} » n’est pas un département"
                self._repeats.later(partial(self.book.unplaced, where, said))
                continue
            slug = "medecins" if whole else "mg"
            keys = {
                header.columns[column]: Key(indicator, f"{year}-01-01")
                for column, indicator in (("count", f"{slug}_effectif"), ("density", f"{slug}_densite"))
                if column in header
            }
            row = _Row(
                sheet, header, line, place, label(printed), keys, tuple(header.figure(cells, one) for one in keys)
            )
            if place == Level.FRANCE.value and not is_france(printed):
                totals.append(((place, whole), row, f"« {shown(printed)}, {shown(specialty)} »"))
                continue
            seen.add(place)
            self._keep((place, whole), row, f"« {shown(printed)}, {shown(specialty)} »")
        for total in totals:
            if len(seen - {Level.FRANCE.value}) >= _NATIONAL:
                self._keep(*total)
            else:
                self.book.aside(NOT_FRANCE)

    def _keep(self, key: Hashable, row: _Row, about: str) -> None:
        self._repeats.add(key, Line(row.line, row.sheet.place(row.line), about, row, row.printed))

    def settle(self) -> None:
        """Take the rows kept, once all are known."""
        for one, stands in self._repeats.settle():
            row = one.row
            found = []
            for (index, key), printed in zip(row.keys.items(), row.printed, strict=True):
                if not stands:
                    self.figures.lose(key, row.place)
                    continue
                where = row.sheet.place(row.line, row.header.printed(index))
                found.append((where, self.figures.read(key, row.place, Cell(row.part, math.nan, where, printed))))
            if stands:
                self.figures.close_row(found, self.book)

    def keep_whole(self) -> None:
        """Leave out the sums that lack a part: bands that do not tile, a mode without the other."""
        self.incomplete = self.figures.keep(_is_whole)

    def remarks(self) -> tuple[str, ...]:
        """What the analyst should know, in French."""
        found = list(self.figures.remarks())
        if self.incomplete:
            found.append(f"{self.incomplete} sommes laissées de côté : une des tranches ou un des modes n’y est pas.")
        return tuple(found)

    def _crossed_aside(self, header: Header, cells: tuple[str, ...]) -> str:
        if not is_total(header.cell(cells, "sex")):
            return BY_SEX if header.cell(cells, "sex") else NOTE_LINE
        specialty, group = header.cell(cells, "specialty"), header.cell(cells, "group")
        wanted = (is_gp, is_total)
        return (
            ""
            if any(each(specialty) for each in wanted) and (not group or is_total(group) or is_gp(group))
            else OTHER_SPECIALTY
        )

    def _no_place(self, sheet: Sheet, header: Header, line: int, cells: tuple[str, ...]) -> None:
        region, departement = header.cell(cells, "region"), header.cell(cells, "departement")
        if is_total(region) and is_total(departement):
            self.book.aside(NO_LEVEL)
            return
        where = departement if not is_total(departement) else region
        if is_abroad(where):
            self.book.outside()
            return
        said = f"« {shown(where)} » n’est ni un département ni une région connus"
        self._repeats.later(partial(self.book.unplaced, sheet.place(line), said))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that gives figures: of which ``place`` (full code), which ``part`` of it, the key of each cell by index."""

    sheet: Sheet
    header: Header
    line: int
    place: str
    part: str
    keys: Mapping[int, Key]
    printed: tuple[str, ...]


def _thing(header: Header, cells: tuple[str, ...], *, is_count: bool) -> tuple[str, str, str] | None:
    """Indicator, category, and the part that the row is of it; None when the crossing is not one that is kept."""
    gp = is_gp(header.cell(cells, "specialty")) or is_gp(header.cell(cells, "group"))
    slug = "mg" if gp else "medecins"
    mode, age = header.cell(cells, "mode"), header.cell(cells, "age")
    if is_total(age):
        if is_total(mode):
            return f"{slug}_{'effectif' if is_count else 'densite'}", "ensemble", ""
        words = label(mode)
        if gp and is_count and (_LIBERAL.search(words) or _MIXED.search(words)):
            return "mg_effectif", "liberaux_ou_mixtes", plain(mode)
        return None
    ages = years_of_age(age)
    band = band_of(ages) if ages else ""
    if gp and is_count and band and is_total(mode):
        return "mg_age_effectif", band, plain(age)
    return None


def _place(header: Header, cells: tuple[str, ...]) -> str:
    region, departement = header.cell(cells, "region"), header.cell(cells, "departement")
    if not is_total(departement):
        return departement_code(departement)
    if not is_total(region):
        return region_code(region)
    whole = header.cell(cells, "territoire")
    return Level.FRANCE.value if not whole or is_total(whole) else ""


def _is_whole(key: Key, _: str, cells: list[Cell]) -> bool:
    parts = [cell.insee for cell in cells]
    if key.indicator == "mg_age_effectif":
        return tiles([ages for part in parts if (ages := years_of_age(part))], key.category)
    if key.category == "liberaux_ou_mixtes":
        words = [label(part) for part in parts]
        has_both = any(_LIBERAL.search(each) for each in words) and any(_MIXED.search(each) for each in words)
        return has_both and len(parts) < 3
    return len(parts) == 1


def _sheets(file: TableFile) -> list[tuple[Sheet, Header, bool]]:
    found = []
    for sheet in file.sheets:
        for columns, is_count in ((_COUNTS, True), (_DENSITIES, False)):
            header = look_for_header(sheet.numbered_head, columns)
            if header is not None:
                found.append((sheet, header, is_count))
    return found


def _flat(file: TableFile) -> Sheet | None:
    for sheet in file.sheets:
        header = look_for_header(sheet.numbered_head, _FLAT)
        if header is not None and any(
            is_gp(header.cell(cells, "specialty")) or is_total(header.cell(cells, "specialty")) for cells in sheet.head
        ):
            return sheet
    return None
