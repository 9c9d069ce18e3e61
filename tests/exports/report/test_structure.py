"""The tags: a reader finds headings, cells of tables and what figures show."""

from __future__ import annotations

import ctypes
from collections import Counter

import pypdfium2
import pytest
from pypdfium2 import raw


def roles(page):
    """Counts of the roles of a page's elements, and the texts that stand for figures."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    found = Counter()
    told = []

    def walk(element):
        found[_text(raw.FPDF_StructElement_GetType, element)] += 1
        alternative = _text(raw.FPDF_StructElement_GetAltText, element)
        if alternative:
            told.append(alternative)
        for at in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                walk(child)

    for at in range(raw.FPDF_StructTree_CountChildren(tree)):
        walk(raw.FPDF_StructTree_GetChildAtIndex(tree, at))
    raw.FPDF_StructTree_Close(tree)
    return found, told


def _text(read, element):
    size = read(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    read(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


@pytest.mark.parametrize("code", ["DEP-02", "COM-80714"])
def test_headings_tables_and_figures_are_tagged(pdf_of, code):
    with pypdfium2.PdfDocument(pdf_of(code)) as document:
        first, told = roles(document[0])
        second, curves = roles(document[1])
    assert first["H1"] == 1
    assert first["Figure"] == 1
    assert told[0].startswith("Carte ")
    assert "voisin" in told[0]
    assert second["Table"] == 1
    assert second["TR"] > 25
    assert second["TH"] > second["TR"]
    assert second["TD"] > 100
    assert second["H2"] == 3
    assert len(curves) == second["Figure"] >= 2
    assert "en 2026" in curves[0]
