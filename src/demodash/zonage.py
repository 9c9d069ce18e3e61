"""Editions of the zoning of general practitioners: which class each commune is in, and when that was the law.

An edition is a folder with ``source.toml``, whose table ``[edition]`` describes it, and ``zones.csv``, one row per
commune: ``code_commune;classe``. Several editions live side by side.
"""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from demodash.errors import DataError, Problem
from demodash.locations import data_root
from demodash.territories import COG_YEAR, Level, codes, current_commune
from demodash.texts import first_of

HEADER = ["code_commune", "classe"]
SOURCE_FILE = "source.toml"
ZONES_FILE = "zones.csv"
SHOWN = 10  # codes named in a message

_FIELDS: Mapping[str, type] = {
    "id": str,
    "name": str,
    "legal_start": dt.date,
    "classes": list,
    "eligible": list,
    "cog_year": int,
}
_OPTIONAL_FIELDS: Mapping[str, type] = {"legal_end": dt.date}
_WORDS = {str: "un texte", dt.date: "une date (AAAA-MM-JJ)", list: "une liste de classes", int: "une année"}

Row = tuple[str, str, str]
"""Place in the file (``ligne 12``), INSEE code of a commune, class."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the zoning, in force from ``legal_start`` to ``legal_end`` (None: still in force).

    ``classes`` is its class set, the neediest first, and ``eligible`` those that open the aids. ``placements`` gives
    the class of each commune by INSEE code, of the communes of ``cog_year``.
    """

    id: str
    name: str
    legal_start: dt.date
    legal_end: dt.date | None
    classes: tuple[str, ...]
    eligible: tuple[str, ...]
    cog_year: int
    placements: Mapping[str, str]

    def __hash__(self) -> int:
        """Editions with one id are rare, and then told apart by all that they say."""
        return hash(self.id)

    def in_force(self, day: dt.date) -> bool:
        """Say whether the edition was the law on a day."""
        return self.legal_start <= day and (self.legal_end is None or day <= self.legal_end)

    def classes_today(self) -> Mapping[str, tuple[str, ...]]:
        """Classes of each commune of today, by full code (``COM-02001``), the neediest first.

        There is one class, save for a commune made of several that the edition placed in different classes.
        """
        found: dict[str, set[str]] = {}
        for code, zone in self.placements.items():
            found.setdefault(f"COM-{current_commune(code)}", set()).add(zone)
        return {code: tuple(sorted(zones, key=self.classes.index)) for code, zones in sorted(found.items())}


def editions(sources: Path | None = None) -> tuple[Edition, ...]:
    """Every edition of a folder of sources (the project's own by default), oldest first.

    Raises:
        DataError: an edition is wrong, or two have one id.
    """
    return _editions(data_root() / "sources" if sources is None else sources)


def read_edition(folder: Path) -> Edition:
    """Read one edition from its folder.

    Raises:
        DataError: a field of ``[edition]`` is missing or wrong, the table has another header, or a commune is
            unknown, placed twice, in no class of the set, or not placed.
    """
    table = _edition_table(folder / SOURCE_FILE)
    classes = tuple(table["classes"])
    rows = _rows(folder / ZONES_FILE)
    problems = placement_problems(rows, classes, int(table["cog_year"]), f"{folder.name}/{ZONES_FILE}")
    if problems:
        raise DataError(problems)
    return Edition(
        id=table["id"],
        name=table["name"],
        legal_start=table["legal_start"],
        legal_end=table.get("legal_end"),
        classes=classes,
        eligible=tuple(table["eligible"]),
        cog_year=table["cog_year"],
        placements=MappingProxyType({code: zone for _, code, zone in rows}),
    )


def placement_problems(rows: Sequence[Row], classes: Sequence[str], cog_year: int, file: str) -> list[Problem]:
    """Say what is wrong with the placement of the communes of Hauts-de-France in classes (empty when right).

    A code of a commune merged since is right in an edition older than the code officiel géographique in use.
    """
    problems = [
        problem
        for place, code, zone in rows
        for problem in (_code_problem(file, place, code, cog_year), _class_problem(file, place, zone, classes))
        if problem is not None
    ]
    return [*problems, *_repeated(rows, file), *_unplaced(rows, file)]


@cache
def _editions(sources: Path) -> tuple[Edition, ...]:
    folders = [path.parent for path in sorted(sources.glob(f"*/{SOURCE_FILE}")) if "edition" in _toml(path)]
    found: list[Edition] = []
    problems: list[Problem] = []
    for folder in folders:
        try:
            found.append(read_edition(folder))
        except DataError as error:
            problems.extend(error.problems)
    ids = [edition.id for edition in found]
    problems += [
        Problem(str(sources.name), each, "un identifiant par édition", f"{ids.count(each)} éditions")
        for each in sorted({each for each in ids if ids.count(each) > 1})
    ]
    if problems:
        raise DataError(problems)
    return tuple(sorted(found, key=lambda edition: (edition.legal_start, edition.id)))


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        name = f"{path.parent.name}/{path.name}"
        raise DataError(Problem(name, expected="un fichier TOML en UTF-8", found=str(error))) from error


def _edition_table(path: Path) -> dict[str, Any]:
    file = f"{path.parent.name}/{path.name}"
    table: dict[str, Any] = _toml(path).get("edition", {})
    problems = [
        Problem(file, f"[edition] {key}", _WORDS[wanted], repr(table[key]) if key in table else "rien")
        for key, wanted in {**_FIELDS, **_OPTIONAL_FIELDS}.items()
        if not isinstance(table.get(key), wanted) and (key in table or key in _FIELDS)
    ]
    problems += [
        Problem(file, "[edition]", f"un champ parmi {', '.join((*_FIELDS, *_OPTIONAL_FIELDS))}", key)
        for key in sorted(set(table) - set(_FIELDS) - set(_OPTIONAL_FIELDS))
    ]
    if problems:
        raise DataError(problems)
    odd = [str(each) for each in table["eligible"] if each not in table["classes"]]
    if odd:
        problems.append(Problem(file, "[edition] eligible", "des classes de « classes »", ", ".join(odd)))
    if "legal_end" in table and table["legal_end"] < table["legal_start"]:
        found = table["legal_end"].isoformat()
        problems.append(Problem(file, "[edition] legal_end", f"une date après {table['legal_start']}", found))
    if problems:
        raise DataError(problems)
    return table


def _rows(path: Path) -> list[Row]:
    file = f"{path.parent.name}/{path.name}"
    try:
        lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(Problem(file, expected="une table CSV en UTF-8", found=str(error))) from error
    header = lines[0] if lines else []
    if header != HEADER:
        raise DataError(Problem(file, "ligne 1", ";".join(HEADER), ";".join(header) or "rien"))
    odd = [
        Problem(file, f"ligne {number}", f"{len(HEADER)} colonnes", ";".join(line) or "une ligne vide")
        for number, line in enumerate(lines[1:], 2)
        if len(line) != len(HEADER)
    ]
    if odd:
        raise DataError(odd)
    return [(f"ligne {number}", code, zone) for number, (code, zone) in enumerate(lines[1:], 2)]


def _code_problem(file: str, place: str, code: str, cog_year: int) -> Problem | None:
    now = current_commune(code)
    if now == code or (now is not None and cog_year < COG_YEAR):
        return None
    advice = ""
    if now is not None:
        advice = f"La commune {code} est réunie à {now}."
    elif current_commune(code.zfill(5)) is not None:
        advice = f"Le zéro de tête s’est perdu : écrivez {code.zfill(5)}."
    expected = f"une commune des Hauts-de-France (code officiel géographique {cog_year})"
    return Problem(file, place, expected, code or "rien", advice)


def _class_problem(file: str, place: str, zone: str, classes: Iterable[str]) -> Problem | None:
    return None if zone in classes else Problem(file, place, f"une classe parmi {', '.join(classes)}", zone or "rien")


def _repeated(rows: Iterable[Row], file: str) -> list[Problem]:
    places: dict[str, list[str]] = {}
    for place, code, _ in rows:
        places.setdefault(code, []).append(place)
    return [
        Problem(file, ", ".join(where), f"la commune {code} une seule fois", f"{len(where)} fois")
        for code, where in places.items()
        if len(where) > 1
    ]


def _unplaced(rows: Iterable[Row], file: str) -> list[Problem]:
    placed = {f"COM-{current_commune(code)}" for _, code, _ in rows}
    missing = [code.removeprefix("COM-") for code in codes(Level.COMMUNE) if code not in placed]
    if not missing:
        return []
    found = f"{len(missing)} sans classe : {first_of(missing, SHOWN)}"
    return [Problem(file, expected="une classe pour chaque commune des Hauts-de-France", found=found)]
