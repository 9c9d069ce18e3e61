"""What an APL workbook must satisfy: swapped columns and wrong years give numbers that look right."""

from __future__ import annotations

import re
from itertools import pairwise

from demodash.errors import DataError, Problem
from demodash.loaders.tables.cells import years_in
from demodash.loaders.tables.gathering import Gathering, Key
from demodash.loaders.tables.headers import Header, normalised
from demodash.loaders.tables.opening import Sheet, TableFile
from demodash.texts import folded

_ORDER = ("apl_mg", "apl_mg_65", "apl_mg_62", "apl_mg_60")
"""Each leaves out physicians whom the one before counts: it is never larger."""
_FEWEST = 5
_MOST_SHARE = 0.2
_ROUNDING = 0.011
_POPULATION_YEAR = re.compile(r"population (?:standardisee|totale) (20\d\d)")
_SWAPPED = "Des en-têtes semblent intervertis : remettez-les au-dessus de leurs colonnes."
_LAG = 2
"""Years from the populations of an APL to the APL."""


def refuse_swapped(file: TableFile, sheet: Sheet, header: Header, figures: Gathering, year: str) -> None:
    """Refuse a sheet where APL that leave physicians out are larger than those that count them.

    Raises:
        DataError: two columns are swapped, or do not hold what their headers say.
    """
    given = [each for each in _ORDER if figures.has(Key(each, year))]
    for larger, smaller in pairwise(given):
        wide, narrow = (figures.single_values(Key(each, year)) for each in (larger, smaller))
        both = wide.keys() & narrow.keys()
        wrong = [code for code in both if narrow[code] > wide[code] + _ROUNDING]
        if len(wrong) >= _FEWEST and len(wrong) > _MOST_SHARE * len(both):
            first = min(wrong)
            found = (
                f"l’inverse pour {len(wrong)} communes sur {len(both)}, par exemple {first.removeprefix('COM-')} : "
                f"{narrow[first]:g} et {wide[first]:g}".replace(".", ",")
            )
            wanted = f"un APL « {_words(smaller)} » au plus égal à l’APL « {_words(larger)} »"
            raise DataError(Problem(file.name, sheet.place(header.line), wanted, found, _SWAPPED))


def refuse_swapped_populations(file: TableFile, sheet: Sheet, header: Header, figures: Gathering, year: str) -> None:
    """Refuse a sheet whose total populations are no whole numbers while the standardised ones are.

    Raises:
        DataError: the two columns are swapped.
    """
    standard = figures.single_values(Key("apl_population_standardisee", year))
    if len(standard) < _FEWEST or not header.many["total"] or figures.has(Key("apl_population", year)):
        return
    if all(value.is_integer() for value in standard.values()):
        wanted = "des populations totales en nombres entiers"
        found = "des nombres à virgule, et des nombres entiers sous la population standardisée"
        raise DataError(Problem(file.name, sheet.place(header.line), wanted, found, _SWAPPED))


def doubts_about_year(sheet: Sheet, header: Header, year: str) -> list[str]:
    """Say in French what, in the titles and the headers of a sheet, is of another year than its name."""
    found = []
    populations = {match[1] for cell in header.cells if (match := _POPULATION_YEAR.match(normalised(cell))) is not None}
    if populations and str(int(year) - _LAG) not in populations:
        found.append(
            f"{sheet.title or 'Table'} lue comme l’année {year}, mais ses populations sont de "
            f"{', '.join(sorted(populations))} et non de {int(year) - _LAG} : vérifiez l’année de la feuille."
        )
    rows = [cells for line, cells in sheet.numbered_head if line < header.line]
    titles = {named for cells in rows for cell in cells if "apl" in folded(cell) for named in years_in(cell)}
    if titles and year not in titles:
        found.append(
            f"{sheet.title or 'Table'} lue comme l’année {year}, mais ses titres parlent de "
            f"{', '.join(sorted(titles))} : vérifiez l’année de la feuille."
        )
    return found


def _words(indicator: str) -> str:
    age = indicator.removeprefix("apl_mg").strip("_")
    return f"de {age} ans ou moins" if age else "tous âges"
