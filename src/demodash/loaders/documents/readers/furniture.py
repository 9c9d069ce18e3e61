"""Lines that decorate a page: running headers and footers, page numbers, labels of a site."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SITE_LABELS = frozenset(
    {
        "Aller au contenu",
        "Aller au contenu principal",
        "Contenu principal de la page",
        "Corps de texte",
        "Date de publication",
        "Fil d'Ariane",
        "Fil d’Ariane",
        "Haut de page",
        "Imprimer",
        "Imprimer cette page",
        "Partager",
        "Partager la page",
        "Partager sur Facebook",
        "Retour en haut de page",
        "Retour en haut de la page",
        "Visuel",
        "Vous êtes ici",
    }
)

_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:(?:page|p\.)\s*)?([0-9]{1,4})(?:\s*(?:/|sur|de)\s*([0-9]{1,4}))?(?:\s*[-–—])?",
    re.IGNORECASE,
)
_SAID_PAGE = re.compile(r"(?:page|p\.)\s*[0-9]{1,4}(?:\s*(?:/|sur|de)\s*[0-9]{1,4})?", re.IGNORECASE)
_BROWSER_MARGIN = re.compile(
    r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4},? (?:[aà] )?[0-9]{1,2}[:h][0-9]{2}|(?:https?|file)://", re.IGNORECASE
)
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Margin:
    """A line at the top or at the bottom of a page: page (from 1), place of the line, its text."""

    page: int
    place: int
    text: str


def says_its_page(text: str) -> bool:
    """Tell whether a line is nothing but «Page 3» or «Page 3 sur 12»."""
    return _SAID_PAGE.fullmatch(text) is not None


def is_browser_margin(text: str) -> bool:
    """Tell whether a line is what a browser prints around a page: day and time, or address."""
    return _BROWSER_MARGIN.match(text) is not None


def repeated_margins(margins: Iterable[Margin], pages: int) -> set[tuple[int, int]]:
    """Return the (page, place) of the margin lines that repeat from page to page.

    A line repeats when its text is the same, or differs only by one number that goes up with the
    page: «216 MSP» above «92 MSP» is not a running header. A third of the pages (two at least)
    must bear it; the number of a lone page is taken when it is that of the page.
    """
    found: set[tuple[int, int]] = set()
    same: dict[tuple[str, ...], list[Margin]] = defaultdict(list)
    for margin in margins:
        told = says_its_page(margin.text) or is_browser_margin(margin.text)
        if told or (pages == 1 and _is_number_of(margin)):
            found.add((margin.page, margin.place))
        for key in _keys(margin):
            same[key].append(margin)
    wanted = max(2, pages // 3)
    for group in same.values():
        if len({margin.page for margin in group}) >= wanted:
            found.update((margin.page, margin.place) for margin in group)
    return found


def _is_number_of(margin: Margin) -> bool:
    number = _PAGE_NUMBER.fullmatch(margin.text)
    return number is not None and int(number.group(1)) == margin.page


def _keys(margin: Margin) -> Sequence[tuple[str, ...]]:
    """Return what two margin lines share when they are the same running line."""
    keys: list[tuple[str, ...]] = [("same", margin.text)]
    for found in _NUMBER.finditer(margin.text):
        if len(found.group()) <= 4:
            offset = int(found.group()) - margin.page
            keys.append((margin.text[: found.start()], str(offset), margin.text[found.end() :]))
    return keys
