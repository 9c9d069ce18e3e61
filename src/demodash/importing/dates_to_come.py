"""Periods that have not begun: a table of what is cannot have figures of them, a document may foretell some."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from demodash.errors import Problem
from demodash.periods import period


def to_come(rows: pd.DataFrame, file: str) -> tuple[Problem, ...]:
    """Say which figures of a table (columns ``schema.COLUMNS``) are of a period to come: one problem a period."""
    today = dt.date.today()
    late = [iso for iso in sorted(set(rows["period"])) if _start(iso) > today]
    advice = "Vérifiez l’année de la feuille, de la colonne ou de la réponse."
    return tuple(
        Problem(file, _place(rows, iso), "des chiffres d’une période déjà commencée", period(iso).label, advice)
        for iso in late
    )


def _start(iso: str) -> dt.date:
    try:
        return period(iso).start
    except ValueError:  # the schema says what is wrong with it
        return dt.date.min


def _place(rows: pd.DataFrame, iso: str) -> str:
    """The place of the first figure of a period."""
    return str(rows.loc[rows["period"] == iso, "locator"].iloc[0])
