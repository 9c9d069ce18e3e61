"""The official files that ``demodash fetch`` knows, as ``sources.toml`` beside this module declares them."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from demodash.errors import DataError, Problem

DECLARATIONS = Path(__file__).with_name("sources.toml")
CONTENTS = ("texte", "zip", "gzip", "classeur")
_ID = re.compile(r"^[a-z0-9_]{2,40}$")
_NAME = re.compile(r"^[\w.-]+$")


@dataclass(frozen=True, slots=True)
class Official:
    """An official file: where it is, under which licence, what is expected of it.

    ``page`` is where a person finds it; ``name`` what the file is called here; ``loader`` the id of the loader that
    reads it; ``content`` the forms that it may have (CONTENTS); ``minimum_bytes`` the size under which it is not
    whole. ``hosts`` are those, beside the address's own, that it may be redirected to: a name, or the end of one
    when it begins with a point. ``answers`` are those to the loader's questions.
    """

    id: str
    label: str
    publisher: str
    licence: str
    address: str
    page: str
    name: str
    loader: str
    content: tuple[str, ...]
    minimum_bytes: int
    hosts: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)

    def may_come_from(self, host: str) -> bool:
        """Whether the file may be had from a host."""
        allowed = (urlsplit(self.address).hostname or "", *self.hosts)
        return any(host == one or (one.startswith(".") and host.endswith(one)) for one in allowed)


@cache
def declared() -> tuple[Official, ...]:
    """The official files that the project knows, in the order of their declarations."""
    return read_declarations(DECLARATIONS)


def official(wanted: str) -> Official:
    """The official file with this id.

    Raises:
        DataError: there is none.
    """
    known = {one.id: one for one in declared()}
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, known, 1)
    advice = f"Vouliez-vous dire « {near[0]} » ? " if near else ""
    raise DataError(
        Problem(
            "demodash fetch",
            expected=f"un fichier parmi {', '.join(known)}",
            found=wanted,
            advice=f"{advice}« demodash fetch --list » les décrit.",
        )
    )


def read_declarations(path: Path) -> tuple[Official, ...]:
    """Read a file of declarations (an array of tables ``[[file]]``).

    Raises:
        DataError: it is not TOML, or a declaration lacks a field, has an unknown or a wrong one.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("file", [])
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(Problem(path.name, expected="un fichier TOML en UTF-8", found=str(error))) from error
    found = [problem for place, entry in enumerate(entries, 1) for problem in _problems(path.name, place, entry)]
    ids = [entry.get("id") for entry in entries]
    found += [
        Problem(path.name, str(each), "un identifiant par fichier", f"{ids.count(each)} fichiers")
        for each in sorted({str(each) for each in ids if ids.count(each) > 1})
    ]
    if found:
        raise DataError(found)
    return tuple(
        Official(**{**entry, "content": tuple(entry["content"]), "hosts": tuple(entry.get("hosts", ()))})
        for entry in entries
    )


def _problems(file: str, place: int, entry: Mapping[str, Any]) -> list[Problem]:
    where = f"fichier {place} ({entry.get('id', 'sans id')})"
    kinds = {"minimum_bytes": int, "content": list, "hosts": list, "answers": dict}
    required = [one.name for one in fields(Official) if one.default is MISSING and one.default_factory is MISSING]
    known = [one.name for one in fields(Official)]
    found = [Problem(file, where, f"le champ {key}", "rien") for key in required if not entry.get(key)]
    found += [Problem(file, where, f"un champ parmi {', '.join(known)}", key) for key in entry if key not in known]
    found += [
        Problem(file, f"{where}, {key}", f"un {kinds.get(key, str).__name__}", repr(value))
        for key, value in entry.items()
        if key in known and not isinstance(value, kinds.get(key, str))
    ]
    if found:
        return found
    checks = (
        ("id", bool(_ID.match(entry["id"])), "des minuscules, chiffres et soulignés"),
        ("name", bool(_NAME.match(entry["name"])), "un nom de fichier sans dossier"),
        ("address", entry["address"].startswith("https://"), "une adresse https"),
        ("page", entry["page"].startswith("https://"), "une adresse https"),
        ("content", set(entry["content"]) <= set(CONTENTS), f"des formes parmi {', '.join(CONTENTS)}"),
        ("minimum_bytes", entry["minimum_bytes"] > 0, "un nombre positif"),
    )
    return [Problem(file, f"{where}, {key}", wanted, repr(entry[key])) for key, right, wanted in checks if not right]
