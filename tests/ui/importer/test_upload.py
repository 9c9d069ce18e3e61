from __future__ import annotations

import gc
import io
import os
import tempfile
import time
from pathlib import Path

import pytest

from demodash.ui.importer.upload import spool


@pytest.fixture(autouse=True)
def folder_of_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_what_a_killed_server_left_goes_a_day_later(folder_of_temporary_files: Path) -> None:
    old, unpacked, young, other = (
        folder_of_temporary_files / f"{name}x" for name in ("demodash-import-1", "demodash_", "demodash-import-2", "o")
    )
    for folder in (old, unpacked, young, other):
        folder.mkdir()
        (folder / "fichier").write_bytes(b"x")
    two_days_ago = time.time() - 2 * 24 * 3600
    for folder in (old, unpacked, other):
        os.utime(folder, (two_days_ago, two_days_ago))
    spool(io.BytesIO(b"x"), "table.csv").remove()
    assert not old.exists()
    assert not unpacked.exists()
    assert young.is_dir()
    assert other.is_dir()


def test_a_file_is_on_the_disk_until_it_is_removed() -> None:
    found = spool(io.BytesIO(b"un;deux\n" * 1000), "table.csv")
    assert found.path.read_bytes() == b"un;deux\n" * 1000
    assert (found.name, found.size) == ("table.csv", 8000)
    found.remove()
    found.remove()
    assert not found.path.parent.exists()


def test_a_file_that_nobody_holds_goes() -> None:
    found = spool(io.BytesIO(b"x"), "table.csv")
    folder = found.path.parent
    assert folder.is_dir()
    del found
    gc.collect()
    assert not folder.exists()


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Bureau\\zonage.xlsx", "zonage.xlsx"),
        ("a\x00b\n.csv", "ab.csv"),
        ("", "fichier"),
        ("/", "fichier"),
        ("x" * 500, "x" * 150),
        ("\u202egpj.exe", "gpj.exe"),
    ],
)
def test_a_name_never_leads_anywhere(sent: str, shown: str) -> None:
    found = spool(io.BytesIO(b"x"), sent)
    assert found.name == shown
    assert found.path.name == "fichier"
    found.remove()


class _FullDisk(io.BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_nothing(folder_of_temporary_files: Path) -> None:
    with pytest.raises(OSError, match="No space"):
        spool(_FullDisk(b"x"), "table.csv")
    assert list(folder_of_temporary_files.iterdir()) == []
