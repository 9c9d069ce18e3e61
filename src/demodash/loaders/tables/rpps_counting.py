"""GPs of the RPPS counted by commune: each once, split in equal shares over the communes where they practise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import duckdb
import pyarrow as pa

from demodash.loaders.content import Fate
from demodash.loaders.tables import engine
from demodash.loaders.tables.model import Progress
from demodash.loaders.tables.rpps_places import Place, Places

PHYSICIAN = "10"
GENERAL_PRACTICE = ("SM26", "SM53", "SM54")
STUDENT = "E"
LIBERAL = "L"


class Kind(IntEnum):
    """What a row of the file is about."""

    GP = 0
    OTHER_PROFESSION = 1
    OTHER_SPECIALTY = 2
    STUDENT = 3
    NO_ACTIVITY = 4


@dataclass(frozen=True, slots=True)
class Columns:
    """Positions of the cells that are read; None for a column that the file does not have."""

    person: int
    profession: int
    skill: int
    mode: int
    commune: int
    postcode: int | None
    category: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """What the file says about GPs. Every number is of the whole of France, unless it says otherwise.

    ``rows`` counts rows by kind, ``fates`` those of active GPs by what became of them. ``shares`` and
    ``liberal_shares``: number of GPs by commune of the region (``COM-…``), those with at least one liberal activity
    split over their liberal activities. ``persons`` are the active GPs, ``placed`` those that a commune of France
    holds, ``in_region`` those with a commune of the region; ``repeated`` counts rows that say nothing more than
    another one.
    """

    rows: Mapping[Kind, int]
    fates: Mapping[Fate, int]
    places: Mapping[tuple[str, str], Place]
    shares: Mapping[str, float]
    liberal_shares: Mapping[str, float]
    lines: Mapping[str, int]
    all_shares: float
    persons: int
    placed: int
    in_region: int
    by_postcode: int
    repeated: int


def count(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Columns,
    places: Places,
    file: str,
    progress: Progress,
) -> Counts:
    """Count the GPs of a table expression of ``engine.scan``.

    Raises:
        DataError: the engine could not read the file.
        Cancelled: the progress said so.
    """
    engine.run(connection, f"CREATE TEMP TABLE activity AS {_one_pass(table, columns)}", file, progress, _READING)
    rows = {Kind(kind): int(number) for kind, number in _all(connection, "SELECT kind, sum(n) FROM activity GROUP BY 1")}
    pairs = _all(connection, f"SELECT DISTINCT commune, postcode FROM activity WHERE kind = {Kind.GP:d}")
    found = {(commune, postcode): places.place(commune, postcode) for commune, postcode in pairs}
    _store_places(connection, found)
    return _counts(connection, rows, found)


_READING = "Lecture des activités"


def _one_pass(table: str, columns: Columns) -> str:
    """Group the rows in one pass over the file: the activities of the active GPs, and the number of the other rows."""

    def cell(position: int | None) -> str:
        return "''" if position is None else f"coalesce(trim(c{position}), '')"

    skills = ", ".join(f"'{code}'" for code in GENERAL_PRACTICE)
    kind = (
        f"CASE WHEN c{columns.profession} IS DISTINCT FROM '{PHYSICIAN}' THEN {Kind.OTHER_PROFESSION:d} "
        f"WHEN c{columns.skill} IS NULL OR c{columns.skill} NOT IN ({skills}) THEN {Kind.OTHER_SPECIALTY:d} "
        f"WHEN {cell(columns.category)} = '{STUDENT}' THEN {Kind.STUDENT:d} "
        f"WHEN c{columns.mode} IS NULL THEN {Kind.NO_ACTIVITY:d} ELSE {Kind.GP:d} END"
    )
    cells = {"person": columns.person, "commune": columns.commune, "postcode": columns.postcode}
    read = ", ".join(f"if(kind = 0, {cell(position)}, '') AS {name}" for name, position in cells.items())
    return (
        f"SELECT {kind} AS kind, {read}, coalesce(kind = 0 AND c{columns.mode} = '{LIBERAL}', false) AS liberal, "
        f"count(*) AS n FROM {table} GROUP BY ALL"
    )


def _store_places(connection: duckdb.DuckDBPyConnection, places: Mapping[tuple[str, str], Place]) -> None:
    table = pa.table(
        {
            "commune": pa.array([commune for commune, _ in places], pa.string()),
            "postcode": pa.array([postcode for _, postcode in places], pa.string()),
            "fate": pa.array([place.fate.value for place in places.values()], pa.string()),
            "place": pa.array([place.code for place in places.values()], pa.string()),
            "by_postcode": pa.array([place.by_postcode for place in places.values()], pa.bool_()),
        }
    )
    connection.register("given_places", table)
    connection.execute(
        "CREATE TEMP TABLE seat AS SELECT person, liberal, n, fate, place, by_postcode "
        f"FROM activity JOIN given_places USING (commune, postcode) WHERE kind = {Kind.GP:d}"
    )
    connection.unregister("given_places")


def _counts(
    connection: duckdb.DuckDBPyConnection, rows: Mapping[Kind, int], places: Mapping[tuple[str, str], Place]
) -> Counts:
    everywhere = _shares(connection, "true")
    liberal = _shares(connection, "liberal")
    fates = _all(connection, "SELECT fate, sum(n) FROM seat GROUP BY 1")
    taken = f"fate = '{Fate.TAKEN.value}'"
    numbers = _all(
        connection,
        "SELECT count(DISTINCT person), count(DISTINCT person) FILTER (place <> ''), "
        f"count(DISTINCT person) FILTER ({taken}), coalesce(sum(n) FILTER ({taken} AND by_postcode), 0), "
        "coalesce(sum(n - 1), 0) FROM seat",
    )[0]
    persons, placed, in_region, by_postcode, repeated = (int(number) for number in numbers)
    lines = _all(connection, f"SELECT place, sum(n) FROM seat WHERE {taken} GROUP BY 1")
    return Counts(
        rows=rows,
        fates={Fate(fate): int(number) for fate, number in fates},
        places=places,
        shares={code: share for code, share in everywhere.items() if code.startswith("COM-")},
        liberal_shares={code: share for code, share in liberal.items() if code.startswith("COM-")},
        lines={str(code): int(number) for code, number in lines},
        all_shares=sum(everywhere.values()),
        persons=persons,
        placed=placed,
        in_region=in_region,
        by_postcode=by_postcode,
        repeated=repeated,
    )


def _shares(connection: duckdb.DuckDBPyConnection, condition: str) -> dict[str, float]:
    """Number of GPs by place, each split equally over the places where an activity of theirs meets the condition."""
    rows = _all(
        connection,
        f"WITH held AS (SELECT DISTINCT person, place FROM seat WHERE place <> '' AND {condition}), "
        "split AS (SELECT place, count(*) OVER (PARTITION BY person) AS places FROM held) "
        "SELECT place, places, count(*) FROM split GROUP BY 1, 2 ORDER BY 1, 2",
    )
    return _summed((str(place), int(number) / int(places)) for place, places, number in rows)


def _summed(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    totals: dict[str, float] = {}
    for key, number in pairs:
        totals[key] = totals.get(key, 0.0) + number
    return totals


def _all(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[str, ...]]:
    return connection.execute(sql).fetchall()


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines of a file are: its text in UTF-8, its separator, the line of its header, its cells."""

    path: Path
    separator: str
    header: int
    columns: Columns


def unplaced_lines(
    lines: Lines, places: Mapping[tuple[str, str], Place], most: int, progress: Progress
) -> list[RowIssue]:
    """Find the first ``most`` rows of active GPs that no place was found for, in the order of the file.

    Raises:
        Cancelled: the progress said so.
    """
    found: list[tuple[int, str]] = []
    with path.open("rb") as file:
        for line, raw in enumerate(file, 1):
            if len(found) >= most:
                break
            if line % 200_000 == 0:
                progress(None, "Repérage des lignes sans commune")
            if line <= header or _MARK not in raw:
                continue
            cells = raw.decode("utf-8", "replace").rstrip("\r\n").split(separator)
            place = _place_of_line(cells, columns, places)
            if place is not None and place.fate in NOWHERE:
                found.append(RowIssue(place.fate, f"ligne {line}", place.reason))
    return found


def _place_of_line(
    cells: list[str], columns: Columns, places: Mapping[tuple[str, str], Place]
) -> Place | None:
    if len(cells) <= max(columns.commune, columns.mode, columns.skill, columns.postcode or 0, columns.category or 0):
        return None
    if cells[columns.profession] != PHYSICIAN or cells[columns.skill] not in GENERAL_PRACTICE or not cells[columns.mode]:
        return None
    if columns.category is not None and cells[columns.category] == STUDENT:
        return None
    postcode = "" if columns.postcode is None else cells[columns.postcode]
    return places.get((cells[columns.commune], postcode))
