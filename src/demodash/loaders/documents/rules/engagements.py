"""Contracts that bind young physicians (CESP, PTMG), and their supervisors."""

from __future__ import annotations

import re

from demodash.loaders.documents.rules.model import Rule, Theme, Topic, When, pattern

CONTRACTS = {
    "cesp": pattern(r"\b<CESP>\b"),
    "ptmg": pattern(r"\b<PTMG>\b"),
    "ptma": re.compile(r"\bptma\b|praticiens? territoria(?:l|ux) de medecine ambulatoire|\bptmr\b"),
    "cde": re.compile(r"\bcontrats? de debut d'exercice|\bcde\b"),
    "aci": re.compile(r"\baccords? conventionnel|\baci\b"),
    "assistant": re.compile(r"\bassistants? medica(?:l|ux)\b"),
    "solidarite": re.compile(r"\bcotram\b|\bcstm\b|\bcaim\b|\bcoscom\b|\bcontrats? d'aide a l'installation"),
    "local": re.compile(r"\bcontrats? loca(?:l|ux) de sante|\bcls\b"),
}
_CESP = Topic(CONTRACTS, "cesp")
_PTMG = Topic(CONTRACTS, "ptmg")

_DENTISTRY_ONLY = (
    re.compile(
        r"^(?!.*\bmedecine\b(?! generale)).*\b(?:odontologie|dentaires?|chirurgiens?-dentistes?|maieutique|pharmacie"
        r"|pharmaciens?|sages?-femmes?)\b"
    ),
    "une partie seulement : une autre filière que la médecine",
)
_MEDICINE_ONLY = (
    re.compile(r"\ben medecine\b(?!.{0,20}\b(?:odontologie|dentaire))"),
    "une partie seulement : la médecine",
)
_INTERNS_ONLY = (
    re.compile(r"^(?!.*\betudiants?\b).*(?<!ou )(?<!et )\binternes\b(?! (?:ou|et) (?:des )?etudiants)"),
    "une partie seulement : les internes",
)
_REFUSED = (
    re.compile(r"\b(?:rompus?|resilie\w*|proposes?|offerts?|ouverts?|demandes?|candidats?|postes?|places?|echus?)\b"),
    "autre chose que des contrats signés",
)
_FLOW = (pattern(r"\b<FLOW>"), "ce qui a été signé pendant un temps, non le total depuis le début")
_CLAUSE_END = r"(?:<END>|(?= depuis| \(| par (?:des |les |de )?<STUDENTS>))"
_SIGNED = r"(?:signes?|conclus?|souscrits?|contractualises?)"
_HAVE_BEEN = r"(?:(?: ont| avaient| ayant)(?: deja)? ete| sont| etaient)?<ADV> "

_MULTIPLIED = r"(?:a|est)<ADV> (?:ete )?multiplie par <N:n><SINCE><STOP>"

_CONTRACTS = (
    *(
        Rule("cesp_signes", pattern(source), When.CUMULATED, topic=topic, refuse=refuse)
        for source, topic in (
            (
                rf"<N:n> <STUDENTS> (?:ont|avaient)<ADV> {_SIGNED}<ADV> (?:un|le|leur) <CESP>\b"
                r"(?! (?:en|depuis|sur) <D>)",
                None,
            ),
            (rf"<N:n> (?:de )?<CESP>{_HAVE_BEEN}{_SIGNED}{_CLAUSE_END}", None),
            (rf"\b<CESP> {_SIGNED} ?: ?<N:n><END>", None),
            (rf"<N:n> (?:contrats|engagements){_HAVE_BEEN}{_SIGNED}{_CLAUSE_END}", _CESP),
            (
                rf"<N:n> <STUDENTS> (?:(?:en|l') ?)?(?:l'ont|ont|en ont)<ADV> {_SIGNED}(?= un contrat|\W*$|[ ]?[.;,])",
                _CESP,
            ),
        )
        for refuse in ((_DENTISTRY_ONLY, _MEDICINE_ONLY, _INTERNS_ONLY, _REFUSED, _FLOW),)
    ),
    *(
        Rule("cesp_rapport", pattern(source), When.RATIO, topic=topic, refuse=(_DENTISTRY_ONLY, _REFUSED))
        for source, topic in (
            (rf"\bnombre de contrats?(?: {_SIGNED})?<ADV> {_MULTIPLIED}", _CESP),
            (rf"\bnombre de <CESP>(?: {_SIGNED})?<ADV> {_MULTIPLIED}", None),
            (rf"<N:n> fois plus de <CESP>(?: {_SIGNED})?<ADV><SINCE><STOP>", None),
            (rf"\bles <CESP>(?: {_SIGNED})?<ADV> sont<ADV> <N:n> fois plus nombreux<SINCE><STOP>", None),
            (rf"<CESP>{_HAVE_BEEN}{_SIGNED}(?: par [^.;,]{{3,90}})?, soit <N:n> fois plus<SINCE><STOP>", None),
            (rf"<N:n> fois plus de contrats(?: {_SIGNED})?<ADV><SINCE><STOP>", _CESP),
        )
    ),
    *(
        Rule("ptmg_signes", pattern(source), When.CUMULATED, topic=topic, refuse=(_REFUSED, _FLOW))
        for source, topic in (
            (
                rf"<N:n> (?:(?:jeunes )?medecins|praticiens|generalistes|medecins generalistes) (?:ont|avaient)<ADV> "
                rf"{_SIGNED}<ADV> (?:un|le|leur) <PTMG>\b(?! (?:en|depuis|sur) <D>)",
                None,
            ),
            (rf"<N:n> (?:de )?<PTMG>{_HAVE_BEEN}{_SIGNED}{_CLAUSE_END}", None),
            (rf"\b<PTMG> {_SIGNED} ?: ?<N:n><END>", None),
            (rf"<N:n> contrats{_HAVE_BEEN}{_SIGNED}{_CLAUSE_END}", _PTMG),
        )
    ),
)

_SUPERVISORS = Topic({"ms": pattern(r"\b<MS>\b"), "tuteurs": re.compile(r"\btuteurs?\b")}, "ms")
_TRAINED = (
    r"(?:(?: sont| etaient)?<ADV>(?: formes?| agrees?| habilites?)?(?: a| pour) (?:l'accueil"
    r"|l'encadrement|accueillir|encadrer|recevoir)(?: des| les| d'| de)? ?|<ADV> (?:accueillent|encadrent|recoivent)"
    r"(?: des| les)? ?)"
)
_EXTERNS = r"(?:etudiants )?externes\b(?! (?:et|ou) (?:des |les |d')?internes)"
_INTERNS = r"internes\b(?! (?:et|ou) (?:des |les |d')?(?:etudiants )?externes)"
_OTHER_SPECIALTY = (
    re.compile(
        r"\btoutes (?:les )?(?:professions|specialites|disciplines)|\b(?:facultes?|ufr|subdivisions?|academie)\b"
        r"|\bl'universite\b"
        r"|\binternes (?:de|en) (?!medecine generale|mg\b)\w+|\b(?:pediatr|gyneco|pharmac|dentaire|sages?-femmes?)"
    ),
    "une autre discipline que la médecine générale",
)
_MSU = tuple(
    Rule("msu", pattern(source), When.STOCK, category, topic, refuse=(_OTHER_SPECIALTY,))
    for source, category, topic in (
        (rf"<N:n> <MS>{_TRAINED}{_EXTERNS}", "externes", None),
        (rf"<N:n> <MS>{_TRAINED}{_INTERNS}", "internes", None),
        (rf"<N:n>(?: autres| d'entre eux)?{_TRAINED}{_EXTERNS}", "externes", _SUPERVISORS),
        (rf"<N:n>(?: autres| d'entre eux)?{_TRAINED}{_INTERNS}", "internes", _SUPERVISORS),
        (
            rf"\b<MS>{_TRAINED}(?:des )?externes,? (?:et )?<N:n>(?: autres)?(?: pour| a)?(?: l'accueil)? "
            r"(?:des |d'|les )internes\b",
            "internes",
            None,
        ),
        (r"\b<COUNTS><ADV> ?<N:n> <MS>(?: de medecine generale)?<END>", "ensemble", None),
        (r"\bnombre (?:total )?de <MS>(?: de medecine generale)?<ADV> <EXISTS_OF> ?<N:n><END>", "ensemble", None),
    )
)
_MSU_FRAGMENTS = (
    Rule("msu", pattern(r"\W*<N:n> <MS>(?: de medecine generale)?\W*"), When.STOCK, whole=True),
    Rule("msu", pattern(r"\W*<MS>(?: de medecine generale)? ?: ?<N:n>\W*"), When.STOCK, whole=True),
)

THEME = Theme(
    re.compile(
        r"\bcesp\b|\bengagements? de service public\b|\bptmg\b|\bpraticiens? territoria|\bmaitres? de stage|\bmsu\b"
    ),
    rules=(*_CONTRACTS, *_MSU, *_MSU_FRAGMENTS),
)
