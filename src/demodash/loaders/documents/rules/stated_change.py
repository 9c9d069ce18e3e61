"""A printed percentage of change beside the two numbers that it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from demodash.loaders.documents.tokens import Token
from demodash.texts import decimals_of, number

_MISREAD_POINTS = 5.0


@dataclass(frozen=True, slots=True)
class StatedChange:
    """A change in percent as printed, its sign told by the numbers when it has none.

    `note` says in French that the numbers give another percentage; `doubt` that it is so far off that the numbers were
    surely misread.
    """

    value: float
    note: str = ""
    doubt: str = ""


def stated_change(before: float, after: float, printed: Token) -> StatedChange:
    """Compare a printed percentage with the numbers before and after, as far as its decimals go."""
    if not before:
        return StatedChange(printed.signed_value, doubt="le nombre de départ est nul")
    exact = (after - before) / before * 100
    value = printed.signed_value if printed.sign in {"+", "-"} else (printed.value if exact >= 0 else -printed.value)
    decimals = decimals_of(printed.printed)
    if abs(exact - value) <= 0.51 * 10.0**-decimals:
        return StatedChange(value)
    if abs(exact - value) > _MISREAD_POINTS:
        return StatedChange(value, doubt="le pourcentage imprimé est très loin de celui des deux nombres")
    recomputed = number(exact, max(decimals, 1), signed=True)
    return StatedChange(value, note=f"Les deux nombres imprimés donnent {recomputed} %.")
