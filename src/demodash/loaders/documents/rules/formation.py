"""Training places: medical courses before and after, nurses year by year, places added to paramedical courses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.reading import Sentence
from demodash.loaders.documents.rules.model import (
    Claim,
    Guard,
    Rule,
    Topic,
    When,
    above,
    pattern,
    spoken_of,
)
from demodash.loaders.documents.rules.series import Pair, series
from demodash.loaders.documents.tokens import Kind, Token
from demodash.texts import decimals_of

MEDICAL: Mapping[str, str] = {
    "medecine": "medecine",
    "pharmacie": "pharmacie",
    "odontologie": r"(?:odontologie|chirurgie[- ]dentaire|dentaire)",
    "maieutique": r"(?:maieutique|sages?-femmes?)",
    "ensemble": r"(?:ensemble|total)(?: des (?:quatre |4 )?filieres)?",
}
COURSES = {
    "aide_soignant": re.compile(r"\bas\b|\baides?[- ]soignante?s?\b|\bifas\b"),
    "ide": re.compile(r"\bide\b|\binfirmiere?s?\b(?! (?:en pratique avancee|de bloc|anesthesistes?|scolaires?))|\bifsi\b|\bsoins infirmiers\b"),
    "kine": re.compile(r"\bmk\b|\bmasseurs?[- ]kine\w*|\bkines?(?:itherap\w+)?\b|\bmasso-kine\w*|\bifmk\b"),
    "psychomotricien": re.compile(r"\bpsychomotri\w+"),
    "autre": re.compile(
        r"\bergotherap\w+|\borthophon\w+|\bsages?-femmes?\b|\bauxiliaires? de puericulture\b|\bap\b|\bipa\b|\biade\b|\bibode\b"
        r"|\bpratique avancee\b|\bmanipulateurs?\b|\bambulanciers?\b|\bpediatri\w+|\bpuericult\w+|\bpodolog\w+"
    ),
}
_PLACES_CONTEXT = re.compile(r"\bplaces?\b|\bformations?\b|\bnumerus\b|\bcapacites?\b|\beffectifs?\b")
_UNDATED = "Années non imprimées : la date du document est retenue."
_EXEMPT = frozenset({Guard.RANGE, Guard.INCREASE, Guard.HEADING})


def _before_and_after(name: str) -> re.Pattern[str]:
    of = r"(?:en |de |pour (?:la |les |l')?)"
    verb = r"(?:le nombre de places|les places|la capacite|les capacites)? ?(?:(?:est|sont|a|ont)(?: ete)? )?(?:passage|passee?s?|portee?s?|augmentee?s?)? ?"
    return pattern(
        rf"^\W*(?:{of})?{name}(?: \([^)]*\))? ?[:,]? ?{verb}(?:de )?<N:a>(?: places)?(?: (?:en|\() ?<Y:ya>\)?)?"
        rf" ?(?:a|->|=>|→|puis) ?<N:b>(?: places)?(?: (?:en|\() ?<Y:yb>\)?)?(?:,? ?\(?,? ?(?:soit )?(?:une (?:hausse|augmentation) de )?<P:c>\)?)?\W*$"
    )


_MEDICAL = {name: _before_and_after(words) for name, words in MEDICAL.items()}
_INVERTED = {
    name: pattern(
        rf"\bplaces (?:de|en|d'etudes de) {words} (?:est|sont|a|ont)(?: ete)? (?:passee?s?|portee?s?) de <N:a>(?: places)?(?: en <Y:ya>)? a <N:b>"
        r"(?: places)?(?: en <Y:yb>)?(?:,? ?\(?,? ?(?:soit )?(?:une (?:hausse|augmentation) de )?<P:c>\)?)?\W*$"
    )
    for name, words in MEDICAL.items()
}


def medical_places(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read places before and after an increase, with its percentage: «Pharmacie : de 100 à 110 (+10 %)»."""
    if "\ue000" not in sentence.mask:
        return
    for patterns in (_MEDICAL, _INVERTED):
        for category, source in patterns.items():
            found = source.search(sentence.mask)
            if found is not None and _speaks_of_places(sentence, facts):
                yield from _increase(sentence, facts, category, found)


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
    doubt = ""
    if change is not None:
        value = change.signed_value
        claims.append(
            Claim.of("places_medicales_evolution", category, sentence, change, When.STOCK, value=value, exempt=_EXEMPT)
        )
        if not agrees(before.value, after.value, change):
            doubt = "le pourcentage imprimé n’est pas celui des deux nombres"
    years = _years(sentence, found)
    for claim, period in zip(claims, years or ("", "", ""), strict=False):
        dated = replace(claim, period=period) if period else replace(claim, status="inferred", note=_UNDATED)
        yield dated.doubted(doubt) if doubt else dated


def _years(sentence: Sentence, found: re.Match[str]) -> tuple[str, str, str] | None:
    """Return the periods of before, after and change when the sentence or a heading gives both years."""
    if found["ya"] and found["yb"]:
        first, last = (sentence.token_at(found.start(name)).first for name in ("ya", "yb"))
        return (first, last, f"{first}/{last}") if first < last else None
    for heading in sentence.read.headings:
        spans = {token for token in heading.tokens if token.kind is Kind.YEARS}
        if len({(span.first, span.last) for span in spans}) == 1:
            span = spans.pop()
            return span.first, span.last, f"{span.first}/{span.last}"
    return None


def agrees(before: float, after: float, change: Token) -> bool:
    """Tell whether a printed percentage is that of two numbers, as far as its decimals go."""
    if not before:
        return False
    exact = (after - before) / before * 100
    step = 10.0 ** -decimals_of(change.printed)
    printed = change.signed_value if change.sign in {"+", "-"} else abs(change.value) * (1 if exact >= 0 else -1)
    return abs(exact - printed) <= 0.5 * step + 1e-9 or abs(exact - printed) < step * 0.51


_LEVEL = re.compile(r"\bplaces?\b|\beffectifs?\b|\bcapacites?\b|\bquotas?\b")
_ADDED = re.compile(r"\bsupp(?:l\w*)?\b|\bde plus\b|\bnouvelles?\b|\bajout\w*|\bouvert\w*|\bcree\w*|\bcreations?\b|\bouvertures?\b")
_NOT_PLACES = re.compile(r"\bdiplome\w*|\babandons?\b|\bcandidat\w*|\badmis\b|\binscrits?\b|\betudiants?\b|\bdemissions?\b")
_SERIES_EXEMPT = frozenset({Guard.INCREASE, Guard.HEADING})


def nurse_places(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read the places for nurses year by year («2019 : 100, 2020 : 110 soit +10 %») and their change."""
    del facts
    counts = [token for token in sentence.figures if token.kind is Kind.COUNT]
    if not counts or not _level_of(sentence, "ide"):
        return
    pairs, doubt = series(sentence, counts)
    if not pairs:
        return
    increase = _ADDED.search(sentence.mask) is not None or any(token.sign for token in counts)
    if increase or _NOT_PLACES.search(sentence.mask):
        doubt = doubt or "des places ajoutées ou autre chose que des places, non un niveau"
    if not doubt and len(pairs) > 1 and max(one.value for one in counts) > 1.5 * min(one.value for one in counts):
        doubt = "des nombres trop différents pour une même série"
    for pair in pairs:
        claim = Claim.of("ide_places", "ensemble", sentence, pair.count, When.STOCK, exempt=_SERIES_EXEMPT)
        yield replace(claim, period=pair.period, doubt=doubt)
    yield from _nurse_change(sentence, pairs, doubt)


def _nurse_change(sentence: Sentence, pairs: tuple[Pair, ...], doubt: str) -> Iterator[Claim]:
    changes = [token for token in sentence.figures if token.kind is Kind.PERCENT]
    if len(changes) != 1 or len(pairs) < 2 or changes[0].start < pairs[-1].count.end:
        return
    change, first, last = changes[0], pairs[0], pairs[-1]
    claim = Claim.of("ide_places_evolution", "ensemble", sentence, change, When.STOCK, exempt=_SERIES_EXEMPT)
    claim = replace(claim, period=f"{first.period}/{last.period}", doubt=doubt)
    if not agrees(first.count.value, last.count.value, change):
        claim = claim.doubted("le pourcentage imprimé n’est pas celui de la série")
    yield claim


def _level_of(sentence: Sentence, course: str) -> bool:
    """Tell whether the sentence gives a level of places of one course, and of no other."""
    first = sentence.figures[0].start - sentence.start
    named = spoken_of(COURSES, sentence, first) | {name for name, one in COURSES.items() if one.search(sentence.mask)}
    return named == {course} and (_LEVEL.search(sentence.mask) is not None or above(sentence, _LEVEL) is not None)


_CAPACITY = pattern(
    r"\b(?:portant|porte|portent|porter|amenant) (?:ainsi )?(?:la|leur) capacite(?: \w+){0,3}? a <N:n>(?: places)?"
    r"|\bcapacite (?:totale |regionale |d'accueil )?(?:des ifas|en ifas|(?:de formation )?(?:des|d')aides-soignants)(?: est)?(?: de| :| atteint| s'eleve a)+ <N:m>"
)


def care_assistant_places(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read the places added for aides-soignants, year by year, and the capacity that they lead to."""
    del facts
    if not sentence.figures or not _level_of(sentence, "aide_soignant"):
        return
    found = _CAPACITY.search(sentence.mask)
    capacity = sentence.token_at(found.start("n" if found["n"] else "m")) if found else None
    counts = [token for token in sentence.figures if token.kind is Kind.COUNT and token != capacity]
    pairs, doubt = series(sentence, counts) if counts else ((), "")
    if pairs and _ADDED.search(sentence.mask) and not _NOT_PLACES.search(sentence.mask):
        for pair in pairs:
            claim = Claim.of(
                "places_paramedicales_ajoutees", "aide_soignant", sentence, pair.count, When.ADDED, exempt=_SERIES_EXEMPT
            )
            yield replace(claim, value=pair.count.value, period=pair.period, doubt=doubt)
    if capacity is not None:
        claim = Claim.of("as_capacite", "ensemble", sentence, capacity, When.STOCK, exempt=_SERIES_EXEMPT)
        if pairs and not doubt:
            claim = replace(claim, period=pairs[-1].period[-4:])
        yield claim


def _added(course: str, category: str) -> tuple[Rule, ...]:
    topic = Topic(COURSES, course)
    words = COURSES[course].pattern
    one = rf"(?:formation (?:de |en |d'|des )?)?(?:{words})"
    refuse = (
        (_NOT_PLACES, "autre chose que des places"),
        (re.compile("|".join(source.pattern for name, source in COURSES.items() if name != course)), "plusieurs formations à la fois"),
    )
    sources = (
        rf"\b(?:augmentation|hausse|ouverture|creation|ajout|\+) (?:de )?<N:n> (?:nouvelles )?places? (?:supplementaires )?(?:de |d'|en |pour les )?{one}",
        rf"<N:n> (?:nouvelles places?|places? (?:supplementaires|supp\.?|nouvelles|de plus)) (?:de |d'|en |pour (?:les |la )?|dans les )?{one}",
        rf"<N:n> places? (?:de |d'|en |pour (?:les |la )?){one} (?:supplementaires|supp\b|de plus|ont ete (?:ouvertes|creees|ajoutees))",
    )
    return tuple(
        Rule("places_paramedicales_ajoutees", pattern(source), When.ADDED, category, None, refuse=refuse, exempt=_SERIES_EXEMPT)
        for source in sources
    ) + (
        Rule(
            "places_paramedicales_ajoutees",
            pattern(r"<N:n> places (?:supplementaires|supp\b|de plus)(?! (?:de|d'|en|pour|dans) \w)"),
            When.ADDED,
            category,
            topic,
            refuse=refuse,
            exempt=_SERIES_EXEMPT,
        ),
    )


_SIGNED_COURSES = {
    name: pattern(rf"<N:n> places? (?:supplementaires )?(?:de |d'|en |pour (?:les |la )?)(?:formation (?:de |en ))?(?:{COURSES[name].pattern})")
    for name in ("kine", "psychomotricien", "aide_soignant")
}


def signed_places(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read places added that are printed with a plus: «+30 places de MK en 2021»."""
    del facts
    for category, source in _SIGNED_COURSES.items():
        for found in source.finditer(sentence.mask):
            token = sentence.token_at(found.start("n"))
            if token.sign == "+":
                yield Claim.of(
                    "places_paramedicales_ajoutees", category, sentence, token, When.ADDED, exempt=_SERIES_EXEMPT
                )


RULES = (*_added("kine", "kine"), *_added("psychomotricien", "psychomotricien"))
READERS = (medical_places, nurse_places, care_assistant_places, signed_places)
