"""Coordinated practice: MSP in operation and in project, their growth, CPTS and the population that they cover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.reading import Sentence
from demodash.loaders.documents.rules.model import Claim, Rule, Theme, Topic, When, pattern
from demodash.loaders.documents.rules.vocabulary import WORDS

STRUCTURES = {
    "msp": pattern(r"\b<MSP>\b"),
    "cpts": pattern(r"\b<CPTS>\b"),
    "centre": re.compile(r"\bcentres? de sante\b"),
    "esp": re.compile(r"\bequipes? de soins (?:primaires|specialisees?)\b|\besp\b"),
}
_MSP = Topic(STRUCTURES, "msp")
_CPTS = Topic(STRUCTURES, "cpts")

_NARROWED_MSP = (
    re.compile(
        r"\b(?:universitaires?|multi-?sites?|labellise\w*|financee?s?|soutenue?s?|accompagnee?s?|signataires?"
        r"|conventionne\w*"
        r"|reconnue?s?|validee?s?|autorisee?s?|aidee?s?|subventionne\w*|creee?s?|inauguree?s?|monosites?)\b"
    ),
    "une partie seulement des structures, ou un autre périmètre",
)
_OTHER_BODY = (
    re.compile(
        r"\b(?:notre reseau|le reseau|la federation|l'association|le programme|le ministere|l'assurance maladie|la cpam"
        r"|l'urps|chacune?|un territoire sur|une commune sur|l'agglo\w*|la communaute (?:de|d'|urbaine)|le sud"
        r"|le nord de"
        rf"|l'est de|l'ouest|le centre de)\b.* {WORDS['COUNTS']}\b"
    ),
    "le sujet de la phrase n’est pas la région",
)
_OPENED = (
    pattern(r"^(?=.*\bouvertes?\b).*(?<!fin )(?<!contre )(?<!en )<Y>|\ben <Y>,.*\bouvertes?\b|\bouvertes? en <Y>"),
    "les ouvertures d’une année, non les structures en activité",
)
_BARE = r"(?:^\W*|[,;:(.|] ?|\b(?:et|les|avec) |\b<COUNTS><ADV> ?|<Y> )"
_RULES_MSP = tuple(
    Rule("msp_activite", pattern(source), When.STOCK, refuse=(_NARROWED_MSP, _OPENED, _OTHER_BODY))
    for source in (
        r"<N:n> (?:autres |de )?<MSP>,? (?:qui )?(?:sont|etaient)<ADV> ?<RUNNING><ADV><END>",
        r"<N:n> (?:autres |de )?<MSP>,? (?:qui )?fonctionnent<ADV><END>",
        rf"{_BARE}<N:n> (?:autres |de )?<MSP><ADV> ?<RUNNING><ADV><END>",
        r"\b<MSP> ?: ?<N:n>(?: (?:<MSP>|structures))?(?:<ADV> <RUNNING>)?<END>",
        r"\b<COUNTS><ADV> ?<N:n> (?:de )?<MSP>(?: <RUNNING>)?<END>",
        r"\bnombre (?:total )?de <MSP>(?: <RUNNING>)?(?: dans la region| en region)?<ADV> <EXISTS_OF> ?<N:n><END>",
    )
)
_RULES_MSP_BY_TOPIC = tuple(
    Rule(indicator, pattern(source), When.STOCK, topic=_MSP, refuse=(_NARROWED_MSP,))
    for indicator, source in (
        (
            "msp_activite",
            r"<N:n>(?: (?:d'entre elles|structures|maisons))?(?: sont| etaient| fonctionnent)?<ADV> <RUNNING><ADV>"
            r"<END>",
        ),
        (
            "msp_projet",
            r"<N:n>(?: (?:autres|structures|maisons|projets))?(?: sont| etaient| restent)?<ADV> en projet<END>",
        ),
    )
)
_COUNTED_MSP = pattern(
    r"(?:<N> (?:autres |de )?|\b(?:compte|nombre (?:total )?de) )\n"
    r"|(?:^|[.:;] ?)\W*(?:du cote des |pour les |concernant les |les )?\n,? ?\W*(?:$|<N>)"
)
_RULES_MSP_PROJECT = tuple(
    Rule("msp_projet", pattern(source), When.STOCK, refuse=(_NARROWED_MSP,))
    for source in (
        r"<N:n> (?:autres |de )?<MSP>(?: sont| etaient)?<ADV> en projet<END>",
        r"<N:n> (?:de )?projets de <MSP>(?: en cours)?<END>",
        r"\b<MSP> en projet ?: ?<N:n><END>",
    )
)
_RATIOS = tuple(
    Rule("msp_rapport", pattern(source), When.RATIO, refuse=(_NARROWED_MSP,))
    for source in (
        r"<N:n> fois plus de <MSP>(?: <RUNNING>)?<ADV><SINCE><STOP>",
        r"\bnombre (?:total )?de <MSP>(?: <RUNNING>)?<ADV> (?:a|est)<ADV> (?:ete )?multiplie par <N:n><SINCE><STOP>",
        r"\bnombre (?:total )?de <MSP>(?: <RUNNING>)?<ADV> est<ADV> <N:n> fois plus eleve<SINCE><STOP>",
        r"\bles <MSP>(?: <RUNNING>)?<ADV> (?:sont|etaient)<ADV> <N:n> fois plus nombreuses<SINCE><STOP>",
        r"\bles <MSP>(?: <RUNNING>)?<ADV> ont<ADV> ete multipliees par <N:n><SINCE><STOP>",
    )
)
FRAGMENTS_ABOVE = pattern(
    r"\bcreations? (?:<Y>|en|de l'annee)|^\W*creations?\W*$|\b(?:ouvertures?|nouveaut\w+|nouvelles?|laureat\w*"
    r"|projets?|accompagn\w*|soutien|souten\w+|financ\w+"
    r"|visites?|deplacements?|labellis\w+|universitaires?|attendu\w*|vis(?:e|ons|ees?)|feuille de route|avant)\b"
)
_FRAGMENTS = (
    Rule("msp_activite", pattern(r"\W*<N:n> <MSP>(?: <RUNNING>)? \(dont .*"), When.STOCK, whole=True),
    Rule("cpts_fonctionnement", pattern(r"\W*<N:n> <CPTS>(?: <RUNNING>)? \(dont .*"), When.STOCK, whole=True),
    Rule("msp_activite", pattern(r"\W*<N:n> (?:de )?<MSP>(?: <RUNNING>)?\W*"), When.STOCK, whole=True),
    Rule("cpts_fonctionnement", pattern(r"\W*<N:n> (?:de )?<CPTS>(?: <RUNNING>)?\W*"), When.STOCK, whole=True),
)
_PEOPLE = (
    r"(?:(?:de la|de notre|de sa|de leur) population(?: (?:regionale|de la region|totale|des hauts[- ]de[- ]france"
    r"|normande"
    r"|bretonne|picarde|nordiste|occitane|reunionnaise|corse|francilienne))?"
    r"|des habitants(?: de la region)?)"
)
_RULES_CPTS = tuple(
    Rule("cpts_fonctionnement", pattern(source), When.STOCK, refuse=(_NARROWED_MSP, _OPENED, _OTHER_BODY), topic=topic)
    for source, topic in (
        (
            r"<N:n> (?:de )?<CPTS>,? (?:qui )?(?:(?:sont|etaient)<ADV> ?<RUNNING>|fonctionnent)<ADV><END>",
            None,
        ),
        (rf"{_BARE}<N:n> (?:de )?<CPTS><ADV> ?<RUNNING><ADV><END>", None),
        (r"\b<CPTS> ?: ?<N:n>(?: <CPTS>)?(?:<ADV> <RUNNING>)?<END>", None),
        (r"\b<COUNTS><ADV> ?<N:n> (?:de )?<CPTS>(?: <RUNNING>)?<END>", None),
        (
            r"<N:n> (?:de )?<CPTS>(?: <RUNNING>)?,? (?:qui )?(?:couvrent|couvrant)<ADV> "
            rf"(?:<P> (?:{_PEOPLE}|de la region)|l'ensemble (?:de la (?:population|region)|du territoire regional)"
            rf"|toute la "
            r"(?:population|region)|la totalite de la (?:population|region))<END>",
            None,
        ),
        (r"\bnombre (?:total )?de <CPTS>(?: <RUNNING>)?<ADV> <EXISTS_OF> ?<N:n><END>", None),
        (r"<N:n>(?: sont| etaient)?<ADV> <RUNNING><ADV><END>", _CPTS),
    )
)
_BOTH = (("msp_activite", "MSP", "CPTS"), ("cpts_fonctionnement", "CPTS", "MSP"))
_PAIRS = tuple(
    Rule(indicator, pattern(source), When.STOCK, refuse=(_NARROWED_MSP, _OPENED, _OTHER_BODY))
    for indicator, own, other in _BOTH
    for source in (
        rf"\b<COUNTS><ADV> ?<N> (?:de )?<{other}>(?: <RUNNING>)? et <N:n> (?:de )?<{own}>(?: <RUNNING>)?"
        r"(?=\W*$| ?[.;!])",
        rf"<N:n> (?:de )?<{own}> et <N> (?:de )?<{other}>,? (?:qui )?(?:sont|etaient)<ADV> ?<RUNNING><ADV><END>",
    )
)
_POPULATION_END = (
    r"(?=\W*$| ?[.;:,()!|]| (?:dans la|en) region\b| (?:fin|en|au|a|depuis|contre|soit|et"
    r"|dont) (?!milieu|zone|\w*urbain))"
)
_RULES_POPULATION = tuple(
    Rule("cpts_population_part", pattern(source), When.STOCK)
    for source in (
        rf"<P:n> {_PEOPLE}(?: de [\w' -]{{3,30}}?)?(?: (?:est|sont|etait|etant))?<ADV> couverte?s?<ADV> par (?:une "
        rf"|des |les |ces |<N> )?<CPTS>(?: <RUNNING>)?{_POPULATION_END}",
        rf"\b<CPTS>(?: <RUNNING>)?<GAP> ?couvr(?:ent|ant|e)<ADV> <P:n> {_PEOPLE}{_POPULATION_END}",
        r"\b(?:part de la )?population couverte par (?:une |des |les )?<CPTS> ?<EXISTS_OF> ?<P:n><END>",
        r"\bcouverture de la population par (?:les |des |une )?<CPTS> ?<EXISTS_OF> ?<P:n><END>",
    )
)


_OPENS_WITH_PLACE = re.compile(r"\W*(?:(?:en|dans|a) )?(?:l'|la |le |les )?·+")


def pairs(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read MSP and CPTS counted together («120 MSP et 33 CPTS»): the département that opens the sentence has both."""
    first = sentence.figures[0].start if sentence.figures else sentence.end
    inside = [place for place in sentence.read.text.places if sentence.start <= place.start < sentence.end]
    own = len(inside) == 1 and inside[0].end <= first and inside[0].code.startswith("DEP-")
    opens = own and _OPENS_WITH_PLACE.match(sentence.without_places(sentence.start, first)) is not None
    for rule in _PAIRS:
        for claim in rule.claims(sentence, facts):
            yield replace(claim, territory=inside[0].code) if opens else claim


def fragments(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read a line that is but a number and what it counts, unless what is above narrows it or speaks of a flow."""
    innermost = sentence.read.headings[0].mask if sentence.read.headings else ""
    for rule in _FRAGMENTS:
        for claim in rule.claims(sentence, facts):
            narrowed = FRAGMENTS_ABOVE.search(innermost)
            yield claim.doubted("le titre restreint ce qui est compté") if narrowed else claim


def of_counted_msp(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read «… et 12 en projet» after MSP that were counted («60 MSP sont en activité»), or that a line announces."""
    for rule in _RULES_MSP_BY_TOPIC:
        for claim in rule.claims(sentence, facts):
            before = sentence.read.text.mask[: claim.start].replace(" (msp)", "")
            named = list(STRUCTURES["msp"].finditer(before))
            if named and not _COUNTED_MSP.search(before[: named[-1].start()] + "\n" + before[named[-1].end() :]):
                yield claim.doubted("le texte ne dit pas que ce sont des MSP que ce nombre compte")
            else:
                yield claim


THEME = Theme(
    re.compile(r"\bmsp\b|\bmaisons? de sante\b|\bcpts\b|\bcommunautes? professionnelles?\b"),
    rules=(
        *_RULES_MSP,
        *_RULES_MSP_PROJECT,
        *_RATIOS,
        *_RULES_CPTS,
        *_RULES_POPULATION,
    ),
    readers=(of_counted_msp, fragments, pairs),
)
