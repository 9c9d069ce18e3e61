"""From the rows of data.ameli to figures: one a key, finer ages summed, nothing where the file hides or disagrees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from demodash import territories
from demodash.indicators import CATALOGUE
from demodash.loaders.tables.ages import ALL_AGES, band_of
from demodash.loaders.tables.ameli_reading import MAIN_FIELD, Row, category_of
from demodash.loaders.tables.placing import AccountBook

NOTE = "Médecins libéraux conventionnés ; effectif au 31 décembre."
_NOT_SIGNIFICANT = "NS"
_HIDDEN = frozenset({"", _NOT_SIGNIFICANT})
_MOST = CATALOGUE["mg_effectif"].high
_COUNT = re.compile(r"\d{1,12}(?:[.,]0+)?", re.ASCII)
_YEAR = re.compile(r"((?:19|20)\d{2})(?:-\d{2}-\d{2}.*)?", re.ASCII)
_FRANCE = "99"
_WHOLE = "999"
_UNDER_SECRECY = "secret statistique (NS)"
_EMPTY = "effectif absent"
_INCOMPLETE = "tranche d’âge dont une classe plus fine est secrète ou absente"
_FIELD_WORDS = {"cpam_hors_mep": "hors MEP", "cpam_mep": "MEP"}

Cell = tuple[str, str, str, str]
"""Indicator, territory, category, year."""


@dataclass(slots=True)
class Cells:
    """The rows that print each figure, the figures that the file hides, and those that it prints twice differently."""

    book: AccountBook
    printed: dict[Cell, list[Row]] = field(default_factory=dict)
    secret: set[Cell] = field(default_factory=set)
    absent: set[Cell] = field(default_factory=set)
    disagreeing: list[Cell] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Put a row where it belongs; ``settle`` writes those that print a figure down."""
        reason = _wrong(row)
        territory = territory_of(row.region, row.departement)
        if reason:
            for _ in range(row.times):
                self.book.refused(row.place, reason)
        elif territory is None:
            for _ in range(row.times):
                self.book.unplaced(row.place, "aucun territoire d’aujourd’hui n’a ces codes")
        else:
            cells = _cells(row, territory)
            if row.value == _NOT_SIGNIFICANT:
                self.book.aside(_UNDER_SECRECY, row.times)
                self.secret.update(cells)
            elif not row.value:
                self.book.aside(_EMPTY, row.times)
                self.absent.update(cells)
            else:
                for cell in cells:
                    self.printed.setdefault(cell, []).append(row)

    def settle(self) -> None:
        """Write the rows that print figures down, and leave the figures that cannot be taken."""
        taken = 0
        for cell, rows in list(self.printed.items()):
            times = 0 if _is_second(cell) else sum(row.times for row in rows)
            if len(rows) > 1 and len({(count_of(row.value), row.age) for row in rows}) > len({row.age for row in rows}):
                self.disagreeing.append(cell)
                for row in rows if times else ():
                    for _ in range(row.times):
                        self.book.refused(row.place, "imprimé deux fois avec des valeurs différentes")
                del self.printed[cell]
            elif cell in self.secret or cell in self.absent:
                if times:
                    self.book.aside(_INCOMPLETE, times)
                del self.printed[cell]
            else:
                taken += times
        self.book.taken(taken)

    def observations(self, source: str, column: str) -> Iterator[tuple[str | float, ...]]:
        """Give the figures as observations of a source; ``column`` is how the file calls the numbers."""
        for cell, rows in self.printed.items():
            indicator, territory, category, year = cell
            whole = _FIELD_WORDS.get(category, "ensemble des généralistes")
            values = {row.age: count_of(row.value) or 0.0 for row in rows}
            ages = ", ".join(sorted(values)) if len(values) > 1 else rows[0].age
            value = sum(values.values())
            locator = f"colonne {column}, {year}, {territory}, {whole}, {ages}, tout sexe"
            printed, note = (f"{value:.0f}", NOTE) if len(values) == 1 else ("", f"{NOTE} Somme des classes {ages}.")
            yield indicator, territory, category, year, value, "exact", "published", source, locator, printed, note


def _wrong(row: Row) -> str:
    """What is wrong with a row, in French, empty when nothing is."""
    if year_of(row.year) is None:
        return f"« {row.year} » n’est pas une année"
    if band_of(row.age) is None:
        return f"classe d’âge « {row.age} » inconnue"
    if row.value in _HIDDEN:
        return ""
    value = count_of(row.value)
    if value is None:
        return f"effectif « {row.value} » : un nombre entier positif est attendu"
    return f"effectif « {row.value} » : {_MOST:.0f} au plus est attendu" if value > _MOST else ""


def _cells(row: Row, territory: str) -> tuple[Cell, ...]:
    """The figures that a row prints: the whole of the main field counts among all professionals and among the ages."""
    category, band, year = str(category_of(row.profession)), str(band_of(row.age)), str(year_of(row.year))
    total = ("mg_effectif", territory, category, year)
    by_age = ("mg_age_effectif", territory, band, year)
    if category != MAIN_FIELD:
        return (total,)
    return (total, by_age) if band == ALL_AGES else (by_age,)


def _is_second(cell: Cell) -> bool:
    """Whether a figure comes from rows that are written down with another one."""
    return cell[0] == "mg_age_effectif" and cell[2] == ALL_AGES


@cache
def count_of(printed: str) -> float | None:
    """The number that a cell prints; None when it prints no count."""
    return float(printed.replace(",", ".")) if _COUNT.fullmatch(printed) else None


@cache
def year_of(printed: str) -> str | None:
    """The year of a cell that prints a year or a day; None when it does neither."""
    found = _YEAR.fullmatch(printed)
    return None if found is None else found[1]


@cache
def territory_of(region: str, departement: str) -> str | None:
    """Full code of the territory of today that a pair of codes is; None when there is none."""
    region, departement = region.zfill(2), departement.upper().zfill(2)
    if departement != _WHOLE:
        code = f"DEP-{departement}"
        return code if territories.is_code(code) and region != _FRANCE else None
    if region == _FRANCE:
        return "FR"
    return f"REG-{region}" if territories.is_code(f"REG-{region}") else None
