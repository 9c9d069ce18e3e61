"""Killed at any moment, several at once, a full disk: nothing that was there is lost, nothing is half there."""

from __future__ import annotations

import datetime as dt
import errno
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import fsspec
import pytest
from filelock import FileLock
from fsspec.implementations.memory import MemoryFileSystem

from demodash.errors import DataError
from demodash.loaders.content import Content
from demodash.store import AlreadyThere, Store, place
from tests.store.given import SOURCE, add, assert_same, points, population, whole

ROOT = Path(__file__).resolve().parents[2]


def process(module: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"tests.store.{module}", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def files(disk: Path) -> list[str]:
    return sorted(str(each.relative_to(disk)) for each in disk.rglob("*") if each.is_file())


def test_killed_at_each_step_loses_nothing_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    add(Store.open(str(tmp_path / "0")), population(7.0))
    run = process("killed", tmp_path)
    _, err = run.communicate(timeout=300)
    assert run.returncode == 0, err
    disks = sorted(tmp_path.iterdir(), key=lambda each: int(each.name))[1:]
    assert len(disks) > 15
    kept = []
    for disk in disks:
        store = Store.open(str(disk))
        assert store.broken() == ()
        contents = [content for _, content in store.active()]
        kept.append(len(contents))
        assert_same(contents[0], population(7.0))
        for content in contents[1:]:
            assert_same(content, whole())
        # The next import finds no lock, and finishes what was begun or says that it is there.
        try:
            add(store, whole())
            assert len(contents) == 1
        except AlreadyThere:
            assert len(contents) == 2
        assert len(store.active()) == 2
        assert_same(store.active()[1][1], whole())
        sweep_later(disk, store)
    assert kept == sorted(kept)
    assert (kept[0], kept[-2], kept[-1]) == (1, 2, 2)


def sweep_later(disk: Path, store: Store) -> None:
    """More than an hour later, the next import removes what the killed one left, and nothing else."""
    then = (dt.datetime.now(dt.UTC) - dt.timedelta(hours=2)).timestamp()
    for name in files(disk):
        os.utime(disk / name, (then, then))
    add(store, Content((SOURCE,), points=points("Une maison")))
    kept = files(disk)
    assert not [name for name in kept if name.endswith(".tmp")]
    assert len([name for name in kept if name.endswith(".parquet")]) == 6
    assert len([name for name in kept if name.endswith("manifest.json")]) == 3
    assert len(store.active()) == 3


def test_what_an_import_under_way_has_written_is_not_swept(disk: Path) -> None:
    store = Store.open(str(disk))
    add(store, population(1.0))
    begun = disk / "editions" / "insee-0123456789abcdef" / "observations-0123456789ab.parquet"
    begun.parent.mkdir()
    begun.write_bytes(b"PAR1")
    draft = begun.with_name(".manifest.json.01234567.tmp")
    draft.write_bytes(b"{")
    add(store, population(2.0))
    assert begun.is_file()
    assert draft.is_file()
    old = (dt.datetime.now(dt.UTC) - dt.timedelta(minutes=61)).timestamp()
    os.utime(begun, (old, old))
    os.utime(draft, (old, old))
    add(store, population(3.0))
    assert not begun.parent.exists()


def test_an_edition_whose_manifest_cannot_be_read_keeps_its_parts(disk: Path) -> None:
    store = Store.open(str(disk))
    bad = add(store, whole())
    folder = disk / "editions" / bad.id
    (folder / "manifest.json").write_text("{")
    before = files(folder)
    old = (dt.datetime.now(dt.UTC) - dt.timedelta(days=3)).timestamp()
    for name in before:
        os.utime(folder / name, (old, old))
    add(store, population(1.0))
    assert files(folder) == before


def test_several_processes_at_once_keep_everything_once(disk: Path) -> None:
    # Each number is brought by two of the four processes.
    runs = [process("adding", disk, first, first + 6) for first in (1, 4, 7, 1)]
    store = Store.open(str(disk))
    seen = 0
    while any(run.poll() is None for run in runs):
        found = store.editions()
        assert not [each.message for each in found if each.message]
        assert len(found) >= seen
        seen = len(found)
    said = []
    for run in runs:
        out, err = run.communicate(timeout=300)
        assert run.returncode == 0, err
        said += out.split("\n")
    assert len([line for line in said if line.startswith("added")]) == 12
    assert len([line for line in said if line.startswith("there")]) == 12
    assert len(store.active()) == 12
    values = sorted(content.observations["value"].iloc[0] for _, content in store.active())
    assert values == [float(number) for number in range(1, 13)]


def test_two_servers_on_one_bucket_that_bring_the_same_file_at_once_make_one_edition() -> None:
    meeting = threading.Barrier(2)

    def bring() -> str:
        store = Store.open("memory://seau")
        meeting.wait(timeout=10)
        try:
            return add(store, whole()).id
        except AlreadyThere as error:
            return error.stored.id

    with ThreadPoolExecutor(2) as pool:
        found = {future.result() for future in [pool.submit(bring), pool.submit(bring)]}
    [stored] = Store.open("memory://seau").editions()
    assert found == {stored.id}
    assert_same(Store.open("memory://seau").content(stored.id), whole())


def test_a_lock_that_another_keeps_is_said(disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(str(disk))
    stored = add(store, population(1.0))
    monkeypatch.setattr(place, "LOCK_SECONDS", 0.2)
    with FileLock(disk / place.LOCK_FILE):
        with pytest.raises(DataError, match=r"un verrou occupé\. Un autre import est en cours : recommencez"):
            add(store, population(2.0))
        with pytest.raises(DataError, match="un verrou occupé"):
            store.withdraw(stored.id, "chef")
        assert Store.open(str(disk)).editions() == (stored,)
    assert add(store, population(2.0)).counts == {"observations": 1}


class NowhereFileSystem(MemoryFileSystem):
    """A bucket that is not there: it lists as empty, and nothing can be put in it."""

    protocol = "nulle-part"
    cachable = False

    def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **others: Any) -> None:
        raise FileNotFoundError("The specified bucket does not exist")


def test_a_bucket_that_is_not_there_is_said() -> None:
    fsspec.register_implementation("nulle-part", NowhereFileSystem, clobber=True)
    store = Store.open("nulle-part://seau/x")
    assert store.editions() == ()
    with pytest.raises(DataError, match=r"l’écriture a échoué \(The specified bucket does not exist\)"):
        add(store, whole())


class SmallFileSystem(MemoryFileSystem):
    """A disk of so many bytes: a file that does not fit is cut where the disk ends, as a real one does."""

    protocol = "petit"
    cachable = False
    store: dict[str, Any] = {}  # noqa: RUF012 - the files, as the file system that it extends keeps them
    pseudo_dirs: list[str] = [""]  # noqa: RUF012
    room = 0

    def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **others: Any) -> None:
        taken = sum(each.size for name, each in self.store.items() if name != path)
        left = max(SmallFileSystem.room - taken, 0)
        super().pipe_file(path, value[:left], mode, **others)
        if left < len(value):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def small() -> Iterator[type[SmallFileSystem]]:
    fsspec.register_implementation("petit", SmallFileSystem, clobber=True)
    SmallFileSystem.store.clear()
    yield SmallFileSystem
    SmallFileSystem.store.clear()


def test_a_disk_that_fills_up_anywhere_keeps_what_was_there(small: type[SmallFileSystem]) -> None:
    small.room = 10**9
    before = add(Store.open("petit://x"), population(7.0))
    taken = sum(each.size for each in small.store.values())
    added = add(Store.open("petit://x"), whole())
    end = sum(each.size for each in small.store.values())
    for name in [name for name in small.store if added.id in name]:
        del small.store[name]
    refused = 0
    for room in [*range(taken, end, 701), end - 1]:
        small.room = room
        store = Store.open("petit://x")
        with pytest.raises(DataError) as caught:
            add(store, whole())
        refused += 1
        assert str(caught.value) == (
            "petit://x : trouvé : plus de place sur le disque. "
            "Rien n’a été gardé : libérez de la place, puis recommencez."
        )
        found = Store.open("petit://x")
        assert found.editions() == (before,)
        assert_same(found.content(before.id), population(7.0))
        assert sum(each.size for each in small.store.values()) == taken
    assert refused > 8
    small.room = end + 100
    assert add(Store.open("petit://x"), whole()).id == added.id
    small.room = 0
    with pytest.raises(DataError, match="plus de place sur le disque"):
        Store.open("petit://x").withdraw(before.id, "chef")
    assert len(Store.open("petit://x").active()) == 2


@pytest.mark.parametrize("most", [0, 1_000, 3_000])
def test_a_local_disk_that_refuses_more_bytes_keeps_what_was_there(disk: Path, most: int) -> None:
    store = Store.open(str(disk))
    before = add(store, population(7.0))
    there = files(disk)
    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    said = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, kept[1]))
    try:
        with pytest.raises(DataError, match="plus de place sur le disque"):
            add(store, whole())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
        signal.signal(signal.SIGXFSZ, said)
    assert files(disk) == there
    assert store.editions() == (before,)
    assert len(add(store, whole()).counts) == 4
