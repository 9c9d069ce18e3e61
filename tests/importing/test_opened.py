"""A table is opened once for its import, goes from the disk at its end, and is not trusted once it has changed."""

from __future__ import annotations

import gc
import os
import tempfile
import zipfile
from pathlib import Path

import pytest

from demodash import territories
from demodash.errors import Cancelled, DataError
from demodash.importing import Candidate, examine, prepare
from tests.loaders.tables.examples import workbook

ANSWERS = {"profession": "mg"}
ADVICE = "Rien n’a été gardé : recommencez l’import de ce fichier depuis le début."


def table(value: str = "1,5") -> bytes:
    rows = [f"{code.removeprefix('COM-')};{value}" for code in territories.codes("COM")]
    return "\n".join(["code_commune;apl_2024", *rows, ""]).encode()


@pytest.fixture
def unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where what is opened is unpacked."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def plain(folder: Path) -> Path:
    path = folder / "apl.csv"
    path.write_bytes(table())
    return path


def packed(folder: Path) -> Path:
    path = folder / "apl.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("apl.csv", table())
    return path


def excel(folder: Path) -> Path:
    path = folder / "apl.xlsx"
    rows = [[code.removeprefix("COM-"), 1.5] for code in territories.codes("COM")]
    path.write_bytes(workbook({"APL 2024": [["code_commune", "apl_2024"], *rows]}))
    return path


FILES = pytest.mark.parametrize("file", [plain, packed, excel])


@FILES
def test_a_table_is_opened_once(tmp_path: Path, unpacked: Path, file) -> None:
    first: list[str] = []
    candidate = examine(file(tmp_path), progress=lambda share, text: first.append(text))
    assert "Reconnaissance du fichier" in first
    folders = list(unpacked.iterdir())
    then: list[str] = []
    prepared = prepare(candidate, "apl", ANSWERS, lambda share, text: then.append(text))
    assert len(prepared.content.observations) == len(territories.codes("COM"))
    opening = {text for text in first if text.startswith(("Contrôle du", "Décompression", "Lecture du classeur"))}
    assert opening, "opening says so"
    assert not opening.intersection(then), "it was opened again"
    assert list(unpacked.iterdir()) == folders
    candidate.close()
    candidate.close()
    assert list(unpacked.iterdir()) == []
    assert len(candidate.sha256) == 64


@FILES
def test_what_nobody_closed_goes_with_the_last_who_held_it(tmp_path: Path, unpacked: Path, file) -> None:
    candidate = examine(file(tmp_path))
    assert list(unpacked.iterdir())
    del candidate
    gc.collect()
    assert list(unpacked.iterdir()) == []


def test_what_is_no_table_is_closed_at_once(tmp_path: Path, unpacked: Path) -> None:
    path = tmp_path / "ventes.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ventes.csv", "a;b;c\n" + "1;2;3\n" * 30)
    with pytest.raises(DataError) as refused:
        examine(path)
    assert "aucun modèle connu" in str(refused.value)
    assert list(unpacked.iterdir()) == []


def test_what_is_stopped_is_closed(tmp_path: Path, unpacked: Path) -> None:
    def stop(share: float | None, text: str) -> None:
        if text == "Lecture du classeur":
            raise Cancelled

    with pytest.raises(Cancelled):
        examine(excel(tmp_path), progress=stop)
    assert list(unpacked.iterdir()) == []


def refused(candidate: Candidate) -> str:
    with pytest.raises(DataError) as error:
        prepare(candidate, "apl", ANSWERS)
    return str(error.value)


@FILES
def test_a_file_that_changed_since_is_not_trusted(tmp_path: Path, file) -> None:
    path = file(tmp_path)
    candidate = examine(path)
    content = path.read_bytes()
    path.write_bytes(table("2,5"))
    said = f"{path.name} : attendu : le fichier tel qu’il a été reconnu ; trouvé : un fichier modifié depuis. {ADVICE}"
    assert refused(candidate) == said
    path.write_bytes(content)
    os.utime(path, (1, 1))
    assert refused(candidate) == said, "another time is another file"


def test_a_file_that_changes_while_it_is_read_is_not_trusted(tmp_path: Path) -> None:
    path = packed(tmp_path)
    candidate = examine(path)
    with pytest.raises(DataError, match="modifié depuis"), candidate.table():
        path.write_bytes(b"autre chose")


def test_a_file_that_went_is_said(tmp_path: Path) -> None:
    path = packed(tmp_path)
    candidate = examine(path)
    path.unlink()
    assert refused(candidate) == (
        f"apl.zip : attendu : le fichier tel qu’il a été reconnu ; trouvé : plus rien de ce nom. {ADVICE}"
    )


def test_a_document_holds_nothing_open(document: Candidate) -> None:
    document.close()
    assert len(document.sha256) == 64
    with pytest.raises(ValueError, match="is no table"), document.table():
        pass
