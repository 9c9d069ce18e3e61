"""Rows of tables: the change in GPs by zone type, the places of the medical courses before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.reading import Text
from demodash.loaders.documents.rules.demographie import OTHER_PRACTICE, ZONES, another_quantity, speaks_of_change
from demodash.loaders.documents.rules.direction import without_words
from demodash.loaders.documents.rules.formation_medicale import MEDICAL, UNDATED
from demodash.loaders.documents.rules.grids import levels
from demodash.loaders.documents.rules.model import Claim, Guard, When, pattern
from demodash.loaders.documents.rules.rows import Column, Row, RowReader
from demodash.loaders.documents.rules.stated_change import stated_change
from demodash.loaders.documents.tokens import Kind

_EXEMPT = frozenset(Guard) - {Guard.FORECAST, Guard.HEADING}
_PLACES = re.compile(r"\bplaces?\b|\bnumerus\b|\bcapacites?\b")
_CHANGE_COLUMN = pattern(
    r"\W*(?:(?:taux|evolution|variation|nombre|effectifs?|medecins|generalistes|mg|installes|d'|de|du|des|en|entre|et|sur|la"
    r"|periode|<YY>|<Y>|%|region|regionale?)(?![^\W\ue000-\ue007])\W*)*"
)
_TO_COME = re.compile(r"\b(?:objectifs?|cibles?|previsions?|projections?|horizon|attendu\w*|prevu\w*)\b")
_NOT_PLACES = re.compile(
    r"\b(?:supplementaires?|supp|en plus|de plus|ajoute\w*|nouveaux|nouvelles?|cree\w*|creations?|ouvertures?"
    r"|supprim\w*|perdu\w*|ferme\w*|vacan\w+|pourvu\w*|occupe\w*|candidat\w*|inscri\w+|admis\w*|recus?|diplom\w*|demand\w*"
    r"|participant\w*|internes?|internat|stages?|stagiaires?|apprenti\w*|continue|libera\w+|en exercice|moyennes?"
    r"|couts?|budgets?|euros?|financ\w*|logements?|hebergement)\b|€"
)
_MOMENT = pattern(
    r"\W*(?:(?:nombre de |les )?(?:places|capacites?|effectifs?)(?: de formation| ouvertes)?\W*)?"
    r"(?:(?:a la|en|pour|la|de|rentree|annee|scolaire|universitaire)\W+)*(?:<Y>|<YY>)\W*"
)
_UNNAMED_SPAN = "cellule de tableau : l’évolution entre deux années scolaires n’a pas de période qui se lise sans doute"
_UNDATED_DOCUMENT = "cellule de tableau : document non daté, l’année pourrait être à venir"
_BEFORE, _AFTER = re.compile(r"^\W*avant\b"), re.compile(r"^\W*apres\b")
_CHANGED = re.compile(r"\b(?:evolution|variation|hausse|augmentation)\b|^\W*%\W*$")


def changes_by_zone(row: Row, facts: Facts) -> Iterator[Claim]:
    """Read «ZIP ; -8,2 %» under «Évolution du nombre de MG 2016-2020»."""
    del facts
    zones = [name for name, source in ZONES.items() if source.search(row.label)]
    if len(zones) != 1 or re.search(r"[^\W\d_]", ZONES[zones[0]].sub("", row.label).replace(f"({zones[0]})", "")):
        return
    for column in row.columns:
        token, header = column.token, column.header
        if token is None or token.kind is not Kind.PERCENT or speaks_of_change(f"{row.above} | {header.mask}") != "mg":
            continue
        spans = [one for one in header.tokens if one.kind is Kind.YEARS]
        claim = Claim.of("mg_evolution", zones[0], row.sentence, token, When.CHANGE, exempt=_EXEMPT)
        if len(spans) == 1:
            claim = replace(claim, period=f"{spans[0].first}/{spans[0].last}")
        value, doubt = without_words(token)
        if not _CHANGE_COLUMN.fullmatch(header.mask) or header.places:
            doubt = "la colonne n’est pas celle de l’évolution dans la région"
        elif OTHER_PRACTICE.search(row.above) or another_quantity(row.above):
            doubt = "autre chose que le nombre de généralistes installés"
        yield replace(claim, value=value, doubt=doubt)


def places_by_course(row: Row, facts: Facts) -> Iterator[Claim]:
    """Read «Médecine ; 4000 ; 4200 ; +5 %» under «Places ; Avant ; Après ; Évolution», or under two years."""
    courses = [name for name, words in MEDICAL.items() if re.fullmatch(rf"\W*{words}\W*", row.label)]
    headers = " | ".join(column.header.mask for column in row.columns)
    around = f"{row.above} | {headers}"
    if len(courses) != 1 or _TO_COME.search(around) or not _PLACES.search(around):
        return
    counts = [one for one in row.columns if one.token is not None and one.token.kind is Kind.COUNT]
    changes = [one for one in row.columns if one.token is not None and one.token.kind is Kind.PERCENT]
    if len(counts) != 2 or len(changes) > 1 or len(counts) + len(changes) != len(row.columns):
        return
    periods = _periods(counts)
    if periods is None or (changes and not _CHANGED.search(changes[0].header.mask)):
        return
    other = any(text.mentions(_NOT_PLACES) for text in row.sentence.read.headings if text.printed != facts.title)
    doubt = "cellule de tableau : autre chose que des places de formation" if other else ""
    if "/" in periods[0] and facts.date is None:
        doubt = doubt or _UNDATED_DOCUMENT
    for claim in _places(row, courses[0], counts, changes, periods):
        yield claim.doubted(doubt) if doubt else claim


def _periods(counts: list[Column]) -> tuple[str, str, str] | None:
    """Return the periods of before, after and change, "" when the headers say no year; None when they say nothing.

    School years («2023-2024») are the periods of before and after; the change between two of them has none.
    """
    years = [_years(column.header) for column in counts]
    if all(len(one) == 1 and _MOMENT.fullmatch(column.header.mask) for one, column in zip(years, counts, strict=True)):
        (before,), (after,) = years
        if len(before) == len(after) and before < after:
            return before, after, "" if "/" in before else f"{before}/{after}"
    named = _BEFORE.search(counts[0].header.mask) and _AFTER.search(counts[1].header.mask)
    return ("", "", "") if named and not any(years) else None


def _years(header: Text) -> list[str]:
    """Return the years and the school years of a header; a longer span, or one that may be a count, is unknown."""
    found = []
    for one in header.tokens:
        if one.kind is Kind.YEAR:
            found.append(one.first)
        elif one.kind is Kind.YEARS:
            school = not one.doubt and int(one.last) == int(one.first) + 1
            found += [f"{one.first}/{one.last}"] if school else ["", ""]
    return found


def _places(
    row: Row, course: str, counts: list[Column], changes: list[Column], periods: tuple[str, str, str]
) -> Iterator[Claim]:
    tokens = [column.token for column in (*counts, *changes) if column.token is not None]
    indicators = ("places_medicales_avant", "places_medicales_apres", "places_medicales_evolution")
    stated = stated_change(tokens[0].value, tokens[1].value, tokens[2]) if changes else None
    for indicator, token, period in zip(indicators, tokens, periods, strict=False):
        claim = Claim.of(indicator, course, row.sentence, token, When.STOCK, exempt=_EXEMPT - {Guard.AREA})
        if "/" in periods[0] and not period:
            claim = claim.doubted(_UNNAMED_SPAN)
        claim = replace(claim, period=period) if period else replace(claim, status="inferred", note=UNDATED)
        if stated is not None and token.kind is Kind.PERCENT:
            claim = replace(claim, value=stated.value, note=f"{claim.note} {stated.note}".strip())
        yield claim.doubted(stated.doubt) if stated is not None and stated.doubt else claim


ROW_READERS: tuple[RowReader, ...] = (changes_by_zone, places_by_course, levels)
