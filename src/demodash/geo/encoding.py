"""Whole numbers as short text: the form in which browser geometry travels.

A number is folded (0, −1, 1, −2 … become 0, 1, 2, 3 …), then written five bits at a time, lowest first, as one
character of ALPHABET each; a character from the second half of ALPHABET says that more follow. No character needs
an escape in JSON, small numbers take one or two, and a browser reads them with one look-up each.
"""

from __future__ import annotations

from collections.abc import Iterable

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
BITS = 5
MORE = 1 << BITS


def encode(numbers: Iterable[int]) -> str:
    """Write whole numbers as text."""
    characters = []
    for number in numbers:
        folded = 2 * number if number >= 0 else -2 * number - 1
        while folded >= MORE:
            characters.append(ALPHABET[MORE | (folded & (MORE - 1))])
            folded >>= BITS
        characters.append(ALPHABET[folded])
    return "".join(characters)


def decode(text: str) -> list[int]:
    """Read numbers written by ``encode``.

    Raises:
        ValueError: a character is not of ALPHABET, or the text ends within a number.
    """
    numbers = []
    folded = shift = 0
    for character in text:
        digit = ALPHABET.index(character)
        folded |= (digit & (MORE - 1)) << shift
        if digit & MORE:
            shift += BITS
            continue
        numbers.append(-(folded + 1) // 2 if folded & 1 else folded // 2)
        folded = shift = 0
    if shift:
        raise ValueError("the text ends within a number")
    return numbers
