"""Opening what is packed (zip, gzip) onto the disk, within limits, trusting neither names nor declared sizes."""

from __future__ import annotations

import errno
import gzip
import itertools
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from demodash.errors import DataError, Problem
from demodash.loaders.tables import guards
from demodash.loaders.tables.model import Progress, silent

_CHUNK = 1 << 20
_TELL_EVERY = 16 << 20
"""Bytes from one word of progress to the next."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, UnicodeError, OSError)
_PIECES_OF_WORKBOOKS = ("[Content_Types].xml", "mimetype")


@dataclass(frozen=True, slots=True)
class Member:
    """A file that an archive held, now on the disk: its name in the archive, and where it is."""

    name: str
    path: Path


def unpack_gzip(path: Path, file: str, folder: Path, progress: Progress = silent) -> Path:
    """Unpack a gzip file into the folder.

    Raises:
        DataError: it is truncated, damaged, or unpacks to too much.
        Cancelled: the progress said so.
    """
    target = folder / "gzip"
    with gzip.open(path) as packed:
        _copy(packed, _Copy(target, file, "", path.stat().st_size, guards.MOST_UNPACKED, progress))
    return target


def members(path: Path, file: str) -> tuple[zipfile.ZipInfo, ...]:
    """List the files of a zip archive once nothing is wrong with it.

    Raises:
        DataError: the archive is damaged, protected, a bomb by what it declares, or names paths outside itself.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            found = archive.infolist()
    except _BROKEN as error:
        raise guards.truncated(file, "une archive zip") from error
    problems = [*_name_problems(found, file), *_flag_problems(found, file)]
    if problems:
        raise DataError(problems)
    if len(found) > guards.MOST_MEMBERS:
        raise guards.too_large(file, "", f"{guards.MOST_MEMBERS} fichiers au plus", f"{len(found)} fichiers")
    _check_declared(found, file, guards.MOST_UNPACKED)
    return tuple(info for info in found if not info.is_dir())


def is_workbook(infos: tuple[zipfile.ZipInfo, ...]) -> bool:
    """Say whether an archive is a workbook or another office document."""
    return any(info.filename in _PIECES_OF_WORKBOOKS for info in infos)


def unpack_members(
    path: Path, infos: tuple[zipfile.ZipInfo, ...], file: str, folder: Path, progress: Progress = silent
) -> Iterator[Member]:
    """Unpack the files of an archive one by one, under names of our own, and what hides in none.

    Raises:
        DataError: a file is damaged, or unpacks to too much.
        Cancelled: the progress said so.
    """
    left = guards.MOST_UNPACKED
    number = itertools.count()
    with zipfile.ZipFile(path) as archive:
        for info in infos:
            parts = PurePosixPath(info.filename).parts
            if "__MACOSX" in parts or parts[-1].startswith(".") or not info.file_size:
                continue
            target = folder / f"member_{path.stem[:8]}_{next(number)}"
            try:
                packed = archive.open(info)
            except (*_BROKEN, RuntimeError) as error:
                raise guards.truncated(file, f"le fichier « {info.filename} » de l’archive") from error
            with packed:
                copy = _Copy(target, file, info.filename, max(info.compress_size, 1), left, progress)
                left -= _copy(packed, copy)
            yield Member(info.filename, target)


class _Stream(Protocol):
    """What bytes are drawn from."""

    def read(self, size: int, /) -> bytes:
        """Give at most so many bytes, none at the end."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """A file to unpack: where to, how messages name it and its place, its packed size, its most bytes, who hears."""

    target: Path
    file: str
    place: str
    packed_size: int
    most: int
    progress: Progress

    def check(self, written: int) -> None:
        """Refuse what grows past its limits, by its real size."""
        if written > self.most:
            wanted = f"{guards.bytes_text(guards.MOST_UNPACKED)} au plus une fois décompressé"
            raise guards.too_large(self.file, self.place, wanted, "davantage")
        if written > guards.RATIO_FREE and written > self.packed_size * guards.MOST_RATIO:
            wanted = f"au plus {guards.MOST_RATIO} fois la taille compressée"
            found = f"plus de {guards.bytes_text(written)} pour {guards.bytes_text(self.packed_size)}"
            raise guards.too_large(self.file, self.place, wanted, found)


def _copy(packed: _Stream, copy: _Copy) -> int:
    """Unpack a stream to a file and return how many bytes it had."""
    written = 0
    with copy.target.open("wb") as out:
        while True:
            try:
                chunk = packed.read(_CHUNK)
            except _BROKEN as error:
                what = f"le fichier « {copy.place} » de l’archive" if copy.place else "le fichier"
                raise guards.truncated(copy.file, what) from error
            if not chunk:
                return written
            written += len(chunk)
            copy.check(written)
            if written % _TELL_EVERY < len(chunk):
                copy.progress(None, "Décompression du fichier")
            try:
                out.write(chunk)
            except OSError as error:
                if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                    raise guards.no_room(copy.file, copy.target.parent) from error
                raise


def _name_problems(infos: list[zipfile.ZipInfo], file: str) -> list[Problem]:
    advice = "L’archive n’a pas été ouverte : vérifiez d’où elle vient."
    return [
        Problem(file, expected="des noms de fichiers qui restent dans l’archive", found=info.filename, advice=advice)
        for info in infos
        if _leads_outside(info.filename)
    ]


def _leads_outside(name: str) -> bool:
    path = name.replace("\\", "/")
    return path.startswith("/") or ".." in path.split("/") or path[1:2] == ":" or "\0" in path


def _flag_problems(infos: list[zipfile.ZipInfo], file: str) -> list[Problem]:
    return [problem for info in infos if info.flag_bits & 1 for problem in guards.locked(file).problems][:1]


def _check_declared(infos: list[zipfile.ZipInfo], file: str, most: int) -> None:
    declared = sum(info.file_size for info in infos)
    if declared > most:
        wanted = f"{guards.bytes_text(most)} au plus une fois décompressé"
        raise guards.too_large(file, "", wanted, f"{guards.bytes_text(declared)} annoncés")
    packed = max(sum(info.compress_size for info in infos), 1)
    if declared > guards.RATIO_FREE and declared > packed * guards.MOST_RATIO:
        wanted = f"au plus {guards.MOST_RATIO} fois la taille compressée"
        found = f"{guards.bytes_text(declared)} annoncés pour {guards.bytes_text(packed)}"
        raise guards.too_large(file, _largest(infos), wanted, found)
    for info in infos:
        if info.file_size > guards.RATIO_FREE and info.file_size > max(info.compress_size, 1) * guards.MOST_RATIO:
            wanted = f"au plus {guards.MOST_RATIO} fois la taille compressée"
            found = f"{guards.bytes_text(info.file_size)} annoncés pour {guards.bytes_text(info.compress_size)}"
            raise guards.too_large(file, info.filename, wanted, found)


def _largest(infos: list[zipfile.ZipInfo]) -> str:
    """Name the file that weighs most in an archive."""
    return max(infos, key=lambda info: info.file_size).filename
