"""Files told apart by their content; each refusal says what was expected, found, and what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from demodash.errors import DocumentError
from demodash.loaders.documents.readers import read_document

AS_DOCX = "Ouvrez-le dans son logiciel et enregistrez-le au format .docx (ou .pdf)."
AS_PPTX = "Ouvrez-le dans son logiciel et enregistrez-le au format .pptx (ou .pdf)."
AS_TABLE = "Un tableau se charge avec « demodash import », pas comme un document."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
EXPECTED = "attendu : un texte, une page HTML, un PDF, un .pptx ou un .docx"


def _error(data: bytes, name: str) -> str:
    with pytest.raises(DocumentError) as error:
        read_document(data, name)
    return str(error.value)


def _zip(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def _types(part: str, content_type: str) -> bytes:
    types = f'<Types><Override PartName="/{part}" ContentType="application/vnd.{content_type}.main+xml"/></Types>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(part, "<a/>")
    return stream.getvalue()


def _ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(64)


@pytest.mark.parametrize(
    ("data", "found", "advice"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "une image PNG", "Une image n'a pas de texte"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "une image JPEG", "Une image n'a pas de texte"),
        (b"RIFF" + bytes(20), "un fichier image, son ou vidéo (RIFF)", "Une image n'a pas de texte"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), "une image ou une vidéo (HEIC, MP4)", "Une image"),
        (b"MZ\x90\x00\x03" + bytes(80), "un programme exécutable", "Enregistrez le document lui-même"),
        (b"\x7fELF" + bytes(80), "un programme exécutable", "Enregistrez le document lui-même"),
        (b"{\\rtf1\\ansi Bonjour}", "un document RTF", AS_DOCX),
        (b"\x1f\x8b\x08" + bytes(20), "une archive gzip", "Dépliez l'archive"),
        (b"PAR1" + bytes(20), "une table Parquet", AS_TABLE),
        (_ole("EncryptedPackage"), "un document Office protégé par un mot de passe", "avec son mot de passe"),
        (_ole("WordDocument"), "un ancien document Word (.doc)", AS_DOCX),
        (_ole("PowerPoint Document"), "une ancienne présentation PowerPoint (.ppt)", AS_PPTX),
        (_ole("Workbook"), "un ancien classeur Excel (.xls)", AS_TABLE),
        (OLE, "un ancien fichier Office (.doc, .ppt ou .xls)", AS_DOCX),
        (_zip(xl__workbook=b"", **{"xl__workbook.xml": b""}), "un classeur Excel (.xlsx)", AS_TABLE),
        (_zip(**{"content.xml": b"<a/>"}), "un document LibreOffice (.odt, .odp ou .ods)", AS_DOCX),
        (_zip(texte=b"a"), "une archive zip qui n'est ni un .docx ni un .pptx", "Dépliez l'archive"),
        (
            _types("word/document.xml", "ms-word.document.macroEnabled"),
            "un document Word avec macros (.docm)",
            AS_DOCX,
        ),
        (
            _types("word/document.xml", "openxmlformats-officedocument.wordprocessingml.template"),
            "un modèle Word (.dotx)",
            AS_DOCX,
        ),
        (
            _types("ppt/presentation.xml", "openxmlformats-officedocument.presentationml.slideshow"),
            "un diaporama PowerPoint (.ppsx)",
            AS_PPTX,
        ),
        (b"<?xml version='1.0'?><rss><item>12</item></rss>", "un fichier XML", "Enregistrez le document"),
        (
            b"From: a\r\nSubject: b\r\nMIME-Version: 1.0\r\n\r\nBonjour",
            "un message ou une page web archivée (MHTML)",
            "Enregistrez la page au format HTML simple",
        ),
    ],
)
def test_what_is_no_document(data: bytes, found: str, advice: str) -> None:
    message = _error(data, "note.txt")
    assert message.startswith(f"note.txt : {EXPECTED} ; trouvé : {found}")
    assert advice in message


def test_a_pdf_named_as_a_text(samples: SimpleNamespace) -> None:
    assert _error(samples.paper_pdf(), "note.txt") == (
        "note.txt : attendu : un texte brut, d'après son nom ; trouvé : un PDF. "
        "Renommez-le avec l'extension .pdf si c'est bien le document voulu."
    )


@pytest.mark.parametrize(
    ("maker", "name"),
    [
        ("press_txt", "note.docx"),
        ("press_txt", "note.html"),
        ("page_html", "note.txt"),
        ("document_docx", "note.pptx"),
        ("deck_pptx", "note.pdf"),
        ("document_docx", "note.doc"),
        ("paper_pdf", "note.PNG"),
    ],
)
def test_a_name_that_says_something_else(samples: SimpleNamespace, maker: str, name: str) -> None:
    assert "d'après son nom ; trouvé :" in _error(getattr(samples, maker)(), name)


def test_a_table_is_not_read_as_a_text() -> None:
    assert _error(b"zone;nombre\na;12\n", "zones.csv") == (
        f"zones.csv : attendu : un fichier .csv, d'après son nom ; trouvé : un texte brut. {AS_TABLE}"
    )


@pytest.mark.parametrize("name", ["note", "note.aspx", "NOTE.TXT", "note.v2"])
def test_names_that_say_nothing(name: str) -> None:
    assert read_document(b"Il y a 57 maisons.", name).kind == "txt"


@pytest.mark.parametrize("text", ["PAR12 est le nom d'un projet", "MZ est un sigle", "BMW", "RIFF", "%PDF"])
def test_texts_that_begin_like_other_files(text: str) -> None:
    assert read_document(text.encode(), "note.txt").lines[0].text == text


def test_each_kind_is_recognised(samples: SimpleNamespace) -> None:
    makers = {"press_txt": "txt", "page_html": "html", "paper_pdf": "pdf", "deck_pptx": "pptx", "document_docx": "docx"}
    for maker, kind in makers.items():
        assert read_document(getattr(samples, maker)(), "sans-extension").kind == kind


def test_a_pdf_with_a_little_before_its_mark(samples: SimpleNamespace) -> None:
    assert read_document(b"\r\n" + samples.paper_pdf(), "note.pdf").kind == "pdf"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "un fichier vide (0 octet)"),
        (b" \r\n\t\n \xc2\xa0", "un fichier sans rien d'autre que des blancs"),
        (b"<html><body><p> </p></body></html>", "aucun texte"),
        (b"<html></html>", "aucun texte"),
        (b"\xef\xbb\xbf", "un fichier sans rien d'autre que des blancs"),
    ],
)
def test_empty_files(data: bytes, found: str) -> None:
    assert f"trouvé : {found}. " in _error(data, "note")


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.txt"):
        with pytest.raises(DocumentError, match="un fichier impossible à ouvrir") as error:
            read_document(path)
        assert path.name in str(error.value)


def test_a_file_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(b"Il y a 57 maisons.")
    document = read_document(path)
    assert (document.name, document.size) == ("note.txt", 18)
    assert read_document(path, "autre.txt").sha256 == document.sha256


def test_bytes_need_a_name() -> None:
    with pytest.raises(ValueError, match="bytes need a name"):
        read_document(b"a")
