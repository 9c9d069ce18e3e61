"""Why a number that a rule recognises is still not taken."""

from __future__ import annotations

from demodash.indicators import CATALOGUE
from demodash.indicators.model import Kind as UnitKind
from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.places import Place, narrower_area, unknown_place
from demodash.loaders.documents.reading import Text
from demodash.loaders.documents.rules.model import Claim, Guard, When, pattern
from demodash.loaders.documents.tokens import Kind, Token
from demodash.loaders.documents.wording import CHECKS

_NOTHING_AFTER = pattern(r" ?(?:$|[^\w\s])")
_COUNTED = frozenset({UnitKind.COUNT, UnitKind.YEAR})


def objection(claim: Claim, facts: Facts) -> str:
    """Return in French why a claim must not be taken, "" when nothing speaks against it."""
    if claim.doubt:
        return claim.doubt
    token = claim.token
    if token is None:
        return _out_of_bounds(claim)
    found = _value(claim, token) or _out_of_bounds(claim)
    for guard, check in CHECKS.items():
        if not found and (guard is Guard.HEADING or guard not in claim.exempt):
            found = check(claim.sentence, token)
    if not found and Guard.AREA not in claim.exempt:
        found = _area(claim, token) or _area_around(claim, facts)
    return found


def _value(claim: Claim, token: Token) -> str:
    indicator = CATALOGUE[claim.indicator]
    if token.doubt:
        return token.doubt
    if (
        token.year_like
        and token.kind is Kind.COUNT
        and _NOTHING_AFTER.match(claim.sentence.read.text.mask[token.end :])
    ):
        return "année ou nombre : le texte ne permet pas de trancher"
    if token.sign and not indicator.is_signed and not (claim.when is When.ADDED and token.sign == "+"):
        return "un nombre signé est une variation, non un niveau"
    return ""


def _out_of_bounds(claim: Claim) -> str:
    indicator = CATALOGUE[claim.indicator]
    if indicator.unit.kind in _COUNTED and claim.value != int(claim.value):
        return "un nombre à virgule ne peut pas compter des unités"
    if not indicator.low <= claim.value <= indicator.high:
        return f"valeur hors des bornes de l’indicateur ({indicator.low:g} à {indicator.high:g})"
    return ""


def _area(claim: Claim, token: Token) -> str:
    text = claim.sentence.read.text
    parts = (_area_of(text, start, end) for start, end in claim.sentence.spans(token))
    return next((found for found in parts if found), "")


def _area_of(text: Text, start: int, end: int) -> str:
    """Return in French which part of the territory, or which unknown place, a part of a text names, "" for none."""
    narrower = narrower_area(text.without_places(start, end))
    if narrower:
        return f"une partie seulement du territoire (« {narrower} »)"
    known = tuple(
        Place(place.start - start, place.end - start, place.code)
        for place in text.places
        if start <= place.start < end
    )
    town = unknown_place(text.printed[start:end], known)
    return f"lieu que le catalogue des territoires ne connaît pas (« {town} »)" if town else ""


def _area_around(claim: Claim, facts: Facts) -> str:
    """Return why the headings, the document's title apart, or the sentences before leave the area in doubt."""
    sentence = claim.sentence
    for heading in sentence.read.headings:
        if heading.printed != facts.title:
            found = _area_of(heading, 0, len(heading.printed))
            if found:
                return f"d’après le titre : {found}"
    for start, end in sentence.read.text.sentences[: sentence.rank]:
        found = _area_of(sentence.read.text, start, end)
        if found:
            return f"d’après la phrase précédente : {found}"
    return ""
