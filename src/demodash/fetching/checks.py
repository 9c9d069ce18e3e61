"""Whether what came is the file: by its first bytes, not by what the host says of it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from demodash.fetching.declarations import Official
from demodash.fetching.failures import Refused

HEAD_BYTES = 4_096
_MARKS = {"zip": b"PK\x03\x04", "gzip": b"\x1f\x8b", "classeur": b"PK\x03\x04"}
_WORDS = {
    "texte": "un fichier de texte",
    "zip": "une archive zip",
    "gzip": "un fichier gzip",
    "classeur": "un classeur",
}
_PAGES = ("<!doctype", "<html", "<head", "<?xml", "<error", "<script")


def refuse_head(official: Official, head: bytes) -> None:
    """Refuse a file from its first bytes (HEAD_BYTES of them are enough).

    Raises:
        Refused: it is a web page, an error message, or not of the declared form.
    """
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].decode("utf-8", "replace").lower()
    if text.startswith(_PAGES):
        raise _other(official, "une page web")
    if "texte" in official.content and not any(head.startswith(mark) for mark in _MARKS.values()):
        if text.startswith(("{", "[")):
            raise _other(official, "un message au format JSON")
        if b"\x00" in head:
            raise _other(official, "un fichier binaire")
        return
    if not any(head.startswith(_MARKS[form]) for form in official.content if form in _MARKS):
        raise _other(official, "autre chose")


def refuse_whole(official: Official, path: Path) -> None:
    """Refuse a file that came whole according to the host.

    Raises:
        Refused: it is smaller than declared, or an archive without its end.
    """
    size = path.stat().st_size
    if size < official.minimum_bytes:
        raise Refused(
            f"« {official.label} » : {size} octets reçus, au moins {official.minimum_bytes} attendus. "
            f"Rien n’a été gardé : regardez la page {official.page}."
        )
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    refuse_head(official, head)
    if head.startswith(_MARKS["zip"]) and not zipfile.is_zipfile(path):
        raise Refused(
            f"« {official.label} » : l’archive reçue est tronquée. Rien n’a été gardé : recommencez plus tard."
        )


def _other(official: Official, found: str) -> Refused:
    forms = {
        "texte": "un fichier de texte",
        "zip": "une archive zip",
        "gzip": "un fichier gzip",
        "classeur": "un classeur",
    }
    expected = " ou ".join(forms[each] for each in official.content)
    return Refused(
        f"« {official.label} » : attendu : {expected} ; trouvé : {found}. "
        f"L’adresse a peut-être changé : regardez la page {official.page}, ou importez le fichier à la main."
    )
