"""GPs of the RPPS counted by commune: each once, split in equal shares over the communes where they practise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

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
    lines: Mapping[str, int]
    shares: Mapping[str, float]
    liberal_shares: Mapping[str, float]
    persons: int
    placed: int
    in_region: int
    by_postcode: int
    repeated: int
    unplaced: Sequence[RowIssue] = ()


Codes = npt.NDArray[np.int64]
"""Numbers from 0, one for each distinct value."""

# One pass over the file: the rows of each kind are counted, and the cells of the active GPs kept beside, as they are
# (reworking them here would be done for every row).
_READ = """
CREATE TEMP TABLE kind AS
SELECT
    CASE
        WHEN profession IS DISTINCT FROM $physician THEN 1
        WHEN skill IS NULL OR NOT list_contains($skills, skill) THEN 2
        WHEN trim(category) = $student THEN 3
        WHEN mode IS NULL THEN 4
        ELSE 0
    END AS kind,
    count(*) AS n,
    list({'person': person, 'commune': commune, 'postcode': postcode, 'mode': mode}) FILTER (kind = 0) AS activities
FROM given
GROUP BY kind
"""
_ACTIVITIES = """
WITH activity AS (SELECT unnest(activities, recursive := true) FROM kind WHERE kind = 0)
SELECT
    trim(coalesce(person, '')) AS person, trim(coalesce(commune, '')) AS commune,
    trim(coalesce(postcode, '')) AS postcode, mode = $liberal AS liberal
FROM activity
"""


@dataclass(frozen=True, slots=True)
class _Activities:
    """Activities of active GPs: the number of the person, that of the pair of cells, whether it is liberal.

    ``pairs`` are the distinct pairs of commune and postcode, by number.
    """

    person: Codes
    pair: Codes
    liberal: npt.NDArray[np.bool_]
    pairs: list[tuple[str, str]]


def count(engine: Engine, places: Places, name_lines: NameLines) -> Counts:
    """Count the GPs of the table given to the engine, with the columns COLUMNS.

    Raises:
        DataError: the engine could not read the file.
        Cancelled: the progress said so.
    """
    values = {"physician": PHYSICIAN, "skills": list(GENERAL_PRACTICE), "student": STUDENT}
    engine.run(_READ, "Lecture des activités", values)
    rows = {Kind(int(kind)): int(n) for kind, n in engine.rows("SELECT kind, n FROM kind")}
    activities = _numbered(engine.arrow(_ACTIVITIES, {"liberal": LIBERAL}))
    found = [places.place(*cells) for cells in activities.pairs]
    lost = int(np.array([place.fate in NOWHERE for place in found], bool)[activities.pair].sum())
    # The lines are looked for while the rest is counted.
    with ThreadPoolExecutor(1, thread_name_prefix="demodash-lines") as pool:
        naming = pool.submit(name_lines, dict(zip(activities.pairs, found, strict=True)), lost)
        counts = _count(rows, activities, found)
        return replace(counts, unplaced=naming.result())


def _numbered(activities: pa.Table) -> _Activities:
    person, commune, postcode = (
        pc.dictionary_encode(activities[name].combine_chunks()) for name in ("person", "commune", "postcode")
    )
    communes, postcodes = commune.dictionary.to_pylist(), postcode.dictionary.to_pylist()
    distinct, pair = np.unique(_codes(commune) * len(postcodes) + _codes(postcode), return_inverse=True)
    split = [divmod(one, len(postcodes)) for one in distinct.tolist()]
    pairs = [(communes[first], postcodes[second]) for first, second in split]
    return _Activities(_codes(person), pair, activities["liberal"].to_numpy(), pairs)


def _codes(encoded: pa.DictionaryArray) -> Codes:
    return np.asarray(encoded.indices.to_numpy(), np.int64)


def _count(rows: Mapping[Kind, int], activities: _Activities, found: Sequence[Place]) -> Counts:
    """Count the activities, given the place of each pair of cells."""
    fates = {fate: np.array([place.fate is fate for place in found], bool)[activities.pair] for fate in Fate}
    codes = sorted({place.code for place in found if place.code})
    numbers = {code: at for at, code in enumerate(codes)}
    place = np.array([numbers.get(each.code, -1) for each in found], np.int64)[activities.pair]
    by_postcode = np.array([each.by_postcode for each in found], bool)[activities.pair]
    person, held, taken = activities.person, place >= 0, fates[Fate.TAKEN]
    liberal = held & activities.liberal
    lines = np.bincount(place[taken], minlength=len(codes)).tolist()
    said = (person * len(found) + activities.pair) * 2 + activities.liberal
    return Counts(
        rows=rows,
        fates={fate: int(those.sum()) for fate, those in fates.items() if those.any()},
        lines={code: n for code, n in zip(codes, lines, strict=True) if n},
        shares=_shares(person[held], place[held], codes),
        liberal_shares=_shares(person[liberal], place[liberal], codes),
        persons=len(_distinct(person)),
        placed=len(_distinct(person[held])),
        in_region=len(_distinct(person[taken])),
        by_postcode=int((taken & by_postcode).sum()),
        repeated=len(said) - len(_distinct(said)),
    )


def _distinct(numbers: Codes) -> Codes:
    """Give the distinct numbers in order, as ``numpy.unique`` does twenty times slower."""
    ordered: Codes = np.sort(numbers)
    distinct: Codes = ordered[np.diff(ordered, prepend=-1) != 0]
    return distinct


def _shares(person: Codes, place: Codes, codes: Sequence[str]) -> dict[str, float]:
    """Number of persons by place, each split equally over their places."""
    held = _distinct(person * len(codes) + place)
    who, where = np.divmod(held, len(codes)) if codes else (held, held)
    over = np.bincount(who)[who]
    # Summed in the same order at every run: sums of fractions depend on it, and the numbers of persons change.
    most = int(over.max(initial=0)) + 1
    where, over = np.divmod(np.sort(where * most + over), most)
    sums = np.bincount(where, 1 / over, len(codes)).tolist()
    return {codes[at]: sums[at] for at in _distinct(where).tolist()}
