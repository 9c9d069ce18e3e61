"""A passage read: its numbers masked, its sentences, and the part of a sentence that speaks of one figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from demodash.loaders.documents.folding import folded
from demodash.loaders.documents.numbers import tokens
from demodash.loaders.documents.passages import Passage
from demodash.loaders.documents.places import Place, places
from demodash.loaders.documents.tokens import Token

_END = re.compile(r"[.!?…]+[»\"”)]*\s+(?=[«\"“(]?\s?(?:[A-ZÀ-Ý]|\d))|(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý][a-zà-ÿ]{2,} )")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:M|MM|Mme|Mmes|Dr|Pr|cf|ex|art|env|p|n|no|tél|supp|hab|St|Ste|av|[A-Z])\.$")
_SEPARATOR = re.compile(r"[;:,()]| - |(?<![\w-])(?:et|mais|dont|soit|alors|tandis|contre|puis|ou)(?![\w-])")
_OPENS_WHAT_FOLLOWS = re.compile(
    r"[^\w]*(?:et |mais |puis |tandis que )?(?:[^;,]{1,40}:"
    r"|(?:en|au|aux|a|fin|debut|dans|sur|depuis|d'ici|pour|chez|cote)\b[^;:]{1,40}[,(eé])"
)
_SET_AGAINST = re.compile(r"[^\w]*(?:dont|contre|alors|au lieu|tandis|mais|soit|parmi|puis|;|- )")
_LONGEST_TITLE = 160
_STOPS = tuple(".;,:!?…")
_FRONT_OPENING = re.compile(
    "[^\\w\ue000-\ue007]*"
    r"(?:(?:en|au|aux|a|fin|debut|depuis|dans|sur|d'ici|pour|entre|cette|aujourd'hui|actuellement|courant|des|de)\b"
    r"|[^,:]{0,60}:)"
)


@dataclass(frozen=True)
class Text:
    """A text with its numbers and its places; in `mask`, folded, each number is a run of its kind's sign."""

    printed: str
    tokens: tuple[Token, ...]
    places: tuple[Place, ...]
    _mentions: dict[re.Pattern[str], bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def mentions(self, source: re.Pattern[str]) -> bool:
        """Tell whether a pattern is found in the masked text; a text above many passages is searched once."""
        if source not in self._mentions:
            self._mentions[source] = source.search(self.mask) is not None
        return self._mentions[source]

    @cached_property
    def mask(self) -> str:
        """The folded text with every number masked."""
        pieces, at = [], 0
        bare = folded(self.printed)
        for token in self.tokens:
            pieces += [bare[at : token.start], token.kind.value * (token.end - token.start)]
            at = token.end
        return "".join([*pieces, bare[at:]])

    @classmethod
    def of(cls, printed: str, *, sign_lost: bool = False) -> Text:
        """Return a text read."""
        return cls(printed, tokens(printed, sign_lost=sign_lost), places(printed))

    def without_places(self, start: int, end: int) -> str:
        """Return masked words with the names of places blotted out by «·»."""
        words = self.mask[start:end]
        for place in self.places:
            if start <= place.start < end:
                last = min(place.end, end)
                words = words[: place.start - start] + "·" * (last - place.start) + words[last - start :]
        return words

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The start and the end of every sentence."""
        cuts = [0]
        for found in _END.finditer(self.printed):
            inside = any(token.start < found.end() - 1 and found.start() < token.end for token in self.tokens)
            if not inside and not _ABBREVIATION.search(self.printed[: found.start() + 1]):
                cuts.append(found.end())
        return tuple(zip(cuts, [*cuts[1:], len(self.printed)], strict=True))


@dataclass(frozen=True, eq=False)
class Read:
    """A passage of the document, at rank `order`, read; `headings` are the texts above it, the innermost first."""

    order: int
    passage: Passage
    text: Text
    headings: tuple[Text, ...]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the passage."""
        return tuple(Sentence(self, rank, start, end) for rank, (start, end) in enumerate(self.text.sentences))


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence of a passage, from `start` to `end` of its text. Offsets of tokens and places are the passage's."""

    read: Read
    rank: int
    start: int
    end: int
    _zones: dict[int, tuple[int, int]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def mask(self) -> str:
        """The sentence folded, its numbers masked."""
        return self.read.text.mask[self.start : self.end]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The numbers of the sentence."""
        return tuple(token for token in self.read.text.tokens if self.start <= token.start < self.end)

    @cached_property
    def figures(self) -> tuple[Token, ...]:
        """The numbers of the sentence that may be figures."""
        return tuple(token for token in self.tokens if token.kind.is_figure)

    def token_at(self, offset: int) -> Token:
        """Return the number that begins at an offset of `mask`.

        Raises:
            ValueError: no number begins there.
        """
        for token in self.tokens:
            if token.start == self.start + offset:
                return token
        raise ValueError(f"no number begins at {offset}")

    @cached_property
    def front(self) -> tuple[int, int]:
        """The words before the first figure that hold for the whole sentence: «En 2016, …», «Dans l’Aisne : …»."""
        limit = self.figures[0].start if self.figures else self.end
        bare = self.read.text.mask[self.start : limit]
        cut = max(bare.find(","), bare.find(":"))
        if cut < 0 or not _FRONT_OPENING.match(bare):
            return self.start, self.start
        return self.start, self.start + cut + 1

    def zone(self, token: Token) -> tuple[int, int]:
        """Return the start and the end of the words that speak of one number, up to those of its neighbours."""
        if token.start not in self._zones:
            self._zones[token.start] = self._zone(token)
        return self._zones[token.start]

    def _zone(self, token: Token) -> tuple[int, int]:
        figures = self.figures
        before = [one for one in figures if one.end <= token.start]
        after = [one for one in figures if one.start >= token.end]
        start = self._border(before[-1], token)[1] if before else self.start
        end = self._border(token, after[0])[0] if after else self.end
        return start, end

    def _border(self, one: Token, two: Token) -> tuple[int, int]:
        """Return where the words of `one` end and those of `two` begin; when nothing parts them, both have all.

        That is the last sign or word that parts them, or the one before when what stands between is a label
        («; Orne :») or a complement («, dans l’Orne,») that opens the words of `two`.
        """
        gap = self.read.text.mask[one.end : two.start]
        separators = [found.start() for found in _SEPARATOR.finditer(gap)]
        while len(separators) > 1 and _OPENS_WHAT_FOLLOWS.fullmatch(gap[separators[-2] : separators[-1] + 1]):
            separators.pop()
        if not separators:
            return two.start, one.end
        return one.end + separators[-1], one.end + separators[-1]

    def spans(self, token: Token) -> tuple[tuple[int, int], ...]:
        """Return the parts of the sentence that say when and where a number holds: its front and its zone.

        A label («Aisne : …») holds no further than the semicolon that follows it.
        """
        start, end = self.front
        words = self.read.text.mask[start : token.start]
        if words[: end - start].rstrip().endswith(":") and ";" in words[end - start :]:
            start, end = self.start, self.start
        return (start, end), self.zone(token)

    def words(self, token: Token) -> str:
        """Return the masked words of `spans`."""
        return " | ".join(self.read.text.mask[start:end] for start, end in self.spans(token))

    def tokens_of(self, token: Token) -> tuple[Token, ...]:
        """Return the numbers, the token itself apart, that stand in its `spans`."""
        return tuple(one for one in self.tokens if one != token and self._holds(token, one.start))

    def elsewhere(self, token: Token) -> tuple[tuple[int, int], ...]:
        """Return the parts of the sentence about its other numbers, those set against it («contre …») apart.

        What they say of time and place may hold for the number too: «60 et 20 en projet fin 2015».
        """
        mask, spans = self.read.text.mask, self.spans(token)
        zones = (self.zone(one) for one in self.figures if one != token)
        return tuple(zone for zone in zones if zone not in spans and not _SET_AGAINST.match(mask[zone[0] : zone[1]]))

    def without_places(self, start: int, end: int) -> str:
        """Return masked words of the passage with the names of places blotted out by «·»."""
        return self.read.text.without_places(start, end)

    def places_of(self, token: Token) -> tuple[Place, ...]:
        """Return the places that stand in the `spans` of a number."""
        return tuple(place for place in self.read.text.places if self._holds(token, place.start))

    def _holds(self, token: Token, offset: int) -> bool:
        return any(start <= offset < end for start, end in self.spans(token))


@dataclass
class Library:
    """The texts read so far: a heading above fifty passages is read once."""

    _texts: dict[str, Text] = field(default_factory=dict)

    def text(self, printed: str) -> Text:
        """Return a text read, from memory when it was read before."""
        if printed not in self._texts:
            self._texts[printed] = Text.of(printed)
        return self._texts[printed]


def read_all(passages: Iterable[Passage]) -> tuple[Read, ...]:
    """Return every passage read, in the order of the document."""
    library = Library()
    found: list[Read] = []
    for order, passage in enumerate(passages):
        lost = passage.ambiguous_sign
        text = Text.of(passage.text, sign_lost=True) if lost else library.text(passage.text)
        headings = [library.text(heading) for heading in reversed(passage.heading)]
        title = _title_just_before(passage, found)
        if title and title not in passage.heading:
            headings.insert(0, library.text(title))
        found.append(Read(order, passage, text, tuple(headings)))
    return tuple(found)


def _title_just_before(passage: Passage, reads: list[Read]) -> str:
    """Return the lone line without a full stop that a paragraph follows («Le portail … (PAPS)»), "" when there is none.

    Where the layout is lost, only this tells what the paragraph is about; one of several such lines is a list's end.
    """
    texts = [read.passage for read in reads[-2:] if read.passage.kind == "text"]
    if passage.role != "body" or passage.kind != "text" or not texts or not _is_title(texts[-1]):
        return ""
    alone = len(texts) < 2 or not _is_title(texts[-2])
    return texts[-1].text if alone and texts[-1].page == passage.page else ""


def _is_title(passage: Passage) -> bool:
    return (
        len(passage.text) <= _LONGEST_TITLE and passage.role in {"body", "bullet"} and not passage.text.endswith(_STOPS)
    )
