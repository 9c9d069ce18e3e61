"""Figures gathered row by row, then one a key: communes that merged since are put together."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from demodash import texts
from demodash.indicators import CATALOGUE
from demodash.indicators.model import ENSEMBLE
from demodash.loaders.content import no_observations
from demodash.loaders.tables.cells import has_groups, is_missing, is_rounded, number, perhaps_thousands, why_not
from demodash.loaders.tables.placing import AccountBook, shown
from demodash.schema import COLUMNS
from demodash.texts import first_of, plural

NO_FIGURE = "ligne sans chiffre"
SHOWN = 10
"""Cells that a remark names."""


class Merging(StrEnum):
    """What becomes of the figures of several former communes of one commune of today."""

    SUM = "sum"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Key:
    """What a figure measures, but for the territory."""

    indicator: str
    period: str
    category: str = ENSEMBLE


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as a file prints it: of whom (``insee``, possibly a former code), how much, where, how written.

    ``weight`` is what a mean weighs it by, NaN when the file does not say.
    """

    insee: str
    value: float
    locator: str
    printed: str
    weight: float = math.nan


@dataclass(slots=True)
class Gathering:
    """Figures of communes on their way to the observation table, and the cells that are not figures."""

    merging: Mapping[str, Merging] = field(default_factory=dict)
    """Indicators whose figures are not summed."""
    weighed_by: str = "population"
    whole: Collection[str] = ()
    """Indicators that the file counts in whole numbers: ``1.234`` is then no figure, but 1234 written the English way
    or something else."""
    parts: str = "des anciennes communes"
    """What is put together, after «somme»."""
    _cells: dict[Key, dict[str, list[Cell]]] = field(default_factory=dict)
    _wrong: list[str] = field(default_factory=list)
    _missing: int = 0
    _holes: dict[Key, set[str]] = field(default_factory=dict)
    _undated: dict[str, set[str]] = field(default_factory=dict)
    _partial: int = 0
    _twice: int = 0
    _together: set[str] = field(default_factory=set)

    def read(self, key: Key, territory: str, cell: Cell) -> str | None:
        """Take a printed figure; return in French what is wrong with it, empty when taken, None when it says nothing.

        ``cell.value`` is not looked at: it is read from ``cell.printed``.
        """
        if is_missing(cell.printed):
            self._missing += 1
            self.lose(key, territory)
            return None
        value = number(cell.printed)
        reason = why_not(cell.printed) if value is None else self._doubt(key, value, cell.printed)
        if value is None or reason:
            self.lose(key, territory)
            return reason
        taken = Cell(cell.insee, value, cell.locator, cell.printed.strip(), cell.weight)
        self._cells.setdefault(key, {}).setdefault(territory, []).append(taken)
        return ""

    def lose(self, key: Key, territory: str) -> None:
        """Say that the figure of a part of a territory is not known: the sum of the others would not be whole."""
        self._holes.setdefault(key, set()).add(territory)

    def lose_undated(self, territory: str, insee: str) -> None:
        """Say that a row of a part of a territory has no period: it may be the part that a sum lacks."""
        self._undated.setdefault(territory, set()).add(insee)

    def _doubt(self, key: Key, value: float, printed: str) -> str:
        """Say in French why a number cannot be the figure, empty when it can."""
        if is_rounded(printed):
            return f"« {shown(printed)} » est un nombre abrégé par un tableur : ses derniers chiffres sont perdus"
        if key.indicator in self.whole and (not value.is_integer() or perhaps_thousands(printed)):
            cure = "écrivez-le sans séparateur de milliers" if has_groups(printed) else "vérifiez la colonne"
            return f"« {shown(printed)} » n’est pas un nombre entier : {cure}"
        return _out_of_range(key.indicator, value)

    def has(self, key: Key) -> bool:
        """Whether some figure was read for a key."""
        return bool(self._cells.get(key))

    def single_values(self, key: Key) -> dict[str, float]:
        """The figures of a key by territory, those that are put together left out."""
        return {code: cells[0].value for code, cells in self._cells.get(key, {}).items() if len(cells) == 1}

    def keep(self, wanted: Callable[[Key, str, list[Cell]], bool]) -> int:
        """Keep the figures that a rule wants, by what they measure, their territory and its cells; count the others."""
        lost = 0
        for key, territories in self._cells.items():
            unwanted = [code for code, cells in territories.items() if not wanted(key, code, cells)]
            for code in unwanted:
                del territories[code]
            lost += len(unwanted)
        return lost

    def close_row(self, cells: Sequence[tuple[str, str | None]], book: AccountBook) -> None:
        """Write a row down, given the place of each of its cells and what ``read`` said of it.

        A row is refused when a cell is wrong and none is right; a wrong cell of another row is a remark.
        """
        wrong = [(where, reason) for where, reason in cells if reason]
        if any(reason == "" for _, reason in cells):
            book.taken()
            self._wrong += [f"{where} ({reason})" for where, reason in wrong]
        elif wrong:
            book.refused(*wrong[0])
        else:
            book.aside(NO_FIGURE)

    def observations(self, source: str) -> pd.DataFrame:
        """The figures as observations of a source, columns ``schema.COLUMNS``."""
        self._partial = self.keep(lambda key, territory, cells: not self._is_partial(key, territory, cells))
        self._twice = self.keep(lambda _key, _territory, cells: len({cell.insee for cell in cells}) == len(cells))
        rows = list(self._rows(source))
        return pd.DataFrame(rows, columns=list(COLUMNS)) if rows else no_observations()

    def remarks(self) -> tuple[str, ...]:
        """What the analyst should know, in French."""
        found = []
        if self._together:
            names = first_of(sorted(code.removeprefix("COM-") for code in self._together), SHOWN)
            count = len(self._together)
            whom = plural(count, "commune d’aujourd’hui réunit", "communes d’aujourd’hui réunissent")
            found.append(f"{count} {whom} plusieurs communes du fichier, additionnées ou moyennées : {names}.")
        if self._missing:
            cells = plural(self._missing, "cellule sans chiffre", "cellules sans chiffre")
            found.append(
                f"{texts.number(self._missing)} {cells} (vide, non disponible ou secret) : rien n’en est tiré."
            )
        found.extend(partial_sums(self._partial))
        if self._twice:
            figures = plural(self._twice, "chiffre donné", "chiffres donnés")
            found.append(f"{texts.number(self._twice)} {figures} plusieurs fois par le fichier : aucun n’est retenu.")
        if self._wrong:
            count = len(self._wrong)
            cells = plural(count, "cellule écartée", "cellules écartées")
            named = first_of(self._wrong, SHOWN, " ; ")
            found.append(f"{texts.number(count)} {cells} dans des lignes lues par ailleurs : {named}.")
        return tuple(found)

    def _is_partial(self, key: Key, territory: str, cells: list[Cell]) -> bool:
        """Whether a sum lacks the figure of one of the former communes that it is made of."""
        is_sum = self.merging.get(key.indicator, Merging.SUM) is Merging.SUM
        undated = self._undated.get(territory, set()) - {cell.insee for cell in cells}
        return is_sum and (territory in self._holes.get(key, ()) or bool(undated))

    def _rows(self, source: str) -> Iterator[tuple[str | float, ...]]:
        for key, territories in self._cells.items():
            for territory, cells in territories.items():
                value, note = self._merged(key.indicator, territory, cells)
                yield (
                    key.indicator,
                    territory,
                    key.category,
                    key.period,
                    value,
                    "exact",
                    "published",
                    source,
                    " ; ".join(cell.locator for cell in cells),
                    cells[0].printed if len(cells) == 1 else " ; ".join(cell.printed for cell in cells),
                    note,
                )

    def _merged(self, indicator: str, territory: str, cells: list[Cell]) -> tuple[float, str]:
        if len(cells) == 1:
            return cells[0].value, ""
        if territory.startswith("COM-"):
            self._together.add(territory)
        codes = ", ".join(cell.insee for cell in cells)
        if self.merging.get(indicator, Merging.SUM) is Merging.SUM:
            return math.fsum(cell.value for cell in cells), f"Somme {self.parts} {codes}."
        weights = [cell.weight for cell in cells]
        total = math.fsum(weights)
        if math.isnan(total) or total <= 0:
            mean = math.fsum(cell.value for cell in cells) / len(cells)
            return mean, f"Moyenne simple des anciennes communes {codes} : leur population n’est pas dans le fichier."
        mean = math.fsum(cell.value * cell.weight for cell in cells) / total
        return mean, f"Moyenne des anciennes communes {codes}, pondérée par leur {self.weighed_by}."


def partial_sums(count: int) -> tuple[str, ...]:
    """Say in French how many sums are left out because the file lacks one of their parts; nothing when none is."""
    sums = plural(count, "somme laissée", "sommes laissées")
    said = f"{texts.number(count)} {sums} de côté : le chiffre d’une des parties manque dans le fichier."
    return (said,) if count else ()


def _out_of_range(indicator_id: str, value: float) -> str:
    indicator = CATALOGUE[indicator_id]
    if indicator.low <= value <= indicator.high:
        return ""
    if value < 0 <= indicator.low:
        return f"{_written(value)} est négatif"
    bounds = f"{_written(indicator.low)} à {_written(indicator.high)}"
    return f"{_written(value)} est hors des bornes de « {indicator.name} » ({bounds})"


def _written(value: float) -> str:
    """A number as French typography wants, with the decimals that it has."""
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return texts.number(value, decimals)
