"""Whatever the bytes, a document is read or refused: nothing else ever comes out."""

from __future__ import annotations

import io
import re
import zipfile
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demodash.errors import DocumentError
from demodash.loaders.documents.passages import Document, passages
from demodash.loaders.documents.readers import read_document

MAKERS = {
    "communique.txt": "press_txt",
    "bilan.txt": "deck_txt",
    "communique.html": "page_html",
    "communique.pdf": "paper_pdf",
    "bilan.pdf": "deck_pdf",
    "bilan.pptx": "deck_pptx",
    "communique.docx": "document_docx",
}
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
TAGS = (
    "<p> </p> <ul> <li> </li> </ul> <table> <tr> <td> </table> <sup> 1 </sup> <br> <pre> </pre> <nav> </nav> <h2> "
    "</h2> texte 12 <!-- --> <main> </main> <dt> <dd> &nbsp; &#0; &#xD800; <"
)
PIECES = [*TAGS.split(), "\n", " ", "\x0b", "<td rowspan=3 colspan=9>"]
VALUES = ["", "-1", "x", "9" * 30, "1e400", "rId99", "NaN", "é", "true"]


def _read(data: bytes, name: str) -> None:
    """Read a document as far as its passages, or be refused with a message that names it."""
    try:
        document = read_document(data, name)
    except DocumentError as error:
        message = str(error)
    else:
        _check_passages(document)
        message = f"{name} : attendu : un document ; trouvé : un document"
    assert message.startswith(name)
    assert "trouvé : " in message


def _check_passages(document: Document) -> None:
    found = passages(document)
    assert sum(len(passage.lines) for passage in found) == len(document.lines)
    for passage in found:
        assert passage.text
        assert passage.locate(len(passage.text) - 1).line >= passage.locate(0).line or passage.page is not None


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    _read(data, "fichier")


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"\xff\xfe"]),
    st.binary(max_size=400),
)
def test_any_bytes_after_a_signature(signature: bytes, data: bytes) -> None:
    _read(signature + data, "fichier")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    _read(text.encode("utf-8", "replace"), "fichier.txt")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789/-–•* \n\t\f.%abcÉ:;()«\u00ad\u2028\uf0a7", max_size=200))
def test_any_text_of_signs_that_matter(text: str) -> None:
    _read(text.encode(), "fichier.txt")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=40,
    )
)
def test_any_soup(pieces: list[str]) -> None:
    _read(("<html><body>" + "".join(pieces)).encode(), "fichier.html")


@pytest.mark.parametrize("name", MAKERS)
@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_damaged_files(samples: SimpleNamespace, name: str, data: st.DataObject) -> None:
    sound = getattr(samples, MAKERS[name])()
    _read(_damaged(sound, data), name)


@pytest.mark.parametrize("name", MAKERS)
def test_truncated_files(samples: SimpleNamespace, name: str) -> None:
    sound = getattr(samples, MAKERS[name])()
    for length in range(1, len(sound), max(1, len(sound) // 40)):
        _read(sound[:length], name)


@pytest.mark.parametrize("name", ["bilan.pptx", "communique.docx"])
@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_sound_archives_of_damaged_parts(samples: SimpleNamespace, name: str, data: st.DataObject) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(getattr(samples, MAKERS[name])())) as old, zipfile.ZipFile(stream, "w") as new:
        parts = old.namelist()
        chosen = data.draw(st.sets(st.sampled_from(parts), min_size=1, max_size=4))
        for part in parts:
            content = old.read(part)
            if part not in chosen:
                new.writestr(part, content)
            elif data.draw(st.booleans()):
                new.writestr(part, _other_xml(content, data))
    _read(stream.getvalue(), name)


def _damaged(sound: bytes, data: st.DataObject) -> bytes:
    """Return bytes of which some were overwritten, taken out or doubled."""
    spoiled = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, max(len(spoiled) - 1, 0)))
        end = place + data.draw(st.integers(1, 40))
        action = data.draw(st.sampled_from(["overwrite", "cut", "double", "zero"]))
        if action == "overwrite":
            spoiled[place:end] = data.draw(st.binary(min_size=1, max_size=8))
        elif action == "cut":
            del spoiled[place:end]
        elif action == "double":
            spoiled[place:place] = spoiled[place:end]
        else:
            spoiled[place:end] = bytes(end - place)
    return bytes(spoiled)


def _other_xml(content: bytes, data: st.DataObject) -> bytes:
    """Return XML that is still well formed, but with a value, an attribute or an element less."""
    text = content.decode("utf-8", "replace")
    kind = data.draw(st.sampled_from(["value", "attribute", "element", "text"]))
    patterns = {"value": r'="([^"]*)"', "attribute": r'(\s[\w:]+="[^"]*")', "element": r"(<[\w:]+[^<>]*/>)"}
    found = list(re.finditer(patterns.get(kind, r">([^<]+)<"), text))
    if not found:
        return content
    match = data.draw(st.sampled_from(found))
    new = data.draw(st.sampled_from(VALUES)) if kind in ("value", "text") else ""
    return (text[: match.start(1)] + new + text[match.end(1) :]).encode()
