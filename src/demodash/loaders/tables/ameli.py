"""data.ameli, numbers and densities of professionals: GPs by département, region and age, every year.

Source: Assurance maladie, data.ameli, ``demographie-effectifs-et-les-densites``, ODbL 1.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from demodash.errors import DataError, Problem
from demodash.loaders.content import MOST_ISSUES, Account, Content, Fate, RowIssue
from demodash.loaders.tables.ameli_cells import NOTE, Figures, observations, settle
from demodash.loaders.tables.ameli_reading import read_rows
from demodash.loaders.tables.engine import engine, text_of, width
from demodash.loaders.tables.headers import Column, find_table, first_with
from demodash.loaders.tables.model import Answers, Progress, Recognition, TableReading, silent
from demodash.loaders.tables.opening import TableFile
from demodash.loaders.tables.placing import AccountBook
from demodash.loaders.tables.sourcing import source_of, unread
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
_LICENCE = "ODbL 1.0"
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
        found = first_with(file, WANTED)
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
        sheet, header = find_table(file, WANTED)
        book = AccountBook()
        with text_of(sheet) as text, engine(file.name, progress) as reader:
            reader.give(text, header, [column.id for column in WANTED], width(sheet, header))
            first, last = read_rows(reader, book)
            refused, issues = reader.refused()
            figures = settle(reader, book)
            if not figures.territories:
                raise DataError(_nothing(file.name))
            source = _source(file, f"{first}–{last}")
            table = observations(reader, source.id, header.name("value"))
        remarks = (*_remarks(figures), *unread(file, (sheet,)))
        return TableReading(Content((source,), table), _account(book, refused, issues), remarks)


def _nothing(file: str) -> Problem:
    expected = "des lignes « Ensemble des médecins généralistes », tout âge ou par âge, tout sexe"
    return Problem(file, expected=expected, found="aucune", advice="Vérifiez que c’est le bon jeu.")


def _source(file: TableFile, years: str) -> Source:
    title = f"data.ameli, effectifs et densités des professionnels de santé libéraux, {years}"
    found = source_of(file, "ameli_effectifs", "Assurance maladie", title, note=NOTE, territory="FR")
    return replace(found, licence=_LICENCE)


def _account(book: AccountBook, refused: int, issues: tuple[RowIssue, ...]) -> Account:
    """Add the lines that the engine could not cut to the account."""
    account = book.account()
    counts = {fate: account.counts.get(fate, 0) + (refused if fate is Fate.REFUSED else 0) for fate in Fate}
    kept = {fate: count for fate, count in counts.items() if count}
    return Account(kept, (*issues, *account.issues)[:MOST_ISSUES], account.aside)


def _remarks(figures: Figures) -> tuple[str, ...]:
    said = []
    if figures.disagreeing:
        many = figures.disagreeing
        said.append(
            f"{_figures(many)} {plural(many, 'imprimé', 'imprimés')} deux fois avec des valeurs différentes : aucun "
            f"n’est pris (le premier : {figures.first_disagreeing})."
        )
    if figures.secret:
        hidden = figures.secret
        covered, fate = ("couverts", "absents, et non nuls") if hidden > 1 else ("couvert", "absent, et non nul")
        said.append(f"{_figures(hidden)} {covered} par le secret statistique : {fate}.")
    held = figures.territories
    words = plural(held, "territoire", "territoires")
    said.append(f"Années {figures.first_year} à {figures.last_year}, {number(held)} {words}.")
    return tuple(said)


def _figures(count: int) -> str:
    return f"{number(count)} {plural(count, 'chiffre', 'chiffres')}"
