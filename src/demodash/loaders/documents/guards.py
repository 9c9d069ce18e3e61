"""Why a number that a rule recognises is still not taken: forecasts, negations, subsets, ranges, doubtful values."""

from __future__ import annotations

from demodash.indicators import CATALOGUE
from demodash.indicators.model import Kind as UnitKind
from demodash.loaders.documents.places import narrower_area, unknown_place
from demodash.loaders.documents.rules.model import Claim, Guard, When, pattern
from demodash.loaders.documents.tokens import Kind

_FORECAST = pattern(
    r"\b(?:objectifs?|cibles?|d'ici|horizon|a terme|ambition\w*|prevoi\w*|prevu\w*|previsions?|projections?|attendu\w*"
    r"|esper\w*|souhait\w*|envisag\w*|planifi\w*|programmee?s? (?:pour|en)|visant|vise|visent|a atteindre|potentiel\w*"
    r"|aura|auront|pourra\w*|devra\w*|devrai\w*|ira|iront|fera|feront|viendr\w+|pourrai\w*|si l'on|faudra\w*|doit|doivent"
    r"|prochaine?s?|bientot|a venir|promet\w*|annonce\w*)\b"
    r"|\b\w*(?:er|ir|dr|ttr)(?:a|ont|ait|aient)\b(?<!\bopera)(?<!\bcholera)(?<!\bcamera)"
)
_FORECAST_ABOVE = pattern(
    r"^\W*(?:(?:nos |les |des )?objectifs?\b(?! (?:operationnel|general|transverse)\w*)|cibles?\b|previsions?\b|projections?\b"
    r"|perspectives\b|ambitions?\b|horizon\b|d'ici\b)|\bd'ici (?:a )?(?:fin )?\ue004|\bhorizon \ue004|\bobjectifs? \ue004"
    r"|\bobjectifs? (?:a atteindre|chiffres?|quantitatifs?|pour \ue004)|\bcibles? \ue004"
)
_NEGATION = pattern(
    r"(?:\bne |\bn')(?:\S+ ){0,6}?(?:pas|plus|jamais|aucune?|ni)\b|\b(?:aucune?|sans|non|hors|hormis|sauf|excepte|absence)\b"
)
_RESTRICTION = pattern(r"\bnon (?:seulement|medical)\b|\bsans (?:compter|doute|oublier)\b")
_UNZONED = pattern(r"\bnon[ -]zone|\bhors[ -]zon")
_SUBSET_BEFORE = pattern(
    r"\b(?:dont|parmi (?:lesquel|eux|elles)\w*|y compris|notamment|en particulier|incluant|comprenant)\W*(?:[\w']+ ){0,3}$"
)
_SHARE_BEFORE = pattern(r"(?:<N>|<P>|moitie|tiers|quart|majorite|totalite) (?:des|de ces|parmi les|sur(?: les)?) $|\b(?:sur|parmi)(?: les| ces)? $")
_OTHER_DATE_BEFORE = pattern(
    r"\b(?:contre|au lieu de|face a|il y en avait|n'en (?:comptait|avait)(?: que)?|n'etaient que|etaient(?: que)?|n'y en avait que"
    r"|on en comptait|en comptait|comptait|auparavant|alors que)\W*(?:[\w']+ ){0,2}$"
)
_OTHER_DATE = pattern(r"\b(?:auparavant|autrefois|jadis|precedemment|a l'epoque|l'an dernier|l'annee (?:derniere|precedente))\b")
_INCREASE = pattern(
    r"^\W*(?:[\w']+ ){0,3}?(?:supplementaires?|supp\b|nouveaux|nouvelles|additionnel\w*)|^\W*(?:[\w']+ ){0,2}de plus(?! en)\b|^ de plus\b|^ de moins\b"
)
_INCREASE_BEFORE = pattern(r"\b(?:nouveaux|nouvelles|supplementaires|hausse de|augmentation de|baisse de|progression de)\W*$")
_NOTHING_AFTER = pattern(r" ?(?:$|[^\w\s])")
_COUNTED = frozenset({UnitKind.COUNT, UnitKind.YEAR})


def objection(claim: Claim) -> str:
    """Return in French why a claim must not be taken, "" when nothing speaks against it."""
    if claim.doubt:
        return claim.doubt
    for guard, check in _CHECKS:
        if guard is None or guard not in claim.exempt:
            reason = check(claim)
            if reason:
                return reason
    return ""


def _value(claim: Claim) -> str:
    token = claim.token
    indicator = CATALOGUE[claim.indicator]
    if token is not None and token.doubt:
        return token.doubt
    if token is not None and token.year_like and token.kind is Kind.COUNT and _could_be_a_year(claim):
        return "année ou nombre : le texte ne permet pas de trancher"
    if indicator.unit.kind in _COUNTED and claim.value != int(claim.value):
        return "un nombre à virgule ne peut pas compter des unités"
    added = claim.when is When.ADDED and token is not None and token.sign == "+"
    if token is not None and token.sign and not indicator.is_signed and not added:
        return "un nombre signé est une variation, non un niveau"
    if not indicator.low <= claim.value <= indicator.high:
        return f"valeur hors des bornes de l’indicateur ({indicator.low:g} à {indicator.high:g})"
    return ""


def _could_be_a_year(claim: Claim) -> bool:
    token = claim.token
    return token is not None and _NOTHING_AFTER.match(claim.sentence.read.text.mask[token.end :]) is not None


def _question(claim: Claim) -> str:
    printed = claim.sentence.read.text.printed[: claim.sentence.end].rstrip()
    return "la phrase est une question" if printed.endswith("?") else ""


def _forecast(claim: Claim) -> str:
    if _FORECAST.search(_words(claim)):
        return "objectif, prévision ou projet, non un constat"
    return ""


def _heading(claim: Claim) -> str:
    for heading in claim.sentence.read.headings:
        if _FORECAST_ABOVE.search(heading.mask):
            return "objectif ou prévision, d’après le titre ou la phrase qui annonce la liste"
    return ""


def _negation(claim: Claim) -> str:
    words = _RESTRICTION.sub(" ", _words(claim))
    if _NEGATION.search(words) and not _UNZONED.search(words):
        return "négation ou exclusion dans la phrase"
    return ""


def _subset(claim: Claim) -> str:
    if _SUBSET_BEFORE.search(_before(claim)):
        return "une partie du total (« dont … »)"
    return ""


def _whole_of_a_share(claim: Claim) -> str:
    return "le tout dont une partie est comptée" if _SHARE_BEFORE.search(_before(claim)) else ""


def _other_date(claim: Claim) -> str:
    if _OTHER_DATE_BEFORE.search(_before(claim)) or _OTHER_DATE.search(_words(claim)):
        return "valeur de comparaison, d’une autre date"
    return ""


def _increase(claim: Claim) -> str:
    start, end = claim.sentence.zone(claim.token) if claim.token else (claim.start, claim.end)
    mask = claim.sentence.read.text.mask
    if _INCREASE.search(mask[claim.end : end]) or _INCREASE_BEFORE.search(mask[start : claim.start]):
        return "une augmentation, non un niveau"
    return ""


def _range(claim: Claim) -> str:
    return "une borne d’un intervalle, non une valeur" if claim.token is not None and claim.token.in_range else ""


def _area(claim: Claim) -> str:
    narrower = narrower_area(_words(claim))
    return f"une partie seulement du territoire (« {narrower} »)" if narrower else ""


def _town(claim: Claim) -> str:
    printed = claim.sentence.read.text.printed
    spans = claim.sentence.spans(claim.token) if claim.token else ()
    for start, end in spans:
        known = tuple(place for place in claim.sentence.read.text.places if start <= place.start < end)
        shifted = tuple(type(place)(place.start - start, place.end - start, place.code) for place in known)
        town = unknown_place(printed[start:end], shifted)
        if town:
            return f"lieu que le catalogue des territoires ne connaît pas (« {town} »)"
    return ""


def _words(claim: Claim) -> str:
    if claim.token is None:
        return claim.sentence.mask
    return claim.sentence.words(claim.token)


def _before(claim: Claim) -> str:
    return claim.sentence.read.text.mask[claim.sentence.start : claim.start]


_CHECKS = (
    (None, _value),
    (None, _question),
    (Guard.RANGE, _range),
    (Guard.SUBSET, _subset),
    (None, _other_date),
    (None, _whole_of_a_share),
    (Guard.NEGATION, _negation),
    (Guard.FORECAST, _forecast),
    (Guard.HEADING, _heading),
    (Guard.INCREASE, _increase),
    (Guard.AREA, _area),
    (Guard.AREA, _town),
)
