from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from demodash import dataset, territories
from demodash.errors import Cancelled, DataError, DocumentError
from demodash.importing import DOCUMENT, accept, examine, prepare, table_labels
from demodash.loaders.content import Fate
from demodash.store import current_store

COMMUNES = territories.codes("COM")


def apl_table(year: int = 2024) -> str:
    rows = [f"{code.removeprefix('COM-')};{place % 60 / 10:.1f}" for place, code in enumerate(COMMUNES)]
    return "\n".join([f"code_commune;apl_{year}", *(row.replace(".", ",") for row in rows)]) + "\n"


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_table_is_recognised_by_its_content_and_read(tmp_path: Path) -> None:
    candidate = examine(written(tmp_path, "sans_suffixe", apl_table()))
    assert not candidate.is_document
    assert candidate.loaders[0] == "apl"
    prepared = prepare(candidate, "apl", {"profession": "mg"})
    assert prepared.is_acceptable
    assert len(prepared.content.observations) == len(COMMUNES)
    assert prepared.account.counts[Fate.TAKEN] == prepared.account.rows == len(COMMUNES)
    assert prepared.changes.new == len(COMMUNES)
    assert {level.value: len(codes) for level, codes in prepared.territories.items()} == {"COM": len(COMMUNES)}
    assert prepared.computed["apl_mg"] > 0, "EPCI and départements are computed from communes"
    stored = accept(prepared, current_store(), "claire")
    assert stored.loader == "apl"
    assert stored.counts["observations"] == len(COMMUNES)


def test_an_import_that_is_already_there_changes_nothing(tmp_path: Path) -> None:
    candidate = examine(written(tmp_path, "apl.csv", apl_table()))
    accept(prepare(candidate, "apl", {"profession": "mg"}), current_store(), "claire")
    dataset.refresh()
    again = prepare(candidate, "apl", {"profession": "mg"})
    assert (again.changes.new, again.changes.same) == (0, len(COMMUNES))
    assert again.computed == {}


def test_the_names_of_the_user_are_used_not_those_of_the_disk(tmp_path: Path) -> None:
    path = written(tmp_path, "fichier", "a;b;c\n1;2;3\n4;5;6\n7;8;9\n")
    with pytest.raises(DataError, match=r"ventes\.csv") as refused:
        examine(path, "ventes.csv")
    assert "fichier :" not in str(refused.value)
    assert "aucun modèle connu" in str(refused.value)


def test_a_table_of_an_unknown_model_is_not_taken_for_a_document(tmp_path: Path) -> None:
    rows = "\n".join(f"{place};{place * 2};{place * 3}" for place in range(30))
    with pytest.raises(DataError, match="aucun modèle connu"):
        examine(written(tmp_path, "ventes.txt", f"un;deux;trois\n{rows}\n"))


def test_a_text_is_a_document(tmp_path: Path) -> None:
    candidate = examine(written(tmp_path, "note.txt", "Bilan de la région.\n\nElle compte 12 MSP, 3 CPTS.\n"))
    assert candidate.is_document
    assert candidate.loaders == (DOCUMENT,)


NEITHER = {
    "vide.csv": b"",
    "blancs.txt": b"   \n\n ",
    "image.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "tronque.xlsx": b"PK\x03\x04" + bytes(100),
    "tronque.gz": gzip.compress(b"a;b\n" * 1000)[:20],
    "nul.csv": b"a;b\n\x00\x00;\x00\n" * 10,
    "long.csv": b"a" * 3_000_000,
    "tronque.pdf": b"%PDF-1.7\n1 0 obj",
}


@pytest.mark.parametrize("name", sorted(NEITHER))
def test_what_is_neither_is_said_in_french(tmp_path: Path, name: str) -> None:
    with pytest.raises((DataError, DocumentError)) as refused:
        examine(written(tmp_path, name, NEITHER[name]))
    assert name in str(refused.value)
    assert str(tmp_path) not in str(refused.value)


def test_both_readings_say_why_when_neither_holds(tmp_path: Path) -> None:
    with pytest.raises(DataError) as refused:
        examine(written(tmp_path, "image.png", b"\x89PNG\r\n\x1a\n" + bytes(100)))
    places = {problem.place for problem in refused.value.problems}
    assert places == {"lu comme table", "lu comme document"}


def test_an_archive_of_documents_is_refused_as_a_table(tmp_path: Path) -> None:
    path = tmp_path / "tout.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../echappe.csv", "a;b\n1;2\n")
    with pytest.raises(DataError) as refused:
        examine(path)
    assert "lu comme" not in str(refused.value)
    assert not (tmp_path.parent.parent / "echappe.csv").exists()


def test_a_reading_can_be_stopped(tmp_path: Path) -> None:
    def stop(share: float | None, text: str) -> None:
        raise Cancelled

    path = written(tmp_path, "apl.csv", apl_table())
    with pytest.raises(Cancelled):
        examine(path, progress=stop)
    with pytest.raises(Cancelled):
        prepare(examine(path), "apl", {"profession": "mg"}, stop)


def test_the_first_screen_names_the_tables() -> None:
    assert len(table_labels()) >= 8
    assert all(label for label in table_labels())


@pytest.mark.parametrize("name", ["table.csv", "table.xlsx"])
def test_a_file_named_as_a_table_is_not_spoken_of_as_a_document(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError) as refused:
        examine(written(tmp_path, name, b"code;nom\n02001;\0\n"))
    assert "octet nul" in str(refused.value)
    assert "document" not in str(refused.value)
