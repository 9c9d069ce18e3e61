import itertools

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from demodash.geo.topology import cut


def _rebuilt(topology):
    polygons = []
    for rings in topology.shapes:
        shape = shapely.Polygon()
        for ring in rings:
            points = []
            for arc in ring:
                stretch = topology.arcs[arc] if arc >= 0 else topology.arcs[-arc - 1][::-1]
                points += stretch[1:] if points else stretch
            shape = shape.symmetric_difference(shapely.Polygon(points))
        polygons.append(shape)
    return polygons


def test_a_shared_border_is_one_arc():
    topology = cut([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])
    assert len(topology.arcs) == 3
    shared = [arc for arc in topology.arcs if len(arc) == 2]
    assert sorted(shared[0]) == [(1.0, 0.0), (1.0, 1.0)]
    assert topology.pairs() == {(0, 1)}


def test_an_enclave_and_an_island_have_rings_of_their_own():
    hole = shapely.box(1, 1, 2, 2)
    around = shapely.box(0, 0, 3, 3).difference(hole)
    island = shapely.box(5, 5, 6, 6)
    topology = cut([shapely.MultiPolygon([around, island]), hole])
    assert len(topology.arcs) == 3
    assert [len(rings) for rings in topology.shapes] == [3, 1]
    assert topology.pairs() == {(0, 1)}


def test_touching_in_a_point_is_no_border():
    assert cut([shapely.box(0, 0, 1, 1), shapely.box(1, 1, 2, 2)]).pairs() == frozenset()


def test_what_overlaps_is_refused():
    square = shapely.box(0, 0, 1, 1)
    with pytest.raises(ValueError, match="an edge is held by more than two territories: not a coverage"):
        cut([square, square, square])


@given(st.lists(st.integers(0, 3), min_size=16, max_size=16))
def test_any_partition_survives_and_its_neighbours_are_found(owners):
    cells = [shapely.box(column, row, column + 1, row + 1) for row in range(4) for column in range(4)]
    groups = [[cell for cell, owner in zip(cells, owners, strict=True) if owner == each] for each in range(4)]
    # coverage_union keeps the vertices that a plain union would drop from straight borders
    shapes = [shapely.coverage_union_all(group) for group in groups if group]
    topology = cut(shapes)
    for shape, rebuilt in zip(shapes, _rebuilt(topology), strict=True):
        assert rebuilt.equals(shape)
    touching = {
        (one, two)
        for one, two in itertools.combinations(range(len(shapes)), 2)
        if shapes[one].intersection(shapes[two]).length > 0
    }
    assert topology.pairs() == touching
    length = sum(shapely.LineString(arc).length for arc in topology.arcs)
    assert length == shapely.union_all([shape.boundary for shape in shapes]).length
