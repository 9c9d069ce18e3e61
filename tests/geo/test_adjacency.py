import geopandas as gpd
import shapely

from demodash.geo.adjacency import lifted, neighbour_table, touching

# a b
# c d   a and d, b and c meet in a point only
GRID = gpd.GeoDataFrame(
    geometry=[shapely.box(0, 1, 1, 2), shapely.box(1, 1, 2, 2), shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
)


def test_only_a_line_makes_neighbours():
    assert touching(["a", "b", "c", "d"], GRID) == {("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")}


def test_parents_touch_where_their_children_do():
    pairs = {("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")}
    assert lifted(pairs, {"a": "north", "b": "north", "c": "west", "d": "east"}) == {
        ("east", "north"),
        ("north", "west"),
        ("east", "west"),
    }


def test_the_table_is_mutual_and_sorted():
    table = neighbour_table({("b", "a"), ("c", "b")}, {("X", "Y")})
    assert table.to_dict("list") == {
        "code": ["X", "Y", "a", "b", "c"],
        "neighbours": ["Y", "X", "b", "a c", "b"],
    }
