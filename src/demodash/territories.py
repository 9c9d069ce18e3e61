"""Territories: levels, codes, names, parents, populations, and the codes that changed.

Communes and EPCI are those of Hauts-de-France, départements and regions those of the whole country, of the code
officiel géographique of ``COG_YEAR``. Read once from ``data/geo``, on first use.

Source: Etalab, découpage administratif 2026 (INSEE, DGCL, La Poste), Licence Ouverte.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import pyarrow.parquet as pq

from demodash.locations import data_root
from demodash.texts import folded

COG_YEAR = 2026
HOME_REGION = "REG-32"


class Level(StrEnum):
    """A level of territories; its value is the prefix of the codes."""

    FRANCE = "FR"
    REGION = "REG"
    FORMER_REGION = "EXREG"
    DEPARTEMENT = "DEP"
    EPCI = "EPCI"
    COMMUNE = "COM"

    @property
    def singular(self) -> str:
        """The level's French name for one territory."""
        return _LEVEL_WORDS[self][0]

    @property
    def plural(self) -> str:
        """The level's French name for several territories."""
        return _LEVEL_WORDS[self][1]


_LEVEL_WORDS = {
    Level.FRANCE: ("France", "France"),
    Level.REGION: ("région", "régions"),
    Level.FORMER_REGION: ("ancienne région", "anciennes régions"),
    Level.DEPARTEMENT: ("département", "départements"),
    Level.EPCI: ("EPCI", "EPCI"),
    Level.COMMUNE: ("commune", "communes"),
}
_PREPOSITIONS = {0: "de ", 1: "d’", 2: "du ", 3: "de la ", 4: "des ", 5: "de l’"}
_ARTICLES = {0: "", 1: "", 2: "le ", 3: "la ", 4: "les ", 5: "l’"}
_ARTICLE_IN_NAME = re.compile(r"^(?:L’|L[ae]s? )")


@dataclass(frozen=True, slots=True)
class Territory:
    """One territory: its full code (``COM-02001``), names, parents by full code, people and place.

    ``departement`` of an EPCI is the one where most of its inhabitants live. ``population`` is municipal, of
    ``population_year`` (2023; Mayotte 2017, counted so in France too); that of an EPCI, like its outline, leaves
    out its ``communes_outside_region``. ``lon`` and ``lat`` (degrees, WGS 84) are the town hall of a commune,
    the centre of any other territory; ``x`` and ``y`` the same point in the plane of the maps (metres, Lambert 93,
    an overseas territory inside its box). ``chef_lieu`` is an INSEE code; None at the levels that have none.
    """

    code: str
    level: Level
    insee: str
    name: str
    departement: str | None
    epci: str | None
    region: str | None
    former_region: str | None
    population: int
    population_year: int
    postcodes: tuple[str, ...]
    chef_lieu: str | None
    chef_lieu_name: str | None
    communes_outside_region: int
    lon: float
    lat: float
    x: int
    y: int
    area_km2: float
    tncc: int

    @property
    def parents(self) -> tuple[str, ...]:
        """Codes of what the territory lies within, nearest first (an EPCI may straddle départements: left out)."""
        departement = None if self.level is Level.EPCI else self.departement
        above = (self.epci, departement, self.region, Level.FRANCE.value)
        return tuple(code for code in above if code is not None and code != self.code)


def territory(code: str) -> Territory:
    """Give the territory of a full code.

    Raises:
        ValueError: no territory has this code.
    """
    found = _register().get(code)
    if found is None:
        raise ValueError(f"unknown territory {code!r}{_hint(code)}")
    return found


def is_code(code: str) -> bool:
    """Say whether a territory has this full code."""
    return code in _register()


def codes(level: Level | str) -> tuple[str, ...]:
    """Every code of a level, sorted.

    Raises:
        ValueError: no level has this name.
    """
    return _codes_by_level()[Level(level)]


def name(code: str) -> str:
    """Name of a territory as written in French: ``Hauts-de-France``, ``Villeneuve-d’Ascq``."""
    return territory(code).name


def label(code: str) -> str:
    """Name that tells namesakes apart: ``Aisne (02)``, ``Abbécourt (02001)``, ``Picardie (ancienne région)``."""
    found = territory(code)
    if found.level in {Level.DEPARTEMENT, Level.COMMUNE}:
        return f"{found.name} ({found.insee})"
    if found.level is Level.FORMER_REGION:
        return f"{found.name} ({Level.FORMER_REGION.singular})"
    return found.name


def with_article(code: str) -> str:
    """Name with its article: ``l’Aisne``, ``le Nord``, ``les Hauts-de-France``, ``la CC Flandre Lys``, ``Lille``."""
    found = territory(code)
    if found.level is Level.COMMUNE:
        return found.name
    return ("la " if found.level is Level.EPCI else _ARTICLES.get(found.tncc, "")) + found.name


def of(code: str) -> str:
    """Name after «de»: ``de l’Aisne``, ``du Nord``, ``d’Amiens``, ``du Touquet-Paris-Plage``."""
    found = territory(code)
    if found.level is Level.EPCI:
        return f"de la {found.name}"
    if found.level is Level.COMMUNE:
        shorter = found.tncc in {2, 4}  # «de le» and «de les» contract
        if found.tncc in {3, 5}:
            return f"de {found.name}"
        return _PREPOSITIONS[found.tncc] + (_ARTICLE_IN_NAME.sub("", found.name) if shorter else found.name)
    return _PREPOSITIONS[found.tncc] + found.name


@cache
def children(code: str, level: Level | str) -> tuple[str, ...]:
    """Codes of a level within a territory, sorted.

    An EPCI is within every département where it has a commune. Communes and EPCI are known for Hauts-de-France
    alone: another region or département has none here.

    Raises:
        ValueError: the code is unknown, or the level is not below the territory's.
    """
    parent, wanted = territory(code), Level(level)
    if wanted not in _BELOW[parent.level]:
        raise ValueError(f"{wanted.value} is not a level below {code}")
    if parent.level is Level.FRANCE:
        return codes(wanted)
    if wanted is Level.EPCI:
        held = {_register()[commune].epci for commune in children(code, Level.COMMUNE)}
        return tuple(sorted(epci for epci in held if epci is not None))
    field = _PARENT_FIELDS[parent.level]
    return tuple(each for each in codes(wanted) if getattr(_register()[each], field) == code)


def current_commune(old_code: str) -> str | None:
    """INSEE code of the commune of today that an INSEE code of Hauts-de-France belongs to; None when there is none.

    A code that is still a commune's gives itself: ``02311`` gives ``02589``, ``02589`` gives ``02589``.
    """
    return old_code if is_code(f"COM-{old_code}") else _former_codes().get(old_code)


def find_commune(name: str, departement: str | None = None) -> list[Territory]:
    """Find the communes of Hauts-de-France that bear a name, largest first; empty when none does.

    Case, accents, hyphens, ``St``/``Saint`` and leading articles do not matter; ``departement`` (``02`` or
    ``DEP-02``) keeps one département. A name that no commune bears any more gives the one that took it over.
    """
    wanted = None if departement is None else f"DEP-{departement.removeprefix('DEP-')}"
    key = _key(name)
    for index in (_names(), _former_names()):
        found = [_register()[code] for code in index.get(key, ())]
        kept = [each for each in found if wanted is None or each.departement == wanted]
        if kept:
            return sorted(kept, key=lambda each: (-each.population, each.code))
    return []


def neighbours(code: str) -> tuple[str, ...]:
    """Codes of the territories of the same level that share a border line with this one, sorted.

    Known for communes and EPCI (within Hauts-de-France), départements and regions; empty on an island.

    Raises:
        ValueError: the code is unknown, or its level has no neighbours.
    """
    if territory(code).level in {Level.FRANCE, Level.FORMER_REGION}:
        raise ValueError(f"no neighbours are known at the level of {code}")
    return _neighbours().get(code, ())


_BELOW: Mapping[Level, frozenset[Level]] = {
    Level.FRANCE: frozenset(Level) - {Level.FRANCE},
    Level.REGION: frozenset({Level.FORMER_REGION, Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE}),
    Level.FORMER_REGION: frozenset({Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE}),
    Level.DEPARTEMENT: frozenset({Level.EPCI, Level.COMMUNE}),
    Level.EPCI: frozenset({Level.COMMUNE}),
    Level.COMMUNE: frozenset(),
}
_CODE_LENGTHS = {"REG": 2, "EXREG": 2, "DEP": 2, "EPCI": 9, "COM": 5}  # Excel drops leading zeros
_PARENT_FIELDS = {
    Level.REGION: "region",
    Level.FORMER_REGION: "former_region",
    Level.DEPARTEMENT: "departement",
    Level.EPCI: "epci",
}


def _key(name: str) -> str:
    words = [{"st": "saint", "ste": "sainte"}.get(word, word) for word in folded(name).split()]
    while len(words) > 1 and words[0] in {"le", "la", "les", "l"}:
        words = words[1:]
    return " ".join(words)


def _hint(code: str) -> str:
    prefix, _, insee = code.partition("-")
    now = _former_codes().get(insee) if prefix == Level.COMMUNE else None
    if now is not None:
        return f": {insee} is now part of COM-{now}"
    padded = f"{prefix}-{insee.zfill(_CODE_LENGTHS.get(prefix, 0))}"
    close = [padded] if is_code(padded) else difflib.get_close_matches(code, _register(), n=1, cutoff=0.7)
    return f", did you mean {close[0]!r}?" if close else ""


def _columns(table: str) -> dict[str, list[Any]]:
    # pyarrow's single-file reader: pandas.read_parquet would double the time of the first look-up
    content: dict[str, list[Any]] = (
        pq.ParquetFile(data_root() / "geo" / f"{table}_{COG_YEAR}.parquet").read().to_pydict()
    )
    return content


@cache
def _register() -> Mapping[str, Territory]:
    columns = _columns("territories")
    for column in ("departement", "epci", "region", "former_region", "chef_lieu", "chef_lieu_name"):
        columns[column] = [text or None for text in columns[column]]
    columns["level"] = [Level(text) for text in columns["level"]]
    columns["postcodes"] = [tuple(text.split()) for text in columns["postcodes"]]
    fields = [columns[field] for field in Territory.__dataclass_fields__]
    return {row[0]: Territory(*row) for row in zip(*fields, strict=True)}


@cache
def _codes_by_level() -> Mapping[Level, tuple[str, ...]]:
    return {level: tuple(sorted(c for c, each in _register().items() if each.level is level)) for level in Level}


@cache
def _former_communes() -> tuple[tuple[str, str, str], ...]:
    table = _columns("former_communes")
    return tuple(zip(table["old_code"], table["name"], table["code"], strict=True))


@cache
def _former_codes() -> Mapping[str, str]:
    return {old: new for old, _, new in _former_communes()}


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    return _index((_register()[code].name, code) for code in codes(Level.COMMUNE))


@cache
def _former_names() -> Mapping[str, tuple[str, ...]]:
    return _index((old_name, f"COM-{code}") for _, old_name, code in _former_communes() if old_name)


def _index(named: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for each, code in named:
        index[_key(each)] = (*index.get(_key(each), ()), code)
    return index


@cache
def _neighbours() -> Mapping[str, tuple[str, ...]]:
    table = _columns("neighbours")
    return {code: tuple(text.split()) for code, text in zip(table["code"], table["neighbours"], strict=True)}
