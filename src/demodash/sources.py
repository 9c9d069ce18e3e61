"""Sources: who published a figure, when, under which licence, where. Read from ``source.toml``."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from demodash.errors import DataError, Problem

KINDS = {
    "document": "document de référence",
    "open_data": "données ouvertes",
    "publication": "publication",
}
_REQUIRED = ("id", "kind", "publisher", "title")
_ID = re.compile(r"^[a-z0-9_]{3,80}$")
_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


@dataclass(frozen=True, slots=True)
class Source:
    """A published document, data set or page. ``date`` is ISO 8601, possibly a year or empty (not printed)."""

    id: str
    kind: str
    publisher: str
    title: str
    date: str = ""
    date_inferred: bool = False
    licence: str = ""
    url: str = ""
    territory: str = ""
    file: str = ""
    sha256: str = ""
    note: str = ""
    consulted: str = ""

    @property
    def publication_date(self) -> dt.date | None:
        """The day of publication when it is printed to the day."""
        return dt.date.fromisoformat(self.date) if len(self.date) == 10 else None


def read_sources(path: Path) -> tuple[Source, ...]:
    """Read the sources that a ``source.toml`` declares (an array of tables ``[[source]]``).

    Raises:
        DataError: the file is not TOML, or a source lacks a field, has an unknown one, or a bad date or id.
    """
    name = f"{path.parent.name}/{path.name}"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(Problem(name, expected="un fichier TOML en UTF-8", found=str(error))) from error
    entries = content.get("source", [])
    if not entries:
        raise DataError(Problem(name, expected="au moins une table [[source]]", found="aucune"))
    problems = [problem for place, entry in enumerate(entries, 1) for problem in _problems(name, place, entry)]
    if problems:
        raise DataError(problems)
    return tuple(Source(**entry) for entry in entries)


def _problems(file: str, place: int, entry: Mapping[str, object]) -> list[Problem]:
    where = f"source {place} ({entry.get('id', 'sans id')})"
    known = set(Source.__dataclass_fields__)
    found = [Problem(file, where, f"le champ {key}", "absent ou vide") for key in _REQUIRED if not entry.get(key)]
    found += [
        Problem(file, where, f"un champ parmi {', '.join(sorted(known))}", key) for key in sorted(set(entry) - known)
    ]
    for key, value in entry.items():
        wanted = bool if key == "date_inferred" else str
        if key in known and not isinstance(value, wanted):
            found.append(Problem(file, f"{where}, {key}", f"un {wanted.__name__}", repr(value)))
    if found:
        return found
    if not _ID.match(str(entry["id"])):
        found.append(Problem(file, where, "un id en minuscules, chiffres et soulignés", str(entry["id"])))
    if entry["kind"] not in KINDS:
        found.append(Problem(file, where, f"un kind parmi {', '.join(KINDS)}", str(entry["kind"])))
    for key in ("date", "consulted"):
        if entry.get(key) and not _DATE.match(str(entry[key])):
            found.append(
                Problem(file, f"{where}, {key}", "une date ISO (AAAA, AAAA-MM ou AAAA-MM-JJ)", str(entry[key]))
            )
    url = str(entry.get("url", ""))
    if url and not url.startswith(("https://", "http://")):
        found.append(Problem(file, f"{where}, url", "une adresse http(s)", url))
    return found
