"""A file of tables that stays open while its import is decided, and is not trusted once it changes on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from demodash.errors import DataError, Problem
from demodash.loaders.tables.opening import TableFile


class Stamp(NamedTuple):
    """What tells a file on the disk from another that took its place, or from itself changed."""

    inode: int
    size: int
    modified_ns: int


def stamp(path: Path) -> Stamp | None:
    """Take the stamp of a file, None when there is none of that name."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_ino, found.st_size, found.st_mtime_ns)


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """An open file of tables with the stamp that it had before it was opened."""

    table: TableFile
    stamp: Stamp | None

    def settle(self) -> None:
        """Wait until the digest of the file is known, and is that of the file that was opened.

        Raises:
            DataError: it changed, or went.
            ValueError: it was closed before.
        """
        self.digest()
        self.check()

    def digest(self) -> str:
        """The sha256 of the file; that of a large one is waited for.

        Raises:
            ValueError: it was closed before.
        """
        return self.table.sha256

    def check(self) -> None:
        """Refuse the file if it is no longer the one that was opened.

        Raises:
            DataError: it changed, or went.
        """
        now = stamp(self.table.path)
        if now is None or now != self.stamp:
            found = "un fichier modifié depuis" if now else "plus rien de ce nom"
            advice = "Rien n’a été gardé : recommencez l’import de ce fichier depuis le début."
            raise DataError(Problem(self.table.name, "", "le fichier tel qu’il a été reconnu", found, advice))
