"""When a figure holds: the date said for it, the one that its list announces, or that of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from demodash.loaders.documents.dates import MONTHS
from demodash.loaders.documents.facts import DocumentDate, Facts
from demodash.loaders.documents.reading import Text
from demodash.loaders.documents.rules.model import Claim, When, pattern
from demodash.loaders.documents.tokens import Kind, Token

_MONTH = "|".join(MONTHS)
_CALENDAR = frozenset({Kind.YEAR, Kind.YEARS, Kind.DATE})


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
_BEGUN = r"(?:cree|lance|propose|initie|ouvert|mis en (?:place|oeuvre|ligne)|mise en (?:place|oeuvre|ligne)|instaure|inaugure|ne|vote|adopte|publie|signe(?= le))e?s?"
_ROLES = (
    (Role.TARGET, re.compile(r"\b(?:d'ici(?: a| a la| la)?(?: fin)?(?: de)?(?: l'annee)?|horizon|objectifs?(?: pour)?|cibles?|jusqu'en|avant(?: fin| la fin)?) $")),
    (Role.AGAINST, re.compile(r"\b(?:qu'en|qu'a (?:fin|la fin de)|que fin|par rapport a(?: l'annee)?|compare(?:e|s|es)? a|contre|vs\.?|versus|face a) $")),
    (Role.SINCE, re.compile(rf"\bdepuis (?:(?:l'annee|les annees|fin|debut|le|la rentree(?: de)?|mi|{_MONTH})[ -])*$")),
    (Role.DURING, re.compile(r"\b(?:sont|est) (?:\w+ )?lancee?s? en $")),
    (Role.BEGUN, re.compile(rf"\b{_BEGUN} (?:\w+ )?(?:en|des|fin|debut|le) (?:{_MONTH} )?$")),
    (Role.OTHER, re.compile(r"\b(?:a partir (?:de|du)|a compter (?:de|du)|des(?: la rentree| le)?|a la suite de|loi (?:de|du)|arrete du|decret du|apres) $")),
    (Role.AT, re.compile(rf"\b(?:fin|a fin|debut|mi-|a la fin de(?: l'annee)?|au|a la date du|situation (?:au|en)|{_MONTH}) $|\bmi[ -]$")),
    (Role.DURING, pattern(r"(?:^|\b)(?:en|annee|annees|l'an|au cours de(?: l'annee)?|courant|durant(?: l'annee)?|pour|sur|rentree|campagne|bilan|chiffres|exercice|de) $|\($|^\W*$")),
)


_PAST = re.compile(
    r"\b(?:etait|etaient|comptait|comptaient|existait|existaient|avait|avaient|denombrait|recensait|disposait|couvrait"
    r"|couvraient)\b"
)


@dataclass(frozen=True, slots=True)
class Dating:
    """The period of a figure in ISO 8601 with its status and note, or in French why it cannot be told.

    `of_document`: nothing dates the figure but the document itself.
    """

    period: str = ""
    status: str = "published"
    note: str = ""
    doubt: str = ""
    of_document: bool = False


def dating(claim: Claim, facts: Facts) -> Dating:
    """Return when a claimed figure holds."""
    if claim.period:
        return Dating(claim.period, claim.status or "published", claim.note)
    found = _FINDERS[claim.when](claim, facts.date)
    if found.doubt:
        return found
    if found.of_document and _PAST.search(claim.sentence.mask[: claim.end - claim.sentence.start + 40]):
        return Dating(doubt="un passé sans date : la valeur n’est pas celle du jour du document")
    note = " ".join(part for part in (claim.note, found.note) if part)
    return Dating(found.period, claim.status or found.status, note)


def role_of(token: Token, text: Text) -> Role:
    """Return what a date, a year or a span of years does in a text."""
    before = text.mask[max(0, token.start - 48) : token.start]
    if _JOINED.search(before):
        return Role.DURING
    for role, source in _ROLES:
        if source.search(before):
            return role
    return Role.AT if token.kind is Kind.DATE and re.search(r"\ble $", before) else Role.OTHER


def _near(claim: Claim) -> list[tuple[Token, Role]]:
    if claim.token is None:
        return []
    text = claim.sentence.read.text
    return [(one, role_of(one, text)) for one in claim.sentence.tokens_of(claim.token) if one.kind in _CALENDAR]


def _said(dated: Iterable[tuple[Token, Role]], *roles: Role) -> dict[str, Token]:
    return {token.first: token for token, role in dated if role in roles and token.kind is not Kind.YEARS}


def _spans(tokens: Iterable[Token]) -> list[str]:
    """Return the spans of years, each once, in order."""
    return list(dict.fromkeys(f"{one.first}/{one.last}" for one in tokens if one.kind is Kind.YEARS))


def _stock(claim: Claim, date: DocumentDate | None) -> Dating:
    near = _near(claim)
    if _said(near, Role.TARGET):
        return Dating(doubt="année à venir : un objectif, non un constat")
    if _said(near, Role.AGAINST):
        return Dating(doubt="valeur comparée à celle d’une autre année")
    if any(token.kind is Kind.YEARS for token, _ in near):
        return Dating(doubt="une période de plusieurs années, non une date")
    said = _said(near, Role.AT, Role.DURING)
    if len(said) > 1:
        return Dating(doubt="plusieurs dates possibles dans la phrase")
    if len(said) == 1:
        return _not_later(next(iter(said)), date)
    if any(role is Role.OTHER for _, role in near):
        return Dating(doubt="une date dont le rôle n’est pas reconnu dans la phrase")
    announced = _announced(claim)
    if announced.period or announced.doubt:
        return announced
    return _of_document(date)


def _cumulated(claim: Claim, date: DocumentDate | None) -> Dating:
    near = _near(claim)
    during = {first: token for first, token in _said(near, Role.DURING).items() if token.kind is not Kind.DATE}
    if during:
        return Dating(doubt="le nombre d’une seule année, non le cumul")
    return _stock(claim, date)


def _flow(claim: Claim, date: DocumentDate | None) -> Dating:
    near = _near(claim)
    if _said(near, Role.TARGET):
        return Dating(doubt="année à venir : un objectif, non un constat")
    if _said(near, Role.SINCE, Role.AGAINST):
        return Dating(doubt="un cumul depuis une année, ou une comparaison, non le nombre d’une année")
    spans = _spans(token for token, _ in near)
    if any(role in {Role.OTHER, Role.BEGUN} and token.kind is not Kind.YEARS for token, role in near):
        return Dating(doubt="une date dont le rôle n’est pas reconnu dans la phrase")
    said = [*_said(near, Role.DURING, Role.AT), *spans]
    if len(said) == 1:
        return _not_later(said[0], date)
    if said:
        return Dating(doubt="plusieurs années possibles dans la phrase")
    for start, end in reversed(claim.sentence.read.text.sentences[: claim.sentence.rank]):
        text = claim.sentence.read.text
        earlier = [(one, role_of(one, text)) for one in text.tokens if start <= one.start < end and one.kind in _CALENDAR]
        if earlier:
            years = _said(earlier, Role.DURING)
            if len(years) == 1 and len(earlier) == 1:
                return _not_later(next(iter(years)), date)
            break
    announced = _announced(claim)
    return announced if announced.period else Dating(doubt="l’année n’est pas dite")


def _added(claim: Claim, date: DocumentDate | None) -> Dating:
    near = _near(claim)
    since = _said(near, Role.SINCE)
    if len(since) == 1 and len(near) == 1:
        return _since(next(iter(since)), date)
    return _flow(claim, date)


def _ratio(claim: Claim, date: DocumentDate | None) -> Dating:
    near = _near(claim)
    spans = _spans(token for token, _ in near)
    since = _said(near, Role.SINCE, Role.AGAINST)
    if len(near) > 1 or len(spans) + len(since) != 1:
        return Dating(doubt="l’année de référence n’est pas dite, ou plusieurs années sont possibles")
    return Dating(spans[0]) if spans else _since(next(iter(since)), date)


def _change(claim: Claim, date: DocumentDate | None) -> Dating:
    del date
    near = [token for token, _ in _near(claim)]
    spans = _spans(near)
    if len(spans) == 1 and len(near) == 1:
        return Dating(spans[0])
    if near:
        return Dating(doubt="les deux années de l’évolution ne sont pas dites")
    text = claim.sentence.read.text
    before = [token for token in text.tokens if token.start < claim.sentence.start and token.kind in _CALENDAR]
    for tokens in (before, *(_last_dated(heading) for heading in claim.sentence.read.headings)):
        spans = _spans(tokens)
        if spans:
            return Dating(spans[-1]) if len(spans) == 1 else Dating(doubt="plusieurs périodes possibles")
        if tokens:
            return Dating(doubt="les deux années de l’évolution ne sont pas dites")
    return Dating(doubt="les deux années de l’évolution ne sont pas dites")


def _last_dated(heading: Text) -> list[Token]:
    """Return the dates of the last sentence of a heading that has any."""
    for start, end in reversed(heading.sentences):
        tokens = [one for one in heading.tokens if start <= one.start < end and one.kind in _CALENDAR]
        if tokens:
            return tokens
    return []


def _announced(claim: Claim) -> Dating:
    """Return the date that the sentence announcing a list gives to all of it."""
    for heading in claim.sentence.read.headings:
        if not heading.printed.rstrip().endswith(":"):
            continue
        dated = [(one, role_of(one, heading)) for one in _last_dated(heading)]
        said = _said(dated, Role.AT, Role.DURING)
        if len(said) == 1 and len(dated) == 1:
            return Dating(next(iter(said)))
        if dated:
            return Dating(doubt="la phrase qui annonce la liste ne donne pas une date et une seule")
    return Dating()


def _since(first: str, date: DocumentDate | None) -> Dating:
    if date is None:
        return Dating(doubt="période inconnue : le document n’est pas daté")
    if int(first[:4]) >= date.year:
        return Dating(doubt="l’année de référence n’est pas avant celle du document")
    note = date.note or f"« depuis {first[:4]} » : jusqu’à la date du document."
    return Dating(f"{first[:4]}/{date.year}", date.status, note)


def _not_later(iso: str, date: DocumentDate | None) -> Dating:
    if date is not None and iso[-4:] > str(date.year) and "/" in iso:
        return Dating(doubt="année postérieure à celle du document")
    if date is not None and "/" not in iso and int(iso[:4]) > date.year:
        return Dating(doubt="année postérieure à celle du document")
    return Dating(iso)


def _of_document(date: DocumentDate | None) -> Dating:
    if date is None:
        return Dating(doubt="période inconnue : le document n’est pas daté")
    return Dating(date.iso, date.status, date.note, of_document=True)


_FINDERS = {
    When.STOCK: _stock,
    When.CUMULATED: _cumulated,
    When.FLOW: _flow,
    When.ADDED: _added,
    When.RATIO: _ratio,
    When.CHANGE: _change,
}
