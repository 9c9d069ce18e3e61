"""A file read once, piece by piece: its digest is made beside whatever else looks at the pieces."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from demodash.loaders.tables.model import Progress, silent

PIECE = 1 << 20
_TELL_EVERY = 16
"""Pieces from one word of progress to the next."""
_SAID = "Contrôle du fichier"


@dataclass(eq=False)
class Pieces:
    """A file on its way: iterate once for its bytes by pieces of PIECE; ``sha256`` is then known, empty before."""

    path: Path
    progress: Progress = silent
    sha256: str = field(default="", init=False)

    def __iter__(self) -> Iterator[bytes]:
        """Give the pieces.

        Raises:
            Cancelled: the progress said so.
        """
        digest = hashlib.sha256()
        size = max(self.path.stat().st_size, 1)
        done = 0
        hashed: Future[None] | None = None
        with self.path.open("rb") as stream, ThreadPoolExecutor(1, "demodash-digest") as beside:
            while piece := stream.read(PIECE):
                if done % (_TELL_EVERY * PIECE) == 0:
                    self.progress(min(done / size, 1.0), _SAID)
                if hashed is not None:
                    hashed.result()
                hashed = beside.submit(digest.update, piece)
                yield piece
                done += len(piece)
        self.sha256 = digest.hexdigest()


def digest(path: Path, progress: Progress = silent) -> str:
    """The sha256 of a file.

    Raises:
        Cancelled: the progress said so.
    """
    pieces = Pieces(path, progress)
    for _ in pieces:
        pass
    return pieces.sha256
