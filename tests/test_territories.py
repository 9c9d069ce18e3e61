import subprocess
import sys
import unicodedata

import geopandas as gpd
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash import territories
from demodash.locations import data_root
from demodash.territories import Level

POPULATIONS = {
    "REG-32": 5_992_194,
    "DEP-02": 523_342,
    "DEP-59": 2_615_635,
    "DEP-60": 829_899,
    "DEP-62": 1_457_905,
    "DEP-80": 565_413,
}
MERGED = {"02311": "02589", "59070": "59006", "62461": "62447", "62549": "62447", "62743": "62447", "80830": "80155"}


@pytest.mark.parametrize(
    ("level", "count"), [("FR", 1), ("REG", 18), ("EXREG", 22), ("DEP", 101), ("EPCI", 92), ("COM", 3782)]
)
def test_every_level_has_its_territories(level, count):
    codes = territories.codes(level)
    assert len(codes) == len(set(codes)) == count
    assert list(codes) == sorted(codes)
    assert all(territories.territory(code).level is Level(level) for code in codes)


@pytest.mark.parametrize(("code", "population"), POPULATIONS.items())
def test_populations_are_the_published_ones(code, population):
    assert territories.territory(code).population == population
    if code != "REG-32":
        communes = territories.children(code, Level.COMMUNE)
        assert sum(territories.territory(each).population for each in communes) == population


def test_levels_add_up_to_the_region():
    for level in (Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE):
        within = territories.children("REG-32", level)
        assert sum(territories.territory(code).population for code in within) == POPULATIONS["REG-32"]
    assert sum(territories.territory(code).population for code in territories.codes("REG")) == (
        territories.territory("FR").population
    )


@pytest.mark.parametrize("code", [*territories.codes("EPCI"), *territories.codes("EXREG")])
def test_a_territory_has_the_people_of_what_it_holds(code):
    below = Level.COMMUNE if code.startswith("EPCI") else Level.DEPARTEMENT
    people = [territories.territory(each).population for each in territories.children(code, below)]
    assert people
    assert sum(people) == territories.territory(code).population


def test_parents_are_nearest_first():
    assert territories.territory("COM-02001").parents == ("EPCI-200071785", "DEP-02", "REG-32", "FR")
    assert territories.territory("EPCI-200071785").parents == ("REG-32", "FR")
    assert territories.territory("DEP-2A").parents == ("REG-94", "FR")
    assert territories.territory("EXREG-31").parents == ("REG-32", "FR")
    assert territories.territory("FR").parents == ()


def test_epci_that_leave_the_region_say_so():
    outside = {
        code: territories.territory(code).communes_outside_region
        for code in territories.codes("EPCI")
        if territories.territory(code).communes_outside_region
    }
    assert outside == {"EPCI-200069722": 34, "EPCI-247600588": 15}


def test_an_epci_is_in_each_departement_where_it_has_a_commune():
    both = set(territories.children("DEP-59", "EPCI")) & set(territories.children("DEP-62", "EPCI"))
    assert "EPCI-245900758" in both  # CC Flandre Lys


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("COM-02311", "unknown territory 'COM-02311': 02311 is now part of COM-02589"),
        ("COM-2001", "unknown territory 'COM-2001', did you mean 'COM-02001'?"),
        ("DEP-2", "unknown territory 'DEP-2', did you mean 'DEP-02'?"),
        ("REG-33", "unknown territory 'REG-33', did you mean 'REG-93'?"),
        ("nowhere", "unknown territory 'nowhere'"),
    ],
)
def test_an_unknown_code_is_refused_with_a_hint(code, message):
    assert not territories.is_code(code)
    with pytest.raises(ValueError, match="unknown territory") as caught:
        territories.territory(code)
    assert str(caught.value) == message


def test_children_must_lie_below():
    with pytest.raises(ValueError, match="DEP is not a level below COM-02001"):
        territories.children("COM-02001", Level.DEPARTEMENT)
    with pytest.raises(ValueError, match="is not a valid Level"):
        territories.children("FR", "CANTON")
    assert territories.children("DEP-75", Level.COMMUNE) == ()


@pytest.mark.parametrize(
    ("code", "name", "label", "article", "of"),
    [
        ("FR", "France", "France", "la France", "de la France"),
        ("REG-32", "Hauts-de-France", "Hauts-de-France", "les Hauts-de-France", "des Hauts-de-France"),
        ("REG-44", "Grand Est", "Grand Est", "le Grand Est", "du Grand Est"),
        ("EXREG-22", "Picardie", "Picardie (ancienne région)", "la Picardie", "de la Picardie"),
        ("DEP-02", "Aisne", "Aisne (02)", "l’Aisne", "de l’Aisne"),
        ("DEP-59", "Nord", "Nord (59)", "le Nord", "du Nord"),
        ("COM-80021", "Amiens", "Amiens (80021)", "Amiens", "d’Amiens"),
        ("COM-02304", "La Fère", "La Fère (02304)", "La Fère", "de La Fère"),
        ("COM-62826", "Le Touquet-Paris-Plage", "Le Touquet-Paris-Plage (62826)", "Le Touquet-Paris-Plage",
         "du Touquet-Paris-Plage"),
        ("COM-59009", "Villeneuve-d’Ascq", "Villeneuve-d’Ascq (59009)", "Villeneuve-d’Ascq", "de Villeneuve-d’Ascq"),
        ("EPCI-200093201", "Métropole Européenne de Lille", "Métropole Européenne de Lille",
         "la Métropole Européenne de Lille", "de la Métropole Européenne de Lille"),
    ],
)  # fmt: skip
def test_names(code, name, label, article, of):
    assert territories.name(code) == name
    assert territories.label(code) == label
    assert territories.with_article(code) == article
    assert territories.of(code) == of


@pytest.mark.parametrize("code", [code for level in Level for code in territories.codes(level)][::37])
def test_every_name_can_be_written_in_a_sentence(code):
    assert territories.of(code).startswith(("de ", "d’", "du ", "des "))
    assert "'" not in territories.label(code)


@pytest.mark.parametrize(("old", "new"), MERGED.items())
def test_merged_communes_are_found_under_their_old_code(old, new):
    assert territories.current_commune(old) == new
    assert territories.current_commune(new) == new


def test_no_commune_is_found_where_there_is_none():
    assert territories.current_commune("75056") is None
    assert territories.current_commune("99999") is None


@pytest.mark.parametrize(
    ("asked", "departement", "found"),
    [
        ("Abbeville", None, ["COM-80001"]),
        ("SAINT QUENTIN", None, ["COM-02691"]),
        ("st-quentin", "02", ["COM-02691"]),
        ("Touquet Paris Plage", "DEP-62", ["COM-62826"]),
        ("Villeneuve d'Ascq", None, ["COM-59009"]),
        ("Fère", None, ["COM-02304"]),
        ("Hesdin", None, ["COM-62447"]),  # a delegated commune of Hesdin-la-Forêt since it merged
        ("Wailly", None, ["COM-62869"]),
        ("Wailly", "80", ["COM-80211"]),  # the Somme had one too, now delegated
        ("Lille", "02", []),
        ("Atlantide", None, []),
    ],
)
def test_a_commune_is_found_by_name(asked, departement, found):
    assert [each.code for each in territories.find_commune(asked, departement)] == found


def test_namesakes_come_largest_first():
    found = territories.find_commune("Beaurevoir") + territories.find_commune("Saint-Aubin")
    assert len(found) > 2
    populations = [each.population for each in territories.find_commune("Saint-Aubin")]
    assert populations == sorted(populations, reverse=True)


@given(st.sampled_from(territories.codes("COM")), st.booleans(), st.booleans(), st.booleans())
def test_a_name_is_found_however_it_is_typed(code, upper, bare, spaced):
    typed = territories.name(code)
    if bare:
        typed = "".join(each for each in unicodedata.normalize("NFD", typed) if not unicodedata.combining(each))
    if spaced:
        typed = typed.replace("-", " ").replace("’", "'")
    typed = typed.upper() if upper else typed
    assert code in [each.code for each in territories.find_commune(typed)]


def test_neighbours_of_the_great_levels():
    assert territories.neighbours("DEP-02") == ("DEP-08", "DEP-51", "DEP-59", "DEP-60", "DEP-77", "DEP-80")
    assert territories.neighbours("REG-32") == ("REG-11", "REG-28", "REG-44")
    assert territories.neighbours("DEP-974") == ()
    for code in ("FR", "EXREG-22"):
        with pytest.raises(ValueError, match=f"no neighbours are known at the level of {code}"):
            territories.neighbours(code)


@pytest.mark.parametrize("level", ["COM", "EPCI", "DEP", "REG"])
def test_neighbours_are_mutual(level):
    for code in territories.codes(level):
        assert code not in territories.neighbours(code)
        assert all(code in territories.neighbours(each) for each in territories.neighbours(code))


def test_points_stand_inside_their_commune_and_agree():
    outlines = gpd.read_parquet(data_root() / "geo" / "communes_2026.parquet")
    own = [territories.territory(code) for code in outlines["code"]]
    on_map = gpd.GeoSeries(gpd.points_from_xy([each.x for each in own], [each.y for each in own]), crs=2154)
    on_earth = gpd.GeoSeries(gpd.points_from_xy([each.lon for each in own], [each.lat for each in own]), crs=4326)
    assert on_map.distance(on_earth.to_crs(2154)).max() < 2
    assert outlines.geometry.distance(on_map).max() < 2
    np.testing.assert_allclose(outlines.area / 1e6, [each.area_km2 for each in own], atol=0.001)


def test_lille_is_what_everyone_knows():
    lille = territories.territory("COM-59350")
    assert lille.postcodes[0] == "59000"
    assert lille.departement == "DEP-59"
    assert lille.former_region == "EXREG-31"
    assert (round(lille.lon, 1), round(lille.lat, 1)) == (3.1, 50.6)
    assert territories.territory("DEP-59").chef_lieu_name == "Lille"


def test_looking_up_loads_neither_pandas_nor_geopandas():
    code = (
        "import sys; from demodash import territories; territories.territory('COM-59350');"
        "print(sorted({'pandas', 'geopandas', 'shapely'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
