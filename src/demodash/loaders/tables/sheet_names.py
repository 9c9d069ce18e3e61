"""How a workbook names the sheet that one of its pieces holds: what messages say, not the path of the piece."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Mapping
from xml.parsers import expat

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_MOST = 1 << 20
"""Bytes of the list of sheets past which it is not read."""


def place_of(archive: zipfile.ZipFile, piece: str) -> str:
    """Name a piece of an Excel workbook as an analyst does: ``feuille APL 2024``; its path when it is no sheet."""
    names = set(archive.namelist())
    if not {_BOOK, _RELATIONS} <= names:
        return piece
    sheets: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(tag: str, attributes: Mapping[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            sheets[relation] = attributes.get("name", "")

    def target(tag: str, attributes: Mapping[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship":
            path = posixpath.join("/xl", attributes.get("Target", ""))
            targets[posixpath.normpath(path).lstrip("/")] = attributes.get("Id", "")

    _read(archive, _BOOK, sheet)
    _read(archive, _RELATIONS, target)
    name = " ".join(sheets.get(targets.get(piece, ""), "").split())
    return f"feuille {name}" if name else piece


def _read(archive: zipfile.ZipFile, piece: str, seen: Callable[[str, Mapping[str, str]], None]) -> None:
    with archive.open(piece) as opened:
        text = opened.read(_MOST + 1)
    parser = expat.ParserCreate()
    parser.StartElementHandler = seen
    if len(text) <= _MOST:
        parser.Parse(text, True)
