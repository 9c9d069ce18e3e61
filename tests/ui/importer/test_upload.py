from __future__ import annotations

import gc
import io
from pathlib import Path

import pytest

from demodash.ui.importer.upload import spool


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


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(OSError, match="No space"):
        spool(_FullDisk(b"x"), "table.csv")
    assert list(tmp_path.iterdir()) == []
