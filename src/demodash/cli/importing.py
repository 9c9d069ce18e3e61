"""``demodash import``: a file recognised, read, shown with what it changes, and kept once somebody agrees."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from demodash.cli.columns import aligned
from demodash.cli.french import FrenchCommand, agreed
from demodash.cli.progress import Bar
from demodash.cli.saying import say
from demodash.errors import DataError, Problem
from demodash.texts import and_others, number, plural

if TYPE_CHECKING:
    from demodash.importing import Candidate, DocumentReview, Prepared
    from demodash.loaders.tables.model import Question
    from demodash.store import Stored

MOST_ROWS = 10
"""Rows that were not taken, shown one by one."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked on the command line: a loader (empty: the best), answers, and how much to ask back."""

    loader: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    yes: bool = False
    review: bool = False


@click.command("import", cls=FrenchCommand)
@click.argument("file", metavar="FICHIER", type=click.Path(path_type=Path))
@click.option(
    "--as", "loader", metavar="MODÈLE", default="", help="Lire le fichier selon ce modèle plutôt que le meilleur."
)
@click.option("--answer", "answers", metavar="ID=VALEUR", multiple=True, help="Répondre à une question du modèle.")
@click.option("--dry-run", is_flag=True, help="Montrer ce que le fichier apporterait, sans rien garder.")
@click.option("--yes", is_flag=True, help="Garder sans demander.")
@click.option("--review", is_flag=True, help="Document : accepter ou rejeter chaque chiffre, un à un.")
def import_command(
    file: Path, *, loader: str, answers: tuple[str, ...], dry_run: bool, yes: bool, review: bool
) -> None:
    """Importer un fichier officiel ou un document dans le dossier des éditions (DEMODASH_HOME)."""
    if not file.is_file():
        raise DataError(Problem(str(file), expected="un fichier", found="rien de ce nom"))
    from demodash.importing import NothingNew
    from demodash.store import AlreadyThere

    try:
        keep(file, file.name, Wishes(loader, _answers(answers), dry_run, yes, review))
    except (AlreadyThere, NothingNew) as error:
        say(str(error))


def keep(path: Path, name: str, wishes: Wishes) -> Stored | None:
    """Bring a file in, showing what it is and asking what has to be asked; None when nothing was kept.

    Raises:
        DataError: the file, an answer or a figure is wrong, or the store cannot be written.
        AlreadyThere: it is in the store.
        NothingNew: all that it says is known.
    """
    from demodash import importing

    with Bar() as bar:
        candidate = importing.examine(path, name, bar)
    with closing(candidate):
        return _kept(candidate, wishes)


def _kept(candidate: Candidate, wishes: Wishes) -> Stored | None:
    from demodash import importing
    from demodash.importing.permission import local_user
    from demodash.store import current_store

    loader = _loader(candidate, wishes.loader)
    _tell(candidate, loader)
    answers = _answered(candidate, loader, wishes)
    if candidate.is_document:
        review = _reviewed(importing.situated(candidate, answers.get(importing.TERRITORY, "")), wishes)
        prepared = importing.prepare_document(review, answers)
    else:
        with Bar() as bar:
            prepared = importing.prepare(candidate, loader, answers, bar)
    _show(prepared)
    if prepared.problems:
        raise DataError(prepared.problems)
    if prepared.brings_nothing:
        raise importing.NothingNew
    if wishes.dry_run:
        say("Essai seulement : rien n’a été gardé.")
        return None
    if not wishes.yes and not agreed("Garder cette édition ?", default=False):
        say("Rien n’a été gardé.")
        return None
    stored = importing.accept(prepared, current_store(), local_user())
    say(f"Édition {stored.id} gardée : « {stored.label} ». Le tableau de bord la montre à la prochaine page ouverte.")
    return stored


def _answers(said: Sequence[str]) -> dict[str, str]:
    answers = {}
    for each in said:
        question, sign, value = each.partition("=")
        if not sign or not question.strip():
            raise DataError(Problem("--answer", expected="ID=VALEUR", found=each))
        answers[question.strip()] = value.strip()
    return answers


def _loader(candidate: Candidate, wanted: str) -> str:
    if not wanted:
        return candidate.loaders[0]
    if wanted not in candidate.loaders:
        known = ", ".join(candidate.loaders)
        raise DataError(Problem(candidate.name, expected=f"un modèle qui reconnaît ce fichier ({known})", found=wanted))
    return wanted


def _tell(candidate: Candidate, loader: str) -> None:
    if candidate.is_document:
        say(f"{candidate.name} : document.")
        return
    recognition = candidate.recognition(loader)
    say(f"{candidate.name} : {recognition.what} (modèle {loader}).")
    for fact in recognition.facts:
        say(f"  {fact}")
    others = [each for each in candidate.loaders if each != loader]
    if others:
        say(f"  reconnu aussi par : {', '.join(others)} (--as)")


def _answered(candidate: Candidate, loader: str, wishes: Wishes) -> dict[str, str]:
    """The answers to every question: given, asked on a terminal, or the default.

    Raises:
        DataError: an answer is to no question, or one is missing and nobody can be asked.
    """
    questions = _questions(candidate, loader)
    lost = sorted(set(wishes.answers) - {one.id for one in questions})
    if lost:
        known = ", ".join(one.id for one in questions) or "aucune"
        raise DataError(Problem("--answer", expected=f"une question du modèle ({known})", found=", ".join(lost)))
    answers = {one.id: one.default for one in questions} | dict(wishes.answers)
    open_ones = [one for one in questions if not answers[one.id] and not one.optional]
    if open_ones and (wishes.yes or not sys.stdin.isatty()):
        raise DataError([Problem(candidate.name, one.label, "une réponse", "rien", _how(one)) for one in open_ones])
    for one in open_ones:
        answers[one.id] = click.prompt(f"{one.label} ({_form(one)})")
    for one in questions:
        if answers[one.id]:
            say(f"  {one.label} : {one.options.get(answers[one.id], answers[one.id])} (--answer {one.id}=…)")
        elif one.options:
            say(f"  {one.label} : inconnu (--answer {one.id}=…). {one.help}")
    return answers


def _questions(candidate: Candidate, loader: str) -> tuple[Question, ...]:
    if candidate.is_document:
        from demodash import dataset
        from demodash.importing import document_questions

        return document_questions(candidate, dataset.load())
    return candidate.recognition(loader).questions


def _form(question: Question) -> str:
    forms = {"day": "AAAA-MM-JJ", "year": "AAAA"}
    return ", ".join(question.options) or forms.get(question.kind.value, question.help or "texte")


def _how(question: Question) -> str:
    return f"Répondez par --answer {question.id}=… ({_form(question)})."


def _reviewed(candidate: Candidate, wishes: Wishes) -> DocumentReview:
    from demodash.importing import DocumentReview
    from demodash.loaders.documents.reports import extract_text_report

    review = DocumentReview(candidate)
    if not wishes.review:
        say(extract_text_report(review.extraction))
        return review.accept_all()
    for place, figure in enumerate(review.extraction.figures):
        before, inside = figure.passage[: figure.start], figure.passage[figure.start : figure.end]
        say(f"\n{figure.locator} : {before}[{inside}]{figure.passage[figure.end :]}")
        kept = agreed(_meaning(figure.indicator, figure.territory, figure.period, figure.value), default=True)
        review = review.accept(place) if kept else review.reject(place)
    return review


def _meaning(indicator: str, territory: str, iso: str, value: float) -> str:
    from demodash.indicators import CATALOGUE
    from demodash.periods import period
    from demodash.territories import label

    spec = CATALOGUE[indicator]
    return f"{spec.name}, {label(territory)}, {period(iso).label} : {spec.value_text(value)}. Accepter ?"


def _show(prepared: Prepared) -> None:
    from demodash.loaders.content import Fate

    account, changes = prepared.account, prepared.changes
    is_document = prepared.candidate.is_document
    words = {
        Fate.TAKEN: ("retenu", "retenus") if is_document else ("prise", "prises"),
        Fate.ASIDE: ("de côté", "de côté"),
        Fate.OUTSIDE: ("hors de la région", "hors de la région"),
        Fate.UNPLACED: ("sans commune trouvée", "sans commune trouvée"),
        Fate.REFUSED: ("refusée", "refusées"),
    }
    counts = [_counted(account.counts[fate], *word) for fate, word in words.items() if account.counts.get(fate)]
    unit = ("nombre", "nombres") if is_document else ("ligne", "lignes")
    say(f"{_counted(account.rows, *unit)} : {', '.join(counts) or 'rien'}.")
    for reason, count in account.aside.items():
        say(f"  {number(count)} de côté : {reason}")
    for line in aligned([(one.place, one.reason) for one in account.issues[:MOST_ROWS]]):
        say(f"  {line}")
    if account.with_issue > MOST_ROWS:
        say(f"  … {and_others(account.with_issue - MOST_ROWS, *unit)}.")
    for remark in prepared.remarks:
        say(f"Remarque : {remark}")
    if len(prepared.content.observations):
        say(
            f"{_counted(len(prepared.content.observations), 'chiffre', 'chiffres')} : "
            f"{_counted(changes.new, 'nouveau', 'nouveaux')}, {number(changes.same)} déjà là, "
            f"{_counted(changes.revised, 'révisé', 'révisés')}, "
            f"{_counted(changes.beside, 'différent', 'différents')} d’un autre éditeur."
        )
    for zoning in prepared.zonings:
        classes = ", ".join(f"{number(communes)} en {name}" for name, communes, _ in zoning.counts)
        say(f"Zonage « {zoning.edition.name} » : {classes}.")
        if zoning.before is not None:
            moved = zoning.moved
            change = _counted(moved, "commune change", "communes changent") if moved else "Aucune commune ne change"
            told = f"{change} de classe par rapport à l’édition « {zoning.before.name} »"
            say(f"  {' ; '.join((told, *zoning.absences()))}.")
        if zoning.replaces is not None:
            say(f"  Elle prendra la place de l’édition « {zoning.replaces.name} ».")
        if zoning.beside is not None:
            say(f"  L’édition « {zoning.beside.name} », livrée avec le tableau de bord, est du même jour : elle reste.")
    if len(prepared.content.points):
        say(f"{_counted(len(prepared.content.points), 'structure', 'structures')}.")
    if len(prepared.content.groupings):
        say(f"{_counted(len(prepared.content.groupings), 'rattachement', 'rattachements')} de communes.")


def _counted(count: int, one: str, many: str) -> str:
    return f"{number(count)} {plural(count, one, many)}"
