"""Names of files that every system takes, Windows included."""

from __future__ import annotations

import re

from demodash import territories

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_LONGEST = 120


def file_name(code: str) -> str:
    """Name of the report of a territory: ``CC du Ternois – fiche.pdf``.

    Raises:
        ValueError: there is no such territory.
    """
    return f"{safe(territories.label(code))} – fiche.pdf"


def safe(text: str) -> str:
    """A text without what a file name cannot hold; ``fiche`` when nothing is left."""
    kept = re.sub(r"\s+", " ", _FORBIDDEN.sub(" ", text)).strip(" .")
    return kept[:_LONGEST].strip(" .") or "fiche"
