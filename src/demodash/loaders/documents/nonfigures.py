"""Numbers that are never a figure: names of schemes, laws, addresses, telephones, ordinals, labels, ages, rates' bases.

Each pattern is tried on the folded text (no capitals, no accents) or, when capitals matter, on the plain one. Its
group `n`, when it has one, is the number; otherwise the whole match is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from demodash.loaders.documents.number_words import NUMBER_WORDS

_SMALL = r"(?:\d{1,2}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)"
_LABELLED = (
    "objectif|axe|action|mesure|engagement|etape|phase|annexe|figure|tableau|graphique|carte|page|diapositive|diapo|"
    "slide|chapitre|titre|fiche|orientation|priorite|volet|niveau|cycle|type|groupe|categorie|version|tome|partie|"
    "point|question|pacte|pts|pilier|vague|lot|scenario|section|classe|secteur|avenant|og|oo|prs|sros|plan"
)
_PLANS = (
    "prs|srs|sros|cper|cpom|cog|plan|strategie|schema|programme|projet regional de sante|convention|contrat|"
    "feuille de route|pacte|avenant|protocole"
)
_HEADCOUNT = "medecins?|generalistes?|personnes|patients|habitants|praticiens|professionnels|actifs|les|des|aux"


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern, tried only on texts that hold one of the words that it `needs` (on all when there are none)."""

    reason: str
    regex: re.Pattern[str]
    capitals: bool
    needs: tuple[str, ...]


def _of(reason: str, *patterns: str, capitals: bool = False, needs: str = "") -> tuple[_Pattern, ...]:
    return tuple(_Pattern(reason, re.compile(pattern), capitals, tuple(needs.split())) for pattern in patterns)


_PATTERNS = (
    *_of("adresse électronique ou de site", r"(?:https?://|www\.)\S+|\S+@\S+\.\w+", needs="http www @"),
    *_of(
        "numéro de téléphone",
        r"(?<![\d.,])(?:\+33 ?(?:\(0\) ?)?|0)[1-9](?:[ .\-]?\d{2}){4}(?!\d)",
        r"(?<!\d)0 ?8\d{2}(?: ?\d{3}){2}(?!\d)",
    ),
    *_of(
        "numéro de téléphone",
        r"(?:\btel\b|telephone|\bfax\b|composez|numero vert|appelez)\W{0,4}(?:le )?(?P<n>\d[\d .]*\d)",
        needs="tel fax compose numero appelez",
    ),
    *_of(
        "adresse postale",
        r"\b(?:bp|cs|tsa) ?(?P<n>\d+(?: \d{3})*)\b|\bcedex (?P<c>\d{1,2})\b",
        needs="bp cs tsa cedex",
    ),
    *_of(
        "adresse postale",
        r"(?<![\d.,])(?P<n>\d{1,4})(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|bd|allee|chemin|quai|route|impasse)\b",
        needs="rue avenue boulevard bd allee chemin quai route impasse",
    ),
    *_of(
        "code postal",
        r"(?<!\d )(?<![\d.,])(?P<n>\d{5})(?= (?:[A-Z][a-z]+|[A-Z]{3,}(?:[ -][A-Z\d]+)* CEDEX\b))",
        capitals=True,
    ),
    *_of("code de département", r"(?<=[a-z]) \((?P<n>0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])\)", capitals=True),
    *_of(
        "identifiant",
        r"\b(?:siret|siren|finess|rpps|issn|isbn) ?(?:n° ?)?:? ?(?P<n>\d[\d ]*\d)",
        needs="sir finess rpps iss isb",
    ),
    *_of(
        "référence d’un texte de loi ou d’un article",
        r"\b(?:article|art\.?|alinea)s? (?:[lrd]\.? ?)?(?P<n>\d[\d.\-]*(?:(?: et | a |, )[\d.\-]*\d)?)",
        needs="art alinea",
    ),
    *_of(
        "référence d’un texte de loi ou d’un article",
        r"\b[lrd]\. ?(?P<n>\d{3,4}(?:-\d+)*)\b|\b[lrd](?P<d>\d{4}(?:-\d+)*)\b",
        r"\b(?:loi|decret|ordonnance|instruction|circulaire|reglement|directive)s? (?:n° ?)?(?P<n>\d{2,4}[-/]\d+)",
    ),
    *_of("numéro", r"\bn(?:°s?|ºs?|umeros?) ?(?P<n>\d[\d./\-]*\d|\d)", needs="n° nº numero"),
    *_of("heure", r"\b\d{1,2} ?h(?: ?\d{2})?(?: ?/ ?\d{1,2})?\b|\b[0-2]?\d:[0-5]\d\b|\b\d ?j(?:ours)? ?(?:/|sur) ?7\b"),
    *_of("numéro de page", r"\bpages? (?P<n>\d+(?: ?(?:/|sur|de|a|-) ?\d+)?)", needs="page"),
    *_of("code ou sigle", r"\bcovid[ -](?P<n>19)\b", needs="covid"),
    *_of(
        "nom d’un plan, d’un programme ou d’une mesure",
        rf"\b(?:{_PLANS})\b(?: [^\W\d][\w'-]*){{0,5}} (?P<n>(?:19|20)\d\d ?[-/] ?(?:20)?\d\d)\b",
        needs=_PLANS.replace("|", " "),
    ),
    *_of(
        "nom d’un plan, d’un programme ou d’une mesure",
        r"\b(?:ma sante|(?<!en )france|(?<!l')horizon|segur|p?lfss|loi de financement[^.;]{0,40}?|zonage|ambition|cap"
        r"|vision|agenda) (?P<n>(?:19|20)\d\d)\b",
        needs="ma france horizon segur lfss loi zonage ambition cap vision agenda",
    ),
    *_of("nom d’un plan, d’un programme ou d’une mesure", r"\ba (?P<n>360)\b(?: ?°| degres)?", needs="360"),
    *_of(
        "nom d’un plan, d’un programme ou d’une mesure",
        r"\b(?:mesure|dispositif|plan|programme|operation|appel a candidatures?)s? (?:national(?:e|es|aux)? )?\"? ?"
        r"(?P<n>\d{1,3}(?:[ .]\d{3})*|\d+)(?= (?:jeunes )?(?:medecins|generalistes|msp|maisons|assistants|postes)\b)",
        needs="mesure dispositif plan programme operation appel",
    ),
    *_of(
        "nom d’un plan, d’un programme ou d’une mesure",
        r"\"\s?(?P<n>400)(?= medecins)",
        r"(?<!\w)(?P<n>100 ?%) sante\b",
        needs="400 sante",
    ),
    *_of(
        "nom entre guillemets",
        r"«(?=[^«»]{0,60}»)(?![^«»]*\b(?:sont|est|ont|a|avons|compte|comptons|comptent|couvre|couvrent)\b)"
        r"[^«»\d]*(?P<n>\d[\d .,\-]*\d|\d)[^«»\d]*»",
    ),
    *_of("rang", r"(?<![\w.,])\d{1,3} ?(?:ers?|eres?|e|emes?|nde?)\b"),
    *_of(
        "numéro d’ordre",
        rf"\b(?:{_LABELLED})(?: (?:operationnel|general|transverse|strategique|specifique)(?:le)?)? ?(?:n° ?)?"
        r"(?P<n>\d{1,2}(?:\.\d{1,2})*)(?![\d]|[.,]\d| ?[%€]| (?:millions?|euros?|msp|cpts|postes|places|contrats)\b)",
    ),
    *_of(
        "numéro d’ordre",
        r"^(?P<n>\d{1,2}(?:\.\d{1,2})+\.?)(?= [^\W\d]{2})",
        r"(?<![\w.,])(?P<n>\d{1,2}(?:\.\d{1,2}){2,})(?![\d])",
    ),
    *_of(
        "base d’un taux (pour … habitants)",
        r"(?:\bpour|\bpar|\bsur|/) ?(?P<n>10{3}|10{0,2}[ .]?000|mille|cent mille|dix mille) ?(?:hab|personnes|femmes)",
        needs="hab personnes femmes",
    ),
    *_of(
        "proportion (… sur …)",
        rf"(?<![\w,.])(?P<n>{_SMALL}(?: [^\W\d][\w'-]*){{0,3}} sur (?:\d{{1,2}}|100|deux|trois|quatre|cinq|dix|cent))"
        r"(?![\w]|[.,]\d)(?! \w+s\b)",
        needs="sur",
    ),
    *_of(
        "fraction", r"\b(?:deux|trois|quatre|\d) (?:tiers|quarts|cinquiemes|dixiemes)\b|(?<![\d/])[1-9]/[1-9](?![\d/])"
    ),
    *_of(
        "âge",
        rf"\b(?:(?:ages?|agees?) de (?:(?:plus|moins) de )?|(?:{_HEADCOUNT}) (?:de )?(?:plus|moins) de )(?P<n>\d\d) "
        rf"ans",
        r"\b(?P<n>\d\d) ans (?:et|ou) (?:plus|moins)\b",
        r"\b(?:entre|de) (?P<n>\d\d (?:et|a) \d\d) ans\b",
        needs="ans",
    ),
)


def nonfigures(text: str, plain: str, folded: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start, the end and the reason (in French) of every number that is no figure.

    `text` is as printed; `plain` and `folded` are the same text, of the same length, without accents and capitals.
    Spans may overlap: the first one holds.
    """
    for pattern in _PATTERNS:
        if pattern.needs and not any(word in folded for word in pattern.needs):
            continue
        if pattern.reason == "nom entre guillemets":
            searched = _guillemets(text, folded)
        else:
            searched = plain if pattern.capitals else folded
        for found in pattern.regex.finditer(searched):
            name = found.lastgroup
            start, end = found.span(name) if name else found.span()
            if any(character.isdecimal() for character in text[start:end]) or NUMBER_WORDS.search(folded, start, end):
                yield start, end, pattern.reason


def _guillemets(text: str, folded: str) -> str:
    """Return the folded text with the guillemets of the printed one."""
    if "«" not in text:
        return ""
    return "".join(sign if sign in "«»" else bare for sign, bare in zip(text, folded, strict=True))
