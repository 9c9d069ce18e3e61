"""What a file of tables must not be: each limit, and the message that a file meets when it passes it."""

from __future__ import annotations

from pathlib import Path

from demodash.errors import DataError, Problem

MOST_LINE_BYTES = 1_000_000
"""A line of a text table is a row: none comes near this."""
MOST_MEMBERS = 1_000
MOST_UNPACKED = 6_000_000_000
"""Bytes that an archive of texts may hold: several times the largest official file."""
MOST_WORKBOOK = 3_000_000_000
"""Bytes that a workbook, which is an archive, may hold."""
MOST_RATIO = 200
"""Unpacked bytes for a packed one, past RATIO_FREE: repetitive official tables stay under 60."""
RATIO_FREE = 20_000_000
MOST_CELLS = 30_000_000
"""Cells of the rectangle that a sheet covers: the reader holds it whole."""
MOST_COLUMNS = 16_384

_OTHER_KINDS = (
    (b"%PDF", "un document PDF", "Importez-le comme document, ou demandez la table au format CSV ou Excel."),
    (b"PAR1", "une table Parquet", "Exportez-la en CSV ou en Excel."),
    (b"7z\xbc\xaf\x27\x1c", "une archive 7z", "Décompressez-la, puis importez la table qu’elle contient."),
    (b"Rar!", "une archive RAR", "Décompressez-la, puis importez la table qu’elle contient."),
    (b"BZh", "une archive bzip2", "Décompressez-la, puis importez la table qu’elle contient."),
    (b"\xfd7zXZ", "une archive xz", "Décompressez-la, puis importez la table qu’elle contient."),
    (b"\x28\xb5\x2f\xfd", "une archive zstd", "Décompressez-la, puis importez la table qu’elle contient."),
    (b"\x89PNG", "une image", "Importez la table dont elle est tirée, au format CSV ou Excel."),
    (b"\xff\xd8\xff", "une image", "Importez la table dont elle est tirée, au format CSV ou Excel."),
    (b"MZ", "un programme", "Ne l’ouvrez pas : vérifiez d’où il vient."),
    (b"\x7fELF", "un programme", "Ne l’ouvrez pas : vérifiez d’où il vient."),
)
_TABLE = "une table CSV, texte, Excel ou ODS"


def refuse_other_kinds(start: bytes, file: str) -> None:
    """Refuse what is not a table, by its first bytes.

    Raises:
        DataError: the file is a document, an image, a web page or an archive of another sort.
    """
    for magic, found, advice in _OTHER_KINDS:
        if start.startswith(magic) and not (magic == b"MZ" and b"\0" not in start):
            raise DataError(Problem(file, expected=_TABLE, found=found, advice=advice))
    if start[257:262] == b"ustar":
        advice = "Décompressez-la, puis importez la table qu’elle contient."
        raise DataError(Problem(file, expected=_TABLE, found="une archive tar", advice=advice))
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<!--")):
        advice = (
            "Le site a répondu par une page (connexion, erreur, accueil) : téléchargez de nouveau le fichier, "
            "par le bouton de téléchargement."
        )
        raise DataError(Problem(file, expected=_TABLE, found="une page web (HTML)", advice=advice))
    if text.startswith((b"<?xml", b"<workbook")):
        advice = "Ouvrez-le dans Excel ou LibreOffice et enregistrez-le au format .xlsx ou CSV."
        raise DataError(Problem(file, expected=_TABLE, found="un fichier XML", advice=advice))


def empty(file: str) -> DataError:
    """Say that a file holds nothing."""
    return DataError(Problem(file, expected=_TABLE, found="un fichier vide", advice="Téléchargez-le de nouveau."))


def truncated(file: str, what: str) -> DataError:
    """Say that a file stops before its end, or is damaged."""
    advice = "Le téléchargement s’est sans doute interrompu : téléchargez-le de nouveau."
    return DataError(Problem(file, expected=f"{what} en entier", found="un fichier tronqué ou abîmé", advice=advice))


def locked(file: str) -> DataError:
    """Say that a file is protected by a password."""
    advice = "Ouvrez-le avec son mot de passe et enregistrez-en une copie sans protection."
    return DataError(Problem(file, expected=_TABLE, found="un fichier protégé par un mot de passe", advice=advice))


def too_large(file: str, place: str, expected: str, found: str) -> DataError:
    """Say that what a file unpacks to passes a limit: a bomb, or not the file that it says it is."""
    advice = "Ce n’est pas un fichier officiel tel que publié : rien n’a été ouvert. Vérifiez d’où il vient."
    return DataError(Problem(file, place, expected, found, advice))


def no_room(file: str, folder: Path) -> DataError:
    """Say that the disk is full while a file is unpacked."""
    advice = "Libérez de la place, puis recommencez : rien n’a été importé."
    return DataError(
        Problem(
            file, expected=f"assez de place pour décompresser dans {folder}", found="un disque plein", advice=advice
        )
    )


def bytes_text(count: int) -> str:
    """Write a size in French: ``850 Mo``, ``12 ko``."""
    for unit, size in (("Go", 1_000_000_000), ("Mo", 1_000_000), ("ko", 1_000)):
        if count >= size:
            return f"{count / size:.1f} {unit}".replace(".0 ", " ").replace(".", ",")
    return f"{count} octet{'s' if count > 1 else ''}"
