"""Paragraph styles of Word documents, and what paragraph properties say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = ("0", "false", "off", "none")


@dataclass(frozen=True)
class Style:
    """What a paragraph style says: name, outline level, list level, style that it is based on."""

    name: str
    outline: int | None
    listed: int | None
    indented: bool
    base: str | None


@dataclass(frozen=True)
class Styles:
    """The paragraph styles of a document by id."""

    by_id: dict[str, Style]
    default: str | None

    @classmethod
    def of(cls, element: Element) -> Styles:
        """Return the styles that the styles part declares."""
        styles: dict[str, Style] = {}
        default = None
        for style in element.iter(f"{W}style"):
            if style.get(f"{W}type") != "paragraph":
                continue
            key = style.get(f"{W}styleId") or ""
            if style.get(f"{W}default") not in (None, *OFF):
                default = key
            properties = style.find(f"{W}pPr")
            styles[key] = Style(
                value_of(style.find(f"{W}name")) or key,
                outline_level(properties),
                list_level(properties),
                is_indented(properties),
                value_of(style.find(f"{W}basedOn")),
            )
        return cls(styles, default)

    def chain(self, key: str | None) -> Iterator[Style]:
        """Yield a style and those that it is based on, each once."""
        seen: set[str] = set()
        key = key or self.default
        while key is not None and key in self.by_id and key not in seen:
            seen.add(key)
            yield self.by_id[key]
            key = self.by_id[key].base


def value_of(element: Element | None) -> str | None:
    """Return the value of a property, None when there is none."""
    return element.get(f"{W}val") if element is not None else None


def outline_level(properties: Element | None) -> int | None:
    """Return the outline level that properties give, None when they give none."""
    value = value_of(properties.find(f"{W}outlineLvl")) if properties is not None else None
    return int(value) if value is not None and value.isdecimal() else None


def list_level(properties: Element | None) -> int | None:
    """Return the depth in a list, -1 when the properties take the paragraph out of any list."""
    numbering = properties.find(f"{W}numPr") if properties is not None else None
    if numbering is None:
        return None
    if value_of(numbering.find(f"{W}numId")) == "0":
        return -1
    level = value_of(numbering.find(f"{W}ilvl")) or "0"
    return min(int(level), 8) if level.isdecimal() else 0


def is_indented(properties: Element | None) -> bool:
    """Tell whether properties move the paragraph to the right."""
    indent = properties.find(f"{W}ind") if properties is not None else None
    if indent is None:
        return False
    left = indent.get(f"{W}left") or indent.get(f"{W}start") or "0"
    return left.isdecimal() and int(left) > 0
