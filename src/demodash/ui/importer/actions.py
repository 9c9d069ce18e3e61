"""What the buttons do: the one way from the page to the store. Each asks again whether the visitor may."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from demodash import dataset, importing
from demodash.errors import DataError, DemodashError, DocumentError, Problem
from demodash.importing import DOCUMENT, Candidate, DocumentReview, Prepared, Statement
from demodash.importing.candidates import situated
from demodash.importing.document_source import TERRITORY
from demodash.loaders.tables.model import Answers, Progress
from demodash.store import State, Stored, current_store
from demodash.ui.importer import access
from demodash.ui.importer.state import Step, Wizard, restart, wizard
from demodash.ui.importer.upload import spool
from demodash.ui.importer.work import Job

_DISK = "Le disque du serveur est plein ou refuse d’écrire : rien n’a été gardé. Prévenez l’administrateur."


def drop(stream: BinaryIO, name: str) -> None:
    """Take a file that was dropped, and begin to read it.

    Raises:
        NotAllowed: the visitor may not import.
    """
    access.require()
    current = restart()
    try:
        current.spooled = spool(stream, name)
    except OSError:
        current.notice = _DISK
        return
    current.job = Job(partial(_examine, current.spooled.path, current.spooled.name))


def settle(current: Wizard) -> None:
    """Take over what the work that has just ended gave, or say why it gave nothing."""
    job, current.job = current.job, None
    if job is None:
        return
    step = current.step
    try:
        outcome = job.result()
    except (DataError, DocumentError) as error:
        _fail(step, error.problems)
    except DemodashError as error:
        restart(notice=str(error))
    else:
        _go_on(current, outcome)


def answer(current: Wizard, loader: str, answers: Answers) -> None:
    """Take the answers of the analyst; a document then goes to its review, a table is read."""
    candidate = current.candidate
    if candidate is None:
        return
    current.loader, current.answers, current.problems = loader, dict(answers), ()
    if loader != DOCUMENT:
        current.job = Job(partial(_prepare, candidate, loader, dict(answers)))
        return
    read = situated(candidate, answers.get(TERRITORY, ""))
    found = current.review
    review = found if found and found.candidate.extraction == read.extraction else DocumentReview(read)
    try:
        importing.prepare_document(review, answers)
    except DataError as error:
        current.problems = error.problems
        return
    current.review, current.step = review, Step.REVIEW


def reviewed(current: Wizard) -> None:
    """Go from the review of a document to what it would bring."""
    if current.review is not None:
        current.prepared = importing.prepare_document(current.review, current.answers)
        current.step = Step.PREVIEW


def judge(change: Callable[[DocumentReview], DocumentReview]) -> None:
    """Change the review of the document."""
    current = wizard()
    if current.review is not None:
        current.review = change(current.review)


def state_figure(current: Wizard, place: int, statement: Statement, *, adding: bool) -> tuple[Problem, ...]:
    """Correct a figure, or make one of a number that was not taken; says what is wrong with it."""
    if current.review is None:
        return ()
    change = current.review.add if adding else current.review.correct
    try:
        current.review = change(place, statement)
    except DataError as error:
        return error.problems
    return ()


def go(step: Step) -> None:
    """Show another screen of the same import."""
    current = wizard()
    current.step, current.problems = step, ()


def begin_again() -> None:
    """Go back to the first screen, for another file."""
    restart()


def refuse() -> None:
    """Give the import up: nothing is kept."""
    restart(notice="Import refusé : rien n’a été gardé, le fichier est effacé.")


def accept(current: Wizard) -> None:
    """Keep what was prepared, if the visitor still may; what hinders it is said on the screen."""
    if current.prepared is None:
        return
    try:
        who = access.require()
        current.stored = importing.accept(current.prepared, current_store(), who)
    except DataError as error:
        current.problems = error.problems
        return
    except DemodashError as error:
        current.notice = str(error)
        return
    dataset.refresh()
    current.step, current.problems, current.notice = Step.DONE, (), ""
    current.discard()


def change_state(edition: str, wanted: State) -> Stored:
    """Withdraw an edition, or restore it.

    Raises:
        NotAllowed: the visitor may not import.
        DataError: there is no such edition, or the store refuses.
    """
    who = access.require()
    store = current_store()
    done = store.withdraw(edition, who) if wanted is State.WITHDRAWN else store.restore(edition, who)
    dataset.refresh()
    return done


def _examine(path: Path, name: str, progress: Progress) -> Candidate:
    candidate = importing.examine(path, name, progress)
    if candidate.opened is not None:
        candidate.opened.settle()  # the next screen asks for the digest: waited for here, the page stays alive
    return candidate


def _prepare(candidate: Candidate, loader: str, answers: Answers, progress: Progress) -> Prepared:
    return importing.prepare(candidate, loader, answers, progress)


def _fail(step: Step, problems: tuple[Problem, ...]) -> None:
    """A file that cannot be recognised goes; one whose answers are wrong stays, with its questions."""
    if step is Step.DROP:
        restart(problems=problems)
    else:
        wizard().problems = problems


def _go_on(current: Wizard, outcome: object) -> None:
    if isinstance(outcome, Candidate):
        current.candidate, current.loader, current.step = outcome, outcome.loaders[0], Step.QUESTIONS
    elif isinstance(outcome, Prepared):
        current.prepared, current.step = outcome, Step.CHECKS
