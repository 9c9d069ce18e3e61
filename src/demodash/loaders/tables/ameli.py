"""data.ameli, numbers and densities of professionals: GPs by département, region and age, every year.

Source: Assurance maladie, data.ameli, ``demographie-effectifs-et-les-densites``, Licence Ouverte 2.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from demodash.errors import DataError, Problem
from demodash.loaders.content import MOST_ISSUES, Account, Content, Fate, RowIssue
from demodash.loaders.tables.ameli_cells import NOTE, Cells, year_of
from demodash.loaders.tables.ameli_reading import Row, read_rows
from demodash.loaders.tables.engine import engine, text_of, width
from demodash.loaders.tables.headers import Column, Header, find_header, look_for_header
from demodash.loaders.tables.model import Answers, Progress, Recognition, TableReading, silent
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.loaders.tables.placing import AccountBook
from demodash.loaders.tables.sourcing import source_of
from demodash.schema import COLUMNS
from demodash.sources import Source
from demodash.texts import number, plural

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
        book = AccountBook()
        cells = Cells(book)
        with text_of(sheet) as text, engine(file.name, progress) as reader:
            reader.give(text, header, [column.id for column in WANTED], width(sheet, header))
            rows = read_rows(reader, book)
            refused, issues = reader.refused()
        for row in rows:
            cells.add(row)
        cells.settle()
        if not cells.printed:
            raise DataError(_nothing(file.name))
        source = _source(file, rows)
        figures = list(cells.observations(source.id, header.name("value")))
        observations = pd.DataFrame(figures, columns=list(COLUMNS))
        return TableReading(Content((source,), observations), _account(book, refused, issues), _remarks(cells))


def _sheet(file: TableFile) -> tuple[Sheet, Header] | None:
    for sheet in file.sheets:
        header = look_for_header(sheet.numbered_head, WANTED)
        if header is not None:
            return sheet, header
    return None


def _nothing(file: str) -> Problem:
    expected = "des lignes « Ensemble des médecins généralistes », tout âge ou par âge, tout sexe"
    return Problem(file, expected=expected, found="aucune", advice="Vérifiez que c’est le bon jeu.")


def _source(file: TableFile, rows: list[Row]) -> Source:
    years = sorted(year for printed in {row.year for row in rows} if (year := year_of(printed)))
    title = "data.ameli, effectifs et densités des professionnels de santé libéraux"
    if years:
        title = f"{title}, {years[0]}–{years[-1]}"
    return source_of(file, "ameli_effectifs", "Assurance maladie", title, note=NOTE, territory="FR")


def _account(book: AccountBook, refused: int, issues: tuple[RowIssue, ...]) -> Account:
    """Add the lines that the engine could not cut to the account."""
    account = book.account()
    counts = {fate: account.counts.get(fate, 0) + (refused if fate is Fate.REFUSED else 0) for fate in Fate}
    kept = {fate: count for fate, count in counts.items() if count}
    return Account(kept, (*issues, *account.issues)[:MOST_ISSUES], account.aside)


def _remarks(cells: Cells) -> tuple[str, ...]:
    said = []
    if cells.disagreeing:
        many, first = len(cells.disagreeing), cells.disagreeing[0]
        said.append(
            f"{_figures(many)} {plural(many, 'imprimé', 'imprimés')} deux fois avec des valeurs différentes : aucun "
            f"n’est pris (le premier : {first[1]}, {first[3]})."
        )
    if cells.secret:
        hidden = len(cells.secret)
        covered, fate = ("couverts", "absents, et non nuls") if hidden > 1 else ("couvert", "absent, et non nul")
        said.append(f"{_figures(hidden)} {covered} par le secret statistique : {fate}.")
    years = sorted({year for *_, year in cells.printed})
    held = len({territory for _, territory, _, _ in cells.printed})
    said.append(f"Années {years[0]} à {years[-1]}, {number(held)} {plural(held, 'territoire', 'territoires')}.")
    return tuple(said)


def _figures(count: int) -> str:
    return f"{number(count)} {plural(count, 'chiffre', 'chiffres')}"
