"""The build refuses what it was not made for; what it wrote into ``data/geo`` has the control figures."""

import os
import shutil
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from demodash.errors import DataError
from demodash.geo.build import PACKAGE_SOURCES, build_geo
from demodash.geo.checks import coverage_problems, region_problems, register_problems
from demodash.locations import data_root
from demodash.sources import read_sources

GEO = data_root() / "geo"
PACKAGES = os.environ.get("DEMODASH_GEO_PACKAGES")


def _outlines(name):
    return gpd.read_parquet(GEO / f"{name}_2026.parquet")


def test_the_committed_register_has_the_control_figures():
    assert register_problems(pd.read_parquet(GEO / "territories_2026.parquet"), "territories") == []


def test_the_committed_communes_have_the_control_figures():
    communes = _outlines("communes")
    assert communes.crs == "EPSG:2154"
    assert len(communes) == 3782
    assert coverage_problems(communes, "communes") == []
    assert region_problems(communes, "communes") == []


@pytest.mark.parametrize(("name", "count"), [("epci", 92), ("departements", 5)])
def test_upper_levels_are_the_same_ground(name, count):
    upper = _outlines(name)
    assert len(upper) == count
    assert coverage_problems(upper, name) == []
    communes = shapely.coverage_union_all(_outlines("communes").geometry.to_numpy())
    assert shapely.coverage_union_all(upper.geometry.to_numpy()).equals(communes)


@pytest.mark.parametrize(("name", "count"), [("france_departements", 101), ("france_regions", 18)])
def test_france_is_where_it_is(name, count):
    france = _outlines(name)
    register = pd.read_parquet(GEO / "territories_2026.parquet").set_index("code")
    assert len(france) == count
    assert france.crs == "EPSG:4326"
    assert france.geometry.is_valid.all()
    areas = france.to_crs("ESRI:54034").area / 1e6  # an equal-area projection of the whole earth
    published = register.loc[france["code"], "area_km2"].to_numpy()
    assert abs(areas.to_numpy() / published - 1).max() < 0.04


def test_the_sources_name_both_packages():
    sources = {source.id: source for source in read_sources(GEO / "source.toml")}
    assert set(PACKAGE_SOURCES) < set(sources)
    assert all(len(sources[each].sha256) == 64 for each in PACKAGE_SOURCES)


def test_packages_other_than_the_declared_ones_are_refused(packages_folder, tmp_path):
    geo = tmp_path / "geo"
    geo.mkdir()
    for name in ("source.toml", "anciennes_regions.csv"):
        shutil.copy(GEO / name, geo / name)
    with pytest.raises(DataError) as caught:
        build_geo(packages_folder, geo, tmp_path / "static")
    lines = str(caught.value).splitlines()
    declared = {source.id: source.sha256 for source in read_sources(GEO / "source.toml")}
    assert [line.partition(" ; trouvé : ")[0] for line in lines] == [
        f"source.toml, {each}, sha256 : attendu : {declared[each]}" for each in PACKAGE_SOURCES
    ]
    assert sorted(path.name for path in geo.iterdir()) == ["anciennes_regions.csv", "source.toml"]
    assert not (tmp_path / "static").exists()


@pytest.mark.skipif(
    PACKAGES is None, reason="les paquets ne sont pas là : DEMODASH_GEO_PACKAGES dit où ils sont dépliés"
)
def test_rebuilding_from_the_packages_gives_the_committed_tables(tmp_path):
    geo = tmp_path / "geo"
    geo.mkdir()
    for name in ("source.toml", "anciennes_regions.csv"):
        shutil.copy(GEO / name, geo / name)
    build_geo(Path(str(PACKAGES)), geo, tmp_path / "static")
    for path in GEO.glob("*.parquet"):
        assert pd.read_parquet(geo / path.name).equals(pd.read_parquet(path)), path.name
