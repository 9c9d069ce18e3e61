"""Opening a table file, whatever it is called: texts, workbooks, archives of them; one face for all.

What a file is comes from its bytes. Everything that could harm (a bomb, a name that leads outside, a line of 200 MB)
is refused before a cell is read.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import TracebackType

from demodash.errors import DataError, Problem
from demodash.loaders.tables import archives, encodings, guards
from demodash.loaders.tables.flat import FlatText, separator_of
from demodash.loaders.tables.model import Progress, silent
from demodash.loaders.tables.pieces import Digest
from demodash.loaders.tables.workbooks import open_workbook

HEAD_ROWS = 60
_START = 4_096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP = b"\x1f\x8b"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_JSON = (b"{", b"[")

Row = tuple[int, tuple[str, ...]]
"""1-based line, or row of the sheet, and its cells as texts."""


@dataclass(eq=False)
class Sheet:
    """One table of a file. ``kind``: ``text``, ``excel``, or ``json``, which has no rows.

    ``file`` is the user's name of the file, in messages; ``name`` that of the sheet, or of the file in its archive,
    empty when the file is one text. ``encoding``
    (a Python name) and ``separator`` are those of a text, empty otherwise.
    """

    name: str
    kind: str
    encoding: str
    separator: str
    file: str
    _read: Callable[[], Iterator[Row]] = field(repr=False)
    _on_disk: Callable[[], Path] = field(repr=False)

    def rows(self) -> Iterator[Row]:
        """Stream the rows that are not blank.

        Raises:
            DataError: the sheet is damaged, or a quote never closes.
        """
        return self._read()

    @cached_property
    def numbered_head(self) -> tuple[Row, ...]:
        """The first HEAD_ROWS rows that are not blank, with their lines.

        Raises:
            DataError: as ``rows``.
        """
        return tuple(islice(self._read(), HEAD_ROWS))

    @property
    def head(self) -> tuple[tuple[str, ...], ...]:
        """The cells of ``numbered_head``."""
        return tuple(cells for _, cells in self.numbered_head)

    def text_path(self) -> Path:
        """Where the text lies unpacked on the disk, in UTF-8, possibly with its mark, until the file is closed.

        Raises:
            ValueError: the sheet is one of a workbook.
        """
        return self._on_disk()

    def place(self, line: int, column: str = "") -> str:
        """Name a place of the sheet: ``feuille APL 2023, ligne 15, colonne Code``."""
        return ", ".join(part for part in (self.title, f"ligne {line}", f"colonne {column}" if column else "") if part)

    @property
    def title(self) -> str:
        """How places name the sheet: ``feuille APL 2023``, the name in the archive, or nothing."""
        return f"feuille {self.name}" if self.kind == "excel" else self.name


@dataclass(eq=False)
class TableFile:
    """An open file of tables: ``path`` on the disk, ``name`` as the user knows it, ``size`` in bytes, its sheets.

    Close it, or use it in a ``with``: what was unpacked then goes.
    """

    path: Path
    name: str
    size: int
    sheets: tuple[Sheet, ...]
    _digest: Digest = field(repr=False)
    _closing: weakref.finalize[..., TableFile] | None = field(default=None, repr=False)

    @property
    def sha256(self) -> str:
        """That of the file, once it is made: a large file can be read meanwhile.

        Raises:
            ValueError: the file was closed before.
        """
        return self._digest.value()

    def close(self) -> None:
        """Remove what was unpacked; closing twice does nothing more."""
        if self._closing is not None:
            self._closing()

    def __enter__(self) -> TableFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_table(path: Path, name: str | None = None, progress: Progress = silent) -> TableFile:
    """Open a file of tables by what its bytes are; ``name`` is the user's when the path is a temporary one.

    Raises:
        DataError: it is empty, truncated, damaged, protected, not a table, or could harm.
        Cancelled: the progress said so.
    """
    shown = path.name if name is None else name
    folder = Path(tempfile.mkdtemp(prefix="demodash_"))
    with ExitStack() as undo:
        undo.callback(shutil.rmtree, folder, ignore_errors=True)
        digest = Digest(path)
        undo.callback(digest.stop)
        opening = _Opening(shown, folder, progress)
        sheets = tuple(opening.sheets(path, ""))
        if not sheets:
            wanted = "une table CSV, texte, Excel ou ODS dans l’archive"
            raise DataError(Problem(shown, expected=wanted, found="aucune"))
        opened = TableFile(path, shown, path.stat().st_size, sheets, digest)
        opened._closing = weakref.finalize(opened, undo.pop_all().close)
    return opened


@dataclass(frozen=True, slots=True)
class _Opening:
    """One file on its way in: how messages name it, where it is unpacked, who hears."""

    file: str
    folder: Path
    progress: Progress

    def sheets(self, path: Path, inside: str) -> Iterator[Sheet]:
        """Give the sheets of a file, or of a member of an archive when ``inside`` names it."""
        with path.open("rb") as stream:
            start = stream.read(_START)
        shown = f"{self.file} › {inside}" if inside else self.file
        if not start.strip(b"\xef\xbb\xbf \t\r\n\0") and path.stat().st_size <= _START:
            raise guards.empty(shown)
        if start.startswith(_ZIP):
            yield from self._zip(path, inside, shown)
        elif start.startswith(_GZIP):
            if inside or path.parent == self.folder:
                raise _nested(shown)
            yield from self.sheets(archives.unpack_gzip(path, shown, self.folder, self.progress), inside)
        elif start.startswith(_OLE):
            if _holds(path, _ENCRYPTED):
                raise guards.locked(shown)
            yield from self._workbook(path, inside, shown)
        else:
            guards.refuse_other_kinds(start, shown)
            yield self._json(path, inside) if _looks_json(start) else self._text(path, inside, shown)

    def _zip(self, path: Path, inside: str, shown: str) -> Iterator[Sheet]:
        infos = archives.members(path, shown)
        if archives.is_workbook(infos):
            yield from self._workbook(path, inside, shown)
            return
        if inside or path.parent == self.folder:
            raise _nested(shown)
        refused: list[Problem] = []
        found = 0
        for member in archives.unpack_members(path, infos, shown, self.folder, self.progress):
            try:
                for sheet in self.sheets(member.path, member.name):
                    found += 1
                    yield sheet
            except DataError as error:
                refused.extend(error.problems)
        if not found and refused:
            raise DataError(refused)

    def _workbook(self, path: Path, inside: str, shown: str) -> Iterator[Sheet]:
        book = open_workbook(path, shown, Path(tempfile.mkdtemp(dir=self.folder)) / "sheets", self.progress)
        for index, name in enumerate(book.names):
            full = f"{inside} › {name}" if inside else name
            yield Sheet(full, "excel", "", "", self.file, _rows_of(book.rows, index), _no_text)

    def _json(self, path: Path, inside: str) -> Sheet:
        return Sheet(inside, "json", "utf-8", "", self.file, _no_rows, lambda: path)

    def _text(self, path: Path, inside: str, shown: str) -> Sheet:
        encoding = encodings.look_through(path, shown, self.progress)
        flat = FlatText(path, shown, encoding, separator_of(path, encoding))
        return Sheet(inside, "text", flat.encoding, flat.separator, self.file, flat.rows, lambda: self._in_utf8(flat))

    def _in_utf8(self, flat: FlatText) -> Path:
        if flat.encoding in {"utf-8", "utf-8-sig"}:
            return flat.path
        target = self.folder / f"{flat.path.name}.utf8"
        if not target.exists():
            with (
                flat.path.open(encoding=flat.encoding, newline="") as stream,
                target.open("w", encoding="utf-8", newline="") as out,
            ):
                shutil.copyfileobj(stream, out)
        return target


def _rows_of(read: Callable[[int], Iterator[Row]], index: int) -> Callable[[], Iterator[Row]]:
    return lambda: read(index)


def _no_rows() -> Iterator[Row]:
    return iter(())


def _no_text() -> Path:
    raise ValueError("a sheet of a workbook has no text on the disk")


def _looks_json(start: bytes) -> bool:
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    return text.startswith(_JSON) and text[1:].lstrip()[:1] in {b'"', b"{", b"[", b"}", b"]"}


def _holds(path: Path, wanted: bytes) -> bool:
    kept = b""
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            if wanted in kept + chunk:
                return True
            kept = chunk[-len(wanted) :]
    return False


def _nested(shown: str) -> DataError:
    advice = "Décompressez l’archive, puis importez la table qu’elle contient."
    return DataError(Problem(shown, expected="une table", found="une archive dans une archive", advice=advice))
