"""Draw on the pages of a report: coordinates are points from the top left corner of an A4 page, down is positive."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4

from demodash.charts.palette import LIGHT
from demodash.exports.report.fonts import REGULAR, register, width, writable
from demodash.exports.report.structure import Structure, TaggedCanvas

WIDTH, HEIGHT = float(A4[0]), float(A4[1])
MARGIN = 40.0
ROOM = WIDTH - 2 * MARGIN
LEADING = 1.22
INK, MUTED, GRID, ACCENT, SURFACE = LIGHT.ink, LIGHT.muted, LIGHT.grid, LIGHT.accent, LIGHT.surface

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Pen:
    """A document being drawn, with its tags."""

    def __init__(self, title: str, subject: str, day: dt.date) -> None:
        register()
        self._buffer = io.BytesIO()
        # The first value is the file's; dates are the day's, so that the same day gives the same bytes.
        self.canvas = TaggedCanvas(self._buffer, pagesize=A4, invariant=1, lang="fr-FR", pdfVersion=(1, 7))
        self.canvas.setTitle(title)
        self.canvas.setAuthor("")
        self.canvas.setSubject(subject)
        self.canvas.setCreator("demodash")
        self.canvas.setProducer("demodash")
        self.canvas.setDateFormatter(lambda *_: day.strftime("D:%Y%m%d000000Z"))
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.tags = Structure(self.canvas)

    def next_page(self) -> None:
        """End the page."""
        self.canvas.showPage()

    def finish(self) -> bytes:
        """End the document and give its bytes."""
        self.tags.finish()
        self.canvas.save()
        return self._buffer.getvalue()

    def text(
        self, x: float, y: float, text: str, *, font: str = REGULAR, size: float = 8, colour: str = INK, align: str = ""
    ) -> None:
        """Write one line; ``y`` is its baseline; ``align``: left by default, ``right`` ends at x, ``middle``."""
        shown = writable(text)
        length = width(shown, font, size) if align else 0.0
        left = x - length if align == "right" else x - length / 2 if align == "middle" else x
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.setFont(font, size)
        self.canvas.drawString(left, HEIGHT - y, shown)

    def veil(self, box: Box) -> None:
        """Lighten a rectangle of a drawing, so that a name can be read on it."""
        self.canvas.saveState()
        self.canvas.setFillAlpha(0.66)
        self.bar(box, SURFACE)
        self.canvas.restoreState()

    def lines(
        self, x: float, y: float, lines: Sequence[str], *, font: str = REGULAR, size: float = 8, colour: str = INK
    ) -> float:
        """Write lines one below the other from the top ``y``; give the top of what follows."""
        for line in lines:
            self.text(x, y + size, line, font=font, size=size, colour=colour)
            y += size * LEADING
        return y

    def rule(self, x1: float, y1: float, x2: float, y2: float, *, colour: str = GRID, thick: float = 0.6) -> None:
        """Draw a straight line."""
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(thick)
        self.canvas.line(x1, HEIGHT - y1, x2, HEIGHT - y2)

    def bar(self, box: Box, fill: str, *, edge: str = "", thick: float = 0.5) -> None:
        """Draw a rectangle."""
        left, top, right, bottom = box
        self.canvas.setFillColor(HexColor(fill))
        if edge:
            self.canvas.setStrokeColor(HexColor(edge))
            self.canvas.setLineWidth(thick)
        self.canvas.rect(left, HEIGHT - bottom, right - left, bottom - top, stroke=int(bool(edge)), fill=1)

    def dot(self, x: float, y: float, radius: float, *, fill: str, edge: str) -> None:
        """Draw a small disc."""
        self.canvas.setFillColor(HexColor(fill))
        self.canvas.setStrokeColor(HexColor(edge))
        self.canvas.setLineWidth(0.8)
        self.canvas.circle(x, HEIGHT - y, radius, stroke=1, fill=1)

    def ring(self, x: float, y: float, radius: float, colour: str) -> None:
        """Draw a circle around a point."""
        self._colours("", colour, 1.2)
        self.canvas.circle(x, HEIGHT - y, radius, stroke=1, fill=0)

    def path(self, rings: Sequence[Sequence[Point]], *, fill: str = "", edge: str = "", thick: float = 0.5) -> None:
        """Draw closed rings as one shape; rings within rings are holes."""
        if not rings or not (fill or edge):
            return
        self._colours(fill, edge, thick)
        operator = {(True, True): "B*", (True, False): "f*", (False, True): "S"}[bool(fill), bool(edge)]
        self.canvas._code.append(" ".join(_ring(ring) for ring in rings) + f" {operator}")

    def polyline(self, points: Sequence[Point], *, colour: str, thick: float) -> None:
        """Draw an open line."""
        self._colours("", colour, thick)
        self.canvas._code.append(_moves(points) + " S")

    def clip(self, box: Box) -> None:
        """Draw only inside a rectangle until ``unclip``."""
        left, top, right, bottom = box
        self.canvas.saveState()
        path = self.canvas.beginPath()
        path.rect(left, HEIGHT - bottom, right - left, bottom - top)
        self.canvas.clipPath(path, stroke=0, fill=0)
        self.canvas.setLineJoin(1)

    def unclip(self) -> None:
        """Draw everywhere again."""
        self.canvas.restoreState()

    def link(self, box: Box, address: str) -> None:
        """Make a rectangle open an address."""
        left, top, right, bottom = box
        self.canvas.linkURL(address, (left, HEIGHT - bottom, right, HEIGHT - top), relative=0)

    def _colours(self, fill: str, edge: str, thick: float) -> None:
        if fill:
            self.canvas.setFillColor(HexColor(fill))
        if edge:
            self.canvas.setStrokeColor(HexColor(edge))
            self.canvas.setLineWidth(thick)


def _moves(points: Sequence[Point]) -> str:
    first, *others = points
    return f"{first[0]:.2f} {HEIGHT - first[1]:.2f} m " + " ".join(f"{x:.2f} {HEIGHT - y:.2f} l" for x, y in others)


def _ring(points: Sequence[Point]) -> str:
    return f"{_moves(points)} h"


def mixed(colour: str, share: float) -> str:
    """A colour on the white of the paper: ``share`` of it, as ``#rrggbb``."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)
