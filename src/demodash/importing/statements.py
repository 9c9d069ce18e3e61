"""What an analyst says a number means: indicator, territory, category, period and value, checked like any figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from demodash.errors import DataError, Problem
from demodash.importing.answers import iso_date
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE
from demodash.schema import COLUMNS, QUALIFIERS, problems

_NUMBER = re.compile(r"^[+-]?(\d+(\.\d*)?|\.\d+)$")
_MONTH = re.compile(r"^(\d{1,2})/(\d{4})$")
_YEARS = re.compile(r"^(\d{4})[-–/](\d{4})$")
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


def french_number(text: str) -> float | None:
    """Read a number as it is typed: ``1 234,5``, ``−8,23``, ``12.5``, with or without «%»; None when it is none."""
    bare = re.sub(r"[\s\u00a0\u202f%€]", "", text).replace("−", "-").replace("–", "-").replace(",", ".")
    return float(bare) if _NUMBER.match(bare) else None


def iso_period(text: str) -> str:
    """Read a period as it is typed: ``2022``, ``23/01/2023``, ``09/2019``, ``2016-2020``; ISO 8601 stays as it is."""
    bare = iso_date(re.sub(r"\s", "", text))
    month = _MONTH.match(bare)
    years = _YEARS.match(bare)
    if month:
        return f"{month[2]}-{int(month[1]):02d}"
    return f"{years[1]}/{years[2]}" if years else bare
