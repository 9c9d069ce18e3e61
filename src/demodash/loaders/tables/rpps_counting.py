"""GPs of the RPPS counted by commune: each once, split in equal shares over the communes where they practise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import IntEnum

import pyarrow as pa

from demodash.loaders.content import Fate, RowIssue
from demodash.loaders.tables.engine import Engine
from demodash.loaders.tables.rpps_places import Place, Places

COLUMNS = ("person", "profession", "skill", "mode", "commune", "postcode", "category")
PHYSICIAN = "10"
GENERAL_PRACTICE = ("SM26", "SM53", "SM54")
STUDENT = "E"
LIBERAL = "L"

PlaceByCells = Mapping[tuple[str, str], Place]
"""Place of a pair of cells: commune, postcode."""

NameLines = Callable[[PlaceByCells, int], list[RowIssue]]
"""Names the rows without a place: given the places and the number of such rows."""
NOWHERE = frozenset({Fate.UNPLACED, Fate.REFUSED})


class Kind(IntEnum):
    """What a row of the file is about."""

    GP = 0
    OTHER_PROFESSION = 1
    OTHER_SPECIALTY = 2
    STUDENT = 3
    NO_ACTIVITY = 4


@dataclass(frozen=True, slots=True)
class Counts:
    """What the file says about GPs, in the whole of France unless it says otherwise.

    ``rows`` counts rows by kind, ``fates`` those of active GPs by what became of them, ``lines`` those of each
    commune of the region. ``shares`` and ``liberal_shares``: number of GPs by place, those with at least one liberal
    activity split over the places of their liberal activities. ``persons`` are the active GPs, ``placed`` those that
    a commune of France holds, ``in_region`` those with a commune of the region; ``by_postcode`` counts rows of the
    region without a commune, ``repeated`` rows that say nothing more than another one; ``unplaced`` are the first rows
    that no place was found for.
    """

    rows: Mapping[Kind, int]
    fates: Mapping[Fate, int]
    places: PlaceByCells
    lines: Mapping[str, int]
    shares: Mapping[str, float]
    liberal_shares: Mapping[str, float]
    persons: int
    placed: int
    in_region: int
    by_postcode: int
    repeated: int
    unplaced: list[RowIssue]


# One pass over the file, grouped by a single text (several columns would cost half as much again as reading them):
# the kind of the row, followed for an active GP by the cells of the activity.
_READ = """
CREATE TEMP TABLE line AS
SELECT
    CASE
        WHEN profession IS DISTINCT FROM $physician THEN '1'
        WHEN skill IS NULL OR NOT list_contains($skills, skill) THEN '2'
        WHEN trim(category) = $student THEN '3'
        WHEN mode IS NULL THEN '4'
        ELSE concat_ws(chr(31), '0', mode, coalesce(commune, ''), coalesce(postcode, ''), coalesce(person, ''))
    END AS said,
    count(*) AS n
FROM given
GROUP BY said
"""
_ACTIVITIES = """
CREATE TEMP TABLE activity AS
WITH split AS (SELECT string_split(said, chr(31)) AS cells, n FROM line WHERE starts_with(said, '0'))
SELECT
    trim(cells[5]) AS person, trim(cells[3]) AS commune, trim(cells[4]) AS postcode, cells[2] = $liberal AS liberal,
    sum(n) AS n
FROM split
GROUP BY ALL
"""
_SEATS = """
CREATE TEMP TABLE seat AS
SELECT person, liberal, n, fate, place, by_postcode
FROM activity JOIN given_places USING (commune, postcode)
"""
_SPLIT = """
CREATE TEMP TABLE split AS
WITH held AS (SELECT person, place, bool_or(liberal) AS liberal FROM seat WHERE place <> '' GROUP BY person, place)
SELECT
    place, liberal, count(*) OVER (PARTITION BY person) AS places,
    count(*) FILTER (liberal) OVER (PARTITION BY person) AS liberal_places
FROM held
"""
# Summed in the same order at every run: sums of fractions depend on it.
_SHARES = """
WITH counted AS (
    SELECT place, CASE WHEN $liberal THEN liberal_places ELSE places END AS over, count(*) AS persons
    FROM split
    WHERE liberal OR NOT $liberal
    GROUP BY ALL
)
SELECT place, list_sum(list(persons / over ORDER BY over)) AS share FROM counted GROUP BY place
"""
_NUMBERS = """
SELECT
    count(DISTINCT person),
    count(DISTINCT person) FILTER (place <> ''),
    count(DISTINCT person) FILTER (fate = 'taken'),
    coalesce(sum(n) FILTER (fate = 'taken' AND by_postcode), 0),
    coalesce(sum(n - 1), 0)
FROM seat
"""


def count(engine: Engine, places: Places, name_lines: NameLines) -> Counts:
    """Count the GPs of the table given to the engine, with the columns COLUMNS.

    Raises:
        DataError: the engine could not read the file.
        Cancelled: the progress said so.
    """
    values = {"physician": PHYSICIAN, "skills": list(GENERAL_PRACTICE), "student": STUDENT}
    engine.run(_READ, "Lecture des activités", values)
    rows = {Kind(int(kind)): int(n) for kind, n in engine.rows("SELECT said[1], sum(n) FROM line GROUP BY ALL")}
    engine.rows(_ACTIVITIES, {"liberal": LIBERAL})
    pairs = engine.rows("SELECT commune, postcode, sum(n) FROM activity GROUP BY ALL")
    found = {(commune, postcode): places.place(commune, postcode) for commune, postcode, _ in pairs}
    lost = sum(int(n) for commune, postcode, n in pairs if found[commune, postcode].fate in NOWHERE)
    # The engine counts on its own cores while the lines are looked for.
    with ThreadPoolExecutor(1, thread_name_prefix="demodash-lines") as pool:
        naming = pool.submit(name_lines, found, lost)
        _seat(engine, found)
        engine.rows(_SPLIT)
        ((persons, placed, in_region, by_postcode, repeated),) = engine.rows(_NUMBERS)
        fates = engine.rows("SELECT fate, sum(n) FROM seat GROUP BY ALL")
        lines = engine.rows("SELECT place, sum(n) FROM seat WHERE fate = 'taken' GROUP BY ALL")
        shares, liberal_shares = _shares(engine, liberal=False), _shares(engine, liberal=True)
        unplaced = naming.result()
    return Counts(
        rows=rows,
        fates={Fate(fate): int(n) for fate, n in fates},
        places=found,
        lines={str(code): int(n) for code, n in lines},
        shares=shares,
        liberal_shares=liberal_shares,
        persons=int(persons),
        placed=int(placed),
        in_region=int(in_region),
        by_postcode=int(by_postcode),
        repeated=int(repeated),
        unplaced=unplaced,
    )


def _seat(engine: Engine, places: PlaceByCells) -> None:
    """Give each activity of a GP its place."""
    columns = {
        "commune": pa.array([commune for commune, _ in places], pa.string()),
        "postcode": pa.array([postcode for _, postcode in places], pa.string()),
        "fate": pa.array([place.fate.value for place in places.values()], pa.string()),
        "place": pa.array([place.code for place in places.values()], pa.string()),
        "by_postcode": pa.array([place.by_postcode for place in places.values()], pa.bool_()),
    }
    engine.connection.register("given_places", pa.table(columns))
    engine.rows(_SEATS)
    engine.connection.unregister("given_places")


def _shares(engine: Engine, *, liberal: bool) -> dict[str, float]:
    """Number of GPs by place, each split equally over their places."""
    table = engine.table(_SHARES, {"liberal": liberal})
    return dict(zip(table["place"].tolist(), table["share"].tolist(), strict=True))
