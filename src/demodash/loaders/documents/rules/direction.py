"""The sign of a change: printed, or told by the words («a diminué de 6,9 %», «une hausse de 2 %»)."""

from __future__ import annotations

import re

from demodash.loaders.documents.reading import Sentence
from demodash.loaders.documents.tokens import Token

_DOWN = re.compile(r"\b(?:diminu|baiss|recul|perdu|perd\b|perdent|perte|repli|chut|reduit|reduction)\w*")
_UP = re.compile(r"\b(?:augment|progress|hausse|accru|croissance|gagn)\w*")
_PLURAL_DOWN = re.compile(r"\b(?:baisses|diminutions|reculs|pertes)\b")
_PLURAL_UP = re.compile(r"\b(?:hausses|augmentations|progressions)\b")


def directed(sentence: Sentence, token: Token) -> tuple[float, str]:
    """Return the signed value of a change, and in French why its sign is unsure ("" when it is not).

    The words of the number's own part of the sentence come first, then those of the whole sentence, then the plural
    that announces a list («les baisses suivantes»).
    """
    told = _told(sentence, token)
    if token.sign in {"+", "-"} and told and (token.signed_value > 0) != (told > 0):
        return token.signed_value, "le signe imprimé contredit les mots"
    if token.sign not in {"+", "-"} and told:
        return told * token.value, ""
    return without_words(token)


def without_words(token: Token) -> tuple[float, str]:
    """Return the value of a change that only its printed sign directs, and in French why the sign is unsure."""
    if token.sign in {"+", "-"} or not token.value:
        return token.signed_value, ""
    if token.sign == "?":
        return token.value, "signe moins ou tiret : le texte ne permet pas de trancher"
    return token.value, "sens de l’évolution non dit"


def _told(sentence: Sentence, token: Token) -> int:
    start, end = sentence.zone(token)
    mask = sentence.read.text.mask
    before = mask[sentence.start : token.start]
    for words in (mask[start : token.start], before, mask[token.end : end]):
        down, up = _DOWN.search(words) is not None, _UP.search(words) is not None
        if down != up:
            return -1 if down else 1
        if down and up:
            return 0
    if not sentence.read.headings:
        return 0
    heading = sentence.read.headings[0]
    last = heading.mask[heading.sentences[-1][0] :]
    down, up = _PLURAL_DOWN.search(last) is not None, _PLURAL_UP.search(last) is not None
    return 0 if down == up else (-1 if down else 1)
