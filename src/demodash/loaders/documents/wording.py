"""What the words around a number say against its being a level observed: forecast, negation, part, range, rate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from demodash.loaders.documents.reading import Sentence
from demodash.loaders.documents.rules.model import Guard, pattern
from demodash.loaders.documents.tokens import Token

Check = Callable[[Sentence, Token], str]

_FORECAST = pattern(
    r"\b(?:objectifs?(?! (?:operationnel|transverse|general|strategique)\w*)|cibles?|d'ici|horizon|a terme"
    r"|ambition\w*|prevoi\w*|prevu\w*|previsions?|projections?|attendu\w*"
    r"|esper\w*|souhait\w*|envisag\w*|planifi\w*|projete\w*|feuille de route"
    r"|ce que nous visons|programmee?s? (?:pour|en)|visant|vise|visent|a atteindre|potentiel\w*"
    r"|aura|auront|pourra\w*|devra\w*|devrai\w*|ira|iront|fera|feront|viendr\w+|pourrai\w*|si l'on|faudra\w*|doit"
    r"|doivent"
    r"|prochaine?s?|bientot|a venir|promet\w*|annonce\w*)\b"
    r"|\b\w*(?:er|ir|dr|ttr)(?:a|ont|ait|aient)\b(?<!\bopera)(?<!\bcholera)(?<!\bcamera)"
)
_FORECAST_ABOVE = pattern(
    r"^\W*(?:(?:nos |les |des )?objectifs?\b(?! (?:operationnel|general|transverse)\w*)|cibles?\b|previsions?\b"
    r"|projections?\b|perspectives\b|ambitions?\b|horizon\b|d'ici\b)|\bd'ici (?:a )?(?:fin )?<Y>|\bhorizon <Y>"
    r"|\bobjectifs? <Y>|\bobjectifs? (?:a atteindre|chiffres?|quantitatifs?|pour <Y>)|\bcibles? <Y>"
)
_NEGATION = pattern(
    r"(?:\bne |\bn')(?:\S+ ){0,6}?(?:pas|plus|jamais|aucune?|ni)\b"
    r"|\b(?:aucune?|sans|non|hors|hormis|sauf|excepte|absence)\b"
)
_NO_NEGATION = pattern(
    r"\bnon (?:seulement|medical\w*)\b|\bsans (?:compter|doute|oublier)\b|\bnon[ -]zone\w*|\bhors[ -]zon\w*"
)
_SUBSET = pattern(
    r"\b(?:dont|parmi (?:lesquel|eux|elles)\w*|y compris|notamment|en particulier|incluant|comprenant)\W*(?:[\w']+ "
    r"){0,3}$"
)
_OTHER_DATE_BEFORE = pattern(
    r"\b(?:contre|au lieu de|face a|il y en avait|n'en (?:comptait|avait)(?: que)?|n'etaient que|etaient(?: que)?"
    r"|n'y en avait que|on en comptait|en comptait|auparavant|alors que)\W*(?:[\w']+ ){0,2}$"
)
_OTHER_DATE = pattern(
    r"\b(?:auparavant|autrefois|jadis|precedemment|a l'epoque|l'an (?:dernier|passe)"
    r"|l'annee (?:derniere|precedente|passee)|il y a (?:\ue003+|(?:un|une|quelques|plusieurs) (?:an|annee|mois)s?)"
    r"|au (?:debut|demarrage|lancement|depart) (?:de|du|des)|a l'origine|initialement)(?!\w)"
)
_INCREASE_AFTER = pattern(
    r"^\W*(?:[\w']+ ){0,3}?(?:supplementaires?|supp\b|nouveaux|nouvelles|additionnel\w*)"
    r"|^\W*(?:[\w']+ ){0,2}de plus(?! en)\b|^ de plus\b|^ de moins\b|\ben plus\b"
)
_INCREASE_BEFORE = pattern(
    r"\b(?:nouveaux|nouvelles|supplementaires|hausse de|augmentation de|baisse de|progression de)\W*$"
)
_IN_ADDITION = pattern(r"\ben (?:plus|supplement)\b(?! d[e'])")
_RATE = pattern(
    r"\b(?:chaque|par|tous les|toutes les) (?:an|annee|mois|trimestre|semaine|jour)s?\b|\bannuellement\b"
    r"|\bmensuellement\b"
)
_SHARE = pattern(
    r"(?:<N>|<P>|moitie|tiers|quart|majorite|totalite) (?:des|de ces|parmi les|sur(?: les)?) $"
    r"|\b(?:sur|parmi)(?: les| ces)? $"
)


def _question(sentence: Sentence, token: Token) -> str:
    del token
    printed = sentence.read.text.printed[: sentence.end].rstrip()
    return "la phrase est une question" if printed.endswith("?") else ""


def _range(sentence: Sentence, token: Token) -> str:
    del sentence
    return "une borne d’un intervalle, non une valeur" if token.in_range else ""


def _rate(sentence: Sentence, token: Token) -> str:
    return "un nombre par an ou par mois, non un niveau" if _RATE.search(sentence.words(token)) else ""


def _subset(sentence: Sentence, token: Token) -> str:
    return "une partie du total (« dont … »)" if _SUBSET.search(_before(sentence, token)) else ""


def _other_date(sentence: Sentence, token: Token) -> str:
    before = _before(sentence, token)
    opening = before.partition(",")[0]
    if _OTHER_DATE_BEFORE.search(before) or _OTHER_DATE.search(f"{opening} | {sentence.words(token)}"):
        return "valeur de comparaison, d’une autre date"
    return ""


def _share(sentence: Sentence, token: Token) -> str:
    return "le tout dont une partie est comptée" if _SHARE.search(_before(sentence, token)) else ""


def _negation(sentence: Sentence, token: Token) -> str:
    words = _NO_NEGATION.sub(" ", sentence.words(token))
    return "négation ou exclusion dans la phrase" if _NEGATION.search(words) else ""


def _forecast(sentence: Sentence, token: Token) -> str:
    return "objectif, prévision ou projet, non un constat" if _FORECAST.search(sentence.words(token)) else ""


def _heading(sentence: Sentence, token: Token) -> str:
    del token
    headings = sentence.read.headings
    if any(_FORECAST_ABOVE.search(one.mask) or _FORECAST.search(one.mask) for one in headings):
        return "objectif ou prévision, d’après le titre ou la phrase qui annonce la liste"
    return ""


def _increase(sentence: Sentence, token: Token) -> str:
    start, end = sentence.zone(token)
    mask = sentence.read.text.mask
    added = _IN_ADDITION.search(sentence.words(token))
    if added or _INCREASE_AFTER.search(mask[token.end : end]) or _INCREASE_BEFORE.search(mask[start : token.start]):
        return "une augmentation, non un niveau"
    return ""


def _before(sentence: Sentence, token: Token) -> str:
    return sentence.read.text.mask[sentence.start : token.start]


CHECKS: Mapping[Guard, Check] = MappingProxyType(
    {
        Guard.QUESTION: _question,
        Guard.RANGE: _range,
        Guard.RATE: _rate,
        Guard.SUBSET: _subset,
        Guard.OTHER_DATE: _other_date,
        Guard.SHARE: _share,
        Guard.NEGATION: _negation,
        Guard.FORECAST: _forecast,
        Guard.HEADING: _heading,
        Guard.INCREASE: _increase,
    }
)
"""One check per guard that words alone decide; each gives its reason in French, "" when it has none."""


def hint(sentence: Sentence, token: Token) -> str:
    """Return what the words say against a number that no rule reads, "" when they say nothing."""
    for guard in (Guard.RANGE, Guard.SUBSET, Guard.SHARE, Guard.OTHER_DATE, Guard.FORECAST, Guard.HEADING):
        reason = CHECKS[guard](sentence, token)
        if reason:
            return reason
    return ""
