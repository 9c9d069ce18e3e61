"""Whether a text table stops in the middle of a line: what comes after is then lost, and its sums would be wrong."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from demodash.loaders.tables import guards

_NEWLINES = (b"\n", b"\r")


def refuse_cut_end(path: Path, separator: str, widths: Container[int], file: str) -> None:
    """Refuse a text in UTF-8 whose last line has no end and not as many cells as a line has.

    For the files of machines alone: a table made by hand may end with a note.

    Raises:
        DataError: the download or the copy stopped before the end.
    """
    size = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(max(size - guards.MOST_LINE_BYTES, 0))
        end = stream.read()
    if not end or end.endswith(_NEWLINES):
        return
    last = max(end.rfind(newline) for newline in _NEWLINES)
    if last >= 0 and end[last:].count(separator.encode()) + 1 not in widths:
        raise guards.truncated(file, "une table")
