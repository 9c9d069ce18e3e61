"""The numbers of a document that are not taken, each with the reason: nothing is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from demodash.loaders.documents.parts_of_region import area_of
from demodash.loaders.documents.passages import DocumentKind, Line, Passage
from demodash.loaders.documents.reading import Read, Sentence
from demodash.loaders.documents.tokens import Kind, Token
from demodash.loaders.documents.wording import hint

_AROUND = 60
_NO_RULE = "aucune règle ne reconnaît ce chiffre"
_REASONS = {
    Kind.YEAR: "année : elle date un chiffre, elle n’en est pas un",
    Kind.YEARS: "années : elles datent un chiffre, elles n’en sont pas",
    Kind.DATE: "date",
    Kind.DURATION: "durée qu’aucune règle ne rattache à un indicateur",
    Kind.MONEY: "somme qu’aucune règle ne rattache à un indicateur",
    Kind.PERCENT: "pourcentage qu’aucune règle ne rattache à un indicateur",
}
_ASIDE = {
    "marker": "numéro de diapositive et date",
    "furniture": "en-tête, pied de page ou numéro de page",
    "notes": "commentaire de l’orateur",
}


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A number that is not taken: where it is, as printed, with some words around, and the reason in French.

    ``value`` and ``qualifier`` are those of a number that might be a figure all the same, None for a date, a label, a
    name; ``passage[start:end]`` is what is to be highlighted.
    """

    locator: str
    as_printed: str
    excerpt: str
    reason: str
    value: float | None
    qualifier: str
    passage: str
    start: int
    end: int
    heading: tuple[str, ...]


_CELLS = re.compile(r"\S(?:[ \u00a0]*\t| {3,})\s*\S")


def is_table(passage: Passage) -> bool:
    """Tell whether a passage is a row of a table, or cells that tabs or wide gaps part."""
    if passage.role in {"row", "header_row"}:
        return True
    return " ; " in passage.text and any(_CELLS.search(line.raw) for line in passage.lines)


def leftovers(
    reads: Sequence[Read],
    kind: DocumentKind,
    covered: AbstractSet[tuple[int, int]],
    refused: Mapping[tuple[int, int], str],
) -> Iterator[NotTaken]:
    """Yield the numbers of the passages that are not `covered`, in the order of the document.

    `covered` and `refused` give a passage's order and the start of a number in it; `refused` why a rule set it aside.
    """
    for read in reads:
        yield from _bullets(read, kind)
        for token in read.text.tokens:
            place = (read.order, token.start)
            if place not in covered:
                yield _not_taken(read, token, kind, _reason(read, token, refused.get(place, "")))


def _reason(read: Read, token: Token, refusal: str) -> str:
    passage = read.passage
    aside = _ASIDE.get(passage.kind, "diapositive masquée" if passage.hidden else "")
    known = aside or refusal or token.reason or token.doubt
    if known or not token.kind.is_figure:
        return known or _REASONS[token.kind]
    if is_table(passage):
        return "cellule de tableau : ligne ou colonne qu’aucune règle ne reconnaît"
    sentence = next(one for one in read.sentences if one.start <= token.start < one.end)
    return hint(sentence, token) or _where(sentence, token) or _REASONS.get(token.kind, _NO_RULE)


def _where(sentence: Sentence, token: Token) -> str:
    """Return which part of the territory, or which unknown place, a count that no rule reads is said of."""
    if token.kind is not Kind.COUNT or token.in_words:
        return ""
    return next((found for span in sentence.spans(token) if (found := area_of(sentence.read.text, *span))), "")


def _not_taken(read: Read, token: Token, kind: DocumentKind, reason: str) -> NotTaken:
    text = read.passage.text
    return NotTaken(
        locator=read.passage.locate(token.anchor).text(kind),
        as_printed=re.sub(r"\s+", " ", text[token.start : token.end]).strip(),
        excerpt=_excerpt(text, token.start, token.end),
        reason=reason,
        value=token.signed_value if token.kind.is_figure else None,
        qualifier=token.qualifier,
        passage=text,
        start=token.start,
        end=token.end,
        heading=read.passage.heading,
    )


def _excerpt(text: str, start: int, end: int) -> str:
    """Return the words around a number, cut between words."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if first:
        first = text.find(" ", first, start) + 1 or first
    if last < len(text):
        cut = text.rfind(" ", end, last)
        last = cut if cut > 0 else last
    return ("…" if first else "") + text[first:last].strip() + ("…" if last < len(text) else "")


def _bullets(read: Read, kind: DocumentKind) -> Iterator[NotTaken]:
    """Yield the number of a numbered list, which its reader took off the text."""
    for line in read.passage.lines:
        if any(character.isdecimal() for character in line.bullet):
            yield NotTaken(
                locator=read.passage.locate(0).text(kind),
                as_printed=line.bullet,
                excerpt=f"{line.bullet} {_excerpt(line.text, 0, 0)}",
                reason="numéro de liste",
                value=None,
                qualifier="exact",
                passage=_whole(line),
                start=0,
                end=len(line.bullet),
                heading=read.passage.heading,
            )


def _whole(line: Line) -> str:
    return f"{line.bullet} {line.text}"
