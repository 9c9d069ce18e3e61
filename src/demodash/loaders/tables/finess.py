"""FINESS, the register of health establishments: MSP, health centres, CPTS and hospitals, by commune and as points.

Source: Agence du numérique en santé and the ministry of health, FINESS, Licence Ouverte 2.0.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from demodash import territories
from demodash.errors import DataError, Problem
from demodash.loaders.content import POINT_COLUMNS, Content, Fate, RowIssue
from demodash.loaders.tables import extraction_dates, finess_json, finess_lines, finess_table
from demodash.loaders.tables.ends import refuse_cut_end
from demodash.loaders.tables.finess_lines import Position
from demodash.loaders.tables.finess_structures import KINDS, Structure, point_of
from demodash.loaders.tables.model import Answers, Progress, Recognition, TableReading, silent
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.loaders.tables.placing import AccountBook, Placer, departement_of
from demodash.loaders.tables.sourcing import answer, source_of, unread
from demodash.periods import period
from demodash.schema import COLUMNS
from demodash.territories import HOME_REGION, Level
from demodash.texts import enumeration, first_of, number, plural

_OTHER_CATEGORY = "autre catégorie d’établissement"
_CLOSED = "structure fermée ou inactive"
_REPEATED = "numéro FINESS déjà lu (doublon)"
_OTHER_POSITION = "coordonnées d’une autre structure"
_LINES_SHOWN = 5
_NOTE = "Structures ouvertes, d’après la commune de leur site."
_ZERO_NOTE = "Aucune structure de cette catégorie dans la commune : zéro réel, le fichier couvrant la région entière."
_LABELS = {
    "msp": ("maison de santé", "maisons de santé"),
    "centre_sante": ("centre de santé", "centres de santé"),
    "cpts": ("CPTS", "CPTS"),
    "hopital": ("hôpital", "hôpitaux"),
}


@dataclass(slots=True)
class _Found:
    """What the rows gave so far. ``kept``: the structures of the region, with their commune of today, by number."""

    book: AccountBook = field(default_factory=AccountBook)
    placer: Placer = field(default_factory=Placer)
    kept: dict[str, tuple[Structure, str]] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    categories: set[str] = field(default_factory=set)
    departements: Counter[str] = field(default_factory=Counter)

    def add(self, row: Structure | Position | RowIssue) -> None:
        """Write down a row, once."""
        if isinstance(row, RowIssue):
            self.book.refused(row.place, row.reason)
        elif isinstance(row, Position):
            self._add_position(row)
        else:
            self._add_structure(row)

    def _add_position(self, row: Position) -> None:
        if row.number not in self.kept:
            self.book.aside(_OTHER_POSITION)
        elif row.number in self.positions:
            self.book.aside(_REPEATED)
        else:
            self.positions[row.number] = row
            self.book.taken()

    def _add_structure(self, row: Structure) -> None:
        self.categories.add(row.kind)
        self.departements[departement_of(row.commune)] += 1
        if not row.kind:
            self.book.aside(_OTHER_CATEGORY)
        elif not row.number:
            self.book.refused(row.place, "numéro FINESS absent")
        elif row.is_closed:
            self.book.aside(_CLOSED)
        elif row.number in self.numbers:
            self.book.aside(_REPEATED)
        else:
            self.numbers.add(row.number)
            placed = self.placer.commune(row.commune)
            if placed.fate is Fate.TAKEN:
                self.kept[row.number] = (row, placed.code)
                self.book.taken()
            else:
                self.book.not_placed(placed, row.place)


@dataclass(frozen=True, slots=True)
class FinessLoader:
    """Structures of the region: how many in each commune, and where."""

    id: str = "finess"
    version: int = 2
    label: str = "FINESS, répertoire des établissements"
    series: str = "finess"

    def recognise(self, file: TableFile) -> Recognition | None:
        """Recognise the first lines of the text, the header of a table, or the first keys of the JSON document."""
        sheet = _sheet(file)
        if sheet is None:
            return None
        what = f"{self.label} ({_layout(sheet)})"
        return Recognition(self, what, (), (extraction_dates.question(_day(file, sheet)),))

    def read(self, file: TableFile, answers: Answers, progress: Progress = silent) -> TableReading:
        """Take the MSP, health centres, CPTS and hospitals of the region.

        Raises:
            DataError: the file is not whole, no day is known, or it holds no such structure of the region.
            Cancelled: the progress said so.
        """
        sheet = _sheet(file)
        if sheet is None:
            expected = (
                "des lignes « structureet » (32 champs, point-virgule), un document JSON « pmej », ou une table avec "
                "les colonnes « finess », « categ_code » et « com_code »"
            )
            raise DataError(Problem(file.name, expected=expected, found="autre chose"))
        day = answer(extraction_dates.question(_day(file, sheet)), answers, file)
        found = _Found()
        progress(0.0, "Lecture du répertoire")
        for row in _given(file, sheet, progress):
            found.add(row)
        progress(1.0, "Lecture du répertoire")
        if not found.kept:
            expected = "des maisons de santé, centres de santé, CPTS ou hôpitaux des Hauts-de-France"
            advice = "Vérifiez que c’est le répertoire national, ou celui de la région."
            raise DataError(Problem(file.name, expected=expected, found="aucun", advice=advice))
        publisher = _publisher(sheet)
        title = f"FINESS, répertoire national des établissements sanitaires et sociaux, {period(day).label}"
        source = source_of(file, "finess_structures", publisher, title, date=day, note=_NOTE, territory=HOME_REGION)
        observations = pd.DataFrame(list(_counts(found, source.id, day)), columns=list(COLUMNS))
        points = pd.DataFrame(list(_points(found, source.id)), columns=list(POINT_COLUMNS))
        content = Content((source,), observations, points=points)
        return TableReading(content, found.book.account(), (*_remarks(found, points), *unread(file, (sheet,))))


def _sheet(file: TableFile) -> Sheet | None:
    ways = (finess_json, finess_lines, finess_table)
    return next((each for each in file.sheets if any(way.is_finess(each) for way in ways)), None)


def _layout(sheet: Sheet) -> str:
    if sheet.kind == "json":
        return "JSON de 2026"
    return "texte, cs1100502 ou cs1100507" if finess_lines.is_finess(sheet) else "table avec en-tête"


def _publisher(sheet: Sheet) -> str:
    if sheet.kind == "json":
        return "Agence du numérique en santé (ANS)"
    return "Ministère chargé de la santé, ANS" if finess_lines.is_finess(sheet) else "Ministère chargé de la santé"


def _given(file: TableFile, sheet: Sheet, progress: Progress) -> Iterator[Structure | Position | RowIssue]:
    """Read the rows of the register, in whichever layout.

    Raises:
        DataError: the file is not whole.
        Cancelled: the progress said so.
    """
    if sheet.kind == "json":
        return finess_json.rows(sheet.text_path(), file.name, progress)
    if finess_lines.is_finess(sheet):
        path = sheet.text_path()
        refuse_cut_end(path, ";", finess_lines.WIDTHS, file.name)
        return finess_lines.rows(path, progress)
    return finess_table.rows(sheet, progress)


def _day(file: TableFile, sheet: Sheet) -> str:
    way = next(way for way in (finess_json, finess_lines, finess_table) if way.is_finess(sheet))
    return way.day(sheet) or extraction_dates.day_of(sheet.name, file.name)


def _covered(found: _Found) -> set[str]:
    """Départements of the region that the file speaks of: elsewhere an absence would be no zero."""
    home = territories.children(HOME_REGION, Level.DEPARTEMENT)
    return {code for code in home if found.departements[code.removeprefix("DEP-")]}


def _counts(found: _Found, source: str, day: str) -> Iterator[tuple[str | float, ...]]:
    places: dict[tuple[str, str], list[str]] = {}
    for structure, commune in found.kept.values():
        places.setdefault((commune, structure.kind), []).append(structure.place)
    covered = _covered(found)
    for commune in territories.codes(Level.COMMUNE):
        if territories.territory(commune).departement not in covered:
            continue
        for kind in dict.fromkeys(KINDS.values()):
            if kind not in found.categories:
                continue
            lines = places.get((commune, kind), [])
            locator = first_of(lines, _LINES_SHOWN) or f"aucune ligne pour {commune.removeprefix('COM-')}"
            note = _NOTE if lines else _ZERO_NOTE
            value = float(len(lines))
            yield "structures_effectif", commune, kind, day, value, "exact", "published", source, locator, "", note


def _points(found: _Found, source: str) -> Iterator[tuple[str | float, ...]]:
    for number_, (structure, commune) in sorted(found.kept.items()):
        longitude, latitude = point_of(_printed(found, structure))
        name = structure.name or f"{_LABELS[structure.kind][0]} sans nom"
        yield number_, structure.kind, name, commune, longitude, latitude, structure.opened, source, structure.place


def _printed(found: _Found, structure: Structure) -> tuple[tuple[str, str], ...]:
    """The coordinates of a structure as printed: on its own line, or on a line of positions."""
    position = found.positions.get(structure.number)
    return structure.coordinates if position is None else ((position.x, position.y),)


def _remarks(found: _Found, points: pd.DataFrame) -> tuple[str, ...]:
    counts = Counter(points["kind"])
    said = [enumeration([f"{number(counts[kind])} {plural(counts[kind], *_LABELS[kind])}" for kind in _LABELS]) + "."]
    lost = [number_ for number_, lon in zip(points["id"], points["lon"], strict=True) if math.isnan(lon)]
    printed = [each for each in lost if any(x and y for x, y in _printed(found, found.kept[each][0]))]
    if printed:
        have, counted = ("ont", "comptées dans leur") if len(printed) > 1 else ("a", "comptée dans sa")
        said.append(
            f"{_structures(len(printed))} {have} des coordonnées hors des Hauts-de-France : {counted} commune, sans "
            f"point sur la carte ({', '.join(printed[:5])}{'…' if len(printed) > 5 else ''})."
        )
    without = len(lost) - len(printed)
    if without:
        counted = plural(without, "comptée", "comptées")
        said.append(f"{_structures(without)} sans coordonnées : {counted}, sans point sur la carte.")
    absent = [kind for kind in _LABELS if kind not in found.categories]
    if absent:
        names = enumeration([_LABELS[kind][1] for kind in absent])
        said.append(f"Le fichier ne contient aucune structure de ces catégories, elles restent absentes : {names}.")
    missing = sorted(set(territories.children(HOME_REGION, Level.DEPARTEMENT)) - _covered(found))
    if missing:
        names = enumeration([territories.label(code) for code in missing])
        said.append(f"Aucune ligne pour {names} : leurs communes n’ont pas de zéro.")
    wrong = found.book.counts[Fate.REFUSED] + found.book.counts[Fate.UNPLACED]
    if wrong:
        lines = plural(wrong, "ligne refusée ou sans commune", "lignes refusées ou sans commune")
        said.append(
            f"{number(wrong)} {lines} : une structure de la région qui s’y trouverait manque aux comptes, "
            "zéros compris."
        )
    return (*said, *found.placer.remarks())


def _structures(count: int) -> str:
    return f"{number(count)} {plural(count, 'structure', 'structures')}"
