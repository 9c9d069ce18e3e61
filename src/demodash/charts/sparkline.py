"""A trend the size of a word: an inline SVG line, its last point marked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, MARGIN = 150, 38, 5


def sparkline(points: Sequence[tuple[float, float]], colour: str, description: str) -> str:
    """Draw (time, value) points as an SVG of WIDTH by HEIGHT pixels; ``description`` is its text alternative.

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
    return (
        f'<svg class="dd-spark" role="img" aria-label="{escape(description, quote=True)}" width="{WIDTH}" '
        f'height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"><polyline points="{path}" fill="none" stroke="{colour}" '
        f'stroke-width="2" stroke-linejoin="round"/><circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/></svg>'
    )
