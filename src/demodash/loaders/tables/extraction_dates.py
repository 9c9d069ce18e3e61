"""The day of an extraction: in the name of its file, or said by the analyst."""

from __future__ import annotations

import datetime as dt
import re

from demodash.errors import DataError, Problem
from demodash.loaders.tables.model import Answers, Question, QuestionKind

_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d{2})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?:-?\d{4}|-?\d{6})?(?!\d)")
_FIRST_YEAR = 2000
_LAST_YEAR = 2100


def day_in_name(*names: str) -> str:
    """ISO day that a name carries (``…_202611140830.txt``), empty when none does; the last name comes first."""
    for name in reversed(names):
        for found in _DAY_IN_NAME.finditer(name):
            day = _day("-".join(found.groups()))
            if day:
                return day
    return ""


def question(default: str) -> Question:
    """Ask for the day of an extraction."""
    return Question(
        "date",
        "Date de l’extraction",
        QuestionKind.DAY,
        "Le jour que décrit le fichier : les chiffres importés porteront cette date.",
        default,
    )


def answered(answers: Answers, default: str, file: str) -> str:
    """ISO day that the analyst said, or that the file says.

    Raises:
        DataError: neither did, or it is not a day.
    """
    said = answers.get("date", "").strip() or default
    day = _day(said)
    if not day:
        found = f"« {said} »" if said else "aucune dans le nom du fichier"
        advice = "Indiquez le jour de l’extraction (AAAA-MM-JJ)."
        raise DataError(Problem(file, "date de l’extraction", "un jour, par exemple 2026-11-14", found, advice))
    return day


def _day(text: str) -> str:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return ""
    return day.isoformat() if _FIRST_YEAR <= day.year <= _LAST_YEAR else ""
