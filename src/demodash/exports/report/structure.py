"""The tags of a PDF: what each piece of a page is (heading, paragraph, table cell, figure), for screen readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas


class TaggedCanvas(Canvas):
    """The library's canvas, with the parts of it that tags are written through."""

    _doc: Any
    _code: list[str]


@dataclass(slots=True)
class _Node:
    role: str
    attributes: Mapping[str, object] = field(default_factory=dict)
    children: list[_Node | int] = field(default_factory=list)
    page: str = ""
    name: str = ""


class Structure:
    """The tree of a document being drawn on a canvas; ``finish`` writes it before the canvas is saved."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self._canvas = canvas
        self._root = _Node("Document")
        self._open = [self._root]
        self._marked: dict[str, list[_Node]] = {}

    @contextmanager
    def group(self, role: str, *, alt: str = "") -> Iterator[None]:
        """What is drawn within belongs to one element (Table, TR, Figure …)."""
        node = self._add(role, {"Alt": PDFString(alt)} if alt else {})
        self._open.append(node)
        yield
        self._open.pop()

    @contextmanager
    def content(self, role: str, *, alt: str = "", scope: str = "") -> Iterator[None]:
        """What is drawn within is one element (P, H1, TD …); ``scope`` of a header cell: ``Row`` or ``Column``."""
        attributes: dict[str, object] = {"Alt": PDFString(alt)} if alt else {}
        if scope:
            attributes["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(scope)})
        node = self._add(role, attributes)
        node.page = str(self._canvas._doc.thisPageName())
        of_page = self._marked.setdefault(node.page, [])
        node.children.append(len(of_page))
        self._write(f"/{role} <</MCID {len(of_page)}>> BDC")
        of_page.append(node)
        yield
        self._write("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn within is decoration: rules, bars, repeated headers."""
        self._write("/Artifact BMC")
        yield
        self._write("EMC")

    def finish(self) -> None:
        """Write the tree into the document."""
        document = self._canvas._doc
        self._reference(self._root, "structure")
        numbers: list[object] = []
        for key, (page_name, nodes) in enumerate(self._marked.items()):
            page = document.idToObject[page_name]
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = key
            page.Tabs = PDFName("S")
            numbers += [key, PDFArray([PDFObjectReference(node.name) for node in nodes])]
        tree = {"Type": PDFName("StructTreeRoot"), "K": PDFObjectReference(self._root.name)}
        root = document.Reference(
            PDFDictionary({**tree, "ParentTree": PDFDictionary({"Nums": PDFArray(numbers)})}), "structure-root"
        )
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _add(self, role: str, attributes: Mapping[str, object]) -> _Node:
        node = _Node(role, attributes)
        self._open[-1].children.append(node)
        return node

    def _write(self, operator: str) -> None:
        self._canvas._code.append(operator)

    def _reference(self, node: _Node, parent: str) -> None:
        """Write one element and, after it, those within."""
        node.name = f"{parent}-{len(self._canvas._doc.idToObject)}"
        up = "structure-root" if node is self._root else parent
        content = {"Type": PDFName("StructElem"), "S": PDFName(node.role), "P": PDFObjectReference(up)}
        if node.page:
            content["Pg"] = PDFObjectReference(node.page)
        element = PDFDictionary({**content, **node.attributes})
        self._canvas._doc.Reference(element, node.name)
        for child in node.children:
            if isinstance(child, _Node):
                self._reference(child, node.name)
        kids = [PDFObjectReference(each.name) if isinstance(each, _Node) else each for each in node.children]
        element.dict["K"] = PDFArray(kids)
