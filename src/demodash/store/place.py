"""The folder that a store lives in, wherever it is: a disk, a bucket, a memory, through one interface (fsspec)."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import fsspec
from filelock import FileLock, Timeout

from demodash.errors import DataError, Problem, system_reason
from demodash.store.disk import Entry, list_disk, write_disk

LOCK_SECONDS = 120
LOCK_FILE = ".verrou"
_LOCAL = {"file", "local"}


class Place:
    """A folder at an fsspec address; paths are relative to it, with ``/``.

    On a local disk a file is written beside its name, flushed to the disk, then given its name; elsewhere it is put
    in one go, as object stores do.
    """

    def __init__(self, address: str) -> None:
        """Find the file system of an address; nothing is read or written.

        Raises:
            DataError: no file system answers to that address.
        """
        try:
            self._fs, root = fsspec.core.url_to_fs(_at_home(address), **_options(address))
        except (ValueError, ImportError, OSError) as error:
            advice = "Corrigez DEMODASH_HOME, ou installez la bibliothèque de ce protocole (s3fs pour s3://)."
            raise DataError(
                Problem(
                    f"DEMODASH_HOME ({address})",
                    expected="une adresse lisible",
                    found=_no_file_system(address, error),
                    advice=advice,
                )
            ) from error
        self.address = address
        self._root = str(root).rstrip("/")
        protocols = self._fs.protocol
        self.is_local = bool(_LOCAL & set([protocols] if isinstance(protocols, str) else protocols))

    def list(self) -> Mapping[str, Entry]:
        """Every file of the place by path, sorted (empty when the place does not exist yet).

        Raises:
            DataError: the place cannot be reached.
        """
        with self._told("la lecture"):
            if self.is_local:
                return dict(sorted(list_disk(self._root).items()))
            self._fs.invalidate_cache()
            try:
                found = self._fs.find(self._root, detail=True)
            except FileNotFoundError:
                return {}
            return {path[len(self._root) + 1 :]: _entry(info) for path, info in sorted(found.items())}

    def read(self, path: str) -> bytes:
        """The bytes of a file.

        Raises:
            FileNotFoundError: there is none.
            DataError: the place cannot be reached.
        """
        with self._told("la lecture", FileNotFoundError):
            return bytes(self._fs.cat_file(self._full(path)))

    def write(self, path: str, data: bytes) -> None:
        """Write a file whole, or not at all.

        Raises:
            DataError: the disk is full, the place refuses or cannot be reached.
        """
        with self._told("l’écriture"):
            if self.is_local:
                write_disk(Path(self._full(path)), data)
                return
            try:
                self._fs.pipe_file(self._full(path), data)
            except backend_failures():
                with contextlib.suppress(*backend_failures()):
                    self._fs.rm_file(self._full(path))
                raise

    def remove(self, path: str) -> None:
        """Remove a file; one that is gone already is no failure.

        Raises:
            DataError: the place refuses or cannot be reached.
        """
        with self._told("l’effacement"), contextlib.suppress(FileNotFoundError):
            self._fs.rm_file(self._full(path))

    def remove_folder(self, path: str) -> None:
        """Remove a folder once it is empty (object stores have none)."""
        if self.is_local:
            with contextlib.suppress(OSError):
                Path(self._full(path)).rmdir()

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep the other processes of this disk from writing meanwhile; elsewhere nothing needs to be kept.

        Raises:
            DataError: another process keeps the lock for longer than LOCK_SECONDS, or the disk refuses.
        """
        if not self.is_local:
            yield
            return
        with self._told("l’écriture"):
            folder = Path(self._root)
            folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(folder / LOCK_FILE, timeout=LOCK_SECONDS)
            try:
                lock.acquire()
            except Timeout as error:
                advice = "Un autre import est en cours : recommencez quand il est fini."
                raise DataError(Problem(self.address, found="un verrou occupé", advice=advice)) from error
        try:
            yield
        finally:
            lock.release()

    def _full(self, path: str) -> str:
        return f"{self._root}/{path}"

    @contextlib.contextmanager
    def _told(self, what: str, *spared: type[BaseException]) -> Iterator[None]:
        try:
            yield
        except spared:
            raise
        except backend_failures() as error:
            raise DataError(_problem(self.address, what, error)) from error


def backend_failures() -> tuple[type[BaseException], ...]:
    """What a file system raises when it fails: OSError, and the errors of a client library that is loaded."""
    found: list[type[BaseException]] = [OSError]
    for module, names in {
        "botocore.exceptions": ("BotoCoreError", "ClientError"),
        "aiohttp": ("ClientError",),
    }.items():
        loaded = sys.modules.get(module)
        found += [getattr(loaded, name) for name in names if hasattr(loaded, name)]
    return tuple(found)


def _problem(address: str, what: str, error: BaseException) -> Problem:
    number = error.errno if isinstance(error, OSError) else None
    if number in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return Problem(
            address,
            found="plus de place sur le disque",
            advice="Rien n’a été gardé : libérez de la place, puis recommencez.",
        )
    if isinstance(error, PermissionError) or number == errno.EROFS:
        return Problem(
            address,
            found=f"{what} est refusée",
            advice="Donnez à demodash le droit d’écrire dans ce dossier, ou choisissez-en un autre (DEMODASH_HOME).",
        )
    return Problem(
        address,
        found=f"{what} a échoué ({system_reason(error)})",
        advice="Vérifiez que le dossier est accessible, puis recommencez ; rien n’a été perdu.",
    )


def _no_file_system(address: str, error: Exception) -> str:
    protocol = address.partition("://")[0]
    if isinstance(error, ImportError):
        return f"la bibliothèque du protocole « {protocol} » n’est pas installée"
    if isinstance(error, ValueError) and protocol != address and protocol not in fsspec.available_protocols():
        return f"le protocole « {protocol} », inconnu"
    return system_reason(error)


def _options(address: str) -> Mapping[str, Any]:
    """An object store that does not answer must not hold a page for minutes, as the defaults of its client would."""
    if not address.startswith(("s3://", "s3a://")):
        return {}
    return {"config_kwargs": {"connect_timeout": 5, "read_timeout": 30, "retries": {"max_attempts": 3}}}


def _at_home(address: str) -> str:
    return str(Path(address).expanduser()) if address.startswith("~") else address


def _entry(info: Mapping[str, Any]) -> Entry:
    size = int(info.get("size") or 0)
    written: dt.datetime | None = None
    for key in ("mtime", "LastModified", "updated", "last_modified", "created"):
        value = info.get(key)
        if isinstance(value, int | float):
            written = dt.datetime.fromtimestamp(value, dt.UTC)
        elif isinstance(value, dt.datetime):
            written = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
        if written is not None:
            break
    mark = info.get("ETag") or info.get("etag") or info.get("mtime") or written
    return Entry(size, written, f"{size} {mark}")
