"""Aids and posts: ATP, CCR, shared posts and measures of Grand Est, eligible hospitals, merger of the schemes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from demodash.indicators.model import ENSEMBLE
from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.reading import Sentence
from demodash.loaders.documents.rules.model import (
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
from demodash.loaders.documents.tokens import Kind, Token

SCHEMES = {
    "astp": re.compile(r"\bastp\b|\bassistants? specialistes? (?:a|en) temps partage"),
    "atp": re.compile(r"\batp\b|\bassistants? (?:a|en) temps partage"),
    "ccr": re.compile(r"\bccr\b|\bchefs? de cliniques?\b"),
    "mg_partage": re.compile(r"\b(?:medecins generalistes|mg|generalistes) a exercice partage"),
    "autre": pattern(
        r"\b<CESP>\b|\b<PTMG>\b|\bcontrats? de debut d'exercice\b|\binternes?\b(?! de specialite)|\bbourses?\b"
        r"|\bdocteurs? juniors?\b"
    ),
}
_ATP = re.compile(r"\batp\b")
_EXEMPT = frozenset({Guard.FORECAST, Guard.AREA, Guard.RATE})
_BACK = re.compile(
    r"\b(?:ce|cet|cette|ces) \w|\by (?:consacre|affecte|est|sont)|\bdu dispositif\b|\bde l'(?:aide|action)\b"
)
_IN_A_TOWN = frozenset({Guard.FORECAST, Guard.RATE})

_MONTHLY = (
    pattern(
        r"\b(?:prime|subvention|aide|indemnite|bourse)\b[^.;:\ue000-\ue003]{0,60}? <E:n>(?: "
        r"bruts?| nets?)?(?: par poste)? ?(?:par|/) ?mois\b"
    ),
    pattern(r"\b(?:prime|subvention|aide|indemnite|bourse)\b(?: \w+){0,3} mensuel(?:le)? (?:brute? )?de <E:n>"),
)
_BUDGET = (
    pattern(
        r"\b(?:budget|enveloppe|financement|soutien|subvention|montant total|credits?)\b[^.;:\ue000-\ue003]{0,60}?"
        r"(?:\bde|\bd'un montant de|s'eleve a|atteint|:) <E:n>"
        r"(?! (?:bruts? |nets? )?(?:par|mensuel|annuel|chacun|pour chaque)| ?/)"
    ),
    pattern(
        r"<E:n> (?:est|sont|seront|sera|ont ete)(?: ainsi)? (?:attribues?|consacres?|alloues?|mobilises?|dedies?"
        r"|affectes?)\b"
    ),
    pattern(r"\b(?:dotee?s? de|consacre(?:nt)?(?: \w+)?|alloue(?:nt)?|mobilise(?:nt)?|investit) <E:n>"),
)
_TARGET = pattern(
    r" (?:(?:est|sont|sera|seront|a ete|ont ete)(?: ainsi)? )?(?:(?:attribue|consacre|alloue|mobilise|dedie"
    r"|affecte)e?s? )?"
    r"(?:a |aux? |pour |en faveur d\w* |au profit d\w* )(?:(?:cette|ce|ces|la|le|les|des|du|de|une|aide|dispositif"
    r"|financement"
    r"|recrutement|soutien|postes?|medecins|jeunes|statut|prime|aux?) |l'|d')*"
    r"(?:(?:action|mesure|dispositif|aide|operation)\b|atp\b|ccr\b|astp\b|assistants? (?:specialistes? )?(?:a"
    r"|en) temps partage"
    r"|chefs? de cliniques?\b)"
)
_OF_THE_SCHEME = pattern(
    r"\b(?:budget|enveloppe|financement|montant total|soutien de la region)(?: (?:total|totale|global|globale))?"
    r"(?: (?:annuel|des|du|de|de l'|de la|pour|aux?|alloue|consacre)\w*\b[^.;,:]{0,50})? ?(?:est (?:egalement "
    r"|aussi )?de|s'eleve a|atteint|:) $"
    r"|\b(?:dispositif|aide|action|mesure)\b[^.;,:]{0,30} dotee?s? (?:de|d'un budget de) $"
)
_THEN_A_PART = pattern(r"[^.;]{0,80}\bdont <E>")
_OTHER_PAYER = re.compile(
    r"\b(?:l'ars|l'agence regionale\w*|l'etat|assurance maladie|le departement|la commune|le ministere"
    r"|l'universite|l'europe)\b"
    r"(?:,? [\w'-]+){0,5},? (?:allou|financ|vers|apport|mobilis|consacr|propos|attribu|accord|octro|ajout|prend)\w*"
    r"|\b(?:par|de) (?:l'ars|l'agence|l'etat|l'assurance maladie|le departement|l'universite|le ministere)\b"
)
_PAY = re.compile(r"\bsalaires?\b|\bremuner\w+|\btraitement\b|\bgagn\w+")
_PER = re.compile(r"\bdepuis\b|\bannuel(?:le)?s?\b|\bpar an\b|\bpar poste\b|\bpar medecin\b|\bchacun\b")
_DURATION = pattern(
    r"\b(?:(?:pour|pendant|durant) une duree (?:totale )?de|d'une duree de|proposee?s? pour|(?:post-?internat|contrats?"
    r"|postes?) de|financee?s? (?:pour|pendant|sur)) <D:n>"
    r"|\b(?:post-?internat|prime|subvention|aide|partage\w*|versee?s?|en poste)\b[^.;:]{0,60}? (?:pendant|durant) <D:m>"
    r"|\b(?:pendant|durant) <D:o>,? (?:\w+ ){0,3}partag\w+"
)
_NOT_THE_DURATION = re.compile(
    r"\bengag\w+|\bcandidatures?\b|\binscri\w+|\ba l'issue\b|\bensuite\b|\bdocteurs? juniors?\b|\bpar l'(?:ars|etat)\b"
    r"|\bapres\b|\bau bout de\b|\bdepuis\b|\bexperience\b|\bdans les\b|\bprecedent|\bil y a\b|\bavant\b|\bmaximum\b"
    r"|\bminimum\b|\brenouvelable\b|\bchaque\b"
)


def amounts(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read the monthly sum, the budget and the duration of the scheme that the sentence, or one above, speaks of."""
    if not sentence.figures:
        return
    for indicator, patterns, refused, why in (
        ("aide_mensuelle", _MONTHLY, None, ""),
        ("aide_budget", _BUDGET, _PER, "un montant par an ou par poste, non le budget du dispositif"),
        ("aide_duree", (_DURATION,), _NOT_THE_DURATION, "une autre durée que celle de l’aide"),
    ):
        seen: set[int] = set()
        for source in patterns:
            for found in source.finditer(sentence.mask):
                offset = next(start for start, _ in (found.span(name) for name in source.groupindex) if start >= 0)
                token = sentence.token_at(offset)
                schemes = _schemes(sentence, facts, offset)
                if indicator == "aide_budget" and not _is_budget(sentence, token):
                    continue
                if token.start in seen or not schemes or schemes == {"autre"} or not _is_about_one(sentence):
                    continue
                seen.add(token.start)
                claim = Claim.of(indicator, next(iter(schemes)), sentence, token, When.STOCK, exempt=_EXEMPT)
                if len(schemes) > 1:
                    claim = claim.doubted("le texte parle de plusieurs dispositifs à la fois")
                elif refused is not None and refused.search(sentence.words(token)):
                    claim = claim.doubted(why)
                yield claim.doubted(_other_sum(sentence, token)) if indicator != "aide_duree" else claim


def _is_budget(sentence: Sentence, token: Token) -> bool:
    """Tell whether the scheme itself is what a sum is given to: «… est attribué à cette action»."""
    before, after = sentence.mask[: token.start - sentence.start], sentence.mask[token.end - sentence.start :]
    return _TARGET.match(after) is not None or _OF_THE_SCHEME.search(before) is not None


def _other_sum(sentence: Sentence, token: Token) -> str:
    """Return in French why a sum is not the scheme's: another payer, a pay, a whole, something else as its target."""
    rest = sentence.mask[token.end - sentence.start :]
    if _OTHER_PAYER.search(sentence.mask):
        return "un autre financeur que la Région"
    if _PAY.search(sentence.mask):
        return "une rémunération, non une aide"
    if re.match(
        r"[^.;,]{0,30} pour (?!un|une|chaque|les|des|financ)(?:deux|trois|quatre|cinq|[\ue000-\ue003]+) ", rest
    ):
        return "un montant pour plusieurs personnes"
    return "un montant dont seule une partie est détaillée" if _THEN_A_PART.match(rest) else ""


def _is_about_one(sentence: Sentence) -> bool:
    """Tell whether a sentence names a scheme, or goes back to one («cette action», «ces médecins»)."""
    return any(source.search(sentence.mask) for source in (*SCHEMES.values(), _BACK))


def _schemes(sentence: Sentence, facts: Facts, offset: int) -> frozenset[str]:
    """Return the schemes that a sentence speaks of; in a text on ASTP, an «assistant à temps partagé» is one."""
    named = whole_sentence_speaks_of(SCHEMES, sentence)
    if len(named) > 1:
        nearest = spoken_of(SCHEMES, sentence, offset)
        named = nearest if len(nearest) == 1 and nearest != {"autre"} and "autre" in named else named
    if "atp" in named and facts.mentions(SCHEMES["astp"]) and not facts.mentions(_ATP):
        named = named - {"atp"} | {"astp"}
    return named


_UNIVERSITIES = {
    "lille": re.compile(r"\blille\b"),
    "amiens": re.compile(r"\bpicardie\b|\bjules[ -]verne\b|\bamiens\b|\bupjv\b"),
}
_POSTS = pattern(
    r"<N:n> (?:nouveaux )?postes? (?:supplementaires )?de (?:chefs? de cliniques?|ccr)\b|<N:m> (?:chefs? de "
    r"cliniques?|ccr)\b"
)


_FUNDED = re.compile(r"\b(?:financ|soutien|souten|subvention|cree|creation|ouvr|ouvert|recrut|attribu)\w*")
_HOSPITAL = re.compile(r"\b(?:hopital|centre hospitalier|chu|chr|clinique|etablissement)\b(?! de)")


def clinic_heads(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read the posts of chefs de clinique: the whole, then each university's in the brackets that follow."""
    del facts
    found = _POSTS.search(sentence.mask) if sentence.figures else None
    if found is None or not _FUNDED.search(sentence.mask):
        return
    whole = sentence.token_at(found.start("n" if found["n"] else "m"))
    claims = [Claim.of("ccr_postes", ENSEMBLE, sentence, whole, When.STOCK, exempt=_IN_A_TOWN)]
    parts = _parts(sentence, found.end())
    claims += [
        Claim.of("ccr_postes", name, sentence, token, When.STOCK, exempt=_EXEMPT | {Guard.SUBSET})
        for name, token in parts
        if name
    ]
    universities = [name for name, _ in parts if name]
    doubt = ""
    if _HOSPITAL.search(sentence.mask[: found.start()]):
        doubt = "les postes d’un seul hôpital"
    elif re.search(r"\bdepuis\b", sentence.mask) or _EACH_YEAR.search(sentence.mask):
        doubt = "des postes par an ou cumulés depuis une date"
    elif _OTHER_PAYER.search(sentence.mask):
        doubt = "un autre financeur que la Région"
    elif len(set(universities)) != len(universities):
        doubt = "deux nombres pour une même université"
    total = sum(token.value for _, token in parts)
    note = f"La somme du détail est {total:.0f}." if parts and total != whole.value else ""
    for claim in claims:
        noted = replace(claim, note=note) if claim.token == whole else claim
        yield noted.doubted(doubt) if doubt else noted


_FILLED = re.compile(r"\b(?:pourvu|occup|vacan|restent|ferme)\w*")
_EACH_YEAR = re.compile(r"\b(?:chaque annee|par an|tous les ans|annuellement)\b")
_DETAIL = re.compile(r"[^(.;:]{0,40}?(?:\(|:|,? dont )(?P<parts>[^).;]*)")


def _parts(sentence: Sentence, offset: int) -> list[tuple[str, Token]]:
    """Return the numbers of the detail that follows the whole, each with its university ("" when unknown)."""
    detail = _DETAIL.match(sentence.mask, offset)
    if detail is None:
        return []
    start, end = (sentence.start + place for place in detail.span("parts"))
    found = []
    for token in sentence.figures:
        if start <= token.start < end and token.kind is Kind.COUNT:
            words = sentence.read.text.mask[token.end : min(sentence.zone(token)[1], end)]
            named = [
                name for name, source in _UNIVERSITIES.items() if source.search(words) and not _FILLED.search(words)
            ]
            found.append((named[0] if len(named) == 1 else "", token))
    return found


_MEASURE = {"mg400": pattern(r"\bmesure[^.;]{0,20}\"? ?<X> (?:jeunes )?medecins generalistes\b")}
_POSTS_MEASURE = tuple(
    Rule(
        "mg_postes_crees",
        pattern(source),
        When.STOCK,
        topic=Topic(_MEASURE, "mg400"),
        exempt=frozenset({Guard.FORECAST}),
    )
    for source in (
        r"\b(?:creation|ouverture|financement) (?:d'ici [^,]{0,20})?de <N:n> postes?(?: de medecins generalistes| de "
        r"mg)?<END>",
        r"<N:n> postes?(?: de medecins generalistes)? (?:seront|sont|ont ete) (?:crees|ouverts|finances)<END>",
    )
)
_ADDED_UP = (re.compile(r"\bdepuis\b"), "un nombre cumulé depuis une date")
_SHARED_POSTS = tuple(
    Rule(indicator, pattern(source), When.STOCK, topic=Topic(SCHEMES, "astp"), refuse=(_ADDED_UP,))
    for indicator, source in (
        (
            "astp_postes_proposes",
            r"<N:n> postes?(?: d'astp)?(?: y)? (?:sont|ont)(?: ete)?<ADV> (?:proposes|offerts)<END>",
        ),
        (
            "astp_postes_candidat",
            r"<N:n>(?: postes?)?(?: d'entre eux)? (?:ont|avec|disposent d')(?:<ADV> )?(?:un )?candidat(?: "
            r"identifie)?\b",
        ),
    )
)

_MERGER = re.compile(r"\bfusionn(?:e|ent|ant)\b|\bfusion (?:de ses|des) deux dispositifs")
_NOT_A_FACT = re.compile(
    r"\bn'|\bne\b|\bdemand\w+|\betud\w+|\benvisag\w+|\bsouhait\w+|\bpropos\w+|\bpourrai\w*|\bprojet\w*|\bsi\b"
    r"|\breflexion\b"
    r"|\bcertains\b|\breclam\w+|\bavant\b|\bevoqu\w+|\bimagin\w+|\bquestion\b|\bdiscut\w+|\bplaid\w+"
)
_TODAY = re.compile(r"\baujourd'hui\b|\bdesormais\b|\bce jour\b")


def merger(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read the year in which ATP and CCR become one: that of the document, when the sentence says «aujourd’hui»."""
    date = facts.date
    named = {name for name, source in SCHEMES.items() if source.search(sentence.mask)}
    if not _MERGER.search(sentence.mask) or not {"atp", "ccr"} <= named or not _TODAY.search(sentence.mask):
        return
    if date is None or date.token is None or date.read is None or _NOT_A_FACT.search(sentence.mask):
        return
    place = date.read.sentences[0]
    claim = Claim.of(
        "dispositif_annee", "atp_ccr", place, date.token, When.STOCK, value=float(date.year), exempt=_EXEMPT
    )
    note = "« Aujourd’hui » dans le document : l’année est celle de sa date."
    yield replace(claim, period=str(date.year), status="inferred", note=note, qualifier="exact")


THEME = Theme(
    re.compile(r"\batp\b|\bccr\b|\bastp\b|\bassistants?\b|\bchefs? de clinique|\bexercice partage|\bgeneralistes\b"),
    rules=(*_POSTS_MEASURE, *_SHARED_POSTS),
    readers=(amounts, clinic_heads, merger),
)
