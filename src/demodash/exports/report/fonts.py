"""The two faces of the report, embedded in every file: ours, with every French sign (see ``fonts/LISEZMOI.md``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, STRONG = "DemodashSans", "DemodashSans-SemiBold"
_FOLDER = Path(__file__).with_name("fonts")
_FILES = {REGULAR: "DemodashSans-Regular.ttf", STRONG: "DemodashSans-SemiBold.ttf"}
_REPLACEMENT = "■"


@cache
def _faces() -> Mapping[str, TTFont]:
    """Both faces, made known to the PDF library on first use."""
    rl_config.useA85 = 0  # binary streams: a quarter smaller than as text
    rl_config.canvas_basefontname = REGULAR  # else every file names a face that it does not embed
    faces = {name: TTFont(name, _FOLDER / file) for name, file in _FILES.items()}
    for face in faces.values():
        pdfmetrics.registerFont(face)
    return faces


def register() -> None:
    """Make both faces known to the PDF library, once."""
    _faces()


@cache
def _advances(font: str) -> Mapping[str, float]:
    """Widths of the characters of a face, at size 1."""
    metrics = _faces()[font].face
    return {chr(sign): advance / 1000 for sign, advance in metrics.charWidths.items()}


def width(text: str, font: str, size: float) -> float:
    """Width in points of a text; a sign that the faces lack is as wide as its replacement."""
    advances = _advances(font)
    other = advances[_REPLACEMENT]
    return size * sum(advances.get(sign, other) for sign in text)


@cache
def known_signs() -> frozenset[str]:
    """The characters that both faces can write."""
    return frozenset(_advances(REGULAR)) & frozenset(_advances(STRONG))


def writable(text: str) -> str:
    """Replace what the faces cannot write: a control character or a tab by a space, any other sign by a square."""
    known = known_signs()
    if known.issuperset(text):
        return text
    return "".join(
        sign if sign in known else (" " if sign.isspace() or not sign.isprintable() else _REPLACEMENT) for sign in text
    )
