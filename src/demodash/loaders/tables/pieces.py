"""A file read piece by piece, and its digest, made beside whatever else reads the file."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from demodash.loaders.tables.model import Progress, silent

PIECE = 1 << 20
_TELL_EVERY = 16
"""Pieces from one word of progress to the next."""
_SAID = "Contrôle du fichier"


def pieces(path: Path, progress: Progress = silent) -> Iterator[bytes]:
    """Give the bytes of a file, PIECE at a time.

    Raises:
        Cancelled: the progress said so.
    """
    size = max(path.stat().st_size, 1)
    done = 0
    with path.open("rb", buffering=0) as stream:
        while piece := stream.read(PIECE):
            if done % (_TELL_EVERY * PIECE) == 0:
                progress(min(done / size, 1.0), _SAID)
            yield piece
            done += len(piece)


class Digest:
    """The sha256 of a file, made by a thread of its own: it takes longer than all the checks of an opening."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stopping = threading.Event()
        self._thread = ThreadPoolExecutor(1, "demodash-digest")
        self._made = self._thread.submit(self._make)
        self._thread.shutdown(wait=False)

    def value(self) -> str:
        """Wait for the sha256, in lowercase hexadecimal.

        Raises:
            ValueError: it was stopped before.
            OSError: the file could not be read.
        """
        return self._made.result()

    def stop(self) -> None:
        """Stop what is not done yet, and wait until nothing reads the file any more."""
        self._stopping.set()
        self._thread.shutdown()

    def _make(self) -> str:
        digest = hashlib.sha256()
        buffer = memoryview(bytearray(PIECE))
        with self._path.open("rb", buffering=0) as stream:
            while size := stream.readinto(buffer):
                if self._stopping.is_set():
                    raise ValueError("the digest of a file was stopped before its end")
                digest.update(buffer[:size])
        return digest.hexdigest()
