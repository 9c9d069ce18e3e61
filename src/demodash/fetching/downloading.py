"""A file downloaded whole, resumed where it stopped, checked, and only then given its name."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import requests
import urllib3

from demodash.errors import DataError, Problem
from demodash.fetching.answers import Passing, asked
from demodash.fetching.checks import HEAD_BYTES, refuse_head, refuse_whole
from demodash.fetching.declarations import Official
from demodash.fetching.failures import Refused, Unreachable
from demodash.fetching.partial import Partial

CHUNK_BYTES = 1 << 16
_RANGE = re.compile(r"^bytes (\d+)-\d+/(\d+|\*)$")
_FILE_NAME = re.compile(r"""filename="?([^";]+)"?""")
_SAFE_NAME = re.compile(r"^\w[\w .-]{0,120}\.\w{2,5}$")
_ROOM = "Libérez de la place ou choisissez un autre dossier (--folder), puis recommencez : la suite sera reprise."

Told = Callable[[int, int | None], None]
"""Hears how many bytes there are, and how many there will be (None: the host does not say)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How long to wait and how often to try again, in seconds.

    An answer slower than ``slowest`` bytes a second over ``patience`` seconds is given up, and resumed at the next
    try; before the nth new try, ``pause`` times two to the n. ``knocks`` are the attempts where no connection can be
    made: without a network, it is said soon.
    """

    connect: float = 15.0
    read: float = 60.0
    attempts: int = 6
    pause: float = 1.0
    patience: float = 60.0
    slowest: float = 1_000.0
    most_bytes: int = 4_000_000_000
    knocks: int = 2


POLICY = Policy()
"""What is done when nothing else is asked."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that came whole: where it is, its bytes and their SHA-256.

    ``published`` is the name that the host gives it (it often bears a date), empty when it gives none; ``resumed``
    counts the bytes that were there already.
    """

    path: Path
    published: str
    size: int
    sha256: str
    resumed: int


def download(official: Official, folder: Path, told: Told | None = None, policy: Policy | None = None) -> Fetched:
    """Bring a file into a folder under its declared name; a beginning left by an earlier try is resumed.

    Raises:
        Unreachable: nothing answers after every attempt.
        Refused: what answers is not the file.
        DataError: the folder cannot be written, or the disk is full.
    """
    partial = Partial(folder / f"{official.name}.part")
    transfer = _Transfer(official, partial, told or _unheard, policy or POLICY)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return transfer.run()
    except Refused:
        partial.forget()
        raise
    except OSError as error:
        found = f"l’écriture a échoué ({error.strerror or error})"
        raise DataError(Problem(str(folder), found=found, advice=_ROOM)) from error


@dataclass(frozen=True, slots=True)
class _Transfer:
    """One download: the attempts, each resuming what the one before left."""

    official: Official
    partial: Partial
    told: Told
    rules: Policy

    def run(self) -> Fetched:
        """Try until the file is whole, check it, give it its name."""
        resumed, published = self.partial.begun().size, ""
        with requests.Session() as session:
            for attempt in range(self.rules.attempts):
                try:
                    published = self._attempt(session)
                    break
                except Passing as error:
                    most = min(self.rules.knocks, self.rules.attempts) if error.nobody else self.rules.attempts
                    if attempt + 1 >= most:
                        raise Unreachable(self._unreachable(error)) from error
                    time.sleep(self.rules.pause * 2**attempt if error.wait is None else error.wait)
        refuse_whole(self.official, self.partial.path)
        target = self.partial.path.with_name(self.official.name)
        self.partial.path.replace(target)
        self.partial.forget()
        return Fetched(target, published, target.stat().st_size, _sha256(target), resumed)

    def _attempt(self, session: requests.Session) -> str:
        """Have the whole file, or raise; what came is kept for the next attempt when it can be resumed.

        Gives the name that the host gives the file.

        Raises:
            Passing: the answer stopped, was too slow, or did not come.
            Refused: what answers is not the file.
        """
        begun = self.partial.begun()
        headers = {"Range": f"bytes={begun.size}-", "If-Range": begun.mark} if begun.size else {}
        with asked(session, self.official, headers, (self.rules.connect, self.rules.read)) as response:
            start, total = _span(response, begun.size, begun.mark)
            if start is None:
                self.partial.forget()
                raise Passing("la reprise n’est pas possible", 0.0)
            published = _published(response)
            if start and start == total:
                return published
            self._refuse_size(start, total)
            if not start:
                self.partial.begin(_mark(response))
            size = self._written(response, start, total)
        if total is not None and size != total:
            raise Passing(f"la réponse s’est arrêtée à {size} octets sur {total}")
        return published

    def _written(self, response: requests.Response, start: int, total: int | None) -> int:
        """Put the body at the end of what is there; how many bytes there are then."""
        size, head = start, b""
        with self.partial.path.open("ab") as file:
            for chunk in self._chunks(response):
                file.write(chunk)
                size += len(chunk)
                if not start and len(head) < HEAD_BYTES:
                    head += chunk
                    if len(head) >= HEAD_BYTES:
                        refuse_head(self.official, head[:HEAD_BYTES])
                if size > self.rules.most_bytes:
                    raise Refused(self._too_big())
                self.told(size, total)
            file.flush()
            os.fsync(file.fileno())
        return size

    def _chunks(self, response: requests.Response) -> Iterator[bytes]:
        """The body as it comes.

        Raises:
            Passing: it stops before its end, or comes too slowly.
        """
        since, seen = time.monotonic(), 0
        try:
            # As the bytes come: waiting for a whole chunk would hide an answer that only trickles.
            while chunk := response.raw.read1(CHUNK_BYTES, decode_content=False):
                yield chunk
                seen += len(chunk)
                elapsed = time.monotonic() - since
                if elapsed > self.rules.patience:
                    if seen < self.rules.slowest * elapsed:
                        raise Passing("la réponse est trop lente")
                    since, seen = time.monotonic(), 0
        except urllib3.exceptions.ReadTimeoutError as error:
            raise Passing("la réponse s’est tue") from error
        except (urllib3.exceptions.HTTPError, ConnectionError) as error:
            raise Passing("la réponse s’est arrêtée avant la fin") from error

    def _refuse_size(self, start: int, total: int | None) -> None:
        if total is None:
            return
        if total > self.rules.most_bytes:
            raise Refused(self._too_big())
        folder = self.partial.path.parent
        if total - start > shutil.disk_usage(folder).free:
            found = f"pas assez de place pour {total - start} octets"
            raise DataError(Problem(str(folder), found=found, advice=_ROOM))

    def _too_big(self) -> str:
        return f"« {self.official.label} » : plus de {self.rules.most_bytes} octets. Rien n’a été gardé."

    def _unreachable(self, error: Passing) -> str:
        kept = self.partial.begun().size
        after = f"les {kept} octets reçus sont gardés, la suite sera reprise" if kept else "rien n’a été changé"
        return (
            f"« {self.official.label} » n’a pas pu être téléchargé : {error} ; {after}. "
            "Vérifiez le réseau et le mandataire (HTTPS_PROXY), puis recommencez."
        )


def _span(response: requests.Response, size: int, mark: str) -> tuple[int | None, int | None]:
    """Where an answer begins in the file (None: it cannot be used) and how long the file is (None: not said).

    ``size`` bytes with the mark ``mark`` are there already.
    """
    said = response.headers.get("content-range", "")
    if response.status_code == 416:
        return (size, size) if said == f"bytes */{size}" else (None, None)
    if response.status_code == 206:
        match = _RANGE.match(said)
        if match is None or int(match[1]) != size or _mark(response) not in {"", mark}:
            return None, None
        return size, None if match[2] == "*" else int(match[2])
    length = response.headers.get("content-length", "")
    return 0, int(length) if length.isdigit() else None


def _mark(response: requests.Response) -> str:
    """What tells the file from another: a strong ETag, else the date; empty when a part of it cannot be resumed."""
    etag = str(response.headers.get("etag", ""))
    return etag if etag.startswith('"') else str(response.headers.get("last-modified", ""))


def _published(response: requests.Response) -> str:
    """The name of the file as its host gives it: in a header, else at the end of the last address."""
    said = _FILE_NAME.search(response.headers.get("content-disposition", ""))
    name = said[1] if said else unquote(urlsplit(response.url).path).rpartition("/")[2]
    return name if _SAFE_NAME.match(name) else ""


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unheard(size: int, total: int | None) -> None:
    """Nobody listens."""
