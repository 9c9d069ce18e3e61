"""The file that was dropped, on disk while it is looked at, gone afterwards."""

from __future__ import annotations

import contextlib
import itertools
import shutil
import tempfile
import time
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 20
_PREFIX = "demodash-import-"
_FOLDERS = (f"{_PREFIX}*", "demodash_*")
"""Ours, and those where the tables that are open are unpacked."""
_OLD_S = 24 * 3600


@dataclass(eq=False)
class Spooled:
    """A file in a folder of its own, under a name of ours; ``name`` is what the user calls it.

    The folder goes when ``remove`` is called, at the latest when nobody holds this object any more; what a killed
    server leaves goes a day later.
    """

    name: str
    path: Path
    size: int
    _finalizer: weakref.finalize[..., object] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._finalizer = weakref.finalize(self, shutil.rmtree, self.path.parent, ignore_errors=True)

    def remove(self) -> None:
        """Remove the file; a second call does nothing."""
        self._finalizer()


def spool(stream: BinaryIO, name: str) -> Spooled:
    """Write what was uploaded to the disk, a piece at a time.

    Raises:
        OSError: the disk is full.
    """
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    target = folder / "fichier"
    try:
        with target.open("wb") as file:
            shutil.copyfileobj(stream, file, _CHUNK)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Spooled(_shown(name), target, target.stat().st_size)


def _sweep() -> None:
    """Remove what servers that were killed left behind, a day later."""
    temporary = Path(tempfile.gettempdir())
    for folder in itertools.chain.from_iterable(temporary.glob(each) for each in _FOLDERS):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > _OLD_S:
                shutil.rmtree(folder, ignore_errors=True)


def _shown(name: str) -> str:
    """The last part of a name, without what cannot be printed: a browser may send a whole path, or worse."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in last if character.isprintable()).strip()[:150] or "fichier"
