"""Joining the broken lines of a paragraph again, hyphenated words included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WORDS = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_LAST_PART = re.compile(r"([^\W\d_]+(?:[-‐‑][^\W\d_]+)*)[-‐‑]$")
_FIRST_PART = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_LONGEST_WORD = 60
_SOFT_HYPHEN = "\u00ad"

_COMPOUND_FIRSTS = frozenset(
    [
        "sous",
        "sur",
        "post",
        "pré",
        "non",
        "co",
        "vice",
        "mi",
        "demi",
        "semi",
        "inter",
        "infra",
        "supra",
        "extra",
        "ultra",
        "anti",
        "ex",
        "outre",
        "contre",
        "hospitalo",
        "médico",
        "socio",
        "bucco",
        "franco",
        "multi",
        "pluri",
        "poly",
        "micro",
        "macro",
        "quasi",
        "avant",
        "après",
        "arrière",
        "entre",
        "haut",
        "hauts",
        "bas",
        "basse",
        "haute",
        "grand",
        "grands",
        "grande",
        "saint",
        "sainte",
        "peut",
        "celle",
        "celui",
        "ceux",
        "celles",
        "au",
        "par",
        "rendez",
        "centre",
        "chef",
        "aide",
    ]
)
_COMPOUND_LASTS = frozenset(
    [
        "ci",
        "là",
        "il",
        "ils",
        "elle",
        "elles",
        "on",
        "nous",
        "vous",
        "je",
        "tu",
        "ce",
        "même",
        "mêmes",
        "être",
        "dire",
        "delà",
        "dessus",
        "dessous",
    ]
)


@dataclass(frozen=True)
class Vocabulary:
    """The whole words of a document, which tell a broken word from a compound one."""

    words: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """Return the words of `texts`, in lower case."""
        return cls(frozenset(word.lower() for text in texts for word in _WORDS.findall(text)))


def join_lines(texts: Sequence[str], vocabulary: Vocabulary) -> tuple[str, tuple[int, ...]]:
    """Return the joined text and the offset in it at which each of `texts` begins."""
    joined = texts[0]
    starts = [0]
    for text in texts[1:]:
        joined, glue = _ending(joined, text, vocabulary)
        joined += glue
        starts.append(len(joined))
        joined += text
    return joined, tuple(starts)


def _ending(before: str, after: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return the text before a line break without its hyphen if need be, and what joins it."""
    if before.endswith(_SOFT_HYPHEN):
        return before[:-1], ""
    if re.search(r"\d[-‐‑]$", before) and after[:1].isdigit():
        return before, ""
    if before.endswith(("'", "’")):
        return before, ""
    last = _LAST_PART.search(before[-_LONGEST_WORD:])
    first = _FIRST_PART.match(after)
    if last is None or first is None:
        return before, " "
    if _is_compound(last.group(1).lower(), first.group().lower(), after, vocabulary):
        return before, ""
    return before[:-1], ""


def _is_compound(last: str, first: str, after: str, vocabulary: Vocabulary) -> bool:
    """Tell whether the hyphen at the end of a line belongs to the word."""
    if f"{last}-{first}" in vocabulary.words:
        return True
    if f"{last}{first}" in vocabulary.words:
        return False
    parts = last.split("-")
    return (
        after[:1].isupper()
        or len(parts) > 1
        or parts[-1] in _COMPOUND_FIRSTS
        or first.split("-", maxsplit=1)[0] in _COMPOUND_LASTS
    )
