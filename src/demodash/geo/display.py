"""The plane that maps are drawn in: Lambert 93, with the overseas départements moved into boxes at sea.

The boxes stand in a column in the Bay of Biscay. Each overseas département is scaled to fill its box, so that it
can be seen and clicked: areas compare within the métropole and within one box, never between them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

BOX_LEFT, BOX_BOTTOM = 100_000.0, 6_055_000.0
BOX_WIDTH, BOX_HEIGHT, BOX_GAP = 118_000.0, 105_000.0, 8_000.0
PADDING, TITLE_HEIGHT = 8_000.0, 18_000.0  # the title of the box is written above the outline
COLUMN = ("976", "974", "973", "972", "971")  # from the bottom up

Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Inset:
    """How one overseas département comes into its box: metres of its own plane times ``scale``, plus an offset."""

    departement: str
    box: tuple[float, float, float, float]
    scale: float
    dx: float
    dy: float

    def forward(self, points: Points) -> Points:
        """Move points (n × 2, metres of the own plane) into the box."""
        moved: Points = points * self.scale + np.array([self.dx, self.dy])
        return moved

    def backward(self, points: Points) -> Points:
        """Move points of the box back to the own plane."""
        moved: Points = (points - np.array([self.dx, self.dy])) / self.scale
        return moved


def box(departement: str) -> tuple[float, float, float, float]:
    """Corners of a département's box in the display plane: left, bottom, right, top.

    Raises:
        ValueError: the département is not drawn in a box.
    """
    if departement not in COLUMN:
        raise ValueError(f"{departement!r} has no box, expected one of {COLUMN}")
    bottom = BOX_BOTTOM + COLUMN.index(departement) * (BOX_HEIGHT + BOX_GAP)
    return BOX_LEFT, bottom, BOX_LEFT + BOX_WIDTH, bottom + BOX_HEIGHT


def inset(departement: str, bounds: Points) -> Inset:
    """Fit a département into its box, centred; ``bounds``: west, south, east, north, metres of its own plane.

    Raises:
        ValueError: the département is not drawn in a box.
    """
    left, bottom, right, top = box(departement)
    free = (right - left - 2 * PADDING, top - bottom - PADDING - TITLE_HEIGHT)
    west, south, east, north = (float(side) for side in bounds)
    scale = min(free[0] / (east - west), free[1] / (north - south))
    return Inset(
        departement=departement,
        box=(left, bottom, right, top),
        scale=scale,
        dx=(left + right) / 2 - scale * (west + east) / 2,
        dy=bottom + PADDING + free[1] / 2 - scale * (south + north) / 2,
    )


def moved(geometry: BaseGeometry, inset: Inset, *, back: bool = False) -> BaseGeometry:
    """Move a geometry into its box, or back to its own plane."""
    return shapely.transform(geometry, inset.backward if back else inset.forward)
