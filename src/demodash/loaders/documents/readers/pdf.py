"""Reader of PDF files: reports, press releases, slide decks exported as PDF."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from datetime import date

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from demodash.errors import DocumentError
from demodash.loaders.documents.passages import PageUnit
from demodash.loaders.documents.readers.content import Content, refusal
from demodash.loaders.documents.readers.flow import flow
from demodash.loaders.documents.readers.limits import MAX_CHARACTERS, MAX_PAGES
from demodash.loaders.documents.readers.lines import clean, day_month_year
from demodash.loaders.documents.readers.pdf_glyphs import PageText, page_text
from demodash.loaders.documents.readers.pdf_items import page_items

_EXPECTED = "un PDF sain, avec du texte et sans mot de passe"
# PDFium may only be used by one thread at a time.
_LOCK = threading.Lock()

_NO_TITLES = frozenset({"anonymous", "untitled", "sans titre", "powerpoint presentation", "présentation powerpoint"})
_CREATED = re.compile(r"D:([0-9]{4})([0-9]{2})([0-9]{2})")
_DECK_MAKERS = re.compile(r"powerpoint|impress|keynote|google slides", re.IGNORECASE)


def read_pdf(data: bytes, name: str) -> Content:
    """Return the content of a PDF.

    Raises:
        DocumentError: when it is damaged, too long, protected by a password, or has no text, or none
            that its fonts let read.
    """
    with _LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
                advice = "Ouvrez-le avec son mot de passe et enregistrez-le sans protection."
                raise refusal(name, "un PDF protégé par un mot de passe", advice, _EXPECTED) from error
            raise _damaged(name) from error
        try:
            pages = _pages(document, name)
            metadata = document.get_metadata_dict()
        except pdfium.PdfiumError as error:
            raise _damaged(name) from error
        finally:
            document.close()
    check_text(pages, name)
    maker = f"{metadata.get('Creator', '')} {metadata.get('Producer', '')}"
    unit: PageUnit = "slide" if _DECK_MAKERS.search(maker) or _are_slides(pages) else "page"
    flowing = flow(page_items(pages, unit), slides=unit == "slide")
    spoken = {line.page for line in flowing.lines}
    silent = [number for number in range(1, len(pages) + 1) if number not in spoken]
    created = _CREATED.match(metadata.get("CreationDate", ""))
    return Content(
        "pdf",
        flowing.lines,
        title=_title(metadata.get("Title", "")),
        pages=len(pages),
        created=_day(created),
        unit=unit,
        slide_marks=flowing.marks,
        remarks=tuple(f"page {number} : aucun texte (une image ?)" for number in silent),
    )


def _damaged(name: str) -> DocumentError:
    advice = "Téléchargez-le ou enregistrez-le à nouveau, puis réessayez."
    return refusal(name, "un PDF endommagé ou incomplet", advice, _EXPECTED)


def _pages(document: pdfium.PdfDocument, name: str) -> list[PageText]:
    count = len(document)
    if count > MAX_PAGES:
        advice = "Donnez seulement les pages utiles."
        raise refusal(name, f"un PDF de {count} pages", advice, f"{MAX_PAGES} pages au plus")
    pages: list[PageText] = []
    characters = 0
    for index in range(count):
        page = document[index]
        try:
            pages.append(page_text(page))
        finally:
            page.close()
        characters += pages[-1].characters
        if characters > MAX_CHARACTERS:
            advice = "Donnez seulement les pages utiles."
            expected = f"{MAX_CHARACTERS // 1_000_000} millions de caractères au plus"
            raise refusal(name, "un PDF démesuré", advice, expected, f"page {index + 1}")
    return pages


def check_text(pages: Sequence[PageText], name: str) -> None:
    """Refuse pages without text, or whose characters their fonts do not explain.

    Raises:
        DocumentError: when no page has a word, or a third of the characters are unknown.
    """
    words = sum(len(page.words) + len(page.slanting) for page in pages)
    if not words:
        advice = "Passez-le dans un logiciel de reconnaissance de caractères (OCR), ou fournissez l’original."
        raise refusal(name, "un PDF sans aucun texte (pages numérisées ?)", advice, _EXPECTED)
    characters = sum(len(word.text) for page in pages for word in page.words)
    if 3 * sum(page.unreadable for page in pages) > characters:
        advice = "Fournissez le document d'origine, ou un PDF enregistré avec ses polices."
        raise refusal(name, "un PDF dont les polices ne disent pas leurs caractères", advice, _EXPECTED)


def _are_slides(pages: Sequence[PageText]) -> bool:
    """Tell whether most pages have the shape of a slide (4:3, 16:10 or 16:9)."""
    shapes = [page.width / page.height for page in pages if page.height]
    slides = [shape for shape in shapes if 1.3 < shape < 1.37 or 1.55 < shape < 1.85]
    return 2 * len(slides) > len(pages)


def _title(text: str) -> str | None:
    """Return the title in the metadata, None for those that software puts there by itself."""
    title = clean(text)
    return None if not title or title.strip("()").lower() in _NO_TITLES else title


def _day(created: re.Match[str] | None) -> date | None:
    return day_month_year(*created.groups()[::-1]) if created is not None else None
