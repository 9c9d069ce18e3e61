"""The answers to what a file does not say: defaults filled in, and everything wrong with them said at once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from demodash.errors import DataError, Problem
from demodash.loaders.tables.model import Answers, Question, QuestionKind
from demodash.loaders.tables.sourcing import UNANSWERED

_FRENCH_DAY = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
_YEAR = re.compile(r"^(19|20)\d{2}$")


def settled(questions: Sequence[Question], answers: Answers, file: str) -> dict[str, str]:
    """Give an answer to every question: what was said, else the default; a day as 31/01/2024 becomes 2024-01-31.

    Raises:
        DataError: a question has no answer, or one that is not of its kind.
    """
    given = {one.id: _answer(one, answers) for one in questions}
    problems = [problem for one in questions for problem in _problems(one, given[one.id], file)]
    if problems:
        raise DataError(problems)
    return given


def iso_date(text: str) -> str:
    """Turn ``31/01/2024`` into ``2024-01-31``; any other text stays."""
    match = _FRENCH_DAY.match(text)
    return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}" if match else text


def _answer(question: Question, answers: Answers) -> str:
    text = answers.get(question.id, question.default).strip()
    return iso_date(text) if question.kind is QuestionKind.DAY else text


def _problems(question: Question, answer: str, file: str) -> list[Problem]:
    if not answer:
        return [] if question.optional else [Problem(file, question.label, "une réponse", "rien", UNANSWERED)]
    if question.kind is QuestionKind.DAY and not _is_day(answer):
        return [Problem(file, question.label, "une date (JJ/MM/AAAA)", answer)]
    if question.kind is QuestionKind.YEAR and not _YEAR.match(answer):
        return [Problem(file, question.label, "une année (AAAA)", answer)]
    if question.kind is QuestionKind.CHOICE and answer not in question.options:
        return [Problem(file, question.label, f"un choix parmi {', '.join(question.options.values())}", answer)]
    return []


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
