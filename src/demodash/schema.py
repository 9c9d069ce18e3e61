"""The observation table: its columns, its key, its allowed values, and what is wrong with a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd
import pandera.pandas as pa

from demodash import territories
from demodash.errors import Problem
from demodash.indicators import CATALOGUE
from demodash.periods import period

COLUMNS = (
    "indicator",
    "territory",
    "category",
    "period",
    "value",
    "qualifier",
    "status",
    "source",
    "locator",
    "as_printed",
    "note",
)
KEY = ("indicator", "territory", "category", "period", "source", "locator")
QUALIFIERS = ("exact", "more_than", "less_than", "about")
STATUSES = ("published", "derived", "inferred")

_TEXT = pa.Column(str, nullable=False)
_FILLED = pa.Column(str, pa.Check.str_length(min_value=1), nullable=False)

SCHEMA = pa.DataFrameSchema(
    {
        "indicator": pa.Column(str, pa.Check.isin(list(CATALOGUE.by_id)), nullable=False),
        "territory": _FILLED,
        "category": _FILLED,
        "period": _FILLED,
        "value": pa.Column(float, nullable=False),
        "qualifier": pa.Column(str, pa.Check.isin(list(QUALIFIERS)), nullable=False),
        "status": pa.Column(str, pa.Check.isin(list(STATUSES)), nullable=False),
        "source": _FILLED,
        "locator": _FILLED,
        "as_printed": _TEXT,
        "note": _TEXT,
    },
    strict=True,
    ordered=True,
)
"""One row per figure. ``value`` is in the indicator's unit; a missing figure has no row, never a 0 or a NaN."""


def problems(table: pd.DataFrame, file: str = "observations") -> list[Problem]:
    """Say everything that is wrong with a table of observations, row by row (empty when it is right).

    ``table``: one row per figure, columns COLUMNS; its index gives the place that a problem names.
    """
    found = _schema_problems(table, file)
    if found:
        return found
    for check in (_row_problems, _key_problems):
        found.extend(check(table, file))
    return found


def _schema_problems(table: pd.DataFrame, file: str) -> list[Problem]:
    try:
        SCHEMA.validate(table, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        return [
            Problem(
                file,
                f"ligne {case.index}, colonne {case.column}" if pd.notna(case.index) else f"colonne {case.column}",
                expected=str(case.check),
                found=str(case.failure_case),
            )
            for case in cases.itertuples()
        ]
    return []


def _row_problems(table: pd.DataFrame, file: str) -> Iterator[Problem]:
    for row in table.itertuples():
        place = f"ligne {row.Index}"
        for check in _ROW_CHECKS:
            problem = check(row)
            if problem:
                expected, found = problem
                yield Problem(file, f"{place}, {row.indicator}", expected, found)


def _territory_problem(row: tuple[str, ...]) -> tuple[str, str] | None:
    code = getattr(row, "territory", "")
    if not territories.is_code(code):
        return "un code de territoire connu", code
    level = code.partition("-")[0]
    levels = CATALOGUE[getattr(row, "indicator", "")].levels
    if level not in levels:
        return f"un territoire de niveau {', '.join(sorted(levels))}", code
    return None


def _category_problem(row: tuple[str, ...]) -> tuple[str, str] | None:
    dimension = CATALOGUE[getattr(row, "indicator", "")].dimension
    category = getattr(row, "category", "")
    if category not in dimension:
        members = ", ".join(member.id for member in dimension)
        return f"un membre de la dimension {dimension.id} ({members})", category
    return None


def _period_problem(row: tuple[str, ...]) -> tuple[str, str] | None:
    text = getattr(row, "period", "")
    try:
        period(text)
    except ValueError:
        return "une période ISO 8601 (2023-01-23, 2019-09, 2022 ou 2016/2020)", text
    return None


def _range_problem(row: tuple[str, ...]) -> tuple[str, str] | None:
    indicator = CATALOGUE[getattr(row, "indicator", "")]
    value = float(getattr(row, "value", "nan"))
    if not indicator.low <= value <= indicator.high:
        return f"une valeur entre {indicator.low:g} et {indicator.high:g} {indicator.unit.plural}", f"{value:g}"
    return None


_ROW_CHECKS: tuple[Callable[[tuple[str, ...]], tuple[str, str] | None], ...] = (
    _territory_problem,
    _category_problem,
    _period_problem,
    _range_problem,
)


def _key_problems(table: pd.DataFrame, file: str) -> Iterator[Problem]:
    repeated = table[table.duplicated(list(KEY), keep=False)]
    for key, rows in repeated.groupby(list(KEY), sort=False):
        places = ", ".join(str(index) for index in rows.index)
        yield Problem(file, f"lignes {places}", "une seule figure par clé", f"{len(rows)} fois {' · '.join(key)}")
