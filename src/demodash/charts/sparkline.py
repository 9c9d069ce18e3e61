"""A trend the size of a word: a line, its last point marked, as an image that carries its own text."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, MARGIN = 150, 38, 5


def sparkline(points: Sequence[tuple[float, float]], colour: str, description: str) -> str:
    """Draw (time, value) points as an image of WIDTH by HEIGHT pixels, in HTML.

    ``description`` is its text alternative.

    Raises:
        ValueError: there are fewer than two points.
    """
    if len(points) < 2:
        raise ValueError("a trend needs two points")
    times = [time for time, _ in points]
    values = [value for _, value in points]
    span, spread = max(times) - min(times) or 1.0, max(values) - min(values) or 1.0
    placed = [
        (
            MARGIN + (time - min(times)) / span * (WIDTH - 2 * MARGIN),
            HEIGHT - MARGIN - (value - min(values)) / spread * (HEIGHT - 2 * MARGIN),
        )
        for time, value in points
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
    x, y = placed[-1]
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-linejoin="round"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/></svg>'
    )
    # Streamlit removes svg elements from the HTML that it is given, not images.
    data = b64encode(drawing.encode()).decode()
    return (
        f'<img class="dd-spark" width="{WIDTH}" height="{HEIGHT}" alt="{escape(description, quote=True)}" '
        f'src="data:image/svg+xml;base64,{data}">'
    )
