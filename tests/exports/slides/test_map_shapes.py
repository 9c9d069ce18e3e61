from __future__ import annotations

import itertools
import re
from dataclasses import replace

import numpy as np
from shapely import MultiPolygon, Polygon

from demodash.charts.map_signs import MapClass, Symbol
from demodash.exports.map_outlines import GROUNDS, outlines
from demodash.exports.map_picture import (
    MapPlace,
    MapShape,
    circle_picture,
    class_picture,
    with_selected,
)
from demodash.exports.slides import deck_pptx
from demodash.exports.slides.frame import Box
from demodash.exports.slides.map_shapes import legend, map_shapes, view
from tests.exports.slides.conftest import deck, slide

ROOM = Box(48, 120, 500, 360)


def picture():
    codes = list(outlines(GROUNDS["departements"]))
    classes = [MapClass("a", "#e1edef")]
    return class_picture("departements", codes, [0, 0, 0, 255, 253], classes, legend_title="Essai")


def test_coordinates_are_whole_and_inside_their_path():
    drawn = map_shapes(picture(), view(picture(), ROOM), itertools.count(100), "carte")
    paths = re.findall(r'<a:path w="(\d+)" h="(\d+)">(.*?)</a:path>', drawn)
    assert len(paths) > 10
    for wide, high, content in paths:
        points = [(int(x), int(y)) for x, y in re.findall(r'<a:pt x="(-?\d+)" y="(-?\d+)"/>', content)]
        assert points
        assert all(0 <= x <= int(wide) and 0 <= y <= int(high) for x, y in points)
        assert content.count("<a:moveTo>") == content.count("<a:close/>")
    assert "." not in re.sub(r'name="[^"]*"|descr="[^"]*"|val="[^"]*"|xmlns[^ ]*', "", drawn).replace("...", "")


def test_a_hole_is_a_second_ring_of_the_same_path_and_slivers_are_left_out():
    square = Polygon([(0, 0), (90, 0), (90, 90), (0, 90)], [[(30, 30), (60, 30), (60, 60)]])
    sliver = Polygon([(0, 0), (1e-6, 0), (0, 1e-6)])
    shapes = (MapShape("trou", "DEP-02", MultiPolygon([square, sliver])), MapShape("rien", "DEP-59", sliver))
    base = picture()
    made = replace(base, bounds=(0, 0, 100, 100), groups=(replace(base.groups[0], shapes=shapes),), land=(), borders=())
    drawn = map_shapes(made, view(made, ROOM), itertools.count(100), "carte")
    (path,) = re.findall(r"<a:path .*?</a:path>", drawn)
    assert path.count("<a:moveTo>") == 2
    assert 'name="rien"' not in drawn


def test_north_is_up_and_the_map_fills_its_room():
    place = view(picture(), ROOM)
    left, bottom, right, top = picture().bounds
    assert place.point(left, top)[1] == ROOM.top
    assert round(place.point(right, bottom)[1], 6) == ROOM.bottom
    west, _, east, _ = place.seen
    assert west < left < right < east


def test_the_legend_counts_territories_and_shows_states_and_places():
    made = replace(picture(), places=(MapPlace("Lille", 704_000, 7_059_000, "Universités", Symbol.DIAMOND),))
    drawn, used = legend(made, view(made, ROOM), ROOM, itertools.count(100))
    for word in ("Essai", "3 départements", "Pas de donnée", "Secret statistique", "Universités"):
        assert word in drawn
    assert 0 < used < ROOM.height


def test_the_selected_territory_is_outlined_above_the_classes_and_named_in_the_legend():
    chosen = with_selected(picture(), "departements", "DEP-02")
    place = view(chosen, ROOM)
    drawn = map_shapes(chosen, place, itertools.count(100), "carte")
    assert drawn.index('name="Territoire : Aisne"') > drawn.index('name="Limites"')
    assert drawn.count('name="Aisne"') == map_shapes(picture(), place, itertools.count(100), "carte").count(
        'name="Aisne"'
    ) + len(("light", "dark"))
    written, used = legend(chosen, place, Box(600, 120, 200, 300), itertools.count(100))
    without, before = legend(picture(), place, Box(600, 120, 200, 300), itertools.count(100))
    assert ">Aisne<" in written
    assert ">Aisne<" not in without
    assert used > before


def test_a_map_of_every_commune_stays_a_light_file():
    codes = list(outlines(GROUNDS["communes"]))
    numbers = np.random.default_rng(1).integers(0, 6, len(codes)).tolist()
    classes = [MapClass(f"classe {at}", f"#{at}0ff00") for at in range(6)]
    mixed = class_picture("communes", codes, numbers, classes, legend_title="Essai")
    counted = circle_picture("communes", codes, [1.0] * len(codes), label="a", colour="#0b5a73", text=str)
    assert len(deck_pptx(deck(slide(body=mixed), slide(body=counted)))) < 1_000_000
