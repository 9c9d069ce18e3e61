"""The declaration of a wide table in ``source.toml``: a ``[[table]]`` and what it says.

Which file, which column holds the territory and how a code is written, the period (a column and a form, or a
constant), the status of the rows of each level, the indicator of each column, and the cells that mean «missing»
with their number and the reason: a producer who mends them makes the declaration fail.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demodash.errors import Problem
from demodash.indicators import CATALOGUE
from demodash.loaders.shipped.rows import Line
from demodash.schema import STATUSES

_FIELDS = {
    "file": str,
    "territory_column": str,
    "territory_prefix": str,
    "territory_whole": list,
    "period_column": str,
    "period_form": str,
    "period": str,
    "status": dict,
    "note": dict,
    "columns": dict,
    "missing": list,
}
_REQUIRED = ("file", "territory_column", "territory_prefix", "status", "columns")
_MISSING_FIELDS = {"column": str, "cell": str, "count": int, "reason": str}


@dataclass(frozen=True, slots=True)
class Missing:
    """A cell that means «missing» in a column: how many there are, and why."""

    column: str
    cell: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """The declaration of one wide table."""

    file: str
    territory_column: str
    territory_prefix: str
    status: Mapping[str, str]
    columns: Mapping[str, str]
    territory_whole: tuple[str, ...]
    period_column: str
    period_form: str
    period: str
    note: Mapping[str, str]
    missing: tuple[Missing, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The columns that the file must have, in order."""
        first = (self.territory_column, self.period_column) if self.period_column else (self.territory_column,)
        return (*first, *self.columns)

    def territory(self, line: Line) -> str:
        """The territory code of a line."""
        code = line[self.territory_column]
        return code if code in self.territory_whole else f"{self.territory_prefix}{code}"

    def period_of(self, line: Line) -> str:
        """The ISO 8601 period of a line."""
        return self.period_form.format(line[self.period_column]) if self.period_column else self.period


def declarations(folder: Path) -> list[Mapping[str, object]]:
    """The tables that a folder's ``source.toml`` declares, unchecked."""
    content = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))
    tables = content.get("table", [])
    return list(tables) if isinstance(tables, list) else []


def read_table_declaration(declared: Mapping[str, object]) -> Table:
    """Make a table of a declaration in which ``declaration_problems`` found nothing."""
    return Table(
        file=_text(declared, "file"),
        territory_column=_text(declared, "territory_column"),
        territory_prefix=_text(declared, "territory_prefix"),
        status=_texts(declared, "status"),
        columns=_texts(declared, "columns"),
        territory_whole=tuple(str(code) for code in _entries(declared, "territory_whole")),
        period_column=_text(declared, "period_column"),
        period_form=_text(declared, "period_form") or "{}",
        period=_text(declared, "period"),
        note=_texts(declared, "note"),
        missing=tuple(Missing(**entry) for entry in _entries(declared, "missing")),
    )


def _text(declared: Mapping[str, object], key: str) -> str:
    return str(declared.get(key, ""))


def _texts(declared: Mapping[str, object], key: str) -> dict[str, str]:
    found = declared.get(key, {})
    return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else {}


def _entries(declared: Mapping[str, object], key: str) -> list[dict[str, Any]]:
    found = declared.get(key, [])
    return found if isinstance(found, list) else []


def declaration_problems(file: str, where: str, declared: Mapping[str, object]) -> list[Problem]:
    """Say what is wrong with the declaration of a table (empty when it is right)."""
    found = [Problem(file, where, f"le champ {key}", "absent ou vide") for key in _REQUIRED if not declared.get(key)]
    for key, value in declared.items():
        if key not in _FIELDS:
            found.append(Problem(file, where, f"un champ parmi {', '.join(_FIELDS)}", key))
        elif not isinstance(value, _FIELDS[key]):
            found.append(Problem(file, f"{where}, {key}", f"un {_FIELDS[key].__name__}", repr(value)))
    if found:
        return found
    if bool(declared.get("period_column")) == bool(declared.get("period")):
        found.append(Problem(file, where, "period_column ou period, l’un des deux", "les deux ou aucun"))
    columns = _texts(declared, "columns")
    for column, indicator in columns.items():
        if indicator not in CATALOGUE:
            found.append(Problem(file, f"{where}, {column}", "un indicateur du catalogue", indicator))
    for level, status in _texts(declared, "status").items():
        if status not in STATUSES:
            found.append(Problem(file, f"{where}, status {level}", f"un statut parmi {', '.join(STATUSES)}", status))
    for entry in _entries(declared, "missing"):
        fields = {key: type(value) for key, value in entry.items()}
        if fields != _MISSING_FIELDS or entry["column"] not in columns:
            wanted = "column (une colonne de columns), cell, count et reason"
            found.append(Problem(file, f"{where}, missing", wanted, repr(entry)))
    return found
