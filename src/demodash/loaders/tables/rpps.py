"""RPPS, extraction in free access of the activities (ANS): GPs by commune.

Source: Agence du numérique en santé, Annuaire santé, ``PS_LibreAcces_Personne_activite``, Licence Ouverte 2.0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pandas as pd

from demodash import territories
from demodash.errors import DataError, Problem
from demodash.loaders.content import MOST_ISSUES, Account, Content, Fate, RowIssue
from demodash.loaders.tables import extraction_dates
from demodash.loaders.tables import rpps_counting as counting
from demodash.loaders.tables.engine import engine, text_of, width
from demodash.loaders.tables.headers import Column, Header, find_table, first_with
from demodash.loaders.tables.model import Answers, Progress, Recognition, TableReading, silent
from demodash.loaders.tables.opening import TableFile
from demodash.loaders.tables.rpps_counting import Counts, Kind
from demodash.loaders.tables.rpps_lines import Lines, nowhere
from demodash.loaders.tables.rpps_places import Places
from demodash.loaders.tables.sourcing import answer, source_of, unread
from demodash.periods import period
from demodash.schema import COLUMNS
from demodash.sources import Source
from demodash.territories import HOME_REGION, Level
from demodash.texts import enumeration, number, plural

WANTED = (
    Column("person", ("Identification nationale PP", "Identifiant PP"), looks=re.compile(r"\d{8,13}")),
    Column("profession", ("Code profession",), looks=re.compile(r"\d{2}")),
    Column("skill", ("Code savoir-faire",)),
    Column("mode", ("Code mode exercice",), looks=re.compile(r"[A-Z]")),
    Column(
        "commune",
        ("Code commune (coord. structure)", "Code commune (structure)", "Code commune structure", "Code commune"),
        looks=re.compile(r"\d[\dAB]\d{3}"),
    ),
    Column(
        "postcode",
        ("Code postal (coord. structure)", "Code postal (structure)", "Code postal structure", "Code postal"),
        required=False,
    ),
    Column("category", ("Code catégorie professionnelle",), required=False),
)
LAYOUTS = (WANTED,)
"""The columns of the file, for a message about a file that is nearly one."""
_ASIDE = {
    Kind.OTHER_PROFESSION: "autre profession que médecin",
    Kind.OTHER_SPECIALTY: "autre spécialité que la médecine générale (SM26, SM53, SM54)",
    Kind.STUDENT: "étudiant",
    Kind.NO_ACTIVITY: "sans activité (mode d’exercice vide)",
}
_NOTE = "Chaque médecin compté une fois, à parts égales entre les communes où il exerce."
_LIBERAL_NOTE = "Médecins ayant une activité libérale, à parts égales entre les communes de leurs activités libérales."
_ZERO_NOTE = "Aucune activité de médecin généraliste dans la commune : zéro réel, le fichier étant national."


@dataclass(frozen=True, slots=True)
class RppsLoader:
    """GPs by commune from the rows of activity: one person may have several."""

    id: str = "rpps"
    version: int = 1
    label: str = "RPPS, extraction en libre accès (activités des professionnels de santé)"
    series: str = "rpps"

    def recognise(self, file: TableFile) -> Recognition | None:
        """Recognise the columns of activities, from the head of the sheets."""
        found = first_with(file, WANTED)
        if found is None:
            return None
        sheet, header = found
        facts = (f"{len(header.cells)} colonnes", f"séparateur « {sheet.separator} »") if sheet.separator else ()
        default = extraction_dates.day_of(sheet.name, file.name)
        return Recognition(self, self.label, facts, (extraction_dates.question(default),))

    def read(self, file: TableFile, answers: Answers, progress: Progress = silent) -> TableReading:
        """Count the active GPs of each commune of the region.

        Raises:
            DataError: a column is missing, no day is known, or no active GP practises in the region.
            Cancelled: the progress said so.
        """
        sheet, header = find_table(file, WANTED)
        day = answer(extraction_dates.question(extraction_dates.day_of(sheet.name, file.name)), answers, file)
        places = Places()
        with text_of(sheet) as text, engine(file.name, progress) as reader:
            lines = Lines(text, header, width(sheet, header))
            reader.give(text, header, counting.COLUMNS, lines.width)
            counts = counting.count(
                reader, places, lambda found, lost: nowhere(lines, found, min(lost, MOST_ISSUES), progress)
            )
            refused, issues = reader.refused()
        if not counts.in_region:
            raise DataError(_nobody(file.name, counts))
        source = _source(file, day)
        observations = pd.DataFrame(list(_rows(counts, header, source.id, day)), columns=list(COLUMNS))
        account = _account(counts, refused, [*issues, *counts.unplaced])
        return TableReading(
            Content((source,), observations), account, (*_remarks(counts, places), *unread(file, (sheet,)))
        )


def _nobody(file: str, counts: Counts) -> Problem:
    expected = "des activités de médecins généralistes dans les Hauts-de-France"
    found = f"aucune, parmi {_rows_text(counts.rows.get(Kind.GP, 0))} de médecins généralistes actifs"
    return Problem(file, expected=expected, found=found, advice="Vérifiez que c’est l’extraction nationale.")


@cache
def _rows_text(rows: int) -> str:
    """Write a number of rows: ``12 lignes``."""
    return f"{number(rows)} {plural(rows, 'ligne', 'lignes')}"


def _source(file: TableFile, day: str) -> Source:
    title = f"Annuaire santé, extraction en libre accès des activités (RPPS), {period(day).label}"
    note = "Médecins généralistes actifs (savoir-faire SM26, SM53, SM54), remplaçants compris, étudiants exclus."
    publisher = "Agence du numérique en santé (ANS)"
    return source_of(file, "rpps_activites", publisher, title, date=day, note=note, territory=HOME_REGION)


def _covered(counts: Counts) -> set[str]:
    """Départements of the region where the file has GPs: elsewhere an absence would be no zero."""
    return {str(territories.territory(code).departement) for code in counts.lines}


def _rows(counts: Counts, header: Header, source: str, day: str) -> Iterator[tuple[str | float, ...]]:
    column = header.name("commune")
    covered = _covered(counts)
    for code in territories.codes(Level.COMMUNE):
        commune = territories.territory(code)
        if commune.departement not in covered:
            continue
        lines = counts.lines.get(code, 0)
        for category, shares, note in (
            ("ensemble", counts.shares, _NOTE),
            ("liberaux", counts.liberal_shares, _LIBERAL_NOTE),
        ):
            value = round(shares.get(code, 0.0), 6)
            locator = f"colonne {column}, {commune.insee} : {_rows_text(lines)}"
            said = note if lines else _ZERO_NOTE
            yield "mg_effectif", code, category, day, value, "exact", "published", source, locator, "", said


def _account(counts: Counts, refused: int, issues: list[RowIssue]) -> Account:
    totals: Counter[Fate] = Counter(counts.fates)
    totals[Fate.REFUSED] += refused
    aside = {reason: counts.rows[kind] for kind, reason in _ASIDE.items() if counts.rows.get(kind)}
    totals[Fate.ASIDE] += sum(aside.values())
    ordered = sorted(issues, key=lambda issue: int(issue.place.removeprefix("ligne ")))[:MOST_ISSUES]
    return Account({fate: totals[fate] for fate in Fate if totals[fate]}, tuple(ordered), aside)


def _in_region(counts: Counts) -> float:
    """GPs of the region, those who practise elsewhere too for their share here."""
    return sum(share for code, share in counts.shares.items() if code in counts.lines)


def _remarks(counts: Counts, places: Places) -> tuple[str, ...]:
    nobody = counts.persons - counts.placed
    share = 100 * nobody / counts.persons
    said = [
        f"{number(counts.persons)} médecins généralistes actifs dans le fichier ; {number(counts.in_region)} exercent "
        f"dans les Hauts-de-France et y comptent pour {number(_in_region(counts), 1)}, "
        "le reste de leur activité étant ailleurs.",
    ]
    if nobody:
        said.append(
            f"{number(nobody)} ({number(share, 1)} %) n’ont aucune commune renseignée en France : "
            "ils ne sont comptés nulle part."
        )
    if counts.by_postcode:
        said.append(
            f"{_rows_text(counts.by_postcode)} sans commune, {plural(counts.by_postcode, 'placée', 'placées')} par un "
            "code postal qui n’en désigne qu’une."
        )
    if counts.repeated:
        said.append(
            f"{_rows_text(counts.repeated)} {plural(counts.repeated, 'répète', 'répètent')} le médecin, la commune et "
            "le mode d’exercice d’une autre : sans effet, chaque médecin est compté une fois."
        )
    missing = sorted(set(territories.children(HOME_REGION, Level.DEPARTEMENT)) - _covered(counts))
    if missing:
        names = enumeration([territories.label(code) for code in missing])
        said.append(
            f"Aucun médecin généraliste dans {names} : le fichier n’est pas national, ces communes n’ont pas de zéro."
        )
    else:
        said.append(
            "Une commune de la région sans aucune activité reçoit un zéro : le fichier couvre la région entière."
        )
    return (*said, *places.placer.remarks())
