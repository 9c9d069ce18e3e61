"""The editions of a store: add, list, read, withdraw, restore, compare.

An edition is a folder ``editions/<id>``: its parts, written first, then its manifest, which names each part with its
checksum. It exists once its manifest does, and is never changed. A withdrawal or a restoration is one more small file
in ``events``. Nothing is shared and rewritten: several processes, or servers on one bucket, need no index and no lock.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import re
import threading
import time
from collections.abc import Mapping
from functools import cache
from typing import Any, Self

import platformdirs

from demodash.errors import DataError, Problem
from demodash.loaders.content import Content
from demodash.schema import problems
from demodash.store.comparison import Comparison, compare_contents
from demodash.store.contents import Contents
from demodash.store.journal import EVENTS, RESTORE, WITHDRAW, event_name, events_of
from demodash.store.manifest import Manifest, Part, Unreadable, dumped, parsed
from demodash.store.model import AlreadyThere, Event, Origin, State, Stored
from demodash.store.parts import described, fingerprint, parquet, tables_of
from demodash.store.place import Entry, Place

EDITIONS = "editions"
MANIFEST_FILE = "manifest.json"
LEFTOVER_AGE = dt.timedelta(hours=1)
REMOTE_LISTING_SECONDS = 5.0
"""For how long the listing of a store that is not on a disk is believed by a process that writes nothing."""

_ID = re.compile(r"^[a-z0-9_]{2,60}-[0-9a-f]{16}$")
_LOADER = re.compile(r"^[a-z0-9_]{2,60}$")
_SHA256 = re.compile(r"^[0-9a-f]{64}$")
_NO_DAY = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_CURE = (
    "Importez de nouveau le même fichier pour la réparer, remettez ce dossier depuis une sauvegarde, ou retirez-la ; "
    "le reste du tableau de bord n’est pas touché."
)


class Store:
    """The imported editions of one address. Reading a store that does not exist yet finds it empty, and writes nothing.

    Methods that read never fail because of one bad edition: it is listed as broken, with a message.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._guard = threading.RLock()
        self._listing: Mapping[str, Entry] = {}
        self._listed_at: float | None = None
        self._problem = ""
        self._manifests: dict[str, tuple[str, Manifest | Unreadable]] = {}
        self._contents = Contents(place)
        self._known: tuple[str, tuple[Stored, ...]] | None = None

    @classmethod
    def open(cls, address: str | None = None) -> Self:
        """Open the store of an address (``DEMODASH_HOME``, else the user's data folder, when none is given).

        Raises:
            DataError: no file system answers to that address.
        """
        return cls(Place(address or default_address()))

    @property
    def address(self) -> str:
        """Where the store is, as it was asked for."""
        return self._place.address

    @property
    def problem(self) -> str:
        """Why the store could not be listed the last time, in French; empty when it could."""
        return self._problem

    def token(self) -> str:
        """A short text that changes when an edition, its state or a file of the store does; costs one listing."""
        with self._guard:
            listing = self._fresh()
            digest = hashlib.sha256()
            for path, entry in listing.items():
                if not path.startswith("."):
                    digest.update(f"{path} {entry.mark}\n".encode())
            return digest.hexdigest()[:16]

    def editions(self) -> tuple[Stored, ...]:
        """Every edition, whatever its state, the oldest import first."""
        with self._guard:
            token = self.token()
            if self._known is None or self._known[0] != token:
                found = [self._stored(edition) for edition in self._ids()]
                self._known = token, tuple(sorted(found, key=lambda each: (each.imported_at, each.id)))
            return self._known[1]

    def broken(self) -> tuple[Stored, ...]:
        """The editions that were set aside, with their messages."""
        return tuple(each for each in self.editions() if each.state is State.BROKEN)

    def active(self) -> tuple[tuple[Stored, Content], ...]:
        """The editions that the dashboard shows, with their contents, the oldest import first.

        One that has just become unreadable is left out; it never fails.
        """
        found = []
        for stored in self.editions():
            if stored.state is State.ACTIVE:
                with contextlib.suppress(DataError):
                    found.append((stored, self.content(stored.id)))
        return tuple(found)

    def stored(self, edition: str) -> Stored:
        """One edition by id.

        Raises:
            DataError: there is none.
        """
        for each in self.editions():
            if each.id == edition:
                return each
        advice = self._problem or "« demodash editions list » les donne toutes."
        raise DataError(Problem(self.address, expected="une édition connue", found=edition or "rien", advice=advice))

    def of_file(self, sha256: str) -> tuple[Stored, ...]:
        """The editions, active or withdrawn, that were read from a file."""
        return tuple(
            each for each in self.editions() if each.origin.sha256 == sha256 and each.state is not State.BROKEN
        )

    def content(self, edition: str) -> Content:
        """What an edition holds, active or withdrawn. It is shared: take copies of its tables, never change them.

        Raises:
            DataError: there is no such edition, or it cannot be read.
        """
        with self._guard:
            self.stored(edition)
            try:
                return self._contents.of(self._manifest(edition), self._mark(edition))
            except Unreadable as error:
                self._known = None
                raise DataError(Problem(f"édition {edition}", found=str(error), advice=_CURE)) from error

    def history(self, edition: str) -> tuple[Event, ...]:
        """The withdrawals and restorations of an edition, the oldest first."""
        with self._guard:
            listing = self._fresh()
            return tuple(
                Event(event.edition, event.action, event.at, self._who(path))
                for path, event in events_of(listing)
                if event.edition == edition
            )

    def compare(self, before: str, after: str) -> Comparison:
        """Compare two editions cell by cell.

        Raises:
            DataError: one of them is unknown or cannot be read.
        """
        return compare_contents(self.content(before), self.content(after))

    def add(
        self,
        content: Content,
        *,
        origin: Origin,
        who: str,
        loader: str,
        loader_version: int,
        series: str,
        label: str,
        report: Mapping[str, Any],
    ) -> Stored:
        """Keep a content as a new edition, whole or not at all.

        ``report`` is anything that JSON knows. An edition that was broken and is brought again is repaired.

        Raises:
            AlreadyThere: the same content of the same file is there.
            DataError: the content is empty or not right, the disk is full, or the place refuses.
            ValueError: the loader or the file's checksum is not written as it must be, or a source is not given.
        """
        _refuse(content, origin, loader)
        tables = {name: (len(table), parquet(name, table)) for name, table in tables_of(content).items()}
        digest = hashlib.sha256(f"{origin.sha256} {loader} {fingerprint(content)}".encode()).hexdigest()
        edition = f"{loader}-{digest[:16]}"
        parts = {name: _part(name, rows, data) for name, (rows, data) in tables.items()}
        with self._guard, self._place.locked():
            self._refresh()
            for each in self.editions():
                if each.id == edition and each.state is not State.BROKEN:
                    self.content(edition)
                    raise AlreadyThere(each)
            self._sweep()
            manifest = Manifest(
                id=edition,
                label=label,
                series=series,
                loader=loader,
                loader_version=loader_version,
                origin=origin,
                imported_at=self._now(*(each.imported_at for each in self.editions())),
                who=who,
                report=report,
                content=described(content),
                parts=parts,
            )
            self._write(manifest, {parts[name].file: data for name, (_, data) in tables.items()})
            self._refresh()
            return self.stored(edition)

    def withdraw(self, edition: str, who: str) -> Stored:
        """Take an edition out of the dashboard; nothing of it is erased.

        Raises:
            DataError: there is no such edition, or the place refuses.
        """
        return self._record(edition, WITHDRAW, who)

    def restore(self, edition: str, who: str) -> Stored:
        """Bring back an edition that was withdrawn.

        Raises:
            DataError: there is no such edition, or the place refuses.
        """
        return self._record(edition, RESTORE, who)

    def _record(self, edition: str, action: str, who: str) -> Stored:
        with self._guard, self._place.locked():
            self._refresh()
            self.stored(edition)
            past = [event for _, event in events_of(self._listing) if event.edition == edition]
            withdrawn = bool(past) and past[-1].action == WITHDRAW
            if withdrawn != (action == WITHDRAW):
                at = self._now(*(event.at for event in past))
                said = {"edition": edition, "action": action, "at": at.isoformat(), "who": who}
                name = event_name(edition, action, at)
                self._place.write(f"{EVENTS}/{name}", json.dumps(said, ensure_ascii=False).encode())
                self._refresh()
            return self.stored(edition)

    def _now(self, *others: dt.datetime) -> dt.datetime:
        """The time, after every other: clocks of two servers may disagree."""
        now = dt.datetime.now(dt.UTC)
        return max([now, *(other + dt.timedelta(microseconds=1) for other in others)])

    def _who(self, path: str) -> str:
        try:
            said = json.loads(self._place.read(path))
        except (DataError, FileNotFoundError, ValueError):
            return ""
        return str(said.get("who", "")) if isinstance(said, dict) else ""

    def _fresh(self) -> Mapping[str, Entry]:
        recent = (
            not self._place.is_local
            and self._listed_at is not None
            and time.monotonic() - self._listed_at < REMOTE_LISTING_SECONDS
        )
        if not recent:
            # The dashboard goes on with what it knew; the import page shows the problem.
            with contextlib.suppress(DataError):
                self._refresh()
        return self._listing

    def _refresh(self) -> None:
        self._listed_at = time.monotonic()
        try:
            self._listing = self._place.list()
        except DataError as error:
            self._problem = str(error)
            raise
        self._problem = ""

    def _ids(self) -> list[str]:
        folders = [path.split("/")[1] for path in self._listing if path.startswith(f"{EDITIONS}/")]
        return sorted({each for each in folders if f"{EDITIONS}/{each}/{MANIFEST_FILE}" in self._listing})

    def _mark(self, edition: str) -> str:
        prefix = f"{EDITIONS}/{edition}/"
        return " ".join(f"{path} {entry.mark}" for path, entry in self._listing.items() if path.startswith(prefix))

    def _manifest(self, edition: str) -> Manifest:
        path = f"{EDITIONS}/{edition}/{MANIFEST_FILE}"
        mark = self._listing[path].mark
        known = self._manifests.get(edition)
        if known is None or known[0] != mark:
            try:
                found: Manifest | Unreadable = parsed(self._place.read(path), edition)
            except Unreadable as error:
                found = error
            except (DataError, FileNotFoundError) as error:
                raise Unreadable(f"son manifeste ne peut pas être lu ({error})") from error
            known = self._manifests[edition] = mark, found
        if isinstance(known[1], Unreadable):
            raise known[1]
        return known[1]

    def _stored(self, edition: str) -> Stored:
        past = [event for _, event in events_of(self._listing) if event.edition == edition]
        withdrawn = bool(past) and past[-1].action == WITHDRAW
        state = State.WITHDRAWN if withdrawn else State.ACTIVE
        try:
            manifest = self._manifest(edition)
        except Unreadable as error:
            broken = State.WITHDRAWN if withdrawn else State.BROKEN
            message = _broken_message(edition, "", error)
            return Stored(edition, broken, edition, "", "", 0, Origin("", "", 0), _NO_DAY, "", message=message)
        message = ""
        if not withdrawn:
            try:
                self._contents.check(manifest, self._mark(edition))
            except Unreadable as error:
                state, message = State.BROKEN, _broken_message(edition, manifest.label, error)
        return Stored(
            id=edition,
            state=state,
            label=manifest.label,
            series=manifest.series,
            loader=manifest.loader,
            loader_version=manifest.loader_version,
            origin=manifest.origin,
            imported_at=manifest.imported_at,
            who=manifest.who,
            counts={name: part.rows for name, part in manifest.parts.items()},
            report=manifest.report,
            message=message,
            size=sum(part.size for part in manifest.parts.values()),
        )

    def _write(self, manifest: Manifest, files: Mapping[str, bytes]) -> None:
        folder = f"{EDITIONS}/{manifest.id}"
        said = dumped(manifest)
        written: list[str] = []
        try:
            for file, data in files.items():
                written.append(f"{folder}/{file}")
                self._place.write(written[-1], data)
            self._place.write(f"{folder}/{MANIFEST_FILE}", said)
        except DataError:
            for path in written:
                with contextlib.suppress(DataError):
                    self._place.remove(path)
            self._place.remove_folder(folder)
            raise

    def _sweep(self) -> None:
        """Remove what killed imports left: files that no manifest names, older than LEFTOVER_AGE."""
        before = dt.datetime.now(dt.UTC) - LEFTOVER_AGE
        kept = {f"{EDITIONS}/{edition}/{MANIFEST_FILE}" for edition in self._ids()}
        unreadable = set()
        for edition in self._ids():
            try:
                kept |= {f"{EDITIONS}/{edition}/{part.file}" for part in self._manifest(edition).parts.values()}
            except Unreadable:
                unreadable.add(edition)
        for path, entry in self._listing.items():
            folder, _, rest = path.partition("/")
            edition = rest.partition("/")[0]
            ours = folder == EDITIONS and _ID.match(edition) and path not in kept and edition not in unreadable
            draft = folder in {EDITIONS, EVENTS} and path.endswith(".tmp")
            if (ours or draft) and entry.written is not None and entry.written < before:
                with contextlib.suppress(DataError):
                    self._place.remove(path)
                    self._place.remove_folder(path.rpartition("/")[0])


def _broken_message(edition: str, label: str, error: Unreadable) -> str:
    name = f"« {label} » ({edition})" if label else edition
    return f"L’édition {name} est mise de côté : {error}. {_CURE}"


def _part(name: str, rows: int, data: bytes) -> Part:
    sha256 = hashlib.sha256(data).hexdigest()
    return Part(f"{name}-{sha256[:12]}.parquet", sha256, len(data), rows)


def _refuse(content: Content, origin: Origin, loader: str) -> None:
    if not _LOADER.match(loader):
        raise ValueError(f"not an id of a loader: {loader!r}")
    if not _SHA256.match(origin.sha256):
        raise ValueError(f"not a SHA-256: {origin.sha256!r}")
    if content.is_empty:
        advice = "Rien n’a été enregistré."
        raise DataError(Problem(origin.name, expected="au moins un chiffre", found="aucun", advice=advice))
    named = {
        str(each)
        for table in (content.observations, content.points, content.groupings)
        if len(table)
        for each in table["source"].unique()
    }
    lost = named - {source.id for source in content.sources}
    if lost or not content.sources:
        raise ValueError(f"sources that the content does not give: {', '.join(sorted(lost)) or 'none at all'}")
    if len(content.observations):
        found = problems(content.observations, origin.name)
        if found:
            raise DataError(found)


def default_address() -> str:
    """``DEMODASH_HOME``, else the user's data folder."""
    return os.environ.get("DEMODASH_HOME") or platformdirs.user_data_dir("demodash", appauthor=False)


def current_store() -> Store:
    """The store of this process, as the environment says at this moment.

    Raises:
        DataError: no file system answers to the address.
    """
    return _opened(default_address())


@cache
def _opened(address: str) -> Store:
    return Store.open(address)
