"""What both pages have: a value with its mark, the foot with the day, the address of the sheet, the number."""

from __future__ import annotations

from demodash.exports.report.content import MARKS, Content
from demodash.exports.report.fonts import REGULAR, width
from demodash.exports.report.pen import HEIGHT, MARGIN, MUTED, WIDTH, Pen
from demodash.exports.report.wrapping import fitted
from demodash.texts import long_date

BOTTOM = HEIGHT - 50.0
"""Where the content of a page ends."""
_SIZE = 7.0


def draw_footer(pen: Pen, content: Content, number: int) -> None:
    """Draw the foot of a page."""
    y = BOTTOM + 8
    with pen.tags.artifact():
        pen.rule(MARGIN, y, WIDTH - MARGIN, y)
    room = WIDTH - 2 * MARGIN - 40
    text = f"Téléchargé le {long_date(content.day)}. Fiche en ligne : {content.address}"
    size, lines = fitted(text, REGULAR, (_SIZE, 6.4, 5.8), room, 2)
    with pen.tags.content("P"):
        end = pen.lines(MARGIN, y + 4, lines, size=size, colour=MUTED)
        pen.text(WIDTH - MARGIN, y + 4 + _SIZE, f"{number} / 2", size=_SIZE, colour=MUTED, align="right")
    if content.address.startswith(("https://", "http://")):
        pen.link((MARGIN, y + 2, MARGIN + room, end + 1), content.address)


def draw_value(pen: Pen, right: float, base: float, text: str, *, font: str, size: float) -> None:
    """Write a value that ends at ``right``; the sign before a calculated one is quieter than the figure."""
    mark, _, figure = text.rpartition("\u00a0") if text[:1] in MARKS.values() else ("", "", text)
    pen.text(right, base, figure, font=font, size=size, align="right")
    if mark:
        pen.text(right - width(figure, font, size) - 1.5, base, mark, size=size - 1, colour=MUTED, align="right")
