"""A date said after the figures that it dates: «Ces chiffres datent de 2019», «Données au 31/12/2022» under a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from demodash.loaders.documents.reading import Read, Sentence
from demodash.loaders.documents.tokens import Kind, Token

_CALENDAR = frozenset({Kind.YEAR, Kind.YEARS, Kind.DATE})
_DATE = "[\ue004\ue005\ue006]+"
_ABOUT_FIGURES = re.compile(
    r"\b(?:ces|les|nos|tous ces|l'ensemble de ces) (?:derniers |dernieres )?(?:chiffres|donnees|effectifs|nombres"
    r"|resultats|elements|statistiques|indicateurs)\b[^.;]{0,60}?\b(?:datent|remontent|arretee?s|ceux|celles|issue?s"
    r"|tiree?s|correspondent|portent|valent|valables|releve\w*|collecte\w*|recueilli\w*|recense\w*|sont de)\b"
    rf"[^.;]{{0,40}}?{_DATE}"
)
_NOTE = re.compile(
    rf"[^\w\ue000-\ue007]*(?:(?:nb|note|nota bene|sources?)\b[^.;\ue000-\ue007]{{0,90}}?|(?:donnees|situation)\b"
    rf"[^.;\ue000-\ue007]{{0,60}}?){_DATE}[^\w\ue000-\ue007]*"
)
_SOURCE_ALONE = re.compile(r"^(?!.*\b(?:donnees|situation|au|fin)\b)")
_TAKEN_FROM = re.compile(
    r"\b(?:issue?s|tiree?s|sont de|correspondent|portent|depuis|publie\w*|rapport|bilan|pacte|plan)\b"
)


@dataclass(frozen=True, slots=True)
class SaidLater:
    """The moment that a later sentence gives in ISO 8601, "" when it is not sure to hold; `printed` says it."""

    period: str
    printed: str


def later_in(sentence: Sentence) -> SaidLater | None:
    """Return the moment that the sentences after one in its passage give to the figures before, None when none does.

    Only the very next sentence dates a figure; a later one leaves it in doubt.
    """
    for rank, other in enumerate(sentence.read.sentences[sentence.rank + 1 :]):
        found = _said(other, sure=not rank)
        if found is not None:
            return found
    return None


def said_below(reads: Sequence[Read]) -> Mapping[int, SaidLater]:
    """Return the moments that notes give to the passages above them, up to a heading, by order of passage.

    The rows of a table are dated by the note right under it; a note further down, or under a text, only puts in doubt.
    """
    found: dict[int, SaidLater] = {}
    below: SaidLater | None = None
    touching = False
    after: Read | None = None
    for read in reversed(reads):
        passage = read.passage
        if passage.kind != "text":
            continue
        if after is not None and passage.unit == "slide" and passage.page != after.passage.page:
            below = None
        if below is not None:
            touching = touching and passage.role == "row"
            found[read.order] = below if touching else SaidLater("", below.printed)
        note = _note(read)
        if note is not None:
            below, touching = note, True
        elif passage.role in {"title", "heading"}:
            below = None
        after = read
    for read, note in _said_above(reads):
        found[read.order] = SaidLater("", note.printed)
    return found


def _said_above(reads: Sequence[Read]) -> Iterator[tuple[Read, SaidLater]]:
    """Yield the passages that follow a note: all those of its slide, whose order is but layout; else a table or a list.

    A bare source («Source : …, 2022») of a text that flows says nothing of what follows.
    """
    note: SaidLater | None = None
    page: int | None = None
    for read in reads:
        passage = read.passage
        if passage.kind != "text":
            continue
        if passage.unit == "slide" and passage.page != page:
            note, page = None, passage.page
        if note is not None and passage.unit != "slide" and passage.role not in {"header_row", "row", "bullet"}:
            note = None
        if note is not None:
            yield read, note
        if passage.role not in {"title", "heading"}:
            found = _note(read)
            note = found if found is not None and (found.period or passage.unit == "slide") else note


def _note(read: Read) -> SaidLater | None:
    """Return the moment that a passage gives to what is above it: its first sentence, or itself when it is a note."""
    if read.passage.role in {"row", "header_row"} or not any(token.kind in _CALENDAR for token in read.text.tokens):
        return None
    return _said(read.sentences[0], sure=len(read.sentences) == 1)


def _said(sentence: Sentence, *, sure: bool) -> SaidLater | None:
    dates = [token for token in sentence.tokens if token.kind in _CALENDAR]
    if not dates or sentence.figures:
        return None
    whole = _NOTE.fullmatch(sentence.mask) is not None
    if not whole and not _ABOUT_FIGURES.search(sentence.mask):
        return None
    doubtful = (_SOURCE_ALONE if whole else _TAKEN_FROM).search(sentence.mask) is not None
    return SaidLater(_moment(dates) if sure and not doubtful else "", dates[0].printed)


def _moment(dates: Sequence[Token]) -> str:
    return dates[0].first if len(dates) == 1 and dates[0].kind is not Kind.YEARS else ""
