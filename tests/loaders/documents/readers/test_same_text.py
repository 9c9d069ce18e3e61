"""The same text gives the same passages, whatever the file it comes in."""

from __future__ import annotations

from itertools import chain
from types import SimpleNamespace

import pytest

from demodash.loaders.documents.passages import Document, Passage, passages
from demodash.loaders.documents.readers import read_document


def _text(document: Document) -> list[Passage]:
    return [passage for passage in passages(document) if passage.kind == "text"]


def _same(document: Document) -> list[tuple[str, bool]]:
    """Return what must not depend on the file: words and bullets."""
    return [(passage.text, bool(passage.bullet)) for passage in _text(document)]


def _expected(blocks: object) -> list[tuple[str, bool]]:
    return [(block.text, block.kind == "bullet") for block in blocks]


@pytest.mark.parametrize(
    ("maker", "name"),
    [
        ("press_txt", "communique.txt"),
        ("page_html", "communique.html"),
        ("document_docx", "communique.docx"),
        ("paper_pdf", "communique.pdf"),
    ],
)
def test_press_release(samples: SimpleNamespace, maker: str, name: str) -> None:
    document = read_document(getattr(samples, maker)(samples.PRESS), name)
    assert _same(document) == _expected(samples.PRESS)
    headings = {passage.text: passage.heading for passage in _text(document)}
    title, prime = samples.PRESS[0].text, samples.PRESS[6].text
    assert headings[samples.PRESS[4].text] == (title, "Trois mesures montrent ce qui change :")
    assert headings[samples.PRESS[8].text] == (title, prime, samples.PRESS[7].text)


def test_press_release_as_slide(samples: SimpleNamespace) -> None:
    document = read_document(samples.deck_pptx([samples.PRESS]), "communique.pptx")
    assert _same(document) == _expected(samples.PRESS)


@pytest.mark.parametrize(
    ("maker", "name"),
    [("deck_txt", "bilan.txt"), ("deck_pdf", "bilan.pdf"), ("deck_pptx", "bilan.pptx")],
)
def test_deck(samples: SimpleNamespace, maker: str, name: str) -> None:
    document = read_document(getattr(samples, maker)(samples.DECK), name)
    expected = _expected(chain.from_iterable(samples.DECK))
    # A sign is left at the end of its line where the slide is narrow, as in the decks we know.
    assert [(text.replace("de - 5", "de -5"), bullet) for text, bullet in _same(document)] == expected
    assert document.unit == "slide"
    for passage in _text(document):
        if passage.bullet:
            assert passage.heading[0] in ("Bilan du plan des vallées", "Places de formation")
            assert passage.heading[-1] in ("Évolution par vallée :", "Versant médical :")


@pytest.mark.parametrize(
    ("maker", "name"), [("page_html", "bilan.html"), ("document_docx", "bilan.docx"), ("paper_pdf", "bilan.pdf")]
)
def test_deck_turned_into_a_page(samples: SimpleNamespace, maker: str, name: str) -> None:
    blocks = list(chain.from_iterable(samples.DECK))
    assert _same(read_document(getattr(samples, maker)(blocks), name)) == _expected(blocks)


@pytest.mark.parametrize("blanks", [True, False])
@pytest.mark.parametrize("form", ["docx", "html", "br.html", "pre.html", "pptx"])
def test_lines_of_a_deck_pasted_one_by_one(samples: SimpleNamespace, form: str, blanks: bool) -> None:
    text = samples.deck_txt().decode()
    document = read_document(samples.pasted(text, form, blanks=blanks), f"bilan.{form}")
    assert _same(document) == _same(read_document(text.encode(), "bilan.txt"))
    assert [mark.number for mark in document.slide_marks] == [2, 3]
