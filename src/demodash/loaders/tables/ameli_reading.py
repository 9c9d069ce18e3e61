"""The rows of data.ameli that are about GPs of all sexes, read in one pass over the file, and what their words mean."""

from __future__ import annotations

import re
from functools import cache

import pyarrow as pa

from demodash import territories
from demodash.indicators import CATALOGUE
from demodash.loaders.tables.ages import ALL_AGES, band_of
from demodash.loaders.tables.engine import Engine
from demodash.loaders.tables.headers import normalised
from demodash.loaders.tables.placing import AccountBook

MAIN_FIELD = "cpam"
NOT_SIGNIFICANT = "NS"
_FIELDS = {
    "ensemble des medecins generalistes": MAIN_FIELD,
    "medecins generalistes hors medecins a expertise particuliere mep": "cpam_hors_mep",
    "medecins generalistes a expertise particuliere mep": "cpam_mep",
}
_IN_EVERY_LABEL = "raliste"  # whatever the accents of «généraliste»
_ALL_SEXES = ("tout sexe", "tous sexes", "ensemble")
_OTHER_PROFESSION = "autre profession ou spécialité que la médecine générale"
_BY_SEX = "détail par sexe"
_BY_AGE_OF_FIELD = "détail par âge d’un champ partiel (MEP, hors MEP)"
_MOST = CATALOGUE["mg_effectif"].high
_COUNT = re.compile(r"\d{1,12}(?:[.,](?:0{1,2}|0{4,}))?", re.ASCII)
"""Not ``1.000``, which may be a thousand."""
_YEAR = re.compile(r"((?:19|20)\d{2})(?:-\d{2}-\d{2}.*)?", re.ASCII)
_FRANCE = "99"
_WHOLE = "999"
_TEXT = pa.string()

# Grouped by a single text (several columns would cost as much again as reading them): the cells of the rows about GPs
# of all sexes, the profession alone of their other rows, nothing of the others.
_READ = """
CREATE TEMP TABLE line AS
SELECT
    CASE
        WHEN NOT coalesce(contains(profession, $in_every_label), false) THEN '0'
        WHEN list_contains($all_sexes, lower(trim(sex))) IS NOT TRUE THEN concat_ws(chr(31), '1', trim(profession))
        ELSE concat_ws(
            chr(31), '2', trim(profession), coalesce(trim(age), ''), coalesce(trim(year), ''),
            coalesce(trim(region), ''), coalesce(trim(departement), ''), coalesce(trim(value), '')
        )
    END AS said,
    count(*) AS n
FROM given
GROUP BY said
"""
_CELLS = """
CREATE TEMP TABLE cell AS
WITH split AS (SELECT string_split(said, chr(31)) AS cells, n FROM line)
SELECT
    cells[1] = '2' AS wanted, coalesce(cells[2], '') AS profession, coalesce(cells[3], '') AS age, cells[4] AS year,
    cells[5] AS region, cells[6] AS departement, cells[7] AS value, n
FROM split
"""
_KINDS = "SELECT profession, age, wanted, sum(n) FROM cell GROUP BY ALL"
_ROWS = """
CREATE TEMP TABLE row AS
SELECT
    year, profession, region, departement, age, value, n, category, band, period, territory, count,
    value IN ('', $not_significant) AS hidden, coalesce(year_wrong, age_wrong, value_wrong) AS wrong,
    concat_ws(', ', year, profession, 'région ' || region, 'département ' || departement, age) AS place
FROM cell
JOIN said_fields USING (profession, age)
JOIN said_years USING (year)
JOIN said_areas USING (region, departement)
JOIN said_values USING (value)
WHERE wanted
ORDER BY year, profession, region, departement, age, value
"""


def read_rows(engine: Engine, book: AccountBook) -> tuple[str, str]:
    """Make the table ``row`` from the one given to the engine: the rows to take, the others written down by reason.

    Its columns: the cells as printed and how many times (``n``); ``category`` of ``mg_effectif``, ``band`` of ages,
    ``period``, ``territory`` and ``count``, each NULL when the cell does not give it; ``hidden`` when the number is
    secret or absent; ``wrong``: what is wrong with the row, in French, NULL when nothing is; ``place``: what it is
    about, since the engine does not number lines. In the order of the printed cells, ``rowid`` being the rank.
    Gives the first and the last period, empty when there is none.

    Raises:
        DataError: the engine could not read the file.
        Cancelled: the progress said so.
    """
    engine.run(_READ, "Lecture des effectifs", {"in_every_label": _IN_EVERY_LABEL, "all_sexes": list(_ALL_SEXES)})
    engine.rows(_CELLS)
    taken = []
    for profession, age, wanted, rows in engine.rows(_KINDS):
        category, band = category_of(profession), band_of(age)
        if category is None:
            book.aside(_OTHER_PROFESSION, int(rows))
        elif not wanted:
            book.aside(_BY_SEX, int(rows))
        elif category != MAIN_FIELD and band not in {None, ALL_AGES}:
            book.aside(_BY_AGE_OF_FIELD, int(rows))
        else:
            taken.append((profession, age, category, band, None if band else f"classe d’âge « {age} » inconnue"))
    engine.lend("said_fields", dict.fromkeys(("profession", "age", "category", "band", "age_wrong"), _TEXT), taken)
    years = [
        (printed, year_of(printed), None if year_of(printed) else f"« {printed} » n’est pas une année")
        for (printed,) in engine.rows("SELECT DISTINCT year FROM cell WHERE wanted")
    ]
    engine.lend("said_years", dict.fromkeys(("year", "period", "year_wrong"), _TEXT), years)
    areas = [
        (region, departement, territory_of(region, departement))
        for region, departement in engine.rows("SELECT DISTINCT region, departement FROM cell WHERE wanted")
    ]
    engine.lend("said_areas", dict.fromkeys(("region", "departement", "territory"), _TEXT), areas)
    values = [
        (printed, count_of(printed), _wrong_value(printed))
        for (printed,) in engine.rows("SELECT DISTINCT value FROM cell WHERE wanted")
    ]
    engine.lend("said_values", {"value": _TEXT, "count": pa.float64(), "value_wrong": _TEXT}, values)
    engine.rows(_ROWS, {"not_significant": NOT_SIGNIFICANT})
    ((first, last),) = engine.rows("SELECT min(period), max(period) FROM row")
    return first or "", last or ""


@cache
def category_of(profession: str) -> str | None:
    """Category of ``mg_effectif`` that a label of profession stands for; None when it is not about GPs."""
    return _FIELDS.get(normalised(profession))


def count_of(printed: str) -> float | None:
    """The number that a cell prints; None when it prints no count."""
    return float(printed.replace(",", ".")) if _COUNT.fullmatch(printed) else None


def year_of(printed: str) -> str | None:
    """The year of a cell that prints a year or a day; None when it does neither."""
    found = _YEAR.fullmatch(printed)
    return None if found is None else found[1]


def territory_of(region: str, departement: str) -> str | None:
    """Full code of the territory of today that a pair of codes is; None when there is none."""
    region, departement = region.zfill(2), departement.upper().zfill(2)
    if departement != _WHOLE:
        code = f"DEP-{departement}"
        return code if territories.is_code(code) and region != _FRANCE else None
    if region == _FRANCE:
        return "FR"
    return f"REG-{region}" if territories.is_code(f"REG-{region}") else None


def _wrong_value(printed: str) -> str | None:
    """What is wrong with a number as printed, in French; None when nothing is."""
    if printed in {"", NOT_SIGNIFICANT}:
        return None
    value = count_of(printed)
    if value is None:
        return f"effectif « {printed} » : un nombre entier positif est attendu"
    return f"effectif « {printed} » : {_MOST:.0f} au plus est attendu" if value > _MOST else None
