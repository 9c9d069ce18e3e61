"""The body of a slide: a native chart with its data sheet, a map as shapes, a native table."""

from __future__ import annotations

from pptx.chart.data import ChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.slide import Slide as PptxSlide
from pptx.util import Emu

from demodash.charts.native import NativeChart
from demodash.exports.map_picture import MapPicture
from demodash.exports.slides.chart import draw
from demodash.exports.slides.chart_parts import DrawnChart
from demodash.exports.slides.frame import INK, MUTED, Box, emu, group, paragraph, run, straight_line, stroke, text_box
from demodash.exports.slides.map_shapes import legend, map_shapes, view
from demodash.exports.slides.model import TextTable
from demodash.exports.slides.placing import identifiers, move_after_heading, put, put_many
from demodash.exports.slides.table import draw_table, table_frame
from demodash.exports.slides.writing import fitted
from demodash.texts import capitalised

_CHART, _TABLE = "Graphique", "Tableau"


class _Drawn(ChartData):
    """What python-pptx asks of a chart, already written."""

    def __init__(self, drawn: DrawnChart) -> None:
        self._drawn = drawn

    def xml_bytes(self, _chart_type: XL_CHART_TYPE) -> bytes:
        """The part of the chart."""
        return self._drawn.xml

    @property
    def xlsx_blob(self) -> bytes:
        """Its data sheet."""
        return self._drawn.workbook


def put_chart(shown: PptxSlide, chart: NativeChart, room: Box, alt: str) -> None:
    """Put a chart in the middle of a room; behind it, what its own format cannot draw (reference, breaks)."""
    drawn = draw(chart, room.width, room.height)
    top = room.top + (room.height - drawn.height) / 2
    box = Box(room.left, top, drawn.width, drawn.height)
    if drawn.overlays:
        ids = identifiers()
        parts = []
        for one in drawn.overlays:
            place = Box(box.left + one.box.left, box.top + one.box.top, one.box.width, one.box.height)
            if one.text:
                parts.append(text_box(next(ids), one.name, place, paragraph(run(one.text, 12, INK), one.align)))
            else:
                parts.append(straight_line(next(ids), one.name, place, stroke(INK, 1.25, "sysDot")))
        put(shown, group(next(ids), "Repères du graphique", box, "".join(parts)))
    shown.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED,
        Emu(emu(box.left)),
        Emu(emu(box.top)),
        Emu(emu(box.width)),
        Emu(emu(box.height)),
        _Drawn(drawn),
    )
    frame = shown.shapes[-1]
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("name", _CHART)
    properties.set("descr", alt)
    move_after_heading(shown, frame)


def put_map(shown: PptxSlide, picture: MapPicture, room: Box, beside: Box, alt: str) -> None:
    """Put a map in a room, its legend beside it; the last thing done to a slide."""
    ids = identifiers()
    place = view(picture, room)
    shapes = map_shapes(picture, place, ids, alt)
    key, used = legend(picture, place, beside, ids)
    words = [text for text in (picture.note and f"{capitalised(picture.note)}.", picture.method) if text]
    below = ""
    if words:
        said = fitted(" ".join(words), beside.width, ((10.0, 3), (9.0, 4)))
        rest = Box(beside.left, beside.top + used + 6, beside.width, said.height + 2)
        below = text_box(next(ids), "Méthode de la carte", rest, paragraph(run(said.text, said.size, MUTED)))
    put_many(shown, shapes + key + below)


def put_table(shown: PptxSlide, table: TextTable, room: Box, alt: str) -> None:
    """Put a table at the top of a room."""
    ids = identifiers()
    drawn = draw_table(table, room.width, room.height)
    frame = table_frame(next(ids), _TABLE, alt, Box(room.left, room.top, room.width, drawn.height), drawn.xml)
    more = ""
    if drawn.left_out:
        line = Box(room.left, room.top + drawn.height + 3, room.width, 13)
        more = text_box(next(ids), "Suite du tableau", line, paragraph(run(drawn.left_out, 10, MUTED, italic=True)))
    put(shown, frame + more)
