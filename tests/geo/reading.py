"""A slow, separate reading of the browser geometry, to hold the written one against."""

import json

import shapely

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def numbers(text):
    found, bits = [], ""
    for character in text:
        digit = DIGITS.index(character)
        bits = format(digit % 32, "05b") + bits
        if digit < 32:
            folded, bits = int(bits, 2), ""
            found.append(-(folded + 1) // 2 if folded % 2 else folded // 2)
    assert not bits
    return found


def arcs_of(document):
    flat = iter(numbers(document["arc_points"]))
    x = y = 0
    arcs = []
    for length in numbers(document["arc_lengths"]):
        arc = []
        for _ in range(length):
            x, y = x + next(flat), y + next(flat)
            arc.append((x, y))
        arcs.append(arc)
    assert next(flat, None) is None
    return arcs


def shapes_of(document):
    flat = iter(numbers(document["arc_rings"]))
    fresh = 0
    shapes = []
    for _ in document["codes"]:
        rings = []
        for _ in range(next(flat)):
            ring = []
            for _ in range(next(flat)):
                step = next(flat)
                ring.append((fresh if step == 0 else fresh - abs(step), step > 0))
                fresh += step == 0
            rings.append(ring)
        shapes.append(rings)
    assert next(flat, None) is None
    return shapes


def rings_of(document):
    """Closed rings of every territory, in order."""
    arcs = arcs_of(document)
    shapes = []
    for shape in shapes_of(document):
        rings = []
        for ring in shape:
            points = []
            for arc, backwards in ring:
                stretch = arcs[arc][::-1] if backwards else arcs[arc]
                assert not points or points[-1] == stretch[0]
                points += stretch[1:] if points else stretch
            assert points[0] == points[-1]
            rings.append(points)
        shapes.append(rings)
    return shapes


def polygons_of(document):
    """Every territory as a polygon on the grid; a ring inside another is a hole of it."""
    polygons = []
    for rings in rings_of(document):
        shape = shapely.Polygon()
        for ring in rings:
            shape = shape.symmetric_difference(shapely.Polygon(ring))
        polygons.append(shape)
    return polygons


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))
