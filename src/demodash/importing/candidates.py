"""A file that somebody brings: what it is, by its content, before anything of it is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from demodash import territories
from demodash.errors import DataError, DocumentError, Problem
from demodash.importing.opened import Opened, stamp
from demodash.loaders.documents.extraction import Extraction, extract
from demodash.loaders.documents.passages import Document
from demodash.loaders.documents.readers import read_document
from demodash.loaders.tables import LOADERS, recognise
from demodash.loaders.tables.model import Progress, Recognition, silent
from demodash.loaders.tables.opening import Sheet, TableFile, open_table

DOCUMENT = "document"
"""What stands for the loader of a document, where a table has the id of its loader."""
DOCUMENT_VERSION = 2
"""Grows when the same document is read differently."""

_START = 1_024
_ZIP = b"PK"
_GZIP = b"\x1f\x8b"
_TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".json", ".zip", ".gz"})
"""Names under which nobody brings a document."""
_FEWEST_ROWS = 3
_MOST_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file recognised: as one or several official tables (best first), or as a document that was read.

    ``path`` has to stay in place until the import is accepted or refused: the table is read from it; ``name`` is
    what the user calls it. A table stays open, unpacked and checked, until ``close``. ``document`` and ``extraction``
    go together.
    """

    path: Path
    name: str
    size: int
    recognitions: tuple[Recognition, ...] = ()
    opened: Opened | None = field(default=None, repr=False)
    document: Document | None = None
    extraction: Extraction | None = None

    @property
    def sha256(self) -> str:
        """The digest of the file: that of a large table is waited for.

        Raises:
            ValueError: the table was closed before it was known.
        """
        if self.document is not None:
            return self.document.sha256
        return self._open().digest()

    @property
    def is_document(self) -> bool:
        """Whether its figures stand in sentences, to be looked at one by one."""
        return self.extraction is not None

    @property
    def loaders(self) -> tuple[str, ...]:
        """What ``prepare`` takes as loader, best first: ids of loaders, or DOCUMENT."""
        return (DOCUMENT,) if self.is_document else tuple(one.loader.id for one in self.recognitions)

    @contextmanager
    def table(self) -> Iterator[TableFile]:
        """Give the open table to read; nothing of it may be kept if it changed on the disk meanwhile.

        Raises:
            DataError: it changed, or went, since it was recognised.
            ValueError: it is a document.
        """
        opened = self._open()
        opened.check()
        yield opened.table
        opened.settle()

    def close(self) -> None:
        """Remove what was unpacked of the table: it is not read any more; closing twice does nothing more."""
        if self.opened is not None:
            self.opened.table.close()

    def _open(self) -> Opened:
        if self.opened is None:
            raise ValueError(f"{self.name!r} is no table")
        return self.opened

    def recognition(self, loader_id: str) -> Recognition:
        """What a loader recognised it as.

        Raises:
            ValueError: this loader did not recognise it.
        """
        found = [one for one in self.recognitions if one.loader.id == loader_id]
        if not found:
            raise ValueError(f"{self.name!r} was not recognised by {loader_id!r}")
        return found[0]


def examine(path: Path, name: str | None = None, progress: Progress = silent) -> Candidate:
    """Say what a file is: an official table that a loader knows, or a document.

    A table stays open: close what is returned once its import is accepted or refused.

    Raises:
        DataError: it is neither; both readings say why, where both make sense.
        DocumentError: it is a document that cannot be read.
        Cancelled: the progress said so.
    """
    called = path.name if name is None else name
    progress(None, "Reconnaissance du fichier")
    if _is_document(path):
        return _document(path, called, progress)
    found = _table(path, called, progress)
    if isinstance(found, Candidate):
        return found
    try:
        return _document(path, called, progress)
    except DocumentError as not_a_document:
        if not _may_be_document(path, called):
            raise found from not_a_document
        raise DataError([*_said("comme table", found), *_said("comme document", not_a_document)]) from found


def situated(candidate: Candidate, territory: str) -> Candidate:
    """Read a document that does not say its territory with the one that the analyst gives (a full code, or nothing).

    A code that no territory has changes nothing: it is a wrong answer, which is said with the others.
    """
    if candidate.document is None or not territories.is_code(territory):
        return candidate
    return replace(candidate, extraction=extract(candidate.document, territory=territory))


def table_labels() -> tuple[str, ...]:
    """The official tables that are recognised, in French."""
    return tuple(loader.label for loader in LOADERS)


def _table(path: Path, name: str, progress: Progress) -> Candidate | DataError:
    """The file as a table; the reason why it is none when it may still be a document.

    Raises:
        DataError: it has the shape of a table, or is an archive, and no loader knows it.
        Cancelled: the progress said so.
    """
    try:
        before = stamp(path)
        file = open_table(path, name, progress)
    except DataError as error:
        if _is_archive(path):
            raise
        return error
    with ExitStack() as closing:
        closing.enter_context(file)
        try:
            found = Candidate(path, name, file.size, recognise(file), Opened(file, before))
        except DataError as error:
            if any(_is_tabular(sheet) for sheet in file.sheets):
                raise
            return error
        closing.pop_all()
    return found


def _document(path: Path, name: str, progress: Progress) -> Candidate:
    progress(None, "Lecture du document")
    document = read_document(path, name)
    progress(None, "Recherche des chiffres")
    return Candidate(path, name, document.size, document=document, extraction=extract(document))


def _is_document(path: Path) -> bool:
    """Whether the bytes are those of a PDF, a Word document or a deck."""
    with path.open("rb") as stream:
        start = stream.read(_START)
    if b"%PDF-" in start:
        return True
    if not start.startswith(_ZIP):
        return False
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return bool(names & {"word/document.xml", "ppt/presentation.xml"})


def _may_be_document(path: Path, name: str) -> bool:
    """Whether the reason why a file is no document is worth saying: its name is that of one, and something is in it."""
    suffix = Path(name).suffix.lower()
    return suffix not in _TABLE_SUFFIXES and path.stat().st_size > 0


def _is_archive(path: Path) -> bool:
    """Whether the bytes are those of an archive or a workbook: no text, so never a document."""
    with path.open("rb") as stream:
        return stream.read(4).startswith((_ZIP, _GZIP))


def _is_tabular(sheet: Sheet) -> bool:
    """Whether a sheet is a table by its shape: a workbook's, or a text whose rows have as many cells."""
    if sheet.kind != "text":
        return True
    widths = Counter(len(cells) for cells in sheet.head)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    return width > 1 and count >= _FEWEST_ROWS and count >= _MOST_ALIKE * sum(widths.values())


def _said(how: str, error: DataError | DocumentError) -> list[Problem]:
    return [replace(each, place=f"{each.place}, lu {how}" if each.place else f"lu {how}") for each in error.problems]
