"""Services to those who settle: correspondent, web site, one-stop desk, page, school programme; when they began."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from demodash.indicators.model import ENSEMBLE
from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.reading import Sentence
from demodash.loaders.documents.rules.model import (
    OF_DOCUMENT,
    Claim,
    Guard,
    Rule,
    Theme,
    Topic,
    When,
    pattern,
    spoken_of,
    whole_sentence_speaks_of,
)
from demodash.territories import Level
from demodash.territories import name as territory_name

SERVICES = {
    "correspondant": re.compile(r"\b(?:correspondant|referent)e?s?(?: unique)?(?: a l'| de l'| d'| )?installation"),
    "paps": re.compile(r"\bpaps\b|\bportail d'accompagnement des professionnels"),
    "guichet_unique": re.compile(r"\bguichets? uniques?\b"),
    "page_facebook": re.compile(r"\bpage facebook\b|\bstylo au stetho"),
    "filiere_excellence": re.compile(r"\bfilieres? d'excellence\b"),
    "stages": re.compile(r"\bmaitres? de stage\b"),
    "internes": re.compile(r"\baccueil des (?:nouveaux )?internes\b"),
}


def _topic(name: str) -> Topic:
    return Topic(SERVICES, name)


_NOT_A_YEAR = (
    re.compile(r"\bpar (?:mois|semaine|trimestre|jour)\b|\bchaque (?:mois|semaine)\b"),
    "autre pas que l’année",
)
_NO_CORRESPONDENT = (
    re.compile(r"^(?!.*(?:correspondant|referent|\bil\b|\belle\b|\bcelui-ci\b|\bce dernier\b))"),
    "le sujet de la phrase n’est pas le correspondant installation",
)
_NOT_THE_AGENCY = (
    re.compile(r"\b(?:assurance maladie|cpam|urssaf|conseil de l'ordre|l'ordre|departement|urps|msa)\b"),
    "le correspondant d’un autre organisme",
)
_NOT_THIS_SITE = (
    re.compile(
        r"^(?!.*\bpaps\b(?! national))|\bnationa(?:l|le|ux)\b|\brubriques?\b|\bpages?\b|\bvers le paps\b"
        r"|\bsite de l'ars\b"
    ),
    "un autre site que le PAPS régional, ou une partie de ses pages",
)
_ONLY_SOME = (
    re.compile(r"\bparmi\b|\bcomme\b|\ben tant qu"),
    "une partie seulement",
)
_NOT_TAKING_PART = (
    re.compile(
        r"\bcandidat\w*|\bpropose\w*|\bpressenti\w*|\bvolontaires?\b|\binteresse\w*|\bcontacte\w*|\bsollicite\w*"
        r"|\beligibles?\b"
    ),
    "des lycées candidats ou sollicités, non ceux de la filière",
)
_NOT_A_MONTH = (
    re.compile(r"\bpar (?:an|jour|semaine)\b|\bchaque (?:annee|jour|semaine)\b|\bdepuis\b"),
    "autre pas que le mois",
)

_CORRESPONDENT = tuple(
    Rule(
        "correspondant_sollicitations",
        pattern(source),
        When.FLOW,
        topic=_topic("correspondant"),
        refuse=(_NOT_A_YEAR, _NO_CORRESPONDENT, _NOT_THE_AGENCY),
    )
    for source in (
        r"\b(?:repondu a|traite|recu|gere|enregistre|ete destinataire de) <N:n> (?:sollicitations|demandes)\b",
        r"<N:n> (?:sollicitations|demandes)(?: d'information)?(?: lui)?(?: ont ete)? (?:traitees|recues|adressees"
        r"|enregistrees)\b",
    )
)
_SITE = tuple(
    Rule(
        "paps_internautes",
        pattern(source),
        When.STOCK,
        topic=_topic("paps"),
        refuse=(_NOT_A_MONTH, _NOT_THIS_SITE),
        exempt=frozenset({Guard.RATE}),
    )
    for source in (
        r"\bchaque mois,? (?:ce sont )?<N:n> (?:internautes|visiteurs|professionnels|personnes)(?: uniques)? (?:qui "
        r")?(?:le |y )?(?:consultent|visitent|se connectent|frequentent)",
        r"<N:n> (?:internautes|visiteurs)(?: uniques)?<GAP> (?:par mois|chaque mois|mensuels)\b",
        r"<N:n> (?:internautes|visiteurs) mensuels\b",
    )
)
_IN_DEPARTEMENT = frozenset({Guard.AREA, Guard.SUBSET})
_INSTALLED = r"(?: d'entre eux| professionnels(?: de sante)?)?"
_DESK = tuple(
    Rule(
        "guichet_unique",
        pattern(source),
        When.FLOW,
        category,
        _topic("guichet_unique"),
        refuse=(_ONLY_SOME,) if category == "installes" else (),
        exempt=_IN_DEPARTEMENT,
        inherits_place=True,
    )
    for source, category in (
        (
            r"\b(?:accompagner|accompagne|accompagnes|aide a accompagner) <N:n> (?:professionnels(?: de sante)?"
            r"|candidats a l'installation)\b",
            ENSEMBLE,
        ),
        (r"<N:n> professionnels(?: de sante)?(?: y)? (?:ont ete )?accompagnes\b", ENSEMBLE),
        (rf"^(?!\W*parmi\b).*?<N:n>{_INSTALLED} (?:se sont|sont)(?: \w+)? installes\b", "installes"),
        (rf"<N:n>(?: autres)?{_INSTALLED} (?:ont|avaient|portent|preparent) un projet d'installation\b", "en_projet"),
    )
)
_PAGE = tuple(
    Rule("facebook_abonnes", pattern(source), When.STOCK, topic=_topic("page_facebook"))
    for source in (
        r"<N:n> (?:likers|abonnes|fans|followers|personnes|internautes|etudiants)(?: la)? (?:suivent|aiment)\b",
        r"<N:n> (?:likers|abonnes|fans|followers)\b",
        r"\bsuivie par <N:n> (?:likers|abonnes|fans|followers|personnes|internautes)\b",
    )
)
_SCHOOLS = (
    Rule(
        "filiere_lycees",
        pattern(r"<N:n> lycees(?: partenaires| publics)?<END>"),
        When.STOCK,
        topic=_topic("filiere_excellence"),
        refuse=(_NOT_TAKING_PART,),
    ),
    Rule(
        "filiere_lycees",
        pattern(
            r"<N:n> lycees (?:de la region )?(?:participent|beneficient|sont (?:partenaires|concernes|engages"
            r"|associes))\b"
        ),
        When.STOCK,
        topic=_topic("filiere_excellence"),
        refuse=(_NOT_TAKING_PART,),
    ),
)

_BEGUN = r"(?:cree|lance|propose|initie|ouvert|mise? en place|mise? en ligne|instaure|inaugure)e?s?"
_BEGINNING = pattern(rf"\b{_BEGUN} (?:des |en |fin |debut )<Y:n>")
_SINCE = pattern(
    r"^\W*depuis <Y:n>, .*\bpeuvent (?:\w+ )?(?:s'informer|realiser|beneficier|etre accompagnes|s'adresser|y)\b"
)
_HEAD = re.compile(
    r"\W*(?:(?:l')?initiative|(?:ce|cette) (?:service|guichet|page|filiere|dispositif)|elle|il)?"
    r"(?: a ete| est| etait)? ?|\W*"
)
_SUBJECT_AFTER = re.compile(
    r"(?:^|, ?)[^,]*, ?(?:la|le|un|une|cette|ce|notre) (?:\w+ )?$|^,? ?(?:la|le|un|une|cette|ce|notre) (?:\w+ )?$"
)
_APPOSED = re.compile(
    r"(?: sante| unique| \"?[\w' ]{0,25}\"?)?(?: de l'ars| de la region| regionale?)?\W*(?:,? ?(?:qui |elle "
    r"|il )?(?:a ete|est|etait) )?"
)
_BEGUN_HERE = {"guichet_unique", "page_facebook", "filiere_excellence"}
_EXEMPT = frozenset({Guard.AREA, Guard.FORECAST})
_STYLO = re.compile(r"stylo au stetho")


def page_followers(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read the followers of the page «Du stylo au stétho»; those of another page are told apart."""
    for rule in _PAGE:
        for claim in rule.claims(sentence, facts):
            yield claim if _is_our_page(sentence) else claim.doubted("une autre page que « Du stylo au stétho »")


def _is_our_page(sentence: Sentence) -> bool:
    above = (heading.mask for heading in sentence.read.headings)
    return any(_STYLO.search(mask) for mask in (sentence.read.text.mask, *above))


def beginnings(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read the year in which a service was created or proposed («Créée en 2013», «Depuis 2014, … peuvent …»)."""
    del facts
    for source in (_BEGINNING, _SINCE):
        for found in source.finditer(sentence.mask):
            named = spoken_of(SERVICES, sentence, found.start("n")) | _after(sentence, found)
            if len(named) != 1 or not named <= _BEGUN_HERE or (source is _SINCE and named != {"guichet_unique"}):
                continue
            name = next(iter(named))
            if not _is_the_subject(sentence, found, name):
                continue
            token = sentence.token_at(found.start("n"))
            claim = Claim.of("dispositif_annee", name, sentence, token, When.STOCK, exempt=_EXEMPT)
            claim = _placed(replace(claim, period=token.first), name)
            if name == "page_facebook" and not _is_our_page(sentence):
                claim = claim.doubted("une autre page que « Du stylo au stétho »")
            yield claim


def _is_the_subject(sentence: Sentence, found: re.Match[str], name: str) -> bool:
    """Tell whether what was created is the service itself: right after its name, or alone at the head."""
    mask = sentence.mask
    before, after = mask[: found.start()], mask[found.end() :]
    if _HEAD.fullmatch(before):
        following = SERVICES[name].search(after)
        return following is None or _SUBJECT_AFTER.search(after[: following.start()]) is not None
    named = [hit.end() for hit in SERVICES[name].finditer(before)]
    return bool(named) and _APPOSED.fullmatch(before[named[-1] :]) is not None


def _placed(claim: Claim, name: str) -> Claim:
    """Return the claim with its place: a guichet unique is a département's, the other services are the region's."""
    return replace(claim, inherits_place=True) if name == "guichet_unique" else replace(claim, territory=OF_DOCUMENT)


def _after(sentence: Sentence, found: re.Match[str]) -> frozenset[str]:
    """Return the service that a sentence names only after the year: «Initiative proposée en 2014, la filière …»."""
    if any(pattern.search(sentence.mask[: found.start()]) for pattern in SERVICES.values()):
        return frozenset()
    rest = sentence.mask[found.end() :]
    return frozenset(name for name, pattern in SERVICES.items() if pattern.search(rest))


_FROM_DEPARTEMENTS = pattern(
    r"\boriginaires des departements (?:de |du |des |d')|\bdans les departements (?:de |du |des |d')"
)


def school_departements(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Count the départements that a sentence about the filière d’excellence names one after the other."""
    del facts
    if "departements" not in sentence.mask or whole_sentence_speaks_of(SERVICES, sentence) != {"filiere_excellence"}:
        return
    for found in _FROM_DEPARTEMENTS.finditer(sentence.mask):
        named = []
        end = sentence.start + found.end()
        for place in sentence.read.text.places:
            between = sentence.read.text.mask[end : place.start].strip()
            if place.start >= end - 3 and between in _LINKS and place.code.startswith(Level.DEPARTEMENT.value):
                named.append(place)
                end = place.end
        if len(named) < 2:
            continue
        yield Claim(
            "filiere_departements",
            ENSEMBLE,
            sentence,
            named[0].start,
            named[-1].end,
            named[0].start,
            float(len({place.code for place in named})),
            When.STOCK,
            printed=", ".join(territory_name(place.code) for place in named),
            territory=OF_DOCUMENT,
            note=f"Compté sur les {len(named)} départements nommés.",
            exempt=frozenset({Guard.AREA}),
        )


_LINKS = {
    "",
    ",",
    "et",
    "de",
    "du",
    "de la",
    "de l'",
    "l'",
    "la",
    "des",
    *(
        f"{a} {b}".strip()
        for a in (",", "et", ", et")
        for b in ("de", "du", "de la", "de l'", "d'", "l'", "la", "des", "le")
    ),
}

THEME = Theme(
    re.compile("|".join(service.pattern for service in SERVICES.values())),
    rules=(*_CORRESPONDENT, *_SITE, *_DESK, *_SCHOOLS),
    readers=(page_followers, beginnings, school_departements),
)
