"""Training places of nurses year by year, places added to the other paramedical courses, capacity reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.reading import Sentence
from demodash.loaders.documents.rules.model import Claim, Guard, Rule, Theme, Topic, When, above, pattern, spoken_of
from demodash.loaders.documents.rules.series import Pair, series
from demodash.loaders.documents.rules.stated_change import stated_change
from demodash.loaders.documents.tokens import Kind

COURSES = {
    "aide_soignant": re.compile(r"\bas\b|\baides?[- ]soignante?s?\b|\bifas\b"),
    "ide": re.compile(
        r"\bide\b|\binfirmiere?s?\b(?! (?:en pratique avancee|de bloc|anesthesistes?|scolaires?))|\bifsi\b|\bsoins "
        r"infirmiers\b"
    ),
    "kine": re.compile(r"\bmk\b|\bmasseurs?[- ]kine\w*|\bkines?(?:itherap\w+)?\b|\bmasso-kine\w*|\bifmk\b"),
    "psychomotricien": re.compile(r"\bpsychomotri\w+"),
    "autre": re.compile(
        r"\bergotherap\w+|\borthophon\w+|\bsages?-femmes?\b|\bauxiliaires? de puericulture\b|\bap\b|\bipa\b|\biade\b"
        r"|\bibode\b"
        r"|\bpratique avancee\b|\bmanipulateurs?\b|\bambulanciers?\b|\bpediatri\w+|\bpuericult\w+|\bpodolog\w+"
    ),
}
_LEVEL = re.compile(r"\bplaces?\b|\beffectifs?\b|\bcapacites?\b|\bquotas?\b")
_ADDED = re.compile(
    r"\bsupp(?:l\w*)?\b|\bde plus\b|\bnouvelles?\b|\bajout\w*|\bouvert\w*|\bcree\w*|\bcreations?\b|\bouvertures?\b"
)
_NOT_PLACES = re.compile(
    r"\bdiplome\w*|\babandons?\b|\bcandidat\w*|\badmis\b|\binscrits?\b|\betudiants?\b|\bdemissions?\b|\bvacan\w+"
    r"|\bapprenti\w*|\bfinance\w*|\bpourvu\w*|\bsuppress\w+|\bsupprim\w+|\bfermetures?\b|\bfermee?s?\b"
    r"|\blibera(?:l|ux|les?)\b"
    r"|\bsalarie\w*|\ben exercice\b|\ben activite\b|\bprojete\w*|\bprofessionnel\w*|\bhospitali\w+|\bannee a\b"
)
_TRAINING = re.compile(r"\bplaces?\b|\bformations?\b|\bifsi\b|\binstituts?\b|\bquotas?\b|\bcapacites? d'accueil\b")
_SERIES_EXEMPT = frozenset({Guard.INCREASE})


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
    if increase or _NOT_PLACES.search(sentence.mask) or _narrowed_above(sentence) or not _of_training(sentence):
        doubt = doubt or "des places ajoutées ou autre chose que des places, non un niveau"
    if not doubt and len(pairs) > 1 and max(one.value for one in counts) > 1.5 * min(one.value for one in counts):
        doubt = "des nombres trop différents pour une même série"
    for pair in pairs:
        claim = Claim.of("ide_places", "ensemble", sentence, pair.count, When.STOCK, exempt=_SERIES_EXEMPT)
        yield replace(claim, period=pair.period, doubt=doubt)
    yield from _nurse_change(sentence, pairs, doubt)


def _narrowed_above(sentence: Sentence) -> bool:
    return bool(sentence.read.headings) and _NOT_PLACES.search(sentence.read.headings[0].mask) is not None


def _of_training(sentence: Sentence) -> bool:
    """Tell whether numbers are places of training: said so, or under a heading on training."""
    return _TRAINING.search(sentence.mask) is not None or above(sentence, _TRAINING) is not None


def _nurse_change(sentence: Sentence, pairs: tuple[Pair, ...], doubt: str) -> Iterator[Claim]:
    changes = [token for token in sentence.figures if token.kind is Kind.PERCENT]
    if len(changes) != 1 or len(pairs) < 2 or changes[0].start < pairs[-1].count.end:
        return
    change, first, last = changes[0], pairs[0], pairs[-1]
    claim = Claim.of("ide_places_evolution", "ensemble", sentence, change, When.STOCK, exempt=_SERIES_EXEMPT)
    claim = replace(claim, period=f"{first.period}/{last.period}", doubt=doubt)
    stated = stated_change(first.count.value, last.count.value, change)
    claim = replace(claim, value=stated.value, note=stated.note)
    yield claim.doubted(stated.doubt) if stated.doubt else claim


def _level_of(sentence: Sentence, course: str) -> bool:
    """Tell whether the sentence gives a level of places of one course, and of no other."""
    first = sentence.figures[0].start - sentence.start
    named = spoken_of(COURSES, sentence, first) | {name for name, one in COURSES.items() if one.search(sentence.mask)}
    return named == {course} and (_LEVEL.search(sentence.mask) is not None or above(sentence, _LEVEL) is not None)


_CAPACITY = pattern(
    r"\b(?:portant|porte|portent|porter|amenant) (?:ainsi )?(?:la|leur) capacite(?: \w+){0,3}? a <N:n>(?: places)?"
    r"|\bcapacite(?: totale| regionale| d'accueil)?"
    r"(?: des ifas| en ifas|(?: de formation)? (?:des |d')aides-soignants)?(?: est)?"
    r"(?: de| :| atteint| s'eleve a)+ <N:m>"
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
    added = _ADDED.search(sentence.mask) or all(token.sign == "+" for token in counts)
    if pairs and added and not _NOT_PLACES.search(sentence.mask) and not _narrowed_above(sentence):
        for pair in pairs:
            claim = Claim.of(
                "places_paramedicales_ajoutees",
                "aide_soignant",
                sentence,
                pair.count,
                When.ADDED,
                exempt=_SERIES_EXEMPT,
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
        (
            re.compile("|".join(source.pattern for name, source in COURSES.items() if name != course)),
            "plusieurs formations à la fois",
        ),
    )
    sources = (
        rf"\b(?:augmentation|hausse|ouverture|creation|ajout|\+) (?:de )?<N:n> (?:nouvelles )?places? "
        rf"(?:supplementaires )?(?:de |d'|en |pour les )?{one}",
        rf"<N:n> (?:nouvelles places?|places? (?:supplementaires|supp\.?|nouvelles|de plus)) (?:de |d'|en |pour "
        rf"(?:les |la )?|dans les )?{one}",
        rf"<N:n> places? (?:de |d'|en |pour (?:les |la )?){one} (?:supplementaires|supp\b|de plus|ont ete (?:ouvertes"
        rf"|creees|ajoutees))",
    )
    alone = r"<N:n> places (?:supplementaires|supp\b|de plus)(?! (?:de|d'|en|pour|dans) \w)"
    indicator = "places_paramedicales_ajoutees"
    return (
        *(
            Rule(indicator, pattern(source), When.ADDED, category, refuse=refuse, exempt=_SERIES_EXEMPT)
            for source in sources
        ),
        Rule(indicator, pattern(alone), When.ADDED, category, topic, refuse=refuse, exempt=_SERIES_EXEMPT),
    )


def _signed(words: str) -> re.Pattern[str]:
    one = rf"(?:formation (?:de |en ))?(?:{words})"
    return pattern(
        rf"<N:n> places? (?:supplementaires )?(?:de |d'|en |pour (?:les |la )?)?{one}"
        rf"|^\W*(?:pour les )?{one}(?: \([^)]*\))? ?: ?<N:m> places?\b"
    )


_SIGNED_COURSES = {name: _signed(COURSES[name].pattern) for name in ("kine", "psychomotricien", "aide_soignant")}


def signed_places(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read places added that are printed with a plus: «+30 places de MK en 2021»."""
    del facts
    for category, source in _SIGNED_COURSES.items():
        for found in source.finditer(sentence.mask):
            token = sentence.token_at(found.start("n" if found["n"] else "m"))
            if token.sign == "+":
                yield Claim.of(
                    "places_paramedicales_ajoutees", category, sentence, token, When.ADDED, exempt=_SERIES_EXEMPT
                )


THEME = Theme(
    re.compile(r"\bplaces?\b|\bcapacites?\b|\beffectifs?\b|\bquotas?\b"),
    rules=(*_added("kine", "kine"), *_added("psychomotricien", "psychomotricien")),
    readers=(nurse_places, care_assistant_places, signed_places),
)
