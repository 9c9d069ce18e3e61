"""What the API answers from: the table of figures in memory, made ready once, so that no request has to work it out."""

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
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

import demodash
from demodash import dataset, territories
from demodash.dataset import Dataset
from demodash.exports.french_csv import observations_csv
from demodash.exports.parquet import labelled
from demodash.schema import COLUMNS

Rows = npt.NDArray[np.int64]

FILTERED = ("indicator", "theme", "territory", "level", "category", "period", "year", "source", "status")
"""Columns of the labelled table that a request may filter by."""


@dataclass(frozen=True, eq=False)
class Index:
    """The figures, ready to be answered. Row numbers are those of ``data.observations``, in its order.

    ``fragments``: each row as a JSON object; ``lines``: each row as a line of the French CSV, after ``header``.
    ``fingerprint`` names the content: figures, sources, catalogue, territories and code.
    """

    data: Dataset
    table: Any
    fragments: Sequence[bytes]
    header: bytes
    lines: Sequence[bytes]
    postings: Mapping[str, Mapping[str, Rows]]
    fingerprint: str

    def find(self, wanted: Mapping[str, Iterable[str]]) -> Rows:
        """Give the rows that have, in each column of ``wanted``, one of its values; all when it is empty."""
        found: Rows | None = None
        for column, values in wanted.items():
            postings = self.postings[column]
            parts = [postings[value] for value in dict.fromkeys(values) if value in postings]
            rows = np.sort(np.concatenate(parts)) if parts else np.empty(0, np.int64)
            found = rows if found is None else np.intersect1d(found, rows, assume_unique=True)
        return np.arange(len(self.lines), dtype=np.int64) if found is None else found

    def count(self, column: str, value: str) -> int:
        """Count the rows that have a value."""
        return len(self.postings[column].get(value, ()))

    def values(self, column: str, rows: Rows) -> list[object]:
        """Give the distinct values of a column in some rows, sorted."""
        return sorted(set(self.table.column(column).take(rows).to_pylist()))


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
    table = labelled(data.observations, data.sources)
    header, *lines = observations_csv(data.observations, data.sources).splitlines(keepends=True)
    if len(lines) != table.num_rows:
        raise ValueError("the CSV must have one line per figure")
    return Index(
        data=data,
        table=table,
        fragments=[json_bytes(record) for record in table.to_pylist()],
        header=header,
        lines=lines,
        postings={column: _postings(table.column(column).to_pylist()) for column in FILTERED},
        fingerprint=_fingerprint(data),
    )


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


def _postings(column: Sequence[object]) -> dict[str, Rows]:
    rows: dict[str, list[int]] = {}
    for row, value in enumerate(column):
        rows.setdefault(str(value), []).append(row)
    return {value: np.array(places, np.int64) for value, places in rows.items()}


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
