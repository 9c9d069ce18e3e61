"""Sizes and archives: what is too large, damaged or made to harm is refused."""

from __future__ import annotations

import io
import zipfile
from types import SimpleNamespace

import pytest

from demodash.errors import DocumentError
from demodash.loaders.documents.readers import read_document

READERS = "demodash.loaders.documents.readers"


def _with(data: bytes, entry: str, content: bytes) -> bytes:
    """Return an archive with one more file, or with another content of one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != entry:
                new.writestr(name, old.read(name))
        new.writestr(entry, content)
    return stream.getvalue()


def _error(data: bytes, name: str = "note.docx") -> str:
    with pytest.raises(DocumentError) as error:
        read_document(data, name)
    return str(error.value)


def test_a_bomb_is_refused(samples: SimpleNamespace) -> None:
    bomb = _with(samples.document_docx(), "word/media/image.bin", bytes(30_000_000))
    assert _error(bomb) == (
        "note.docx : attendu : un taux de compression normal ; trouvé : une archive qui se déplie en plus de 200 "
        "fois sa taille. N'ouvrez pas ce fichier s'il vient d'un inconnu ; demandez-en une autre copie."
    )


def test_a_bomb_that_lies_on_its_size_is_refused(samples: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{READERS}.archive.MAX_UNPACKED_BYTES", 2_000_000)
    honest = _with(samples.document_docx(), "word/media/image.bin", bytes(3_000_000))
    assert "une archive qui se déplie en plus de 2 Mo" in _error(honest)
    # The sizes in the directory are set to 1: only counting what comes out shows the truth.
    lying = honest.replace((3_000_000).to_bytes(4, "little"), (1).to_bytes(4, "little"))
    assert lying != honest
    assert "Mo" in _error(lying) or "endommagée" in _error(lying)


def test_too_many_files(samples: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{READERS}.archive.MAX_ENTRIES", 5)
    assert "5 fichiers au plus dans l'archive" in _error(samples.document_docx())


def test_a_huge_part(samples: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{READERS}.archive.MAX_XML_BYTES", 1000)
    assert "dépasse 0 Mo" in _error(samples.document_docx())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("word", ["DOCTYPE", "ENTITY"])
def test_entities_are_refused(samples: SimpleNamespace, word: str, encoding: str) -> None:
    xml = f'<?xml version="1.0"?><!{word} a [<!ENTITY b "c">]><w:document>&b;</w:document>'.encode(encoding)
    assert "une déclaration DTD ou d'entité dans « word/document.xml »" in _error(
        _with(samples.document_docx(), "word/document.xml", xml)
    )


def test_a_declaration_across_two_pieces_is_seen(samples: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{READERS}.archive._CHUNK", 16)
    xml = b"<?xml version='1.0'?>".ljust(28) + b"<!DOCTYPE a []><a/>"
    assert "une déclaration DTD" in _error(_with(samples.document_docx(), "word/document.xml", xml))


def test_an_archive_under_a_password(samples: SimpleNamespace) -> None:
    data = bytearray(samples.document_docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 1)
    assert "une archive protégée par un mot de passe" in _error(bytes(data))


@pytest.mark.parametrize("length", [30, 500, 5000])
def test_a_truncated_archive(samples: SimpleNamespace, length: int) -> None:
    assert "une archive zip endommagée" in _error(samples.document_docx()[:length])


@pytest.mark.parametrize(
    ("maker", "name", "part"),
    [("document_docx", "note.docx", "word/document.xml"), ("deck_pptx", "note.pptx", "ppt/slides/slide1.xml")],
)
def test_a_part_that_is_not_xml(samples: SimpleNamespace, maker: str, name: str, part: str) -> None:
    suffix = name[-5:]
    assert _error(_with(getattr(samples, maker)(), part, b"<a><b></a>"), name) == (
        f"{name} : attendu : un fichier {suffix} sain ; trouvé : un fichier {suffix} endommagé ou incomplet. "
        f"Rouvrez-le dans son logiciel, enregistrez-le à nouveau au format {suffix}, puis réessayez."
    )


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{READERS}.MAX_TEXT_BYTES", 1_000_000)
    assert _error(b"a " * 600_000, "note.txt") == (
        "note.txt : attendu : un fichier de 1 Mo au plus ; trouvé : plus de 1 Mo. "
        "Donnez seulement les pages utiles, ou retirez les images."
    )
    monkeypatch.setattr(f"{READERS}.MAX_BYTES", 2_000_000)
    assert "un fichier de 2 Mo au plus" in _error(b"%PDF-" + bytes(3_000_000), "note.pdf")


@pytest.mark.parametrize(
    ("data", "name", "place"),
    [
        (b"court\n" + b"a" * 100_001, "note.txt", "ligne 2"),
        (b"<p>court</p><p>" + b"a" * 100_001 + b"</p>", "note.html", "paragraphe 2"),
    ],
)
def test_a_line_without_end(data: bytes, name: str, place: str) -> None:
    assert _error(data, name) == (
        f"{name}, {place} : attendu : des lignes de 100000 caractères au plus ; trouvé : une ligne de 100001 "
        "caractères. Vérifiez que c'est bien un texte, et coupez cette ligne."
    )
