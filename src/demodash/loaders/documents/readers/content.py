"""What each reader hands over, and how it refuses a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demodash.errors import DocumentError, Problem
from demodash.loaders.documents.passages import DocumentKind, Line, PageUnit, SlideMark

EXPECTED = "un texte, une page HTML, un PDF, un .pptx ou un .docx"


@dataclass(frozen=True)
class Content:
    """The lines of a file and what it says of itself, in the terms of `Document`."""

    kind: DocumentKind
    lines: tuple[Line, ...]
    title: str | None = None
    pages: int | None = None
    created: date | None = None
    unit: PageUnit = "page"
    slide_marks: tuple[SlideMark, ...] = ()
    remarks: tuple[str, ...] = ()


def refusal(name: str, found: str, advice: str, expected: str = EXPECTED, place: str = "") -> DocumentError:
    """Return the error that refuses a document."""
    return DocumentError(Problem(file=name, place=place, expected=expected, found=found, advice=advice))
