"""The frame of every slide: its size, its margins, the colours of its theme, and pieces of DrawingML."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape as _escape

from demodash.charts.palette import LIGHT
from demodash.exports.slides.writing import clean

EMU = 12_700
"""Units of the file format in one point."""
WIDTH, HEIGHT = 960.0, 540.0
"""Points of a 16:9 slide."""
MARGIN = 48.0
INNER = WIDTH - 2 * MARGIN

INK, MUTED, PAPER, GRID, ZERO = LIGHT.ink, LIGHT.muted, LIGHT.surface, LIGHT.grid, LIGHT.zero
THEME = {
    "dk1": LIGHT.ink,
    "lt1": LIGHT.surface,
    "dk2": LIGHT.muted,
    "lt2": LIGHT.zones["hz"],
    "accent1": LIGHT.accent,
    "accent2": LIGHT.zones["zip"],
    "accent3": LIGHT.zones["zac"],
    "accent4": LIGHT.zones["zar"],
    "accent5": LIGHT.context,
    "accent6": LIGHT.series[1],
    "hlink": LIGHT.accent,
    "folHlink": LIGHT.series[2],
}
"""The colours of the theme, by their place in it."""
_PLACES = {
    colour: {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}.get(place, place)
    for place, colour in reversed(THEME.items())
}
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a slide, in points from its top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    @property
    def xfrm(self) -> str:
        """Its place as DrawingML."""
        return (
            f'<a:off x="{emu(self.left)}" y="{emu(self.top)}"/><a:ext cx="{emu(self.width)}" cy="{emu(self.height)}"/>'
        )


def emu(points: float) -> int:
    """Points in the units of the file format."""
    return round(points * EMU)


def escape(text: str) -> str:
    """A text as XML holds it."""
    return _escape(clean(text), quote=True)


def colour(value: str, alpha: float = 1.0) -> str:
    """A colour (#rrggbb) as DrawingML: by its place in the theme when it has one."""
    shade = f'<a:alpha val="{round(alpha * 100_000)}"/>' if alpha < 1 else ""
    place = _PLACES.get(value.lower())
    if place:
        return f'<a:schemeClr val="{place}">{shade}</a:schemeClr>'
    return f'<a:srgbClr val="{value.lstrip("#").upper()}">{shade}</a:srgbClr>'


def fill(value: str, alpha: float = 1.0) -> str:
    """A plain fill."""
    return f"<a:solidFill>{colour(value, alpha)}</a:solidFill>"


def stroke(value: str, points: float, dash: str = "solid") -> str:
    """A line of a colour and a width."""
    return f'<a:ln w="{emu(points)}" cap="rnd">{fill(value)}<a:prstDash val="{dash}"/><a:round/></a:ln>'


NO_STROKE = "<a:ln><a:noFill/></a:ln>"


def run(text: str, size: float, ink: str = INK, *, bold: bool = False, italic: bool = False) -> str:
    """A stretch of text of one look."""
    look = (' b="1"' if bold else "") + (' i="1"' if italic else "")
    start = f'<a:r><a:rPr lang="fr-FR" sz="{round(size * 100)}"{look} dirty="0">{fill(ink)}</a:rPr>'
    return f"{start}<a:t>{escape(text)}</a:t></a:r>"


def paragraph(runs: str, align: str = "l") -> str:
    """A paragraph of runs: ``l``, ``ctr`` or ``r``."""
    return f'<a:p><a:pPr algn="{align}"/>{runs}</a:p>'


def text_box(identifier: int, name: str, box: Box, paragraphs: str, *, anchor: str = "t", wrap: bool = True) -> str:
    """A box of text without margins: ``anchor`` is ``t``, ``ctr`` or ``b``."""
    return (
        f'<p:sp><p:nvSpPr>{_named(identifier, name)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm>{box.xfrm}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f'<p:txBody><a:bodyPr wrap="{"square" if wrap else "none"}" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp>'
    )


def straight_line(identifier: int, name: str, box: Box, look: str) -> str:
    """A line from one corner of a box to the other."""
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{_named(identifier, name)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        f'<p:spPr><a:xfrm>{box.xfrm}</a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>{look}</p:spPr></p:cxnSp>'
    )


def group(identifier: int, name: str, box: Box, members: str) -> str:
    """Shapes that move together, drawn in the coordinates of the slide."""
    frame = (
        f'<a:xfrm>{box.xfrm}<a:chOff x="{emu(box.left)}" y="{emu(box.top)}"/>'
        f'<a:chExt cx="{emu(box.width)}" cy="{emu(box.height)}"/></a:xfrm>'
    )
    return (
        f"<p:grpSp><p:nvGrpSpPr>{_named(identifier, name)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr>{frame}</p:grpSpPr>{members}</p:grpSp>"
    )


def _named(identifier: int, name: str) -> str:
    return f'<p:cNvPr id="{identifier}" name="{escape(name)}"/>'
