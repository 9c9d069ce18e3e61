from __future__ import annotations

import pytest
import shapely

from demodash import territories
from demodash.charts.palette import LIGHT
from demodash.dataset import load
from demodash.exports.report import atlas
from demodash.exports.report.pen import mixed
from demodash.exports.report.territory_map import territory_map


def drawn(code, aspect=0.65):
    place = territories.territory(code)
    known = load().zonings
    return territory_map(place, known[-1] if known else None, aspect, 340.0)


@pytest.mark.parametrize("code", ["COM-59350", "EPCI-200069672", "DEP-02", "REG-32", "DEP-971", "REG-44", "DEP-2A"])
@pytest.mark.parametrize("aspect", [0.6, 1.4])
def test_the_frame_holds_the_territory_in_the_asked_proportions(code, aspect):
    content = drawn(code, aspect)
    west, south, east, north = content.bounds
    assert (east - west) / (north - south) == pytest.approx(aspect)
    assert shapely.box(*content.bounds).contains(atlas.outline(code))


def test_communes_have_the_colour_of_their_zone_and_an_outline_of_theirs():
    content = drawn("EPCI-200069672")
    fills = {area.fill for area in content.areas}
    assert {LIGHT.zones["zip"], LIGHT.zones["zac"]} <= fills
    assert mixed(LIGHT.zones["zac"], 0.28) in fills
    edges = {area.edge for area in content.areas}
    assert {LIGHT.edge(LIGHT.zones["zip"]), LIGHT.edge(LIGHT.zones["zac"])} <= edges
    assert [entry.label for entry in content.legend] == [
        "Zone d’intervention prioritaire (ZIP), 32\u00a0communes",
        "Zone d’action complémentaire (ZAC), 71\u00a0communes",
        "ZAR, hors du territoire",
        "Non zonés, hors du territoire",
    ]
    assert "avril 2022" in content.legend_title


def test_the_coloured_land_is_the_territory():
    content = drawn("DEP-60")
    own = [area.geometry for area in content.areas if area.fill in LIGHT.zones.values()]
    whole = atlas.outline("DEP-60").area
    assert shapely.union_all(own).area == pytest.approx(whole, rel=0.01)


def test_neighbours_are_named_inside_the_frame():
    content = drawn("EPCI-200069672")
    names = {label.text for label in content.labels if not label.is_town}
    assert names == {territories.name(code) for code in territories.neighbours("EPCI-200069672")}
    for label in content.labels:
        assert shapely.box(*content.bounds).contains(shapely.Point(label.x, label.y))


def test_an_overseas_territory_stands_alone():
    content = drawn("DEP-971")
    assert len(content.areas) == 1
    assert content.legend == ()


def test_without_an_edition_no_zone_is_told():
    content = territory_map(territories.territory("DEP-02"), None, 0.65, 340.0)
    assert content.legend == ()
    assert not {area.fill for area in content.areas} & set(LIGHT.zones.values())


@pytest.mark.parametrize(("share", "expected"), [(0.0, "#ffffff"), (1.0, "#c75300"), (0.5, "#e3a980")])
def test_a_colour_is_mixed_with_paper(share, expected):
    assert mixed("#c75300", share) == expected
