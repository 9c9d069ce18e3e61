"""The source that an import makes, and the answers that its loader got."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from demodash.errors import DataError, Problem
from demodash.loaders.content import Account, Fate
from demodash.loaders.tables.cells import years_in
from demodash.loaders.tables.model import Answers, Question, QuestionKind
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.sources import Source
from demodash.texts import first_of, number, plural

OPEN_LICENCE = "Licence Ouverte 2.0"
UNANSWERED = "Répondez à cette question, puis recommencez."
"""The cure of a question that was left without an answer."""
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STAMP = re.compile(r"(?<!\d)(20\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_FRENCH_STAMP = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])[-_./](0[1-9]|1[0-2])[-_./](20\d{2})(?!\d)")
_NOT_ID = re.compile(r"[^a-z0-9]+")
_YEARS = range(1990, 2050)
_NOTES = re.compile(r"param|notice|lisez|lire|sommaire|m[ée]ta|documentation|source|variables|varmod", re.IGNORECASE)
"""Names of sheets and members that explain a table, and are none."""
_AHEAD = 2
"""Years in advance that an order may set its dates."""
_REASONS = 2
"""Reasons that a message gives for the rows that were not taken."""
_OTHERS = 10
"""Sheets that a remark names."""


def source_of(
    file: TableFile, what: str, publisher: str, title: str, *, date: str = "", note: str = "", territory: str = ""
) -> Source:
    """The source of an import: ``what`` names the loader and what was read (``apl_2022_2024``)."""
    slug = _NOT_ID.sub("_", what.lower()).strip("_")[:70]
    return Source(
        id=f"{slug}_{file.sha256[:8]}",
        kind="open_data",
        publisher=publisher,
        title=title,
        date=date,
        licence=OPEN_LICENCE,
        file=file.name,
        sha256=file.sha256,
        territory=territory,
        note=note,
    )


def year_question(file: TableFile, label: str, help_text: str = "") -> Question:
    """Ask a year; the default is the last one that the file's name gives."""
    years = years_in(file.name)
    return Question("annee", label, QuestionKind.YEAR, help_text, years[-1] if years else "")


def answer(question: Question, answers: Answers, file: TableFile) -> str:
    """The answer to a question, checked, its default when there is none.

    Raises:
        DataError: it is missing or is not what the question asks.
    """
    text = answers.get(question.id, question.default).strip()
    place = f"question « {question.label} »"
    if not text:
        if not question.optional:
            raise DataError(Problem(file.name, place, "une réponse", "rien", UNANSWERED))
        return ""
    if question.kind is QuestionKind.DAY and not is_day(text):
        raise DataError(Problem(file.name, place, "un jour (AAAA-MM-JJ)", text))
    if question.kind is QuestionKind.YEAR and not (text.isascii() and text.isdigit() and int(text) in _YEARS):
        raise DataError(Problem(file.name, place, f"une année de {_YEARS[0]} à {_YEARS[-1]}", text))
    if question.kind is QuestionKind.CHOICE and text not in question.options:
        raise DataError(Problem(file.name, place, f"une réponse parmi {', '.join(question.options)}", text))
    latest = dt.date.today().year + _AHEAD
    is_date = question.kind in {QuestionKind.DAY, QuestionKind.YEAR}
    if is_date and not question.optional and int(text[:4]) > latest:
        raise DataError(Problem(file.name, place, f"{latest} au plus tard", text))
    return text


def is_day(text: str) -> bool:
    """Say whether a text is an ISO date."""
    if _ISO_DAY.fullmatch(text) is None:
        return False
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return False
    return day.year in _YEARS


def day_in(text: str) -> str:
    """The first day that a name gives (``20191231``, ``2019-12-31``, ``31-12-2019``), ISO, empty when it gives none."""
    stamp, french = _STAMP.search(text), _FRENCH_STAMP.search(text)
    found = "-".join(stamp.groups()) if stamp else "-".join(reversed(french.groups())) if french else ""
    return found if is_day(found) else ""


def nothing_of_ours(file: TableFile, what: str, account: Account) -> DataError:
    """Say that a file of the right kind holds nothing of the region, and why its rows were not taken."""
    rows, counts = account.rows, account.counts
    if not rows:
        advice = "Il n’y a que des titres et un en-tête : téléchargez le fichier de nouveau."
        return DataError(Problem(file.name, expected=what, found="aucune ligne sous l’en-tête", advice=advice))
    elsewhere = counts.get(Fate.OUTSIDE, 0)
    said = f"rien de tel, sur {number(rows)} {plural(rows, 'ligne', 'lignes')}"
    if elsewhere == rows:
        found = (
            f"{said} : toutes concernent d’autres régions" if rows > 1 else f"{said} : elle concerne une autre région"
        )
        advice = "Importez le fichier national, ou celui des Hauts-de-France."
        return DataError(Problem(file.name, expected=what, found=found, advice=advice))
    if elsewhere:
        said += f", dont {number(elsewhere)} hors de la région"
    reasons = [f"{number(count)} de côté : {reason}" for reason, count in account.aside.items()][:_REASONS]
    reasons += [f"{issue.place} : {issue.reason}" for issue in account.issues][: _REASONS - len(reasons)]
    found = f"{said} ({' ; '.join(reasons)}{' ; …' if len(account.issues) > _REASONS else ''})" if reasons else said
    advice = "Vérifiez que le fichier a une ligne par territoire de la région et qu’il est entier."
    if counts.get(Fate.REFUSED, 0) > rows / 2:
        advice = "Corrigez dans le fichier ce que ces raisons disent, ou repartez du fichier publié."
    return DataError(Problem(file.name, expected=what, found=found, advice=advice))


def unread(file: TableFile, read: Iterable[Sheet]) -> tuple[str, ...]:
    """Say in French which sheets, or which tables of an archive, were not read; nothing when all were."""
    known = {id(sheet) for sheet in read}
    others = [each.name or file.name for each in file.sheets if id(each) not in known and not _NOTES.search(each.name)]
    if not others:
        return ()
    what = plural(len(others), "Feuille ou table non lue", "Feuilles ou tables non lues")
    return (f"{what} : {first_of(others, _OTHERS)}. Importez-les à part si elles vous intéressent.",)
