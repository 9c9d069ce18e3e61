"""From the sources to the curated table: read, derive, check everything, write. The only writer of ``data/curated``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from demodash.derivation import controls, derive, territorial
from demodash.errors import DataError
from demodash.loaders.shipped import Shipped, Unmapped, read_shipped
from demodash.schema import COLUMNS, KEY, problems
from demodash.zonage import editions

ARROW_SCHEMA = pa.schema([(name, pa.float64() if name == "value" else pa.string()) for name in COLUMNS])


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: rows written by status, rows of the sources left out with their reason, failed controls."""

    path: Path
    published: int
    inferred: int
    derived: int
    sources: int
    indicators: int
    unmapped: tuple[Unmapped, ...]
    disagreements: tuple[str, ...]


def curated_table(data: Path) -> tuple[pd.DataFrame, Shipped]:
    """Read the sources under ``data/sources``, add what the register and the zoning give, the derived rows, check.

    Gives one row per figure, columns ``schema.COLUMNS``, sorted by key.

    Raises:
        DataError: with every problem of every source at once.
    """
    shipped = read_shipped(data / "sources")
    given = pd.concat([shipped.observations, territorial(editions(data / "sources"))], ignore_index=True)
    observations = pd.concat([given, derive(given)], ignore_index=True)
    table = observations[list(COLUMNS)].sort_values(list(KEY), kind="stable").reset_index(drop=True)
    found = problems(table, "data/curated/observations")
    if found:
        raise DataError(found)
    return table, shipped


def build(data: Path) -> BuildReport:
    """Write ``data/curated/observations.parquet``; the same sources always give the same bytes.

    Raises:
        DataError: with every problem of every source at once; nothing is written then.
    """
    table, shipped = curated_table(data)
    target = data / "curated" / "observations.parquet"
    target.parent.mkdir(parents=True, exist_ok=True)
    write_observations(table, target)
    counts = table["status"].value_counts()
    checks = controls(table)
    return BuildReport(
        path=target,
        published=int(counts.get("published", 0)),
        inferred=int(counts.get("inferred", 0)),
        derived=int(counts.get("derived", 0)),
        sources=table["source"].nunique(),
        indicators=table["indicator"].nunique(),
        unmapped=tuple(shipped.unmapped),
        disagreements=tuple(checks.loc[~checks["agrees"], "sentence"]),
    )


def write_observations(table: pd.DataFrame, target: Path) -> None:
    """Write observations as Parquet through a temporary file, so that a reader never sees half of it."""
    arrow = pa.Table.from_pandas(table, schema=ARROW_SCHEMA, preserve_index=False).replace_schema_metadata(None)
    draft = target.with_suffix(".tmp")
    pq.write_table(arrow, draft, compression="zstd", write_statistics=True, version="2.6")
    draft.replace(target)


def stale(data: Path) -> bool:
    """Whether the committed table differs, byte for byte, from what the sources give."""
    committed = data / "curated" / "observations.parquet"
    if not committed.is_file():
        return True
    with TemporaryDirectory() as folder:
        fresh = Path(folder) / "observations.parquet"
        write_observations(curated_table(data)[0], fresh)
        return fresh.read_bytes() != committed.read_bytes()
