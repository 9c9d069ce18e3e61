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
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Self

import platformdirs

from demodash.errors import DataError, Problem
from demodash.loaders.content import Content
from demodash.store.comparison import Comparison, compare_contents
from demodash.store.journal import EVENTS, RESTORE, WITHDRAW, event_name
from demodash.store.manifest import Manifest, Unreadable
from demodash.store.model import AlreadyThere, Event, Origin, State, Stored
from demodash.store.parts import described, fingerprint
from demodash.store.place import Place
from demodash.store.shelf import Shelf
from demodash.store.writing import files_of, refuse, sweep, write_edition


class Store:
    """The imported editions of one address. Reading a store that does not exist yet finds it empty, and writes nothing.

    Methods that list never fail because of one bad edition (it is listed as broken, with a message) nor because the
    place does not answer (``problem`` says it, and what was known before is given).
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._shelf = Shelf(place)

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
        return self._shelf.problem

    def token(self) -> str:
        """A short text that changes when an edition, its state or a file of the store does; costs one listing."""
        return self._shelf.token()

    def editions(self) -> tuple[Stored, ...]:
        """Every edition, whatever its state, the oldest import first."""
        return self._shelf.editions()

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
                with contextlib.suppress(Unreadable):
                    found.append((stored, self._shelf.content(stored.id)))
        return tuple(found)

    def stored(self, edition: str) -> Stored:
        """One edition by id.

        Raises:
            DataError: there is none.
        """
        return self._one(self.editions(), edition)

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
        self.stored(edition)
        try:
            return self._shelf.content(edition)
        except Unreadable as error:
            raise DataError(Problem(f"édition {edition}", found=str(error), advice=error.cure)) from error

    def history(self, edition: str) -> tuple[Event, ...]:
        """The withdrawals and restorations of an edition, the oldest first.

        Raises:
            DataError: there is no such edition.
        """
        self.stored(edition)
        return self._shelf.events(edition)

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

        ``report`` is anything that JSON knows. An edition that cannot be read and is brought again is repaired, and
        shown again if it was withdrawn.

        Raises:
            AlreadyThere: the same content of the same file is there.
            DataError: the content is empty or not right, the disk is full, or the place refuses.
            ValueError: the loader or the file's checksum is not written as it must be, or a source is not given.
            TypeError: the report is not made of what JSON knows.
        """
        refuse(content, origin, loader)
        digest = hashlib.sha256(f"{origin.sha256} {loader} {fingerprint(content)}".encode()).hexdigest()
        parts, files = files_of(content)
        edition = f"{loader}-{digest[:16]}"
        with self._place.locked():
            known = self._shelf.refreshed()
            there = [each for each in known if each.id == edition]
            if there and self._is_sound(there[0]):
                raise AlreadyThere(there[0])
            self._sweep(known)
            manifest = Manifest(
                id=edition,
                label=label,
                series=series,
                loader=loader,
                loader_version=loader_version,
                origin=origin,
                imported_at=_after(each.imported_at for each in known),
                who=who,
                report=report,
                content=described(content),
                parts=parts,
            )
            write_edition(self._place, manifest, files)
            # It may have been withdrawn before it was damaged, or before its folder was removed by hand.
            self._record(edition, RESTORE, who)
            return self._one(self._shelf.refreshed(), edition)

    def withdraw(self, edition: str, who: str) -> Stored:
        """Take an edition out of the dashboard; nothing of it is erased.

        Raises:
            DataError: there is no such edition, or the place refuses.
        """
        return self._turned(edition, WITHDRAW, who)

    def restore(self, edition: str, who: str) -> Stored:
        """Bring back an edition that was withdrawn.

        Raises:
            DataError: there is no such edition, or the place refuses.
        """
        return self._turned(edition, RESTORE, who)

    def _turned(self, edition: str, action: str, who: str) -> Stored:
        self.stored(edition)
        with self._place.locked():
            self._one(self._shelf.refreshed(), edition)
            self._record(edition, action, who)
            return self._one(self._shelf.refreshed(), edition)

    def _record(self, edition: str, action: str, who: str) -> None:
        past = self._shelf.events(edition)
        if (past[-1].action if past else RESTORE) == action:
            return
        at = _after(event.at for event in past)
        said = {"edition": edition, "action": action, "at": at.isoformat(), "who": who}
        data = json.dumps(said, ensure_ascii=False).encode()
        self._place.write(f"{EVENTS}/{event_name(edition, action, at)}", data)

    def _is_sound(self, stored: Stored) -> bool:
        """Whether an edition can be read; one that a later version wrote is not to be written over."""
        try:
            self._shelf.content(stored.id)
        except Unreadable as error:
            if error.is_newer:
                raise DataError(Problem(f"édition {stored.id}", found=str(error), advice=error.cure)) from error
            return False
        return True

    def _sweep(self, known: Iterable[Stored]) -> None:
        files = {each.id: self._shelf.files_of(each.id) for each in known}
        needed = {path for paths in files.values() if paths is not None for path in paths}
        sweep(self._place, self._shelf.listing(), needed, [each for each, paths in files.items() if paths is None])

    def _one(self, editions: Iterable[Stored], edition: str) -> Stored:
        for each in editions:
            if each.id == edition:
                return each
        advice = self.problem or "« demodash editions list » les donne toutes."
        raise DataError(Problem(self.address, expected="une édition connue", found=edition or "rien", advice=advice))


def clock() -> dt.datetime:
    """The time of this machine."""
    return dt.datetime.now(dt.UTC)


def _after(others: Iterable[dt.datetime]) -> dt.datetime:
    """The time, and after every other: the clocks of two servers may disagree."""
    return max([clock(), *(other + dt.timedelta(microseconds=1) for other in others)])


def default_address() -> str:
    """``DEMODASH_HOME``, else the user's data folder."""
    return os.environ.get("DEMODASH_HOME") or platformdirs.user_data_dir("demodash", appauthor=False)


def current_store() -> Store:
    """The store of this process, as the environment says at this moment.

    Raises:
        DataError: no file system answers to the address.
    """
    return _opened(default_address())


@lru_cache(maxsize=4)
def _opened(address: str) -> Store:
    return Store.open(address)
