"""A folder of a local disk: listed while others write in it, written so that a power cut loses nothing."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import uuid
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a place: its size, when it was written (UTC, None when the place does not say), and its mark.

    ``mark`` changes when the file does.
    """

    size: int
    written: dt.datetime | None
    mark: str


def list_disk(root: str) -> dict[str, Entry]:
    """Every file under a folder by relative path with ``/``; empty when there is no such folder.

    A file that goes while the folder is read (a draft that gets its name) is left out, and nothing else is.

    Raises:
        OSError: the folder, or one in it, cannot be read.
    """
    found: dict[str, Entry] = {}
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with contextlib.suppress(FileNotFoundError), os.scandir(f"{root}/{folder}") as entries:
            for entry in entries:
                with contextlib.suppress(FileNotFoundError):
                    if entry.is_dir():
                        waiting.append(f"{folder}{entry.name}/")
                        continue
                    stat = entry.stat()
                    written = dt.datetime.fromtimestamp(stat.st_mtime, dt.UTC)
                    mark = f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ino}"
                    found[f"{folder}{entry.name}"] = Entry(stat.st_size, written, mark)
    return found


def write_disk(path: Path, data: bytes) -> None:
    """Write a file beside its name, have the disk keep it, then give it its name.

    Raises:
        OSError: the disk is full or refuses; no half of a file is left.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Have the disk remember the name too; Windows has no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
