"""General objective 12: how many operational and transverse objectives it has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.reading import Sentence
from demodash.loaders.documents.rules.model import Claim, Guard, Theme, When, above, pattern

_DOCUMENT = re.compile(r"\bOG ?12\b|\b[Oo]bjectif général (?:n° ?)?12\b")
_KINDS = (
    (
        "operationnels",
        pattern(r"^\W*(?:les |l'og <X> (?:compte|comporte|comprend) )?<N:n> objectifs operationnels(?=\W*$| ?:)"),
    ),
    ("transverses", pattern(r"^\W*(?:les )?<N:n> objectifs (?:operationnels )?transverses(?=\W*$| ?:)")),
)
_PROPOSED = re.compile(r"\bpropositions?\b|\brevisions?\b|\bproposes?\b|\ba venir\b")
_EXEMPT = frozenset({Guard.FORECAST, Guard.AREA})


def objectives(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read how many objectives a document on OG 12 announces; those in force are not those of a proposal."""
    if "objectifs" not in sentence.mask or not _is_about_og12(facts):
        return
    for category, source in _KINDS:
        for found in source.finditer(sentence.mask):
            claim = Claim.of(
                "og12_objectifs", category, sentence, sentence.token_at(found.start("n")), When.STOCK, exempt=_EXEMPT
            )
            proposed = above(sentence, _PROPOSED) is not None or _PROPOSED.search(sentence.mask) is not None
            if category == "operationnels" and proposed:
                claim = claim.doubted("objectifs proposés : le texte ne dit pas s’ils sont en vigueur")
            yield claim


def _is_about_og12(facts: Facts) -> bool:
    return any(_DOCUMENT.search(read.text.printed) for read in facts.reads)


THEME = Theme(re.compile(r"\bobjectifs\b"), readers=(objectives,))
