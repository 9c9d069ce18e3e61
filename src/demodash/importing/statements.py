"""What an analyst says a number means: indicator, territory, category, period and value, checked like any figure."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from demodash.errors import DataError, Problem
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE
from demodash.schema import COLUMNS, QUALIFIERS, problems

_PERIOD_FORMS = "une période (2022, 2019-09, 2023-01-23 ou 2016/2020)"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a number is the figure of, in the words of ``schema.COLUMNS``; ``value`` is in the indicator's unit."""

    indicator: str
    territory: str
    period: str
    value: float
    category: str = ENSEMBLE
    qualifier: str = "exact"


def check(statement: Statement, file: str, locator: str) -> None:
    """Refuse a statement that no figure could make.

    Raises:
        DataError: the indicator is unknown, or it has no such territory, category, period or value.
    """
    if statement.indicator not in CATALOGUE:
        raise DataError(Problem(file, locator, "un indicateur du catalogue", statement.indicator or "rien"))
    if statement.qualifier not in QUALIFIERS:
        raise DataError(Problem(file, locator, "un signe connu (exact, plus de, moins de, environ)", "autre chose"))
    empty = [
        Problem(file, locator, expected, "rien")
        for expected, text in (("un territoire", statement.territory), (_PERIOD_FORMS, statement.period))
        if not text
    ]
    if empty:
        raise DataError(empty)
    row = {
        **{name: getattr(statement, name) for name in Statement.__dataclass_fields__},
        "status": "published",
        "source": "document",
        "locator": locator,
        "as_printed": "",
        "note": "",
    }
    table = pd.DataFrame([row], columns=list(COLUMNS)).astype({"value": float})
    found = problems(table, file)
    if found:
        raise DataError([Problem(file, locator, one.expected, one.found, one.advice) for one in found])
