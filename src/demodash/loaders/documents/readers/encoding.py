"""Bytes of a text file to characters, refusing what is not text."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from demodash.loaders.documents.readers.content import refusal

_ADVICE = "Enregistrez-le en texte brut, encodage UTF-8."
_EXPECTED = "un texte en UTF-8, UTF-16, Windows-1252 ou ISO-8859-15"

# The longest mark first: that of UTF-32 begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FRENCH_SIGNS = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»“”„‘’–—…•€°²³½·§×±\u00a0")
_LATIN9_IN_WORD = re.compile(r"(?<=[a-zA-Z])[½¼]|[½¼](?=[a-z])|[0-9] ?¤")
_BROKEN_UTF8 = re.compile(r"[ÃÂ][\u0080-\u00ff†ˆ‰Š‹Œ™šœŸž‡]|â€")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode_text(data: bytes, name: str, declared: str | None = None) -> str:
    """Return the text of a file; `declared` is the encoding that the file itself announces.

    Raises:
        DocumentError: when the bytes are not those of a text, or of a text in a known encoding.
    """
    text = _decode(data, name, declared)
    if "\x00" in text:
        raise refusal(name, "des octets nuls (fichier binaire, ou UTF-16 sans marque)", _ADVICE, _EXPECTED)
    controls = len(_CONTROLS.findall(text))
    if controls > 2 + len(text) // 1000:
        raise refusal(name, f"un fichier binaire ({controls} octets de commande)", _ADVICE, _EXPECTED)
    return text


def _decode(data: bytes, name: str, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if b"\x00" in data:
            raise refusal(name, "un fichier binaire (octets nuls)", _ADVICE, _EXPECTED) from None
    if declared is not None:
        return _strict(data, declared, name)
    return _windows(data, name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        found = f"un octet impossible en {encoding.upper()}, à la position {error.start}"
        raise refusal(name, found, _ADVICE, _EXPECTED) from error


def _windows(data: bytes, name: str) -> str:
    """Return the text of one of the two 8-bit encodings of French, told apart by their words."""
    text = _strict(data, "cp1252", name)
    foreign = Counter(character for character in text if character > "\x7f")
    strange = sum(count for sign, count in foreign.items() if sign not in _FRENCH_SIGNS)
    broken = len(_BROKEN_UTF8.findall(text))
    if broken and 2 * broken >= sum(foreign.values()) / 2:
        found = "de l'UTF-8 abîmé (fichier tronqué ou converti deux fois)"
        raise refusal(name, found, _ADVICE, _EXPECTED)
    if _LATIN9_IN_WORD.search(text):
        return data.decode("iso-8859-15")
    if strange > 3 and 3 * strange > sum(foreign.values()):
        raise refusal(name, "un encodage non reconnu", _ADVICE, _EXPECTED)
    return text
