from __future__ import annotations

import math

import pytest
import shapely

from demodash import territories
from demodash.charts.circles import CircleScale, circle_scale
from demodash.charts.map_signs import Land, MapClass
from demodash.charts.palette import LIGHT
from demodash.exports.map_outlines import GROUNDS, outlines
from demodash.exports.map_picture import circle_picture, class_picture, with_selected
from demodash.ui.geometry import AREAS

CLASSES = [MapClass("moins de 10", "#e1edef"), MapClass("10 et plus", "#0a4a60")]
REGION_KM2 = 32_010


def codes_of(area: str) -> list[str]:
    return list(outlines(GROUNDS[area]))


def test_areas_are_those_of_the_maps_of_the_pages():
    assert list(GROUNDS) == list(AREAS)
    for name, area in AREAS.items():
        assert set(area.codes) == set(codes_of(name))


def test_communes_are_dissolved_by_class_within_each_departement():
    codes = codes_of("communes")
    numbers = [at % 2 for at in range(len(codes))]
    picture = class_picture("communes", codes, numbers, CLASSES, legend_title="Essai")
    assert [len(group.shapes) for group in picture.groups] == [5, 5]
    assert picture.groups[0].size == "1\u202f891 communes"
    assert sum(group.territories for group in picture.groups) == 3782
    shapes = [shape for group in picture.groups for shape in group.shapes]
    assert {shape.name for shape in shapes} >= {"moins de 10, Aisne", "10 et plus, Somme"}
    area = sum(shape.geometry.area for shape in shapes) / 1e6
    assert area == pytest.approx(REGION_KM2, rel=0.005)
    whole = shapely.union_all([shape.geometry for shape in shapes])
    assert whole.area / 1e6 == pytest.approx(area, rel=1e-6), "shapes overlap"
    assert all(shapely.is_valid(shape.geometry) for shape in shapes)


@pytest.mark.parametrize("area", ["epci", "departements", "france-departements", "france-regions"])
def test_other_territories_are_a_named_shape_each(area):
    codes = codes_of(area)
    picture = class_picture(
        area, codes, [0] * len(codes), CLASSES, legend_title="Essai", texts=lambda code: f"<{code}>"
    )
    shapes = picture.groups[0].shapes
    assert [(shape.code, shape.name) for shape in shapes] == [(code, territories.name(code)) for code in codes]
    assert shapes[0].text == f"<{codes[0]}>"
    left, bottom, right, top = picture.bounds
    box = shapely.total_bounds([shape.geometry for shape in shapes])
    assert left < box[0] < box[2] < right
    assert bottom < box[1] < box[3] < top
    assert bool(picture.boxes) == area.startswith("france")
    assert bool(picture.land) != area.startswith("france")
    assert shapely.union_all([one.geometry for one in picture.borders]).area == pytest.approx(
        shapely.union_all([one.geometry for one in shapes]).area, rel=1e-6
    )


def test_no_data_zero_and_secret_are_three_different_things():
    codes = codes_of("departements")
    numbers = [0, Land.NO_DATA, Land.SECRET, Land.ZERO, 255]
    picture = class_picture("departements", codes, numbers, CLASSES, legend_title="Essai")
    found = {group.label: group for group in picture.groups}
    assert list(found) == ["moins de 10", "10 et plus", "Zéro", "Secret statistique", "Pas de donnée"]
    assert found["10 et plus"].territories == 0
    assert found["Pas de donnée"].territories == 2
    looks = {(found[name].fill, found[name].hatching) for name in ("Zéro", "Secret statistique", "Pas de donnée")}
    assert len(looks) == 3
    assert found["Pas de donnée"].land is Land.NO_DATA
    assert found["moins de 10"].land is None


def test_pale_zones_get_the_edge_of_the_palette():
    (zip_,) = (LIGHT.zones["zip"],)
    picture = class_picture("departements", ["DEP-02"], [0], [MapClass("ZIP", zip_)], legend_title="Zone")
    assert picture.groups[0].edge == LIGHT.edge(zip_)


def test_circles_have_a_surface_in_proportion_to_their_count():
    codes = codes_of("departements")
    picture = circle_picture(
        "departements", codes, [400, 100, 0, math.nan, 25], label="Essai", colour="#0b5a73", text=lambda one: f"{one:g}"
    )
    assert [(one.code, one.text) for one in picture.circles] == [("DEP-02", "400"), ("DEP-59", "100"), ("DEP-80", "25")]
    first, second, third = (one.radius for one in picture.circles)
    assert first == pytest.approx(2 * second)
    assert second == pytest.approx(2 * third)
    place = territories.territory("DEP-02")
    assert (picture.circles[0].x, picture.circles[0].y) == (place.x, place.y)
    assert [one.text for one in picture.circle_legend] == ["200", "100", "20"]
    assert {group.label for group in picture.groups} == {"", "Zéro", "Pas de donnée"}


def test_one_scale_for_every_year():
    def radius(scale: CircleScale | None) -> float:
        picture = circle_picture("departements", ["DEP-02"], [100], label="", colour="#0b5a73", text=str, scale=scale)
        return picture.circles[0].radius

    assert radius(None) == pytest.approx(2 * radius(circle_scale([[100], [400]])))


def test_what_is_not_of_the_map_is_refused():
    with pytest.raises(ValueError, match="unknown area 'cantons'"):
        class_picture("cantons", [], [], [], legend_title="")
    with pytest.raises(ValueError, match="not départements of this map"):
        class_picture("departements", ["DEP-75"], [0], CLASSES, legend_title="")
    with pytest.raises(ValueError, match="neither classes nor states"):
        class_picture("departements", ["DEP-02"], [2], CLASSES, legend_title="")


def test_one_territory_of_the_map_may_be_outlined_whatever_its_class():
    codes = codes_of("communes")
    made = class_picture("communes", codes, [0] * len(codes), [MapClass("a", "#e1edef")], legend_title="x")
    chosen = with_selected(made, "communes", "COM-59350")
    assert made.selected is None
    assert (chosen.selected.code, chosen.selected.name) == ("COM-59350", "Lille")
    assert chosen.groups == made.groups
    with pytest.raises(ValueError, match="none of the communes"):
        with_selected(made, "communes", "DEP-59")
