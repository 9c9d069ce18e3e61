"""Numbers listed by territory: «Orne : 24 MSP ; Eure : 12 MSP», or the parts of a total that is said before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.reading import Sentence, Text
from demodash.loaders.documents.rules.labels import (
    Indicator,
    counts_something_else,
    is_on_structures,
    of_caption,
    of_cell,
    of_words,
)
from demodash.loaders.documents.rules.model import Claim, Guard, Theme, When, pattern
from demodash.loaders.documents.tokens import Token

_UNIT = r"(?: (?:de )?(?P<unit>[a-z](?:(?! et )[a-z' ()-]){1,70}))?"
_NAMED_FIRST = pattern(rf"(?P<name>·+)(?: \([^)]{{1,4}}\))? ?[:,] ?<N:n>{_UNIT} ?(?=[;,.]|et |$)")
_NAMED_LAST = pattern(rf"<N:n>{_UNIT} (?:en|dans|a|pour) (?:le |la |l'|les )?(?P<name>·+) ?(?=[;,.]|et |$)")
_BETWEEN = re.compile(r"(?:[;,] ?(?:et )?|et )")
_LEAD = re.compile(r"(?P<lead>[^:·\ue000-\ue007]{3,100}): ?")
_TOTAL = pattern(
    r"[^\w\ue000-\ue007]*(?:(?:(?:dans|en) (?:la |notre )?(?:region|·+)|au total|aujourd'hui|actuellement), )?"
    r"<N:total> (?:de )?(?P<unit>(?:<MSP>|<CPTS>))<ADV>,? (?:(?:sont|etaient)<ADV> )?<RUNNING><ADV>"
    r"(?: (?:en|dans) (?:les |la |le |l')?·+)? ?: ?"
)
_FEWEST, _MOST = 2, 120
_EXEMPT = frozenset({Guard.SHARE})


@dataclass(frozen=True, slots=True)
class _Item:
    """A number of a list, the code of its territory and the words that it counts, "" when it has none."""

    token: Token
    territory: str
    unit: str


def by_territory(sentence: Sentence, facts: Facts) -> Iterator[Claim]:
    """Read each number of a list that is but names of territories and numbers of one thing, said there or announced."""
    if not sentence.figures or not any(
        sentence.start <= place.start < sentence.end for place in sentence.read.text.places
    ):
        return
    words = sentence.without_places(sentence.start, sentence.end)
    total = _TOTAL.match(words)
    if total is not None:
        yield from _parts(sentence, words, total, facts.title)
        return
    lead = _LEAD.match(words)
    items = _items(sentence, words, lead.end() if lead else _first(words), _NAMED_FIRST)
    announced = _announced(sentence, lead["lead"] if lead else "")
    if lead is not None and announced is None and not is_on_structures(Text.of(lead["lead"])):
        return
    units = {of_words(item.unit) if item.unit else announced for item in items}
    indicator = next(iter(units)) if len(units) == 1 else None
    if indicator is None or indicator.needs_places or (announced is not None and announced.id != indicator.id):
        return
    for item in items:
        yield _claim(sentence, item, indicator, facts.title)


def _first(words: str) -> int:
    return len(words) - len(words.lstrip(' •-–—*\u00ab"'))


def _parts(sentence: Sentence, words: str, total: re.Match[str], title: str) -> Iterator[Claim]:
    """Read the parts of a number of structures in operation, when they add up to it."""
    indicator = of_words(total["unit"])
    items = _items(sentence, words, total.end(), _NAMED_LAST) or _items(sentence, words, total.end(), _NAMED_FIRST)
    whole = sentence.token_at(total.start("total")).value
    if indicator is None or len(items) < _FEWEST or any(item.unit for item in items):
        return
    for item in items:
        claim = _claim(sentence, item, replace(indicator, bare=False), title)
        added = sum(one.token.value for one in items)
        yield claim if added == whole else claim.doubted("les nombres de la liste ne font pas le total annoncé")


def _items(sentence: Sentence, words: str, start: int, source: re.Pattern[str]) -> list[_Item]:
    """Return the items from a place to the end of the sentence, none when anything else stands there."""
    items: list[_Item] = []
    codes = {place.start - sentence.start: place.code for place in sentence.read.text.places}
    while True:
        found = source.match(words, start)
        if found is None or found.start("name") not in codes:
            return []
        token = sentence.token_at(found.start("n"))
        items.append(_Item(token, codes[found.start("name")], (found["unit"] or "").strip()))
        between = _BETWEEN.match(words, found.end())
        if len(items) > _MOST:
            return []
        if between is None:
            return items if not words[found.end() :].strip(' .!»"') else []
        start = between.end()


def _announced(sentence: Sentence, lead: str) -> Indicator | None:
    """Return what the words before a list, or the heading right above it, say that its numbers count."""
    if lead:
        return of_words(lead) or of_caption(Text.of(lead)).indicator
    if not sentence.read.headings:
        return None
    above = sentence.read.headings[0]
    named = of_cell(above).indicator
    if named is not None and named.bare and not above.printed.rstrip().endswith(":"):
        return None
    return of_caption(above).indicator


def _claim(sentence: Sentence, item: _Item, indicator: Indicator, title: str) -> Claim:
    when = When.CUMULATED if indicator.id in {"cesp_signes", "ptmg_signes"} else When.STOCK
    claim = Claim.of(indicator.id, indicator.category, sentence, item.token, when, exempt=_EXEMPT)
    claim = replace(claim, territory=item.territory)
    if indicator.bare and not _of_structures(sentence, title):
        return claim.doubted("d’après le titre, autre chose que le nombre de structures, ou une partie seulement")
    return claim


def _of_structures(sentence: Sentence, title: str) -> bool:
    """Tell whether nothing before a list, nor above it, makes of its numbers anything but those of structures."""
    above = sentence.read.headings
    said = all(is_on_structures(text) or text.printed == title for text in above[:1])
    return said and not sentence.rank and not counts_something_else(above)


THEME = Theme(
    re.compile(r"\bmsp\b|\bmaisons? de sante\b|\bcpts\b|\bcommunautes? professionnelles?\b|\bcesp\b|\bptmg\b|\bmsu\b"),
    readers=(by_territory,),
)
