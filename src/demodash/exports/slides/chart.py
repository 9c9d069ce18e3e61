"""Any chart of the project as a native chart: the kind decides who draws it."""

from __future__ import annotations

from demodash.charts.native import Kind, NativeChart
from demodash.exports.slides.bar_charts import bars, columns, pairs, stacks
from demodash.exports.slides.chart_parts import DrawnChart
from demodash.exports.slides.line_charts import lines

_DRAWN_BY = {
    Kind.BARS: bars,
    Kind.COLUMNS: columns,
    Kind.STEPS: columns,
    Kind.STACKS: stacks,
    Kind.LINES: lines,
    Kind.DUMBBELLS: pairs,
}


def draw(chart: NativeChart, width: float, height: float) -> DrawnChart:
    """Draw a chart in at most a width and a height (points)."""
    return _DRAWN_BY[chart.kind](chart, width, height)
