"""What an extraction rule is, and what it claims: that a number of a sentence is the value of an indicator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from demodash.indicators.model import ENSEMBLE
from demodash.loaders.documents.facts import Facts
from demodash.loaders.documents.reading import Read, Sentence, Text
from demodash.loaders.documents.rules.vocabulary import WORDS
from demodash.loaders.documents.tokens import Kind, Token

OF_DOCUMENT = "document"
"""In place of a code of territory: that of the document, whatever places the sentence names."""


class When(Enum):
    """How the period of a figure is found."""

    STOCK = auto()
    """A level: the date or year said for it, else the date of the document."""
    CUMULATED = auto()
    """A level counted since the beginning: a year said for it alone («en 2016») is a flow, hence refused."""
    FLOW = auto()
    """What happened in a year, which must be said, in the sentence or in one before."""
    ADDED = auto()
    """What was added in a year, or since a year."""
    RATIO = auto()
    """What a level became since a year: from that year to the document's, or between two years."""
    CHANGE = auto()
    """A change between two years, both said, there or above."""


class Guard(Enum):
    """A reason for which a number that a rule recognises is not taken; a rule may be exempt from some."""

    QUESTION = auto()
    RANGE = auto()
    RATE = auto()
    SUBSET = auto()
    OTHER_DATE = auto()
    SHARE = auto()
    NEGATION = auto()
    FORECAST = auto()
    HEADING = auto()
    INCREASE = auto()
    AREA = auto()


@dataclass(frozen=True)
class Claim:
    """A number that a rule reads as the value of an indicator, from `start` to `end` of the passage.

    `period` and `territory` are codes when the rule tells them itself, "" when they are to be found (`when`).
    `doubt` says in French why the number must not be taken, "" when nothing speaks against it. `covers` are the other
    numbers that are part of the same figure.
    """

    indicator: str
    category: str
    sentence: Sentence
    start: int
    end: int
    anchor: int
    value: float
    when: When
    token: Token | None = None
    qualifier: str = "exact"
    period: str = ""
    territory: str = ""
    inherits_place: bool = False
    status: str = ""
    note: str = ""
    printed: str = ""
    doubt: str = ""
    covers: tuple[Token, ...] = ()
    exempt: frozenset[Guard] = frozenset()

    @classmethod
    def of(
        cls,
        indicator: str,
        category: str,
        sentence: Sentence,
        token: Token,
        when: When,
        *,
        value: float | None = None,
        exempt: frozenset[Guard] = frozenset(),
    ) -> Claim:
        """Return the claim that a number is the value of an indicator."""
        return cls(
            indicator,
            category,
            sentence,
            token.start,
            token.end,
            token.anchor,
            token.signed_value if value is None else value,
            when,
            token,
            token.qualifier,
            exempt=exempt,
        )

    def doubted(self, reason: str) -> Claim:
        """Return the claim with a reason not to take it; the first reason holds."""
        return self if self.doubt else replace(self, doubt=reason)


Reader = Callable[[Sentence, Facts], Iterator[Claim]]
"""A rule written out, where a pattern does not do."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sentence speaks of when the number alone does not say it: `name`, one of `family` (name to pattern)."""

    family: Mapping[str, re.Pattern[str]]
    name: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over the masked sentence; its group `n` is the number that is the value of the indicator.

    `whole`: the pattern must be the whole passage. `refuse`: patterns that, near the number, speak against it, each
    with its reason in French.
    """

    indicator: str
    pattern: re.Pattern[str]
    when: When
    category: str = ENSEMBLE
    topic: Topic | None = None
    whole: bool = False
    refuse: tuple[tuple[re.Pattern[str], str], ...] = ()
    exempt: frozenset[Guard] = frozenset()
    inherits_place: bool = False

    def claims(self, sentence: Sentence, facts: Facts) -> Iterator[Claim]:
        """Yield what the rule reads in a sentence."""
        del facts
        if not sentence.figures or (self.whole and len(sentence.read.sentences) > 1):
            return
        searched = [self.pattern.fullmatch(sentence.mask)] if self.whole else self.pattern.finditer(sentence.mask)
        for found in searched:
            if found is None:
                continue
            token = sentence.token_at(found.start("n"))
            if self.topic is not None:
                named = spoken_of(self.topic.family, sentence, found.start("n"), token)
                if self.topic.name not in named:
                    continue
            claim = Claim.of(self.indicator, self.category, sentence, token, self.when, exempt=self.exempt)
            claim = replace(claim, inherits_place=self.inherits_place)
            if self.topic is not None and len(named) > 1:
                claim = claim.doubted("le texte parle de plusieurs dispositifs à la fois")
            near = sentence.words(token)
            for pattern, reason in self.refuse:
                if pattern.search(near):
                    claim = claim.doubted(reason)
            yield claim


@dataclass(frozen=True, slots=True)
class Theme:
    """The rules of a theme; `about` must be found in a passage or above it for any of them to be tried."""

    about: re.Pattern[str]
    rules: tuple[Rule, ...] = ()
    readers: tuple[Reader, ...] = ()

    def claims(self, read: Read, facts: Facts) -> Iterator[Claim]:
        """Yield what the rules read in a passage."""
        if not any(text.mentions(self.about) for text in (read.text, *read.headings)):
            return
        for sentence in read.sentences:
            for rule in self.rules:
                yield from rule.claims(sentence, facts)
            for reader in self.readers:
                yield from reader(sentence, facts)


def spoken_of(
    family: Mapping[str, re.Pattern[str]], sentence: Sentence, offset: int, token: Token | None = None
) -> frozenset[str]:
    """Return which members of a family a number at `offset` of the sentence is about, from the nearest words.

    These are the words before it in the sentence, then (when it is given as `token`) those after it that still speak of
    it, then the sentences before, then the headings from the innermost.
    """
    mask = sentence.read.text.mask
    nearest = [(sentence.start, sentence.start + offset)]
    if token is not None:
        nearest.append((token.end, sentence.zone(token)[1]))
    earlier = ((one.start, one.end) for one in reversed(sentence.read.sentences[: sentence.rank]))
    for start, end in (*nearest, *earlier):
        named = _named(family, mask[start:end])
        if named:
            return named
    return _named_above(family, sentence)


def whole_sentence_speaks_of(family: Mapping[str, re.Pattern[str]], sentence: Sentence) -> frozenset[str]:
    """Return which members of a family a sentence speaks of, or else the nearest before it or above it."""
    return _named(family, sentence.mask) or spoken_of(family, sentence, 0)


def _named_above(family: Mapping[str, re.Pattern[str]], sentence: Sentence) -> frozenset[str]:
    for heading in sentence.read.headings:
        named = _named(family, heading.mask)
        if named:
            return named
    return frozenset()


def _named(family: Mapping[str, re.Pattern[str]], words: str) -> frozenset[str]:
    return frozenset(name for name, pattern in family.items() if pattern.search(words))


def above(sentence: Sentence, pattern: re.Pattern[str]) -> Text | None:
    """Return the innermost heading in which a pattern is found."""
    return next((heading for heading in sentence.read.headings if pattern.search(heading.mask)), None)


_SIGNS = {
    "N": Kind.COUNT,
    "P": Kind.PERCENT,
    "E": Kind.MONEY,
    "D": Kind.DURATION,
    "Y": Kind.YEAR,
    "YY": Kind.YEARS,
    "T": Kind.DATE,
    "X": Kind.OTHER,
}
_PLACEHOLDER = re.compile(r"<(?P<name>[A-Z_]+)(?::(?P<group>\w+))?>")


def pattern(source: str) -> re.Pattern[str]:
    r"""Compile a pattern where ``<N>`` is a number, ``<N:n>`` one in the group n, ``<MSP>`` a word of the vocabulary.

    ``<P>`` is a percentage, ``<E>`` a sum in euros, ``<D>`` a duration, ``<Y>`` a year, ``<YY>`` a span of years,
    ``<T>`` a date, ``<X>`` a number that is no figure. ``\W`` never matches a masked number.
    """
    while _PLACEHOLDER.search(source):
        source = _PLACEHOLDER.sub(_expansion, source)
    return re.compile(source.replace(r"\W", "[^\\w\ue000-\ue007]"))


def _run(sign: str) -> str:
    """Return the pattern of one whole masked number."""
    return f"(?<!{sign}){sign}+(?!{sign})"


def _expansion(found: re.Match[str]) -> str:
    name, group = found["name"], found["group"]
    body = f"(?:{WORDS[name]})" if name in WORDS else _run(_SIGNS[name].value)
    return f"(?P<{group}>{body})" if group else body
