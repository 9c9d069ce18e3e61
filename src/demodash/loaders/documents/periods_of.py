"""When a figure holds: the date said for it, the one that its list announces, or that of the document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from demodash.loaders.documents.calendar_roles import CALENDAR, Role, dated, role_of, said, spans
from demodash.loaders.documents.facts import DocumentDate, Facts
from demodash.loaders.documents.reading import Text
from demodash.loaders.documents.rules.model import Claim, When
from demodash.loaders.documents.said_later import SaidLater, later_in
from demodash.loaders.documents.tokens import Kind, Token

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
    if _headed_later(claim, facts.date):
        return Dating(doubt=_LATER_ABOVE)
    if claim.period:
        doubt = _not_later(claim.period, facts.date).doubt
        return Dating(claim.period, claim.status or "published", claim.note, doubt)
    found = _FINDERS[claim.when](claim, facts.date)
    if found.doubt:
        return found
    if found.of_document and _PAST.search(claim.sentence.mask[: claim.end - claim.sentence.start + 40]):
        return Dating(doubt="un passé sans date : la valeur n’est pas celle du jour du document")
    if found.of_document:
        later = later_in(claim.sentence) or facts.dated_below.get(claim.sentence.read.order)
        if later is not None and not _same_year(later.printed, facts.date):
            return _by_later(later, claim, facts.date)
    note = " ".join(part for part in (claim.note, found.note) if part)
    return Dating(found.period, claim.status or found.status, note)


def _same_year(printed: str, date: DocumentDate | None) -> bool:
    return date is not None and printed == str(date.year)


def _by_later(later: SaidLater, claim: Claim, date: DocumentDate | None) -> Dating:
    """Return the moment that a later sentence gives to a level, or why it leaves it in doubt."""
    if not later.period:
        return Dating(doubt=f"une autre ligne donne peut-être une autre date (« {later.printed} »)")
    found = _not_later(later.period, date)
    return found if found.doubt else Dating(found.period, claim.status or "published", claim.note)


def _headed_later(claim: Claim, date: DocumentDate | None) -> bool:
    """Tell whether a heading gives a year after that of the document, or a span of years yet to begin."""
    return date is not None and any(
        token.kind in CALENDAR and token.first and int(token.first[:4]) > date.year
        for heading in claim.sentence.read.headings
        for token in heading.tokens
    )


_LATER_ABOVE = "objectif ou prévision : le titre donne une année postérieure à celle du document"
_Found = list[tuple[Token, Role]]
_NO_YEARS = "les deux années de l’évolution ne sont pas dites"


def _near(claim: Claim) -> _Found:
    if claim.token is None:
        return []
    text = claim.sentence.read.text
    return [(one, role_of(one, text)) for one in claim.sentence.tokens_of(claim.token) if one.kind in CALENDAR]


def _not_a_moment(near: _Found) -> str:
    """Return in French what the dates around a level are, when they are not the moment at which it holds."""
    moments = said(near, Role.AT, Role.DURING)
    objections = (
        (bool(said(near, Role.TARGET)), "année à venir : un objectif, non un constat"),
        (bool(said(near, Role.AGAINST)), "valeur comparée à celle d’une autre année"),
        (bool(spans(near)), "une période de plusieurs années, non une date"),
        (len(moments) > 1, "plusieurs dates possibles dans la phrase"),
        (not moments and _has_unknown(near), "une date dont le rôle n’est pas reconnu dans la phrase"),
    )
    return next((reason for holds, reason in objections if holds), "")


def _has_unknown(near: _Found) -> bool:
    return any(role is Role.OTHER for _, role in near)


def _stock(claim: Claim, date: DocumentDate | None) -> Dating:
    near = _near(claim)
    doubt = _not_a_moment(near)
    if doubt:
        return Dating(doubt=doubt)
    moments = said(near, Role.AT, Role.DURING)
    if moments:
        return _not_later(next(iter(moments)), date)
    if _dated_elsewhere(claim):
        return Dating(doubt="la date dite pour un autre nombre de la phrase pourrait valoir pour celui-ci")
    announced = _announced(claim, date)
    return announced if announced.period or announced.doubt else _of_document(date)


def _dated_elsewhere(claim: Claim) -> bool:
    """Tell whether the sentence gives a moment for its other numbers, which may hold for this one too."""
    if claim.token is None:
        return False
    if not any(one.kind in CALENDAR for one in claim.sentence.tokens):
        return False
    text = claim.sentence.read.text
    parts = (dated(text, start, end) for start, end in claim.sentence.elsewhere(claim.token))
    return any(said(found, Role.AT, Role.DURING) for found in parts)


def _cumulated(claim: Claim, date: DocumentDate | None) -> Dating:
    during = said(_near(claim), Role.DURING).values()
    if any(token.kind is not Kind.DATE for token in during):
        return Dating(doubt="le nombre d’une seule année, non le cumul")
    return _stock(claim, date)


def _not_a_year(near: _Found, years: list[str]) -> str:
    """Return in French what the dates around a flow are, when they are not its year."""
    unknown = any(role in {Role.OTHER, Role.BEGUN} and token.kind is not Kind.YEARS for token, role in near)
    objections = (
        (bool(said(near, Role.TARGET)), "année à venir : un objectif, non un constat"),
        (
            bool(said(near, Role.SINCE, Role.AGAINST)),
            "un cumul depuis une année, ou une comparaison, non le nombre d’une année",
        ),
        (unknown, "une date dont le rôle n’est pas reconnu dans la phrase"),
        (len(years) > 1, "plusieurs années possibles dans la phrase"),
    )
    return next((reason for holds, reason in objections if holds), "")


def _flow(claim: Claim, date: DocumentDate | None) -> Dating:
    near = _near(claim)
    years = [*said(near, Role.DURING, Role.AT), *spans(near)]
    doubt = _not_a_year(near, years)
    if doubt:
        return Dating(doubt=doubt)
    year = years[0] if years else _earlier_year(claim)
    if year:
        return _not_later(year, date)
    announced = _announced(claim, date)
    return announced if announced.period else Dating(doubt="l’année n’est pas dite")


def _earlier_year(claim: Claim) -> str:
    """Return the year of the nearest sentence before that has one, "" when that sentence has several dates."""
    text = claim.sentence.read.text
    for start, end in reversed(text.sentences[: claim.sentence.rank]):
        found = dated(text, start, end)
        if found:
            years = said(found, Role.DURING)
            return next(iter(years)) if len(years) == len(found) == 1 else ""
    return ""


def _added(claim: Claim, date: DocumentDate | None) -> Dating:
    near = _near(claim)
    since = said(near, Role.SINCE)
    if len(since) == len(near) == 1:
        return _since(next(iter(since)), date)
    return _flow(claim, date)


def _ratio(claim: Claim, date: DocumentDate | None) -> Dating:
    near = _near(claim)
    both, since = spans(near), said(near, Role.SINCE, Role.AGAINST)
    if len(near) != 1 or len(both) + len(since) != 1:
        return Dating(doubt="l’année de référence n’est pas dite, ou plusieurs années sont possibles")
    return _not_later(both[0], date) if both else _since(next(iter(since)), date)


def _change(claim: Claim, date: DocumentDate | None) -> Dating:
    text = claim.sentence.read.text
    above = (_last_dated(heading) for heading in claim.sentence.read.headings)
    for found in (_near(claim), dated(text, 0, claim.sentence.start), *above):
        both = spans(found)
        if len(both) == 1 and all(token.kind is Kind.YEARS for token, _ in found):
            return _not_later(both[0], date)
        if found:
            return Dating(doubt="plusieurs périodes possibles" if len(both) > 1 else _NO_YEARS)
    return Dating(doubt=_NO_YEARS)


def _last_dated(heading: Text) -> _Found:
    """Return the dates of the last sentence of a heading that has any."""
    for start, end in reversed(heading.sentences):
        found = dated(heading, start, end)
        if found:
            return found
    return []


def _announced(claim: Claim, date: DocumentDate | None) -> Dating:
    """Return the date that a heading or the sentence announcing a list gives to all of it."""
    for heading in claim.sentence.read.headings:
        found = dates = _last_dated(heading)
        if not heading.printed.rstrip().endswith(":"):
            found = [one for one in found if one[0].kind is not Kind.YEARS and not _of_that_year(one[0], date)]
            if found and len(said(dates, *Role)) > 1:
                return Dating(doubt="le titre donne plusieurs dates")
        if _BEFORE_SOMETHING.match(heading.mask):
            return Dating(doubt="le titre renvoie à un passé sans date")
        moments = said(found, Role.AT, Role.DURING)
        if len(moments) == len(found) == 1:
            return Dating(next(iter(moments)))
        if found:
            return Dating(doubt="la phrase qui annonce la liste ne donne pas une date et une seule")
    return Dating()


_BEFORE_SOMETHING = re.compile(r"\W*(?:avant|auparavant|autrefois|hier|historique)\b")


def _of_that_year(token: Token, date: DocumentDate | None) -> bool:
    return date is not None and token.first[:4] == date.iso[:4]


def _since(first: str, date: DocumentDate | None) -> Dating:
    if date is None:
        return Dating(doubt="période inconnue : le document n’est pas daté")
    if int(first[:4]) >= date.year:
        return Dating(doubt="l’année de référence n’est pas avant celle du document")
    note = date.note or f"« depuis {first[:4]} » : jusqu’à la date du document."
    return Dating(f"{first[:4]}/{date.year}", date.status, note)


def _not_later(iso: str, date: DocumentDate | None) -> Dating:
    if date is not None and int(iso.rpartition("/")[2][:4]) > date.year:
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
