"""Telling whether a line goes on from the one before, when only the wording can say so."""

from __future__ import annotations

import re

_OPEN_WORDS_TEXT = (
    "a à afin ainsi alors après au aucun aucune aussi autre autres aux avant avec car ce ces cet "
    "cette chaque chez comme contre d dans de depuis des dès dont du elle en entre environ est et "
    "être il ils jusqu jusque l la le les leur leurs lors mais mme moins n nos notre nous on or ou "
    "où par pas pendant permettant plus plusieurs pour près qu quand que quel quelle quelles quels "
    "qui quoi sa sans se selon ses si son sont sous sur tous tout toute toutes un une vers via vos "
    "votre vous y soit soient environ presque"
)
_OPEN_WORDS = frozenset(_OPEN_WORDS_TEXT.split())
# «Grand Est» ends a sentence as well as any name.
_NAMES = frozenset({"Est"})
_LAST_WORD = re.compile(r"([^\W\d_]+)['’]?$")
_DANGLING = re.compile(r"(?:[(\[«/&+=<>≥≤]|\s[-–—−]|\u00ad|\w-|['’])$")
_NUMBER_CUT = re.compile(r"(?<![0-9])[0-9]{1,3}$")
_THOUSANDS = re.compile(r"[0-9]{3}(?![0-9])")


def is_open(text: str) -> bool:
    """Tell whether a line cannot be the last of its sentence: «… diminué de -», «… par une»."""
    if _DANGLING.search(text) or text.count("(") > text.count(")"):
        return True
    found = _LAST_WORD.search(text)
    if found is None or found.group(1) in _NAMES or (len(found.group(1)) == 1 and found.group(1).isupper()):
        return False
    return found.group(1).lower() in _OPEN_WORDS


def begins_low(text: str) -> bool:
    """Tell whether a line begins in the middle of a sentence: a small letter or a closing sign."""
    opening = text.lstrip("«“\"'’([ ")[:1]
    return opening.islower() or text.startswith(tuple("(),;:.!?%»”€"))


def is_cut_number(before: str, after: str) -> bool:
    """Tell whether a line break may stand in a number written «3 655»."""
    return bool(_NUMBER_CUT.search(before) and _THOUSANDS.match(after))


def goes_on(before: str, after: str, *, full: bool) -> bool:
    """Tell whether `after` goes on from `before`, both without bullets.

    `full` says that `before` fills the width of its text, so that its end is no author's choice.
    A line that is not full is only taken further when its wording leaves no doubt, or when no
    figure stands in either: two items of a list that has no bullets must never become one.
    """
    if is_open(before):
        return True
    if not begins_low(after):
        return full and (is_cut_number(before, after) or before.endswith(","))
    if before.endswith((";", ".", "!", "?")):
        return full and not before.endswith(";")
    return full or not (has_digit(before) or has_digit(after))


def has_digit(text: str) -> bool:
    """Tell whether a text has a figure."""
    return any(character.isdecimal() for character in text)
