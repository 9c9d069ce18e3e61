"""The manifest of an edition: what it holds, where it comes from, and the checksum of each of its parts."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from demodash.store.model import Origin

FORMAT = 1
"""The form of the manifests and parts that this version writes and reads."""


_PART_FILE = re.compile(r"^[a-z]+-[0-9a-f]{12}\.parquet$")


CURE = (
    "Importez de nouveau le même fichier pour la réparer, remettez son dossier depuis une sauvegarde, ou retirez-la ; "
    "les autres données ne sont pas touchées."
)
UPDATE = "Mettez demodash à jour pour la lire ; elle n’est pas abîmée, et les autres données ne sont pas touchées."


class Unreadable(ValueError):
    """An edition that cannot be read: its text says why, in French, and ``cure`` what to do.

    ``is_newer``: nothing is wrong with it, a later version wrote it.
    """

    def __init__(self, text: str, *, is_newer: bool = False) -> None:
        super().__init__(text)
        self.is_newer = is_newer
        self.cure = UPDATE if is_newer else CURE


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an edition: its name in the folder, its bytes and their SHA-256, its rows."""

    file: str
    sha256: str
    size: int
    rows: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the manifest of an edition says; ``content`` describes the sources and the editions of the zoning."""

    id: str
    label: str
    series: str
    loader: str
    loader_version: int
    origin: Origin
    imported_at: dt.datetime
    who: str
    report: Mapping[str, Any]
    content: Mapping[str, Any]
    parts: Mapping[str, Part]


def dumped(manifest: Manifest) -> bytes:
    """The bytes of a manifest.

    Raises:
        TypeError: the report is not made of what JSON knows.
    """
    said = {
        "format": FORMAT,
        "id": manifest.id,
        "label": manifest.label,
        "series": manifest.series,
        "loader": manifest.loader,
        "loader_version": manifest.loader_version,
        "origin": {"name": manifest.origin.name, "sha256": manifest.origin.sha256, "size": manifest.origin.size},
        "imported_at": manifest.imported_at.isoformat(),
        "who": manifest.who,
        "report": dict(manifest.report),
        "content": dict(manifest.content),
        "parts": {
            name: {"file": part.file, "sha256": part.sha256, "size": part.size, "rows": part.rows}
            for name, part in manifest.parts.items()
        },
    }
    return json.dumps({**said, "checksum": _checksum(said)}, ensure_ascii=False, indent=1).encode()


def parsed(data: bytes, edition: str) -> Manifest:
    """Read the manifest of an edition.

    Raises:
        Unreadable: it is not JSON, of a later format, of another edition, or lacks a field.
    """
    try:
        said = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unreadable("son manifeste est abîmé") from error
    if not isinstance(said, dict):
        raise Unreadable("son manifeste est abîmé")
    form = said.get("format")
    if isinstance(form, int) and form > FORMAT:
        raise Unreadable(f"elle a été écrite par une version plus récente de demodash (format {form})", is_newer=True)
    if said.pop("checksum", "") != _checksum(said):
        raise Unreadable("son manifeste a été modifié (il n’a plus son empreinte)")
    if form != FORMAT or said.get("id") != edition:
        raise Unreadable("son manifeste n’est pas celui d’une édition de ce dossier")
    try:
        return _manifest(said)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable(f"son manifeste est incomplet ({error})") from error


def _file(name: str) -> str:
    if not _PART_FILE.match(name):
        raise ValueError(f"nom de fichier {name!r}")
    return name


def _checksum(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _manifest(said: Mapping[str, Any]) -> Manifest:
    imported_at = dt.datetime.fromisoformat(said["imported_at"])
    if imported_at.tzinfo is None:
        raise ValueError("date sans fuseau")
    return Manifest(
        id=str(said["id"]),
        label=str(said["label"]),
        series=str(said["series"]),
        loader=str(said["loader"]),
        loader_version=int(said["loader_version"]),
        origin=Origin(str(said["origin"]["name"]), str(said["origin"]["sha256"]), int(said["origin"]["size"])),
        imported_at=imported_at,
        who=str(said["who"]),
        report=dict(said["report"]),
        content={"sources": list(said["content"]["sources"]), "zonings": list(said["content"]["zonings"])},
        parts={
            str(name): Part(_file(part["file"]), str(part["sha256"]), int(part["size"]), int(part["rows"]))
            for name, part in said["parts"].items()
        },
    )
