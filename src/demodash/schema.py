"""The observation table: its columns, its key, its allowed values, and what is wrong with a table."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pandera.pandas as pa

from demodash import territories
from demodash.errors import Problem
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Indicator
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
    columns = (table[name] for name in ("indicator", "territory", "category", "period", "value"))
    for place, indicator_id, territory, category, iso, value in zip(table.index, *columns, strict=True):
        indicator = CATALOGUE[indicator_id]
        pairs = (
            _territory_problem(indicator, territory),
            _category_problem(indicator, category),
            _period_problem(iso),
            _range_problem(indicator, territory, value),
        )
        for expected, found in (pair for pair in pairs if pair):
            yield Problem(file, f"ligne {place}, {indicator_id}", expected, found)


def _territory_problem(indicator: Indicator, code: str) -> tuple[str, str] | None:
    if not territories.is_code(code):
        return "un code de territoire connu", code
    if code.partition("-")[0] not in indicator.levels:
        return f"un territoire de niveau {', '.join(sorted(indicator.levels))}", code
    return None


def _category_problem(indicator: Indicator, category: str) -> tuple[str, str] | None:
    if category not in indicator.dimension:
        members = ", ".join(member.id for member in indicator.dimension)
        return f"un membre de la dimension {indicator.dimension.id} ({members})", category
    return None


def _period_problem(iso: str) -> tuple[str, str] | None:
    try:
        period(iso)
    except ValueError:
        return "une période ISO 8601 (2023-01-23, 2019-09, 2022 ou 2016/2020)", iso
    return None


def _range_problem(indicator: Indicator, territory: str, value: float) -> tuple[str, str] | None:
    low, high = indicator.range_at(territory)
    if not low <= value <= high:
        return f"une valeur entre {low:g} et {high:g} {indicator.unit.plural}", f"{value:g}"
    return None


def _key_problems(table: pd.DataFrame, file: str) -> Iterator[Problem]:
    repeated = table[table.duplicated(list(KEY), keep=False)]
    for key, rows in repeated.groupby(list(KEY), sort=False):
        places = ", ".join(str(index) for index in rows.index)
        yield Problem(
            file, f"lignes {places}", "un seul chiffre par clé", f"{len(rows)} fois {' · '.join(map(str, key))}"
        )
