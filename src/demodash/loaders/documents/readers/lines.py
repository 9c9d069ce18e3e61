"""Turning a raw line into clean text, and taking its bullet off."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from demodash.loaders.documents.passages import DASHES

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_INNER_SOFT_HYPHEN = re.compile("\u00ad(?!\\s*$)")
_CELL_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]*\t[ \u00a0\t]*| {3,})(?=\S)")

_SIGNS = "•‣⁃◦∙·▪▫■□●○◆◇❖➔➢➤►▶▸▹→⇒✓✔✗❑❒◼◻⦁\uf000-\uf0ff"
_BULLET = re.compile(rf"(?:[{_SIGNS}]+|[*§Øü](?=\s)|o(?=\s[^\W\d_]))\s*")
_DASH_BULLET = re.compile(rf"[{''.join(sorted(DASHES - {'-'}))}-]\s+|-(?=[^\W\d_])")
_ORDINAL = re.compile(r"(?:\(?(\d{1,2}|[a-z])[.)]|([IVX]{1,4})[.)])\s+(?=[^\W\d_])")
_PRINTED_DATE = re.compile(r"(?<![0-9])([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?![0-9])")


def clean(raw: str) -> str:
    """Return a raw line in form NFC, ligatures opened, unseen characters out, spaces single.

    A tab or a run of three spaces or more inside the line parts two cells: it becomes " ; ".
    """
    text = unicodedata.normalize("NFC", raw).translate(_LIGATURES)
    text = _UNSEEN.sub("", _INNER_SOFT_HYPHEN.sub("", text))
    return re.sub(r"\s+", " ", _CELL_GAP.sub(" ; ", text.strip())).strip()


def split_bullet(text: str, last_ordinal: int = 0) -> tuple[str, str]:
    """Return the bullet and the rest of a line; the bullet is "" when there is none.

    An ordinal («2.», «b)») counts as one when it goes on from `last_ordinal` or begins a list: a
    number that merely falls at the beginning of a broken line stays in the text.
    """
    found = _BULLET.match(text) or _DASH_BULLET.match(text)
    if found is not None:
        rest = text[found.end() :].removeprefix("; ")
        return (found.group().strip(), rest) if rest else ("", text)
    found = _ORDINAL.match(text)
    if found is not None and ordinal_value(found.group()) in (1, last_ordinal + 1):
        return found.group().strip(), text[found.end() :]
    return "", text


def ordinal_value(bullet: str) -> int:
    """Return the rank that an ordinal such as «2.», «b)» or «IV.» gives, 0 for another sign."""
    sign = bullet.strip(" .()")
    if sign.isdecimal():
        return int(sign)
    romans = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
    if sign in romans:
        return romans.index(sign) + 1
    if len(sign) == 1 and "a" <= sign <= "z":
        return ord(sign) - ord("a") + 1
    return 0


def printed_date(text: str) -> date | None:
    """Return the date written as day/month/year in `text`, None when it holds none or many."""
    found = _PRINTED_DATE.findall(text)
    return day_month_year(*found[0]) if len(found) == 1 else None


def day_month_year(day: str, month: str, year: str) -> date | None:
    """Return the date of the three numbers, None when the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
