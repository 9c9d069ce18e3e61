"""Zoning of GPs by commune: C@rtoSanté exports, the table by postcode, the DREES workbook, annexes of orders.

Source: ARS, Atlasanté (C@rtoSanté), DREES (« Zonage médecin »), Licence Ouverte.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from demodash.errors import DataError, Problem
from demodash.loaders.content import Content
from demodash.loaders.tables.headers import find_header
from demodash.loaders.tables.model import Answers, Progress, Question, QuestionKind, Recognition, TableReading, silent
from demodash.loaders.tables.opening import TableFile
from demodash.loaders.tables.sourcing import answer, nothing_of_ours, source_of
from demodash.loaders.tables.zone_classes import CLASSES, ELIGIBLE
from demodash.loaders.tables.zone_dates import first_day, name_of
from demodash.loaders.tables.zone_reading import Placements, read_zones
from demodash.loaders.tables.zone_tables import BY_CODE, Variant, ZoneTable, zone_tables
from demodash.territories import COG_YEAR, HOME_REGION, Level, codes, current_commune
from demodash.texts import first_of
from demodash.zonage import Edition

_SHOWN = 10
_TITLE = "Zonage des médecins généralistes"
_WHAT = {
    Variant.EXPORT: "Zonage des médecins généralistes par commune (C@rtoSanté, Atlasanté)",
    Variant.POSTAL: "Zonage des médecins généralistes par code postal et nom de commune",
    Variant.DREES: "Zonage des médecins généralistes, classeur de la DREES",
    Variant.ORDER: "Zonage des médecins généralistes, annexe d’un arrêté",
    Variant.SHEETS: "Zonage des médecins généralistes, une feuille par classe",
}
_END = Question(
    "fin",
    "Dernier jour d’application, s’il est passé ou connu",
    QuestionKind.DAY,
    "Laissez vide pour une édition encore en vigueur.",
    optional=True,
)
_NAME = Question(
    "nom",
    "Nom de l’édition",
    QuestionKind.TEXT,
    "Laissé vide, il est fait des dates : « avril 2022 – décembre 2025 ».",
    optional=True,
)


@dataclass(frozen=True, slots=True)
class ZonageLoader:
    """One edition of the zoning, from whichever file gives it."""

    id: str = "zonage"
    version: int = 1
    label: str = _TITLE
    series: str = "zonage_mg"

    def recognise(self, file: TableFile) -> Recognition | None:
        """Recognise a column of classes beside communes."""
        tables = zone_tables(file)
        if not tables:
            return None
        named = [table.sheet.name for table in tables if table.sheet.name]
        facts = (f"feuilles : {', '.join(named)}",) if named else ()
        return Recognition(self, _WHAT[tables[0].variant], facts, (_start_question(file, tables), _END, _NAME))

    def read(self, file: TableFile, answers: Answers, progress: Progress = silent) -> TableReading:
        """Read the class of each commune of the region.

        Raises:
            DataError: a column is missing, a date is wrong or missing, or no commune of the region has a class.
            Cancelled: the progress said so.
        """
        tables = zone_tables(file)
        if not tables:
            find_header(file.sheets[0], BY_CODE, file.name)
            raise _no_class(file)
        for table in tables:
            table.check(file.name)
        start, end, name = _dates(file, tables, answers)
        found = read_zones(tables, progress)
        account = found.book.account()
        if not found.classes:
            wanted = "des communes des Hauts-de-France avec leur classe"
            raise nothing_of_ours(file, wanted, account)
        publisher = "DREES" if tables[0].variant is Variant.DREES else "ARS Hauts-de-France"
        source = source_of(
            file,
            f"zonage_mg_{start.year}",
            publisher,
            f"{_TITLE}, {name}",
            date=start.isoformat(),
            territory=HOME_REGION,
        )
        edition = _edition(source.id, name, (start, end), found)
        remarks = (*found.remarks(), *_partial(edition), *_other_sheets(file, tables))
        return TableReading(Content((source,), zonings=(edition,)), account, remarks)


def _edition(edition_id: str, name: str, days: tuple[dt.date, dt.date | None], found: Placements) -> Edition:
    present = set(found.classes.values())
    classes = tuple(each for each in CLASSES if each in present)
    has_former = any(current_commune(code) != code for code in found.classes)
    return Edition(
        id=edition_id,
        name=name,
        legal_start=days[0],
        legal_end=days[1],
        classes=classes,
        eligible=tuple(each for each in classes if each in ELIGIBLE),
        cog_year=min(days[0].year, COG_YEAR - 1 if has_former else COG_YEAR),
        placements=MappingProxyType(dict(sorted(found.classes.items()))),
    )


def _start_question(file: TableFile, tables: tuple[ZoneTable, ...]) -> Question:
    return Question(
        "debut",
        "Premier jour d’application du zonage",
        QuestionKind.DAY,
        "Le jour où l’arrêté est entré en vigueur.",
        first_day([title for table in tables for title in table.titles()], file.name),
    )


def _dates(file: TableFile, tables: tuple[ZoneTable, ...], answers: Answers) -> tuple[dt.date, dt.date | None, str]:
    start = dt.date.fromisoformat(answer(_start_question(file, tables), answers, file))
    last = answer(_END, answers, file)
    end = dt.date.fromisoformat(last) if last else None
    if end is not None and end < start:
        place = f"question « {_END.label} »"
        raise DataError(Problem(file.name, place, f"un jour après le {start.isoformat()}", last))
    return start, end, answer(_NAME, answers, file) or name_of(start, end)


def _partial(edition: Edition) -> Iterator[str]:
    """Say which communes of the region the edition does not place."""
    placed = set(edition.classes_today())
    missing = [code.removeprefix("COM-") for code in codes(Level.COMMUNE) if code not in placed]
    if missing:
        whom = "1 commune de la région n’a" if len(missing) == 1 else f"{len(missing)} communes de la région n’ont"
        yield f"{whom} pas de classe dans ce fichier : {first_of(missing, _SHOWN)}."
    several = [code.removeprefix("COM-") for code, zones in edition.classes_today().items() if len(zones) > 1]
    if several:
        yield (
            f"{len(several)} communes d’aujourd’hui réunissent des communes de classes différentes, et gardent les "
            f"deux : {first_of(several, _SHOWN)}."
        )


def _other_sheets(file: TableFile, tables: tuple[ZoneTable, ...]) -> Iterator[str]:
    read = {id(table.sheet) for table in tables}
    others = [sheet.name for sheet in file.sheets if id(sheet) not in read]
    if others:
        yield f"Feuilles non lues (territoires de vie-santé, quartiers ou autres) : {', '.join(others)}."


def _no_class(file: TableFile) -> DataError:
    wanted = "une colonne de classes (ZIP, ZAC, ZAR, zone de vigilance, hors zonage)"
    return DataError(Problem(file.name, expected=wanted, found="aucune"))
