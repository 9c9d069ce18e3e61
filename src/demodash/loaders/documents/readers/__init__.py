"""Readers of documents: plain text, HTML, PDF, PPTX and DOCX, told apart by their content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from demodash.errors import system_reason
from demodash.loaders.documents.passages import Document, Locator
from demodash.loaders.documents.readers.archive import check_archive
from demodash.loaders.documents.readers.content import Content, refusal
from demodash.loaders.documents.readers.docx import read_docx
from demodash.loaders.documents.readers.encoding import decode_text
from demodash.loaders.documents.readers.html import declared_encoding, read_html
from demodash.loaders.documents.readers.limits import MAX_BYTES, MAX_LINE_LENGTH, MAX_TEXT_BYTES
from demodash.loaders.documents.readers.pdf import read_pdf
from demodash.loaders.documents.readers.pptx import read_pptx
from demodash.loaders.documents.readers.recognition import check_name, recognise_bytes, recognise_text
from demodash.loaders.documents.readers.txt import read_text

__all__ = ["read_document"]


def read_document(source: Path | bytes, name: str | None = None) -> Document:
    """Return the document in a file or in its bytes, whatever of the five kinds it is.

    `name` is what errors call it, and what its suffix is checked on; the name of the path when
    None.

    Raises:
        DocumentError: when the file cannot be opened, is empty, too large, damaged, encrypted, of
            another kind than its name says or than the five, or has no text.
        ValueError: when bytes come without a name.
    """
    if name is None:
        if isinstance(source, bytes):
            raise ValueError("bytes need a name")
        name = source.name
    data = source if isinstance(source, bytes) else _file_bytes(source, name)
    _check_size(len(data), MAX_BYTES, name)
    content = _read(data, name)
    for line in content.lines:
        if len(line.raw) > MAX_LINE_LENGTH:
            place = Locator(line.page, line.line, content.unit).text(content.kind)
            expected = f"des lignes de {MAX_LINE_LENGTH} caractères au plus"
            advice = "Vérifiez que c'est bien un texte, et coupez cette ligne."
            raise refusal(name, f"une ligne de {len(line.raw)} caractères", advice, expected, place)
    if not any(line.kind == "text" for line in content.lines):
        raise refusal(name, "aucun texte", "Vérifiez que c'est le bon fichier.", "un document avec du texte")
    return Document(
        name=name,
        kind=content.kind,
        title=content.title,
        lines=content.lines,
        pages=content.pages,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        created=content.created,
        unit=content.unit,
        slide_marks=content.slide_marks,
        remarks=content.remarks,
    )


def _file_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a file, never more than one above the limit."""
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = system_reason(error)
        advice = "Vérifiez le chemin et les droits de lecture."
        raise refusal(name, f"un fichier impossible à ouvrir ({reason})", advice) from error


def _check_size(size: int, limit: int, name: str) -> None:
    if not size:
        advice = "Téléchargez-le ou enregistrez-le à nouveau."
        raise refusal(name, "un fichier vide (0 octet)", advice)
    if size > limit:
        advice = "Donnez seulement les pages utiles, ou retirez les images."
        expected = f"un fichier de {limit // 1_000_000} Mo au plus"
        raise refusal(name, f"plus de {limit // 1_000_000} Mo", advice, expected)


def _read(data: bytes, name: str) -> Content:
    kind = recognise_bytes(data, name)
    if kind is None:
        _check_size(len(data), MAX_TEXT_BYTES, name)
        text = decode_text(data, name, declared_encoding(data))
        if not text.strip():
            advice = "Vérifiez que c'est le bon fichier."
            raise refusal(name, "un fichier sans rien d'autre que des blancs", advice)
        kind = recognise_text(text, name)
        check_name(kind, name)
        return read_html(text, name) if kind == "html" else read_text(text)
    check_name(kind, name)
    if kind == "pdf":
        return read_pdf(data, name)
    check_archive(data, name)
    return read_pptx(data, name) if kind == "pptx" else read_docx(data, name)
