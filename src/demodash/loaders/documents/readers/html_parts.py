"""Parts of an HTML page: the main text, what surrounds it, what is not seen."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

from demodash.loaders.documents.readers.lines import clean

_UNSEEN_TEXT = (
    "script style noscript template head title svg math canvas audio video object embed iframe "
    "button select option optgroup datalist input textarea map area del s strike"
)
_UNSEEN = frozenset(_UNSEEN_TEXT.split())
_AROUND_TEXT = "nav footer aside dialog menu"
_AROUND = frozenset(_AROUND_TEXT.split())
_AROUND_ROLES_TEXT = "navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar"
_AROUND_ROLES = frozenset(_AROUND_ROLES_TEXT.split())
_AROUND_NAMES = re.compile(
    r"cookie|tarteaucitron|consent-|-consent|^(?:fr-)?(?:nav|navbar|navigation|menu|header|footer|sidebar"
    r"|share|partage|breadcrumbs?|pager|pagination|skiplinks?|skip-links?|newsletter|consent)$"
    r"|^(?:fil-d?-?ariane|fil_ariane|ariane|social-(?:links|share|networks)|reseaux-sociaux"
    r"|share-(?:buttons|links)|site-(?:header|footer)|page-(?:header|footer)-menu|region-(?:header|footer"
    r"|sidebar.*|breadcrumb)|follow-?us|fr-(?:follow|share|breadcrumb|skiplinks|consent-.*))$",
    re.IGNORECASE,
)
_HIDDEN_NAMES_TEXT = "sr-only visually-hidden fr-sr-only element-invisible screen-reader-text fr-hidden d-none"
_HIDDEN_NAMES = frozenset(_HIDDEN_NAMES_TEXT.split())
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def main_parts(soup: BeautifulSoup) -> frozenset[int]:
    """Return the ids of the elements that hold the main text; none when nothing tells."""
    for found in (soup.find_all("main"), soup.find_all(role="main"), soup.find_all("article")):
        parts = [tag for tag in found if clean(tag.get_text())]
        if parts:
            return frozenset(id(tag) for tag in parts)
    return frozenset()


def is_unseen(tag: Tag) -> bool:
    """Tell whether an element is not shown to a reader."""
    if tag.name in _UNSEEN or tag.has_attr("hidden") or attribute(tag, "aria-hidden") == "true":
        return True
    if not _HIDDEN_NAMES.isdisjoint(attribute(tag, "class").split()):
        return True
    return _HIDDEN_STYLE.search(attribute(tag, "style")) is not None


def is_around(tag: Tag) -> bool:
    """Tell whether an element is navigation, a footer, a banner or the like."""
    if tag.name in _AROUND or attribute(tag, "role").lower() in _AROUND_ROLES:
        return True
    if tag.name == "header":
        return tag.find_parent(("main", "article")) is None and tag.find("h1") is None
    if tag.name in ("html", "body", "main", "article") or re.fullmatch("h[1-6]", tag.name):
        return False
    names = [*attribute(tag, "class").split(), attribute(tag, "id")]
    if not any(_AROUND_NAMES.search(label) for label in names if label):
        return False
    return tag.find(("main", "article", "h1")) is None


def attribute(tag: Tag, label: str) -> str:
    """Return an attribute of an element, its words joined by spaces, "" when it has none."""
    value = tag.get(label)
    if isinstance(value, str):
        return value
    return " ".join(value) if value else ""
