"""The zip archive that a .docx or a .pptx is, checked before any library opens it."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from demodash.loaders.documents.readers.content import refusal
from demodash.loaders.documents.readers.limits import (
    FREE_UNPACKED_BYTES,
    MAX_ENTRIES,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    MAX_XML_BYTES,
)

_EXPECTED = "un fichier .docx ou .pptx sain"
_DAMAGED_ADVICE = "Rouvrez le document dans son logiciel, enregistrez-le à nouveau, puis réessayez."
_BOMB_ADVICE = "N'ouvrez pas ce fichier s'il vient d'un inconnu ; demandez-en une autre copie."
_CHUNK = 1 << 20

# What zipfile raises on a damaged archive: BadZipFile (structure, CRC), zlib.error and EOFError
# (compressed data), NotImplementedError (compression or encryption it does not know), RuntimeError
# (an encrypted entry), ValueError, UnicodeDecodeError and OSError (impossible offsets and names),
# struct.error is already turned into BadZipFile.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)

_XML_NAME = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
_DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_LONGEST_DECLARATION = max(map(len, _DECLARATIONS))


def entry_names(data: bytes, name: str) -> frozenset[str]:
    """Return the names of the files in a zip archive.

    Raises:
        DocumentError: when the archive is damaged, holds too many files or a password protects it.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except ZIP_ERRORS as error:
        raise refusal(name, "une archive zip endommagée", _DAMAGED_ADVICE, _EXPECTED) from error
    if len(entries) > MAX_ENTRIES:
        found = f"une archive de {len(entries)} fichiers"
        raise refusal(name, found, _BOMB_ADVICE, f"{MAX_ENTRIES} fichiers au plus dans l'archive")
    if any(entry.flag_bits & 1 for entry in entries):
        advice = "Enregistrez-le sans mot de passe, puis réessayez."
        raise refusal(name, "une archive protégée par un mot de passe", advice, _EXPECTED)
    return frozenset(entry.filename for entry in entries)


def first_bytes(data: bytes, entry: str, name: str) -> bytes:
    """Return the beginning of a file in a zip archive, nothing when it has no such file.

    Raises:
        DocumentError: when the archive is damaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(entry) as stream:
            return stream.read(_CHUNK)
    except KeyError:
        return b""
    except ZIP_ERRORS as error:
        raise refusal(name, "une archive zip endommagée", _DAMAGED_ADVICE, _EXPECTED) from error


def check_archive(data: bytes, name: str) -> None:
    """Unpack a whole archive in memory, piece by piece, and refuse it when it is not sane.

    The sizes that the archive declares are not believed: what comes out is counted.

    Raises:
        DocumentError: when it is damaged, unpacks to too much (in all, or for its packed size), or
            when one of its XML parts declares a document type or an entity.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_size(sum(entry.file_size for entry in entries), len(data), name)
            unpacked = 0
            for entry in entries:
                unpacked = _check_entry(archive, entry, unpacked, len(data), name)
    except ZIP_ERRORS as error:
        raise refusal(name, "une archive zip endommagée", _DAMAGED_ADVICE, _EXPECTED) from error


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, unpacked: int, packed: int, name: str) -> int:
    """Unpack one file and return how much has come out so far."""
    is_xml = _XML_NAME.search(entry.filename) is not None
    size = 0
    tail = b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            _check_size(unpacked + size, packed, name)
            if not is_xml:
                continue
            if size > MAX_XML_BYTES:
                found = f"« {entry.filename} » dépasse {MAX_XML_BYTES // 1_000_000} Mo"
                raise refusal(name, found, _BOMB_ADVICE, "des parties XML de taille normale")
            window = tail + chunk
            if any(word in window for word in _DECLARATIONS):
                found = f"une déclaration DTD ou d'entité dans « {entry.filename} »"
                raise refusal(name, found, _BOMB_ADVICE, "du XML sans déclaration d'entité")
            tail = chunk[-_LONGEST_DECLARATION:]
    return unpacked + size


def _check_size(unpacked: int, packed: int, name: str) -> None:
    if unpacked > MAX_UNPACKED_BYTES:
        found = f"une archive qui se déplie en plus de {MAX_UNPACKED_BYTES // 1_000_000} Mo"
        expected = f"{MAX_UNPACKED_BYTES // 1_000_000} Mo au plus une fois dépliée"
        raise refusal(name, found, _BOMB_ADVICE, expected)
    if unpacked > FREE_UNPACKED_BYTES and unpacked > MAX_RATIO * packed:
        found = f"une archive qui se déplie en plus de {MAX_RATIO} fois sa taille"
        raise refusal(name, found, _BOMB_ADVICE, "un taux de compression normal")
