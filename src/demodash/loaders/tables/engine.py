"""Large text tables read by DuckDB: bounded memory, lines that do not fit counted with their number, progress, cancel.

Nothing is fetched: the engine may install no extension and reads the one file that it is given.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from demodash.errors import DataError, Problem
from demodash.loaders.content import MOST_ISSUES, Fate, RowIssue
from demodash.loaders.tables.model import Progress

MOST_THREADS = 4
MOST_MEMORY = "700MB"
POLL_S = 0.1
_GLOB = frozenset("*?[]{}")
_PLAIN = frozenset({"utf-8", "utf-8-sig", "ascii"})
_REASONS: Mapping[str, str] = {
    "MISSING COLUMNS": "moins de colonnes que l’en-tête",
    "TOO MANY COLUMNS": "plus de colonnes que l’en-tête",
    "INVALID ENCODING": "des caractères illisibles (ce n’est pas de l’UTF-8)",
    "UNQUOTED VALUE": "un guillemet qui ne se referme pas",
    "LINE SIZE OVER MAXIMUM": "une ligne démesurée",
}


@contextlib.contextmanager
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an engine in memory whose overflow goes to a folder of its own, removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="demodash_") as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "threads": min(os.cpu_count() or 1, MOST_THREADS),
            "memory_limit": MOST_MEMORY,
            "temp_directory": folder,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        engine = duckdb.connect(config=settings)
        try:
            engine.execute("SET enable_progress_bar = true")
            engine.execute("SET enable_progress_bar_print = false")
            yield engine
        finally:
            engine.close()


@contextlib.contextmanager
def readable(path: Path, encoding: str) -> Iterator[Path]:
    """Give a path that the engine can read: in UTF-8, with a name that it does not take for a pattern."""
    if encoding.lower() in _PLAIN and not _GLOB & set(str(path)):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="demodash_") as folder:
        plain = Path(folder) / "table.txt"
        if encoding.lower() in _PLAIN:
            shutil.copyfile(path, plain)
        else:
            with (
                path.open(encoding=encoding, newline="") as given,
                plain.open("w", encoding="utf-8", newline="") as out,
            ):
                shutil.copyfileobj(given, out, 1 << 20)
        yield plain


def scan(path: Path, separator: str, columns: int, header: int, *, quoted: bool) -> str:
    """Write the table expression of a text file: columns ``c0``, ``c1`` … all text, an empty cell NULL.

    ``header`` is the 1-based line of the header. «NA» stays text. A line that does not have ``columns`` cells is
    left out and kept for ``refused``.
    """
    names = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(columns))
    quote = "'\"'" if quoted else "''"
    return (
        f"read_csv({literal(str(path))}, delim = {literal(separator)}, quote = {quote}, escape = {quote}, "
        f"header = false, skip = {header}, auto_detect = false, columns = {{{names}}}, store_rejects = true)"
    )


def literal(text: str) -> str:
    """Write a text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def run(engine: duckdb.DuckDBPyConnection, sql: str, file: str, progress: Progress, text: str) -> None:
    """Run a statement, telling how far it is; stop it as soon as the progress raises.

    Raises:
        DataError: the engine could not read the file.
        Cancelled: the progress said so.
    """
    progress(0.0, text)
    failures: list[duckdb.Error] = []
    worker = threading.Thread(target=_execute, args=(engine, sql, failures), name="demodash-engine")
    worker.start()
    try:
        while worker.is_alive():
            worker.join(POLL_S)
            percent = engine.query_progress()
            if percent >= 0:
                progress(min(percent / 100, 1.0), text)
    finally:
        while worker.is_alive():
            engine.interrupt()
            worker.join(POLL_S)
    if failures:
        found = str(failures[0]).splitlines()[0]
        advice = "Vérifiez que le fichier est entier et tel que publié, et qu’il reste de la place sur le disque."
        raise DataError(Problem(file, expected="une table de texte lisible", found=found, advice=advice)) from failures[
            0
        ]
    progress(1.0, text)


def _execute(engine: duckdb.DuckDBPyConnection, sql: str, failures: list[duckdb.Error]) -> None:
    try:
        engine.execute(sql)
    except duckdb.Error as error:
        failures.append(error)


def refused(engine: duckdb.DuckDBPyConnection) -> tuple[int, tuple[RowIssue, ...]]:
    """Give the number of lines that did not fit, and the first of them with their reason.

    ``header`` is the line of the header: the engine counts from the line after it, or from the first.
    """
    (count,) = _one(engine, "SELECT count(DISTINCT line) FROM reject_errors")
    rows = engine.execute(
        "SELECT line, arg_min(error_type, column_idx), any_value(error_message) FROM reject_errors "
        f"GROUP BY line ORDER BY line LIMIT {MOST_ISSUES}"
    ).fetchall()
    issues = (
        RowIssue(Fate.REFUSED, f"ligne {line}", _REASONS.get(str(kind), f"ligne illisible ({message})"))
        for line, kind, message in rows
    )
    return int(count), tuple(issues)


def _one(engine: duckdb.DuckDBPyConnection, sql: str) -> tuple[int, ...]:
    row = engine.execute(sql).fetchone()
    if row is None:
        raise ValueError(f"no row: {sql}")
    return tuple(row)
