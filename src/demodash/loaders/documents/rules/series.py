"""Numbers given year by year: «2019 : 100, 2020 : 110», «100 en 2019 et 110 en 2020»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from demodash.loaders.documents.reading import Sentence
from demodash.loaders.documents.tokens import Kind, Token

_YEAR_TO_COUNT = re.compile(r" ?(?:[:,=] ?)?(?:places )?")
_COUNT_TO_YEAR = re.compile(
    r"(?: (?:places?|supp\w*\.?|en ifas|en ifsi|de plus|nouvelles|autres))*,? ?(?:en |pour |a la rentree (?:de )?|\("
    r"|fin )"
)
_DOUBT = "années et nombres ne se suivent pas un à un"


@dataclass(frozen=True, slots=True)
class Pair:
    """A number and the year or the span of years that it is given for."""

    period: str
    count: Token


def series(sentence: Sentence, counts: Sequence[Token]) -> tuple[tuple[Pair, ...], str]:
    """Return the pairs of years and numbers of a sentence, and in French why they are unsure ("" when they are not).

    Each number must stand right after its year, or each right before it, all along the sentence. No pair when there is
    no year.
    """
    years = [token for token in sentence.tokens if token.kind in {Kind.YEAR, Kind.YEARS}]
    if not years or not counts:
        return (), ""
    counts = [count for count in counts if not count.in_words]
    ordered = sorted([*years, *counts], key=lambda token: token.start)
    first_is_year = ordered[0] in years
    leading, following = (years, counts) if first_is_year else (counts, years)
    gap = _YEAR_TO_COUNT if first_is_year else _COUNT_TO_YEAR
    alternate = len(leading) == len(following) and ordered == [
        token for pair in zip(leading, following, strict=True) for token in pair
    ]
    tied = alternate and all(
        gap.fullmatch(sentence.read.text.mask[one.end : two.start]) for one, two in zip(leading, following, strict=True)
    )
    if not tied:
        return tuple(Pair("", count) for count in counts), _DOUBT
    pairs = tuple(
        Pair(f"{year.first}/{year.last}" if year.kind is Kind.YEARS else year.first, count)
        for year, count in zip(years, counts, strict=True)
    )
    rising = all(one.period[-4:] < two.period[-4:] for one, two in pairwise(pairs))
    return pairs, "" if rising else "les années ne se suivent pas"
