"""FINESS as JSON (since July 2026): legal entities (``pmej``) that hold their establishments (``ege``).

The document is read as a stream, one legal entity at a time: it weighs hundreds of megabytes.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path

from demodash.errors import DataError, Problem
from demodash.loaders.content import Fate, RowIssue
from demodash.loaders.tables.extraction_dates import day_of
from demodash.loaders.tables.finess_structures import Structure, clean_name
from demodash.loaders.tables.model import Progress
from demodash.loaders.tables.opening import Sheet

ENTITIES = "pmej"
_START = 200_000
_CHUNK = 1 << 20
_LONGEST_ENTITY = 64 << 20
_ARRAY = re.compile(r'"pmej"\s*:\s*\[')
_GROUPS = ('"gcc"', '"gco"')
"""Groups of entities, before the entities themselves: their lists alone may be longer than the start that is read."""
_GENERATED = re.compile(r'"generatedAt"\s*:\s*"([^"]{10,40})"')
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_KEPT = 64
"""Characters kept from one chunk to the next while the array is looked for."""
_BETWEEN = " \t\r\n,"
_MAIN_ADDRESS = "03"
_ACTIVE = "A"
_LAST_DAY = "9999-12-31"


def is_finess(sheet: Sheet) -> bool:
    """Say whether a sheet is this document, from its first characters."""
    if sheet.kind != "json":
        return False
    start = _start(sheet)
    return _ARRAY.search(start) is not None or ('"schemaVersion"' in start and any(each in start for each in _GROUPS))


def day(sheet: Sheet) -> str:
    """ISO day when the document was made, empty when its start does not say."""
    return _day_of(_start(sheet))


def _day_of(start: str) -> str:
    found = _GENERATED.search(start)
    return day_of(found[1][:10]) if found else ""


def _start(sheet: Sheet) -> str:
    return _read_start(sheet.text_path())


def _read_start(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_START).decode("utf-8-sig", "replace")


def rows(path: Path, file: str, progress: Progress) -> Iterator[Structure | RowIssue]:
    """Read the establishments one by one, and what is wrong with the others.

    Raises:
        DataError: the document stops before its end, or is not JSON.
        Cancelled: the progress said so.
    """
    made = _day_of(_read_start(path)) or _LAST_DAY
    for rank, entity in enumerate(_entities(path, file, progress), 1):
        establishments = entity.get("ege") if isinstance(entity, dict) else None
        if not isinstance(entity, dict) or not isinstance(establishments, list | None):
            yield RowIssue(Fate.REFUSED, f"pmej {rank}", "une entité juridique illisible")
            continue
        for number, establishment in enumerate(establishments or [], 1):
            place = f"pmej {rank}, ege {number}"
            if isinstance(establishment, dict):
                yield _structure(establishment, place, made)
            else:
                yield RowIssue(Fate.REFUSED, place, "un établissement illisible")


def _entities(path: Path, file: str, progress: Progress) -> Iterator[object]:
    """Give the items of the array ``pmej`` one by one."""
    decoder = json.JSONDecoder()
    text = ""
    inside = False
    for chunk in _chunks(path, progress):
        text += chunk
        if not inside:
            start = _ARRAY.search(text)
            if start is None:
                text = text[-_KEPT:]
                continue
            inside, text = True, text[start.end() :]
        position = 0
        while True:
            position = _skip(text, position)
            if text[position : position + 1] == "]":
                return
            try:
                entity, position = decoder.raw_decode(text, position)
            except json.JSONDecodeError:
                break  # it may go on in the next chunk
            except RecursionError as error:
                raise _broken(file, "des objets emboîtés sans fin") from error
            yield entity
        text = text[position:]
        if len(text) > _LONGEST_ENTITY:
            raise _broken(file, "un objet illisible ou démesuré")
    raise _broken(file, "un document tronqué" if inside else "aucun tableau « pmej »")


def _chunks(path: Path, progress: Progress) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    size = max(path.stat().st_size, 1)
    read = 0
    with path.open("rb") as file:
        while raw := file.read(_CHUNK):
            read += len(raw)
            progress(min(read / size, 1.0), "Lecture du répertoire")
            yield decoder.decode(raw)


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in _BETWEEN:
        position += 1
    return position


def _broken(file: str, found: str) -> DataError:
    advice = "Le téléchargement s’est sans doute interrompu : téléchargez de nouveau le fichier."
    return DataError(Problem(file, expected="un document JSON FINESS entier", found=found, advice=advice))


def _structure(establishment: dict[str, object], place: str, made: str) -> Structure:
    """Read an establishment; ``made`` is the day of the document, past which a closing is yet to come."""
    about = _object(establishment.get("informationsGeneralesEGE"))
    address = _address(establishment.get("adresse"))
    where = _object(address.get("coordonneesGeographique"))
    opened, closed = (_text(about, key)[:10] for key in ("dateOuverture", "dateFermeture"))
    return Structure(
        number=_text(about, "numFinessEge"),
        category=_text(establishment, "categorieentiteGeographiqueExercice"),
        name=clean_name(_text(about, "nomEgeLong"), _text(about, "nomEgeCourt")),
        commune=_text(address, "cogCommune"),
        opened=opened if _DAY.fullmatch(opened) else "",
        is_closed=_state(establishment.get("etatObjet")) != _ACTIVE or "" < closed <= made,
        place=place,
        coordinates=(
            (_text(where, "directionLongitude"), _text(where, "directionLatitude")),
            (_text(where, "coordonneeX"), _text(where, "coordonneeY")),
        ),
    )


def _address(given: object) -> dict[str, object]:
    """The main address of an establishment, its first one when none says that it is."""
    addresses = [_object(each) for each in given] if isinstance(given, list) else [_object(given)]
    main = [each for each in addresses if _text(each, "usageAdresse") == _MAIN_ADDRESS]
    return (main or addresses or [{}])[0]


def _object(given: object) -> dict[str, object]:
    return given if isinstance(given, dict) else {}


def _text(given: dict[str, object], key: str) -> str:
    value = given.get(key)
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _state(given: object) -> str:
    first = given[0] if isinstance(given, list) and given else given
    return first.strip() if isinstance(first, str) else ""
