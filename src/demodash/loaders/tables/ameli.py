"""data.ameli, numbers and densities of professionals: GPs by département, region and age, every year.

Source: Assurance maladie, data.ameli, ``demographie-effectifs-et-les-densites``, Licence Ouverte (ODbL before 2024).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import pandas as pd

from demodash import territories
from demodash.errors import DataError, Problem
from demodash.loaders.content import MOST_ISSUES, Account, Content, Fate, RowIssue
from demodash.loaders.tables.ages import ALL_AGES, band_of
from demodash.loaders.tables.engine import Engine, engine, text_of, width
from demodash.loaders.tables.headers import Column, Header, find_header, look_for_header, normalised
from demodash.loaders.tables.model import Answers, Progress, Recognition, TableReading, silent
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.loaders.tables.sourcing import source_of
from demodash.schema import COLUMNS
from demodash.sources import Source
from demodash.texts import number

WANTED = (
    Column("year", ("annee",), looks=re.compile(r"(?:19|20)\d{2}.*")),
    Column("profession", ("profession_sante",)),
    Column("region", ("region",)),
    Column("departement", ("departement",)),
    Column("age", ("classe_age",)),
    Column("sex", ("libelle_sexe",)),
    Column("value", ("effectif",), looks=re.compile(r"\d+(?:[.,]0+)?|NS")),
)
LAYOUTS = (WANTED,)
"""The columns of the file, for a message about a file that is nearly one."""
_FIELDS = {
    "ensemble des medecins generalistes": "cpam",
    "medecins generalistes hors medecins a expertise particuliere mep": "cpam_hors_mep",
    "medecins generalistes a expertise particuliere mep": "cpam_mep",
}
_IN_EVERY_LABEL = "raliste"  # whatever the accents of «généraliste»
_ALL_SEXES = frozenset({"tout sexe", "tous sexes", "ensemble"})
_NOT_SIGNIFICANT = "NS"
_COUNT = re.compile(r"\d+(?:[.,]0+)?")
_YEAR = re.compile(r"((?:19|20)\d{2})(?:-\d{2}-\d{2}.*)?")
_FRANCE = "99"
_WHOLE = "999"
_OTHER_PROFESSION = "autre profession ou spécialité que la médecine générale"
_BY_SEX = "détail par sexe"
_BY_AGE_OF_FIELD = "détail par âge d’un champ partiel (MEP, hors MEP)"
_UNDER_SECRECY = "secret statistique (NS)"
_EMPTY = "effectif absent"
_NOTE = "Médecins libéraux conventionnés ; effectif au 31 décembre."

Cell = tuple[str, str, str, str]
"""Indicator, territory, category, year."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One row that concerns GPs of all sexes, with how many times the file prints it."""

    year: str
    profession: str
    region: str
    departement: str
    age: str
    value: str
    times: int

    @property
    def place(self) -> str:
        return f"{self.year}, {self.profession}, région {self.region}, département {self.departement}, {self.age}"


@dataclass(slots=True)
class _Gathered:
    """What the rows gave so far: values by cell with the rows that print them, and the account."""

    values: dict[Cell, list[tuple[float, str]]] = field(default_factory=dict)
    secret: dict[Cell, int] = field(default_factory=dict)
    counts: Counter[Fate] = field(default_factory=Counter)
    aside: Counter[str] = field(default_factory=Counter)
    issues: list[RowIssue] = field(default_factory=list)

    def leave(self, reason: str, rows: int) -> None:
        self.counts[Fate.ASIDE] += rows
        self.aside[reason] += rows

    def issue(self, fate: Fate, place: str, reason: str, rows: int) -> None:
        self.counts[fate] += rows
        room = min(rows, MOST_ISSUES - len(self.issues))
        self.issues.extend([RowIssue(fate, place, reason)] * room)


@dataclass(frozen=True, slots=True)
class AmeliLoader:
    """GPs under contract with the health insurance: by territory, field, age and year."""

    id: str = "ameli"
    version: int = 1
    label: str = "data.ameli, effectifs et densités des professionnels de santé libéraux"
    series: str = "ameli_effectifs"

    def recognise(self, file: TableFile) -> Recognition | None:
        """Recognise the columns of the data set, from the head of the sheets."""
        found = _sheet(file)
        if found is None:
            return None
        _, header = found
        return Recognition(self, self.label, (f"{len(header.cells)} colonnes",))

    def read(self, file: TableFile, answers: Answers, progress: Progress = silent) -> TableReading:
        """Take the numbers of GPs, all sexes together.

        Raises:
            DataError: a column is missing, or no row is about GPs.
            Cancelled: the progress said so.
        """
        found = _sheet(file)
        sheet = file.sheets[0] if found is None else found[0]
        header = find_header(sheet, WANTED, file.name)
        gathered = _Gathered()
        with text_of(sheet) as text, engine(file.name, progress) as reader:
            reader.give(text, header, [column.id for column in WANTED], width(sheet, header))
            rows = _read_rows(reader, gathered)
            refused, issues = reader.refused()
        for row in rows:
            _take(row, gathered)
        source = _source(file, rows)
        observations = pd.DataFrame(list(_rows(gathered, header, source.id)), columns=list(COLUMNS))
        if observations.empty:
            expected = "des lignes « Ensemble des médecins généralistes », tout âge ou par âge, tout sexe"
            raise DataError(
                Problem(file.name, expected=expected, found="aucune", advice="Vérifiez que c’est le bon jeu.")
            )
        gathered.counts[Fate.REFUSED] += refused
        account = Account(
            {fate: gathered.counts[fate] for fate in Fate if gathered.counts[fate]},
            tuple([*issues, *gathered.issues][:MOST_ISSUES]),
            dict(gathered.aside.most_common()),
        )
        return TableReading(Content((source,), observations), account, _remarks(gathered, observations))


def _sheet(file: TableFile) -> tuple[Sheet, Header] | None:
    for sheet in file.sheets:
        header = look_for_header(sheet.numbered_head, WANTED)
        if header is not None:
            return sheet, header
    return None


# One pass over the file, grouped by a single text (several columns would cost as much again as reading them): the
# cells of the rows about GPs of all sexes, the profession alone of their other rows, nothing of the others.
_READ = """
CREATE TEMP TABLE line AS
SELECT
    CASE
        WHEN NOT coalesce(contains(profession, $in_every_label), false) THEN '0'
        WHEN list_contains($all_sexes, lower(trim(sex))) IS NOT TRUE THEN concat_ws(chr(31), '1', profession)
        ELSE concat_ws(
            chr(31), '2', profession, coalesce(age, ''), coalesce(year, ''), coalesce(region, ''),
            coalesce(departement, ''), coalesce(value, '')
        )
    END AS said,
    count(*) AS n
FROM given
GROUP BY said
"""
_CELLS = """
CREATE TEMP TABLE cell AS
WITH split AS (SELECT list_transform(string_split(said, chr(31)), lambda each: trim(each)) AS cells, n FROM line)
SELECT
    cells[1] = '2' AS wanted, coalesce(cells[2], '') AS profession, coalesce(cells[3], '') AS age, cells[4] AS year,
    cells[5] AS region, cells[6] AS departement, cells[7] AS value, n
FROM split
"""
_ROWS = """
SELECT year, profession, region, departement, age, value, n
FROM cell
WHERE wanted AND list_contains($pairs, profession || chr(10) || age)
ORDER BY ALL
"""


def _read_rows(reader: Engine, gathered: _Gathered) -> list[_Read]:
    """Read the file in one pass: the rows about GPs one by one, the others counted by reason."""
    values = {"in_every_label": _IN_EVERY_LABEL, "all_sexes": list(_ALL_SEXES)}
    reader.run(_READ, "Lecture des effectifs", values)
    reader.rows(_CELLS)
    pairs = []
    for profession, age, wanted, rows in reader.rows("SELECT profession, age, wanted, sum(n) FROM cell GROUP BY ALL"):
        category, band = _field(profession), band_of(age)
        if category is None:
            gathered.leave(_OTHER_PROFESSION, int(rows))
        elif not wanted:
            gathered.leave(_BY_SEX, int(rows))
        elif category != "cpam" and band not in {None, ALL_AGES}:
            gathered.leave(_BY_AGE_OF_FIELD, int(rows))
        else:
            pairs.append(f"{profession}\n{age}")
    return [_Read(*row) for row in reader.rows(_ROWS, {"pairs": pairs})] if pairs else []


@cache
def _field(profession: str) -> str | None:
    """Category of ``mg_effectif`` that a label of profession stands for; None when it is not about GPs."""
    return _FIELDS.get(normalised(profession))


def _take(row: _Read, gathered: _Gathered) -> None:
    """Put a row where it belongs."""
    category = str(_field(row.profession))
    year = _YEAR.fullmatch(row.year)
    territory = _territory(row.region, row.departement)
    band = band_of(row.age)
    if year is None:
        gathered.issue(Fate.REFUSED, row.place, f"« {row.year} » n’est pas une année", row.times)
    elif territory is None:
        gathered.issue(Fate.UNPLACED, row.place, "aucun territoire d’aujourd’hui n’a ces codes", row.times)
    elif band is None:
        gathered.issue(Fate.REFUSED, row.place, f"classe d’âge « {row.age} » inconnue", row.times)
    else:
        cells = _cells(territory, category, band, year[1])
        if row.value == _NOT_SIGNIFICANT:
            gathered.leave(_UNDER_SECRECY, row.times)
            for cell in cells:
                gathered.secret[cell] = gathered.secret.get(cell, 0) + 1
        elif not row.value:
            gathered.leave(_EMPTY, row.times)
        elif _COUNT.fullmatch(row.value) is None:
            reason = f"effectif « {row.value} » : un nombre entier positif est attendu"
            gathered.issue(Fate.REFUSED, row.place, reason, row.times)
        else:
            gathered.counts[Fate.TAKEN] += row.times
            value = float(row.value.replace(",", "."))
            for cell in cells:
                gathered.values.setdefault(cell, []).append((value, row.age))


def _cells(territory: str, category: str, band: str, year: str) -> tuple[Cell, ...]:
    """The cells that a row is for: the whole of the main field counts among all professionals and among the ages."""
    total = ("mg_effectif", territory, category, year)
    by_age = ("mg_age_effectif", territory, band, year)
    if category != "cpam":
        return (total,)
    return (total, by_age) if band == ALL_AGES else (by_age,)


@cache
def _territory(region: str, departement: str) -> str | None:
    region, departement = region.zfill(2), departement.upper().zfill(2)
    if departement != _WHOLE:
        code = f"DEP-{departement}"
        return code if territories.is_code(code) and region != _FRANCE else None
    if region == _FRANCE:
        return "FR"
    return f"REG-{region}" if territories.is_code(f"REG-{region}") else None


def _source(file: TableFile, rows: list[_Read]) -> Source:
    years = sorted(year[1] for text in {row.year for row in rows} if (year := _YEAR.fullmatch(text)))
    title = "data.ameli, effectifs et densités des professionnels de santé libéraux"
    if years:
        title = f"{title}, {years[0]}–{years[-1]}"
    return source_of(file, "ameli_effectifs", "Assurance maladie", title, note=_NOTE, territory="FR")


def _rows(gathered: _Gathered, header: Header, source: str) -> Iterator[tuple[str | float, ...]]:
    column = header.name("value")
    for cell, printed in gathered.values.items():
        values = {age: value for value, age in printed}
        ages = sorted(values)
        if cell in gathered.secret or _disagree(printed):
            continue
        indicator, territory, category, year = cell
        note = _NOTE
        if len(ages) > 1:
            note = f"{_NOTE} Somme des classes {', '.join(ages)}."
        value = sum(values.values())
        locator = f"colonne {column}, {year}, {territory}, {_field_words(category)}, {', '.join(ages)}, tout sexe"
        as_printed = f"{value:.0f}" if len(ages) == 1 else ""
        yield indicator, territory, category, year, value, "exact", "published", source, locator, as_printed, note


def _field_words(category: str) -> str:
    words: Mapping[str, str] = {"cpam_hors_mep": "hors MEP", "cpam_mep": "MEP"}
    return words.get(category, "ensemble des généralistes")


def _disagree(printed: list[tuple[float, str]]) -> bool:
    """Whether two rows of one age print different values."""
    return len(printed) > 1 and len(set(printed)) > len({age for _, age in printed})


def _remarks(gathered: _Gathered, observations: pd.DataFrame) -> tuple[str, ...]:
    said = []
    twice = [cell for cell, printed in gathered.values.items() if _disagree(printed)]
    if twice:
        said.append(
            f"{number(len(twice))} chiffres imprimés deux fois avec des valeurs différentes : aucun n’est pris "
            f"(le premier : {twice[0][1]}, {twice[0][3]})."
        )
    if gathered.secret:
        said.append(
            f"{number(len(gathered.secret))} chiffres couverts par le secret statistique : absents, et non nuls."
        )
    years = sorted(set(observations["period"]))
    if years:
        said.append(f"Années {years[0]} à {years[-1]}, {observations['territory'].nunique()} territoires.")
    return tuple(said)
