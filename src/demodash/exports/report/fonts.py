"""The two faces of the report, embedded in every file: ours, with every French sign (see ``fonts/LISEZMOI.md``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, STRONG = "DemodashSans", "DemodashSans-SemiBold"
_FOLDER = Path(__file__).with_name("fonts")
_FILES = {REGULAR: "DemodashSans-Regular.ttf", STRONG: "DemodashSans-SemiBold.ttf"}
_REPLACEMENT = "□"


@cache
def register() -> None:
    """Make both faces known to the PDF library, once."""
    rl_config.useA85 = 0  # binary streams: a quarter smaller than as text
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, _FOLDER / file))


def width(text: str, font: str, size: float) -> float:
    """Width of a text in points."""
    register()
    return float(pdfmetrics.stringWidth(text, font, size))


@cache
def known_signs() -> frozenset[int]:
    """The characters that both faces can write."""
    register()
    faces = [pdfmetrics.getFont(name).face.charToGlyph for name in _FILES]
    return frozenset(faces[0]) & frozenset(faces[1])


def writable(text: str) -> str:
    """Replace what the faces cannot write: a control character or a tab by a space, any other sign by a square."""
    if all(ord(sign) in known_signs() for sign in text):
        return text
    return "".join(
        sign if ord(sign) in known_signs() else (" " if sign.isspace() or not sign.isprintable() else _REPLACEMENT)
        for sign in text
    )
