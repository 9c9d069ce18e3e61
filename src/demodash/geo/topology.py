"""Cut a coverage into arcs: every stretch of border once, whether one territory has it or two share it.

Works on vertices compared exactly, so the coverage must be edge-matched (``shapely.coverage_is_valid``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

Vertex = tuple[float, float]
Edge = tuple[Vertex, Vertex]


@dataclass(frozen=True, slots=True)
class Topology:
    """``arcs``: vertices of each stretch. ``shapes``: rings of each territory, as numbers of arcs in order.

    A number ``n`` below zero is arc ``-n - 1`` walked backwards. The rings of a shape are the outer rings of its
    parts, each followed by its holes, as they turn in the polygons.
    """

    arcs: tuple[tuple[Vertex, ...], ...]
    shapes: tuple[tuple[tuple[int, ...], ...], ...]

    def pairs(self) -> frozenset[tuple[int, int]]:
        """Pairs of shapes that share an arc, that is touch along a line, the lower number first."""
        holders: dict[int, set[int]] = {}
        for shape, rings in enumerate(self.shapes):
            for arc in (arc if arc >= 0 else -arc - 1 for ring in rings for arc in ring):
                holders.setdefault(arc, set()).add(shape)
        return frozenset((min(two), max(two)) for two in holders.values() if len(two) == 2)


def cut(geometries: Sequence[BaseGeometry]) -> Topology:
    """Cut polygons of a coverage into shared arcs, in the order in which they are met.

    Raises:
        ValueError: an edge belongs to more than two territories, so this is not a coverage.
    """
    rings = [_rings(geometry) for geometry in geometries]
    nodes = _nodes(rings)
    numbers: dict[tuple[Vertex, ...], int] = {}
    arcs: list[tuple[Vertex, ...]] = []
    shapes = []
    for shape in rings:
        numbered = []
        for ring in shape:
            refs = []
            for stretch in _stretches(ring, nodes):
                if stretch not in numbers:
                    numbers[stretch] = len(arcs)
                    numbers[stretch[::-1]] = -len(arcs) - 1
                    arcs.append(stretch)
                refs.append(numbers[stretch])
            numbered.append(tuple(refs))
        shapes.append(tuple(numbered))
    return Topology(arcs=tuple(arcs), shapes=tuple(shapes))


def _rings(geometry: BaseGeometry) -> list[list[Vertex]]:
    """Rings of a polygon or multipolygon as open lists of vertices (the closing one left out)."""
    boundaries = [ring for part in shapely.get_parts(geometry) for ring in (part.exterior, *part.interiors)]
    return [[(float(x), float(y)) for x, y in shapely.get_coordinates(ring)[:-1]] for ring in boundaries]


def _edges(ring: Sequence[Vertex]) -> Iterable[Edge]:
    for start, end in zip(ring, (*ring[1:], ring[0]), strict=True):
        yield (start, end) if start <= end else (end, start)


def _nodes(shapes: Sequence[Sequence[Sequence[Vertex]]]) -> frozenset[Vertex]:
    """Vertices where arcs begin and end: those where borders meet, so that not just two edges leave them."""
    holders = Counter(edge for rings in shapes for ring in rings for edge in _edges(ring))
    if any(count > 2 for count in holders.values()):
        raise ValueError("an edge is held by more than two territories: not a coverage")
    leaving = Counter(vertex for edge in holders for vertex in edge)
    return frozenset(vertex for vertex, count in leaving.items() if count != 2)


def _stretches(ring: list[Vertex], nodes: frozenset[Vertex]) -> Iterable[tuple[Vertex, ...]]:
    """Cut a ring at its nodes; a ring without any starts and ends at its lowest vertex, as its twin does."""
    cuts = [place for place, vertex in enumerate(ring) if vertex in nodes]
    if not cuts:
        start = ring.index(min(ring))
        yield (*ring[start:], *ring[:start], ring[start])
        return
    turned = [*ring[cuts[0] :], *ring[: cuts[0]], ring[cuts[0]]]
    start = 0
    for place in range(1, len(turned)):
        if turned[place] in nodes:
            yield tuple(turned[start : place + 1])
            start = place
