"""Pieces of the XML of charts: the space, the plot, axes, marks; element order is that of the schema."""

from __future__ import annotations

from dataclasses import dataclass

from demodash.charts.native import NativePoint
from demodash.exports.slides.frame import GRID, MUTED, NO_STROKE, PAPER, ZERO, Box, colour, escape, fill, stroke
from demodash.exports.slides.labels import GENERAL

_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
CATEGORIES, VALUES = 111_111_111, 222_222_222
"""The numbers of the two axes."""
BOTH_AXES = f'<c:axId val="{CATEGORIES}"/><c:axId val="{VALUES}"/>'


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is drawn over a chart by the slide itself: a line, or a text in a box (points from the chart's corner)."""

    name: str
    box: Box
    text: str = ""
    align: str = "l"


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart ready to be put on a slide: its XML, its workbook, its size in points, what goes over it."""

    xml: bytes
    workbook: bytes
    width: float
    height: float
    overlays: tuple[Overlay, ...] = ()


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the marks are: the box of the plot inside a chart of a size, in points."""

    box: Box
    width: float
    height: float

    @property
    def layout(self) -> str:
        """The same for the chart, as shares."""
        box = self.box
        return (
            '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{box.left / self.width:.5f}"/><c:y val="{box.top / self.height:.5f}"/>'
            f'<c:w val="{box.width / self.width:.5f}"/><c:h val="{box.height / self.height:.5f}"/>'
            "</c:manualLayout></c:layout>"
        )


def chart_space(plot: Plot, groups: str, axes: str, legend: str = "") -> bytes:
    """The whole part of a chart: ``groups`` of series, ``axes``, a ``legend`` or none."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:lang val="fr-FR"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{plot.layout}{groups}{axes}'
        f"<c:spPr><a:noFill/>{NO_STROKE}</c:spPr></c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{NO_STROKE}</c:spPr>{text_look(12)}</c:chartSpace>"
    ).encode()


def text_look(size: float, ink: str = "#1b2330", *, rotated: bool = False) -> str:
    """The look of the texts of an axis, a legend or a whole chart."""
    body = "<a:bodyPr/>" if rotated else '<a:bodyPr rot="0" vert="horz"/>'
    return (
        f'<c:txPr>{body}<a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}">{fill(ink)}'
        '<a:latin typeface="+mn-lt"/></a:defRPr></a:pPr><a:endParaRPr lang="fr-FR"/></a:p></c:txPr>'
    )


def category_axis(
    *, size: float, place: str, base: float = 0.0, reverse: bool = False, skip: int = 1, ink: str = "#1b2330"
) -> str:
    """The axis of categories: ``place`` is ``l`` or ``b``; it crosses the values at ``base``."""
    skipped = f'<c:tickLblSkip val="{skip}"/><c:tickMarkSkip val="{skip}"/>' if skip > 1 else '<c:tickLblSkip val="1"/>'
    return (
        f'<c:catAx><c:axId val="{CATEGORIES}"/><c:scaling><c:orientation val="{"maxMin" if reverse else "minMax"}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{place}"/><c:numFmt formatCode="{GENERAL}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{stroke(ZERO, 1.25)}</c:spPr>{text_look(size, ink)}"
        f'<c:crossAx val="{VALUES}"/><c:crossesAt val="{base:g}"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="60"/>{skipped}<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def value_axis(
    low: float,
    high: float,
    *,
    place: str,
    step: float = 0.0,
    suffix: str = "",
    shown: bool = False,
    between: bool = True,
) -> str:
    """The axis of values between two bounds: hidden, or with a tick and a light line at each ``step``.

    ``between``: marks stand in the middle of the places of their categories.
    """
    lines = f"<c:majorGridlines><c:spPr>{stroke(GRID, 0.75)}</c:spPr></c:majorGridlines>" if shown else ""
    look = f"<c:spPr>{NO_STROKE}</c:spPr>{text_look(12, MUTED)}" if shown else ""
    unit = f'<c:majorUnit val="{step:.12g}"/>' if step else ""
    return (
        f'<c:valAx><c:axId val="{VALUES}"/><c:scaling><c:orientation val="minMax"/><c:max val="{high:.12g}"/>'
        f'<c:min val="{low:.12g}"/></c:scaling><c:delete val="{int(not shown)}"/><c:axPos val="{place}"/>{lines}'
        f'<c:numFmt formatCode="{escape(tick_format(step, suffix))}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{look}<c:crossAx val="{CATEGORIES}"/>'
        f'<c:crosses val="{"min" if shown else "autoZero"}"/>'
        f'<c:crossBetween val="{"between" if between else "midCat"}"/>{unit}</c:valAx>'
    )


def tick_format(step: float, suffix: str) -> str:
    """The number format of ticks: as many decimals as the step has, the unit after."""
    decimals = next((places for places in range(4) if round(step, places) == step), 4)
    digits = "#,##0" + ("." + "0" * decimals if decimals else "") + (f'"{suffix}"' if suffix else "")
    return f'[$-40C]{digits};[$-40C]"\u2212"{digits};[$-40C]{digits}'


def bar_look(point: NativePoint) -> str:
    """The look of a bar: hollow ones are white inside their outline."""
    return f"<c:spPr>{fill(PAPER if point.hollow else point.fill)}{stroke(point.edge, 1.5)}</c:spPr>"


def marker(point: NativePoint, size: int) -> str:
    """The mark of a point: hollow ones are white inside their outline."""
    inside = _HOLLOW if point.hollow else fill(point.fill)
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/><c:spPr>{inside}{stroke(point.edge, 1.75)}</c:spPr>'
        "</c:marker>"
    )


# White from end to end: programs that cannot outline marks take no colour from it, and show the outline's instead of
# a white mark on white.
_HOLLOW = (
    f'<a:gradFill><a:gsLst><a:gs pos="0">{colour(PAPER)}</a:gs><a:gs pos="100000">{colour(PAPER)}</a:gs></a:gsLst>'
    '<a:lin ang="0" scaled="0"/></a:gradFill>'
)
NO_MARKER = '<c:marker><c:symbol val="none"/></c:marker>'
