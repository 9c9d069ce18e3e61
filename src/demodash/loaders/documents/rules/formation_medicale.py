"""Places of the medical courses before and after an increase, with its percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.reading import Sentence
from demodash.loaders.documents.rules.model import Claim, Guard, Theme, When, above, pattern
from demodash.loaders.documents.rules.stated_change import StatedChange, stated_change
from demodash.loaders.documents.tokens import Kind

MEDICAL: Mapping[str, str] = {
    "medecine": "medecine",
    "pharmacie": "pharmacie",
    "odontologie": r"(?:odontologie|chirurgie[- ]dentaire|dentaire)",
    "maieutique": r"(?:maieutique|sages?-femmes?)",
    "ensemble": r"(?:ensemble|total) (?:des (?:quatre |4 )?filieres(?: medicales)?|medical)",
}
_PLACES_CONTEXT = re.compile(r"\bplaces?\b|\bformations?\b|\bnumerus\b|\bcapacites?\b|\beffectifs?\b")
_NOT_PLACES = re.compile(
    r"\bcouts?\b|\beuros?\b|\bbudgets?\b|\bcandidat\w*|\bparticipant\w*|\binscri\w+|\binternat\b|\bstages?\b|\bvacan\w+"
    r"|\bcontinue\b|\bdiplome\w*|\bmoyennes?\b|\blibera(?:l|ux)\b|\ben exercice\b|\badmis\b|\bprojete?e?s?\b"
    r"|\battendu\w*"
)
UNDATED = "Années non imprimées : la date du document est retenue."
_EXEMPT = frozenset({Guard.RANGE, Guard.INCREASE, Guard.OTHER_DATE})


_FIRST = r"(?:de )?<N:a>(?: places)?(?: (?:en|\() ?<Y:ya>\)?)?"
_LAST = r"<N:b>(?: places)?(?: (?:en|\() ?<Y:yb>\)?)?"
_TO = r" ?(?:a|->|=>|→|puis) ?"
_BY = r"(?:,? ?\(?,? ?(?:soit )?(?:une (?:hausse|augmentation) de )?<P:c>\)?)?\W*$"
_MOVED = r"(?:(?:est|sont|a|ont)(?: ete)? )?(?:passage|passee?s?|portee?s?|augmentee?s?)? ?"
_OF_PLACES = r"(?:(?:le nombre de places|les places|la capacite|les capacites) )?"


def _wordings(name: str) -> tuple[re.Pattern[str], ...]:
    """Return the ways to say that the places of a course went from one number to another."""
    course = rf"(?:en |de |pour (?:la |les |l')?)?{name}(?: \([^)]*\))?"
    return tuple(
        pattern(source)
        for source in (
            rf"^\W*{course} ?[:,]? ?{_OF_PLACES}{_MOVED}{_FIRST}{_TO}{_LAST}{_BY}",
            rf"\bplaces (?:de|en|d'etudes de) {name} ?:? ?{_MOVED}{_FIRST}{_TO}{_LAST}{_BY}",
            rf"^\W*{_FIRST}{_TO}<N:b> places (?:de|en|d'etudes de) {name}{_BY.replace('<Y:yb>', '<Y>')}",
            rf"^\W*{course} ?[:,]? ?<N:b> places \(?(?:contre|au lieu de) <N:a>(?: auparavant)?\)?{_BY}",
        )
    )


_MEDICAL = {name: _wordings(words) for name, words in MEDICAL.items()}


def medical_places(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read places before and after an increase, with its percentage: «Pharmacie : de 100 à 110 (+10 %)»."""
    if "\ue000" not in sentence.mask:
        return
    for category, sources in _MEDICAL.items():
        found = next((hit for source in sources if (hit := source.search(sentence.mask))), None)
        if found is None or not _speaks_of_places(sentence, facts):
            continue
        innermost = sentence.read.headings[0].mask if sentence.read.headings else ""
        other = _NOT_PLACES.search(innermost) or _NOT_PLACES.search(sentence.mask)
        for claim in _increase(sentence, facts, category, found):
            yield claim.doubted("autre chose que des places de formation") if other else claim


def _speaks_of_places(sentence: Sentence, facts: Facts) -> bool:
    if _PLACES_CONTEXT.search(sentence.mask) or above(sentence, _PLACES_CONTEXT):
        return True
    return any(_PLACES_CONTEXT.search(read.text.mask) for read in facts.slide_above(sentence.read))


def _increase(sentence: Sentence, facts: Facts, category: str, found: re.Match[str]) -> Iterator[Claim]:
    before, after = sentence.token_at(found.start("a")), sentence.token_at(found.start("b"))
    change = sentence.token_at(found.start("c")) if found["c"] else None
    claims = [
        Claim.of("places_medicales_avant", category, sentence, before, When.STOCK, exempt=_EXEMPT),
        Claim.of("places_medicales_apres", category, sentence, after, When.STOCK, exempt=_EXEMPT),
    ]
    stated = StatedChange(0.0)
    if change is not None:
        stated = stated_change(before.value, after.value, change)
        claims.append(
            Claim.of(
                "places_medicales_evolution", category, sentence, change, When.STOCK, value=stated.value, exempt=_EXEMPT
            )
        )
    years = _years(sentence, found)
    for claim, period in zip(claims, years or ("", "", ""), strict=False):
        dated = replace(claim, period=period) if period else replace(claim, status="inferred", note=UNDATED)
        if stated.note and claim.token == change:
            dated = replace(dated, note=f"{dated.note} {stated.note}".strip())
        if found.groupdict().get("ya") and found.groupdict().get("yb") and years is None:
            dated = dated.doubted("les années ne se suivent pas")
        yield dated.doubted(stated.doubt) if stated.doubt else dated


def _years(sentence: Sentence, found: re.Match[str]) -> tuple[str, str, str] | None:
    """Return the periods of before, after and change when the sentence or a heading gives both years."""
    groups = found.groupdict()
    if groups.get("ya") and groups.get("yb"):
        first, last = (sentence.token_at(found.start(name)).first for name in ("ya", "yb"))
        return (first, last, f"{first}/{last}") if first < last else None
    for heading in sentence.read.headings:
        spans = {token for token in heading.tokens if token.kind is Kind.YEARS}
        if len({(span.first, span.last) for span in spans}) == 1:
            span = spans.pop()
            return span.first, span.last, f"{span.first}/{span.last}"
    return None


THEME = Theme(
    re.compile(
        r"\bmedecine\b|\bpharmacie\b|\bodontologie\b|\bdentaire\b|\bmaieutique\b|\bsages?-femmes?\b|\bfilieres\b"
        r"|\bmedical"
    ),
    readers=(medical_places,),
)
