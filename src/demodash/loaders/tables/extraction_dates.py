"""The day of an extraction: printed in its file, carried by its name, or said by the analyst."""

from __future__ import annotations

import datetime as dt
import re

from demodash.loaders.tables.model import Question, QuestionKind

_DAY = re.compile(r"(?<!\d)(20\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?:[-T_]?\d{4}|[-T_]?\d{6})?(?!\d)")


def day_of(*texts: str) -> str:
    """First ISO day that texts carry (``…_202611140830.txt``, ``2026-05-12T08:00:00Z``), empty when none does."""
    for text in texts:
        for found in _DAY.finditer(text):
            try:
                return dt.date(*(int(part) for part in found.groups())).isoformat()
            except ValueError:  # the 31st of a shorter month
                continue
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
