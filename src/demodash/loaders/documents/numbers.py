"""Every number of a French text: digits in any typography, words, with sign, unit and approximation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from demodash.loaders.documents.dates import dates
from demodash.loaders.documents.folding import folded as fold
from demodash.loaders.documents.folding import plain as bare
from demodash.loaders.documents.nonfigures import nonfigures
from demodash.loaders.documents.number_words import COLLECTIVES, NUMBER_WORDS, rough_value, value_of
from demodash.loaders.documents.tokens import Kind, Token

_DIGITS = re.compile(
    r"(?<!\d)(?:\d{1,3}(?P<sep>[ .'])\d{3}(?:(?P=sep)\d{3})*(?!\d)|\d+)(?:(?P<point>[.,])(?P<decimals>\d+))?"
)
_SCALE = re.compile(
    r" ?(?P<scale>millions?|milliards?)(?![\w])(?: d'| de )?|(?P<abbr> ?(?:[km]|md)(?= ?(?:€|euros?\b)))"
)
_SCALES = {"million": 1e6, "milliard": 1e9, "k": 1e3, "m": 1e6, "md": 1e9}
_UNITS = (
    (Kind.PERCENT, re.compile(r" ?%| ?p\. ?100(?!\d)| pour ?cents?\b(?!-)")),
    (Kind.OTHER, re.compile(r" ?(?:points?|pts?)\b(?! de (?:contact|vue))(?: de pourcentage)?")),
    (Kind.MONEY, re.compile(r" ?(?:€|euros?\b|eur\b)")),
    (Kind.DURATION, re.compile(r" ?(?:ans?|annees?|mois|semaines?|jours?|heures?|minutes?)\b")),
)
_YEARS_IN = {"a": 1.0, "m": 1 / 12, "s": 7 / 365.25, "j": 1 / 365.25, "h": 1 / 8766, "n": 1 / 525960}
_MORE = (
    r"(?:un peu )?plus de|(?:un peu )?plus d'|au moins|au minimum|minimum|superieure?s? a|au-dela de|depasse"
    r"(?:nt)?|pas moins de|>=?|≥"
)
_LESS = r"(?:un peu )?moins de|(?:un peu )?moins d'|au plus|au maximum|maximum|jusqu'a|inferieure?s? a|<=?|≤"
_ABOUT = (
    r"pres de|pres d'|environ|env\.|quelques?|autour de|aux alentours de|de l'ordre de|approximativement|"
    r"a peu pres|presque|quasiment|a peine|~|≈"
)
_QUALIFIERS = tuple(
    (name, re.compile(rf"(?<![\w'])(?:{words})(?: (?:les|des))? ?$"))
    for name, words in (("more_than", _MORE), ("less_than", _LESS), ("about", _ABOUT))
)
_AFTER_MORE = re.compile(r" (?:et|ou) plus\b| au (?:moins|minimum)\b")
_AFTER_LESS = re.compile(r" au (?:plus|maximum)\b")
_AFTER_ABOUT = re.compile(r" environ\b")
_SIGN = re.compile(r"(?:(?<=[\s(:;,=/\"])|^)(?P<sign>[+\-±])(?P<gap> ?)$")
_SIGN_WORD = re.compile(r"(?<![\w'])(?P<word>plus|moins) $")
_SIGN_CONTEXT = re.compile(r"(?:^|[(:=]|\b(?:de|a|par|soit)) ?$")
_RANGE_GAP = re.compile(r" ?(?:a|a pres de|a plus de|ou|-|/|→|->|=>) ?")
_SCALED_RANGE = {Kind.COUNT, Kind.PERCENT, Kind.MONEY, Kind.DURATION}
_LONGEST = 40
_YEAR_LIKE = range(1950, 2101)


def tokens(text: str, *, sign_lost: bool = False) -> tuple[Token, ...]:
    """Return every number of a text in order, figures or not, that do not overlap.

    `sign_lost` says that a dash was taken off the beginning of the text: the sign of a first number is then unknown.
    """
    folded = fold(text)
    taken: list[Token] = []
    free = [True] * len(text)

    def keep(found: Iterable[Token]) -> None:
        for token in found:
            if token.start < token.end and all(free[token.start : token.end]):
                free[token.start : token.end] = [False] * (token.end - token.start)
                taken.append(token)

    if any(character.isdecimal() for character in text):
        dated = list(_dated(text, folded))
        keep(token for token in dated if token.kind is Kind.DATE)
        keep(_other(text, s, e, reason) for s, e, reason in nonfigures(text, bare(text), folded))
        keep(dated)
        keep(_in_digits(text, folded, free))
    elif NUMBER_WORDS.search(folded):
        keep(_other(text, s, e, reason) for s, e, reason in nonfigures(text, bare(text), folded))
    keep(_rough(text, folded))
    keep(_in_words(text, folded, free))
    taken.sort(key=lambda token: token.start)
    if sign_lost and taken and taken[0].anchor == 0 and taken[0].kind is Kind.PERCENT:
        taken[0] = replace(taken[0], sign="?")
    return tuple(_ranges(taken, folded))


def _other(text: str, start: int, end: int, reason: str) -> Token:
    return Token(start, end, start, Kind.OTHER, 0.0, text[start:end], reason=reason)


def _dated(text: str, folded: str) -> Iterator[Token]:
    for found in dates(folded):
        printed = text[found.start : found.end]
        doubt = "année ou nombre : le texte ne permet pas de trancher" if found.doubtful else ""
        year = float(found.last[:4] or 0)
        yield Token(
            found.start,
            found.end,
            found.start,
            found.kind,
            year,
            printed,
            doubt=doubt,
            reason=found.reason,
            first=found.first,
            last=found.last,
        )


def _in_digits(text: str, folded: str, free: list[bool]) -> Iterator[Token]:
    for found in _DIGITS.finditer(_only_free(folded, free)):
        start, end = found.span()
        if end - start > _LONGEST:
            yield _other(text, start, end, "suite de chiffres trop longue pour être un nombre")
            continue
        value, doubt = _value(found)
        end, kind, factor = _unit(folded, end)
        glued_before = start > 0 and (folded[start - 1].isalpha() or folded[start - 1] == "_")
        glued_after = end < len(folded) and folded[end].isalpha()
        if glued_before or glued_after:
            yield _other(text, start, end, "chiffres collés à un mot")
            continue
        token = Token(start, end, start, kind, value * factor, text[start:end], doubt=doubt)
        if kind is Kind.COUNT and found["sep"] is None and not found["point"] and int(value) in _YEAR_LIKE:
            token = replace(token, year_like=True)
        yield _signed(_named(token, folded), text, folded)


def _only_free(folded: str, free: list[bool]) -> str:
    """Return the text with what is already read blotted out, so that no number goes on into it."""
    return "".join(character if open_ else "\0" for character, open_ in zip(folded, free, strict=True))


def _value(found: re.Match[str]) -> tuple[float, str]:
    """Return the value of digits as printed, and in French why it cannot be trusted ("" when it can)."""
    digits, separator, point, decimals = found.group(), found["sep"], found["point"], found["decimals"]
    whole = digits[: -len(decimals) - 1] if decimals else digits
    value = float(whole.replace(separator, "") if separator else whole)
    doubt = ""
    if decimals:
        value = float(f"{value:.0f}.{decimals}")
        if separator is None and len(whole) == 4 and int(whole) in _YEAR_LIKE:
            doubt = "une année et un nombre peuvent être collés"
        elif point == separator:
            doubt = "séparateurs de milliers et de décimales mêlés"
        elif point == "," and len(decimals) == 3 and whole != "0" and len(whole) <= 3:
            doubt = "virgule suivie de trois chiffres : décimales ou milliers"
    if len(whole) > 1 and whole.startswith("0"):
        doubt = "nombre qui commence par zéro"
    return value, doubt


def _unit(folded: str, end: int) -> tuple[int, Kind, float]:
    """Return where the number ends with its unit, its kind, and the factor that its unit or scale brings."""
    factor = 1.0
    scale = _SCALE.match(folded, end)
    if scale is not None:
        name = (scale["scale"] or scale["abbr"]).strip().rstrip("s")
        factor, end = _SCALES[name], scale.end()
    for kind, unit in _UNITS:
        found = unit.match(folded, end)
        if found is not None:
            if kind is Kind.DURATION:
                factor = _duration_factor(found.group().strip())
            return found.end(), kind, factor
    return (scale.end("scale") if scale is not None else end), Kind.COUNT, factor


def _duration_factor(word: str) -> float:
    return _YEARS_IN["n" if word.startswith("min") else word[0]]


def _named(token: Token, folded: str) -> Token:
    """Return the token with its reason when its unit makes it no figure (points of percentage)."""
    if token.kind is Kind.OTHER:
        return replace(token, reason="écart en points")
    if token.kind is Kind.PERCENT and "." in token.printed and re.search(r"\d\.\d{3}(?!\d)", token.printed):
        return replace(token, doubt="point suivi de trois chiffres : décimales ou milliers")
    return token


def _signed(token: Token, text: str, folded: str) -> Token:
    """Return the token widened to its sign and to the words of approximation around it."""
    start, sign = token.start, ""
    before = folded[:start]
    found = _SIGN.search(before)
    if found is not None and (token.kind is not Kind.COUNT or not found["gap"] or found["sign"] == "+"):
        certain = not found["gap"] or found["sign"] == "+" or _SIGN_CONTEXT.search(before[: found.start()])
        sign = found["sign"] if certain and found["sign"] != "±" else "?"
        start = found.start("sign")
    elif token.kind is Kind.PERCENT and (worded := _SIGN_WORD.search(before)) is not None:
        sign, start = "-" if worded["word"] == "moins" else "+", worded.start()
    return _qualified(replace(token, start=start, sign=sign, printed=_printed(text, start, token.end)), text, folded)


def _qualified(token: Token, text: str, folded: str) -> Token:
    before = folded[max(0, token.start - 40) : token.start]
    for name, words in _QUALIFIERS:
        found = words.search(before)
        if found is not None and not _is_multiple(name, before[: found.start()]):
            start = token.start - len(before) + found.start()
            return replace(token, start=start, qualifier=name, printed=_printed(text, start, token.end))
    for name, after in (("more_than", _AFTER_MORE), ("less_than", _AFTER_LESS), ("about", _AFTER_ABOUT)):
        found = after.match(folded, token.end)
        if found is not None:
            end = found.end()
            return replace(token, end=end, qualifier=name, printed=_printed(text, token.start, end))
    return token


def _is_multiple(name: str, before: str) -> bool:
    """Tell whether «plus de» belongs to a multiple («4 fois plus de»), not to the number."""
    return name in {"more_than", "less_than"} and re.search(r"\bfois $", before) is not None


def _printed(text: str, start: int, end: int) -> str:
    return re.sub(r"\s+", " ", text[start:end]).strip()


def _rough(text: str, folded: str) -> Iterator[Token]:
    for found in COLLECTIVES.finditer(folded):
        value = rough_value(found)
        start, end = found.span()
        if value is None:
            yield _other(text, start, end, "nombre imprécis")
        else:
            token = Token(start, end, start, Kind.COUNT, float(value), text[start:end], "about", in_words=True)
            yield _qualified(token, text, folded)


def _in_words(text: str, folded: str, free: list[bool]) -> Iterator[Token]:
    for found in NUMBER_WORDS.finditer(_only_free(folded, free)):
        start, end = found.span()
        value = value_of(found.group())
        if value is None:
            yield _other(text, start, end, "nombre en lettres mal formé")
            continue
        end, kind, factor = _unit(folded, end)
        token = Token(start, end, start, kind, value * factor, text[start:end], in_words=True)
        yield _qualified(_named(token, folded), text, folded)


def _ranges(found: list[Token], folded: str) -> Iterator[Token]:
    """Yield the tokens, those that are the bounds of a range marked as such."""
    bounds: set[int] = set()
    for before, after in pairwise(found):
        if before.kind not in _SCALED_RANGE or after.kind not in _SCALED_RANGE:
            continue
        gap = folded[before.end : after.start]
        between = gap.strip() == "et" and re.search(r"\bentre $", folded[: before.start]) is not None
        if between or _RANGE_GAP.fullmatch(gap):
            bounds |= {before.start, after.start}
    for token in found:
        yield replace(token, in_range=True) if token.start in bounds else token
