"""The modalities of the DREES workbooks: totals, territories, specialties, modes of practice, bands of age."""

from __future__ import annotations

import re
from functools import lru_cache

from demodash.territories import Level, is_code
from demodash.texts import folded

_NUMBERED = re.compile(r"^\s*(?:\d{1,3}|2[AB]|02[AB])\s*-\s*(?!\d\d ans$)")
_FRANCE = frozenset({"france entiere", "france"})
_TOTALS = _FRANCE | {"ensemble", "total", "total general", "tous", "toutes", "tous sexes"}
_GPS = frozenset(
    {"medecine generale", "medecins generalistes", "medecin generaliste", "generalistes", "omnipraticiens"}
)
_ABROAD = re.compile(r"(?:com|collectivites? d outre mer)(?: (?:ou|et) etranger)?|etranger")
_BETWEEN = re.compile(r"(?:entre |de )?(\d{2}) ?(?:et|a|ans a| )? ?(\d{2}) ans")
_UNDER = re.compile(r"(?:moins de|inferieur a) (\d{2}) ans")
_OVER = re.compile(r"(?:(\d{2}) ans (?:ou|et) plus|plus de (\d{2}) ans)")
_MODALITIES = 4_096
"""Modalities that are remembered: a workbook has a few hundred, each on thousands of rows."""
OLDEST = 200
"""The end of a band of age that has none."""
BANDS = {
    "moins_30": (0, 29),
    **{f"{first}_{first + 4}": (first, first + 4) for first in range(30, 70, 5)},
    "70_plus": (70, OLDEST),
}
"""Members of the dimension ``age``, with their first and last year of age."""


def plain(cell: str) -> str:
    """A modality without its number: ``01-Médecine générale`` gives ``Médecine générale``."""
    return " ".join(_NUMBERED.sub("", cell.replace("\u00a0", " ")).split())


@lru_cache(_MODALITIES)
def label(cell: str) -> str:
    """A modality without its number, folded, to compare: ``medecine generale``."""
    return folded(plain(cell))


@lru_cache(_MODALITIES)
def is_total(cell: str) -> bool:
    """Say whether a modality is that of a total."""
    return label(cell) in _TOTALS


def is_france(cell: str) -> bool:
    """Say whether a total names France: another one is that of the rows of its file."""
    return label(cell) in _FRANCE


@lru_cache(_MODALITIES)
def is_gp(cell: str) -> bool:
    """Say whether a specialty is general practice."""
    return label(cell) in _GPS


def is_abroad(cell: str) -> bool:
    """Say whether a territory is that of the physicians out of every region: ``999-COM ou étranger``."""
    return _ABROAD.fullmatch(" ".join(re.findall(r"[a-z]+", label(cell)))) is not None


def region_code(cell: str) -> str:
    """Full code of a region printed ``32-Hauts-de-France``, empty when it is none."""
    return _code(cell, Level.REGION)


def departement_code(cell: str) -> str:
    """Full code of a département printed ``059-Nord``, ``02A -Corse-du-Sud``, empty when it is none."""
    return _code(cell, Level.DEPARTEMENT)


def _code(cell: str, level: Level) -> str:
    found = re.match(r"\s*([0-9AB]{1,3})\s*(?:-|$)", cell.upper())
    if found is None:
        return ""
    text = found[1].lstrip("0") if len(found[1]) == 3 and found[1][0] == "0" else found[1]
    code = f"{level.value}-{text.zfill(2)}"
    return code if is_code(code) else ""


def years_of_age(cell: str) -> tuple[int, int] | None:
    """First and last year of age of a band: ``02-entre 30 et 34 ans`` gives (30, 34); None when it is no band."""
    text = label(cell)
    between, under, over = _BETWEEN.fullmatch(text), _UNDER.fullmatch(text), _OVER.fullmatch(text)
    if between:
        return int(between[1]), int(between[2])
    if under:
        return 0, int(under[1]) - 1
    if over:
        return int(over[1]) if over[1] else int(over[2]) + 1, OLDEST
    return None


def band_of(ages: tuple[int, int]) -> str:
    """The member of the dimension ``age`` that a band lies within, empty when it straddles several."""
    return next((band for band, (low, high) in BANDS.items() if low <= ages[0] and ages[1] <= high), "")


def tiles(parts: list[tuple[int, int]], band: str) -> bool:
    """Say whether bands, one after the other, cover a member of the dimension ``age`` and nothing twice."""
    low, high = BANDS[band]
    ordered = sorted(parts)
    ends = [last + 1 for _, last in ordered]
    return bool(ordered) and [first for first, _ in ordered] == [low, *ends[:-1]] and ends[-1] == high + 1
