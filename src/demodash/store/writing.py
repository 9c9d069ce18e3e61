"""An edition written whole or not at all, and what killed imports left swept away."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping

from demodash.errors import DataError, Problem
from demodash.loaders.content import Content
from demodash.schema import problems
from demodash.store.disk import Entry
from demodash.store.journal import EVENTS
from demodash.store.manifest import Manifest, Part, dumped
from demodash.store.model import Origin
from demodash.store.parts import parquet, tables_of
from demodash.store.place import Place
from demodash.store.shelf import EDITIONS, MANIFEST_FILE

LEFTOVER_AGE = dt.timedelta(hours=1)
"""How old a file that no manifest names has to be before it is taken for the leftover of a killed import."""

_EDITION = re.compile(r"^[a-z0-9_]{2,60}-[0-9a-f]{16}$")
_LOADER = re.compile(r"^[a-z0-9_]{2,60}$")
_SHA256 = re.compile(r"^[0-9a-f]{64}$")


def refuse(content: Content, origin: Origin, loader: str) -> None:
    """Refuse what must not be kept.

    Raises:
        DataError: the content is empty, or its observations are not right.
        ValueError: the loader or the file's checksum is not written as it must be, or a source is not given.
    """
    if not _LOADER.match(loader):
        raise ValueError(f"not an id of a loader: {loader!r}")
    if not _SHA256.match(origin.sha256):
        raise ValueError(f"not a SHA-256: {origin.sha256!r}")
    if content.is_empty:
        advice = "Rien n’a été enregistré."
        raise DataError(Problem(origin.name, expected="au moins un chiffre", found="aucun", advice=advice))
    tables = (content.observations, content.points, content.groupings)
    named = {str(each) for table in tables if len(table) for each in table["source"].unique()}
    lost = named - {source.id for source in content.sources}
    if lost or not content.sources:
        raise ValueError(f"sources that the content does not give: {', '.join(sorted(lost)) or 'none at all'}")
    found = problems(content.observations, origin.name) if len(content.observations) else []
    if found:
        raise DataError(found)


def files_of(content: Content) -> tuple[dict[str, Part], dict[str, bytes]]:
    """The parts of a content, by name, and their bytes, by file; a file's name holds its checksum."""
    parts: dict[str, Part] = {}
    files: dict[str, bytes] = {}
    for name, table in tables_of(content).items():
        data = parquet(name, table)
        sha256 = hashlib.sha256(data).hexdigest()
        parts[name] = Part(f"{name}-{sha256[:12]}.parquet", sha256, len(data), len(table))
        files[parts[name].file] = data
    return parts, files


def write_edition(place: Place, manifest: Manifest, files: Mapping[str, bytes]) -> None:
    """Write the parts, then the manifest; when the place fails, remove what was written.

    Raises:
        DataError: the disk is full, the place refuses or cannot be reached.
        TypeError: the report of the manifest is not made of what JSON knows.
    """
    folder = f"{EDITIONS}/{manifest.id}"
    said = dumped(manifest)
    written: list[str] = []
    try:
        for file, data in files.items():
            written.append(f"{folder}/{file}")
            place.write(written[-1], data)
        written.append(f"{folder}/{MANIFEST_FILE}")
        place.write(written[-1], said)
    except DataError:
        for path in reversed(written):
            with contextlib.suppress(DataError):
                place.remove(path)
        place.remove_folder(folder)
        raise


def sweep(place: Place, listing: Mapping[str, Entry], needed: Iterable[str], spared: Iterable[str]) -> None:
    """Remove the files older than LEFTOVER_AGE that are not ``needed``, outside the editions ``spared``.

    Only files that a store writes are looked at; a failure is left for the next time.
    """
    before = dt.datetime.now(dt.UTC) - LEFTOVER_AGE
    kept, whole = set(needed), set(spared)
    for path, entry in listing.items():
        folder, _, rest = path.partition("/")
        edition = rest.partition("/")[0]
        part = folder == EDITIONS and _EDITION.match(edition) is not None and edition not in whole and path not in kept
        draft = folder in {EDITIONS, EVENTS} and path.endswith(".tmp")
        if (part or draft) and entry.written is not None and entry.written < before:
            with contextlib.suppress(DataError):
                place.remove(path)
                place.remove_folder(path.rpartition("/")[0])
