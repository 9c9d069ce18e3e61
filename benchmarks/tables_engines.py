"""One reading of one large file, in a process of its own on two cores: ``python -m benchmarks.tables_engines``."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

CORES = 2
KIB_PER_MB = 1024
PEOPLE = (
    "Identification nationale PP",
    "Code profession",
    "Code catégorie professionnelle",
    "Code savoir-faire",
    "Code mode exercice",
    "Code postal (coord. structure)",
    "Code commune (coord. structure)",
)
NUMBERS = ("annee", "profession_sante", "region", "departement", "classe_age", "libelle_sexe", "effectif")

Scan = Callable[[Path, str, tuple[str, ...]], int]


def duckdb_scan(path: Path, separator: str, columns: tuple[str, ...]) -> int:
    import duckdb

    with path.open(encoding="utf-8-sig") as file:
        names = [name or "end" for name in file.readline().rstrip("\n").split(separator)]
    types = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    quote = "" if separator == "|" else '"'
    engine = duckdb.connect(config={"threads": CORES})
    counts = ", ".join(f'count("{name}")' for name in columns)
    counted = engine.execute(
        f"FROM read_csv('{path}', delim = '{separator}', quote = '{quote}', escape = '{quote}', header = true, "
        f"auto_detect = false, columns = {{{types}}}) SELECT {counts}"
    ).fetchone()
    return int(max(counted or (0,)))


def polars_scan(path: Path, separator: str, columns: tuple[str, ...]) -> int:
    import polars as pl

    quote = None if separator == "|" else '"'
    frame = pl.scan_csv(path, separator=separator, quote_char=quote, infer_schema=False).select(columns)
    return int(max(frame.select(pl.all().count()).collect(engine="streaming").row(0)))


def pyarrow_scan(path: Path, separator: str, columns: tuple[str, ...]) -> int:
    import pyarrow as pa
    from pyarrow import csv

    pa.set_cpu_count(CORES)
    table = csv.read_csv(
        path,
        parse_options=csv.ParseOptions(delimiter=separator, quote_char=False if separator == "|" else '"'),
        convert_options=csv.ConvertOptions(include_columns=columns, column_types=dict.fromkeys(columns, pa.string())),
    )
    return int(table.num_rows)


def pandas_scan(path: Path, separator: str, columns: tuple[str, ...]) -> int:
    import pandas as pd

    quoting: Literal[0, 3] = 3 if separator == "|" else 0
    table = pd.read_csv(
        path,
        sep=separator,
        usecols=list(columns),
        dtype=str,
        keep_default_na=False,
        quoting=quoting,
        encoding="utf-8-sig",
    )
    return len(table)


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


SCANS: Mapping[str, Scan] = {
    "duckdb": duckdb_scan,
    "polars": polars_scan,
    "pyarrow": pyarrow_scan,
    "pandas": pandas_scan,
}


OURS = ("reading", "loader")
"""Our loader: reading a file that is open, opening and reading it."""


def measure_scan(engine: str, kind: str, path: Path) -> dict[str, Any]:
    """Scan the columns that the loader needs; the engine is loaded beforehand, as it is for the loader."""
    if engine == "polars":
        os.environ["POLARS_MAX_THREADS"] = str(CORES)
    importlib.import_module("pyarrow.csv" if engine == "pyarrow" else engine)
    columns, separator = (PEOPLE, "|") if kind == "rpps" else (NUMBERS, ";")
    started, worked = time.perf_counter(), time.process_time()
    rows = SCANS[engine](path, separator, columns)
    return {"seconds": time.perf_counter() - started, "cpu": time.process_time() - worked, "rows": rows}


def measure_loader(kind: str, path: Path, *, opened: bool) -> dict[str, Any]:
    """Open and read with our loader, in a program that knows its territories.

    The sha256 of the file is made while it is read; when it is ``opened``, reading begins once that is known.
    """
    from demodash import territories
    from demodash.loaders.tables import loader
    from demodash.loaders.tables.opening import open_table

    territories.codes(territories.Level.COMMUNE)
    started, worked = time.perf_counter(), time.process_time()
    with open_table(path) as file:
        if opened and file.sha256:
            started, worked = time.perf_counter(), time.process_time()
        reading = loader(kind).read(file, {})
        ended, cpu_ended = time.perf_counter(), time.process_time()
    return {"seconds": ended - started, "cpu": cpu_ended - worked, "rows": reading.account.rows}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", choices=[*SCANS, *OURS])
    parser.add_argument("kind", choices=["rpps", "ameli"])
    parser.add_argument("path", type=Path)
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    if given.engine in OURS:
        result = measure_loader(given.kind, given.path, opened=given.engine == "reading")
    else:
        result = measure_scan(given.engine, given.kind, given.path)
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MB
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
