"""The rows of data.ameli that are about GPs of all sexes, read in one pass over the file."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from demodash.loaders.tables.ages import ALL_AGES, band_of
from demodash.loaders.tables.engine import Engine
from demodash.loaders.tables.headers import normalised
from demodash.loaders.tables.placing import AccountBook

MAIN_FIELD = "cpam"
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


class Row(NamedTuple):
    """One row as printed, with how many times the file prints it."""

    year: str
    profession: str
    region: str
    departement: str
    age: str
    value: str
    times: int

    @property
    def place(self) -> str:
        """Where it is in the file: what it is about, since the engine does not number lines."""
        return f"{self.year}, {self.profession}, région {self.region}, département {self.departement}, {self.age}"


# Grouped by a single text (several columns would cost as much again as reading them): the cells of the rows about GPs
# of all sexes, the profession alone of their other rows, nothing of the others.
_READ = """
CREATE TEMP TABLE line AS
SELECT
    CASE
        WHEN NOT coalesce(contains(profession, $in_every_label), false) THEN '0'
        WHEN list_contains($all_sexes, lower(trim(sex))) IS NOT TRUE THEN concat_ws(chr(31), '1', profession)
        ELSE concat_ws(
            chr(31), '2', profession, coalesce(age, ''), coalesce(year, ''), coalesce(region, ''),
            coalesce(departement, ''), coalesce(value, '')
        )
    END AS said,
    count(*) AS n
FROM given
GROUP BY said
"""
_CELLS = """
CREATE TEMP TABLE cell AS
WITH split AS (SELECT list_transform(string_split(said, chr(31)), lambda each: trim(each)) AS cells, n FROM line)
SELECT
    cells[1] = '2' AS wanted, coalesce(cells[2], '') AS profession, coalesce(cells[3], '') AS age, cells[4] AS year,
    cells[5] AS region, cells[6] AS departement, cells[7] AS value, n
FROM split
"""
_ROWS = """
SELECT year, profession, region, departement, age, value, n
FROM cell
WHERE wanted AND list_contains($pairs, profession || chr(10) || age)
ORDER BY ALL
"""


def read_rows(engine: Engine, book: AccountBook) -> list[Row]:
    """Give the rows to take from the table given to the engine, and write the others down by reason.

    Raises:
        DataError: the engine could not read the file.
        Cancelled: the progress said so.
    """
    engine.run(_READ, "Lecture des effectifs", {"in_every_label": _IN_EVERY_LABEL, "all_sexes": list(_ALL_SEXES)})
    engine.rows(_CELLS)
    pairs = []
    for profession, age, wanted, rows in engine.rows("SELECT profession, age, wanted, sum(n) FROM cell GROUP BY ALL"):
        category, band = category_of(profession), band_of(age)
        if category is None:
            book.aside(_OTHER_PROFESSION, int(rows))
        elif not wanted:
            book.aside(_BY_SEX, int(rows))
        elif category != MAIN_FIELD and band not in {None, ALL_AGES}:
            book.aside(_BY_AGE_OF_FIELD, int(rows))
        else:
            pairs.append(f"{profession}\n{age}")
    return [Row._make(row) for row in engine.rows(_ROWS, {"pairs": pairs})] if pairs else []


@cache
def category_of(profession: str) -> str | None:
    """Category of ``mg_effectif`` that a label of profession stands for; None when it is not about GPs."""
    return _FIELDS.get(normalised(profession))
