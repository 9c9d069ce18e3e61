"""Read a report again: its words, and the boxes of its lines."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    box: tuple[float, float, float, float]  # left, bottom, right, top


def pages(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def words(content: bytes) -> str:
    """The text of every page, line breaks and the kinds of spaces made one, the hyphen of a line's end put back."""
    return " ".join(" ".join(pages(content)).replace("\ufffe", "-").split())


def lines(content: bytes) -> list[list[Line]]:
    """The lines of each page, as they were written."""
    found = []
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            text_page = page.get_textpage()
            objects = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
            found.append([Line(_text(each, text_page), each.get_bounds()) for each in objects])
    return found


def _text(each, text_page) -> str:
    size = raw.FPDFTextObj_GetText(each.raw, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(each.raw, text_page.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")
