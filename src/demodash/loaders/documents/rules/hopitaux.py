"""The hospitals that a document lists as eligible to the ATP–CCR aid, each with its commune."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from demodash import territories
from demodash.indicators.model import ENSEMBLE
from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.reading import Sentence
from demodash.loaders.documents.rules.aides import SCHEMES
from demodash.loaders.documents.rules.model import Claim, Guard, Theme, When

_HOSPITAL = re.compile(
    r"\W*(?P<whole>(?:CHU?|CHR|CHRU|GHT?|GH|Centre [Hh]ospitalier|H[ôo]pital)(?: (?:régional|intercommunal"
    r"|universitaire))*"
    r" (?P<link>de la |de l['’]|du |des |de |d['’])?(?P<name>[A-ZÀ-Ý][\w'’ -]*?)\s*(?:\((?P<departement>\d\d"
    r"|2[AB])\))?)\W*"
)
_ELIGIBLE = re.compile(r"\betablissements eligibles\b|\bhopitaux eligibles\b|\bcentres hospitaliers eligibles\b")
_OTHER_AID = re.compile(
    r"\beligibles (?:a|au|aux|pour) (?!.*\b(?:atp|ccr|assistants?|chefs? de|aide\W*$|dispositif\W*$))"
)
_NOT_ELIGIBLE = re.compile(r"\b(?:non|in)[ -]?eligibles?\b|\b(?:ne sont (?:pas|plus)|hors)\b|\banciennement\b|\bjusqu'")


def eligible_hospitals(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read a line of the list that a sentence on eligible hospitals announces: «CH de Beauvais (60)»."""
    if len(sentence.read.sentences) > 1 or not sentence.read.headings:
        return
    announced = sentence.read.headings[0].mask
    found = _HOSPITAL.fullmatch(sentence.read.text.printed)
    if found is None or not _ELIGIBLE.search(announced) or _OTHER_AID.search(announced) or not _concerns_the_aid(facts):
        return
    start, end = found.span("whole")
    covered = tuple(token for token in sentence.tokens if start <= token.start < end)
    claim = Claim(
        "hopitaux_eligibles",
        ENSEMBLE,
        sentence,
        start,
        end,
        start,
        1.0,
        When.STOCK,
        printed=found["whole"],
        covers=covered,
        exempt=frozenset(Guard),
    )
    town = _commune(found)
    if isinstance(town, str):
        yield claim.doubted(town)
    elif _NOT_ELIGIBLE.search(announced):
        yield claim.doubted("établissements qui ne sont pas éligibles")
    else:
        yield replace(claim, territory=town.code)


def _concerns_the_aid(facts: Facts) -> bool:
    return all(facts.mentions(SCHEMES[name]) for name in ("atp", "ccr"))


def _commune(found: re.Match[str]) -> territories.Territory | str:
    """Return the commune of a hospital, or in French why it cannot be told."""
    named = found["name"].strip()
    tried = [named, f"Le {named}"] if found["link"] == "du " else [named]
    for name in tried:
        communes = territories.find_commune(name, found["departement"])
        if len(communes) == 1:
            return communes[0]
        if communes:
            return f"plusieurs communes s’appellent {name}"
    return f"commune inconnue dans les Hauts-de-France : {named}"


THEME = Theme(re.compile(r"\beligibles\b"), readers=(eligible_hospitals,))
