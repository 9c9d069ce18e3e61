"""Which rows of a table name its columns: the first one, or two where years stand under the labels of groups."""

from __future__ import annotations

import re
from collections.abc import Sequence

_YEAR = r"(?:19|20)[0-9]{2}"
_MOMENT = (
    rf"(?:[0-3]?[0-9]/[01]?[0-9]/|(?:[0-3]?[0-9]|1er) [^\W\d_]{{3,9}} )?{_YEAR}(?: ?[-–/] ?(?:{_YEAR}|[0-9]{{2}}))?"
)
_DATED = re.compile(rf"(?<![0-9/]){_MOMENT}(?![0-9])|\((?:[0-9]{{2,3}}|2[AB])\)")
_ONLY_DATED = re.compile(rf"(?:(?:année|rentrée|fin|au|en) )*{_MOMENT}", re.IGNORECASE)
_CORNER = re.compile(
    r"(?:département|territoire|région|structure|indicateur|filière|formation|profession|zone|type de zone|année)s?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"[0-9]")
_JOINT = ", "


def names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row has no number but dates and codes of départements, while most others have some."""
    if len(rows) < 2:
        return False
    first, *rest = rows
    if len([cell for cell in first if cell]) < 2 or not _is_wordy(first):
        return False
    return 2 * sum(bool(_DIGIT.search("".join(row))) for row in rest) > len(rest)


def grouped(rows: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
    """Return the names of the columns when the first two rows give them together, else None.

    «Structures ; MSP ; MSP» above «; 2022 ; 2023» gives «Structures ; MSP, 2022 ; MSP, 2023». Every column needs
    its two cells (a merged cell is repeated in the rows and columns that it covers); one of the rows has but moments.
    """
    if len(rows) < 3 or len({len(row) for row in rows}) > 1:
        return None
    groups, names = rows[0], rows[1]
    corner = _corner(groups[0], names[0])
    if corner is None or not all((*groups[1:], *names[1:])) or not names_columns([groups, *rows[2:]]):
        return None
    apart = [(one, two) for one, two in zip(groups[1:], names[1:], strict=True) if one != two]
    dated = [all(_ONLY_DATED.fullmatch(cell) for cell in row) for row in zip(*apart, strict=True)]
    if not _is_wordy(names) or dated.count(True) != 1:
        return None
    joined = (one if one == two else f"{one}{_JOINT}{two}" for one, two in zip(groups[1:], names[1:], strict=True))
    return (corner, *joined)


def _corner(above: str, below: str) -> str | None:
    """Return the name of the first column, None when its two cells do not go together."""
    if below in ("", above):
        return above
    return below if not above and _CORNER.fullmatch(below) else None


def _is_wordy(row: Sequence[str]) -> bool:
    """Tell whether a row has no number but dates and codes of départements."""
    return not _DIGIT.search(_DATED.sub("", " ; ".join(row)))
