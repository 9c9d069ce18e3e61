"""Where a figure holds: the territory said for it, the one that its list announces, or that of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from demodash import territories
from demodash.indicators import CATALOGUE
from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.places import Place
from demodash.loaders.documents.rules.model import OF_DOCUMENT, Claim

_OWN_REGION = re.compile(
    r"\b(?:la|notre|cette|en|sa) region\b(?! ?·)(?! (?:voisine|parisienne))|\bregiona(?:l|ux|les?)\b"
)
_BESIDE = "?"
_COMPARED = re.compile(
    r"\b(?:comme|instar|contrairement|difference|rapport|compare\w*|contre|face|que|qu'|proche|voisin\w*|hors|sauf)"
    r"(?: (?:a|en|de|du|des|la|le|les|au|aux|d'|l'|de la|de l'|a la|a l'))* ?(?:l'|d'|de l'|a l')?$"
)
_TITLED = "le titre du document nomme un département : rien ne dit que le nombre soit celui de la région"
_TWO = "plusieurs territoires possibles"


@dataclass(frozen=True, slots=True)
class Placing:
    """The code of a territory, or in French why it cannot be told."""

    code: str = ""
    doubt: str = ""


def placing(claim: Claim, facts: Facts) -> Placing:
    """Return the territory of a claimed figure, one of the levels that its indicator has."""
    found = _found(claim, facts)
    if found.doubt:
        return found
    level = found.code.partition("-")[0]
    if level not in CATALOGUE[claim.indicator].levels:
        return Placing(doubt=f"l’indicateur n’est pas publié pour ce territoire ({territories.label(found.code)})")
    return found


def _found(claim: Claim, facts: Facts) -> Placing:
    if claim.territory and claim.territory != OF_DOCUMENT:
        return Placing(claim.territory)
    if claim.territory == OF_DOCUMENT:
        return _of_document(facts)
    near = _near(claim, facts)
    if near:
        found = _one_of(near, facts)
        clause = _in_clause(claim, facts) if found.doubt == _TWO else set()
        return _one_of(clause, facts) if clause else found
    earlier = _elsewhere(claim, facts) or _earlier(claim, facts)
    if earlier is not None:
        return earlier
    headed = next((codes for heading in claim.sentence.read.headings if (codes := _codes(heading.places))), None)
    found = _one_of(headed, facts) if headed else _of_document(facts)
    return found if found.code.startswith("DEP-") or not _titled_departement(facts) else Placing(doubt=_TITLED)


def _titled_departement(facts: Facts) -> bool:
    """Tell whether the title of the document names a département: it may not be on the region of its publisher."""
    return any(code.startswith("DEP-") for code in facts.title_places)


def _near(claim: Claim, facts: Facts) -> set[str]:
    """Return the places said of a number: those that open its own words, or else all of its words and its front."""
    token = claim.token
    if token is None:
        return set()
    (front_start, front_end), (start, end) = claim.sentence.spans(token)
    in_zone = _named(claim, facts, start, end)
    fronted = _named(claim, facts, front_start, front_end)
    if start < front_end:
        return in_zone | fronted
    opening = _named(claim, facts, start, token.start)
    return opening if opening and opening == in_zone else _narrowest(in_zone, fronted)


def _named(claim: Claim, facts: Facts, start: int, end: int) -> set[str]:
    """Return the places that a part of the passage names; «la région» is that of the document."""
    text = claim.sentence.read.text
    named = {
        _BESIDE if _COMPARED.search(text.mask[: place.start]) else place.code
        for place in text.places
        if start <= place.start < end
    }
    if _OWN_REGION.search(claim.sentence.without_places(start, end)):
        named.add(_region_of(facts))
    return named


def _region_of(facts: Facts) -> str:
    """Return the code of «la région» in a document, "" when nothing says which, ``_BESIDE`` when it is on no region."""
    if facts.territory is None or facts.territory.startswith(("REG-", "EXREG-")):
        return facts.territory or ""
    return _BESIDE


def _in_clause(claim: Claim, facts: Facts) -> set[str]:
    """Return the places named between the commas around a number."""
    token, mask = claim.token, claim.sentence.read.text.mask
    if token is None:
        return set()
    start = max(mask.rfind(sign, claim.sentence.start, token.start) for sign in ",;:(")
    ends = [mask.find(sign, token.end, claim.sentence.end) for sign in ",;:)"]
    end = min((end for end in ends if end >= 0), default=claim.sentence.end)
    return _named(claim, facts, max(start, claim.sentence.start), end)


def _narrowest(in_zone: set[str], fronted: set[str]) -> set[str]:
    """Return the places nearest to a number; one in the front that holds them all says nothing more."""
    if not in_zone or not fronted or {"", _BESIDE} & (in_zone | fronted):
        return in_zone | fronted
    inside = all(set(territories.territory(code).parents) & fronted or code in fronted for code in in_zone)
    return in_zone if inside else in_zone | fronted


def _one_of(codes: set[str], facts: Facts) -> Placing:
    """Return the only territory; a département named with its own region is the département."""
    if _BESIDE in codes:
        return Placing(doubt=_TWO)
    if "" in codes:
        return _of_document(facts) if len(codes) == 1 else Placing(doubt=_TWO)
    if len(codes) == 2:
        for code in codes:
            other = next(iter(codes - {code}))
            if code.startswith("DEP-") and other in territories.territory(code).parents and other == facts.territory:
                return Placing(code)
    return Placing(next(iter(codes))) if len(codes) == 1 else Placing(doubt=_TWO)


def _elsewhere(claim: Claim, facts: Facts) -> Placing | None:
    """Return the place that the sentence says of its other numbers, None when it names none but the document's."""
    if claim.token is None:
        return None
    found: set[str] = set()
    if not _named(claim, facts, claim.sentence.start, claim.sentence.end):
        return None
    for start, end in claim.sentence.elsewhere(claim.token):
        found |= _named(claim, facts, start, end)
    return _inherited(claim, found - {facts.territory or ""}, "le territoire dit pour un autre nombre de la phrase")


def _inherited(claim: Claim, others: set[str], what: str) -> Placing | None:
    """Return the only département of places said elsewhere when the rule takes it on, a doubt for other places."""
    if not others:
        return None
    if claim.inherits_place and len(others) == 1 and next(iter(others)).startswith("DEP-"):
        return Placing(next(iter(others)))
    return Placing(doubt=f"{what} pourrait valoir pour celui-ci")


def _earlier(claim: Claim, facts: Facts) -> Placing | None:
    """Return the place of the sentences before, which may hold on; None when they name no other than the document's."""
    text = claim.sentence.read.text
    named = _codes(place for place in text.places if place.start < claim.sentence.start)
    return _inherited(claim, named - {facts.territory or ""}, "un territoire de la phrase précédente")


def _codes(places: Iterable[Place]) -> set[str]:
    return {place.code for place in places}


def _of_document(facts: Facts) -> Placing:
    if facts.territory is None:
        return Placing(doubt="territoire inconnu : le document ne dit pas de quelle région il parle")
    return Placing(facts.territory)
