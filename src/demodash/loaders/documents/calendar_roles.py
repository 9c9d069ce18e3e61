"""What a date or a year does in a sentence: the moment of a figure, a beginning, a comparison, a target."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto

from demodash.loaders.documents.reading import Text
from demodash.loaders.documents.rules.model import pattern
from demodash.loaders.documents.tokens import Kind, Token
from demodash.texts import FOLDED_MONTHS

_MONTH = "|".join(FOLDED_MONTHS)
CALENDAR = frozenset({Kind.YEAR, Kind.YEARS, Kind.DATE})


class Role(Enum):
    """What a date or a year does in a sentence."""

    AT = auto()
    DURING = auto()
    SINCE = auto()
    AGAINST = auto()
    TARGET = auto()
    BEGUN = auto()
    OTHER = auto()


_JOINED = re.compile(r"[\ue004\ue005](?: et| ou| puis|,) (?:en )?$")
_BEGUN = (
    r"(?:cree|lance|propose|initie|ouvert|mis en (?:place|oeuvre|ligne)|mise en (?:place|oeuvre|ligne)|instaure"
    r"|inaugure|ne|vote|adopte|publie|signe(?= le))e?s?"
)
_ROLES = (
    (
        Role.TARGET,
        re.compile(
            r"\b(?:d'ici(?: a| a la| la)?(?: fin)?(?: de)?(?: l'annee)?|horizon|objectifs?(?: pour)?|cibles?|jusqu'en"
            r"|avant(?: fin| la fin)?) $"
        ),
    ),
    (
        Role.AGAINST,
        re.compile(
            r"\b(?:qu'en|qu'a (?:fin|la fin de)|que fin|par rapport a(?: l'annee)?|compare(?:e|s|es)? a|contre|vs\.?"
            r"|versus|face a) $"
        ),
    ),
    (Role.SINCE, re.compile(rf"\bdepuis (?:(?:l'annee|les annees|fin|debut|le|la rentree(?: de)?|mi|{_MONTH})[ -])*$")),
    (Role.DURING, re.compile(r"\b(?:sont|est) (?:\w+ )?lancee?s? en $")),
    (Role.BEGUN, re.compile(rf"\b{_BEGUN} (?:\w+ )?(?:en|des|fin|debut|le) (?:{_MONTH} )?$")),
    (
        Role.OTHER,
        re.compile(
            r"\b(?:a partir (?:de|du)|a compter (?:de|du)|des(?: la rentree| le)?|a la suite de|loi (?:de|du)|arrete "
            r"du|decret du|apres) $"
        ),
    ),
    (
        Role.AT,
        re.compile(
            rf"\b(?:fin|a fin|debut|mi-|a la fin de(?: l'annee)?|au|a la date du|situation (?:au|en)|{_MONTH}) $"
            rf"|\bmi[ -]$"
        ),
    ),
    (
        Role.DURING,
        pattern(
            r"(?:^|\b)(?:en|annee|annees|l'an|au cours de(?: l'annee)?|courant|durant(?: l'annee)?|rentree|campagne"
            r"|bilan|chiffres|exercice) $|\($|^\W*$"
        ),
    ),
)


def role_of(token: Token, text: Text) -> Role:
    """Return what a date, a year or a span of years does in a text."""
    before = text.mask[max(0, token.start - 48) : token.start]
    if _JOINED.search(before):
        return Role.DURING
    for role, source in _ROLES:
        if source.search(before):
            return role
    return Role.AT if token.kind is Kind.DATE and re.search(r"\ble $", before) else Role.OTHER


def dated(text: Text, start: int, end: int) -> list[tuple[Token, Role]]:
    """Return the dates and years of a part of a text, each with what it does."""
    found = (one for one in text.tokens if start <= one.start < end and one.kind in CALENDAR)
    return [(one, role_of(one, text)) for one in found]


def said(found: Iterable[tuple[Token, Role]], *roles: Role) -> dict[str, Token]:
    """Return the moments that have one of the roles, spans of years apart, by what they are in ISO 8601."""
    return {token.first: token for token, role in found if role in roles and token.kind is not Kind.YEARS}


def spans(found: Iterable[tuple[Token, Role]]) -> list[str]:
    """Return the spans of years in ISO 8601, each once, in order."""
    return list(dict.fromkeys(f"{one.first}/{one.last}" for one, _ in found if one.kind is Kind.YEARS))
