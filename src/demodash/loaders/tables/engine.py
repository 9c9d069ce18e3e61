"""Large text tables read by DuckDB: bounded memory, lines that do not fit counted with their number, progress, cancel.

Nothing is fetched: the engine may install no extension and reads the one file that it is given.
"""

from __future__ import annotations

import contextlib
import csv
import os
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from demodash.errors import DataError, Problem
from demodash.loaders.content import MOST_ISSUES, Fate, RowIssue
from demodash.loaders.tables import guards
from demodash.loaders.tables.ends import refuse_cut_end
from demodash.loaders.tables.headers import Header
from demodash.loaders.tables.model import Progress
from demodash.loaders.tables.opening import Sheet

MOST_THREADS = 4
MOST_MEMORY = "700MB"
POLL_S = 0.1
TABLE = "given"
"""Name that statements give to the table that is read."""
_GLOB = frozenset("*?[]{}")
_REASONS: Mapping[str, str] = {
    "MISSING COLUMNS": "moins de colonnes que l’en-tête",
    "TOO MANY COLUMNS": "plus de colonnes que l’en-tête",
    "INVALID ENCODING": "des caractères illisibles (ce n’est pas de l’UTF-8)",
    "UNQUOTED VALUE": "un guillemet qui ne se referme pas",
    "LINE SIZE OVER MAXIMUM": "une ligne démesurée",
}

Parameters = Mapping[str, object]
"""Values of the ``$names`` of a statement."""


@dataclass(frozen=True, slots=True)
class Text:
    """A table as a text in UTF-8 on the disk, under a name that the engine does not take for a pattern."""

    path: Path
    separator: str

    @property
    def quoted(self) -> bool:
        """Whether cells may stand between quotes: a table cut by bars has none, its names carry stray ones."""
        return self.separator != "|"


@contextlib.contextmanager
def text_of(sheet: Sheet) -> Iterator[Text]:
    """Give a sheet as a text with the same line numbers, that of a workbook written to a file of its own."""
    path = None if sheet.kind == "excel" else sheet.text_path()
    if path is not None and not _GLOB & set(str(path)):
        yield Text(path, sheet.separator)
        return
    with tempfile.TemporaryDirectory(prefix="demodash_") as folder:
        plain = Path(folder) / "table.txt"
        if path is None:
            _write_rows(sheet, plain)
        else:
            shutil.copyfile(path, plain)
        yield Text(plain, sheet.separator or ";")


def _write_rows(sheet: Sheet, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\n")
        written = 0
        for line, cells in sheet.rows():
            out.write("\n" * (line - 1 - written))
            writer.writerow([" ".join(cell.splitlines()) for cell in cells])
            written = line


def width(sheet: Sheet, header: Header) -> int:
    """Cells of a line: those of the header, give or take the empty one that a last separator makes."""
    cells = len(header.cells)
    widths = Counter(len(row) for line, row in sheet.numbered_head if line > header.line)
    usual = max(widths, key=lambda each: widths[each], default=cells)
    bare = usual == cells - 1 and not header.cells[-1].strip()
    return usual if bare or usual == cells + 1 else cells


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine in memory that reads one file: its name in messages, and who hears how far it is."""

    connection: duckdb.DuckDBPyConnection
    file: str
    progress: Progress

    def give(self, text: Text, header: Header, columns: Sequence[str], cells: int) -> None:
        """Name a text TABLE: a row per line under the header, the columns of the header by id, as texts.

        An empty cell is NULL and «NA» stays text; a column that the header lacks is NULL everywhere. A line that
        does not have ``cells`` cells is left out and kept for ``refused``.

        Raises:
            DataError: the text stops in the middle of its last line.
        """
        # a separator between quotes makes more cells, never fewer
        refuse_cut_end(text.path, text.separator, range(cells, guards.MOST_LINE_BYTES), self.file)
        ids = {place: name for name, place in header.columns.items()}
        types = ", ".join(f"'{ids.get(number, f'cell{number}')}': 'VARCHAR'" for number in range(cells))
        quote = "'\"'" if text.quoted else "''"
        reading = (
            f"read_csv({literal(str(text.path))}, delim = {literal(text.separator)}, quote = {quote}, "
            f"escape = {quote}, header = false, skip = {header.line}, auto_detect = false, columns = {{{types}}}, "
            "store_rejects = true)"
        )
        absent = "".join(f", NULL::VARCHAR AS {name}" for name in columns if name not in header.columns)
        self.connection.execute(f"CREATE TEMP VIEW {TABLE} AS FROM {reading} SELECT *{absent}")

    def run(self, statement: str, text: str, parameters: Parameters | None = None) -> None:
        """Run a long statement, telling how far it is under ``text``; stop it as soon as the progress raises.

        Raises:
            DataError: the engine could not read the file.
            Cancelled: the progress said so.
        """
        self.progress(0.0, text)
        failures: list[duckdb.Error] = []
        worker = threading.Thread(target=self._execute, args=(statement, parameters, failures), name="demodash-engine")
        worker.start()
        try:
            while worker.is_alive():
                worker.join(POLL_S)
                percent = self.connection.query_progress()
                self.progress(min(percent / 100, 1.0) if percent >= 0 else None, text)
        finally:
            while worker.is_alive():
                self.connection.interrupt()
                worker.join(POLL_S)
        if failures:
            found = str(failures[0]).splitlines()[0]
            advice = "Vérifiez que le fichier est entier et tel que publié, et qu’il reste de la place sur le disque."
            problem = Problem(self.file, expected="une table de texte lisible", found=found, advice=advice)
            raise DataError(problem) from failures[0]
        self.progress(1.0, text)

    def _execute(self, statement: str, parameters: Parameters | None, failures: list[duckdb.Error]) -> None:
        try:
            self.connection.execute(statement, parameters)
        except duckdb.Error as error:
            failures.append(error)

    def rows(self, statement: str, parameters: Parameters | None = None) -> list[tuple[Any, ...]]:
        """Run a short statement and give its rows."""
        return self.connection.execute(statement, parameters).fetchall()

    def arrow(self, statement: str, parameters: Parameters | None = None) -> pa.Table:
        """Run a short statement and give its rows as a table of Arrow."""
        return self.connection.sql(statement, params=parameters).to_arrow_table()

    def table(self, statement: str, parameters: Parameters | None = None) -> pd.DataFrame:
        """Run a short statement and give its rows as a table."""
        table: pd.DataFrame = self.arrow(statement, parameters).to_pandas()
        return table

    def lend(self, name: str, types: Mapping[str, pa.DataType], rows: Sequence[Sequence[object]]) -> None:
        """Give rows of ours a name that statements can read: columns by name with their types, None for NULL."""
        columns = zip(*rows, strict=True) if rows else ((),) * len(types)
        arrays = [pa.array(values, type=kind) for values, kind in zip(columns, types.values(), strict=True)]
        self.connection.register(name, pa.table(arrays, names=list(types)))

    def refused(self) -> tuple[int, tuple[RowIssue, ...]]:
        """Give the number of lines that did not fit, and the first of them with their reason."""
        ((count,),) = self.rows("SELECT count(DISTINCT line) FROM reject_errors")
        rows = self.rows(
            "SELECT line, arg_min(error_type, column_idx), any_value(error_message) FROM reject_errors "
            "GROUP BY line ORDER BY line LIMIT $most",
            {"most": MOST_ISSUES},
        )
        issues = (
            RowIssue(Fate.REFUSED, f"ligne {line}", _REASONS.get(str(kind), f"ligne illisible ({message})"))
            for line, kind, message in rows
        )
        return int(count), tuple(issues)


@contextlib.contextmanager
def engine(file: str, progress: Progress) -> Iterator[Engine]:
    """Open an engine in memory whose overflow goes to a folder of its own, removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="demodash_") as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "threads": threads(),
            "memory_limit": MOST_MEMORY,
            "temp_directory": folder,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        connection = duckdb.connect(config=settings)
        try:
            connection.execute("SET enable_progress_bar = true")
            connection.execute("SET enable_progress_bar_print = false")
            yield Engine(connection, file, progress)
        finally:
            connection.close()


def threads() -> int:
    """Cores that this process may use, MOST_THREADS at most."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(allowed, MOST_THREADS)


def literal(text: str) -> str:
    """Write a text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
