"""What the API answers from: the table of figures in memory, with what a request needs to find and write its rows.

The figures of the project are written once for all requests. Those of imports, ten times as many, are written when a
request asks for them: writing them all would take a minute of the processor at each import.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

import demodash
from demodash import dataset, territories
from demodash.dataset import Dataset
from demodash.exports.french_csv import observations_csv
from demodash.exports.parquet import labelled
from demodash.schema import COLUMNS

Rows = npt.NDArray[np.int64]

FILTERED = ("indicator", "theme", "territory", "level", "category", "period", "year", "source", "status")
"""What a request may filter by."""


READY = 20_000
"""Rows at the head of the table that are written once for all; the project's own figures are there."""


@dataclass(frozen=True, eq=False)
class Index:
    """The figures, ready to be answered. Row numbers are those of ``data.observations``, in its order.

    ``postings``: rows by column and value. ``fingerprint`` names the content: figures, sources, catalogue,
    territories and code. The first READY rows are there as a labelled table, JSON objects and lines of the CSV.
    """

    data: Dataset
    postings: Mapping[str, Mapping[str, Rows]]
    fingerprint: str
    header: bytes
    _table: pa.Table
    _fragments: Sequence[bytes]
    _lines: Sequence[bytes]

    def find(self, wanted: Mapping[str, Iterable[str]]) -> Rows:
        """Give the rows that have, in each column of ``wanted``, one of its values; all when it is empty."""
        found: Rows | None = None
        for column, values in wanted.items():
            postings = self.postings[column]
            parts = [postings[value] for value in dict.fromkeys(values) if value in postings]
            rows = np.sort(np.concatenate(parts)) if parts else np.empty(0, np.int64)
            found = rows if found is None else np.intersect1d(found, rows, assume_unique=True)
        return np.arange(len(self.data.observations), dtype=np.int64) if found is None else found

    def count(self, column: str, value: str) -> int:
        """Count the rows that have a value."""
        return len(self.postings[column].get(value, ()))

    def values(self, column: str, rows: Rows) -> list[object]:
        """Give the distinct values of a column of the observations in some rows, sorted."""
        return sorted(set(self.data.observations[column].iloc[rows].tolist()))

    def table(self, rows: Rows) -> pa.Table:
        """Give the labelled table of some rows."""
        return self._table.take(rows) if self._are_ready(rows) else self._labelled(rows)

    def fragments(self, rows: Rows) -> list[bytes]:
        """Write each row as a JSON object."""
        if self._are_ready(rows):
            return [self._fragments[row] for row in rows]
        return [json_bytes(record) for record in self._labelled(rows).to_pylist()]

    def lines(self, rows: Rows) -> list[bytes]:
        """Write each row as a line of the French CSV, which starts with ``header``."""
        if self._are_ready(rows):
            return [self._lines[row] for row in rows]
        return _csv_lines(self.data, rows)[1:]

    def _are_ready(self, rows: Rows) -> bool:
        return not len(rows) or int(rows.max()) < len(self._lines)

    def _labelled(self, rows: Rows) -> pa.Table:
        return labelled(self.data.observations.iloc[rows], self.data.sources)


_HELD: list[Index] = []
_LOCK = threading.Lock()


def current_index() -> Index:
    """Give the index of the figures that the pages show, made again when these have changed.

    Raises:
        DataError: there are no figures.
    """
    data = dataset.load()
    with _LOCK:
        if not _HELD or _HELD[0].data is not data:
            _HELD[:] = [make_index(data)]
        return _HELD[0]


def make_index(data: Dataset) -> Index:
    """Make the index of a data set."""
    ready = np.arange(min(READY, len(data.observations)), dtype=np.int64)
    table = labelled(data.observations.iloc[ready], data.sources)
    header, *lines = _csv_lines(data, ready)
    return Index(
        data=data,
        postings={column: _postings(data.observations, column) for column in FILTERED},
        fingerprint=_fingerprint(data),
        header=header,
        _table=table,
        _fragments=[json_bytes(record) for record in table.to_pylist()],
        _lines=lines,
    )


def _csv_lines(data: Dataset, rows: Rows) -> list[bytes]:
    """The header and the lines of the French CSV of some rows."""
    lines = observations_csv(data.observations.iloc[rows], data.sources).splitlines(keepends=True)
    if len(lines) != len(rows) + 1:
        raise ValueError("the CSV must have one line per figure")
    return lines


def json_bytes(content: object) -> bytes:
    """Write JSON in UTF-8; a day as ISO 8601.

    Raises:
        ValueError: a number is not finite.
    """
    return json.dumps(content, ensure_ascii=False, allow_nan=False, default=_iso, separators=(",", ":")).encode()


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"not JSON: {type(value).__name__}")


def _postings(observations: pd.DataFrame, column: str) -> dict[str, Rows]:
    """The rows that have each value of a column; ``level`` is the level of the territory."""
    values = observations["territory"].str.partition("-")[0] if column == "level" else observations[column]
    codes, names = pd.factorize(values)
    order = np.argsort(codes, kind="stable").astype(np.int64)
    bounds = np.searchsorted(codes[order], np.arange(len(names) + 1))
    return {str(name): order[bounds[at] : bounds[at + 1]] for at, name in enumerate(names)}


def _fingerprint(data: Dataset) -> str:
    content = hashlib.sha256(_code_digest())
    hashes = pd.util.hash_pandas_object(data.observations[list(COLUMNS)], index=False)
    content.update(hashes.to_numpy().tobytes())
    content.update(repr(sorted(data.sources.items())).encode())
    return content.hexdigest()


@cache
def _code_digest() -> bytes:
    """Name the code and the tables that it reads beside the figures: a correction of either changes the answers."""
    digest = hashlib.sha256(version("demodash").encode())
    for path in sorted(Path(demodash.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    for level in territories.Level:
        digest.update(repr([territories.territory(code) for code in territories.codes(level)]).encode())
    return digest.digest()
