"""Why a number that a rule recognises is still not taken."""

from __future__ import annotations

import re

from demodash.indicators import CATALOGUE
from demodash.indicators.model import Kind as UnitKind
from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.parts_of_region import area_of, unknown_name, unknown_part
from demodash.loaders.documents.rules.demographie import without_zones
from demodash.loaders.documents.rules.model import Claim, Guard, When, pattern
from demodash.loaders.documents.tokens import Kind, Token
from demodash.loaders.documents.wording import CHECKS

_NOTHING_AFTER = pattern(r" ?(?:$|[^\w\s])")
_COUNTED = frozenset({UnitKind.COUNT, UnitKind.YEAR})
_STRUCTURES = frozenset({"msp_activite", "msp_projet", "cpts_fonctionnement", "msu"})
_COUNTED_APART = _STRUCTURES | {"cesp_signes", "ptmg_signes"}
_PLACED = ("msp_", "cpts_", "msu", "cesp_", "ptmg_", "mg_evolution", "places_", "ide_", "as_")
_NOT_ALL = "rien ne dit que ce soit tout le territoire (« {} »)"
_TITLED = "le titre du document nomme une partie de la région, ou un lieu que le catalogue ne connaît pas (« {} »)"
_PERHAPS_A_PLACE = "« {} » est peut-être un lieu que le catalogue des territoires ne connaît pas"
_COUNTING = re.compile(
    r"\b(?:compte|comptait|comptent|comptaient|denombre|denombrait|recense|recensait|recensent|totalise|totalisait"
    r"|dispose|disposait|disposent|abrite|abritait)\b"
)
_COUNTS_FOR_ALL = pattern(
    r"(?:.*[,:;(|]|\W*(?:et|mais|ou|ainsi|desormais|aujourd'hui|actuellement|au total))?\W*"
    r"(?:(?:(?:en|dans) (?:la |notre )?region"
    r"|on|elles?|qui|en|y|(?:la|notre|cette) region(?: ·++)?|l[ea]s? ·++|l' ?·++|·++"
    r"|(?:l'ars|l'agence regionale de sante)(?: (?:de |d'|des |en |de la |de l')?·++)?"
    r"|aujourd'hui|desormais|actuellement|deja|[\ue004\ue006]++)\W*+)*+"
)
_SOME_IN_PROJECT = pattern(
    r"[^.;:\ue000-\ue007]{0,80}?\bdont <N>[^.;:,\ue000-\ue007]{0,40}?"
    r"\ben (?:projet|prefiguration|(?:cours de )?creation)\b"
)
_NATIONAL_ABOVE = re.compile(
    r"\b(?:chiffres?|donnees|moyennes?|niveau|echelle|situation|bilan|cadrage|tableau|contexte|effectifs)\b"
    r".{0,30}\bnationa(?:l|le|ux|les)\b"
)
_FOR_EACH = re.compile(r"\bpar (?:departement|territoire|bassin|canton|arrondissement|commune)\b")
_LOCAL_FRONT = re.compile(
    r"\W*(?:dans|sur|a|au|aux|en|entre|cote|chez|pres de|autour de|au sein)\b(?P<where>[^,:;]*)[,:]"
)
_ALL_FRONT = re.compile(
    r"(?:\W|\b[ld]'|\b(?:le|la|les|msp|cpts|maisons|autres|de|du|des|et|a|en|fin|debut|mi|cours|date|jour|ce|cette|notre"
    r"|region|annee|total|cadre|effet|plus|outre|parallele|particulier|niveau|regional\w*|ensemble|territoire|pacte"
    r"|bilan|matiere|terme|titre|moyenne|parmi|egard|ars|agence|sante|metropolitaine)\b)*+"
)
_NOT_ALL_ABOVE = re.compile(
    r"^\W*creations?\b|\b(?:ouvertures|nouveautes?|nouvelles|inaugur\w*|laureat\w*|projets? (?!regional)\w+"
    r"|accompagne\w*|soutenu\w*|soutenir|investissement\w*|deplacement|visites?|appels? a projets?|zoom|focus|exemples?"
    r"|finance\w*)\b"
)


def objection(claim: Claim, facts: Facts) -> str:
    """Return in French why a claim must not be taken, "" when nothing speaks against it."""
    if claim.doubt:
        return claim.doubt
    token = claim.token
    if token is None:
        return _out_of_bounds(claim)
    found = _value(claim, token) or _out_of_bounds(claim) or _with_projects(claim, token)
    for guard, check in CHECKS.items():
        if not found and guard not in claim.exempt:
            found = check(claim.sentence, token)
    if not found and Guard.AREA not in claim.exempt:
        found = (
            _area(claim, token)
            or _area_around(claim, facts)
            or _front(claim, token)
            or _subject(claim, token)
            or _unknown_part(claim, token, facts)
        )
    if not found and Guard.AREA in claim.exempt and claim.indicator == "mg_evolution":
        found = _around_zone(claim, token, facts)
    return found


def _with_projects(claim: Claim, token: Token) -> str:
    """Return why a number of structures is not that of those in operation: it counts projects too."""
    if claim.indicator not in {"msp_activite", "cpts_fonctionnement"}:
        return ""
    after = claim.sentence.read.text.mask[token.end : claim.sentence.end]
    return "le nombre compte aussi des structures en projet" if _SOME_IN_PROJECT.match(after) else ""


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
    if claim.indicator in _STRUCTURES and not claim.territory:
        for_each = _FOR_EACH.search(text.mask, token.end, claim.sentence.end)
        if for_each is not None:
            return f"un nombre pour chaque territoire (« {for_each.group()} »)"
    spans = [*claim.sentence.spans(token), _label(claim, token)]
    parts = (area_of(text, start, end) for start, end in spans)
    return next((found for found in parts if found), "")


def _label(claim: Claim, token: Token) -> tuple[int, int]:
    """Return the words up to the last colon before the first figure of a sentence: they hold up to a semicolon."""
    sentence = claim.sentence
    mask = sentence.read.text.mask
    colon = mask.rfind(":", sentence.start, sentence.figures[0].start)
    if colon < 0 or ";" in mask[colon : token.start]:
        return sentence.start, sentence.start
    return sentence.start, colon + 1


def _area_around(claim: Claim, facts: Facts) -> str:
    """Return why the headings, the document's title apart, or the sentences before leave the area in doubt."""
    sentence = claim.sentence
    for heading in sentence.read.headings:
        if heading.printed != facts.title:
            found = area_of(heading, 0, len(heading.printed), shared=bool(claim.territory))
            if not (found or claim.territory or heading.places) and _NATIONAL_ABOVE.search(heading.mask):
                found = "le niveau national, sans dire s’il vaut pour ce nombre"
            if found:
                return f"d’après le titre : {found}"
    for start, end in sentence.read.text.sentences[: sentence.rank]:
        found = area_of(sentence.read.text, start, end)
        if found:
            return f"d’après la phrase précédente : {found}"
    return ""


def _front(claim: Claim, token: Token) -> str:
    """Return why the words of place that open a sentence are not known to be the whole territory."""
    if claim.indicator not in _STRUCTURES:
        return ""
    found = _LOCAL_FRONT.match(claim.sentence.without_places(claim.sentence.start, token.start))
    if found is None or _ALL_FRONT.fullmatch(found["where"]):
        return ""
    return _NOT_ALL.format(found["where"].strip())


def _subject(claim: Claim, token: Token) -> str:
    """Return why who counts («Le réseau compte 45 …»), or what a heading announces, may be but a part."""
    sentence = claim.sentence
    if claim.indicator not in _STRUCTURES:
        return ""
    words = sentence.without_places(sentence.start, token.start)
    verbs = list(_COUNTING.finditer(words))
    if verbs and not _COUNTS_FOR_ALL.fullmatch(words[: verbs[-1].start()]):
        return "le sujet du verbe n’est pas reconnu comme tout le territoire"
    for heading in sentence.read.headings:
        found = _NOT_ALL_ABOVE.search(heading.mask)
        if found:
            return f"d’après le titre, une partie seulement, ou un autre objet (« {found.group()} »)"
    return ""


def _unknown_part(claim: Claim, token: Token, facts: Facts) -> str:
    """Return why words of place around a number, before it or above it, are not known to be the whole territory."""
    if not claim.indicator.startswith(_PLACED):
        return ""
    if facts.title_area and not claim.territory:
        return _TITLED.format(facts.title_area)
    sentence, text = claim.sentence, claim.sentence.read.text
    parts = [(text, *span) for span in (*sentence.spans(token), _label(claim, token))]
    names = []
    if claim.indicator in _COUNTED_APART:
        opening = _opening(claim, token)
        parts += [(text, *span) for span in (*text.sentences[: sentence.rank], opening)]
        names.append((text, *opening))
    headings = [heading for heading in sentence.read.headings if heading.printed != facts.title]
    above = [(heading, 0, len(heading.mask)) for heading in headings]
    narrower = next((found for part in names if (found := area_of(*part))), "")
    if narrower:
        return narrower
    phrase = next((found for part in (*parts, *above) if (found := unknown_part(*part))), "")
    if phrase:
        return _NOT_ALL.format(phrase)
    if claim.territory:
        return ""
    name = next((found for part in (*names, *above) if (found := unknown_name(*part))), "")
    return _PERHAPS_A_PLACE.format(name) if name else ""


def _opening(claim: Claim, token: Token) -> tuple[int, int]:
    """Return the words before the first figure of a sentence: they hold up to a semicolon."""
    sentence = claim.sentence
    first = sentence.figures[0].start
    ended = ";" in sentence.read.text.mask[first : token.start]
    return sentence.start, sentence.start if ended else first


def _around_zone(claim: Claim, token: Token, facts: Facts) -> str:
    """Return which part of the territory is meant by the words around a change in a zone type, those apart."""
    if facts.title_area:
        return _TITLED.format(facts.title_area)
    sentence, text = claim.sentence, claim.sentence.read.text
    earlier = text.sentences[: sentence.rank]
    around = [without_zones(text, *span) for span in (*earlier, *sentence.spans(token), _opening(claim, token))]
    headings = [heading for heading in sentence.read.headings if heading.printed != facts.title]
    above = [without_zones(heading, 0, len(heading.mask)) for heading in headings]
    for one in (*around, *above):
        part = unknown_part(one, 0, len(one.mask))
        found = area_of(one, 0, len(one.mask)) or (_NOT_ALL.format(part) if part else "")
        if found:
            return found
    name = next((found for one in above if (found := unknown_name(one, 0, len(one.mask)))), "")
    return _PERHAPS_A_PLACE.format(name) if name else ""
