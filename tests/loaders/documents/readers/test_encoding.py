"""Encodings of plain texts and of HTML pages."""

from __future__ import annotations

import codecs

import pytest

from demodash.errors import DocumentError
from demodash.loaders.documents.readers import read_document

TEXT = "Été : 3 655 élèves, « cœur » de l’année – 12 €…"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("cp1252"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert read_document(data, "texte.txt").lines[0].text == TEXT


def test_latin_9_is_told_from_windows() -> None:
    text = "Le cœur de la vallée reçoit 750 €"
    assert read_document(text.encode("iso-8859-15"), "texte.txt").lines[0].text == text


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (TEXT.encode("utf-16-le"), "octets nuls"),
        (b"Un texte\x00 avec un octet nul", "octets nuls"),
        (TEXT.encode()[:3] + b"\xff" + TEXT.encode()[3:], "UTF-8 abîmé"),
        ("Évolution régionale des médecins décédés là-bas".encode("mac-roman"), "encodage non reconnu"),
        (codecs.BOM_UTF8 + b"\xe9t\xe9", "un octet impossible en UTF-8, à la position 0"),
        (bytes(range(1, 32)) * 20, "fichier binaire"),
        (b"abc\x81\x8d" * 20, "un octet impossible en CP1252, à la position 3"),
    ],
)
def test_what_is_not_text(data: bytes, found: str) -> None:
    with pytest.raises(DocumentError) as error:
        read_document(data, "texte.txt")
    assert found in str(error.value)
    assert "Enregistrez-le en texte brut, encodage UTF-8." in str(error.value)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "iso-8859-15"])
def test_encoding_declared_by_a_page(encoding: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body><p>Été à 12 lieues</p></body></html>'
    assert read_document(page.encode(encoding), "page.html").lines[0].text == "Été à 12 lieues"


def test_a_false_declaration_does_not_spoil_utf_8() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>Été</p></body></html>'
    assert read_document(page.encode(), "page.html").lines[0].text == "Été"
