"""What a store holds, read: its files listed, its manifests parsed, the state of each edition."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import threading
import time
from collections.abc import Mapping

from demodash.errors import DataError
from demodash.loaders.content import Content
from demodash.store.contents import Contents
from demodash.store.disk import Entry
from demodash.store.journal import WITHDRAW, events_of
from demodash.store.manifest import Manifest, Unreadable, parsed
from demodash.store.model import Event, Origin, State, Stored
from demodash.store.place import Place

EDITIONS = "editions"
MANIFEST_FILE = "manifest.json"
REMOTE_LISTING_SECONDS = 5.0
"""For how long the listing of a store that is not on a disk is believed by a process that writes nothing."""
REMOTE_RETRY_SECONDS = 30.0
"""For how long one that did not answer is left alone, so that no page waits for it at each step."""


_NO_DAY = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Shelf:
    """The read side of a store: one listing tells whether anything changed; what is immutable is read once.

    Several threads may ask at once. What cannot be read is a state of an edition or ``problem``, not an exception.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._guard = threading.RLock()
        self._listing: Mapping[str, Entry] = {}
        self._listed_at: float | None = None
        self._manifests: dict[tuple[str, str], Manifest | Unreadable] = {}
        self._contents = Contents(place)
        self._known: tuple[str, tuple[Stored, ...]] | None = None
        self.problem = ""

    def token(self) -> str:
        """A short text that changes when a file of the store does."""
        with self._guard:
            self._look()
            return self._token()

    def editions(self) -> tuple[Stored, ...]:
        """Every edition, the oldest import first."""
        with self._guard:
            self._look()
            return self._editions()

    def refreshed(self) -> tuple[Stored, ...]:
        """Every edition as the place says at this moment, the oldest import first.

        Raises:
            DataError: the place cannot be reached.
        """
        with self._guard:
            self._refresh()
            return self._editions()

    def content(self, edition: str) -> Content:
        """What an edition of the list holds.

        Raises:
            Unreadable: it cannot be read.
        """
        with self._guard:
            try:
                return self._contents.of(self._manifest(edition), self._mark(edition))
            except Unreadable:
                self._known = None
                raise

    def events(self, edition: str) -> tuple[Event, ...]:
        """What happened to an edition, the oldest first."""
        with self._guard:
            found = [(path, event) for path, event in events_of(self._listing) if event.edition == edition]
        return tuple(Event(event.edition, event.action, event.at, self._who(path)) for path, event in found)

    def listing(self) -> Mapping[str, Entry]:
        """The files of the store, as they were seen last."""
        return self._listing

    def files_of(self, edition: str) -> frozenset[str] | None:
        """The paths that an edition needs; None when its manifest cannot say."""
        with self._guard:
            try:
                manifest = self._manifest(edition)
            except Unreadable:
                return None
            parts = {f"{EDITIONS}/{edition}/{part.file}" for part in manifest.parts.values()}
            return frozenset({_manifest_path(edition), *parts})

    def _look(self) -> None:
        patience = REMOTE_RETRY_SECONDS if self.problem else REMOTE_LISTING_SECONDS
        recent = self._listed_at is not None and time.monotonic() - self._listed_at < patience
        if self._place.is_local or not recent:
            # The dashboard goes on with what it knew; the import page shows the problem.
            with contextlib.suppress(DataError):
                self._refresh()

    def _refresh(self) -> None:
        try:
            self._listing = self._place.list()
        except DataError as error:
            self.problem = str(error)
            raise
        finally:
            self._listed_at = time.monotonic()
        self.problem = ""

    def _token(self) -> str:
        digest = hashlib.sha256()
        for path, entry in self._listing.items():
            if not path.startswith("."):
                digest.update(f"{path} {entry.mark}\n".encode())
        return digest.hexdigest()[:16]

    def _editions(self) -> tuple[Stored, ...]:
        token = self._token()
        if self._known is None or self._known[0] != token:
            folders = {path.split("/")[1] for path in self._listing if path.startswith(f"{EDITIONS}/")}
            found = [self._stored(each) for each in folders if _manifest_path(each) in self._listing]
            self._known = token, tuple(sorted(found, key=lambda each: (each.imported_at, each.id)))
        return self._known[1]

    def _mark(self, edition: str) -> str:
        prefix = f"{EDITIONS}/{edition}/"
        return " ".join(f"{path} {entry.mark}" for path, entry in self._listing.items() if path.startswith(prefix))

    def _manifest(self, edition: str) -> Manifest:
        path = _manifest_path(edition)
        if path not in self._listing:
            raise Unreadable("son manifeste a disparu")
        key = edition, self._listing[path].mark
        if key not in self._manifests:
            try:
                self._manifests[key] = parsed(self._place.read(path), edition)
            except Unreadable as error:
                self._manifests[key] = error
            except (DataError, FileNotFoundError) as error:
                # The place did not answer: it may at the next look.
                raise Unreadable(f"son manifeste ne peut pas être lu ({error})") from error
        found = self._manifests[key]
        if isinstance(found, Unreadable):
            raise found
        return found

    def _stored(self, edition: str) -> Stored:
        past = [event for _, event in events_of(self._listing) if event.edition == edition]
        withdrawn = bool(past) and past[-1].action == WITHDRAW
        try:
            manifest = self._manifest(edition)
        except Unreadable as error:
            state = State.WITHDRAWN if withdrawn else State.BROKEN
            message = _broken_message(edition, "", error)
            return Stored(edition, state, edition, "", "", 0, Origin("", "", 0), _NO_DAY, "", message=message)
        state, message = (State.WITHDRAWN, "") if withdrawn else (State.ACTIVE, "")
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

    def _who(self, path: str) -> str:
        try:
            said = json.loads(self._place.read(path))
        except (DataError, FileNotFoundError, ValueError):
            return ""
        return str(said.get("who", "")) if isinstance(said, dict) else ""


def _manifest_path(edition: str) -> str:
    return f"{EDITIONS}/{edition}/{MANIFEST_FILE}"


def _broken_message(edition: str, label: str, error: Unreadable) -> str:
    name = f"« {label} » ({edition})" if label else edition
    return f"L’édition {name} est mise de côté : {error}. {error.cure}"
