"""The browser geometry in ``static/geo``: rebuilt from ``data/geo`` byte by byte, decoded and looked at."""

import gzip
import hashlib
import itertools
import json

import pytest
import shapely
from shapely.affinity import translate

from demodash import territories
from demodash.geo.browser import ATTRIBUTION
from demodash.geo.static import build_static
from demodash.locations import ROOT, data_root
from tests.geo.reading import arcs_of, numbers, polygons_of, read, rings_of

STATIC = ROOT / "static" / "geo"
SETS = {
    "hdf-communes": ("COM", territories.codes("COM")),
    "hdf-epci": ("EPCI", territories.codes("EPCI")),
    "hdf-departements": ("DEP", territories.children("REG-32", "DEP")),
    "france-departements": ("DEP", territories.codes("DEP")),
    "france-regions": ("REG", territories.codes("REG")),
}
HDF = ("hdf-communes", "hdf-epci", "hdf-departements")
WIRE_LIMIT_BYTES = 250_000


@pytest.fixture(scope="module")
def documents():
    manifest = read(STATIC / "manifest.json")
    return {name: read(STATIC / entry["file"]) for name, entry in manifest["sets"].items()}


@pytest.fixture(scope="module")
def polygons(documents):
    return {name: polygons_of(document) for name, document in documents.items()}


def test_rebuilding_gives_the_same_bytes(tmp_path):
    (tmp_path / "hdf-communes.0123456789ab.json").write_text("of a former build")
    build_static(data_root() / "geo", tmp_path)
    committed = {path.name: path.read_bytes() for path in STATIC.iterdir()}
    rebuilt = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert sorted(rebuilt) == sorted(committed)
    assert all(rebuilt[name] == committed[name] for name in committed)


def test_the_manifest_tells_each_file():
    manifest = read(STATIC / "manifest.json")
    assert manifest["attribution"] == ATTRIBUTION
    for name, entry in manifest["sets"].items():
        content = (STATIC / entry["file"]).read_bytes()
        assert entry["file"] == f"{name}.{hashlib.sha256(content).hexdigest()[:12]}.json"
        assert entry["bytes"] == len(content)
        assert entry["count"] == len(json.loads(content)["codes"])


def test_the_communes_stay_light_on_the_wire():
    (path,) = STATIC.glob("hdf-communes.*.json")
    assert len(gzip.compress(path.read_bytes(), 6)) <= WIRE_LIMIT_BYTES


@pytest.mark.parametrize("name", SETS)
def test_territories_come_in_the_order_of_their_codes(documents, name):
    level, codes = SETS[name]
    document = documents[name]
    own = [territories.territory(code) for code in codes]
    assert [f"{level}-{code}" for code in document["codes"]] == list(codes)
    assert document["names"] == [each.name for each in own]
    assert document["population"] == [each.population for each in own]


@pytest.mark.parametrize("name", [*SETS, "hdf-voisinage"])
def test_the_outlines_are_valid_and_a_coverage(polygons, name):
    assert all(shape.is_valid and not shape.is_empty for shape in polygons[name])
    assert shapely.coverage_is_valid(polygons[name])


@pytest.mark.parametrize("name", HDF)
def test_the_region_has_its_area_and_no_hole(documents, polygons, name):
    unit = documents[name]["metres_per_unit"]
    assert sum(shape.area for shape in polygons[name]) * unit**2 / 1e6 == pytest.approx(32_010, abs=1)
    whole = shapely.union_all(polygons[name])
    assert not any(part.interiors for part in shapely.get_parts(whole))


@pytest.mark.parametrize("name", [*SETS, "hdf-voisinage"])
def test_rings_turn_so_that_areas_add_up(documents, polygons, name):
    """Outer rings turn one way and holes the other: the signed areas of the rings give the area."""
    for rings, shape in zip(rings_of(documents[name]), polygons[name], strict=True):
        signed = sum(
            (x * after_y - after_x * y) / 2 for ring in rings for (x, y), (after_x, after_y) in itertools.pairwise(ring)
        )
        assert abs(signed) == pytest.approx(shape.area)


def _edges(document):
    return {frozenset(edge) for arc in arcs_of(document) for edge in itertools.pairwise(arc) if edge[0] != edge[1]}


def test_borders_of_all_levels_of_the_region_coincide(documents):
    communes = _edges(documents["hdf-communes"])
    assert _edges(documents["hdf-epci"]) < communes
    assert _edges(documents["hdf-departements"]) < communes
    assert _edges(documents["france-regions"]) < _edges(documents["france-departements"])


def test_the_surroundings_meet_the_region(documents, polygons):
    """Drawn under the region, the départements around it leave no gap wider than the simplification allows."""
    around, own = documents["hdf-voisinage"], documents["hdf-departements"]
    east, south = around["origin"][0] - own["origin"][0], own["origin"][1] - around["origin"][1]
    unit = own["metres_per_unit"]
    assert around["metres_per_unit"] == unit
    both = [
        *polygons["hdf-departements"],
        *(translate(shape, east / unit, south / unit) for shape in polygons["hdf-voisinage"]),
    ]
    gaps = [shapely.Polygon(hole) for part in shapely.get_parts(shapely.union_all(both)) for hole in part.interiors]
    assert sum(gap.area for gap in gaps) * unit**2 / 1e6 < 1


@pytest.mark.parametrize("name", SETS)
def test_anchors_stand_on_the_territory(documents, polygons, name):
    document = documents[name]
    _, codes = SETS[name]
    offsets = numbers(document["anchors"])
    tolerance = 800 / document["metres_per_unit"]
    for index, (shape, rings) in enumerate(zip(polygons[name], rings_of(document), strict=True)):
        x, y = rings[0][0][0] + offsets[2 * index], rings[0][0][1] + offsets[2 * index + 1]
        assert shape.distance(shapely.Point(x, y)) <= tolerance
        own = territories.territory(codes[index])
        assert x == pytest.approx((own.x - document["origin"][0]) / document["metres_per_unit"], abs=0.51)
        assert y == pytest.approx((document["origin"][1] - own.y) / document["metres_per_unit"], abs=0.51)


def test_parents_are_those_of_the_register(documents):
    parents = documents["hdf-communes"]["parents"]
    assert set(parents) == {"epci", "departement"}
    for index, code in enumerate(territories.codes("COM")):
        own = territories.territory(code)
        assert f"EPCI-{parents['epci']['codes'][parents['epci']['index'][index]]}" == own.epci
        assert f"DEP-{parents['departement']['codes'][parents['departement']['index'][index]]}" == own.departement


@pytest.mark.parametrize("name", ["france-departements", "france-regions"])
def test_overseas_lies_in_its_box(documents, polygons, name):
    document = documents[name]
    assert [inset["code"] for inset in document["insets"]] == ["971", "972", "973", "974", "976"]
    assert [inset["label"] for inset in document["insets"]] == [
        "Guadeloupe", "Martinique", "Guyane", "La Réunion", "Mayotte",
    ]  # fmt: skip
    overseas = {territories.territory(code).region or code for code in territories.codes("DEP") if code > "DEP-97"}
    for code, shape in zip(SETS[name][1], polygons[name], strict=True):
        boxes = [shapely.box(*inset["box"]) for inset in document["insets"]]
        if (territories.territory(code).region or code) in overseas:
            assert sum(box.contains(shape) for box in boxes) == 1
        else:
            assert not any(box.intersects(shape) for box in boxes)


def test_neighbours_are_those_whose_drawn_borders_touch(documents):
    """The adjacency table comes from the full outlines: the drawn ones must not contradict it."""
    document = documents["hdf-communes"]
    sides = {}
    for index, rings in enumerate(rings_of(document)):
        for ring in rings:
            for edge in itertools.pairwise(ring):
                sides.setdefault(frozenset(edge), set()).add(index)
    drawn = {tuple(sorted(pair)) for pair in sides.values() if len(pair) == 2}
    codes = territories.codes("COM")
    place = {code: index for index, code in enumerate(codes)}
    known = {tuple(sorted((place[code], place[other]))) for code in codes for other in territories.neighbours(code)}
    assert drawn == known
