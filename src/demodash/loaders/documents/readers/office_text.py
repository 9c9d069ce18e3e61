"""Text of the XML of Office documents, whichever of Word or PowerPoint wrote it."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime

from lxml import etree
from lxml.etree import _Element as Element

from demodash.errors import DocumentError
from demodash.loaders.documents.readers.content import refusal
from demodash.loaders.documents.readers.lines import SUPERSCRIPTS

# What python-docx and python-pptx raise on a damaged file, apart from their own exceptions:
OFFICE_ERRORS = (
    zipfile.BadZipFile,  # the archive, although it was checked: a part is read again
    zlib.error,
    etree.LxmlError,  # XML that is not well formed
    KeyError,  # a part or a relationship that is announced and missing
    IndexError,
    AttributeError,  # an element that the schema requires and that is missing
    TypeError,
    ValueError,  # an attribute that is no number, a content type of another kind of file
    ArithmeticError,  # a number with which the arithmetic of sizes fails
    NotImplementedError,
    RecursionError,  # parts that refer to each other without end
    EOFError,
    OSError,
    struct.error,
)


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def parsed(blob: bytes) -> Element:
    """Return the root of an XML part, entities left alone.

    Raises:
        lxml.etree.XMLSyntaxError: when it is not well formed.
    """
    return etree.fromstring(blob, _PARSER)


def damaged(name: str, suffix: str) -> DocumentError:
    """Return the refusal of an Office document that cannot be read."""
    found = f"un fichier {suffix} endommagé ou incomplet"
    advice = f"Rouvrez-le dans son logiciel, enregistrez-le à nouveau au format {suffix}, puis réessayez."
    return refusal(name, found, advice, f"un fichier {suffix} sain")


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace, "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def descend(element: Element, skipped: Callable[[Element], bool]) -> Iterator[Element]:
    """Yield the elements under one in document order, the skipped ones and their own left out."""
    stack = list(reversed(element))
    while stack:
        node = stack.pop()
        if isinstance(node.tag, str) and not skipped(node):
            yield node
            stack.extend(reversed(node))


def raised(text: str, is_raised: bool) -> str:
    """Return the number of a footnote, printed above the line, as superscript digits."""
    return text.translate(SUPERSCRIPTS) if is_raised and text.strip().isdecimal() else text


def day(moment: object) -> date | None:
    """Return the day of a moment in the properties of a document, None when it has none."""
    return moment.date() if isinstance(moment, datetime) else None
