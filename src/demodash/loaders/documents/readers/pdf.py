"""Reader of PDF files: reports, press releases, slide decks exported as PDF."""

from __future__ import annotations

import math
import re
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from demodash.loaders.documents.headings import Role
from demodash.loaders.documents.passages import PageUnit
from demodash.loaders.documents.readers.content import Content, refusal
from demodash.loaders.documents.readers.flow import Item, flow
from demodash.loaders.documents.readers.furniture import Margin, repeated_margins
from demodash.loaders.documents.readers.limits import MAX_CHARACTERS, MAX_PAGES
from demodash.loaders.documents.readers.lines import clean, day_month_year, split_bullet
from demodash.loaders.documents.readers.paragraphs import names_columns
from demodash.loaders.documents.readers.pdf_glyphs import PageText, page_text
from demodash.loaders.documents.readers.pdf_layout import PageLine, page_lines

_EXPECTED = "un PDF sain, avec du texte et sans mot de passe"
# PDFium may only be used by one thread at a time.
_LOCK = threading.Lock()

_CREATED = re.compile(r"D:([0-9]{4})([0-9]{2})([0-9]{2})")
_DECK_MAKERS = re.compile(r"powerpoint|impress|keynote|google slides", re.IGNORECASE)
_MARGIN = 0.12
_HEADING_SIZE = 1.15
_SAME_SIZE = 1.06
_LONGEST_HEADING = 200
_UNSURE_ROOM = 10.0
_LETTERS = re.compile(r"[^\W\d_]{3}")


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
    _check_text(pages, name)
    maker = f"{metadata.get('Creator', '')} {metadata.get('Producer', '')}"
    unit: PageUnit = "slide" if _DECK_MAKERS.search(maker) or _are_slides(pages) else "page"
    flowing = flow(_items(pages, unit))
    spoken = {line.page for line in flowing.lines}
    silent = [number for number in range(1, len(pages) + 1) if number not in spoken]
    created = _CREATED.match(metadata.get("CreationDate", ""))
    return Content(
        "pdf",
        flowing.lines,
        title=clean(metadata.get("Title", "")) or None,
        pages=len(pages),
        created=_day(created),
        unit=unit,
        slide_marks=flowing.marks,
        remarks=tuple(f"page {number} : aucun texte (une image ?)" for number in silent),
    )


def _damaged(name: str) -> Exception:
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


def _check_text(pages: Sequence[PageText], name: str) -> None:
    words = sum(len(page.words) + len(page.slanting) for page in pages)
    if not words:
        advice = "Passez-le dans un logiciel de reconnaissance de caractères (OCR), ou fournissez l'original."
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


def _day(created: re.Match[str] | None) -> date | None:
    return day_month_year(*created.groups()[::-1]) if created is not None else None


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line of a page, with the page and the place of the line in it, both from 1."""

    page: int
    place: int
    text: str
    line: PageLine


def _items(pages: Sequence[PageText], unit: PageUnit) -> list[Item]:
    """Return the lines of all pages, with what their place and size tell."""
    placed: list[_Placed] = []
    slanting: dict[int, tuple[str, ...]] = {}
    for number, page in enumerate(pages, 1):
        texts = [(clean(line.raw), line) for line in page_lines(page.words)]
        placed += [
            _Placed(number, place, text, line)
            for place, (text, line) in enumerate(((text, line) for text, line in texts if text), 1)
        ]
        slanting[number] = page.slanting
    sizes = _Sizes.of([one.line for one in placed])
    decorations = _decorations(placed, pages, sizes)
    rooms = _Rooms.of(placed, pages, sizes, unit)
    pitches = _pitches(placed, sizes)
    heads = _header_rows(placed)
    items: list[Item] = []
    before: Item | None = None
    above: _Placed | None = None
    for one in placed:
        if before is not None and before.page != one.page:
            items += _slanting(slanting[before.page or 0], before.page or 0, before.number)
        item = _item(one, sizes, rooms, unit, is_head=(one.page, one.place) in heads)
        if (one.page, one.place) in decorations:
            item = Item(one.line.raw, one.text, one.page, one.place, kind="furniture")
        else:
            item = _tied(item, one, above, before, pitches)
            above = one
        items.append(item)
        before = item
    if before is not None:
        items += _slanting(slanting[before.page or 0], before.page or 0, before.number)
    return items
