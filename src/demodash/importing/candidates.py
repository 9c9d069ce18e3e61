"""A file that somebody brings: what it is, by its content, before anything of it is taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from demodash.loaders.documents.extraction import Extraction, extract
from demodash.loaders.documents.passages import Document
from demodash.loaders.documents.readers import read_document
from demodash.loaders.tables.model import Progress, Recognition, silent

DOCUMENT = "document"
"""What stands for the loader of a document, where a table has the id of its loader."""
DOCUMENT_VERSION = 1
"""Grows when the same document is read differently."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file recognised: as one or several official tables (best first), or as a document that was read.

    ``path`` has to stay in place until the import is accepted or refused: the table is read from it; ``name`` is
    what the user calls it. ``document`` and ``extraction`` go together.
    """

    path: Path
    name: str
    size: int
    sha256: str
    recognitions: tuple[Recognition, ...] = ()
    document: Document | None = None
    extraction: Extraction | None = None

    @property
    def is_document(self) -> bool:
        """Whether its figures stand in sentences, to be looked at one by one."""
        return self.extraction is not None

    @property
    def loaders(self) -> tuple[str, ...]:
        """What ``prepare`` takes as loader, best first: ids of loaders, or DOCUMENT."""
        return (DOCUMENT,) if self.is_document else tuple(one.loader.id for one in self.recognitions)

    def recognition(self, loader_id: str) -> Recognition:
        """What a loader recognised it as.

        Raises:
            ValueError: this loader did not recognise it.
        """
        found = [one for one in self.recognitions if one.loader.id == loader_id]
        if not found:
            raise ValueError(f"{self.name!r} was not recognised by {loader_id!r}")
        return found[0]


def situated(candidate: Candidate, territory: str) -> Candidate:
    """Read a document that does not say its territory with the one that the analyst gives (a full code, or nothing)."""
    if candidate.document is None or not territory:
        return candidate
    return replace(candidate, extraction=extract(candidate.document, territory=territory))


def table_labels() -> tuple[str, ...]:
    """The official tables that are recognised, in French."""
    return ()


def examine(path: Path, name: str | None = None, progress: Progress = silent) -> Candidate:
    """Say what a file is: an official table that a loader knows, or a document.

    Raises:
        DataError: it is neither; both say why.
        Cancelled: the progress said so.
    """
    called = path.name if name is None else name
    progress(None, "Lecture du document")
    document = read_document(path, called)
    progress(None, "Recherche des chiffres")
    return Candidate(path, called, document.size, document.sha256, document=document, extraction=extract(document))
