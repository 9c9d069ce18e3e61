"""The change in the number of general practitioners, by zone type, between two years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from demodash.indicators.model import ENSEMBLE
from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.reading import Read, Sentence, Text
from demodash.loaders.documents.rules.direction import directed
from demodash.loaders.documents.rules.model import Claim, Guard, Theme, When, pattern
from demodash.loaders.documents.tokens import Kind, Token

ZONES: Mapping[str, re.Pattern[str]] = {
    "zip": re.compile(r"\bzip\b|zones? d'interventions? prioritaires?"),
    "zac": re.compile(r"\bzac\b|zones? d'actions? complementaires?"),
    "zar": re.compile(r"\bzar\b|zones? d'accompagnements? regiona(?:l|ux|les?)"),
    "hz": re.compile(
        r"(?:(?:territoires?|zones?|communes?|secteurs?|espaces?) )?(?:non[ -]zone(?:e?s?)\b|hors[ -]zon(?:es?"
        r"|age)\b)|\bhz\b"
    ),
    ENSEMBLE: pattern(
        r"^\W*(?:ensemble(?: de la region)?|(?:total )?region(?: hauts[ -]de[ -]france)?|total(?: region)?|toutes zones"
        r"|hauts[ -]de[ -]france|en region|moyenne regionale"
        r"|(?:au niveau|a l'echelle|a l'echelon|au plan|sur le plan) (?:regional|regionale|(?:de (?:la|notre) region))"
        r"|(?:au niveau|a l'echelle) des hauts[ -]de[ -]france"
        r"|(?:pour|sur|dans) (?:toute |l'ensemble de )(?:la|notre) region"
        r"|(?:pour|sur|dans) l'ensemble (?:des hauts[ -]de[ -]france|du territoire regional))\b"
        r"(?:,? (?:toutes zones confondues|tous (?:types de )?(?:zones|zonages|territoires) confondus))?"
    ),
}
_PROFESSIONS = {
    "mg": re.compile(r"\bmg\b|\bmedecins? generalistes?\b|\bgeneralistes\b"),
    "autre": re.compile(
        r"\bspecialistes?\b|\bdentistes?\b|\bodontolog|\binfirmiere?s?\b|\bide(?:l)?\b|\bkine|\bsages?-femmes?\b|\bmk\b"
        r"|\borthophonistes?\b|\bpharmacien|\bprofessionnels de sante\b|\bpediatres?\b|\bpsychiatres?\b"
    ),
    "medecins": re.compile(r"\bmedecins?\b(?! generalistes?)"),
}
_OTHERS = (_PROFESSIONS["autre"], _PROFESSIONS["medecins"])
_OTHERS_BEFORE = "le texte juste avant parle d’autres professions"
_ZONE_WORDS = re.compile(
    r"\b(?:par |selon (?:les? )?)?(?:types?|classes?|categories?) de (?:zones?|territoires?|zonages?)\b"
    r"|\b(?:par|selon les?) (?:zones?|territoires?|zonages?)\b"
)
_CHANGE = re.compile(
    r"\b(?:diminu|baiss|evolu|recul|augment|progress|variation|hausse|perte|passee?s? de|perdu|repli|accru|chut)\w*"
)
_NOT_A_CHANGE = re.compile(
    r"\b(?:part|parts|proportion|repartition|couvert\w*|densites?|habitants|population|taux)\b|\bpour \ue007+"
)
OTHER_PRACTICE = re.compile(
    r"\b(?:salarie\w*|remplacants?|hospitaliers?|femmes|hommes|retraites?|partis|departs?|installations|centres? de "
    r"sante"
    r"|en activite|en exercice|tous modes|mep|conventionnes|secteur|jeunes)\b"
)
_CONNECTORS = re.compile(
    r"\b(?:en|dans|les|la|le|l|pour|sur|des|de|d|du|une?|type|zones?|au|aux|sein|soit|et|puis|est|a|ont|nombre|mg"
    r"|medecins|generalistes|installes|liberaux|atteint|perdent|gagnent|regions?|regional\w*|notre|cette|ces|meme|periode"
    r"|annees?|dernieres|entre|par|rapport|total|effectifs?|ensemble|territoires?|ainsi|ete|\w+ment|qui|:)\b"
)
_FOLLOWING = pattern(
    r"\W*(?:en|au niveau|a l'echelle|a l'echelon|dans l[ae]s?|pour l[ae]s?|sur l[ae]s?|au sein des|hors|\() ?.*"
)
_EXEMPT = frozenset({Guard.INCREASE})


def change(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read each percentage of a sentence or of a bullet that speaks of the change in GPs in a zone or in the region."""
    for token in sentence.figures:
        if token.kind is Kind.PERCENT:
            claim = _claim(sentence, token)
            if claim is not None:
                yield claim.doubted(_OTHERS_BEFORE) if _is_after_others(claim, facts) else claim


def _is_after_others(claim: Claim, facts: Facts) -> bool:
    """Tell whether a change in the region, of whom is not said, follows a paragraph on other professions."""
    sentence = claim.sentence
    if claim.category != ENSEMBLE or _PROFESSIONS["mg"].search(sentence.read.text.mask[: sentence.end]):
        return False
    before = next((one for one in reversed(facts.reads[: sentence.read.order]) if one.passage.kind == "text"), None)
    return before is not None and any(source.search(before.text.mask) for source in _OTHERS)


def without_zones(text: Text, start: int, end: int) -> Text:
    """Return a part of a text with the names of the zone types blotted out: what is left names no zone."""
    printed, mask = list(text.printed[start:end]), text.mask[start:end]
    for source in (*(source for name, source in ZONES.items() if name != ENSEMBLE), _ZONE_WORDS):
        for found in source.finditer(mask):
            printed[found.start() : found.end()] = "·" * (found.end() - found.start())
    return Text.of("".join(printed))


def beside_zones(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read «Au niveau régional, la baisse est de 5 %.» right after bullets that give the change by zone type.

    It is then about what the bullets are about: it is read under their headings.
    """
    read = sentence.read
    if sentence.rank or read.passage.role != "body" or not ZONES[ENSEMBLE].match(sentence.mask):
        return
    before = next((one for one in reversed(facts.reads[: read.order]) if one.passage.kind == "text"), None)
    if before is None or before.passage.page != read.passage.page or not _is_zone_line(before):
        return
    under = replace(read, headings=before.headings).sentences[0]
    for token in under.figures:
        if token.kind is Kind.PERCENT and _claim(sentence, token) is None:
            claim = _claim(under, token)
            if claim is not None:
                yield claim


def _is_zone_line(read: Read) -> bool:
    """Tell whether a passage is a bullet that gives the change in one zone type, and no more."""
    claims = [_claim(read.sentences[-1], token) for token in read.text.tokens if token.kind is Kind.PERCENT]
    given = [claim for claim in claims if claim is not None and claim.category != ENSEMBLE and not claim.doubt]
    return read.passage.role == "bullet" and len(read.sentences) == len(claims) == len(given) == 1


def _claim(sentence: Sentence, token: Token) -> Claim | None:
    own = speaks_of_change(sentence.mask) or _signed_share(sentence, token)
    zone = sentence.zone(token)
    mask = sentence.read.text.mask
    before, after = mask[zone[0] : token.start], mask[token.end : zone[1]]
    named = _zones(before, after)
    context = own or _context(sentence)
    if context is None or (context != "mg" and not named) or (not own and not named):
        return None
    claim = Claim.of("mg_evolution", ENSEMBLE, sentence, token, When.CHANGE, exempt=_EXEMPT)
    if len(named) > 1:
        return claim.doubted("plusieurs types de zone pour un seul chiffre")
    if named:
        claim = replace(claim, category=next(iter(named)), exempt=_EXEMPT | {Guard.AREA})
    label, subject = f"{before} {after}", mask[sentence.start : token.start]
    unsaid = bool(own and not named) and not _is_subject(subject) and not _OF_WHOM.match(mask[token.end : zone[1]])
    objections = (
        (context != "mg", "évolution d’une autre profession, ou de plusieurs à la fois"),
        (_NOT_A_CHANGE.search(label) is not None, "une part ou un taux, non une évolution"),
        (OTHER_PRACTICE.search(sentence.mask) is not None, "d’autres généralistes que ceux qui sont installés"),
        (another_quantity(sentence.mask), "autre chose que le nombre de médecins généralistes"),
        (not own and _left_over(label, named), "libellé de zone non reconnu en entier"),
        (unsaid, "le sujet de l’évolution n’est pas dit"),
        (bool(own) and _about_others(sentence, token, named), "des précisions que la règle ne connaît pas"),
    )
    value, doubt = directed(sentence, token)
    doubt = next((reason for holds, reason in objections if holds), doubt)
    return replace(claim, value=value, doubt=doubt)


def _signed_share(sentence: Sentence, token: Token) -> str | None:
    """Return «mg» for «-6,9 % de MG», a change by its sign alone."""
    after = sentence.read.text.mask[token.end : sentence.zone(token)[1]]
    return "mg" if token.sign in {"+", "-"} and _OF_WHOM.match(after) else None


def speaks_of_change(words: str) -> str | None:
    """Return «mg» when the words speak of a change in GPs alone, «autre» for another profession, else None."""
    if not _CHANGE.search(words):
        return None
    named = {name for name, source in _PROFESSIONS.items() if source.search(words)}
    if not named:
        return None
    return "mg" if named == {"mg"} else "autre"


def _context(sentence: Sentence) -> str | None:
    """Return what the sentences before, or the nearest heading that names a profession, speak of."""
    mask = sentence.read.text.mask
    before = mask[: sentence.start]
    nearest = [before, *(heading.mask for heading in sentence.read.headings)]
    lasts = [before, *(one.mask[one.sentences[-1][0] :] for one in sentence.read.headings)]
    for text, last in zip(nearest, lasts, strict=True):
        if _NOT_A_CHANGE.search(last) or another_quantity(text):
            return None
        if any(source.search(text) for source in _PROFESSIONS.values()):
            return speaks_of_change(text)
    return None


def _zones(before: str, after: str) -> set[str]:
    """Return the zone types that a number is said of: those after it («-8 % en ZIP»), or else before («ZIP : -8 %»)."""
    following = _FOLLOWING.match(after)
    if following is not None:
        named = {name for name, source in ZONES.items() if source.search(following.group())}
        if named:
            return named | {name for name, source in ZONES.items() if name != ENSEMBLE and source.search(before)}
    return {name for name, source in ZONES.items() if source.search(before)}


def _left_over(words: str, named: set[str]) -> bool:
    """Tell whether words hold others than the zone, words of change, adverbs, places blotted out and connectors."""
    for name in named:
        words = ZONES[name].sub(" ", words)
    words = re.sub(r"\((?:zip|zac|zar|hz|mg)\)", " ", words)
    words = _CONNECTORS.sub(" ", _CHANGE.sub(" ", words))
    return re.search(r"[^\W\d_]", re.sub("[\ue000-\ue007]", "", words)) is not None


def _about_others(sentence: Sentence, token: Token, named: set[str]) -> bool:
    """Tell whether the words between the GPs and the number, or after it, narrow them («… de moins de 40 ans»)."""
    zone_start, zone_end = (place - sentence.start for place in sentence.zone(token))
    words = sentence.without_places(sentence.start, sentence.start + zone_end)
    start, after = token.start - sentence.start, words[token.end - sentence.start :]
    subjects = [found.end() for found in _PROFESSIONS["mg"].finditer(words[:start])]
    whom = _OF_WHOM.match(after)
    parts = [after[whom.end() :] if whom else after]
    if subjects:
        first = (
            min(one.start for one in sentence.figures if one.start >= sentence.start + subjects[-1]) - sentence.start
        )
        parts += [words[subjects[-1] : first], words[max(zone_start, first) : start]]
    durations = Kind.DURATION.value in words[subjects[-1] if subjects else 0 :]
    return durations or any(_left_over(part, named) for part in parts)


_SUBJECT = pattern(
    r"\b(?:nombre|effectifs?) (?:de |des |d'|total de )<MG>\b(?![^.;]*\b(?:dans les|en) (?:zones?|communes?)\b)|^\W*"
    r"(?:les )?<MG>\b"
    r"|, ?les <MG>\b|\b(?:baisse|recul|diminution|hausse|augmentation|evolution|progression) (?:du "
    r"nombre )?(?:de|des) <MG>\b"
)


_OF_WHOM = pattern(r" (?:de|des|de ses|du nombre de) <MG>\b")


_HEAD_NOUN = pattern(r"(?P<head>[\w%\ue000-\ue007']+) (?:de |des |d'|de ses |de leurs )(?:tous les )?<MG>\b")
_COUNTED = re.compile(
    r"(?:nombre|effectifs?|total|baisse|recul|diminution|hausse|augmentation|evolution|progression|perte|repli|variation"
    r"|demographie|moins|plus|ensemble|[%\ue000-\ue007]+)"
)


def another_quantity(words: str) -> bool:
    """Tell whether words speak of something else of the GPs than their number («les honoraires des généralistes»)."""
    return any(not _COUNTED.fullmatch(found["head"]) for found in _HEAD_NOUN.finditer(words))


def _is_subject(words: str) -> bool:
    return _SUBJECT.search(words) is not None


THEME = Theme(re.compile(r"\bmg\b|\bgeneralistes?\b"), readers=(change,))
REGION_THEME = Theme(re.compile(r"\bregion|\bhauts[ -]de[ -]france\b"), readers=(beside_zones,))
